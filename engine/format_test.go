package engine_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
	"github.com/huashu-go/huashu/intents"
)

// Each folder of testdata/format is a small shop about one topic of the format, with conversations that show how it behaves.
// rules/README.md lists which of them shows what.
func TestFormat(t *testing.T) {
	topics, err := filepath.Glob("testdata/format/*")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(topics), 30)
	for _, topic := range topics {
		t.Run(filepath.Base(topic), func(t *testing.T) {
			shop, err := engine.Load(os.DirFS(topic))
			require.NoError(t, err)
			enginetest.Chats(t, shop, filepath.Join(topic, "chats"))
		})
	}
}

// The tables of rules/README.md name conversations and fixtures that exist, every conversation about the format, and every finding.
func TestReferenceNamesEveryConversation(t *testing.T) {
	text, err := os.ReadFile("../rules/README.md")
	require.NoError(t, err)
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`((?:format|mistakes|trial-shop)/[^`]+)`").FindAllStringSubmatch(string(text), -1) {
		named[m[1]] = true
		require.FileExists(t, filepath.Join("testdata", m[1]))
	}
	chats, err := filepath.Glob("testdata/format/*/chats/*.chat")
	require.NoError(t, err)
	for _, chat := range chats {
		name, err := filepath.Rel("testdata", chat)
		require.NoError(t, err)
		require.True(t, named[filepath.ToSlash(name)], "rules/README.md does not name %s", name)
	}
	for _, findings := range []string{"testdata/mistakes/finding-*.txt", "testdata/mistakes/trap-*.txt"} {
		files, err := filepath.Glob(findings)
		require.NoError(t, err)
		for _, file := range files {
			require.True(t, named["mistakes/"+filepath.Base(file)], "rules/README.md does not name %s", file)
		}
	}
}

// Section 13 of rules/README.md lists every built-in intent.
func TestReferenceListsEveryIntent(t *testing.T) {
	text, err := os.ReadFile("../rules/README.md")
	require.NoError(t, err)
	_, section, found := strings.Cut(string(text), "\n## 13.")
	require.True(t, found)
	for _, id := range intents.RetailIDs {
		require.Contains(t, section, "`"+id+"`")
	}
}

// The examples of rules/README.md make a shop that loads.
func TestReferenceExamplesLoad(t *testing.T) {
	text, err := os.ReadFile("../rules/README.md")
	require.NoError(t, err)
	dir := fstest.MapFS{}
	var snippets strings.Builder // of rules, to go behind the whole ones
	add := func(file, text string) {
		if dir[file] == nil {
			dir[file] = &fstest.MapFile{}
		}
		dir[file].Data = append(dir[file].Data, text...)
	}
	blocks := regexp.MustCompile("(?s)```(?:yaml)?\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	for i, m := range blocks {
		first, _, _ := strings.Cut(m[1], "\n")
		switch {
		case strings.HasPrefix(first, "rules:"), strings.HasPrefix(first, "  - id:"):
			add("rules/a.yaml", m[1])
		case strings.HasPrefix(first, "say:"), strings.HasPrefix(first, "choices:"):
			fmt.Fprintf(&snippets, "  - id: example.%d\n    on: any\n    %s\n", i, strings.ReplaceAll(m[1], "\n", "\n    "))
		case strings.HasPrefix(first, "ask:"):
			fmt.Fprintf(&snippets, "  - id: example.%d\n    on: any\n    say: 好\n    %s\n", i, strings.ReplaceAll(m[1], "\n", "\n    "))
		case strings.HasPrefix(first, "version:"), strings.HasPrefix(first, "lists:"), strings.HasPrefix(first, "concessions:"):
			add("shop.yaml", m[1])
		case strings.HasPrefix(first, "in "):
			add("tables/postage.csv", m[1])
		case strings.HasPrefix(first, "tables:"):
			add("tables/grid.yaml", m[1])
		}
	}
	add("rules/a.yaml", snippets.String())
	_, err = engine.Load(dir)
	require.NoError(t, err)
}
