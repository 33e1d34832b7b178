package kb

import (
	"math"
	"slices"
)

// gram is a symbol, or two that follow one another (the first in the upper
// half).
type gram uint64

func pair(a, b symbol) gram { return gram(a)<<32 | gram(b) }

// The symbols before the first and after the last of a text.
const (
	textStart symbol = 1
	textEnd   symbol = 2
)

// edges are the pairs at the ends of a text. Distances leave them out, since
// customers add and drop words there; for learning they tell something.
func edges(symbols []symbol) [2]gram {
	return [2]gram{pair(textStart, symbols[0]), pair(symbols[len(symbols)-1], textEnd)}
}

// forward holds every phrase (a way of asking, or a product's name) by its
// grams, with what each gram is worth.
type forward struct {
	ids     map[gram]int32
	keys    []gram
	weights []float32 // by gram number, 0..1: how much it tells

	grams   []int32 // of all phrases, one after the other; symbols before pairs
	phrases []phrase
	words   map[symbol]float64 // shares of common words, the prior
}

// phrase is one way of asking.
type phrase struct {
	start, end int32   // in forward.grams; two more are its edges
	single     int32   // how many of them are single symbols
	length     int32   // symbols, with repetitions
	mass       float32 // weights of the single ones
	entry      int32   // whose it is
	text       int32   // which of the entry's texts it is
	whole      uint64  // a hash of the symbols in order
}

// priorWeight is how many ways of asking the prior counts for, against those
// of the base itself.
const priorWeight = 200

// priorShare of the grams that common does not name: symbols and pairs.
const (
	symbolShare = .003
	pairShare   = .0005
	pairedShare = .05 // of a common symbol's occurrences, beside a certain other
)

func newForward(a *analyzer) *forward {
	f := &forward{ids: map[gram]int32{}, words: map[symbol]float64{}}
	var buf analysed
	for _, group := range common {
		words := group.words
		for _, r := range group.chars {
			words = append(words[:len(words):len(words)], string(r))
		}
		for _, word := range words {
			a.analyze(&buf, word)
			for _, s := range buf.symbols {
				f.words[s] = max(f.words[s], group.share)
			}
		}
	}
	return f
}

// add appends a phrase.
func (f *forward) add(symbols []symbol, entry, text int) {
	p := phrase{start: int32(len(f.grams)), length: int32(len(symbols)), entry: int32(entry), text: int32(text), whole: hashSymbols(symbols)}
	for _, s := range symbols {
		f.put(gram(s), p.start)
	}
	p.single = int32(len(f.grams)) - p.start
	for i := 1; i < len(symbols); i++ {
		f.put(pair(symbols[i-1], symbols[i]), p.start)
	}
	p.end = int32(len(f.grams))
	for _, g := range edges(symbols) {
		f.put(g, p.end)
	}
	f.phrases = append(f.phrases, p)
}

// put appends a gram unless the phrase that begins at start has it.
func (f *forward) put(g gram, start int32) {
	id, ok := f.ids[g]
	if !ok {
		id = int32(len(f.ids))
		f.ids[g] = id
		f.keys = append(f.keys, g)
	}
	if !slices.Contains(f.grams[start:], id) {
		f.grams = append(f.grams, id)
	}
}

// weigh learns the weights of all grams from how many entries use them: the
// share of an entry's phrases, summed over the entries, so that an entry with
// many ways of asking counts once. The prior keeps them sensible in a base of
// ten entries and fades in one of thousands.
func (f *forward) weigh(entries int) {
	used := make([]float64, len(f.ids))
	for i := 0; i < len(f.phrases); {
		j := i
		for j < len(f.phrases) && f.phrases[j].entry == f.phrases[i].entry {
			j++
		}
		for _, id := range f.grams[f.phrases[i].start : f.phrases[j-1].end+2] {
			used[id] += 1 / float64(j-i)
		}
		i = j
	}
	f.weights = make([]float32, len(f.ids))
	for g, id := range f.ids {
		share := (used[id] + priorWeight*f.prior(g)) / (float64(entries) + priorWeight)
		f.weights[id] = worth(g, share)
	}
	for i := range f.phrases {
		p := &f.phrases[i]
		for _, id := range f.grams[p.start : p.start+p.single] {
			p.mass += f.weights[id]
		}
	}
}

func (f *forward) prior(g gram) float64 {
	if share, ok := f.words[symbol(g)]; ok && g>>32 == 0 {
		return share
	}
	if g>>32 == 0 {
		return symbolShare
	}
	a, common1 := f.words[symbol(g>>32)]
	b, common2 := f.words[symbol(g)]
	switch {
	case common1 && common2:
		return max(pairShare, a*b)
	case common1 || common2:
		return max(pairShare, pairedShare*(a+b))
	}
	return pairShare
}

// unseen is the weight of a gram that no entry has.
func (f *forward) unseen(g gram, entries int) float32 {
	return worth(g, priorWeight*f.prior(g)/(float64(entries)+priorWeight))
}

// worth turns a share into a weight: the information in it, cut at 1.
func worth(g gram, share float64) float32 {
	rarest := 1e-3
	if g>>32 != 0 {
		rarest = 2e-4
	}
	return float32(min(1, max(0, math.Log(share)/math.Log(rarest))))
}

func hashSymbols(symbols []symbol) uint64 {
	h := uint64(14695981039346656037)
	for _, s := range symbols {
		h = (h ^ uint64(s)) * 1099511628211
	}
	return h
}
