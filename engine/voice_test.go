package engine_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// The prefix of tone is said once a turn, before its first answer, in turn; not to an angry customer where the shop skips that, and not
// in English. Conversations do not write it, so it is tested here.
func TestTone(t *testing.T) {
	shop, err := engine.Load(os.DirFS("testdata/format/voice"))
	require.NoError(t, err)
	var st *engine.State
	prefixes := func(text string) (out []string) {
		o := shop.Turn(st, engine.Input{Conversation: "c", Text: text, Item: "A1"}, engine.World{Now: morning, Answers: answers(nil)})
		require.Empty(t, o.Needs)
		st = o.State
		for _, m := range o.Reply.Messages {
			require.Contains(t, m.Text, m.Prefix)
			out = append(out, m.Prefix)
		}
		return out
	}
	require.Equal(t, []string{"亲,", ""}, prefixes("多少钱,发什么快递"))
	require.Equal(t, []string{"亲亲,"}, prefixes("发什么快递"))
	require.Equal(t, []string{""}, prefixes("穿一天就开线了!!什么垃圾"))
	require.Equal(t, []string{""}, prefixes("多少钱"), "still angry")
	st = nil
	require.Equal(t, []string{"亲,"}, prefixes("多少钱"))
	require.Equal(t, []string{""}, prefixes("how much is it"))
}
