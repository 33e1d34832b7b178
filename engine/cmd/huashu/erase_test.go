package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEraseLeavesOneConversationOut(t *testing.T) {
	const mine, others = `{"input":{"Conversation":"buyer-1","Text":"电话13912345678"},"reply":{}}`, `{"input":{"Conversation":"buyer-2","Text":"在吗"},"reply":{}}`
	file := filepath.Join(t.TempDir(), "log.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(mine+"\n"+others+"\n"+mine+"\n"), 0o644))
	var out, errs bytes.Buffer
	require.Equal(t, exitOK, run([]string{"erase", file, "buyer-1"}, nil, &out, &errs))
	require.Equal(t, others+"\n", out.String())
	require.Equal(t, "2 records left out\n", errs.String())
	require.NoError(t, os.WriteFile(file, []byte("no record\n"), 0o644))
	require.Equal(t, exitFailed, run([]string{"erase", file, "buyer-1"}, nil, &out, &errs))
	require.Contains(t, errs.String(), "line 1 of the log")
	require.Equal(t, exitUsage, run([]string{"erase", file}, nil, &out, &errs))
}
