package intents_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/intents"
	"github.com/stretchr/testify/require"
)

const toyPack = `intents:
  - id: stock
    label: 库存
    examples: [有货吗, 还有货吗, 黑色有货吗, L码还有吗, 什么时候补货, 这款有现货没, 断货了吗]
  - id: logistics.carrier
    label: 快递公司
    examples: [发什么快递, 能发顺丰吗, 用哪家快递, 默认什么快递, 可以走圆通吗, 快递是哪家]
  - id: logistics.fee
    label: 运费
    examples: [包邮吗, 运费多少, 邮费怎么算, 要不要运费, 几件包邮, 运费谁出]
  - id: greeting
    label: 问候
    examples: [在吗, 你好, 您好, 有人吗, 亲在吗, 哈喽]
  - id: thanks
    label: 感谢
    examples: [谢谢, 多谢, 麻烦你了, 辛苦了]
  - id: affirm
    label: 肯定
    examples: [好的, 嗯嗯, 可以, 行, 是的]
  - id: human
    label: 转人工
    patterns: ["(转|找)[一下]人工$"]
  - id: oos
    examples: [今天天气不错, 讲个笑话, 你是男的女的, 股票涨了没, 我失恋了, 背首诗]
multi:
  - text: 有货吗发什么快递
    intents: [stock, logistics.carrier]
`

func toy(t testing.TB, packs ...string) *intents.Model {
	var b bytes.Buffer
	fs := fstest.MapFS{}
	for i, p := range packs {
		fs[fmt.Sprintf("%d.yaml", i)] = &fstest.MapFile{Data: []byte(p)}
	}
	require.NoError(t, intents.Build(&b, fs))
	m, err := intents.Open(b.String())
	require.NoError(t, err)
	return m
}

func classifier(t testing.TB, o intents.Options) *intents.Classifier {
	c, err := intents.New(o)
	require.NoError(t, err)
	return c
}

func ids(r intents.Result) string {
	var list []string
	for _, s := range r.Intents {
		list = append(list, s.ID)
	}
	return strings.Join(list, " ")
}

func Example() {
	var model bytes.Buffer
	pack := fstest.MapFS{"pack.yaml": {Data: []byte(toyPack)}}
	if err := intents.Build(&model, pack); err != nil {
		fmt.Println(err)
		return
	}
	m, _ := intents.Open(model.String())
	c, _ := intents.New(intents.Options{Models: []*intents.Model{m}})
	for _, s := range c.Understand("你好，請問還有貨嗎？發什麼快遞", intents.Context{}).Intents {
		fmt.Println(s.ID)
	}
	// Output:
	// stock
	// logistics.carrier
}

func TestUnderstand(t *testing.T) {
	c := classifier(t, intents.Options{Models: []*intents.Model{toy(t, toyPack)}})
	for _, x := range []struct{ name, text, want string }{
		{"one", "黑色还有货吗", "stock"},
		{"traditional", "運費多少", "logistics.fee"},
		{"homophones", "有获吗", "stock"},
		{"several in their order", "发什么快递？有货吗", "logistics.carrier stock"},
		{"politeness in front", "你好,运费多少", "logistics.fee"},
		{"politeness behind", "运费多少 谢谢", "logistics.fee"},
		{"a greeting alone", "你好", "greeting"},
		{"courtesies that run together", "好的谢谢", "affirm thanks"},
		{"said twice", "有货吗,有货吗", "stock"},
		{"correction", "不是问运费多少,是问发什么快递", "logistics.carrier"},
		{"correction in one breath", "我不是问运费是问有货吗", "stock"},
		{"a pattern", "转人工", "human"},
		{"a pattern in a clause", "帮我找一下人工", "human"},
		{"out of scope", "讲个笑话听听", ""},
		{"unknown writing", "ghjkl zxcvb", ""},
		{"another script", "Где мой заказ", ""},
		{"only signs", "?!。。。", ""},
		{"only emoji", "🐶🐶", ""},
		{"empty", "", ""},
		{"invalid", "\xff\xfe\xe5", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			r := c.Understand(x.text, intents.Context{})
			require.Equal(t, x.want, ids(r))
			for _, s := range r.Intents {
				require.GreaterOrEqual(t, s.Score, 0.0)
				require.LessOrEqual(t, s.Score, 1.0)
				require.LessOrEqual(t, s.End, len(x.text))
				require.Less(t, s.Start, s.End)
			}
		})
	}
}

func TestUnderstandClauses(t *testing.T) {
	c := classifier(t, intents.Options{Models: []*intents.Model{toy(t, toyPack)}})
	s := "有貨嗎？發什麼快遞"
	r := c.Understand(s, intents.Context{})
	require.Len(t, r.Intents, 2)
	require.Equal(t, "有貨嗎", s[r.Intents[0].Start:r.Intents[0].End])
	require.Equal(t, "發什麼快遞", s[r.Intents[1].Start:r.Intents[1].End])
}

func TestUnderstandLong(t *testing.T) {
	c := classifier(t, intents.Options{Models: []*intents.Model{toy(t, toyPack)}})
	r := c.Understand(strings.Repeat("有货吗,", 500), intents.Context{})
	require.False(t, r.Cut)
	require.Equal(t, "stock", ids(r))
	r = c.Understand(strings.Repeat("哦", intents.MaxRunes)+"有货吗", intents.Context{})
	require.True(t, r.Cut)
	require.NotContains(t, ids(r), "stock")
}

func TestLanguage(t *testing.T) {
	c := classifier(t, intents.Options{})
	for _, x := range []struct{ text, known, want string }{
		{"有货吗", "en", "zh"}, {"do you ship", "zh", "en"}, {"XL码", "", "zh"}, {"L", "zh", "zh"}, {"175", "zh", "zh"}, {"👌", "", ""},
	} {
		require.Equal(t, x.want, c.Understand(x.text, intents.Context{Language: x.known}).Language, x.text)
	}
}

func TestModelOfPlainPacks(t *testing.T) {
	single, _, _ := strings.Cut(toyPack, "multi:")
	m := toy(t, single)
	require.Equal(t, "zh", m.Language())
	require.Equal(t, "库存", m.Label("stock"))
	require.NotContains(t, m.IDs(), intents.OOS)
	r := classifier(t, intents.Options{Models: []*intents.Model{m}}).Understand("有货吗?发什么快递", intents.Context{})
	require.Len(t, r.Intents, 1, "without multi rows a model names one intent")
}

// The same packs make the same bytes, however they are cut into files and whatever the machine does at the same time.
func TestBuildIsDeterministic(t *testing.T) {
	var a, b bytes.Buffer
	require.NoError(t, intents.Build(&a, fstest.MapFS{"a.yaml": {Data: []byte(toyPack)}}))
	at := strings.Index(toyPack, "  - id: greeting")
	require.NoError(t, intents.Build(&b,
		fstest.MapFS{"z.yaml": {Data: []byte("intents:\n" + toyPack[at:])}},
		fstest.MapFS{"y.yaml": {Data: []byte(toyPack[:at])}, "notes.txt": {Data: []byte("no pack")}}))
	require.True(t, bytes.Equal(a.Bytes(), b.Bytes()))
}

func TestBuildMistakes(t *testing.T) {
	for _, x := range []struct{ name, pack, want string }{
		{"nothing", "", "no intents"},
		{"no examples", "intents:\n  - id: a\n", "no examples"},
		{"no id", "intents:\n  - label: a\n    examples: [x]\n", "p.yaml:2:5: an intent without id"},
		{"unknown key", "intents:\n  - id: a\n    exampels: [x]\n", `did you mean "examples"`},
		{"bad pattern", "intents:\n  - id: a\n    examples: [x]\n    patterns: [\"(a|b\"]\n", "p.yaml:4:16: pattern \"(a|b\": a bracket is not closed"},
		{"unknown intent of multi", "intents:\n  - id: a\n    examples: [x]\nmulti:\n  - text: y\n    intents: [a, b]\n", `"b" in multi is no intent`},
	} {
		t.Run(x.name, func(t *testing.T) {
			err := intents.Build(new(bytes.Buffer), fstest.MapFS{"p.yaml": {Data: []byte(x.pack)}})
			require.ErrorContains(t, err, x.want)
		})
	}
	err := intents.Build(new(bytes.Buffer), fstest.MapFS{"p.yaml": {Data: []byte("intents:\n  - label: a\n  - label: b\n")}})
	var list source.Errors
	require.ErrorAs(t, err, &list)
	require.Len(t, list, 2)
}

func TestOwnIntents(t *testing.T) {
	base := toy(t, toyPack)
	own := []intents.Intent{
		{ID: "membership", Examples: []string{"会员怎么升级", "会员有什么好处", "我的会员等级", "积分换会员", "怎么开会员"}},
		{ID: "logistics.fee", Examples: []string{"蚊子腿钱谁掏", "蚊子腿钱咋算"}},
		{ID: "code", Patterns: []string{"^口令*芝麻"}},
	}
	c := classifier(t, intents.Options{Models: []*intents.Model{base}, Intents: own})
	for text, want := range map[string]string{
		"会员能升级吗": "membership", "蚊子腿钱谁掏啊": "logistics.fee", "口令是芝麻开门": "code",
		"有货吗": "stock", "发什么快递": "logistics.carrier", "讲个笑话": "",
	} {
		require.Equal(t, want, ids(c.Understand(text, intents.Context{})), text)
	}
	plain := classifier(t, intents.Options{Models: []*intents.Model{base}})
	require.NotEqual(t, "membership", ids(plain.Understand("会员能升级吗", intents.Context{})), "the base stays as it was")

	alone := classifier(t, intents.Options{Intents: own})
	require.Equal(t, "membership", ids(alone.Understand("会员怎么升级呀", intents.Context{})))

	_, err := intents.New(intents.Options{Intents: []intents.Intent{{ID: "x", Patterns: []string{"*"}}}})
	require.ErrorContains(t, err, `pattern "*" of x: it would match any message`)
}

func TestOpenDamaged(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, intents.Build(&b, fstest.MapFS{"a.yaml": {Data: []byte(toyPack)}}))
	good := b.String()
	for _, bad := range []string{"", "HUASHU-M", good[:60], good[:len(good)/2], good[:len(good)-3], "X" + good[1:], good[:8] + "\x09" + good[9:]} {
		_, err := intents.Open(bad)
		require.Error(t, err, len(bad))
	}
}

func TestEvaluate(t *testing.T) {
	c := classifier(t, intents.Options{Models: []*intents.Model{toy(t, toyPack)}})
	r := intents.Evaluate(c, []intents.Row{
		{Text: "有货吗", Intents: []string{"stock"}},
		{Text: "有货吗?发什么快递", Intents: []string{"stock", "logistics.carrier"}},
		{Text: "运费多少", Intents: []string{"stock"}},
		{Text: "讲个笑话"},
		{Text: "背首诗吧", Intents: []string{intents.OOS}},
		{Text: "ghjkl", Intents: []string{"stock"}},
	})
	require.Equal(t, 6, r.Rows)
	require.InDelta(t, 4.0/6, r.Top1, 1e-9)
	require.InDelta(t, 4.0/6, r.Exact, 1e-9)
	require.Equal(t, 1.0, r.SeveralExact)
	require.Equal(t, 1.0, r.OOSRecall)
	require.Equal(t, 0.25, r.FalseRejections)
	require.Equal(t, []intents.Confusion{{Want: "stock", Got: "logistics.fee", Count: 1}, {Want: "stock", Got: "oos", Count: 1}}, r.Confusions)
	require.Equal(t, "logistics.fee", r.Intents[0].ID)
	require.Equal(t, []string{"运费多少 → logistics.fee", "ghjkl → oos"}, missedOf(r, "stock"))
	require.InDelta(t, (2.0*2/6+1+2*2.0/5)/3, r.MacroF1, 1e-9)
}

func missedOf(r intents.Report, id string) []string {
	for _, in := range r.Intents {
		if in.ID == id {
			return in.Missed
		}
	}
	return nil
}

func FuzzUnderstand(f *testing.F) {
	c := classifier(f, intents.Options{Models: []*intents.Model{toy(f, toyPack)}})
	for _, s := range []string{"", "有货吗,发什么快递 谢谢", "不是问运费是问", "\xff\u202e\u200b", "👨‍👩‍👧", "1.5.,,", "转人工", strings.Repeat("a ", 3000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := c.Understand(s, intents.Context{})
		for _, x := range r.Intents {
			require.True(t, 0 <= x.Start && x.Start < x.End && x.End <= len(s), "%+v", x)
			require.True(t, 0 <= x.Score && x.Score <= 1)
		}
	})
}

func FuzzOpen(f *testing.F) {
	var b bytes.Buffer
	require.NoError(f, intents.Build(&b, fstest.MapFS{"a.yaml": {Data: []byte("intents:\n  - id: a\n    examples: [x, y]\n    patterns: [z]\n  - id: oos\n    examples: [w]\n")}}))
	f.Add(b.String())
	f.Fuzz(func(t *testing.T, data string) {
		m, err := intents.Open(data)
		if err != nil {
			return
		}
		if c, err := intents.New(intents.Options{Models: []*intents.Model{m}}); err == nil {
			c.Understand("x 有货吗", intents.Context{})
		}
	})
}
