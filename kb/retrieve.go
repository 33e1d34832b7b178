package kb

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// How many postings and terms a question may read, rarest first, and how many
// entries it hands to the exact scorer. A term that more than everybody's share
// of the documents has, when there are many, is not read at all.
const (
	postingBudget = 2000
	termBudget    = 12
	maxCandidates = 48
	everybody     = .25
	many          = 400
)

// BM25's constants. Terms count once in a document, so b alone matters.
const (
	bm25K = 1.2
	bm25B = .5
)

// inverted is the inverted index: scorch in memory, closed by close. One
// field holds one kind of entries.
type inverted struct {
	index   index.Index
	reader  index.IndexReader
	entries []int32   // by document number
	norms   []float32 // by document number: BM25's 1-b+b*length/average
	fields  map[string]*field
}

// field is what is known of the documents of one field.
type field struct {
	documents, length int
	frequency         map[gram]int32 // in how many documents a term is
}

// terms are what a text is found by, sorted, each once: its symbols, and pairs
// of what neighbours sound like, so that homophones find one another. They are
// also the analyzer that bleve sees: the analysis was made before.
type terms []gram

// Analyze returns the terms as tokens.
func (t terms) Analyze([]byte) analysis.TokenStream {
	tokens := make([]analysis.Token, len(t))
	stream := make(analysis.TokenStream, len(t))
	text := make([]byte, 0, 8*len(t))
	for i, g := range t {
		start := len(text)
		text = appendTerm(text, g)
		tokens[i] = analysis.Token{Term: text[start:], Position: i + 1}
		stream[i] = &tokens[i]
	}
	return stream
}

// appendTerm appends the term of a gram.
func appendTerm(b []byte, g gram) []byte {
	if g>>32 == 0 {
		return binary.BigEndian.AppendUint32(b, uint32(g))
	}
	return binary.BigEndian.AppendUint64(b, uint64(g))
}

// add adds the terms of a text.
func (t terms) add(a *analysed) terms {
	for _, symbols := range [][]symbol{a.symbols, a.raw} {
		for i, s := range symbols {
			t = append(t, gram(s))
			if i > 0 {
				t = append(t, pair(sound(symbols[i-1]), sound(s)))
			}
		}
	}
	return t
}

// sorted sorts the terms and leaves each once.
func (t terms) sorted() terms {
	slices.Sort(t)
	return slices.Compact(t)
}

// doc is a document to index.
type doc struct {
	entry int32
	field string
	terms terms
}

func newInverted(docs []doc) (*inverted, error) {
	queue := index.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	defer queue.Close()
	scorchIndex, err := scorch.NewScorch(scorch.Name, map[string]any{"path": ""}, queue)
	if err != nil {
		return nil, fmt.Errorf("new index: %w", err)
	}
	if err := scorchIndex.Open(); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	v := &inverted{index: scorchIndex, fields: map[string]*field{}}
	if err := v.fill(docs); err != nil {
		return nil, errors.Join(err, scorchIndex.Close())
	}
	return v, nil
}

// fill writes all documents in one batch: several would be as many segments,
// each searched apart.
func (v *inverted) fill(docs []doc) error {
	batch := index.NewBatch()
	for i, d := range docs {
		entry := document.NewDocument(strconv.Itoa(i))
		entry.AddField(newField(d))
		batch.Update(entry)
		v.count(d)
	}
	if err := v.index.Batch(batch); err != nil {
		return fmt.Errorf("fill index: %w", err)
	}
	reader, err := v.index.Reader()
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	v.reader = reader
	return v.number(docs)
}

func (v *inverted) count(d doc) {
	f := v.fields[d.field]
	if f == nil {
		f = &field{frequency: map[gram]int32{}}
		v.fields[d.field] = f
	}
	f.documents++
	f.length += len(d.terms)
	for _, g := range d.terms {
		f.frequency[g]++
	}
}

func newField(d doc) document.Field {
	return document.NewTextFieldCustom(d.field, nil, nil, index.IndexField|index.SkipFreqNorm, d.terms)
}

// number notes which entry each document number stands for: bleve gives the
// numbers in no certain order.
func (v *inverted) number(docs []doc) error {
	ids, err := v.reader.DocIDReaderAll()
	if err != nil {
		return fmt.Errorf("read index: %w", err)
	}
	defer ids.Close()
	v.entries, v.norms = make([]int32, len(docs)), make([]float32, len(docs))
	for {
		id, err := ids.Next()
		if err != nil {
			return fmt.Errorf("read index: %w", err)
		}
		if id == nil {
			return nil
		}
		name, err := v.reader.ExternalID(id)
		if err != nil {
			return fmt.Errorf("read index: %w", err)
		}
		i, err := strconv.Atoi(name)
		if err != nil || i >= len(docs) || id.Value() >= uint64(len(docs)) {
			return fmt.Errorf("read index: document %q", name)
		}
		d := docs[i]
		average := float64(v.fields[d.field].length) / float64(v.fields[d.field].documents)
		v.entries[id.Value()] = d.entry
		v.norms[id.Value()] = float32(1 - bm25B + bm25B*float64(len(d.terms))/average)
	}
}

func (v *inverted) close() error {
	return errors.Join(v.reader.Close(), v.index.Close())
}

// posting is a term with the number of documents that have it.
type posting struct {
	term  gram
	count int32
}

// accumulator ranks documents. It is reused.
type accumulator struct {
	scores   []float32 // by document number, 0 = not hit
	hit      []uint32
	lastHit  int // how many documents the last question reached
	postings []posting
	term     []byte
	doc      index.TermFieldDoc
}

// retrieve appends the entries of a field that BM25 ranks highest for the
// terms, of those that keep lets pass. Which they are is the same on every
// machine; their order is not certain.
func (v *inverted) retrieve(acc *accumulator, name string, list terms, keep func(entry int32) bool, into []candidate) ([]candidate, error) {
	f := v.fields[name]
	if f == nil {
		return into, nil
	}
	if len(acc.scores) < len(v.entries) {
		acc.scores = make([]float32, len(v.entries))
	}
	defer acc.reset()
	f.choose(acc, list)
	for _, p := range acc.postings {
		if err := v.read(acc, name, f, p); err != nil {
			return into, err
		}
	}
	return v.best(acc, keep, into), nil
}

// choose fills acc with the terms to read: the rarest, while the budget lasts,
// but one at least.
func (f *field) choose(acc *accumulator, list terms) {
	for _, g := range list {
		n := f.frequency[g]
		if n > 0 && (f.documents <= many || float64(n) <= everybody*float64(f.documents)) {
			acc.postings = append(acc.postings, posting{g, n})
		}
	}
	slices.SortFunc(acc.postings, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.term, b.term))
	})
	budget := int32(postingBudget)
	for i, p := range acc.postings {
		if budget -= p.count; i > 0 && budget < 0 || i == termBudget {
			acc.postings = acc.postings[:i]
			break
		}
	}
}

// read adds what a term is worth to every document that has it.
func (v *inverted) read(acc *accumulator, name string, f *field, p posting) error {
	acc.term = appendTerm(acc.term[:0], p.term)
	reader, err := v.reader.TermFieldReader(context.Background(), acc.term, name, false, false, false)
	if err != nil {
		return fmt.Errorf("search: %w", err)
	}
	defer reader.Close() //nolint:errcheck // nothing to release in memory
	idf := float32(math.Log(1 + (float64(f.documents)-float64(p.count)+.5)/(float64(p.count)+.5)))
	for {
		d, err := reader.Next(&acc.doc)
		if err != nil {
			return fmt.Errorf("search: %w", err)
		}
		if d == nil {
			return nil
		}
		n := d.ID.Value()
		if acc.scores[n] == 0 {
			acc.hit = append(acc.hit, uint32(n))
		}
		acc.scores[n] += idf * (bm25K + 1) / (1 + bm25K*v.norms[n])
	}
}

// reset makes the accumulator ready for the next question.
func (acc *accumulator) reset() {
	for _, n := range acc.hit {
		acc.scores[n] = 0
	}
	acc.lastHit = len(acc.hit)
	acc.hit, acc.postings = acc.hit[:0], acc.postings[:0]
}
