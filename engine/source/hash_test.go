package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHash(t *testing.T) {
	hash := func(text string) uint32 {
		var errs List
		n := Parse("a.yaml", []byte(text), &errs)
		require.NoError(t, errs.Err())
		return n.Hash()
	}
	same := hash("say: 有货\nlist:\n  - a\n  - b\n")
	for _, text := range []string{"# a comment\nsay: \"有货\"\nlist: [a, b]\n", "say: |-\n  有货\nlist:\n- a\n- 'b'\n"} {
		require.Equal(t, same, hash(text), text)
	}
	seen := map[uint32]string{same: "", 0: "nil"}
	for _, text := range []string{"say: 没货\nlist: [a, b]\n", "say: 有货\nlist: [ab]\n", "say: 有货\nlist: [b, a]\n", "says: 有货\nlist: [a, b]\n", "say: 有货\nlist: {a: b}\n",
		"say: 有货\n", "list: [a, b]\nsay: 有货\n", "[[a], b]", "[a, [b]]", "[[a, b]]", "a"} {
		other, twice := seen[hash(text)]
		require.False(t, twice, "%q is the same as %q", text, other)
		seen[hash(text)] = text
	}
	require.Zero(t, (*Node)(nil).Hash())
}
