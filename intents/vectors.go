package intents

import "slices"

// vectors are samples to which weights are fitted: each is to score at least its goal, or, if it is a rival, at most minus its goal.
type vectors struct {
	at      []int32
	place   []int32 // vector i has place[at[i]:at[i+1]], each once
	value   []int32 // 1/2^14
	squared []int64 // |x|², 1/2^20
	goal    []int64 // 1/2^20
	rival   []bool
	alpha   []int64
	mark    []int32 // of a place, where it stands in value + 1
}

// reset empties them, for so many places.
func (v *vectors) reset(places int) {
	v.at, v.place, v.value = append(v.at[:0], 0), v.place[:0], v.value[:0]
	v.squared, v.goal, v.rival = v.squared[:0], v.goal[:0], v.rival[:0]
	v.mark = slices.Grow(v.mark[:0], places)[:places]
	clear(v.mark)
}

// add adds a feature, of a sample of length root, to the vector that is being made.
func (v *vectors) add(place, idf, root int32) {
	x := int32(int64(idf) << valueBits / int64(root))
	if at := v.mark[place]; at > v.at[len(v.at)-1] {
		v.value[at-1] += x
		return
	}
	v.place, v.value = append(v.place, place), append(v.value, x)
	v.mark[place] = int32(len(v.value))
}

// end ends the vector that is being made.
func (v *vectors) end(goal int64, rival bool) {
	squared := int64(0)
	for _, x := range v.value[v.at[len(v.at)-1]:] {
		squared += int64(x) * int64(x)
	}
	v.squared = append(v.squared, squared>>(2*valueBits-weightBits))
	v.goal, v.rival = append(v.goal, goal), append(v.rival, rival)
	v.at = append(v.at, int32(len(v.value)))
}

// score is what weights say of vector i, in 1/2^20.
func (v *vectors) score(weights []int64, i int32) int64 {
	value := v.value[v.at[i]:v.at[i+1]]
	sum := int64(0)
	for j, k := range v.place[v.at[i]:v.at[i+1]] {
		sum += int64(value[j]) * weights[k]
	}
	return sum >> valueBits
}

// fit moves weights, 1/2^20, towards the goals by dual coordinate descent, as in train.go; positive and negative are 1/(2C) of the vectors and of
// the rivals among them.
func (v *vectors) fit(weights []int64, epochs int, positive, negative int64) {
	n := len(v.goal)
	v.alpha = slices.Grow(v.alpha[:0], n)[:n]
	clear(v.alpha)
	order := numbers(n)
	random := uint64(0x9E3779B97F4A7C15)
	for range epochs {
		shuffle(order, &random)
		for _, i := range order {
			sign, ridge := int64(1), positive
			if v.rival[i] {
				sign, ridge = -1, negative
			}
			a := v.alpha[i]
			gradient := sign*v.score(weights, i) - v.goal[i] + a*ridge>>weightBits
			next := max(a-(gradient<<weightBits)/(v.squared[i]+ridge), 0)
			if next == a {
				continue
			}
			v.alpha[i] = next
			change := sign * (next - a)
			value := v.value[v.at[i]:v.at[i+1]]
			for j, k := range v.place[v.at[i]:v.at[i+1]] {
				weights[k] += (change*int64(value[j]) + 1<<(valueBits-1)) >> valueBits
			}
		}
	}
}

// drop takes the last vector away.
func (v *vectors) drop() {
	n := len(v.goal) - 1
	for _, k := range v.place[v.at[n]:] {
		v.mark[k] = 0
	}
	v.place, v.value = v.place[:v.at[n]], v.value[:v.at[n]]
	v.at, v.squared, v.goal, v.rival = v.at[:n+1], v.squared[:n], v.goal[:n], v.rival[:n]
}
