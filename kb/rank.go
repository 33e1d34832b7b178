package kb

import (
	"cmp"
	"slices"
)

// How much a bound intent adds, of what is missing to 1: an article that
// shares no word with the question becomes near, never sure.
const intentLift = .36

// notSure is the most that a match can get that must be asked back.
const notSure = Sure - .01

// rank scores s.matches and sorts them, best first.
func (e *engine) rank(s *scratch, q *Query) {
	e.mendSounds(s)
	for i := range s.matches {
		m := &s.matches[i]
		m.score = e.score(s, m)
		if q.Intent != "" && e.articles[m.entry].Intent == q.Intent {
			m.score += intentLift * (1 - m.score)
		}
	}
	slices.SortFunc(s.matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(scopeRank(b), scopeRank(a)), cmp.Compare(a.entry, b.entry))
	})
	preferScope(s.matches)
	askBack(s.matches)
}

// scopeRank orders levels: nothing speaks for an article of another product.
func scopeRank(m match) int8 {
	if m.level == levelElsewhere {
		return -1
	}
	return m.level
}

// closeTo is how far behind the best a sure match of a closer scope may be and
// still come before it.
const closeTo = .15

// preferScope moves the matches of the closest scope to the front among those
// that are sure and close to the best.
func preferScope(matches []match) {
	n := 0
	for n < len(matches) && matches[n].score >= Sure && matches[n].score >= matches[0].score-closeTo {
		n++
	}
	slices.SortStableFunc(matches[:n], func(a, b match) int { return cmp.Compare(scopeRank(b), scopeRank(a)) })
}

// askBack takes the certainty from matches that must not answer alone: those
// that need a product, and a first that another of the same scope equals.
func askBack(matches []match) {
	for i := range matches {
		if matches[i].level == levelElsewhere {
			matches[i].score = min(matches[i].score, notSure)
		}
	}
	if len(matches) < 2 || matches[0].score < Sure {
		return
	}
	first := matches[0]
	for i, m := range matches[1:] {
		if scopeRank(m) < scopeRank(first) {
			continue
		}
		if m.score > first.score-leastLead(first.score) {
			matches[0].score = notSure
			matches[i+1].score = min(m.score, notSure)
		}
	}
}

// leastLead is how far the first must lead to answer alone. An exact match
// needs hardly any.
func leastLead(score float64) float64 { return .25*(1-score) + 1e-3 }

// soundCost is what each homophone adds to the distance.
const soundCost = .015

// mendSounds compares the question again with the nearest matches, as if the
// customer had typed their characters where his own sound the same.
func (e *engine) mendSounds(s *scratch) {
	slices.SortFunc(s.matches, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.entry, b.entry))
	})
	if len(s.matches) == 0 || s.matches[0].distance < soundCost {
		return
	}
	for i := range s.matches[:min(len(s.matches), mended)] {
		m := &s.matches[i]
		first := e.raw.first[m.entry]
		phrases := e.raw.phrases[first:e.raw.first[m.entry+1]]
		for j := range phrases[:min(len(phrases), mended)] {
			n := e.raw.mend(&s.rawAsked, &s.variant, &phrases[j])
			if n == 0 {
				continue
			}
			if d := e.raw.distance(&s.variant, &phrases[j], m.distance) + soundCost*float32(n); d < m.distance {
				m.distance, m.phrase = d, first+int32(j)
			}
		}
	}
}

// mended is how many matches, and phrases of each, are tried for homophones.
const mended = 8

// mend writes to variant the question with its homophones of p's characters
// replaced by these, and returns how many were.
func (b *phrasebook) mend(q, variant *asked, p *phrase) int {
	count := 0
	symbols := append(variant.symbols[:0], q.symbols...)
	for _, id := range b.grams[p.start : p.start+p.single] {
		if q.find(id) >= 0 {
			continue
		}
		want := symbol(b.keys[id])
		for i, s := range symbols {
			if s != want && s < groupBit && sound(s) == sound(want) && !b.has(p, s) {
				symbols[i] = want
				count++
				break
			}
		}
	}
	if count > 0 {
		b.prepare(variant, symbols, b.entries)
	}
	variant.symbols = symbols
	return count
}

// has tells whether a phrase has a symbol.
func (b *phrasebook) has(p *phrase, s symbol) bool {
	id, ok := b.ids[gram(s)]
	return ok && slices.Contains(b.grams[p.start:p.start+p.single], id)
}
