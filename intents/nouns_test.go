package intents

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/text"
)

// Each noun stands once in a language and is one token, that of its class; the classes' tokens differ.
func TestNouns(t *testing.T) {
	classes := map[int32]string{}
	var n text.Normalized
	var f features
	for _, file := range []string{nounsZh, nounsEn} {
		words := map[string]string{}
		for line := range strings.Lines(file) {
			class, list, ok := strings.Cut(line, ":")
			require.True(t, ok, line)
			id := classNumber(class)
			require.Contains(t, []string{"", class}, classes[id], "two classes have one token")
			classes[id] = class
			for _, word := range strings.Fields(list) {
				text.Normalize(&n, word)
				word = string(n.Runes)
				require.Empty(t, words[word], "%s is in %s too", word, class)
				words[word] = class
				f.tokenise(n.Runes)
				require.Len(t, f.tokens, 3, word)
				require.Equal(t, classBit|uint32(id), f.tokens[1].id, "%s is no token of its class", word)
			}
		}
		require.Greater(t, len(words), 1000)
	}
}

// Two messages that differ in a noun of one class share the pairs that it has with what stands around it; which noun it is remains a feature.
func TestNounsShareTheirPairs(t *testing.T) {
	hashes := func(s string) map[uint32]bool {
		var n text.Normalized
		var f features
		text.Normalize(&n, s)
		f.extract(n.Runes)
		set := map[uint32]bool{}
		for _, h := range f.hashes {
			set[h] = true
		}
		return set
	}
	shared := func(a, b string) (n int) {
		for h := range hashes(a) {
			if hashes(b)[h] {
				n++
			}
		}
		return n
	}
	all := len(hashes("核桃怎么卖"))
	require.Equal(t, all, shared("核桃怎么卖", "核桃怎么卖"))
	require.Equal(t, all-3, shared("核桃怎么卖", "红枣怎么卖"), "but for the word, and it with its neighbours")
	require.Less(t, shared("核桃怎么卖", "毛巾怎么卖"), all-3, "of another class")
	require.Equal(t, shared("核桃怎么卖", "毛巾怎么卖"), shared("核桃怎么卖", "顺丰怎么卖"))
	require.Greater(t, shared("do you sell walnuts", "do you sell almonds"), shared("do you sell walnuts", "do you sell lamps"))
}

// A bare noun raises no intent, whatever the examples say most of it: it is for the question that is open.
func TestBareNounsRaiseNothing(t *testing.T) {
	c := retailClassifier(t)
	for _, noun := range []string{"夹克", "羽绒服", "蜂蜜", "粽子", "核桃"} {
		require.Empty(t, idsOf(c.Understand(noun, Context{}).Intents), noun)
		require.Equal(t, []string{"stock"}, idsOf(c.Understand(noun+"还有货吗", Context{}).Intents), noun)
	}
}
