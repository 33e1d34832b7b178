package engine

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// Each file of testdata/mistakes is a shop with one mistake: files after `-- name --` lines, and under `-- want --` exactly
// what Load says. Files that a fixture does not give come from base.txt. HUASHU_UPDATE=1 rewrites want, to be read again.
func TestOneMistakeOneError(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 140)
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "finding-") {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			_, err := Load(fixture(t, file))
			got := ""
			if err != nil {
				var list source.Errors
				require.True(t, errors.As(err, &list), "Load errors are source.Errors")
				if filepath.Base(file) != "many.txt" { // which shows that all are told at once
					require.Len(t, list, 1, "%v", err)
				}
				got = err.Error() + "\n"
			}
			compareWith(t, file, "want", got)
			require.Equal(t, filepath.Base(file) == "base.txt", got == "", "every file but the base has a mistake")
		})
	}
}

// The files that begin with finding- load, and `-- findings --` is exactly what check finds in them and not in base.txt. Each shows
// a mistake in several ways of writing it, next to what looks like it and is sound.
func TestFindings(t *testing.T) {
	base, err := Load(fixture(t, "testdata/mistakes/base.txt"))
	require.NoError(t, err)
	now := time.Date(2026, 11, 25, 0, 0, 0, 0, base.Location())
	known := base.LintAt(now)
	files, err := filepath.Glob("testdata/mistakes/finding-*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 40)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			shop, err := Load(fixture(t, file))
			require.NoError(t, err)
			var got strings.Builder
			for _, f := range shop.LintAt(now) {
				if f.Pos.Line == 1 && f.Pos.File == "shop.yaml" {
					continue // the built-in intents that so small a shop does not answer
				}
				if !slices.Contains(known, f) {
					got.WriteString(f.String() + "\n")
				}
			}
			compareWith(t, file, "findings", got.String())
			require.NotEmpty(t, got.String())
		})
	}
}

// fixture is the shop of a file of testdata/mistakes.
func fixture(t *testing.T, file string) fstest.MapFS {
	t.Helper()
	dir := fstest.MapFS{}
	for _, part := range append(sections(t, "testdata/mistakes/base.txt"), sections(t, file)...) {
		if part.name != "want" && part.name != "findings" {
			dir[part.name] = &fstest.MapFile{Data: []byte(part.text)}
		}
	}
	return dir
}

// compareWith compares got with a section of the file, which HUASHU_UPDATE=1 rewrites.
func compareWith(t *testing.T, file, name, got string) {
	t.Helper()
	want := ""
	for _, part := range sections(t, file) {
		if part.name == name {
			want = part.text
		}
	}
	if os.Getenv("HUASHU_UPDATE") == "1" && got != want {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		head, _, _ := strings.Cut(string(data), "-- "+name+" --\n")
		require.NoError(t, os.WriteFile(file, []byte(head+"-- "+name+" --\n"+got), 0o644))
		return
	}
	require.Equal(t, want, got)
}

type section struct{ name, text string }

func sections(t *testing.T, file string) []section {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	var out []section
	for line := range strings.Lines(string(data)) {
		name, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "-- ")
		if name, closed := strings.CutSuffix(name, " --"); ok && closed {
			out = append(out, section{name: name})
			continue
		}
		if len(out) > 0 {
			out[len(out)-1].text += line
		}
	}
	return out
}
