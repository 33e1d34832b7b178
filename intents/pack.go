package intents

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// draft is everything that goes into a model file.
type draft struct {
	corpus            *corpus
	weights           *weights
	ids, labels       []string
	threshold, floor  int32
	language          uint32
	several           bool
	knots             []knot
	patterns, samples []labelled
}

// pack turns a draft into a model file of at most maxRows rows.
func (d *draft) pack(maxRows int) []byte {
	c := d.corpus
	keep := strongest(c, d.weights, maxRows)
	step := stepOf(c, d.weights, keep)
	dirBits := max(bits.Len(uint(len(keep)))-1, 1)
	var head [headSize]uint32
	head[headVersion] = modelVersion
	head[headClasses] = uint32(c.classes)
	head[headWords] = uint32((c.classes + 7) / 8)
	head[headRows] = uint32(len(keep))
	head[headDirBits] = uint32(dirBits)
	head[headScale] = uint32(step)
	head[headThreshold] = uint32(d.threshold)
	head[headFloor] = uint32(d.floor)
	head[headUnknown] = uint32(c.unknown * c.unknown)
	head[headLanguage] = d.language
	if d.several {
		head[headSeveral] = 1
	}
	head[headKnots] = uint32(len(d.knots))
	b := []byte(modelMagic)
	for _, v := range head {
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	for _, v := range d.weights.bias {
		b = binary.LittleEndian.AppendUint32(b, uint32(v>>(weightBits-16)))
	}
	b = d.packRows(b, keep, dirBits, step)
	for _, k := range d.knots {
		b = binary.LittleEndian.AppendUint32(b, uint32(k.margin))
		b = binary.LittleEndian.AppendUint32(b, uint32(k.right))
	}
	return d.packTexts(b)
}

// packRows appends directory, weights and keys.
func (d *draft) packRows(b []byte, keep []int32, dirBits int, step int64) []byte {
	c := d.corpus
	at := 0
	for bucket := 0; bucket <= 1<<dirBits; bucket++ {
		for at < len(keep) && int(c.hashes[keep[at]]>>(32-dirBits)) < bucket {
			at++
		}
		b = binary.LittleEndian.AppendUint32(b, uint32(at))
	}
	row := make([]byte, 8*((c.classes+7)/8))
	for j := range row {
		row[j] = weightZero
	}
	for _, f := range keep {
		for j := range c.classes {
			q := rounded(product(c, d.weights, f, j), step)
			row[j] = byte(min(max(q, -weightMax), weightMax) + weightZero)
		}
		b = append(b, row...)
	}
	for _, f := range keep {
		b = binary.LittleEndian.AppendUint32(b, c.hashes[f]&0xFFFF|uint32(c.idf[f])<<16)
	}
	return b
}

// packTexts appends ids, labels, patterns and samples.
func (d *draft) packTexts(b []byte) []byte {
	number := func(n int) { b = binary.LittleEndian.AppendUint16(b, uint16(n)) }
	text := func(s string) {
		number(len(s))
		b = append(b, s...)
	}
	for _, list := range [][]string{d.ids, d.labels} {
		for _, s := range list {
			text(s)
		}
	}
	number(len(d.patterns) & 0xFFFF)
	number(len(d.patterns) >> 16)
	for _, p := range d.patterns {
		number(len(p.classes))
		for _, c := range p.classes {
			number(int(c))
		}
		text(p.text)
	}
	samples := packSamples(d.samples)
	number(len(samples) & 0xFFFF)
	number(len(samples) >> 16)
	return append(b, samples...)
}

// product is weight·idf in 1/2^24.
func product(c *corpus, w *weights, f int32, class int) int64 {
	return int64(w.rows[int(f)*c.classes+class]) * int64(c.idf[f]) >> 4
}

func rounded(v, step int64) int64 {
	if v < 0 {
		return -((-v + step/2) / step)
	}
	return (v + step/2) / step
}

// strongest are the n features with the largest sum of squared weights, in the order of their hashes.
func strongest(c *corpus, w *weights, n int) []int32 {
	type strength struct {
		f int32
		v int64
	}
	list := make([]strength, len(c.hashes))
	for f := range c.hashes {
		var sum int64
		for j := range c.classes {
			p := product(c, w, int32(f), j) >> 10
			sum += p * p >> 8
		}
		list[f] = strength{int32(f), sum * int64(c.count[f])}
	}
	slices.SortFunc(list, func(a, b strength) int {
		switch {
		case a.v > b.v:
			return -1
		case a.v < b.v:
			return 1
		}
		return int(a.f - b.f)
	})
	keep := make([]int32, 0, min(n, len(list)))
	for _, s := range list[:min(n, len(list))] {
		keep = append(keep, s.f)
	}
	slices.Sort(keep)
	return keep
}

// stepOf is the unit of the packed weights, such that one in a hundred thousand is clipped: those that are largest tell most.
func stepOf(c *corpus, w *weights, keep []int32) int64 {
	all := make([]int64, 0, len(keep)*c.classes)
	for _, f := range keep {
		for j := range c.classes {
			v := product(c, w, f, j)
			all = append(all, max(v, -v))
		}
	}
	slices.Sort(all)
	return max(all[len(all)-1-len(all)/100000]/weightMax, 1)
}
