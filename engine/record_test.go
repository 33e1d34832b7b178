package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// What was recorded replays byte for byte; a change of what the host answered shows.
func TestRecordedConversationsReplay(t *testing.T) {
	var log bytes.Buffer
	now := morning
	e := newEngine(t, engine.Config{Observe: engine.NewRecorder(&log, func(err error) { t.Error(err) }), Now: func() time.Time { now = now.Add(time.Minute); return now },
		Orders: ordersFunc(func() ([]commerce.Order, error) {
			return []commerce.Order{{No: "1001", Product: "S101", State: "paid", PaidAt: morning.Add(-time.Hour), Address: "成都市"}}, nil
		})})
	for i, text := range append(script, "我的快递到哪了", "转人工") {
		_, err := e.Handle(context.Background(), engine.Input{Conversation: fmt.Sprint("c", i%2), ID: fmt.Sprint(i), Text: text, Data: map[string]any{"desk.busy": i == 0}})
		require.NoError(t, err)
	}
	records, err := engine.ReadRecords(bytes.NewReader(log.Bytes()))
	require.NoError(t, err)
	require.Len(t, records, len(script)+2)
	require.Equal(t, example(t).Digest(), records[0].Shop)
	differ, err := example(t).Replay(records)
	require.NoError(t, err)
	require.Empty(t, differ)

	changed := bytes.ReplaceAll(log.Bytes(), []byte(`"State":"paid"`), []byte(`"State":"shipped"`))
	records, err = engine.ReadRecords(bytes.NewReader(changed))
	require.NoError(t, err)
	differ, err = example(t).Replay(records)
	require.NoError(t, err)
	require.NotEmpty(t, differ)
	_, err = engine.ReadRecords(bytes.NewReader([]byte("{}\n{")))
	require.ErrorContains(t, err, "line 2 of the log")
}

// Logs of the version before replies had names of their own in JSON: numbers for roles and durations, the names of Go's fields. In
// this one a customer sends damaged UTF-8, which the story of a later handoff repeats.
func TestOlderLogsReplay(t *testing.T) {
	shop, err := engine.Load(os.DirFS("testdata/log"))
	require.NoError(t, err)
	data, err := os.ReadFile("testdata/log/before.jsonl")
	require.NoError(t, err)
	replay := func(data []byte) []engine.Replayed {
		records, err := engine.ReadRecords(bytes.NewReader(data))
		require.NoError(t, err)
		require.Len(t, records, 11)
		require.Equal(t, engine.Agent, records[8].Input.From)
		differ, err := shop.Replay(records)
		require.NoError(t, err)
		return differ
	}
	require.Empty(t, replay(data))
	for old, changed := range map[string]string{
		`"Value":7200000000000}],"Tried"`: `"Value":7200000000001}],"Tried"`, `"Within":1200000000000`: `"Within":1200000000001`,
		`"Value":5400000000000`: `"Value":5400000000001`, `"Text":"亲~谢谢"`: `"Text":"亲~谢"`, `"Urgent":true`: `"Urgent":false`,
	} {
		require.Contains(t, string(data), old)
		require.Len(t, replay(bytes.ReplaceAll(data, []byte(old), []byte(changed))), 1, changed)
	}
}

// What a host gave as a duration is one when it is replayed.
func TestRecordedDurationsReplay(t *testing.T) {
	shop, err := engine.Load(os.DirFS("testdata/log"))
	require.NoError(t, err)
	var log bytes.Buffer
	e, err := engine.New(shop, engine.Config{Now: clock, Observe: engine.NewRecorder(&log, nil)})
	require.NoError(t, err)
	in := engine.Input{Conversation: "c", Event: "told", Data: map[string]any{"span": 90 * time.Minute, "day": morning, "points": 2}}
	r, err := e.Handle(context.Background(), in)
	require.NoError(t, err)
	require.Equal(t, 90*time.Minute, r.Actions[0].Get("span"))
	require.Equal(t, 90*time.Minute, in.Data["span"], "the host's own map is left alone")
	require.Contains(t, log.String(), `{"name":"span","value":"1h30m0s"}`)
	records, err := engine.ReadRecords(&log)
	require.NoError(t, err)
	differ, err := shop.Replay(records)
	require.NoError(t, err)
	require.Empty(t, differ)
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRecorderReportsOnce(t *testing.T) {
	calls := 0
	e := newEngine(t, engine.Config{Observe: engine.NewRecorder(brokenWriter{}, func(error) { calls++ })})
	say(t, e, "", "在吗")
	say(t, e, "", "在吗")
	require.Equal(t, 1, calls)
}
