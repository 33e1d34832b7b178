package enginetest

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// A recorded turn is shown as a conversation would have it: the event with its fields, the menu, the actions and the handoff.
func TestLogChange(t *testing.T) {
	load := func(said string) *engine.Shop {
		shop, err := engine.Load(fstest.MapFS{
			"shop.yaml": {Data: []byte("version: 1\nname: 小店\ntimezone: Asia/Shanghai\nevents: {birthday: {who: text, gifts: number}}\nactions: {coupon: {amount: money}}\n")},
			"rules/a.yaml": {Data: []byte(strings.ReplaceAll(`rules:
  - id: birthday
    on: event.birthday
    say: SAID,${event.who}
    choices:
      - show: 领券
        say: 好
    do:
      - coupon: {amount: 5}
  - id: human
    on: human
    handoff: {queue: sales, reason: SAID, within: 30m}
`, "SAID", said))},
		})
		require.NoError(t, err)
		return shop
	}
	before, after := load("生日快乐"), load("祝您生日快乐")
	var log bytes.Buffer
	bot, err := engine.New(before, engine.Config{Observe: engine.NewRecorder(&log, nil), Now: func() time.Time { return time.Date(2026, 11, 5, 2, 0, 0, 0, time.UTC) }})
	require.NoError(t, err)
	for _, in := range []engine.Input{{Event: "birthday", Data: map[string]any{"who": "小 王", "gifts": 2}}, {Text: "转人工"}} {
		in.Conversation = "c"
		_, err := bot.Handle(context.Background(), in)
		require.NoError(t, err)
	}
	records, err := engine.ReadRecords(&log)
	require.NoError(t, err)
	differ, err := after.Replay(records)
	require.NoError(t, err)
	var got strings.Builder
	for _, d := range differ {
		got.WriteString(LogChange("log.jsonl", d.Line, d.Record.Input, d.Want, d.Got, after.Location()).String())
	}
	want, err := os.ReadFile("testdata/logchange.txt")
	if os.Getenv("HUASHU_UPDATE") == "1" {
		require.NoError(t, os.WriteFile("testdata/logchange.txt", []byte(got.String()), 0o644))
		return
	}
	require.NoError(t, err)
	require.Equal(t, string(want), got.String())
}

// Replies that say and do the same are shown as they are recorded: something else in them differs.
func TestLogChangeOfWhatIsNotSaid(t *testing.T) {
	c := LogChange("log.jsonl", 3, engine.Input{Conversation: "c", Text: "在吗"}, []byte(`{"Wake":"2026-11-05T10:00:00Z"}`), []byte(`{"Wake":"2026-11-05T11:00:00Z"}`), time.UTC)
	require.Equal(t, "log.jsonl:3:\n  # conversation c\n  > 在吗\n- {\"Wake\":\"2026-11-05T10:00:00Z\"}\n+ {\"Wake\":\"2026-11-05T11:00:00Z\"}\n", c.String())
}
