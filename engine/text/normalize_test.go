package text_test

import (
	"fmt"
	"testing"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/stretchr/testify/require"
)

func ExampleString() {
	fmt.Println(text.String("請問運費多少？ＡＢＣ　㎏"))
	// Output: 请问运费多少?abc kg
}

func TestNormalize(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"traditional", "還沒發貨，甚麼時候到這週", "还没发货,什么时候到这周"},
		{"own readings", "妳好 週末 顔色 録 遊 鷄", "你好 周末 颜色 录 游 鸡"},
		{"full width", "ＸＸＬ码！（１７５）", "xxl码!(175)"},
		{"circled and units", "①件 ㎝ ½", "1件 cm 1⁄2"},
		{"case and accents", "CAFÉ Cafe\u0301", "cafe cafe"},
		{"zero width and marks", "发\u200b货\u202e吗\ufeff\u0000", "发货吗"},
		{"emoji stay", "好的👌🏻❤️", "好的👌🏻❤"},
		{"invalid", "发\xff货\xe5\x8f", "发货"},
		{"white space", "a\t\nb\u3000c\u00a0d", "a  b c d"},
		{"mathematical letters", "𝐋码", "l码"},
		{"hangul stays composed", "안녕", "안녕"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, text.String(c.in)) })
	}
}

func TestNormalizeOffsets(t *testing.T) {
	var n text.Normalized
	s := "發\u200b㎏x"
	text.Normalize(&n, s)
	require.Equal(t, "发kgx", string(n.Runes))
	require.Equal(t, []int32{0, 6, 6, 9, 10}, n.Offsets)
}

// Every character's normal form is its own normal form.
func TestNormalizeIsIdempotent(t *testing.T) {
	for r := rune(0); r < 0x30000; r++ {
		once := text.String(string(r))
		if twice := text.String(once); twice != once {
			t.Errorf("%q %U: %q, then %q", r, r, once, twice)
		}
	}
}

func TestPinyinHomophones(t *testing.T) {
	require.Equal(t, text.Pinyin('货'), text.Pinyin('获'))
	require.Equal(t, text.Pinyin('在'), text.Pinyin('再'))
	require.NotEqual(t, text.Pinyin('货'), text.Pinyin('发'))
	require.Zero(t, text.Pinyin('a'))
	require.Zero(t, text.Pinyin('👌'))
	require.Zero(t, text.Pinyin(-1))
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"", "發貨", "\xff\x00", "ﷺ㎏①", "👨‍👩‍👧"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var n text.Normalized
		text.Normalize(&n, s)
		require.Len(t, n.Offsets, len(n.Runes)+1)
		require.Equal(t, int32(len(s)), n.Offsets[len(n.Runes)])
		for i := range n.Runes {
			require.LessOrEqual(t, n.Offsets[i], n.Offsets[i+1])
		}
		require.True(t, utf8.ValidString(string(n.Runes)))
		once := string(n.Runes)
		require.Equal(t, once, text.String(once), "normal forms are their own normal form")
	})
}

func BenchmarkNormalize(b *testing.B) {
	var n text.Normalized
	b.ReportAllocs()
	for b.Loop() {
		text.Normalize(&n, "請問黑色L碼還有貨嗎謝謝妳")
	}
}
