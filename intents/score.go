package intents

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// subtotal is what the rows of some features add up to, before it is made a score. The subtotals of a message's parts add up to that of the
// message, so that what its clauses have inside is looked up once for them and for the whole.
type subtotal struct {
	sum    []int32 // of each column of the model
	over   []int32 // what the overlay adds, by place: see touched; there may be less of it than places
	all    int32   // what the overlay adds to all intents of the shop
	common []int32 // common features of the overlay, as often as they come
	norm   uint64  // Σ idf², 1/65536
	known  int     // features that a row was found for
}

// reset makes a subtotal of nothing for a model of so many words a row.
func (t *subtotal) reset(words int) {
	t.sum = slices.Grow(t.sum[:0], 8*words)[:8*words]
	clear(t.sum)
	t.over, t.common = t.over[:0], t.common[:0]
	t.all, t.norm, t.known = 0, 0, 0
}

// plus adds another subtotal of the same model.
func (t *subtotal) plus(u *subtotal) {
	for k, v := range u.sum {
		t.sum[k] += v
	}
	for len(t.over) < len(u.over) {
		t.over = append(t.over, 0)
	}
	for k, v := range u.over {
		t.over[k] += v
	}
	t.common = append(t.common, u.common...)
	t.all += u.all
	t.norm += u.norm
	t.known += u.known
}

// root is the length of the message, 1/256.
func (t *subtotal) root() int64 { return int64(max(isqrt(t.norm), 1)) }

// count adds the rows of hashes to a subtotal. rows is memory for it.
func (m *Model) count(t *subtotal, rows *[]int32, hashes []uint32) {
	list := slices.Grow((*rows)[:0], len(hashes))[:len(hashes)]
	dir, keys := m.data[m.dir:m.weights], m.data[m.keys:]
	n, norm := 0, uint64(0)
	for _, h := range hashes {
		bounds := binary.LittleEndian.Uint64(dir[4*int(h>>m.dirShift):])
		idf2 := uint64(m.unknown)
		for r := int(uint32(bounds)); r < int(bounds>>32); r++ {
			if key := binary.LittleEndian.Uint32(keys[4*r:]); key&0xFFFF == h&0xFFFF {
				list[n] = int32(r)
				n++
				idf2 = uint64(key>>16) * uint64(key>>16)
				break
			}
		}
		norm += idf2
	}
	t.norm += norm
	list = list[:n]
	m.addRows(t.sum, list)
	t.known += n
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

// add adds at most laneRows rows, three words of them at a time.
func (m *Model) add(sum []int32, rows []int32) {
	k := 0
	for ; k+3 <= m.words; k += 3 {
		m.addThree(sum[8*k:8*k+24], rows, m.data[m.weights+8*k:m.keys])
	}
	for ; k < m.words; k++ {
		m.addOne(sum[8*k:8*k+8], rows, m.data[m.weights+8*k:m.keys])
	}
}

const even = 0x00FF00FF00FF00FF // every second weight of a word

// addThree adds the first three words of the rows of column. Two weights fit one byte, so rows are added in pairs before their bytes are
// spread to lanes.
func (m *Model) addThree(sum []int32, rows []int32, column []byte) {
	size := 8 * m.words
	base := int32(weightZero * len(rows))
	var a0, a1, b0, b1, c0, c1 uint64
	for len(rows) > 1 {
		x, y := (*[24]byte)(column[int(rows[0])*size:]), (*[24]byte)(column[int(rows[1])*size:])
		rows = rows[2:]
		w := binary.LittleEndian.Uint64(x[:8]) + binary.LittleEndian.Uint64(y[:8])
		a0 += w & even
		a1 += w >> 8 & even
		w = binary.LittleEndian.Uint64(x[8:16]) + binary.LittleEndian.Uint64(y[8:16])
		b0 += w & even
		b1 += w >> 8 & even
		w = binary.LittleEndian.Uint64(x[16:]) + binary.LittleEndian.Uint64(y[16:])
		c0 += w & even
		c1 += w >> 8 & even
	}
	if len(rows) > 0 {
		x := (*[24]byte)(column[int(rows[0])*size:])
		w := binary.LittleEndian.Uint64(x[:8])
		a0 += w & even
		a1 += w >> 8 & even
		w = binary.LittleEndian.Uint64(x[8:16])
		b0 += w & even
		b1 += w >> 8 & even
		w = binary.LittleEndian.Uint64(x[16:])
		c0 += w & even
		c1 += w >> 8 & even
	}
	spread((*[8]int32)(sum), a0, a1, base)
	spread((*[8]int32)(sum[8:]), b0, b1, base)
	spread((*[8]int32)(sum[16:]), c0, c1, base)
}

// addOne adds the first word of the rows of column.
func (m *Model) addOne(sum []int32, rows []int32, column []byte) {
	var a0, a1 uint64
	for _, r := range rows {
		w := binary.LittleEndian.Uint64(column[8*m.words*int(r):])
		a0 += w & even
		a1 += w >> 8 & even
	}
	spread((*[8]int32)(sum), a0, a1, int32(weightZero*len(rows)))
}

// spread adds the lanes of two words to eight sums, less what stands for nothing.
func spread(sum *[8]int32, lo, hi uint64, base int32) {
	for j := 0; j < 8; j += 2 {
		sum[j] += int32(lo&0xFFFF) - base
		sum[j+1] += int32(hi&0xFFFF) - base
		lo >>= 16
		hi >>= 16
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
