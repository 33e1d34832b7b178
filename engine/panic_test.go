package engine

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// A defect of ours is a handoff for the customer, a result of its own for metrics, and a line with the place for the log.
func TestPanicIsAHandoffAndIsTold(t *testing.T) {
	shop, err := Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	require.NoError(t, err)
	broken := *shop
	broken.classifier = nil
	var log bytes.Buffer
	var results []string
	e, err := New(&broken, Config{Logger: slog.New(slog.NewTextHandler(&log, nil)), Observe: func(_ context.Context, o Observed) { results = append(results, o.Result()) }})
	require.NoError(t, err)
	reply, err := e.Handle(context.Background(), Input{Conversation: "c", Text: "电话13912345678"})
	require.NoError(t, err)
	require.Equal(t, "error", reply.Handoff.Reason)
	require.NotEmpty(t, reply.Messages)
	require.Equal(t, []string{ResultPanic}, results)
	require.Contains(t, log.String(), "understand.go")
	require.NotContains(t, log.String(), "13912345678")
}
