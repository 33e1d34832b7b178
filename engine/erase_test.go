package engine_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// confide lets a conversation hold everything that there is to forget: words, slots, recorded replies, an order's wake, an owner.
func confide(t testing.TB, e *engine.Engine, conversation string) {
	t.Helper()
	for i, in := range []engine.Input{{Text: "我175 130斤穿什么码", Item: "S101"}, {Event: "order.unpaid", Data: map[string]any{"order": "1001"}}, {Text: "电话13912345678"}, {Text: "转人工"},
		{From: engine.Agent, Text: "您好王小明"}} {
		in.Conversation, in.ID, in.Customer = conversation, fmt.Sprint(i), "王小明"
		_, err := e.Handle(context.Background(), in)
		require.NoError(t, err)
	}
}

// After Forget nothing of a conversation is left in the process, its wake does not come, and what comes later begins anew.
func TestForgetLeavesNothing(t *testing.T) {
	now := morning
	store := engine.NewMemoryStoreAt(0, func() time.Time { return now })
	var kept weak.Pointer[engine.State]
	e := newEngine(t, engine.Config{Store: store, Now: func() time.Time { return now },
		Observe: func(_ context.Context, o engine.Observed) { kept = weak.Make(o.Outcome.State) }})
	confide(t, e, "c1")
	now = now.Add(time.Hour)
	due, err := store.Due(context.Background(), now, 9)
	require.NoError(t, err)
	require.Equal(t, []string{"c1"}, due)
	runtime.GC()
	require.NotNil(t, kept.Value(), "the store has it")

	require.NoError(t, e.Forget(context.Background(), "c1"))
	require.Zero(t, store.Len())
	due, err = store.Due(context.Background(), now, 9)
	require.NoError(t, err)
	require.Empty(t, due)
	for range 3 {
		runtime.GC()
	}
	require.Nil(t, kept.Value(), "something still holds the state")

	reply, err := e.Handle(context.Background(), engine.Input{Conversation: "c1", Event: "wake"})
	require.NoError(t, err)
	require.Empty(t, reply.Messages)
	require.Zero(t, store.Len(), "a wake that was under way brings nothing back")
	require.False(t, say(t, e, "0", "在吗").Duplicate)
	require.NoError(t, e.Forget(context.Background(), "nobody"))
}

// A log without one conversation has all the others, and they replay.
func TestEraseRecords(t *testing.T) {
	var log, erased bytes.Buffer
	e := newEngine(t, engine.Config{Observe: engine.NewRecorder(&log, func(err error) { t.Error(err) })})
	for i, text := range script {
		_, err := e.Handle(context.Background(), engine.Input{Conversation: fmt.Sprint("buyer-", i%3), Text: text})
		require.NoError(t, err)
	}
	whole, err := engine.ReadRecords(bytes.NewReader(log.Bytes()))
	require.NoError(t, err)
	n, err := engine.EraseRecords(&erased, bytes.NewReader(log.Bytes()), "buyer-1")
	require.NoError(t, err)
	require.Equal(t, 5, n)
	require.NotContains(t, erased.String(), "buyer-1")
	rest, err := engine.ReadRecords(&erased)
	require.NoError(t, err)
	require.Len(t, rest, len(whole)-n)
	differ, err := example(t).Replay(rest)
	require.NoError(t, err)
	require.Empty(t, differ)

	n, err = engine.EraseRecords(&erased, bytes.NewReader(log.Bytes()), "buyer")
	require.NoError(t, err)
	require.Zero(t, n)
	require.Equal(t, log.String(), erased.String(), "byte for byte")
	_, err = engine.EraseRecords(&erased, bytes.NewReader([]byte("{}\n{")), "c")
	require.ErrorContains(t, err, "line 2 of the log")
	_, err = engine.EraseRecords(brokenWriter{}, bytes.NewReader(log.Bytes()), "buyer")
	require.ErrorContains(t, err, "disk full")
}
