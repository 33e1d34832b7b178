package kb

import (
	"cmp"
	"slices"

	"github.com/huashu-go/huashu/engine/commerce"
)

// productNames is how many texts of a product come before its aliases; see
// productTexts.
const productNames = 3

// tagWorth is the most that a tag alone can earn: it names many products.
const tagWorth = .5

// fits tells whether a product passes the filters of a query.
func fits(p *commerce.Product, q *Query) bool {
	if q.MinPrice > 0 && p.Price < q.MinPrice || q.MaxPrice > 0 && p.Price > q.MaxPrice {
		return false
	}
	for _, tag := range q.Tags {
		if !slices.Contains(p.Tags, tag) {
			return false
		}
	}
	return true
}

func (e *engine) searchProducts(s *scratch, q Query) ([]Hit, error) {
	if len(s.analysis.symbols) == 0 {
		return e.listProducts(&q), nil
	}
	keep := func(entry int32) bool { return fits(e.products[entry], &q) }
	found, err := e.inverted.retrieve(&s.acc, fieldProduct, s.terms, keep, s.candidates[:0])
	if err != nil {
		return nil, err
	}
	s.candidates = found
	e.names.prepare(&s.asked, s.analysis.symbols, e.names.entries)
	s.matches = s.matches[:0]
	for _, c := range s.candidates {
		s.matches = append(s.matches, e.mention(&s.asked, c.entry))
	}
	slices.SortFunc(s.matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.entry, b.entry))
	})
	var hits []Hit
	for _, m := range s.matches {
		if len(hits) == q.N || m.score < Near {
			break
		}
		p := e.products[m.entry]
		hits = append(hits, Hit{ID: p.Code, Score: m.score, Kind: KindProduct, Ask: productTexts(p)[e.names.phrases[m.phrase].text]})
	}
	return hits, nil
}

// listProducts answers a query without words by its filters.
func (e *engine) listProducts(q *Query) []Hit {
	if len(q.Tags) == 0 && q.MinPrice == 0 && q.MaxPrice == 0 {
		return nil
	}
	var hits []Hit
	for _, p := range e.products {
		if len(hits) == q.N {
			break
		}
		if fits(p, q) {
			hits = append(hits, Hit{ID: p.Code, Score: 1, Kind: KindProduct, Ask: p.Name})
		}
	}
	return hits
}

// mention tells how well the question names a product: what of the name it
// lacks counts, what it says besides does not.
func (e *engine) mention(q *asked, entry int32) match {
	b := e.names
	m := match{entry: entry, phrase: b.first[entry]}
	names := productNames + len(e.products[entry].Aliases)
	for i := b.first[entry]; i < b.first[entry+1]; i++ {
		score := likeness(b.lack(q, &b.phrases[i]))
		if int(b.phrases[i].text) >= names {
			score *= tagWorth
		}
		if score > m.score {
			m.score, m.phrase = score, i
		}
	}
	return m
}

// lack is the distance of a phrase from a text that may hold it.
func (f *forward) lack(q *asked, p *phrase) float32 {
	var shared, symbol, pair float32
	for i, id := range f.grams[p.start:p.end] {
		switch {
		case q.find(id) < 0 && i < int(p.single):
			symbol = max(symbol, f.weights[id])
		case q.find(id) < 0:
			pair = max(pair, f.weights[id])
		case i < int(p.single):
			shared += f.weights[id]
		}
	}
	missing := max(0, 1-shared/(p.mass+1e-6))
	return (missing + strangeSymbol*symbol + strangePair*pair) / root(2*int(p.length))
}
