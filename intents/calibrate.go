package intents

import "slices"

// Calibration: every sample is judged by a model that has not seen it. From the margins of these judgements come the
// threshold below which a margin is no evidence, and the line from margins to shares of right answers.
//
// The margin is what the best class leads the class OOS by: the probe that this project began with showed it to reject
// far better than probabilities of a softmax or the lead over the second class.

const folds = 3

// judged is one judgement: its margin, whether the class was right, and whether the sample was out of scope.
type judged struct {
	margin int64 // 1/2^20
	score  int64 // of the best class, 1/2^20
	right  bool
	out    bool
}

// calibrate fills threshold, floor and knots.
func (d *draft) calibrate(oos int, r recipe) {
	c := d.corpus
	order := numbers(len(c.labels))
	random := uint64(0x2545F4914F6CDD1D)
	shuffle(order, &random)
	var all []judged
	for fold := range folds {
		var learn, hold []int32
		for i, s := range order {
			if i%folds == fold {
				hold = append(hold, s)
			} else {
				learn = append(learn, s)
			}
		}
		r.epochs = min(r.epochs, 6) // enough to judge by
		w := train(c, learn, r)
		for _, s := range hold {
			all = append(all, judge(c, w, s, oos))
		}
	}
	slices.SortStableFunc(all, func(a, b judged) int {
		switch {
		case a.margin < b.margin:
			return -1
		case a.margin > b.margin:
			return 1
		}
		return 0
	})
	d.threshold = int32(thresholdOf(all, r) >> (weightBits - 16))
	d.knots = knotsOf(all)
	d.floor = int32(floorOf(all, r.weakest) >> (weightBits - 16))
}

// floorOf is the score that one in so many right answers stays below: no class that scores less is believed, by however much it leads
// OOS. It is what keeps out writing of which nothing is known, on which all classes say next to nothing.
func floorOf(all []judged, weakest int) int64 {
	var scores []int64
	for _, j := range all {
		if j.right && !j.out {
			scores = append(scores, j.score)
		}
	}
	if len(scores) == 0 {
		return -one
	}
	slices.Sort(scores)
	return scores[len(scores)/weakest]
}

// judge scores sample s of the corpus.
func judge(c *corpus, w *weights, s int32, oos int) judged {
	score := make([]int64, c.classes)
	for j, b := range w.bias {
		score[j] = int64(b) << valueBits
	}
	for i := c.at[s]; i < c.at[s+1]; i++ {
		v := int64(c.value[i])
		row := w.rows[int(c.feature[i])*c.classes:]
		for j := range score {
			score[j] += v * int64(row[j])
		}
	}
	best := -1
	for j := range score {
		if j != oos && (best < 0 || score[j] > score[best]) {
			best = j
		}
	}
	if best < 0 {
		return judged{out: true}
	}
	out := judged{margin: score[best] >> valueBits, score: score[best] >> valueBits, right: slices.Contains(c.labels[s], int32(best))}
	if oos >= 0 {
		out.margin -= score[oos] >> valueBits
		out.out = slices.Contains(c.labels[s], int32(oos))
	}
	return out
}

// thresholdOf is the margin that costs least when one in a hundred right answers rejected weighs as much as caution in a hundred of what
// is out of scope accepted: customers forgive a guess sooner than being told that nobody understands them. It is -1 at least, where
// a class that knows nothing of a message stands against OOS that knows it.
func thresholdOf(all []judged, r recipe) int64 {
	in, out := 0, 0
	for _, j := range all {
		if j.out {
			out++
		} else if j.right {
			in++
		}
	}
	if in == 0 {
		return 0
	}
	at, best, gain := int64(-one), int64(0), int64(0)
	for _, j := range all {
		switch {
		case j.out:
			gain += 1_000_000 / int64(out)
		case j.right:
			gain -= r.caution * 1_000_000 / int64(in)
		}
		if gain > best {
			best, at = gain, j.margin+1
		}
	}
	if out == 0 {
		// Nothing teaches what is out of scope: below the lowest thousandth of right answers there is no evidence.
		at = marginAbove(all, in, 1)
	} else if r.caution == 0 {
		at = marginAbove(all, in, r.rejected)
	}
	return max(at, -one)
}

// marginAbove is the margin that so many in a thousand of the in right answers stay below.
func marginAbove(all []judged, in, perMille int) int64 {
	seen := 0
	for _, j := range all {
		if j.right && !j.out {
			if seen++; seen*1000 > in*perMille {
				return j.margin
			}
		}
	}
	return -one
}

// knotsOf are the shares of right answers over the margins: sixteen groups of equal size, made ascending by pooling.
func knotsOf(all []judged) []knot {
	const groups = 16
	type pool struct{ right, n, margin int64 }
	var pools []pool
	for g := range groups {
		group := all[g*len(all)/groups : (g+1)*len(all)/groups]
		if len(group) == 0 {
			continue
		}
		p := pool{n: int64(len(group)), margin: group[len(group)/2].margin * int64(len(group))}
		for _, j := range group {
			if j.right && !j.out {
				p.right++
			}
		}
		pools = append(pools, p)
		for k := len(pools) - 1; k > 0 && pools[k].right*pools[k-1].n < pools[k-1].right*pools[k].n; k-- {
			pools[k-1] = pool{pools[k-1].right + pools[k].right, pools[k-1].n + pools[k].n, pools[k-1].margin + pools[k].margin}
			pools = pools[:k]
		}
	}
	var out []knot
	for _, p := range pools {
		out = append(out, knot{int32(p.margin / p.n >> (weightBits - 16)), int32(p.right << 16 / p.n)})
	}
	return out
}
