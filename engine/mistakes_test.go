package engine

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// Each file of testdata/mistakes is a shop with one mistake: files after `-- name --` lines, and under `-- want --` exactly
// what Load says. Files that a fixture does not give come from base.txt. HUASHU_UPDATE=1 rewrites want, to be read again.
func TestOneMistakeOneError(t *testing.T) {
	base := sections(t, "testdata/mistakes/base.txt")
	files, err := filepath.Glob("testdata/mistakes/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 140)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			dir := fstest.MapFS{}
			for _, part := range append(base, sections(t, file)...) {
				if part.name != "want" {
					dir[part.name] = &fstest.MapFile{Data: []byte(part.text)}
				}
			}
			_, err := Load(dir)
			got := ""
			if err != nil {
				var list source.Errors
				require.True(t, errors.As(err, &list), "Load errors are source.Errors")
				require.Len(t, list, 1, "%v", err)
				got = err.Error() + "\n"
			}
			want := ""
			for _, part := range sections(t, file) {
				if part.name == "want" {
					want = part.text
				}
			}
			if os.Getenv("HUASHU_UPDATE") == "1" && got != want {
				data, err := os.ReadFile(file)
				require.NoError(t, err)
				head, _, _ := strings.Cut(string(data), "-- want --\n")
				require.NoError(t, os.WriteFile(file, []byte(head+"-- want --\n"+got), 0o644))
				return
			}
			require.Equal(t, want, got)
			require.Equal(t, filepath.Base(file) == "base.txt", got == "", "every file but the base has a mistake")
		})
	}
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
