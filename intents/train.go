package intents

import (
	"math/bits"
	"runtime"
	"slices"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// Training is a linear support vector machine of one class against the rest, with squared hinge loss, by dual coordinate
// descent (Hsieh, Chang, Lin, Keerthi, Sundararajan: A Dual Coordinate Descent Method for Large-scale Linear SVM,
// ICML 2008). All of it is fixed-point: no floating point, so that any machine and any number of processors
// comes to the same bytes. Units: features 1/2^14, weights, scores and multipliers 1/2^20.
const (
	valueBits  = 14
	weightBits = 20
	one        = 1 << weightBits
)

// recipe holds what was tuned on data.
type recipe struct {
	epochs   int
	penalty  int64 // 1/(2C) of negatives, in 1/2^20
	positive int64 // 1/(2C) of positives
	biasUnit int32 // the value of the constant feature, in 1/2^14
	maxRows  int   // rows kept in the model file, those with the strongest weights,
	rowsPer  int   // and no more than so many for ten samples
	minCount int32 // features of fewer examples are left out
	caution  int64 // what rejecting one in a hundred right answers costs, in hundredths of what is out of scope: see thresholdOf
	weakest  int   // one in so many right answers scores less than what is believed: see floorOf
	rejected int   // or, if that is 0, how many in a thousand right answers may be rejected
}

// lone is for models that name one intent, tuned on public sets; several for those that read several from the messages of a conversation: tuned on
// real messages of shops, small enough to be embedded.
var (
	lone    = recipe{epochs: 15, penalty: one / 4, positive: one / 8, biasUnit: 1 << valueBits, maxRows: 1 << 20, rowsPer: 1 << 20, minCount: 1, caution: 30, weakest: 1000}
	several = recipe{epochs: 15, penalty: one / 2, positive: one / 2, biasUnit: 1 << valueBits, maxRows: 47000, rowsPer: 45, minCount: 1, rejected: 35, weakest: 200}
)

// corpus is the samples as vectors of length one: sample i has the features at[i]..at[i+1].
type corpus struct {
	classes int
	at      []int32
	feature []int32
	value   []int32 // 1/2^14
	squared []int64 // |x|², 1/2^20, the constant feature included
	labels  [][]int32
	hashes  []uint32 // of each feature, ascending
	count   []int32
	idf     []int32 // 1/256
	unknown int32   // the idf of what no sample has
}

// newCorpus reads the features of all samples; lists are the hashes of each.
func newCorpus(samples []labelled, classes int, r recipe) (c *corpus, lists [][]uint32) {
	c = &corpus{classes: classes, unknown: inverseFrequency(len(samples), 0), at: make([]int32, 1, len(samples)+1)}
	var n text.Normalized
	var f features
	var all []uint32
	lists = make([][]uint32, len(samples))
	for i, s := range samples {
		text.Normalize(&n, s.text)
		f.extract(n.Runes)
		lists[i] = slices.Clone(f.hashes)
		slices.Sort(lists[i])
		all = append(all, slices.Compact(slices.Clone(lists[i]))...)
		c.labels = append(c.labels, s.classes)
	}
	slices.Sort(all)
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		if int32(j-i) >= r.minCount {
			c.hashes = append(c.hashes, all[i])
			c.count = append(c.count, int32(j-i))
			c.idf = append(c.idf, inverseFrequency(len(samples), j-i)*familyWeight[all[i]&famMask]>>8)
		}
		i = j
	}
	c.weigh(lists)
	c.fill(lists, r)
	return c, lists
}

// restricted is the corpus with only the features in keep. A model that is to be cut down is learned on it once more, so that what is left makes
// up for what is gone, and so that the threshold is that of what will be asked.
func (c *corpus) restricted(keep []int32, lists [][]uint32, r recipe) *corpus {
	d := &corpus{classes: c.classes, unknown: c.unknown, at: make([]int32, 1, len(c.at)), labels: c.labels}
	for _, f := range keep {
		d.hashes = append(d.hashes, c.hashes[f])
		d.count = append(d.count, c.count[f])
		d.idf = append(d.idf, c.idf[f])
	}
	d.fill(lists, r)
	return d
}

// fill makes the vectors of the samples from their hashes.
func (c *corpus) fill(lists [][]uint32, r recipe) {
	for _, list := range lists {
		var norm uint64
		for _, h := range list {
			idf := c.unknown
			if at, ok := slices.BinarySearch(c.hashes, h); ok {
				idf = c.idf[at]
			}
			norm += uint64(idf) * uint64(idf)
		}
		c.add(list, int64(isqrt(norm<<16)), r)
	}
}

// weigh multiplies the rarity of each feature by how much it tells: ¼ + √KL of the classes of the samples that have it, against those of
// all samples. The former are smoothed by smoothing samples of the latter, so that what was seen once tells little.
func (c *corpus) weigh(lists [][]uint32) {
	const smoothing, half = 4, 1 << 15
	prior := make([]int64, c.classes)
	all := int64(0)
	seen := make([]map[int32]int64, len(c.hashes))
	for i, list := range lists {
		for _, k := range c.labels[i] {
			prior[k]++
			all++
		}
		for _, h := range slices.Compact(slices.Clone(list)) {
			at, ok := slices.BinarySearch(c.hashes, h)
			if !ok {
				continue
			}
			if seen[at] == nil {
				seen[at] = map[int32]int64{}
			}
			for _, k := range c.labels[i] {
				seen[at][k]++
			}
		}
	}
	for f := range c.hashes {
		var n, here, sum int64
		for k, v := range seen[f] {
			n += v
			here += prior[k]
		}
		for k, v := range seen[f] {
			q := v*all + smoothing*prior[k] // of all·(n+smoothing)
			gain := logarithm(uint64(q)) - logarithm(uint64(prior[k])) - logarithm(uint64(n+smoothing))
			sum += q * gain / (all * (n + smoothing))
		}
		rest := logarithm(smoothing) - logarithm(uint64(n+smoothing))
		sum += smoothing * (all - here) * rest / (all * (n + smoothing))
		const ln2 = 45426 // 1/65536
		told := int64(isqrt(uint64(max(sum*ln2, 0)))) + half/2
		c.idf[f] = int32(min(max(int64(c.idf[f])*told>>16, 1), 1<<16-1))
	}
}

// add appends the vector of hashes, which are sorted in place, for a message of length root, 1/65536.
func (c *corpus) add(hashes []uint32, root int64, r recipe) {
	slices.Sort(hashes)
	squared := int64(r.biasUnit) * int64(r.biasUnit)
	for i := 0; i < len(hashes); {
		j := i
		for j < len(hashes) && hashes[j] == hashes[i] {
			j++
		}
		if at, ok := slices.BinarySearch(c.hashes, hashes[i]); ok {
			v := int32((int64(j-i) * int64(c.idf[at]) << (valueBits + 8)) / max(root, 1))
			c.feature = append(c.feature, int32(at))
			c.value = append(c.value, v)
			squared += int64(v) * int64(v)
		}
		i = j
	}
	c.squared = append(c.squared, squared>>(2*valueBits-weightBits))
	c.at = append(c.at, int32(len(c.feature)))
}

// inverseFrequency is 1 + ln((1+n)/(1+count)) in 1/256.
func inverseFrequency(n, count int) int32 {
	const ln2 = 45426 // 1/65536
	return int32(256 + (logarithm(uint64(n+1))-logarithm(uint64(count+1)))*ln2>>24)
}

// logarithm is log2 of v ≥ 1 in 1/65536, by squaring.
func logarithm(v uint64) int64 {
	whole := bits.Len64(v) - 1
	x := v << (63 - whole) >> 32 // 1..2 in 1/2^31
	out := int64(whole)
	for range 16 {
		x = x * x >> 31
		out <<= 1
		if x >= 1<<32 {
			x >>= 1
			out |= 1
		}
	}
	return out
}

// weights is a trained model before it is packed: a row of classes for each feature, and the biases.
type weights struct {
	classes int
	rows    []int32
	bias    []int32
}

// train fits the classes to the samples named by subset. Classes are independent of each other, so they are shared out to processors.
func train(c *corpus, subset []int32, r recipe) *weights {
	w := &weights{classes: c.classes, rows: make([]int32, len(c.hashes)*c.classes), bias: make([]int32, c.classes)}
	step := (c.classes + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for from := 0; from < c.classes; from += step {
		wg.Go(func() { trainClasses(c, subset, r, w, from, min(from+step, c.classes)) })
	}
	wg.Wait()
	return w
}

func trainClasses(c *corpus, subset []int32, r recipe, w *weights, from, to int) {
	k := to - from
	order := slices.Clone(subset)
	alpha := make([]int32, len(subset)*k)
	place := make([]int32, len(c.labels)) // of a sample in alpha
	for i, s := range order {
		place[s] = int32(i) * int32(k)
	}
	local := make([]int32, len(c.hashes)*k)
	bias := make([]int32, k)
	score := make([]int64, k)
	change := make([]int32, k)
	random := uint64(0x9E3779B97F4A7C15)
	for range r.epochs {
		shuffle(order, &random)
		for _, s := range order {
			feature, value := c.feature[c.at[s]:c.at[s+1]], c.value[c.at[s]:c.at[s+1]]
			for j, b := range bias {
				score[j] = int64(r.biasUnit) * int64(b)
			}
			for i, f := range feature {
				v := int64(value[i])
				row := local[int(f)*k : int(f)*k+k]
				for j, x := range row {
					score[j] += v * int64(x)
				}
			}
			a := alpha[place[s] : int(place[s])+k]
			if !descend(c, s, r, from, a, score, change) {
				continue
			}
			for j, d := range change {
				bias[j] += int32((int64(d)*int64(r.biasUnit) + 1<<(valueBits-1)) >> valueBits)
			}
			for i, f := range feature {
				v := int64(value[i])
				row := local[int(f)*k : int(f)*k+k]
				for j, d := range change {
					row[j] += int32((int64(d)*v + 1<<(valueBits-1)) >> valueBits)
				}
			}
		}
	}
	for f := range c.hashes {
		copy(w.rows[f*c.classes+from:], local[f*k:f*k+k])
	}
	for j, b := range bias {
		w.bias[from+j] = int32((int64(b)*int64(r.biasUnit) + 1<<(valueBits-1)) >> valueBits)
	}
}

// descend moves the multipliers of one sample and tells the changes of the weights; false if there are none.
func descend(c *corpus, s int32, r recipe, from int, alpha []int32, score []int64, change []int32) bool {
	moved := false
	for j := range alpha {
		sign, ridge := int64(-1), r.penalty
		if slices.Contains(c.labels[s], int32(from+j)) {
			sign, ridge = 1, r.positive
		}
		a := int64(alpha[j])
		gradient := sign*(score[j]>>valueBits) - one + a*ridge>>weightBits
		if a == 0 && gradient >= 0 {
			change[j] = 0
			continue
		}
		next := max(a-(gradient<<weightBits)/(c.squared[s]+ridge), 0)
		change[j] = int32(sign * (next - a))
		alpha[j] = int32(next)
		if next != a {
			moved = true
		}
	}
	return moved
}

// shuffle is Fisher-Yates with an xorshift generator.
func shuffle(list []int32, state *uint64) {
	for i := len(list) - 1; i > 0; i-- {
		*state ^= *state << 13
		*state ^= *state >> 7
		*state ^= *state << 17
		j := int(*state % uint64(i+1))
		list[i], list[j] = list[j], list[i]
	}
}
