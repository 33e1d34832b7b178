package intents

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPatterns(t *testing.T) {
	for _, x := range []struct {
		pattern, text string
		want          bool
	}{
		{"转人工", "帮我转人工吧", true},
		{"^转人工$", "帮我转人工", false},
		{"^转人工$", "转人工!!", true},
		{"(转|找)[一下]人工", "找一下人工", true},
		{"(转|找)[一下]人工", "一下人工", false},
		{"货*没收到", "货到今天都没收到", true},
		{"货*没收到", "货一二三四五六七八九没收到", false},
		{"a[b(c|d)]e", "xabde", true},
		{"a[b(c|d)]e", "abe", false},
		{"轉人工", "转人工", true},
		{"货", "货", true},
	} {
		list, err := parsePattern(x.pattern)
		require.NoError(t, err)
		var s patternSet
		s.add(list, 7)
		require.Equal(t, x.want, s.match([]rune(x.text)) == 7, "%s in %s", x.pattern, x.text)
	}
}

func TestPatternMistakes(t *testing.T) {
	for _, p := range []string{"", "*", "^$", "(a", "a)", "[a", "((((((((((a))))))))))", "[a][b][c][d][e][f][g][h][i][j]k", "a|", "[a]"} {
		_, err := parsePattern(p)
		require.Error(t, err, p)
	}
}

func FuzzPattern(f *testing.F) {
	f.Add("(a|b)[c]*d$", "abcd")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		list, err := parsePattern(pattern)
		if err != nil {
			return
		}
		var s patternSet
		s.add(list, 1)
		s.match([]rune(text))
	})
}
