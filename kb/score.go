package kb

import (
	"math"
	"slices"
)

// asked is a customer's question, or a part of it, ready to be compared with
// the phrases of one forward index. It is reused.
type asked struct {
	symbols []symbol
	grams   []gram // symbols before pairs, each once
	ids     []int32
	weights []float32
	single  int
	mass    float32
	whole   uint64
	edges   [2]int32 // gram numbers, -1 = not known

	keys  [slots]int32 // gram numbers by hash, -1 = free
	place [slots]int16 // where in grams
	stamp []uint32     // by place: the phrase that had it last
	turn  uint32
}

// slots is a power of two above twice the grams of the longest text.
const slots = 512

// prepare fills q with the grams of symbols as f sees them.
func (f *forward) prepare(q *asked, symbols []symbol, entries int) {
	q.symbols = append(q.symbols[:0], symbols...)
	q.grams, q.ids, q.weights, q.stamp = q.grams[:0], q.ids[:0], q.weights[:0], q.stamp[:0]
	q.mass, q.turn, q.whole = 0, 0, hashSymbols(symbols)
	for i := range q.keys {
		q.keys[i] = -1
	}
	for _, s := range symbols {
		f.ask(q, gram(s), entries)
	}
	q.single = len(q.grams)
	for _, w := range q.weights {
		q.mass += w
	}
	for i := 1; i < len(symbols); i++ {
		f.ask(q, pair(symbols[i-1], symbols[i]), entries)
	}
}

// excuse takes the weight from the symbols of a name where it stands in the
// question: that the product in focus is named makes no other question of it,
// while a way of asking that names it too still shares it.
func (q *asked) excuse(name []symbol) {
	if len(name) == 0 || indexSymbols(q.symbols, name) < 0 {
		return
	}
	part := func(s symbol) bool { return slices.Contains(name, s) }
	q.mass = 0
	for i, g := range q.grams {
		if part(symbol(g)) || g>>32 != 0 && part(symbol(g>>32)) {
			q.weights[i] = 0
		}
		if i < q.single {
			q.mass += q.weights[i]
		}
	}
}

// indexSymbols returns where part begins in symbols, -1 for nowhere.
func indexSymbols(symbols, part []symbol) int {
	for i := 0; i+len(part) <= len(symbols); i++ {
		if slices.Equal(symbols[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// edge looks the edges of the question up.
func (f *forward) edge(q *asked) {
	q.edges = [2]int32{-1, -1}
	if len(q.symbols) == 0 {
		return
	}
	for i, g := range edges(q.symbols) {
		if id, ok := f.ids[g]; ok {
			q.edges[i] = id
		}
	}
}

func (f *forward) ask(q *asked, g gram, entries int) {
	id, known := f.ids[g]
	if !known {
		for _, other := range q.grams {
			if other == g {
				return
			}
		}
		id = -1
	} else {
		slot := slotOf(id)
		for q.keys[slot] >= 0 {
			if q.keys[slot] == id {
				return
			}
			slot = (slot + 1) % slots
		}
		q.keys[slot], q.place[slot] = id, int16(len(q.grams))
	}
	weight := float32(0)
	if known {
		weight = f.weights[id]
	} else {
		weight = f.unseen(g, entries)
	}
	q.grams, q.ids = append(q.grams, g), append(q.ids, id)
	q.weights, q.stamp = append(q.weights, weight), append(q.stamp, 0)
}

func slotOf(id int32) uint32 { return uint32(id) * 2654435769 >> 23 }

// find returns where in q's grams a gram is, -1 for nowhere.
func (q *asked) find(id int32) int {
	for slot := slotOf(id); q.keys[slot] >= 0; slot = (slot + 1) % slots {
		if q.keys[slot] == id {
			return int(q.place[slot])
		}
	}
	return -1
}

// What the parts of a distance count for: the rarest symbol and the rarest
// pair that only one side has. They were set by hand; neighbouring values do
// about as well.
const (
	strangeSymbol = .3
	strangePair   = .6
)

// shortest is the length that shorter texts count as: of two words, one that
// differs is not yet a world.
const shortest = 4

// distance compares the question with a phrase: 0 for the same grams, about 1
// or more for texts that share none. It is
//
//	(1 - overlap + .3·s + .6·p) / √(twice the shorter length, in symbols)
//
// with overlap the weighted share of common symbols (the mean of Dice's measure
// and of containment: customers tell more than was asked) and s, p the weights of the rarest
// symbol and pair that only one side has. One strange word makes another
// question of it however much is shared, and what is shared proves the more the
// longer it is.
//
// A distance of limit or more may come out too small, but not below limit.
func (f *forward) distance(q *asked, p *phrase, limit float32) float32 {
	q.turn++
	var shared, symbol, pair float32
	for _, id := range f.grams[p.start : p.start+p.single] {
		if at := q.find(id); at >= 0 {
			q.stamp[at] = q.turn
			shared += f.weights[id]
		} else {
			symbol = max(symbol, f.weights[id])
		}
	}
	scale := 1 / root(2*max(shortest, min(len(q.symbols), int(p.length))))
	overlap := shared/(q.mass+p.mass+1e-6) + shared/(2*min(q.mass, p.mass)+1e-6) // half dice, half containment
	apart := max(0, 1-overlap)
	if least := (apart + strangeSymbol*symbol) * scale; least >= limit {
		return least
	}
	for _, id := range f.grams[p.start+p.single : p.end] {
		if at := q.find(id); at >= 0 {
			q.stamp[at] = q.turn
		} else {
			pair = max(pair, f.weights[id])
		}
	}
	for i, turn := range q.stamp {
		switch {
		case turn == q.turn:
		case i < q.single:
			symbol = max(symbol, q.weights[i])
		default:
			pair = max(pair, q.weights[i])
		}
	}
	return (apart + strangeSymbol*symbol + strangePair*pair) * scale
}

// root is the square root.
func root(n int) float32 { return float32(math.Sqrt(float64(n))) }

// The distances that the default thresholds stand for.
const (
	sureDistance = .135
	nearDistance = .29
)

// likeness turns a distance into a score: 1 at 0, .60 at sureDistance, .35 at
// nearDistance, towards 0 beyond.
func likeness(distance float32) float64 {
	odds := func(score float64) float64 { return (1 - score) / score }
	steepness := math.Log(odds(Near)/odds(Sure)) / math.Log(nearDistance/sureDistance)
	if distance <= 1e-4 {
		return 1
	}
	return 1 / (1 + odds(Sure)*math.Pow(float64(distance)/sureDistance, steepness))
}
