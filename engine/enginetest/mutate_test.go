package enginetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMutate(t *testing.T) {
	shop := shopOf(t)
	mutants, err := Mutate(shop, "testdata/shop/chats")
	require.NoError(t, err)
	require.Len(t, mutants, len(shop.Rules()))
	noticed := 0
	for i, m := range mutants {
		require.Equal(t, shop.Rules()[i], m.Rule)
		if m.Noticed != "" {
			noticed++
			require.FileExists(t, filepath.Join("testdata/shop/chats", m.Noticed))
		}
	}
	require.Positive(t, noticed)
	require.Len(t, shop.Without("no such rule").Rules(), len(mutants))
	require.Len(t, shop.Without(mutants[0].Rule.ID).Rules(), len(mutants)-1)

	_, err = Mutate(shop.Without(firstNoticed(mutants)), "testdata/shop/chats")
	require.ErrorContains(t, err, "mend them first")
	_, err = Mutate(shop, t.TempDir())
	require.ErrorContains(t, err, "holds no *.chat")
}

func firstNoticed(mutants []Mutant) string {
	for _, m := range mutants {
		if m.Noticed != "" {
			return m.Rule.ID
		}
	}
	return ""
}

func TestChanges(t *testing.T) {
	shop := shopOf(t)
	file := filepath.Join(t.TempDir(), "a.chat")
	require.NoError(t, os.WriteFile(file, []byte("@item A1\n> 有货吗\n< what is expected does not matter\n> 谢谢\n"), 0o644))
	changes, turns, err := Changes(shop, shop, file)
	require.NoError(t, err)
	require.Empty(t, changes)
	require.Equal(t, 2, turns)

	changes, _, err = Changes(shop, shop.Without("stock"), file)
	require.NoError(t, err)
	require.Len(t, changes, 2) // the second is silence after a handoff
	require.Equal(t, 2, changes[0].Line)
	require.Contains(t, changes[0].String(), "a.chat:2:\n  > 有货吗\n- < 直筒裤还有3件\n+ < ")

	require.NoError(t, os.WriteFile(file, []byte("> 在吗\n@clok 1\n"), 0o644))
	_, _, err = Changes(shop, shop, file)
	require.ErrorContains(t, err, "a.chat:2:1: unknown directive @clok")
	_, _, err = Changes(shop, shop, filepath.Join(t.TempDir(), "absent"))
	require.Error(t, err)
}
