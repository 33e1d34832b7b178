package intents

import (
	"slices"
	"strings"
)

// Customers type two questions without a mark between them: 发什么快递大概多久能到. A clause on which a second matter has something to say is
// cut where the one stops to speak and the other begins, each side is judged by itself, and a line over nine measures tells whether both
// are meant. Its weights are a logistic regression over the messages of the packs, each judged by a model that had not seen it; only the
// constant was chosen on development sets, more cautious than the packs have it.
const (
	runFirst    = -53 // what the clause says of its best matter
	runSecond   = 205 // and of the second
	runOwn      = 127 // what the side of the best matter says of it
	runOther    = 39  // and of the second
	runOwn2     = 73  // what the side of the second matter says of it
	runOther2   = -53 // and of the best
	runLead     = 25  // the lead of the best matter over all others on its side
	runLead2    = 69  // and of the second
	runQuestion = 201 // both sides ask
	runAlways   = -420
	runMost     = 480 // what the sides can add at best, in practice, beside their asking
)

const (
	runShortest = 3             // tokens that a side has at least
	runLongest  = 60            // and a clause at most
	runWeakest  = -4 << 16 / 10 // no second matter is looked into that scores less
)

// splitRunOn reads a second matter from the clause of the only one found, if it has one.
func (c *Classifier) splitRunOn(b *base, w *scratch) {
	at := -1
	for i, f := range w.found {
		if f.kind == matter {
			if at >= 0 {
				return
			}
			at = i
		}
	}
	if at < 0 || w.found[at].pattern {
		return
	}
	scores := w.scores
	if len(w.clauses) > 1 {
		f := w.found[at]
		k := slices.Index(w.clauses, span{f.from, f.to})
		if k < 0 {
			return
		}
		scores = w.each[k*len(w.whole) : (k+1)*len(w.whole)]
	}
	if first, second, ok := b.runOn(w, w.found[at], scores); ok {
		w.found[at] = first
		w.found = slices.Insert(w.found, at+1, second)
	}
}

// runOn reads two matters, in their order, from a clause that was found to be of the matter f by its scores. It is not ok if there is only one.
func (b *base) runOn(w *scratch, f finding, scores []int32) (first, second finding, ok bool) {
	best := f.place
	if best < 0 || best >= b.classes {
		return f, f, false
	}
	other := b.secondMatter(best, scores)
	if other < 0 || scores[other] < runWeakest {
		return f, f, false
	}
	v := int64(runAlways)<<16 + runFirst*int64(scores[best]) + runSecond*int64(scores[other])
	most := v + runMost<<16
	if asksAt(w.text.Runes[f.from:f.to], 2) {
		most += runQuestion << 16
	}
	if most <= 0 {
		return f, f, false
	}
	cut, bestFirst := b.cut(w, w.text.Runes[f.from:f.to], best, other)
	if cut == 0 {
		return f, f, false
	}
	sides := [2]span{{f.from, f.from + cut}, {f.from + cut, f.to}}
	if asksAt(w.text.Runes[sides[0].from:sides[0].to], 1) && asksAt(w.text.Runes[sides[1].from:sides[1].to], 1) {
		v += runQuestion << 16
	}
	if !bestFirst {
		sides[0], sides[1] = sides[1], sides[0]
	}
	first = b.side(w, sides[0], best)
	v += runOwn*int64(w.scores[best]) + runLead*int64(first.lead) + runOther*int64(w.scores[other])
	second = b.side(w, sides[1], other)
	v += runOwn2*int64(w.scores[other]) + runLead2*int64(second.lead) + runOther2*int64(w.scores[best])
	if !bestFirst {
		first, second = second, first
	}
	return first, second, v > 0
}

// secondMatter is the base's matter that scores most beside the best, -1 if there is none. Of two bargains only one is meant.
func (b *base) secondMatter(best int, scores []int32) int {
	other := -1
	for k, v := range scores[:b.classes] {
		if k == best || k == b.oos || b.kinds[k] != matter || other >= 0 && v <= scores[other] {
			continue
		}
		other = k
	}
	if other >= 0 && strings.HasPrefix(b.names[best], bargains) && strings.HasPrefix(b.names[other], bargains) {
		return -1
	}
	return other
}

// cut is the rune before which a clause speaks most for one of two classes and behind which for the other, and whether the first of them comes first. It is
// 0 if the clause is too short to be cut, or too long to be one.
func (b *base) cut(w *scratch, runes []rune, best, other int) (at int, bestFirst bool) {
	f := &w.features
	f.tokenise(runes)
	n := len(f.tokens) - 2
	if n < 2*runShortest || n > runLongest {
		return 0, false
	}
	var sums [runLongest + 1]int32 // what the tokens before say for the best, less what they say for the other
	for i := 1; i <= n; i++ {
		f.hashes = f.hashes[:0]
		if f.tokens[i].before == 0 {
			f.hashes = f.alone(f.hashes, i, runes)
		}
		f.hashes = pairs(f.hashes, &f.tokens[i], f.tokens[i+1:min(i+1+reach, n+1)], true)
		sums[i] = sums[i-1]
		for _, h := range f.hashes {
			if row, _ := b.find(h); row >= 0 {
				weights := b.data[b.weights+8*b.words*row:]
				sums[i] += int32(weights[best]) - int32(weights[other])
			}
		}
	}
	most := int32(-1)
	for i := runShortest; i <= n-runShortest; i++ {
		v := 2*sums[i] - sums[n]
		if max(v, -v) > most {
			most, at, bestFirst = max(v, -v), int(f.tokens[i+1].at), v > 0
		}
	}
	return at, bestFirst
}

// side is what one side of a cut says of class k. Its scores are left in w.
func (b *base) side(w *scratch, s span, k int) finding {
	w.features.extract(w.text.Runes[s.from:s.to])
	w.part.reset(b.words)
	b.count(&w.part, w, w.features.hashes)
	w.scores = b.scores(w.scores, &w.part, &w.touched)
	f := finding{id: b.names[k], kind: b.kinds[k], margin: w.scores[k], lead: maxLead, place: k, from: s.from, to: s.to}
	for j, v := range w.scores {
		if j != k {
			f.lead = min(f.lead, w.scores[k]-v)
		}
	}
	if b.oos >= 0 {
		f.margin -= w.scores[b.oos]
	}
	f.score = b.right(f.margin)
	return f
}

// asksAt tells whether runes ask at so many places: by a word or by a turn.
func asksAt(runes []rune, places int) bool {
	for i, r := range runes {
		switch r {
		case '吗', '么', '呢', '几', '多', '哪', '啥':
			places--
		case '没', '不', '唔', '冇':
			if i > 0 && (strings.ContainsRune("有能是", runes[i-1]) || i+1 < len(runes) && runes[i+1] == runes[i-1]) {
				places--
			}
		}
		if places <= 0 {
			return true
		}
	}
	return false
}
