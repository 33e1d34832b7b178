package kb

import (
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// symbolsOf are the symbols of a text, with its words of a meaning as one.
func symbolsOf(a *analyzer, s string) []symbol {
	var buf analysed
	a.analyze(&buf, s)
	return buf.symbols
}

// The built-in words are shared by all bases of a process: what one adds to them is its own.
func TestSynonymsOfOneBaseAreNotAnothers(t *testing.T) {
	before := newAnalyzer(nil)
	shop := newAnalyzer([][]string{{"顺丰", "黑猫"}, {"怎么", "点样"}})
	after := newAnalyzer(nil)
	require.Equal(t, symbolsOf(shop, "顺丰"), symbolsOf(shop, "黑猫"), "顺丰 is of a built-in group: 黑猫 joins it")
	require.Equal(t, symbolsOf(shop, "如何退"), symbolsOf(shop, "点样退"))
	for _, a := range []*analyzer{before, after} {
		require.Len(t, symbolsOf(a, "黑猫"), 2)
		require.Len(t, symbolsOf(a, "点样退"), 3)
		require.Equal(t, symbolsOf(a, "顺丰快递"), symbolsOf(shop, "顺丰快递"))
	}
}

func TestBasesAreMadeSideBySide(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			word := fmt.Sprint("怎么", i)
			if a := newAnalyzer([][]string{{word, "顺丰快递"}}); len(symbolsOf(a, word)) != 1 {
				t.Errorf("%s is not one word", word)
			}
		})
	}
	wg.Wait()
}

// A shop's lists are synonyms, but not those that only class together what is not alike.
func TestClassesAreNoSynonyms(t *testing.T) {
	a := newAnalyzer([][]string{{"质量问题", "掉色", "起球", "开线"}, {"尺码不合", "大了", "小了"}, {"收腰", "掐腰"}})
	require.NotEqual(t, symbolsOf(a, "掉色"), symbolsOf(a, "起球"))
	require.NotEqual(t, symbolsOf(a, "尺码不合"), symbolsOf(a, "小"))
	require.Equal(t, symbolsOf(a, "收腰"), symbolsOf(a, "掐腰"))
	require.Equal(t, symbolsOf(a, "掉色"), symbolsOf(a, "褪色"))
}
