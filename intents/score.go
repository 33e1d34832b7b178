package intents

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// subtotal is what the rows of some features add up to, before it is made a score. The subtotals of a message's parts add up to that of the
// message, so that what its clauses have inside is looked up once for them and for the whole.
type subtotal struct {
	sum   []int32 // of each column of the model
	over  []int32 // of each column of the overlay
	norm  uint64  // Σ idf², 1/65536
	known int     // features that a row was found for
}

// reset makes a subtotal of nothing for a model of so many words a row, with an overlay of so many.
func (t *subtotal) reset(words, over int) {
	t.sum = slices.Grow(t.sum[:0], 8*words)[:8*words]
	t.over = slices.Grow(t.over[:0], 8*over)[:8*over]
	clear(t.sum)
	clear(t.over)
	t.norm, t.known = 0, 0
}

// plus adds another subtotal of the same model.
func (t *subtotal) plus(u *subtotal) {
	for k, v := range u.sum {
		t.sum[k] += v
	}
	for k, v := range u.over {
		t.over[k] += v
	}
	t.norm += u.norm
	t.known += u.known
}

// root is the length of the message, 1/256.
func (t *subtotal) root() int64 { return int64(max(isqrt(t.norm), 1)) }

// count adds the rows of hashes to a subtotal. rows is memory for it.
func (m *Model) count(t *subtotal, rows *[]int32, hashes []uint32) {
	list := (*rows)[:0]
	for _, h := range hashes {
		r, idf := m.find(h)
		if r < 0 {
			t.norm += uint64(m.unknown)
			continue
		}
		list = append(list, int32(r))
		t.norm += uint64(idf) * uint64(idf)
	}
	m.addRows(t.sum, list)
	t.known += len(list)
	*rows = list
}

// countOver adds the overlay's rows of hashes to a subtotal.
func (o *overlay) countOver(t *subtotal, rows *[]int32, hashes []uint32) {
	list := (*rows)[:0]
	for _, h := range hashes {
		if r, _ := o.model.find(h); r >= 0 {
			list = append(list, int32(r))
		}
	}
	o.model.addRows(t.over, list)
	t.known += len(list)
	*rows = list
}

// scores writes the score of each class, in 1/65536, to out and returns it.
func (m *Model) scores(out []int32, sum []int32, root int64) []int32 {
	out = slices.Grow(out[:0], m.classes)[:m.classes]
	sum = sum[:len(out)]
	bias := m.bias[:len(out)]
	factor := m.scale << 12 / root // one division for all classes
	for c := range out {
		out[c] = int32(int64(sum[c])*factor>>12) + bias[c]
	}
	return out
}

// find is the row of a hash and its weight in the length of a message, 1/256. The row is -1 if there is none.
func (m *Model) find(h uint32) (row int, idf uint32) {
	bounds := binary.LittleEndian.Uint64(m.data[m.dir+4*int(h>>m.dirShift):])
	for r := int(uint32(bounds)); r < int(bounds>>32); r++ {
		if key := m.word(m.keys, r); key&0xFFFF == h&0xFFFF {
			return r, key >> 16
		}
	}
	return -1, 0
}

const (
	weightZero = 64
	weightMax  = 63
	laneRows   = 256 // so many are sure to fit a lane: 256·127 < 1<<16
)

// addRows adds rows to the sums of their columns.
func (m *Model) addRows(sum []int32, rows []int32) {
	for len(rows) > 0 {
		n := min(len(rows), laneRows)
		m.add(sum, rows[:n])
		rows = rows[n:]
	}
}

// add adds at most laneRows rows. Two weights fit one byte, so rows are added in pairs before their bytes are spread to lanes.
func (m *Model) add(sum []int32, rows []int32) {
	const even = 0x00FF00FF00FF00FF
	base := int32(weightZero * len(rows))
	size := 8 * m.words
	for k := range m.words {
		column := m.data[m.weights+8*k : m.keys]
		var lo, hi uint64
		i := 0
		for ; i+1 < len(rows); i += 2 {
			w := binary.LittleEndian.Uint64(column[int(rows[i])*size:]) + binary.LittleEndian.Uint64(column[int(rows[i+1])*size:])
			lo += w & even
			hi += w >> 8 & even
		}
		if i < len(rows) {
			w := binary.LittleEndian.Uint64(column[int(rows[i])*size:])
			lo += w & even
			hi += w >> 8 & even
		}
		out := sum[8*k : 8*k+8]
		for j := 0; j < 8; j += 2 {
			out[j] += int32(lo&0xFFFF) - base
			out[j+1] += int32(hi&0xFFFF) - base
			lo >>= 16
			hi >>= 16
		}
	}
}

// isqrt is the square root, rounded down.
func isqrt(v uint64) uint64 {
	if v == 0 {
		return 0
	}
	x := uint64(1) << ((bits.Len64(v) + 1) / 2)
	for {
		y := (x + v/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}
