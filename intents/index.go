package intents

import (
	"math/bits"
	"slices"
)

// index finds a number for a hash. Hashes with the same top bits, one or two as a rule, stand together.
type index struct {
	slots []slot   // ascending by hash
	dir   []uint32 // the first slot whose hash has these top bits, and the end behind the last
	shift uint
}

type slot struct{ hash, value uint32 }

// newIndex numbers the different hashes of a list in ascending order. The list is left sorted.
func newIndex(hashes []uint32) index {
	x := index{shift: uint(32 - max(bits.Len(uint(len(hashes)))-1, 1))}
	sortByTop(hashes, x.shift)
	for i, h := range hashes {
		if i == 0 || h != hashes[i-1] {
			x.slots = append(x.slots, slot{h, uint32(len(x.slots))})
		}
	}
	x.slots = slices.Clip(x.slots)
	x.shift = uint(32 - max(bits.Len(uint(len(x.slots)))-1, 1))
	x.dir = make([]uint32, 1<<(32-x.shift)+1)
	for _, s := range x.slots {
		x.dir[s.hash>>x.shift+1]++
	}
	for i := range len(x.dir) - 1 {
		x.dir[i+1] += x.dir[i]
	}
	return x
}

// sortByTop sorts hashes, which are spread evenly, in linear time: by their top bits first.
func sortByTop(hashes []uint32, shift uint) {
	ends := make([]uint32, 1<<(32-shift)+1)
	for _, h := range hashes {
		ends[h>>shift+1]++
	}
	for i := range len(ends) - 1 {
		ends[i+1] += ends[i]
	}
	next := slices.Clone(ends)
	out := make([]uint32, len(hashes))
	for _, h := range hashes {
		out[next[h>>shift]] = h
		next[h>>shift]++
	}
	for i := range len(ends) - 1 {
		slices.Sort(out[ends[i]:ends[i+1]])
	}
	copy(hashes, out)
}

// find is the value of a hash.
func (x *index) find(h uint32) (uint32, bool) {
	b := h >> x.shift
	for _, s := range x.slots[x.dir[b]:x.dir[b+1]] {
		if s.hash == h {
			return s.value, true
		}
	}
	return 0, false
}
