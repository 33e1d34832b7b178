package kb_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/kb"
	"github.com/stretchr/testify/require"
)

const shop = `articles:
  - id: wash.pants
    ask: [能机洗吗, 怎么洗, 可以用洗衣机吗]
    scope: {tags: [裤子]}
  - id: wash.G6600
    ask: [能机洗吗, 要干洗吗]
    scope: {products: [G6600]}
  - id: wash
    ask: [衣服怎么洗, 能机洗吗]
  - id: pilling.C3302
    ask: [会不会起球, 起毛吗, 粘毛吗]
    scope: {products: [C3302]}
  - id: invoice
    ask: [能开发票吗, 怎么开发票, 专票]
    intent: invoice
  - id: double11.late
    ask: [双十一什么时候发货, 活动发货会不会慢]
    valid: 2026-11-10..2026-11-18
  - id: huabei
    ask: [能用花呗吗, 可以分期吗]
    intent: payment
  - id: postage
    ask: [几件包邮, 偏远地区免运费吗]
  - id: old
    ask: [有实体店吗]
    enabled: false
  - id: hours
    ask: [When are you open, opening hours]
    language: en
  - id: customs
    ask: [Do you ship to Canada, international delivery]
    language: en
  - id: gift
    ask: [能写贺卡吗, 有礼盒包装吗]
    language: zh
`

func load(t testing.TB) *kb.Index {
	t.Helper()
	ix, err := kb.Load(folder("shop.yaml", shop), catalogue())
	require.NoError(t, err)
	return ix
}

func search(t testing.TB, ix *kb.Index, q kb.Query) []kb.Hit {
	t.Helper()
	hits, err := ix.Search(context.Background(), q)
	require.NoError(t, err)
	return hits
}

func ids(hits []kb.Hit) string {
	var all []string
	for _, hit := range hits {
		all = append(all, hit.ID)
	}
	return strings.Join(all, " ")
}

func ExampleIndex_Search() {
	ix, err := kb.Load(folder("faq.yaml", `articles:
  - id: invoice
    ask: [能开发票吗, 怎么开发票]
    say: 能开电子普票。
  - id: wash
    ask: [能机洗吗]
    say: 能,水温别过30度。
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"请问可以开票吗", "发票", "今天天气不错"} {
		hits, err := ix.Search(context.Background(), kb.Query{Text: text})
		if err != nil {
			fmt.Println(err)
			return
		}
		outcome := kb.Outcome(hits, 0, 0)
		if outcome == "none" {
			fmt.Println(text, "→", outcome)
			continue
		}
		fmt.Printf("%s → %s %s %.2f (%s)\n", text, outcome, hits[0].ID, hits[0].Score, hits[0].Ask)
	}
	// Output:
	// 请问可以开票吗 → sure invoice 0.98 (能开发票吗)
	// 发票 → near invoice 0.47 (能开发票吗)
	// 今天天气不错 → none
}

func TestSearchOutcomes(t *testing.T) {
	ix := load(t)
	for _, c := range []struct{ name, text, outcome, first string }{
		{"the very words", "能开发票吗", "sure", "invoice"},
		{"with politeness", "亲,请问一下能开发票吗?谢谢", "sure", "invoice"},
		{"traditional", "能開發票嗎", "sure", "invoice"},
		{"synonyms", "可不可以开票", "sure", "invoice"},
		{"synonym of the shop's trade", "几件免邮费", "sure", "postage"},
		{"homophones", "能开发漂吗", "sure", "invoice"},
		{"homophones in another order", "花贝能用吗", "near", "huabei"},
		{"swapped, in a short question", "能开票发吗", "near", "invoice"},
		{"swapped, in a longer one", "双十一什么候时发货", "sure", "double11.late"},
		{"a word of it", "发票", "near", "invoice"},
		{"nothing of it", "今天天气真好", "none", ""},
		{"english", "when are you open?", "sure", "hours"},
		{"english, other forms and a slip", "do you shipp to canada", "sure", "customs"},
		{"switched off", "有实体店吗", "none", ""},
		{"empty", "", "none", ""},
		{"marks", "???!!!", "none", ""},
		{"only fillers", "请问", "none", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := search(t, ix, kb.Query{Text: c.text, Now: time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC), Kind: kb.KindArticle})
			require.Equal(t, c.outcome, kb.Outcome(hits, 0, 0), "%v", hits)
			if c.first != "" {
				require.Equal(t, c.first, hits[0].ID, "%v", hits)
				require.NotEmpty(t, hits[0].Ask)
			}
		})
	}
}

func TestOutcomeThresholds(t *testing.T) {
	hits := []kb.Hit{{ID: "p", Score: 1, Kind: kb.KindProduct}, {ID: "a", Score: .5, Kind: kb.KindArticle}}
	require.Equal(t, "near", kb.Outcome(hits, 0, 0))
	require.Equal(t, "sure", kb.Outcome(hits, .5, .3))
	require.Equal(t, "none", kb.Outcome(hits, .9, .6))
	require.Equal(t, "none", kb.Outcome(hits[:1], 0, 0), "a product is no answer")
	require.Equal(t, "none", kb.Outcome(nil, 0, 0))
	hits[1] = kb.Hit{Score: 1, Kind: kb.KindArticle, NeedsProduct: true}
	require.Equal(t, "near", kb.Outcome(hits, 0, 0))
}

func TestSearchScope(t *testing.T) {
	ix := load(t)
	for _, c := range []struct{ name, text, product, outcome, first, without string }{
		{"the product's own first", "能机洗吗", "G6600", "sure", "wash.G6600", ""},
		{"then its tags'", "能机洗吗", "A2031", "sure", "wash.pants", "wash.G6600"},
		{"then general", "能机洗吗", "C3302", "sure", "wash", "wash.pants wash.G6600"},
		{"a product not in the catalogue has general ones", "能机洗吗", "Z9", "sure", "wash", "wash.pants wash.G6600"},
		{"no product: the general one", "能机洗吗", "", "sure", "wash", ""},
		{"no product and only scoped ones: asked", "会起球吗", "", "near", "pilling.C3302", ""},
		{"another product's is left out", "会起球吗", "A2031", "none", "", "pilling.C3302"},
		{"a better general one beats the own", "能开发票吗", "G6600", "sure", "invoice", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := search(t, ix, kb.Query{Text: c.text, Product: c.product, Kind: kb.KindArticle})
			require.Equal(t, c.outcome, kb.Outcome(hits, 0, 0), "%v", hits)
			if c.first != "" {
				require.Equal(t, c.first, hits[0].ID, "%v", hits)
			}
			for _, id := range strings.Fields(c.without) {
				require.NotContains(t, strings.Fields(ids(hits)), id)
			}
		})
	}
	hits := search(t, ix, kb.Query{Text: "会起球吗"})
	require.True(t, hits[0].NeedsProduct)
	require.Less(t, hits[0].Score, kb.Sure)
}

func TestSearchFocusNamed(t *testing.T) {
	ix := load(t)
	hits := search(t, ix, kb.Query{Text: "卫衣会起球吗", Product: "C3302"})
	require.Equal(t, "sure", kb.Outcome(hits, 0, 0), "to name what is in focus makes no other question")
	require.Equal(t, "pilling.C3302", hits[0].ID)
	hits = search(t, ix, kb.Query{Text: "袜子会起球吗", Product: "C3302"})
	require.NotEqual(t, "sure", kb.Outcome(hits, 0, 0), "to name another thing does")
}

func TestSearchValidity(t *testing.T) {
	ix := load(t)
	const text = "双十一什么时候发货"
	day := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		require.NoError(t, err)
		return at
	}
	require.NotContains(t, ids(search(t, ix, kb.Query{Text: text})), "double11", "without a clock")
	require.NotContains(t, ids(search(t, ix, kb.Query{Text: text, Now: day("2026-11-09T23:59:59+08:00")})), "double11")
	require.Contains(t, ids(search(t, ix, kb.Query{Text: text, Now: day("2026-11-10T00:00:00+08:00")})), "double11")
	require.Contains(t, ids(search(t, ix, kb.Query{Text: text, Now: day("2026-11-18T23:59:59+08:00")})), "double11")
	require.NotContains(t, ids(search(t, ix, kb.Query{Text: text, Now: day("2026-11-19T00:00:00+08:00")})), "double11")
}

func TestSearchLanguage(t *testing.T) {
	ix := load(t)
	require.NotContains(t, ids(search(t, ix, kb.Query{Text: "opening hours", Language: "zh"})), "hours")
	require.Contains(t, ids(search(t, ix, kb.Query{Text: "opening hours", Language: "en"})), "hours")
	require.NotContains(t, ids(search(t, ix, kb.Query{Text: "能写贺卡吗", Language: "en"})), "gift")
	require.Contains(t, ids(search(t, ix, kb.Query{Text: "能开发票吗", Language: "en"})), "invoice", "an article without a language is for all")
}

func TestSearchIntent(t *testing.T) {
	ix := load(t)
	without := search(t, ix, kb.Query{Text: "发票那个怎么弄"})
	with := search(t, ix, kb.Query{Text: "发票那个怎么弄", Intent: "invoice"})
	require.Equal(t, "invoice", with[0].ID)
	require.Greater(t, with[0].Score, without[0].Score)
	strange := search(t, ix, kb.Query{Text: "抬头写公司", Intent: "invoice"})
	require.Equal(t, "near", kb.Outcome(strange, 0, 0), "no word in common: asked back, not answered")
	require.Equal(t, "invoice", strange[0].ID)
}

func TestSearchProducts(t *testing.T) {
	ix := load(t)
	for _, c := range []struct{ text, first string }{
		{"A2031还有吗", "A2031"},
		{"a2031", "A2031"},
		{"直筒休闲裤有L码吗", "A2031"},
		{"那个直筒裤", "A2031"},
		{"想看卫衣", "C3302"},
		{"定制的西裤", "G6600"},
		{"77120", "B1107"},
		{"商务", "G6600"},
	} {
		t.Run(c.text, func(t *testing.T) {
			hits := search(t, ix, kb.Query{Text: c.text, Kind: kb.KindProduct})
			require.NotEmpty(t, hits)
			require.Equal(t, c.first, hits[0].ID, "%v", hits)
			require.Equal(t, kb.KindProduct, hits[0].Kind)
		})
	}
	require.Empty(t, search(t, ix, kb.Query{Text: "今天天气真好", Kind: kb.KindProduct}))
	require.Equal(t, "A2031 B1107", ids(search(t, ix, kb.Query{Text: "通勤", MaxPrice: commerce.Yuan(140), Kind: kb.KindProduct})))
	require.Equal(t, "B1107", ids(search(t, ix, kb.Query{Tags: []string{"通勤"}, MinPrice: commerce.Yuan(130)})))
	require.Empty(t, search(t, ix, kb.Query{Kind: kb.KindProduct}))
}

func TestSearchProductsDoNotPushArticlesOut(t *testing.T) {
	hits := search(t, load(t), kb.Query{Text: "直筒休闲裤能机洗吗", Product: "A2031"})
	require.Equal(t, kb.KindArticle, hits[0].Kind)
	require.Equal(t, "wash.pants", hits[0].ID)
	require.Equal(t, "A2031", hits[len(hits)-1].ID)
	require.Equal(t, kb.KindProduct, hits[len(hits)-1].Kind)
}

func TestSearchIsNoQueryLanguage(t *testing.T) {
	ix := load(t)
	plain := search(t, ix, kb.Query{Text: "能开发票吗"})
	for _, text := range []string{`+能 +开 发票 吗`, `ask:能开发票吗^5`, `能*开?发票~2吗`, `"能开发票吗"`, `(能开发票吗)`, `能开发票吗 || 1=1`, "${能开发票吗}", "/能开发票吗/"} {
		hits := search(t, ix, kb.Query{Text: text})
		require.Equal(t, plain[0].ID, hits[0].ID, text)
	}
	for _, text := range []string{"*", "?", "/.*/", "id:*", "~", "-invoice", "_id:0", "g:发票 AND", strings.Repeat("能", 100_000), "\xff\xfe\x00"} {
		require.NotEqual(t, "sure", kb.Outcome(search(t, ix, kb.Query{Text: text}), 0, 0), text)
	}
}

func TestSearchTiesAreAskedBack(t *testing.T) {
	ix, err := kb.Load(folder("a.yaml", `articles:
  - id: one
    ask: [保修多久]
  - id: two
    ask: [保修多长时间, 质保期]
`), nil)
	require.NoError(t, err)
	require.Equal(t, "sure", kb.Outcome(search(t, ix, kb.Query{Text: "保修多久"}), 0, 0), "the very words")
	hits := search(t, ix, kb.Query{Text: "质保几天"})
	require.Equal(t, "near", kb.Outcome(hits, 0, 0), "%v", hits)
	require.Len(t, hits, 2)
	steals, err := kb.Steals(ix)
	require.NoError(t, err)
	require.Len(t, steals, 2)
	require.Equal(t, "one", steals[0].Article)
	require.Equal(t, "two", steals[0].By)
}

func TestStealsKeepScopesApart(t *testing.T) {
	steals, err := kb.Steals(load(t))
	require.NoError(t, err)
	require.Empty(t, steals)
	ix, err := kb.Load(folder(), nil)
	require.NoError(t, err)
	steals, err = kb.Steals(ix)
	require.NoError(t, err)
	require.Empty(t, steals)
}

func TestSearchShopSynonyms(t *testing.T) {
	articles := folder("a.yaml", "articles: [{id: hall, ask: [有门店吗]}, {id: other, ask: [有发票吗]}]")
	ix, err := kb.LoadWith(articles, nil, kb.Options{Synonyms: [][]string{{"门店", "体验馆"}}})
	require.NoError(t, err)
	hits := search(t, ix, kb.Query{Text: "有体验馆吗"})
	require.Equal(t, "sure", kb.Outcome(hits, 0, 0))
	require.Equal(t, "hall", hits[0].ID)
}

func TestSearchBuildsOnceWithProgress(t *testing.T) {
	var calls []int
	ix, err := kb.LoadWith(folder("shop.yaml", shop), catalogue(), kb.Options{Progress: func(done, total int) {
		require.Equal(t, 16, total)
		calls = append(calls, done)
	}})
	require.NoError(t, err)
	require.Empty(t, calls, "loading builds nothing")
	search(t, ix, kb.Query{Text: "a"})
	search(t, ix, kb.Query{Text: "b"})
	require.Len(t, calls, 16)
	require.Equal(t, 16, calls[15])
}

func TestSearchCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := load(t).Search(ctx, kb.Query{Text: "能开发票吗"})
	require.ErrorIs(t, err, context.Canceled)
}

// goroutines waits until no more than want run, and returns how many do.
func goroutines(want int) int {
	n := runtime.NumGoroutine()
	for range 200 {
		if n <= want {
			return n
		}
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
		n = runtime.NumGoroutine()
	}
	return n
}

func TestIndexWithoutContentCostsNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	ix, err := kb.Load(folder(), nil)
	require.NoError(t, err)
	require.Empty(t, search(t, ix, kb.Query{Text: "能开发票吗"}))
	require.LessOrEqual(t, goroutines(before), before)
}

func TestIndexIsReleasedWhenUnreachable(t *testing.T) {
	before := goroutines(0)
	for range 3 {
		ix := load(t)
		search(t, ix, kb.Query{Text: "能开发票吗"})
		require.Greater(t, runtime.NumGoroutine(), before, "an index that was searched has a goroutine")
	}
	require.LessOrEqual(t, goroutines(before), before)
}

func TestSearchWhileSwapping(t *testing.T) {
	var current sync.Map
	current.Store(0, load(t))
	want := search(t, load(t), kb.Query{Text: "能开发票呢"})
	stop := make(chan struct{})
	var searchers sync.WaitGroup
	for range 4 {
		searchers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				ix, _ := current.Load(0)
				hits, err := ix.(*kb.Index).Search(context.Background(), kb.Query{Text: "能开发票呢"})
				if err != nil || fmt.Sprint(hits) != fmt.Sprint(want) {
					t.Errorf("%v %v", hits, err)
					return
				}
			}
		})
	}
	for range 20 {
		current.Store(0, load(t))
		runtime.GC()
	}
	close(stop)
	searchers.Wait()
}

func TestEvaluate(t *testing.T) {
	r, err := kb.Evaluate(load(t), []kb.EvalRow{
		{Text: "能开发票吗", Want: "invoice"},
		{Text: "花呗可以吗", Want: "huabei"},
		{Text: "发票的事", Want: "huabei"},
		{Text: "今天天气真好", Want: ""},
		{Text: "能写贺卡吗", Want: ""},
	})
	require.NoError(t, err)
	require.Equal(t, 3, r.Rows)
	require.Equal(t, 2, r.Hit1)
	require.InDelta(t, 2./3, r.MRR(), .01)
	require.Equal(t, 2, r.Missing)
	require.Equal(t, 1, r.MissingAnswered)
	require.InDelta(t, .5, r.WronglyAnswered(), 1e-9)
	require.InDelta(t, .5, r.NonePrecision(), 1e-9)
	require.Equal(t, 5, r.Answered+r.Asked+r.None)
	require.Zero(t, kb.EvalReport{}.MRR())
	require.Zero(t, kb.EvalReport{}.HitRate1())
}

func FuzzSearch(f *testing.F) {
	ix := load(f)
	for _, s := range []string{"", "能开发票吗", "A2031 L码", "\xff\x00", "do you ship", "*:* AND", "👌🏻", strings.Repeat("能机洗吗", 500)} {
		f.Add(s, "G6600", "invoice")
	}
	f.Fuzz(func(t *testing.T, text, product, intent string) {
		q := kb.Query{Text: text, Product: product, Intent: intent}
		hits := search(t, ix, q)
		require.LessOrEqual(t, len(hits), 6)
		for _, hit := range hits {
			require.GreaterOrEqual(t, hit.Score, 0.)
			require.LessOrEqual(t, hit.Score, 1.)
			require.NotEmpty(t, hit.ID)
		}
		require.Equal(t, hits, search(t, ix, q))
	})
}
