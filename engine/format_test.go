package engine_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
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
