package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/stretchr/testify/require"
)

func TestRun(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pack")
	in := `{"text":"有货吗: \"L\" #1","intent":"stock"}

{"text":"好的,谢谢","intents":["affirm","thanks"]}
{"text":"讲个笑话😀","intents":[]}
`
	require.NoError(t, run(nil, dir, strings.NewReader(in)))
	data, err := os.ReadFile(filepath.Join(dir, "pack.yaml"))
	require.NoError(t, err)
	require.Equal(t, `intents:
  - id: "affirm"
    label: "affirm"
  - id: "oos"
    label: "oos"
    examples:
      - "讲个笑话😀"
  - id: "stock"
    label: "stock"
    examples:
      - "有货吗: \"L\" #1"
  - id: "thanks"
    label: "thanks"
multi:
  - text: "好的,谢谢"
    intents:
      - "affirm"
      - "thanks"
`, string(data))
	var errs source.List
	source.Parse("pack.yaml", data, &errs)
	require.NoError(t, errs.Err())
}

func TestRunMistakes(t *testing.T) {
	require.ErrorContains(t, run(nil, "", strings.NewReader("")), "-o DIR")
	require.ErrorContains(t, run(nil, t.TempDir(), strings.NewReader("{}\n{")), "standard input:2:")
	require.Error(t, run([]string{"no-such-file"}, t.TempDir(), nil))
}

// What customers send comes through YAML unharmed.
func TestQuoted(t *testing.T) {
	for _, s := range []string{"a: b", " #", "tab\tnew\nline", "\u200b\u2028\u0085\ufeff", "\\", "👨‍👩‍👧", "\x00\x1b", "'\"", "- x", ""} {
		var errs source.List
		n := source.Parse("x.yaml", []byte("k: "+quoted(s)+"\n"), &errs)
		require.NoError(t, errs.Err(), "%q", s)
		require.Equal(t, s, n.Fields(&errs, "x", "k").Get("k").Text(&errs, "k"), "%q", s)
	}
}
