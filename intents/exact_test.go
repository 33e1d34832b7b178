package intents

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// What an operator wrote as an example is that intent, whatever the base model makes of it.
func TestOwnExamplesAreNeverOutvoted(t *testing.T) {
	zh, err := Retail("zh")
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{zh}, Intents: []Intent{{ID: "menu", Examples: []string{"菜单", "有货吗", "發什麼快遞"}}}})
	require.NoError(t, err)
	for _, text := range []string{"菜单", "菜单!", " 有货吗?", "发什么快递"} {
		got := c.Understand(text, Context{})
		require.Len(t, got.Intents, 1, text)
		require.Equal(t, "menu", got.Intents[0].ID, text)
	}
	require.Equal(t, "stock", c.Understand("黑色的还有货吗", Context{}).Intents[0].ID)
}
