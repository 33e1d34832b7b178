package intents

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/text"
)

func retailClassifier(t testing.TB) *Classifier {
	m, err := Retail("zh")
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{m}})
	require.NoError(t, err)
	return c
}

// Two matters that run together without a mark are both read, in their order, each with its own stretch of the message.
func TestRunOn(t *testing.T) {
	c := retailClassifier(t)
	for message, want := range map[string][2]string{
		"发什么快递大概多久能到":    {"logistics.carrier", "logistics.arrival"},
		"质量好不好包不包邮":      {"quality", "logistics.fee"},
		"帮我改下地址然后尽快发货":   {"order.modify", "logistics.dispatch"},
		"你好,能开发票不几天能到上海": {"invoice", "logistics.arrival"},
	} {
		found := c.Understand(message, Context{}).Intents
		require.Equal(t, want[:], idsOf(found), message)
		require.Equal(t, found[0].End, found[1].Start, message)
	}
	for _, message := range []string{"我的包裹后天之前到得了吗", "有货吗", "黑色的L码现在还有没有现货啊", "退货的钱到底什么时候到我卡里"} {
		require.Len(t, c.Understand(message, Context{}).Intents, 1, message)
	}
}

// A clause is cut where the one class stops to lead, never so near to an end that a side says nothing, and not at all when it is short or long.
func TestCut(t *testing.T) {
	c := retailClassifier(t)
	b := c.bases[0]
	at := func(s string, first, second string) (string, bool) {
		var n text.Normalized
		text.Normalize(&n, s)
		var w scratch
		cut, bestFirst := b.cut(&w, n.Runes, classOf(t, b, first), classOf(t, b, second))
		return string(n.Runes[:cut]), bestFirst
	}
	side, bestFirst := at("发什么快递大概多久能到", "logistics.carrier", "logistics.arrival")
	require.Equal(t, "发什么快递", side)
	require.True(t, bestFirst)
	side, bestFirst = at("发什么快递大概多久能到", "logistics.arrival", "logistics.carrier")
	require.Equal(t, "发什么快递", side)
	require.False(t, bestFirst)
	side, _ = at("什么快递", "logistics.arrival", "logistics.carrier")
	require.Empty(t, side)
	long := make([]rune, runLongest+1)
	for i := range long {
		long[i] = '快'
	}
	side, _ = at(string(long), "logistics.arrival", "logistics.carrier")
	require.Empty(t, side)
}

func TestAsksAt(t *testing.T) {
	for s, want := range map[string]int{"有没有货": 1, "多久能到": 1, "能不能改地址": 1, "发什么快递几天到": 2, "尽快发货": 0, "有货": 0} {
		r := []rune(s)
		require.True(t, want == 0 || asksAt(r, want), s)
		require.False(t, asksAt(r, want+1), s)
	}
}

func classOf(t *testing.T, b *base, id string) int {
	for class, name := range b.names {
		if name == id {
			return class
		}
	}
	require.Fail(t, "no such intent", id)
	return -1
}
