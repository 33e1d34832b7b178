package source

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func parse(t *testing.T, text string) (*Node, *List) {
	t.Helper()
	errs := &List{}
	n := Parse("f", []byte(text), errs)
	require.Empty(t, reported(errs))
	return n, errs
}

func TestFields(t *testing.T) {
	n, errs := parse(t, "name: a\nprise: 3\n完全不同的词: 1\n\u3000stock: 2\n")
	fields := n.Fields(errs, "product", "name", "price", "stock")
	require.Len(t, fields, 1)
	require.Equal(t, "a", fields.Get("name").Text(errs, "name"))
	require.Nil(t, fields.Get("price"))
	require.Equal(t, `f:2:1: product: unknown key "prise" (did you mean "price"?)
f:3:1: product: unknown key "完全不同的词" (known: name, price, stock)
f:4:1: product: unknown key "\u3000stock" (there is a space beside it that is no ordinary space: type it anew)`, reported(errs))
	require.Len(t, n.Pairs(errs, "product"), 4, "the node keeps all its fields")
}

func TestFieldsOfOtherKinds(t *testing.T) {
	n, errs := parse(t, "a: [x]\nb: text\nc:\n")
	for _, f := range n.Pairs(errs, "f") {
		require.Empty(t, f.Value.Fields(errs, f.Key, "x"))
	}
	require.Equal(t, `f:1:4: a: want fields (key: value), have a list (write one key: value a line)
f:2:4: b: want fields (key: value), have a single value (write one key: value a line)`, reported(errs))
}

func TestItems(t *testing.T) {
	n, errs := parse(t, "a: [x, y]\nb: x\nc: {d: 1}\ne:\nf: []\n")
	counts := map[string]int{}
	for _, f := range n.Pairs(errs, "f") {
		counts[f.Key] = len(f.Value.Items(errs, f.Key))
	}
	require.Equal(t, map[string]int{"a": 2, "b": 1, "c": 1, "e": 0, "f": 0}, counts)
}

func TestText(t *testing.T) {
	tests := []struct {
		yaml, want, err string
	}{
		{"0031", "0031", ""},
		{"16:00", "16:00", ""},
		{"yes", "yes", ""},
		{"1.50", "1.50", ""},
		{"~", "~", ""},
		{`"a # b"`, "a # b", ""},
		{`""`, "", ""},
		{"|\n  一\n\n  二\n", "一\n\n二\n", ""},
		{"裤子   # tables/ 里的表名", "裤子", ""},
		{"", "", "f:1:3: x is empty (write a value, or leave the key out)"},
		{" #1", "", "f:1:3: x is empty (# starts a comment: put the text in quotes)"},
		{"[a]", "", "f:1:4: x: want a single value, have a list (a text that starts with [ or { must be in quotes)"},
		{"{a: 1}", "", "f:1:4: x: want a single value, have fields (key: value) (a text that starts with [ or { must be in quotes)"},
		{"\n  价格: 1", "", `f:2:3: x: want a single value, have fields (key: value) (a text with ": " in it must be in quotes or a block (|))`},
		{"\n  - a", "", "f:2:3: x: want a single value, have a list"},
	}
	for _, test := range tests {
		t.Run(test.yaml, func(t *testing.T) {
			n, errs := parse(t, "x: "+test.yaml)
			require.Equal(t, test.want, n.Pairs(errs, "f").Get("x").Text(errs, "x"))
			require.Equal(t, test.err, reported(errs))
		})
	}
}

func TestSentence(t *testing.T) {
	const flow = `x: texts must not be written as [a, b] or {a: b} (one text a line, each after "- "; a text that starts with [ or { in quotes)`
	const cut = `x: the text ends at " #", the rest is a comment (put the text in quotes, or write it as a block (|))`
	tests := []struct {
		name, yaml, want, err string
	}{
		{"plain", "x: 您好,在的#呀\n", "您好,在的#呀", ""},
		{"comment", "x: 满100减10 #1号\n", "", "f:1:4: " + cut},
		{"comment after a tab", "x: 满100减10\t#1号\n", "", "f:1:4: " + cut},
		{"comment after several lines", "x: 满100\n  减10 # 券\n", "", "f:1:4: " + cut},
		{"comment in the next line", "x: 满100减10\n# 券\n", "满100减10", ""},
		{"only a comment", "x: #1号\n", "", "f:1:3: x is empty (# starts a comment: put the text in quotes)"},
		{"quoted, with a comment", "x: \"满100减10\" # 券\n", "满100减10", ""},
		{"quoted #", "x: '满100减10 #1号'\n", "满100减10 #1号", ""},
		{"block", "x: | # 券\n  满 #1\n", "满 #1\n", ""},
		{"flow list", "x: [您好,请问]\n", "", "f:1:4: " + flow},
		{"flow mapping", "x: {笑}\n", "", "f:1:4: " + flow},
		{"list", "x:\n  - a\n", "", "f:2:3: x: want a single value, have a list"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n, errs := parse(t, test.yaml)
			require.Equal(t, test.want, n.Pairs(errs, "f").Get("x").Sentence(errs, "x"))
			require.Equal(t, test.err, reported(errs))
		})
	}
}

func TestSentenceInsideFlow(t *testing.T) {
	n, errs := parse(t, "a: [您好, \"在的\"]\nb: {zh: 您好, en: hello}\n")
	fields := n.Pairs(errs, "f")
	require.Equal(t, "您好", fields.Get("b").Pairs(errs, "b").Get("zh").Sentence(errs, "zh"))
	require.Empty(t, reported(errs), "a comma in a mapping makes an unknown key, so nothing is lost unseen")
	for _, item := range fields.Get("a").Items(errs, "a") {
		require.True(t, item.IsFlow())
		require.Empty(t, item.Sentence(errs, "a"))
	}
	require.Equal(t, 2, errs.Len())
}

func TestNumbersAndYesNo(t *testing.T) {
	n, errs := parse(t, `{i: "12", f: -0.5, y: 是, n: off, i2: 1.5, i3: 99999999999, f2: abc, f3: NaN, f4: 0x1p4, b2: 也许}`)
	f := n.Pairs(errs, "f")
	require.Equal(t, 12, f.Get("i").Int(errs, "i"))
	require.Equal(t, -0.5, f.Get("f").Float(errs, "f"))
	require.True(t, f.Get("y").Bool(errs, "y"))
	require.False(t, f.Get("n").Bool(errs, "n"))
	require.Empty(t, reported(errs))
	require.Zero(t, f.Get("i2").Int(errs, "i2"))
	require.Zero(t, f.Get("i3").Int(errs, "i3"))
	for _, key := range []string{"f2", "f3", "f4"} {
		require.Zero(t, f.Get(key).Float(errs, key))
	}
	require.False(t, f.Get("b2").Bool(errs, "b2"))
	require.Equal(t, `f:1:38: i2: want a whole number, have "1.5"
f:1:47: i3: want a whole number, have "99999999999"
f:1:64: f2: want a number, have "abc"
f:1:73: f3: want a number, have "NaN"
f:1:82: f4: want a number, have "0x1p4"
f:1:93: b2: want yes or no, have "也许" (write yes or no (是 or 否))`, reported(errs))
}

func TestTexts(t *testing.T) {
	n, errs := parse(t, "a: [x, [y], '']\nb: z\n")
	require.Equal(t, []string{"x", ""}, n.Pairs(errs, "").Get("a").Texts(errs, "a"))
	require.Equal(t, []string{"z"}, n.Pairs(errs, "").Get("b").Texts(errs, "b"))
	require.Equal(t, "f:1:8: a: want a single value, have a list (a text that starts with [ or { must be in quotes)", reported(errs))
}

func TestNilNode(t *testing.T) {
	var n *Node
	errs := &List{}
	readAll(t, n, errs)
	require.Equal(t, Scalar, n.Kind())
	require.True(t, n.IsNull())
	require.False(t, n.IsFlow())
	require.False(t, n.Quoted())
	require.Empty(t, n.Text(errs, "x")+n.Sentence(errs, "x"))
	require.Empty(t, n.Items(errs, "x"))
	require.Empty(t, n.Fields(errs, "x"))
	require.Empty(t, n.Texts(errs, "x"))
	require.Zero(t, n.Int(errs, "x"))
	require.Zero(t, n.Float(errs, "x"))
	require.False(t, n.Bool(errs, "x"))
	require.Zero(t, n.Duration(errs, "x"))
	require.Zero(t, n.Window(errs, "x", nil))
	require.Zero(t, n.Time(errs, "x", nil))
	require.Zero(t, errs.Len())
}
