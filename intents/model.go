package intents

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
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
//	ids, labels, patterns: strings with their length in front
//	samples    packed, see samples.go, with their length in front
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
	patterns             []labelled
	packed               string // the samples
	once                 sync.Once
	samples              []labelled // and known: from knownSamples on
	known                known
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
	modelVersion = 3
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

// readTexts reads ids, labels and patterns, and keeps the samples as they are; the strings share the memory of s.
func (m *Model) readTexts(s string) bool {
	r := reader{s: s}
	for range m.classes {
		m.ids = append(m.ids, r.string())
	}
	for range m.classes {
		m.labels = append(m.labels, r.string())
	}
	n := r.number() | r.number()<<16
	if n > len(r.s) {
		return false
	}
	m.patterns = make([]labelled, n)
	for i := range m.patterns {
		p := &m.patterns[i]
		for range r.number() {
			c := r.number()
			if c >= m.classes || r.bad {
				return false
			}
			p.classes = append(p.classes, int32(c))
		}
		if p.text = r.string(); len(p.classes) == 0 {
			return false
		}
	}
	n = r.number() | r.number()<<16
	m.packed = r.s
	return !r.bad && n == len(r.s)
}

// reader takes numbers of 16 bits and strings from the front of s, of samples varints and runes, and remembers whether it ran out.
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
