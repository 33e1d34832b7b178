package source

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// reported returns the mistakes as text, "" for none.
func reported(errs *List) string {
	if err := errs.Err(); err != nil {
		return err.Error()
	}
	return ""
}

func TestParseNamesErrorsOfSyntax(t *testing.T) {
	tests := []struct {
		name, yaml, want string
	}{
		{"tabs, all of them", "a:\n\tb: 1\n\tc: 2\n", "f:2:1: the line is indented with a tab (use spaces: two for each level)\nf:3:1: the line is indented with a tab (use spaces: two for each level)"},
		{"tab below a list", "a:\n  - b\n\t- c\n", "f:3:1: the line is indented with a tab (use spaces: two for each level)"},
		{"no space after the colon, first line", "name:小槐\nage: 3\n", "f:1:5: no space after the colon (write key: value)"},
		{"no space after the colon, later", "a:\n  id: 1\n  name:x\nb: 2\n", "f:3:7: no space after the colon (write key: value)"},
		{"full-width colon", "a: 1\nname\uff1a小槐\nc: 1\n", "f:2:5: a full-width colon (\uff1a) after a key (write \": \" in its place)"},
		{"full-width space before a list", "a:\n\u3000- id: 1\n    b: 2\n", "f:2:1: the line begins with a full-width space (use plain spaces: two for each level)"},
		{"full-width dash", "a:\n  \uff0d id: 1\n    b: 2\n", `f:2:3: a full-width dash begins the line (write "- " in its place)`},
		{"no space after the dash", "a:\n  -id: 1\n   b: 2\n", "f:2:3: no space after the dash (write \"- id: \u2026\")"},
		{"question mark before a bracket", "a: 1\nask: {x: 身高?}\n", "f:2:12: a ? inside [ ] or { } (put the text in quotes, or write it in a line of its own)"},
		{"question mark before a comma", "a: 1\nask: {x: 身高?, y: 1}\n", "f:2:12: a ? inside [ ] or { } (put the text in quotes, or write it in a line of its own)"},
		{"question mark", "a: 1\nsay: ? x\n", "f:2:6: a text must not start with ? (put the text in quotes)"},
		{"colon in a text", "x: 1\nsay: 价格: 129元\n", `f:2:6: ": " inside a text (put the text in quotes, or write it as a block (|))`},
		{"colon in a text, in the first line", "say: 价格: 129元\n", `f:1:6: ": " inside a text (put the text in quotes, or write it as a block (|))`},
		{"colon at the end of a text", "say: 如下:\n", `f:1:6: ": " inside a text (put the text in quotes, or write it as a block (|))`},
		{"quote open at the end", "a: 1\nsay: \"您好\nb: 2\n", "f:2:6: the quote is not closed (close it in the same line, or leave both out)"},
		{"quote that closes in a later line", "a: 1\nsay: \"您好\nb: \"x\"\nc: 3\n", "f:2:6: the quote is not closed (close it in the same line, or leave both out)"},
		{"text after a quote", "a: 1\nsay: \"您好\"请问\nb: 2\n", "f:2:6: the text goes on after the closing quote (put the whole text in '…', or use “” inside it)"},
		{"at sign", "a: 1\n您: @x\n", "f:2:4: a text must not start with @ (put the text in quotes)"},
		{"backquote", "- `x\n", "f:1:3: a text must not start with ` (put the text in quotes)"},
		{"percent", "a: 1\nb: %x\n", "f:2:4: a text must not start with % (put the text in quotes)"},
		{"star", "a: 1\nb: *abc\n", "f:2:4: a text must not start with * (put the text in quotes)"},
		{"star before Chinese", "a: 1\nb: *注\n", "f:2:4: a text must not start with * (put the text in quotes)"},
		{"exclamation mark", "a: 1\nb: !重要\n", "f:2:4: a text must not start with ! (put the text in quotes)"},
		{"ampersand", "a: 1\nb: &重 x\n", "f:2:4: a text must not start with & (put the text in quotes)"},
		{"bracket as a face", "a: 1\nb: [笑]您好\nc: 1", "f:2:4: the text starts with [, which starts a list or fields (put the text in quotes)"},
		{"brace", "a: 1\nb: {笑}您好\nc: 1", "f:2:4: the text starts with {, which starts a list or fields (put the text in quotes)"},
		{"bracket open", "a: [1, {b: 2\nb: 3\n", "f:1:4: [ is not closed (close it; a text that starts with it must be in quotes)"},
		{"block with text beside it", "a: 1\nb: |你好\n", "f:2:4: text after |, which starts a block (put the text in quotes, or in the next lines, indented)"},
		{"dash after a key", "a: 1\nb: - x\n", `f:2:4: "- " after a key (a list starts in the next line; a text that starts with - must be in quotes)`},
		{"unknown escape", "a: 1\nb: \"x\\d\"\n", `f:2:6: \ and a character that have no meaning in "…" (put the text in '…', or double the \)`},
		{"indented too far", "- a: 1\n   b: 2\n", "f:2:4: the line is indented further than the one above (keys of one level start in the same column; a text of several lines needs a block (|))"},
		{"indented too little", "a:\n  b: 1\n c: 2\n", "f:3:2: the line does not fit the lines above (check how far it is indented, and the quotes above it)"},
		{"a bare line", "a: 1\n\nb 2\nc: 3\n", `f:3:1: want "key: value" (the rest of a longer text must be indented more than its key)`},
		{"something rare", "%a: 1\n", "f:1:1: not valid YAML: found unexpected non-alphabetical character"},
		{"several mistakes of syntax, and others", "a: 价格: 1\nb: @x\na: 2\nc:3\n", `f:1:4: ": " inside a text (put the text in quotes, or write it as a block (|))
f:2:4: a text must not start with @ (put the text in quotes)
f:3:1: a is given twice, first in line 1
f:4:2: no space after the colon (write key: value)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var errs List
			Parse("f", []byte(test.yaml), &errs)
			require.Equal(t, test.want, reported(&errs))
		})
	}
}

func TestParseRefuses(t *testing.T) {
	deep := strings.Repeat("[", 70) + strings.Repeat("]", 70)
	tests := []struct {
		name, yaml, want string
	}{
		{"anchor", "a: &x 1\n", "f:1:4: a value must not start with & (YAML takes it for a name) (put the text in quotes)"},
		{"alias", "a: &x 1\nb: *x\n", "f:1:4: a value must not start with & (YAML takes it for a name) (put the text in quotes)\nf:2:4: a value must not start with * (YAML takes it for a reference) (put the text in quotes)"},
		{"tag", "a: !!str 1\n", "f:1:4: a value must not start with ! (YAML takes it for a type) (put the text in quotes)"},
		{"lone exclamation mark", "a: ! 重要\n", "f:1:4: a value must not start with ! (YAML takes it for a type) (put the text in quotes)"},
		{"merge key", "a: 1\n<<: {b: 1}\n", "f:2:1: << is not allowed as a key (write the fields out)"},
		{"key of several words", "{a: b}: c\n", "f:1:1: a key must be a word (if this is a text that starts with { or [, put it in quotes)"},
		{"key missing", "a: 1\n\"\": x\n", "f:2:1: the key before : is missing (write key: value)"},
		{"key twice", "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n", "f:4:3: c is given twice, first in line 3\nf:5:1: a is given twice, first in line 1"},
		{"two documents", "a: 1\n---\nb: 1\n", "f:2:1: a file must hold only one document (delete the line ---, or make two files)"},
		{"not UTF-8", "a: 1\nb: x\xb0\xa1\n", "f:2:5: the file is not UTF-8 text (save the file as UTF-8 in your editor)"},
		{"control character", "a: 您\x00\n", "f:1:5: control character U+0000 (delete it)"},
		{"too deep", deep, "f:1:66: nested more than 64 deep"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var errs List
			Parse("f", []byte(test.yaml), &errs)
			require.Equal(t, test.want, reported(&errs))
		})
	}
}

func TestParseManyKeysTwice(t *testing.T) {
	var text strings.Builder
	for i := range 40 {
		text.WriteString(string(rune('一'+i)) + ": 1\n")
	}
	var errs List
	Parse("f", []byte(text.String()+"龟: 1\n丁: 2\n"), &errs)
	require.Equal(t, "f:42:1: 丁 is given twice, first in line 2", reported(&errs))
}

func TestParseEmpty(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# only a comment\n", "\ufeff", "---\n", "~"} {
		var errs List
		require.Nil(t, Parse("f", []byte(text), &errs), "%q", text)
		require.Empty(t, reported(&errs), "%q", text)
	}
}

func TestPositionsCountRunes(t *testing.T) {
	var errs List
	n := Parse("f", []byte("\ufeff卖点: [挺括, 透气]\r\n说:\r\n  - 您好: 呀\r\n"), &errs)
	require.Empty(t, reported(&errs))
	fields := n.Pairs(&errs, "f")
	require.Equal(t, "f:1:1", fields[0].KeyPos.String())
	require.Equal(t, "f:1:5", fields[0].Value.Pos().String())
	require.Equal(t, "f:1:10", fields[0].Value.Items(&errs, "")[1].Pos().String())
	item := fields[1].Value.Items(&errs, "")[0].Pairs(&errs, "")[0]
	require.Equal(t, "f:3:5", item.KeyPos.String())
	require.Equal(t, "f:3:9", item.Value.Pos().String())
}

func TestPosAt(t *testing.T) {
	tests := []struct {
		name, yaml, at, want string
	}{
		{"plain", "a: 您好${x}呀\n", "$", "f:1:6"},
		{"plain over lines", "a: 您好\n   再见${x}\n", "$", "f:2:6"},
		{"single quotes", "a: '您''好${x}'\n", "$", "f:1:9"},
		{"double quotes", "a: \"您\\n好${x}\"\n", "$", "f:1:8"},
		{"numbered escape", "a: \"您\\u4f60${x}\"\n", "$", "f:1:6"},
		{"block", "a:\n  b: |\n    您好\n\n    再见 ${x}\n", "$", "f:5:8"},
		{"block, first character", "a: |\n  ${x}\n", "$", "f:2:3"},
		{"folded block", "a: >-\n  您好\n  再见${x}\n", "$", "f:3:5"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var errs List
			n := Parse("f", []byte(test.yaml), &errs)
			require.Empty(t, reported(&errs))
			for n.Kind() == Mapping {
				n = n.Pairs(&errs, "")[0].Value
			}
			text := n.Text(&errs, "a")
			require.Equal(t, test.want, n.PosAt(strings.Index(text, test.at)).String())
		})
	}
	require.Equal(t, Pos{}, (*Node)(nil).PosAt(3))
}

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{"shop.yaml": {Data: []byte("name: 青野\n")}}
	var errs List
	require.Equal(t, "青野", Read(fsys, "shop.yaml", &errs).Pairs(&errs, "shop").Get("name").Text(&errs, "name"))
	require.Nil(t, Read(fsys, "none.yaml", &errs))
	require.Equal(t, "none.yaml: cannot be read: open none.yaml: file does not exist", reported(&errs))
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a: 1\nb: [x, {y: z}]\n", "- |\n  x\n - y", "a: \"x\nb: 'y\n", "\ta: 1", "a:1\nb: @c\n*d", "a: &x [*x]\n? b\n: c", "a: b #c\n---\n...", "%YAML 1.1\n---\na: >-\n  您\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<12 {
			return
		}
		var errs List
		n := Parse("f", data, &errs)
		if n == nil {
			return
		}
		readAll(t, n, &errs)
		var again List
		readAll(t, Parse("f", data, &again), &again)
		require.Equal(t, reported(&errs), reported(&again))
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 3
		if err, ok := errs.Err().(Errors); ok {
			for _, e := range err {
				require.GreaterOrEqual(t, e.Pos.Line, 1)
				require.GreaterOrEqual(t, e.Pos.Column, 1)
				require.LessOrEqual(t, e.Pos.Line, lines+strings.Count(string(data), "\u0085")+strings.Count(string(data), "\u2028")+strings.Count(string(data), "\u2029"))
			}
		}
	})
}

// readAll takes every value out with every accessor.
func readAll(t *testing.T, n *Node, errs *List) {
	if n == nil {
		return
	}
	require.NotZero(t, n.Pos().Line)
	n.Fields(errs, "x", "a", "b")
	n.Text(errs, "x")
	n.Sentence(errs, "x")
	n.Texts(errs, "x")
	n.Int(errs, "x")
	n.Float(errs, "x")
	n.Bool(errs, "x")
	n.Duration(errs, "x")
	n.Window(errs, "x", nil)
	n.Time(errs, "x", nil)
	for i := 0; i < len(n.text); i += 1 + len(n.text)/64 {
		n.PosAt(i)
	}
	for _, item := range n.items {
		readAll(t, item, errs)
	}
	for _, field := range n.fields {
		readAll(t, field.Value, errs)
	}
}

// BenchmarkParse reads a file of a thousand rules, about 130 KiB.
func BenchmarkParse(b *testing.B) {
	data := []byte("rules:\n" + strings.Repeat("  - id: stock.no\n    on: [stock, price]\n    when: sku.stock == 0\n    say:\n      - 不巧,${item.name}暂时没货了\n      - when: x\n        text: 到货了通知您\n", 1000))
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var errs List
		if Parse("f", data, &errs) == nil {
			b.Fatal(errs.Err())
		}
	}
}
