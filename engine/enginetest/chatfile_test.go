package enginetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

var shanghai = time.FixedZone("CST", 8*3600)

func read(t *testing.T, text string) *script {
	t.Helper()
	var errs source.List
	s := parseScript("a.chat", text, shanghai, &errs)
	require.NoError(t, errs.Err())
	require.Equal(t, text, s.String(), "the writer must give the same text back")
	return s
}

func TestParseInputs(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       any
	}{
		{"customer", "> 在吗", message{engine.Customer, "在吗"}},
		{"no space", ">在吗", message{engine.Customer, "在吗"}},
		{"empty", ">", message{engine.Customer, ""}},
		{"blanks are kept", ">  a ", message{engine.Customer, " a "}},
		{"several lines", "> 一\n  二\n\n    四", message{engine.Customer, "一\n二\n\n  四"}},
		{"agent", "a> 我来看看", message{engine.Agent, "我来看看"}},
		{"carriage return", "> 在吗\r", message{engine.Customer, "在吗"}},
		{"event", "@event order.paid order=1001 note=a b c=\"d e\"", event{"order.paid", map[string]any{"order": "1001", "note": "a b", "c": "d e"}}},
		{"attachment", "@attach image 照片 1.jpg", attachment{"image", "照片 1.jpg"}},
		{"moment", "@clock 2026-11-05T10:00:00+08:00", clock{at: time.Date(2026, 11, 5, 10, 0, 0, 0, shanghai)}},
		{"moment of the shop", "@clock 2026-11-05 10:00", clock{at: time.Date(2026, 11, 5, 10, 0, 0, 0, shanghai)}},
		{"span", "@clock +1d2h", clock{after: 26 * time.Hour}},
		{"item", "@item A2031", itemIs{"A2031"}},
		{"customer id", "@customer c1", customerIs{"c1"}},
		{"failing", "@fail orders", failing{"orders"}},
		{"seed", "@seed 7", seedIs{7}},
		{"lookup", `@lookup points("c1", 0031) = 120.5`, lookupIs{engine.Call{Name: "points", Args: []string{"c1", "0031"}}, 120.5}},
		{"lookup without arguments", `@lookup busy() = 是`, lookupIs{engine.Call{Name: "busy"}, true}},
		{"lookup of a list", `@lookup f(a) = [1, "2", 003]`, lookupIs{engine.Call{Name: "f", Args: []string{"a"}}, []any{1., "2", "003"}}},
		{"fact", "@fact desk.busy = true", factIs{"desk.busy", true}},
		{"fact of fields", "@fact f = {a: 1, b: x}", factIs{"f", map[string]any{"a": 1., "b": "x"}}},
		{"comment", "# > 在吗", nil},
		{"blank", "   ", nil},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, read(t, c.text).entries[0].means) })
	}
}

func TestParseOrder(t *testing.T) {
	s := read(t, "@order {no: 0031, product: A2031, state: paid, total: 129, paid_at: 2026-11-05T10:00:00+08:00}")
	o := s.entries[0].means.(orderIs).order
	require.Equal(t, "0031", o.No)
	require.Equal(t, "paid", o.State)
	require.Equal(t, 129., o.Total.Yuan())
}

func TestParseExpectations(t *testing.T) {
	s := read(t, "> 菜单\n< 按数字选就行\n  1. 查物流\n  2. 选尺码\n<~ (?s).*a|b\n= stock, size\n: a.b#2\n! handoff after_sale price 30m order=1001 fault=穿一天就开线了!!真 垃圾 photo=p.jpg\n! note other \"a b\"\n! silent\n")
	b := s.blocks()[0]
	require.Equal(t, bubble{text: "按数字选就行\n1. 查物流\n2. 选尺码"}, b.expects[0].means)
	require.False(t, b.expects[1].means.(bubble).matches("xb!"))
	require.True(t, b.expects[1].means.(bubble).matches("b"))
	require.Equal(t, intentIDs{[]string{"stock", "size"}}, b.expects[2].means)
	require.Equal(t, ruleID{"a.b#2"}, b.expects[3].means)
	require.Equal(t, effect{"handoff", []string{"after_sale", "price", "30m"},
		[]pair{{"order", "1001"}, {"fault", "穿一天就开线了!!真 垃圾"}, {"photo", "p.jpg"}}}, b.expects[4].means)
	require.Equal(t, effect{name: "note", values: []string{"other", "a b"}}, b.expects[5].means)
	require.Equal(t, effect{name: "silent"}, b.expects[6].means)
}

func TestBlocks(t *testing.T) {
	s := read(t, "@clock 2026-11-05\n@item A\n> 一\n< x\n@fail orders\n! nothing\n\n@event chat.open\n# c\n@seed 1\n")
	blocks := s.blocks()
	require.Len(t, blocks, 3)
	require.Len(t, blocks[1].setup, 1)
	require.Len(t, blocks[1].expects, 2)
	require.Equal(t, failing{"orders"}, blocks[2].setup[0].means)
}

func TestRoundTrip(t *testing.T) {
	for _, text := range []string{"", "\n", "\ufeff> a\r\n< b\r\n  1. c\r\n", "# x\n\n\n> a\n\n  b\n   \n< c"} {
		read(t, text)
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"unknown directive", "@clok +3m", `a.chat:1:1: unknown directive @clok (did you mean "clock"?)`},
		{"bad time", "@clock tomorrow", `a.chat:1:8: want a time, have "tomorrow" (like @clock 2026-12-05T10:00:00+08:00 or @clock +15m)`},
		{"bad span", "# x\n@clock +3x", `a.chat:2:8: want a length of time after +, have "3x" (like @clock 2026-12-05T10:00:00+08:00 or @clock +15m)`},
		{"nothing said", "@item", `a.chat:1:1: @item says nothing (like @item A2031)`},
		{"bad lookup", "@lookup points = 1", `a.chat:1:9: want name(arguments) = value (like @lookup points("c1") = 120)`},
		{"lookup of orders", "@lookup orders(c1) = 1", `a.chat:1:9: @lookup cannot answer orders (orders are written with @order; products come from products.yaml)`},
		{"open quote", `@lookup points("c1) = 1`, `a.chat:1:16: a quote is not closed (like @lookup points("c1") = 120)`},
		{"kind", "@attach picture a", `a.chat:1:9: unknown kind of attachment "picture" (known: voice, video, image, file)`},
		{"attachment without name", "@attach image", `a.chat:1:9: the attachment has no name (like @attach image photo.jpg)`},
		{"fact", "@fact busy", `a.chat:1:7: want name = value (like @fact desk.busy = true)`},
		{"seed", "@seed x", `a.chat:1:7: want a whole number, have "x" (like @seed 7)`},
		{"fail", "@fail a b", `a.chat:1:7: want the name of a lookup, have "a b" (like @fail orders)`},
		{"event", "@event order.paid 1001", `a.chat:1:19: want key=value, have "1001" (like @event order.paid order=1001)`},
		{"regexp quote", "> a\n<~ \\Q你好", "a.chat:2:4: bad regexp: \\Q without \\E (a Go regexp (RE2); . does not match a line end without (?s))"},
		{"regexp", "> a\n<~ 你(好", "a.chat:2:4: bad regexp: missing closing ): `你(好` (a Go regexp (RE2); . does not match a line end without (?s))"},
		{"no input", "< 您好", `a.chat:1:1: an expectation without an input (write the customer's message before it: > 在吗)`},
		{"continues nothing", "@item a\n  b", `a.chat:2:1: nothing above that this line could continue (` + lineHint + `)`},
		{"plain text", "在吗", `a.chat:1:1: a line that begins with "在" (` + lineHint + `)`},
		{"full width", "\uff1e 在吗", `a.chat:1:1: a line that begins with "` + "\uff1e" + `" (write >)`},
		{"two rules", "> a\n: a b", `a.chat:2:1: want the id of a rule, have "a b" (one rule a line, like : stock.yes or : bargain.compare#2)`},
		{"no intents", "> a\n=", `a.chat:2:1: no intents (like = stock logistics.fee, or = oos)`},
		{"silent", "> a\n! silent x", `a.chat:2:10: ! silent takes nothing more`},
		{"timer", "> a\n! timer", `a.chat:2:1: ! timer names nothing (like ! timer unpaid.remind#1 15m)`},
		{"not UTF-8", "> a\n> 你\xff", `a.chat:2:4: the file is not UTF-8 text (save the file as UTF-8 in your editor)`},
		{"all at once", "@x 1\n@y 2", "a.chat:1:1: unknown directive @x (known: clock, item, order, event, lookup, fail, attach, fact, customer, seed)\na.chat:2:1: unknown directive @y (known: clock, item, order, event, lookup, fail, attach, fact, customer, seed)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errs source.List
			parseScript("a.chat", c.text, shanghai, &errs)
			require.EqualError(t, errs.Err(), c.want)
		})
	}
}

func TestMistakesInYAML(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"> a\n@order {no: 1001, stat: paid}", "a.chat:2:19: "},
		{"> a\n@order {no: 1001, state: payed}", "a.chat:2:26: "},
		{"> a\n@order {product: A}", "a.chat:2:"},
		{"> a\n@fact x = {a: 1, a: 2}", "a.chat:2:18: "},
	} {
		var errs source.List
		parseScript("a.chat", c.text, shanghai, &errs)
		require.ErrorContains(t, errs.Err(), c.want)
	}
}

// FuzzParse: any text is read without a panic, and written back as it was.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*/chats/*.chat")
	require.NoError(f, err)
	require.NotEmpty(f, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(string(data))
	}
	f.Add("> a\n\n  b\r\n< c\n<~ .*\n! x \"a\" b=c d\n@order {no: 1}\n@lookup f(\"a,b\") = [1]\n@fact a = {b: c}\n")
	f.Fuzz(func(t *testing.T, text string) {
		var errs source.List
		s := parseScript("f.chat", text, shanghai, &errs)
		if errs.Err() == nil {
			require.Equal(t, text, s.String())
			s.blocks()
		}
		for _, e := range s.entries {
			if m, ok := e.means.(effect); ok {
				line := "! " + m.name
				for _, v := range m.values {
					line += " " + quote(v, false)
				}
				for _, n := range m.named {
					line += " " + n.name + "=" + quote(n.value, true)
				}
				values, named := splitValues(strings.TrimPrefix(line, "! "+m.name))
				require.Equal(t, m.values, values, line)
				require.Equal(t, m.named, named, line)
			}
		}
	})
}
