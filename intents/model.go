package intents

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"slices"
	"unsafe"
)

// A model file, little-endian, is read where it lies:
//
//	"HUASHU-M" and the header: 12 × uint32, see the constants below
//	bias       classes × int32
//	directory  (1<<dirBits)+1 × uint32: the first row whose hash has these top bits
//	weights    rows × words × 8 bytes: of each class a number of -63..63, +64: sixteen, of two rows, are added at once
//	keys       rows × uint32: the low 16 bits of the hash, and above them the row's weight in the length of a message, 1/256
//	knots      pairs of int32: a margin, and how likely an answer with that margin is right
//	ids, labels, patterns, samples: strings with their length in front
//
// Rows are sorted by hash. A score is Σ weight(row)·scale / sqrt(Σ idf²) + bias in units of 1/65536, idf in 1/256.
// The patterns and samples are there for New: samples are what an overlay is trained against.

// Model is a built model. It is immutable, and safe for concurrent use by any number of classifiers.
type Model struct {
	data                 []byte // shares the memory of the string given to Open
	classes, words, rows int
	dir, weights, keys   int // where the parts begin
	dirShift             uint
	scale                int64
	threshold            int32 // margins below it are no evidence
	floor                int32 // nor are scores below it
	unknown              int32 // what a feature without a row adds to Σ idf²
	language             string
	several              bool // messages may carry several intents
	oos                  int  // the class of OOS, -1 if there is none
	bias                 []int32
	knots                []knot
	ids, labels          []string
	patterns, samples    []labelled
}

// knot is a point of the line from margins to the share of right answers, both in 1/65536.
type knot struct{ margin, right int32 }

// labelled is a text of a pack with its classes.
type labelled struct {
	text    string
	classes []int32
}

// The header of a model file.
const (
	headVersion = iota
	headClasses
	headWords
	headRows
	headDirBits
	headScale
	headThreshold
	headUnknown
	headLanguage // 0 zh, 1 en
	headSeveral
	headKnots
	headFloor
	headSize
)

const (
	modelMagic   = "HUASHU-M"
	modelVersion = 1
	modelHeader  = len(modelMagic) + 4*headSize
)

// ErrModel is the error of Open for bytes that are no model, or one of another version.
var ErrModel = errors.New("intents: not a model file of this version: build it again with build-model")

// Open reads a model file in place: data is neither copied nor changed. The error is ErrModel, or says what is out of bounds.
func Open(data string) (*Model, error) {
	if len(data) < modelHeader || data[:8] != modelMagic {
		return nil, ErrModel
	}
	m := &Model{data: unsafe.Slice(unsafe.StringData(data), len(data))}
	head := func(i int) int { return int(binary.LittleEndian.Uint32(m.data[len(modelMagic)+4*i:])) }
	if head(headVersion) != modelVersion {
		return nil, ErrModel
	}
	m.classes, m.words, m.rows = head(headClasses), head(headWords), head(headRows)
	dirBits, knots := head(headDirBits), head(headKnots)
	m.scale, m.threshold, m.unknown = int64(head(headScale)), int32(head(headThreshold)), int32(head(headUnknown))
	m.floor = int32(head(headFloor))
	m.several, m.language = head(headSeveral) != 0, languages[head(headLanguage)&1]
	if m.classes < 1 || m.classes > 1<<15 || m.words != (m.classes+7)/8 || m.rows < 1 || m.rows > 1<<24 || dirBits < 1 || dirBits > 24 || knots > 1<<10 {
		return nil, fmt.Errorf("intents: damaged model file: %d classes, %d rows", m.classes, m.rows)
	}
	m.dirShift = uint(32 - dirBits)
	m.dir = modelHeader + 4*m.classes
	m.weights = m.dir + 4*(1<<dirBits+1)
	m.keys = m.weights + 8*m.words*m.rows
	rest := m.keys + 4*m.rows
	if rest+8*knots > len(data) {
		return nil, fmt.Errorf("intents: damaged model file: %d bytes, at least %d expected", len(data), rest+8*knots)
	}
	if !m.ordered(1 << dirBits) {
		return nil, errors.New("intents: damaged model file: its directory is out of order")
	}
	for c := range m.classes {
		m.bias = append(m.bias, int32(m.word(modelHeader, c)))
	}
	for k := range knots {
		m.knots = append(m.knots, knot{int32(m.word(rest, 2*k)), int32(m.word(rest, 2*k+1))})
	}
	if !m.readTexts(data[rest+8*knots:]) {
		return nil, errors.New("intents: damaged model file: its texts are cut off")
	}
	m.oos = slices.Index(m.ids, OOS)
	return m, nil
}

// ordered tells whether the directory points at rows, ascending.
func (m *Model) ordered(buckets int) bool {
	last := uint32(0)
	for b := range buckets + 1 {
		at := m.word(m.dir, b)
		if at < last || at > uint32(m.rows) {
			return false
		}
		last = at
	}
	return true
}

// readTexts reads ids, labels, patterns and samples; the strings share the memory of s.
func (m *Model) readTexts(s string) bool {
	r := reader{s: s}
	for range m.classes {
		m.ids = append(m.ids, r.string())
	}
	for range m.classes {
		m.labels = append(m.labels, r.string())
	}
	for _, list := range []*[]labelled{&m.patterns, &m.samples} {
		n := r.number() | r.number()<<16
		if n > len(r.s) {
			return false
		}
		*list = make([]labelled, n)
		classes := make([]int32, 0, n+n/8)
		for i := range *list {
			from := len(classes)
			for range r.number() {
				c := r.number()
				if c >= m.classes || r.bad {
					return false
				}
				classes = append(classes, int32(c))
			}
			if len(classes) == from {
				return false
			}
			(*list)[i] = labelled{r.string(), classes[from:len(classes):len(classes)]}
		}
	}
	return !r.bad
}

// reader takes numbers of 16 bits and strings from the front of s, and remembers whether it ran out.
type reader struct {
	s   string
	bad bool
}

func (r *reader) number() int {
	if len(r.s) < 2 {
		r.bad = true
		return 0
	}
	n := int(r.s[0]) | int(r.s[1])<<8
	r.s = r.s[2:]
	return n
}

func (r *reader) string() string {
	n := r.number()
	if n > len(r.s) {
		r.bad = true
		return ""
	}
	s := r.s[:n]
	r.s = r.s[n:]
	return s
}

var languages = [2]string{"zh", "en"}

func (m *Model) word(base, i int) uint32 { return binary.LittleEndian.Uint32(m.data[base+4*i:]) }

// IDs returns the intents that the model knows, without OOS, sorted.
func (m *Model) IDs() []string {
	return slices.DeleteFunc(slices.Clone(m.ids), func(id string) bool { return id == OOS })
}

// Label is the pack's label of an intent, "" if it has none.
func (m *Model) Label(id string) string {
	if c := slices.Index(m.ids, id); c >= 0 {
		return m.labels[c]
	}
	return ""
}

// Language is the language of the examples that the model was built from: "zh" or "en".
func (m *Model) Language() string { return m.language }

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

// sums is the memory for adding rows.
type sums struct {
	sum    []int32
	rows   []int32
	root   int64 // the length of the message, 1/256
	scores []int32
}

// clear makes n scores of zero: what a clause has that no model looked at.
func (s *sums) clear(n int) {
	s.scores = slices.Grow(s.scores[:0], n)[:n]
	clear(s.scores)
}

const (
	weightZero = 64
	weightMax  = 63
	laneRows   = 256 // so many are sure to fit a lane: 256·127 < 1<<16
)

// score writes to s.scores the score of each class for the hashes, in 1/65536, and returns how many of them the model knows.
func (m *Model) score(s *sums, hashes []uint32) (known int) {
	s.rows = s.rows[:0]
	var norm uint64 // Σ idf², 1/65536
	for _, h := range hashes {
		r, idf := m.find(h)
		if r < 0 {
			norm += uint64(m.unknown)
			continue
		}
		s.rows = append(s.rows, int32(r))
		norm += uint64(idf) * uint64(idf)
	}
	s.root = int64(max(isqrt(norm), 1))
	s.scores = slices.Grow(s.scores[:0], m.classes)[:m.classes]
	clear(s.scores)
	m.addRows(s)
	return len(s.rows)
}

// addRows adds to s.scores what s.rows say, and the biases.
func (m *Model) addRows(s *sums) {
	s.sum = slices.Grow(s.sum[:0], 8*m.words)[:8*m.words]
	clear(s.sum)
	for rows := s.rows; len(rows) > 0; {
		n := min(len(rows), laneRows)
		m.add(s, rows[:n])
		rows = rows[n:]
	}
	for c := range m.classes {
		s.scores[c] += int32(int64(s.sum[c])*m.scale/s.root) + m.bias[c]
	}
}

// add adds at most laneRows rows to the sums. Two weights fit one byte, so rows are added in pairs before their bytes are spread to lanes.
func (m *Model) add(s *sums, rows []int32) {
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
		out := s.sum[8*k : 8*k+8]
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
