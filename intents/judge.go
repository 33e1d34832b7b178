package intents

import (
	"slices"
	"strings"
)

// What a message means is put together from its clauses. Each is decided by itself, patterns first, and the message as a whole too: a
// clause tells what was raised and where, the whole tells whether the clause is a matter at all or a piece of a story.

// finding is an intent with its evidence.
type finding struct {
	id       string
	kind     kind
	score    float64
	margin   int32 // of its score over that of OOS, 1/65536
	lead     int32 // over the next class, at most maxLead
	pattern  bool
	place    int // of its class in the scores, -1 if a pattern found it
	from, to int
}

// kind tells matters from courtesies.
type kind uint8

const (
	matter   kind = iota
	greeting      // in front of anything else it is only politeness
	courtesy      // beside a matter it is only politeness
)

// A bargain with a lever is meant where the plain one is found too: 便宜点,以后常来.
const (
	bargains     = "bargain."
	plainBargain = "bargain.plain"
)

func kindOf(id string) kind {
	switch id {
	case "greeting":
		return greeting
	case "thanks", "farewell", "affirm", "deny":
		return courtesy
	}
	return matter
}

// decide fills w.found for the message in w.text, and tells whether it found anything.
func (c *Classifier) decide(b *base, w *scratch) bool {
	w.found = w.found[:0]
	w.touched.begin(b)
	runes := w.text.Runes
	whole := span{0, len(runes)}
	if !b.several {
		if f, ok := c.judgeSpan(b, w, whole); ok {
			w.found = append(w.found, f)
		}
		return len(w.found) > 0
	}
	w.clauses = clausesOf(w.clauses[:0], runes)
	w.clauses = withoutCorrected(w.clauses, runes)
	w.clauses = peeled(w.clauses, runes)
	switch len(w.clauses) {
	case 0:
		return false
	case 1:
		if f, ok := c.judgeSpan(b, w, w.clauses[0]); ok {
			w.found = append(w.found, f)
		}
	default:
		c.join(b, w)
	}
	w.found = tidy(w.found)
	c.splitRunOn(b, w)
	return len(w.found) > 0
}

// judgeSpan decides one stretch: by a pattern, else by the model. It is not ok without evidence.
func (c *Classifier) judgeSpan(b *base, w *scratch, s span) (finding, bool) {
	if f, ok := c.matched(w, s); ok {
		return f, f.id != OOS
	}
	w.features.extract(w.text.Runes[s.from:s.to])
	if b.several && w.features.onlyNouns() {
		return finding{}, false
	}
	w.part.reset(b.words)
	b.count(&w.part, w, w.features.hashes)
	w.scores = b.scores(w.scores, &w.part, &w.touched)
	return b.judge(s, w, w.scores, w.part.known)
}

// matched is what a pattern says of a stretch.
func (c *Classifier) matched(w *scratch, s span) (finding, bool) {
	p := c.example(w.text.Runes[s.from:s.to])
	if p < 0 {
		p = c.patterns.match(w.text.Runes[s.from:s.to])
	}
	if p < 0 {
		return finding{}, false
	}
	id := c.ids[p]
	return finding{id: id, kind: kindOf(id), score: 1, margin: 1 << 20, pattern: true, place: -1, from: s.from, to: s.to}, true
}

// judge is what the scores of a stretch say, of which so many features are known. It is not ok without evidence.
func (b *base) judge(s span, w *scratch, scores []int32, known int) (finding, bool) {
	f := finding{from: s.from, to: s.to, lead: maxLead, place: -1}
	best, next := -1, int32(-1<<30)
	for place, v := range scores {
		switch {
		case place == b.oos:
		case best < 0:
			best = place
		case v > scores[best]:
			best, next = place, scores[best]
		case v > next:
			next = v
		}
	}
	if best < 0 || known == 0 {
		return f, false
	}
	class := b.class(&w.touched, best)
	f.id, f.kind, f.margin, f.place = b.names[class], b.kinds[class], scores[best], best
	if b.oos >= 0 {
		f.margin -= scores[b.oos]
		next = max(next, scores[b.oos])
	}
	f.lead = min(f.lead, scores[best]-next)
	f.score = b.right(f.margin)
	return f, f.margin >= b.threshold && scores[best] >= b.floor
}

// patternsOnly reads a message where there is no model: what its clauses match, or it as a whole.
func (c *Classifier) patternsOnly(w *scratch) {
	w.found = w.found[:0]
	w.clauses = clausesOf(w.clauses[:0], w.text.Runes)
	if len(w.clauses) > 1 {
		w.clauses = append(w.clauses, span{0, len(w.text.Runes)})
	}
	for _, s := range w.clauses {
		if p := c.patterns.match(w.text.Runes[s.from:s.to]); p >= 0 && c.ids[p] != OOS {
			w.found = append(w.found, finding{id: c.ids[p], kind: kindOf(c.ids[p]), score: 1, margin: 1 << 20, pattern: true, from: s.from, to: s.to})
		}
	}
	w.found = tidy(w.found)
}

// right is the share of right answers among those with such a margin, in steps of 1/65536.
func (m *Model) right(margin int32) float64 {
	if len(m.knots) == 0 {
		return 0.5
	}
	k := slices.IndexFunc(m.knots, func(k knot) bool { return k.margin > margin })
	switch k {
	case 0:
		return float64(m.knots[0].right) / 65536
	case -1:
		return float64(m.knots[len(m.knots)-1].right) / 65536
	}
	a, b := m.knots[k-1], m.knots[k]
	rise := int64(b.right-a.right) * int64(margin-a.margin) / int64(b.margin-a.margin)
	return float64(int64(a.right)+rise) / 65536
}

// tidy joins findings of the same intent, drops the politeness in front of matters, and the plain wish for less beside one with a lever.
func tidy(found []finding) []finding {
	matters, others, lever := false, false, false
	for _, f := range found {
		matters = matters || f.kind == matter
		others = others || f.kind != greeting
		lever = lever || f.id != plainBargain && strings.HasPrefix(f.id, bargains)
	}
	out := found[:0]
	for _, f := range found {
		if f.kind == greeting && others || f.kind == courtesy && matters || lever && f.id == plainBargain {
			continue
		}
		at := slices.IndexFunc(out, func(o finding) bool { return o.id == f.id })
		if at < 0 {
			out = append(out, f)
		} else if f.score > out[at].score {
			out[at].score = f.score
		}
	}
	return out
}
