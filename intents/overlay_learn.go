package intents

import (
	"runtime"
	"slices"

	"github.com/huashu-go/huashu/engine/text"
)

// How an overlay is learned. Three things are kept apart, so that none of them costs more than the examples themselves:
//
//   - Which of the shop's intents is meant is a matter of likeness: the weights of an intent make each of its examples score the same,
//     and know nothing of other intents. Of two intents with a few examples each, the nearer is right; what tells many of them apart
//     from the base would only blur that.
//   - Whether any of them is meant, or what the base says, is learned in one column that all of them share: an example must lead
//     the best of the base, and no sample of the base may gain anything.
//   - Examples for intents of the base make a column beside the base's own, which must not speak for samples of other intents.
//
// The base itself stays as it is, and counts as just sure enough of its samples: it weighed those that it does not hold well already.
const (
	lessonEpochs = 4
	likeness     = one * 3 / 2 // what an example's intent scores for it above an intent that has nothing in common with it
	likeRidge    = one / 16    // 1/(2C) of examples where likeness is learned,
	shareRidge   = one / 8     // where the base is to be led,
	rivalRidge   = one / 2     // and of samples of the base
	lead         = one * 7 / 4 // what an example's intent is to lead the best of the base by
	tooFar       = one / 64    // |x|² of samples of the base that have next to nothing in common with a class
)

// lessons are a shop's examples as vectors over the features that they have.
type lessons struct {
	model    *Model
	known    *known
	classes  int
	features index
	idf      []int32 // of each feature, 1/256
	of       []int32 // of each row of the model, its feature + 1, or 0
	at       []int32 // example i has feature[at[i]:at[i+1]]
	feature  []int32
	root     []int32 // the length of each example, 1/256
	need     []int64 // what the overlay has still to add to the score of its class, 1/2^20
	first    []int32 // the examples of class k are first[k]..first[k+1]
}

// example is a text with its class.
type example struct {
	text  string
	class int32
}

// newOverlay learns examples, which are sorted by class. Their classes are those of m and those behind them.
func newOverlay(m *Model, classes int, examples []example) *overlay {
	l := newLessons(m, classes, examples)
	parts := make([][]learned, runtime.GOMAXPROCS(0))
	inParallel(classes, len(parts), func(worker, from, to int) {
		p := &learner{lessons: l, local: make([]int32, len(l.idf))}
		for k := from; k < to; k++ {
			p.learn(int32(k))
		}
		parts[worker] = p.out
	})
	o := l.pack(parts)
	l.share(o)
	return o
}

// newLessons reads the examples.
func newLessons(m *Model, classes int, examples []example) *lessons {
	n := len(examples)
	l := &lessons{model: m, known: m.knownSamples(), classes: classes, at: make([]int32, 1, n+1), root: make([]int32, n), need: make([]int64, n)}
	l.first = make([]int32, classes+1)
	for _, e := range examples {
		l.first[e.class+1]++
	}
	for k := range classes {
		l.first[k+1] += l.first[k]
	}
	parts := make([][]uint32, runtime.GOMAXPROCS(0))
	counts := make([]int32, n)
	inParallel(n, len(parts), func(worker, from, to int) {
		var t text.Normalized
		var f features
		var sum subtotal
		var rows, scores []int32
		for i := from; i < to; i++ {
			text.Normalize(&t, examples[i].text)
			f.extract(t.Runes)
			parts[worker] = append(parts[worker], f.hashes...)
			counts[i] = int32(len(f.hashes))
			sum.reset(m.words)
			m.count(&sum, &rows, f.hashes)
			scores = m.scores(scores, sum.sum, sum.root())
			l.root[i], l.need[i] = int32(sum.root()), needOf(examples[i].class, scores)
		}
	})
	for _, c := range counts {
		l.at = append(l.at, l.at[len(l.at)-1]+c)
	}
	l.number(slices.Concat(parts...))
	return l
}

// needOf is what must be added to the score of an example's class, when the base says these scores.
func needOf(class int32, scores []int32) int64 {
	goal, now := int64(likeness-one), int64(-one)
	for c, v := range scores {
		v := int64(v) << (weightBits - 16)
		if c == int(class) {
			now = v
		} else {
			goal = max(goal, v+lead)
		}
	}
	return max(goal-now, 0)
}

// number gives the features of all examples their numbers.
func (l *lessons) number(hashes []uint32) {
	l.features = newIndex(slices.Clone(hashes))
	l.feature = make([]int32, len(hashes))
	for i, h := range hashes {
		f, _ := l.features.find(h)
		l.feature[i] = int32(f)
	}
	unknown := int32(isqrt(uint64(l.model.unknown)))
	l.of, l.idf = make([]int32, l.model.rows), make([]int32, len(l.features.slots))
	for f, s := range l.features.slots {
		row, idf := l.model.find(s.hash)
		if row < 0 {
			l.idf[f] = unknown
			continue
		}
		l.idf[f], l.of[row] = int32(idf), int32(f)+1
	}
}

// learner is the memory of learning one class after the other.
type learner struct {
	*lessons
	local   []int32 // of each feature, its place in list + 1, while its class is learned
	list    []int32 // the features of the class
	rows    vectors
	weights []int64
	out     []learned
}

// learned is a weight of one class.
type learned struct {
	feature, class int32
	product        int32 // weight·idf, 1/2^24
}

// learn appends the weights of a class.
func (p *learner) learn(class int32) {
	from, to := p.first[class], p.first[class+1]
	if from == to {
		return
	}
	p.list = p.list[:0]
	for _, f := range p.feature[p.at[from]:p.at[to]] {
		if p.local[f] == 0 {
			p.list = append(p.list, f)
			p.local[f] = int32(len(p.list))
		}
	}
	builtIn := int(class) < p.model.classes
	p.rows.reset(len(p.list))
	for s := from; s < to; s++ {
		for _, f := range p.feature[p.at[s]:p.at[s+1]] {
			p.rows.add(p.local[f]-1, p.idf[f], p.root[s])
		}
		goal := int64(likeness)
		if builtIn {
			goal = p.need[s]
		}
		p.rows.end(goal, false)
	}
	if builtIn {
		p.addRivals(class)
	}
	p.weights = slices.Grow(p.weights[:0], len(p.list))[:len(p.list)]
	clear(p.weights)
	p.rows.fit(p.weights, lessonEpochs, likeRidge, rivalRidge)
	for s := from; s < to; s++ {
		p.need[s] -= p.rows.score(p.weights, s-from)
	}
	for i, f := range p.list {
		p.out = append(p.out, learned{f, class, int32(p.weights[i] * int64(p.idf[f]) >> 4)})
		p.local[f] = 0
	}
}

// addRivals adds the samples of the base that are of other classes and have something in common with this one.
func (p *learner) addRivals(class int32) {
	v := &p.rows
	for s, sample := range p.model.samples {
		if slices.Contains(sample.classes, class) {
			continue
		}
		for _, row := range p.known.rows[p.known.at[s]:p.known.at[s+1]] {
			if f := p.of[row] - 1; f >= 0 && p.local[f] > 0 {
				v.add(p.local[f]-1, p.idf[f], p.known.root[s])
			}
		}
		v.end(0, true)
		if v.squared[len(v.squared)-1] < tooFar {
			v.drop()
		}
	}
}
