package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFullWidth(t *testing.T) {
	for text, want := range map[string]string{
		"stock == 3":             "",
		"\u76f4\u7b52\u88e4":     "",
		"x == \u201cafter\u201d": "write \" in place of the full-width \u201c",
		"n \uff1e 3":             "write > in place of the full-width \uff1e",
		"n > \uff13":             "write 3 in place of the full-width \uff13",
	} {
		require.Equal(t, want, FullWidth(text), text)
	}
}

func TestUnparted(t *testing.T) {
	require.Equal(t, "write , and a space in place of the full-width \u3001", Unparted("sf\u3001\u987a\u98ce"))
	require.Empty(t, Unparted("S.F. Express"))
}
