package rules

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// seeds are files of the shops and fixtures under testdata of package engine, by extension.
func seeds(f *testing.F, ext string, add func(text string)) {
	f.Helper()
	root := os.DirFS("../engine/testdata")
	require.NoError(f, fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ext {
			return err
		}
		data, err := fs.ReadFile(root, file)
		add(string(data))
		return err
	}))
}

// placed demands that every mistake has words, in valid UTF-8.
func placed(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	var list source.Errors
	require.True(t, errors.As(err, &list))
	for _, e := range list {
		require.NotEmpty(t, e.Message)
		require.True(t, utf8.ValidString(e.Error()), e.Error())
	}
}

// Any text is a template or a list of mistakes; one that is rendered never holds a hole that is unset, and what it prints of a
// value is the value, whatever it holds.
func FuzzTemplate(f *testing.F) {
	for _, text := range []string{"${item.name}$[,共${n}件]", "$${n} 和 $$[a]", "${n / 0}", "${", "$[", "$[$[${n}]]", "${city}", "${\"}\"}", "${any(words, # == \"a\")}", "${yuan(n)}"} {
		f.Add(text, "${city} $[x]")
	}
	f.Fuzz(func(t *testing.T, text, said string) {
		schema := testSchema()
		var errs source.List
		sc := &scope{schema: &schema, set: &Set{schema: schema, used: map[string]bool{}, tables: map[string]*Table{}}, errs: &errs}
		tmpl := sc.template(text, place{pos: source.Pos{File: "a.yaml", Line: 1, Column: 1}, src: text})
		placed(t, errs.Err())
		if errs.Err() != nil || !utf8.ValidString(said) {
			return
		}
		w := newWorld()
		w.facts["city"] = Text(said)
		turn := turnFor(w, "stock")
		got := tmpl.line(&frame{turn: &turn, set: sc.set})
		if text == "${city}" {
			require.Equal(t, said, got)
		}
		if !strings.Contains(text, "$") {
			require.Equal(t, text, got)
		}
	})
}

// doubtful makes every value one that may be unset.
var doubtful = Around{Unknown: func(path string, is func(string, ...string) bool) string {
	if is(path) || is("event", "order.paid") {
		return ""
	}
	return path
}}

// Any bytes are a table or a list of mistakes; a lookup ends.
func FuzzTable(f *testing.F) {
	seeds(f, ".csv", func(text string) { f.Add(text) })
	f.Add("in 件数 = n,out x: number\n1..3,5\n!4,6\n*,7\n")
	f.Add("in a = city,in b = n,out x\n杭州|上海,<=2,\"a,b\"\n")
	f.Fuzz(func(t *testing.T, csv string) {
		files := rulesFile("  - id: a\n    on: stock\n    let:\n      p: lookup(\"t\")\n    say:\n      - when: p != nil\n        text: 有\n      - 没有\n")
		files["tables/t.csv"] = csv
		set, err := Load(folder(files), testSchema())
		placed(t, err)
		if err != nil {
			return
		}
		set.Lint(doubtful)
		d, err := set.Decide(turnFor(newWorld(), "stock"))
		require.NoError(t, err)
		require.NotEmpty(t, d.Result.Bubbles)
	})
}

// Any bytes are a file of rules or a list of mistakes; what loads can be linted, counted and decided without a panic.
func FuzzLoad(f *testing.F) {
	seeds(f, ".yaml", func(text string) {
		if strings.Contains(text, "rules:") {
			f.Add(text)
		}
	})
	fixtures, err := filepath.Glob("../engine/testdata/mistakes/*.txt")
	require.NoError(f, err)
	for _, file := range fixtures {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		if _, body, ok := strings.Cut(string(data), "-- rules/b.yaml --\n"); ok {
			body, _, _ = strings.Cut(body, "\n-- ") // the next file, or what is found
			f.Add(body)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		set, err := Load(folder(map[string]string{"rules/a.yaml": text}), testSchema())
		placed(t, err)
		if err != nil {
			return
		}
		set.Lint(doubtful)
		set.Parts()
		w := newWorld()
		for _, intent := range append(testSchema().Intents, "event.order.paid") {
			for range 3 {
				turn := turnFor(w, intent)
				d, err := set.Decide(turn)
				if err != nil {
					require.True(t, errors.Is(err, ErrNeeds) || errors.Is(err, ErrUnavailable))
					continue
				}
				for _, bubble := range d.Result.Bubbles {
					require.NotEmpty(t, strings.TrimSpace(bubble))
				}
				w.remember(d.Result)
				for _, c := range d.Result.Choices {
					turn.It = c.It
					if _, err := set.Branch(turn, c.Ref); err != nil {
						require.ErrorIs(t, err, ErrUnavailable)
					}
				}
			}
		}
	})
}
