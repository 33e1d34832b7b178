package kb

import (
	"cmp"
	"context"
	"runtime"
	"slices"

	"github.com/huashu-go/huashu/engine/commerce"
)

// Search returns the articles that best answer the question, best first, and
// after them the products that it may speak of. With a product in focus other
// products' articles are left out, and among those that are sure and about
// equal its own come before those of its tags, and these before general ones.
//
// The first call builds the index; calls that come meanwhile wait for it. The
// error is that of ctx, or of the index. The same question gets the same hits
// whenever and with whatever else it is asked.
func (ix *Index) Search(ctx context.Context, q Query) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e, err := ix.open()
	if e == nil || err != nil {
		return nil, err
	}
	hits, err := e.search(q)
	runtime.KeepAlive(ix) // its cleanup closes the index
	return hits, err
}

// scratch is the memory of one search.
type scratch struct {
	analysis   analysed
	name       analysed // of the product in focus
	asked      asked
	rawAsked   asked
	variant    asked
	acc        accumulator
	candidates []candidate
	matches    []match
	margins    []float32   // by class of e.learned
	classes    []candidate // the articles of the classes, the surest first
	terms      terms
}

// match is an entry with its score and the phrase that earned it.
type match struct {
	entry    int32
	phrase   int32
	level    int8 // of scope: see engine.level
	distance float32
	score    float64
}

func (e *engine) search(q Query) ([]Hit, error) {
	if q.N <= 0 {
		q.N = 3
	}
	s := e.pool.Get().(*scratch)
	defer e.pool.Put(s)
	e.analyzer.analyze(&s.analysis, q.Text)
	s.terms = s.terms[:0].add(&s.analysis).sorted()
	var hits []Hit
	if q.Kind != KindProduct {
		found, err := e.searchArticles(s, q)
		if err != nil {
			return nil, err
		}
		hits = found
	}
	if q.Kind != KindArticle && len(e.products) > 0 {
		found, err := e.searchProducts(s, q)
		if err != nil {
			return nil, err
		}
		hits = append(hits, found...)
	}
	return hits, nil
}

// Levels of scope.
const (
	levelGeneral = iota
	levelTag
	levelProduct
	levelElsewhere // of a product or tag, and none is in focus
	levelOut
)

// level tells how an article's scope fits the product in focus.
func level(a *Article, code string, product *commerce.Product) int8 {
	switch {
	case len(a.Scope.Products)+len(a.Scope.Tags) == 0:
		return levelGeneral
	case code == "":
		return levelElsewhere
	case slices.Contains(a.Scope.Products, code):
		return levelProduct
	}
	if product != nil {
		for _, tag := range a.Scope.Tags {
			if slices.Contains(product.Tags, tag) {
				return levelTag
			}
		}
	}
	return levelOut
}

// may tells whether an article may be found at all.
func (e *engine) may(q *Query, product *commerce.Product, entry int32) bool {
	a := &e.articles[entry]
	if a.Language != "" && q.Language != "" && a.Language != q.Language {
		return false
	}
	if windowed := !a.Valid.From.IsZero() || !a.Valid.To.IsZero(); windowed && (q.Now.IsZero() || !a.Valid.Holds(q.Now)) {
		return false
	}
	return level(a, q.Product, product) != levelOut
}

// searchArticles leaves the question prepared in s.asked.
func (e *engine) searchArticles(s *scratch, q Query) ([]Hit, error) {
	if len(e.asks.phrases) == 0 || len(s.analysis.symbols) == 0 {
		return nil, nil
	}
	product := e.byCode[q.Product]
	e.prepare(s)
	e.excuse(s, product)
	if err := e.articleCandidates(s, &q, product); err != nil {
		return nil, err
	}
	s.matches = s.matches[:0]
	phrases := int32(0)
	for _, c := range s.candidates {
		m := match{entry: c.entry, phrase: e.asks.first[c.entry], distance: farthest}
		if phrases < phraseBudget || !e.learned.has(c.entry) {
			m = e.nearest(s, c.entry)
			phrases += e.asks.first[c.entry+1] - e.asks.first[c.entry]
		}
		m.level = level(&e.articles[c.entry], q.Product, product)
		s.matches = append(s.matches, m)
	}
	e.rank(s, &q)
	return e.articleHits(s.matches, q.N), nil
}

// articleCandidates gathers who may answer, each once: what retrieval finds,
// what is asked in these very words, the product's own, and what is bound to
// the intent.
func (e *engine) articleCandidates(s *scratch, q *Query, product *commerce.Product) (err error) {
	may := func(entry int32) bool { return e.may(q, product, entry) }
	s.candidates = s.candidates[:0]
	s.candidates, err = e.inverted.retrieve(&s.acc, fieldGeneral, s.terms, may, s.candidates)
	if err != nil {
		return err
	}
	extra := [][]int32{e.asks.whole[hashSymbols(s.analysis.symbols)], e.bound[q.Intent]}
	if q.Product != "" {
		extra = append(extra, e.own[q.Product])
	} else if s.candidates, err = e.inverted.retrieve(&s.acc, fieldScoped, s.terms, may, s.candidates); err != nil {
		return err
	}
	for _, list := range extra {
		for _, entry := range list[:min(len(list), maxExtra)] {
			if may(entry) {
				s.candidates = append(s.candidates, candidate{entry, foremost})
			}
		}
	}
	if e.learned != nil {
		s.margins = e.raw.margins(e.learned, &s.rawAsked, s.margins)
		e.learnedCandidates(s, may)
	}
	once(s)
	return nil
}

// once leaves each candidate once and puts the most promising first.
func once(s *scratch) {
	slices.SortFunc(s.candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.entry, b.entry), cmp.Compare(b.score, a.score))
	})
	s.candidates = slices.CompactFunc(s.candidates, func(a, b candidate) bool { return a.entry == b.entry })
	slices.SortFunc(s.candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entry, b.entry))
	})
}

// phraseBudget is how many ways of asking are compared before the articles that
// have a classifier are left to it.
const phraseBudget = 400

// foremost is the score of a candidate that comes without retrieval.
const foremost = 1e6

// maxExtra bounds the candidates of one kind that come without retrieval.
const maxExtra = 256

// prepare makes the analysed question ready for nearest.
func (e *engine) prepare(s *scratch) {
	e.asks.prepare(&s.asked, s.analysis.symbols, e.asks.entries)
	e.raw.prepare(&s.rawAsked, s.analysis.raw, e.raw.entries)
}

// excuse keeps the names of the product in focus from counting as strange.
func (e *engine) excuse(s *scratch, product *commerce.Product) {
	if product == nil {
		return
	}
	for _, name := range productTexts(product)[:productNames+len(product.Aliases)] {
		e.analyzer.analyze(&s.name, name)
		s.asked.excuse(s.name.symbols)
		s.rawAsked.excuse(s.name.raw)
	}
}

// otherWords is what a way of asking in other words of the same meaning counts
// for, so that the very same words come first.
const otherWords = .03

// farthest is above every distance.
const farthest = 9

// nearest compares the question with every phrase of an article.
func (e *engine) nearest(s *scratch, entry int32) match {
	m := match{entry: entry, phrase: e.asks.first[entry], distance: farthest}
	for i := e.asks.first[entry]; i < e.asks.first[entry+1]; i++ {
		d := e.asks.distance(&s.asked, &e.asks.phrases[i], m.distance)
		limit := m.distance
		if d < limit {
			limit = farthest // raw decides between the two
		}
		raw := e.raw.distance(&s.rawAsked, &e.raw.phrases[i], limit)
		if d = min(d, raw) + otherWords*min(1, raw); d < m.distance {
			m.distance, m.phrase = d, i
		}
	}
	return m
}

// articleHits turns the best matches into hits. Without a product in focus,
// one of the scoped articles that are asked in the same words stands for all:
// the product has to be asked for anyway.
func (e *engine) articleHits(matches []match, n int) []Hit {
	hits := make([]Hit, 0, n)
	var elsewhere []uint64
	for _, m := range matches {
		if len(hits) == n || m.score < lowest {
			break
		}
		phrase := &e.asks.phrases[m.phrase]
		if m.level == levelElsewhere {
			if slices.Contains(elsewhere, phrase.whole) {
				continue
			}
			elsewhere = append(elsewhere, phrase.whole)
		}
		a := &e.articles[m.entry]
		hits = append(hits, Hit{ID: a.ID, Score: m.score, Kind: KindArticle, Ask: a.Ask[phrase.text], NeedsProduct: m.level == levelElsewhere})
	}
	return hits
}

// lowest is the score below which nothing is worth telling.
const lowest = .10
