package kb

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

// matters makes n articles with many ways of asking, each about a thing.
func matters(n int) []Article {
	things := []string{"发票", "退款", "色差", "尺码", "花呗", "保修", "礼盒", "补货", "赠品", "会员"}
	forms := []string{"%s怎么弄", "想问%s的事", "关于%s", "你们%s怎么算", "我的%s有问题", "麻烦看下%s"}
	var articles []Article
	for _, thing := range things[:n] {
		a := Article{ID: thing}
		for _, form := range forms {
			a.Ask = append(a.Ask, fmt.Sprintf(form, thing))
		}
		articles = append(articles, a)
	}
	return articles
}

func TestLearnFindsWhatArticlesHaveInCommon(t *testing.T) {
	e, err := build(matters(10), nil, Options{})
	require.NoError(t, err)
	defer e.close()
	require.NotNil(t, e.learned)
	for _, thing := range []string{"发票", "色差", "会员"} {
		hits, err := e.search(Query{Text: "昨天那个" + thing + "到底是个什么说法呀"})
		require.NoError(t, err)
		require.Equal(t, thing, hits[0].ID)
		require.GreaterOrEqual(t, hits[0].Score, Near)
	}
	hits, err := e.search(Query{Text: "怎么弄"})
	require.NoError(t, err)
	require.NotEqual(t, "sure", Outcome(hits, 0, 0), "what all articles share says nothing")
}

func TestLearnNeedsArticlesEnough(t *testing.T) {
	e, err := build(matters(fewestLearned-1), nil, Options{})
	require.NoError(t, err)
	defer e.close()
	require.Nil(t, e.learned)
	hits, err := e.search(Query{Text: "我的退款有问题"})
	require.NoError(t, err)
	require.Equal(t, "退款", hits[0].ID)
}

func TestBuildIsDeterministic(t *testing.T) {
	ask := func() string {
		e, err := build(append(matters(10), invented(300)...), nil, Options{})
		require.NoError(t, err)
		defer e.close()
		var all string
		for _, text := range []string{"发票怎么算", "耳机坏了能退款吗", "连衣裙掉色吗", "这个月的会员"} {
			hits, err := e.search(Query{Text: text})
			require.NoError(t, err)
			all += fmt.Sprint(hits)
		}
		return all
	}
	first := ask()
	for range 3 {
		require.Equal(t, first, ask())
	}
}

func TestSpeller(t *testing.T) {
	a := newAnalyzer(nil)
	symbols := func(s string) []symbol {
		var buf analysed
		a.analyze(&buf, s)
		return buf.symbols
	}
	known := symbols("shipping delivery jacket colour xxl 501a")
	a.learning = false
	for slip, right := range map[string]string{
		"shiping": "shipping", "delivrey": "delivery", "jackett": "jacket", "jackat": "jacket", "colour": "colour", "colours": "colour",
	} {
		require.Equal(t, symbols(right), symbols(slip), slip)
		require.Contains(t, known, symbols(slip)[0])
	}
	for _, other := range []string{"xl", "501b", "trousers", "jaket5"} {
		require.NotContains(t, known, symbols(other)[0], other)
	}
}

func TestAnalyze(t *testing.T) {
	a := newAnalyzer([][]string{{"门店", "体验馆", "Flagship Store"}})
	a.learning = false
	same := [][]string{
		{"请问能包邮吗", "可以免运费么", "可不可以免邮费呀"},
		{"怎么洗", "如何洗呢", "咋洗"},
		{"有门店吗", "有没有体验馆", "有flagship store"},
		{"when will it arrive", "When will it arrives?"},
		{"ＸＬ碼", "xl码"},
	}
	for _, group := range same {
		var first, other analysed
		a.analyze(&first, group[0])
		require.NotEmpty(t, first.symbols)
		for _, s := range group[1:] {
			a.analyze(&other, s)
			require.Equal(t, first.symbols, other.symbols, s)
		}
	}
	var fillersOnly, long analysed
	a.analyze(&fillersOnly, "在吗")
	require.NotEmpty(t, fillersOnly.symbols, "fillers alone are what was asked")
	a.analyze(&long, fmt.Sprint(invented(50)))
	require.LessOrEqual(t, len(long.symbols), maxSymbols)
}
