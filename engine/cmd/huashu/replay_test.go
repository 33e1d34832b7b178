package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

func TestReplayShowsWhatDiffers(t *testing.T) {
	dir := t.TempDir()
	rules := filepath.Join(dir, "rules", "a.yaml")
	require.NoError(t, os.MkdirAll(filepath.Dir(rules), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte("version: 1\nname: 小店\n"), 0o644))
	require.NoError(t, os.WriteFile(rules, []byte("rules:\n  - id: hi\n    on: greeting\n    say: 您好\n"), 0o644))
	shop, err := engine.Load(os.DirFS(dir))
	require.NoError(t, err)
	var log bytes.Buffer
	bot, err := engine.New(shop, engine.Config{Observe: engine.NewRecorder(&log, nil), Now: func() time.Time { return time.Unix(1764900000, 0) }})
	require.NoError(t, err)
	_, err = bot.Handle(context.Background(), engine.Input{Conversation: "c", Text: "在吗"})
	require.NoError(t, err)
	file := filepath.Join(dir, "log.jsonl")
	require.NoError(t, os.WriteFile(file, log.Bytes(), 0o644))

	var out, errs bytes.Buffer
	require.Equal(t, exitOK, run([]string{"replay", file, dir}, nil, &out, &errs))
	require.Equal(t, "1 turns, 0 differ\n", errs.String())
	require.NoError(t, os.WriteFile(rules, []byte("rules:\n  - id: hi\n    on: greeting\n    say: 您好呀\n"), 0o644))
	out.Reset()
	require.Equal(t, exitFailed, run([]string{"replay", file, dir}, nil, &out, &errs))
	require.Equal(t, file+":1:\n  # conversation c\n  > 在吗\n- < 您好\n+ < 您好呀\n", out.String())
}
