package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
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

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRecorderReportsOnce(t *testing.T) {
	calls := 0
	e := newEngine(t, engine.Config{Observe: engine.NewRecorder(brokenWriter{}, func(error) { calls++ })})
	say(t, e, "", "在吗")
	say(t, e, "", "在吗")
	require.Equal(t, 1, calls)
}
