package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEvalEntities(t *testing.T) {
	rows := filepath.Join(t.TempDir(), "rows.jsonl")
	write := func(lines string) { require.NoError(t, os.WriteFile(rows, []byte(lines), 0o644)) }
	eval := func() string {
		r := huashu("", "eval", "-now", "2026-11-05T10:00:00+08:00", rows)
		require.Equal(t, exitOK, r.code, r.err)
		return r.out
	}
	write(`{"text":"黑色M和L各来2件","intents":["order.place"],"entities":{"colour":"黑色","size":["M","L"],"quantity":2}}` + "\n" +
		`{"text":"明天能到吗 13","intents":["logistics.arrival"],"entities":{"date":"2026-11-06"}}` + "\n")
	require.Contains(t, eval(), "entity F1          100.00 %\n") // a bare number is no entity
	write(`{"text":"黑色M码","intents":["stock"],"entities":{"colour":"白色","size":"M"}}` + "\n")
	require.Contains(t, eval(), "entity F1           50.00 %\n")
	write(`{"text":"黑色M码有吗","intents":["stock"]}` + "\n")
	require.NotContains(t, eval(), "entity F1")
}
