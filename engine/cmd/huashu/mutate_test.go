package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A rule that no conversation notices is listed with its place; the shop's folder is not touched.
func TestMutate(t *testing.T) {
	dir := shop(t, map[string]string{"rules/b.yaml": `rules:
  - id: packaging
    on: packaging
    say: 纸盒
  - id: stock.none
    on: stock
    say: 没货
`})
	r := huashu("", "test", dir, "-mutate")
	require.Equal(t, exitOK, r.code)
	require.Equal(t, "rules/b.yaml:2:9: no conversation notices when rule packaging is switched off\n"+
		"rules/b.yaml:5:9: no conversation notices when rule stock.none is switched off\n", r.out)
	require.Equal(t, "2 passed, 0 failed\n4 rules switched off in turn, 2 not noticed\n", r.err)

	failing := shop(t, map[string]string{"chats/ship.chat": "> 发什么快递\n< 默认发顺丰~\n"})
	r = huashu("", "test", failing, "-mutate")
	require.Equal(t, exitFailed, r.code)
	require.NotContains(t, r.err, "switched off")
}
