package intents

import (
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/text"
)

// MaxRunes is how much of a message is read.
const MaxRunes = 2000

// maxIntents is how many intents a shop can have.
const maxIntents = 1 << 18

// Classifier understands messages. It is immutable and safe for concurrent use.
type Classifier struct {
	bases     []*base
	patterns  patternSet
	ids       []string         // of all models, packs and the shop; patterns refer to them
	places    map[string]int32 // of ids, while New fills them
	exact     map[uint64]int32 // the shop's examples by their hash, to places in ids
	extractor *extractor
	scratch   sync.Pool
}

// base is a model with what the shop adds to it.
type base struct {
	*Model
	names   []string // of classes, those of the overlay behind those of the model
	kinds   []kind
	overlay *overlay
}

// scratch is the memory of one call.
type scratch struct {
	text     text.Normalized
	features features
	touched  touched
	parts    []subtotal // of the clauses
	part     subtotal   // of one stretch
	total    subtotal   // of the whole message
	rows     []int32
	scores   []int32
	clauses  []span
	ranges   []span  // of tokens, for each clause
	whole    []int32 // scores of the whole message
	each     []int32 // scores of each clause, one after the other
	best     []int32 // of each class, its best score in any clause
	judged   []finding
	found    []finding
	entities []Entity
}

// New joins models, the shop's own intents and the words of its catalogue. The shop's examples are learned as an overlay: the models
// are shared and stay as they are. Patterns go before the models; see the package's pattern.go for their few signs.
// The error names the pattern that cannot be read, or tells that there are too many intents.
func New(o Options) (*Classifier, error) {
	if len(o.Intents) > maxIntents {
		return nil, fmt.Errorf("intents: %d intents of the shop's own: there can be %d", len(o.Intents), maxIntents)
	}
	c := &Classifier{extractor: newExtractor(o.Terms, o.Lists), places: map[string]int32{}}
	c.scratch.New = func() any { return new(scratch) }
	for _, in := range o.Intents {
		for _, p := range in.Patterns {
			if err := c.addPattern(p, in.ID); err != nil {
				return nil, err
			}
		}
		c.addExamples(in)
	}
	for _, m := range o.Models {
		for _, p := range m.patterns {
			if err := c.addPattern(p.text, m.ids[p.classes[0]]); err != nil {
				return nil, err
			}
		}
	}
	if len(o.Models) == 0 && hasExamples(o.Intents) {
		m, err := modelOf(o.Intents)
		if err != nil {
			return nil, err
		}
		c.bases = append(c.bases, newBase(m, nil))
	}
	for i, m := range o.Models {
		c.bases = append(c.bases, newBase(m, ownExamples(o, i)))
	}
	c.places = nil
	return c, nil
}

func (c *Classifier) addPattern(pattern, id string) error {
	list, err := parsePattern(pattern)
	if err != nil {
		return fmt.Errorf("intents: pattern %q of %s: %w", pattern, id, err)
	}
	c.patterns.add(list, c.idAt(id))
	return nil
}

// idAt is the place of an id in c.ids.
func (c *Classifier) idAt(id string) int32 {
	at, ok := c.places[id]
	if !ok {
		at = int32(len(c.ids))
		c.ids = append(c.ids, id)
		c.places[id] = at
	}
	return at
}

// Understand reads a message: its intents in the order raised, entities, offer, mood and language. Any bytes will do; of longer messages
// the first MaxRunes runes are read. Its time grows with the length of the message, not with the number of examples.
func (c *Classifier) Understand(message string, context Context) Result {
	w := c.scratch.Get().(*scratch)
	defer w.release(c)
	message, cut := cutRunes(message, MaxRunes)
	text.Normalize(&w.text, message)
	r := Result{Cut: cut, Language: languageOf(w.text.Runes, context.Language)}
	w.entities, r.Offer, r.Mood = c.extractor.extract(&w.text, message, context, w.entities[:0])
	if len(w.entities) > 0 {
		r.Entities = slices.Clone(w.entities)
	}
	w.found = w.found[:0]
	if len(c.bases) == 0 {
		c.patternsOnly(w)
	}
	for _, b := range c.inOrder(r.Language) {
		if b == nil {
			continue
		}
		found := c.decide(b, w)
		if b.bargain(w, &r.Offer, &context); found || len(w.found) > 0 {
			break
		}
	}
	if len(w.found) == 0 {
		return r
	}
	r.Intents = make([]Scored, len(w.found))
	for i, f := range w.found {
		r.Intents[i] = Scored{ID: f.id, Score: f.score, Start: int(w.text.Offsets[f.from]), End: int(w.text.Offsets[f.to])}
	}
	if len(r.Entities) > 0 {
		r.implied(w.text.Runes, w.text.Offsets)
	}
	return r
}

// release gives the memory back, without what customers wrote.
func (w *scratch) release(c *Classifier) {
	clear(w.entities)
	c.scratch.Put(w)
}

// inOrder is the model of the language and, when that finds nothing, the first of another.
func (c *Classifier) inOrder(language string) (order [2]*base) {
	for _, b := range c.bases {
		if b.language == language && order[0] == nil {
			order[0] = b
		} else if order[1] == nil {
			order[1] = b
		}
	}
	return order
}

// cutRunes is the first n runes of s.
func cutRunes(s string, n int) (string, bool) {
	if len(s) <= n {
		return s, false
	}
	at := 0
	for range n {
		if at >= len(s) {
			return s, false
		}
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at], at < len(s)
}

// languageOf tells by the script: one Han character makes a message Chinese, two Latin letters without any make it English.
func languageOf(runes []rune, known string) string {
	latin := 0
	for _, r := range runes {
		if isHan(r) {
			return "zh"
		}
		if r >= 'a' && r <= 'z' {
			latin++
		}
	}
	if latin >= 2 || known == "" && latin > 0 {
		return "en"
	}
	return known
}
