package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A table of articles, as Excel exports it, is a part of a shop as it stands, and can be turned into YAML.
func TestArticlesFromATable(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "kb", "a.csv")
	require.NoError(t, os.MkdirAll(filepath.Dir(table), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte("version: 1\nname: 小店\nvars: {deg: 30}\n"), 0o644))
	require.NoError(t, os.WriteFile(table, []byte("编号,问法,回答\nwash,能机洗吗|怎么洗,能机洗。水温${vars.deg}度以内\n"), 0o644))
	questions := filepath.Join(dir, "q.jsonl")
	require.NoError(t, os.WriteFile(questions, []byte(`{"text":"可以机洗吗","article":"wash"}`+"\n"+`{"text":"几点下班","article":""}`+"\n"), 0o644))

	play := func(stdin string, args ...string) string {
		var out, errs bytes.Buffer
		require.Equal(t, exitOK, run(args, strings.NewReader(stdin), &out, &errs), errs.String())
		return out.String()
	}
	require.Contains(t, play("可以机洗吗\n", "chat", dir, "-now", "2026-11-05T10:00:00+08:00"), "能机洗。水温30度以内")
	require.Equal(t, "articles:\n  - id: \"wash\"\n    ask:\n      - \"能机洗吗\"\n      - \"怎么洗\"\n    say: \"能机洗。水温${vars.deg}度以内\"\n", play("", "import", table))
	require.Contains(t, play("", "eval", "-kb", dir, questions), "hit@1      1.000")

	require.NoError(t, os.WriteFile(table, []byte("编号,问法,回答\nwash,能机洗吗,水温${vars.dge}度以内\n"), 0o644))
	var out, errs bytes.Buffer
	require.Equal(t, exitFailed, run([]string{"check", dir}, nil, &out, &errs))
	require.Contains(t, out.String(), `kb/a.csv:2:11: error: vars has no field "dge" (did you mean "deg"?)`)
}
