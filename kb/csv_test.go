package kb

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The reference lists every column with its words.
func TestReferenceListsColumns(t *testing.T) {
	text, err := os.ReadFile("../rules/README.md")
	require.NoError(t, err)
	for _, c := range columns {
		require.Contains(t, string(text), "| `"+c.Key+"` | "+strings.Join(c.Words, " ")+" |\n")
	}
}
