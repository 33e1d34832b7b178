package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// Only what changes is shown: replies, actions and handoffs, with the input before them.
func TestDiff(t *testing.T) {
	before := shop(t, map[string]string{"chats/more.chat": "> 怎么包装\n@item A1\n> 有货吗\n"})
	after := shop(t, map[string]string{"rules/a.yaml": `rules:
  - id: carrier
    on: logistics.carrier
    say: 默认发申通~
  - id: packaging
    on: packaging
    say: 纸盒
  - id: stock
    on: stock
    needs: item
    say: |
      ${item.name}有货

      要几件?
    count: 问货
`})
	chats := filepath.Join(before, "chats")
	r := huashu("", "diff", before, before, chats)
	require.Equal(t, result{exitOK, "", "4 turns, 0 change\n"}, r)

	r = huashu("", "diff", before, after, chats)
	require.Equal(t, exitOK, r.code)
	require.Equal(t, `more.chat:1:
  > 怎么包装
- < 这个我不敢乱答,已经请同事来看了,今天10:10前给您回话。
- ! handoff sales packaging 10m due=2026-01-05T10:10:00+08:00
+ < 纸盒

more.chat:3:
  > 有货吗
- ! nothing
+ < 直筒裤有货
+ < 要几件?
+ ! count 问货 A1

stock.chat:2:
  > 有货吗
  < 直筒裤有货
+ < 要几件?
+ ! count 问货 A1
`, r.out)
	require.Equal(t, "4 turns, 3 change\n", r.err)
	require.Equal(t, exitFailed, huashu("", "diff", before, after, chats, "-strict").code)

	require.Equal(t, "4 turns, 3 change\n", huashu("", "diff", before, after, before).err, "the folder of a shop stands for its chats")
	one := huashu("", "diff", before, after, filepath.Join(chats, "ship.chat"))
	require.Equal(t, result{exitOK, "", "1 turns, 0 change\n"}, one)
}

func TestDiffOfALog(t *testing.T) {
	before := shop(t, nil)
	after := shop(t, map[string]string{"rules/a.yaml": "rules:\n  - id: carrier\n    on: logistics.carrier\n    say: 默认发中通~\n"})
	content, err := engine.Load(os.DirFS(before))
	require.NoError(t, err)
	log := filepath.Join(t.TempDir(), "log.jsonl")
	f, err := os.Create(log)
	require.NoError(t, err)
	e, err := engine.New(content, engine.Config{Now: func() time.Time { return time.Date(2026, 11, 5, 2, 0, 0, 0, time.UTC) }, Observe: engine.NewRecorder(f, nil)})
	require.NoError(t, err)
	for id, text := range []string{"发什么快递", "谢谢"} {
		_, err := e.Handle(context.Background(), engine.Input{Conversation: "c", ID: string(rune('a' + id)), Text: text})
		require.NoError(t, err)
	}
	require.NoError(t, f.Close())
	require.Equal(t, result{exitOK, "", "2 turns, 0 change\n"}, huashu("", "diff", before, before, log))
	r := huashu("", "diff", before, after, log)
	require.Equal(t, exitOK, r.code)
	require.Equal(t, log+`:1:
  # conversation c
  > 发什么快递
- < 默认发申通~
+ < 默认发中通~
`, r.out)
	require.Equal(t, "2 turns, 1 change\n", r.err)
}

func TestDiffOfBrokenThings(t *testing.T) {
	dir := shop(t, nil)
	broken := shop(t, map[string]string{"shop.yaml": "version: 1\nnam: x\n"})
	r := huashu("", "diff", dir, broken, filepath.Join(dir, "chats"))
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "shop.yaml:2:1: ")
	require.Equal(t, exitFailed, huashu("", "diff", dir, dir, filepath.Join(dir, "absent")).code)
	r = huashu("", "diff", dir, dir, filepath.Join(dir, "shop.yaml"))
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "(neither a .chat file nor a recorded log)")
	require.Equal(t, exitUsage, huashu("", "diff", dir, dir).code)
}

func TestSchema(t *testing.T) {
	r := huashu("", "schema", "rules")
	require.Equal(t, exitOK, r.code)
	require.True(t, json.Valid([]byte(r.out)))
	require.Contains(t, r.out, `"continue_on"`)
	r = huashu("", "schema")
	require.Equal(t, exitOK, r.code)
	var all map[string]map[string]any
	require.NoError(t, json.Unmarshal([]byte(r.out), &all))
	require.Len(t, all, 7)
	r = huashu("", "schema", "rule")
	require.Equal(t, exitUsage, r.code)
	require.Contains(t, r.err, `no kind of file is called "rule" (did you mean "rules"?)`)
}
