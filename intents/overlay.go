package intents

import (
	"slices"

	"github.com/huashu-go/huashu/engine/text"
)

// An overlay teaches a frozen model a shop's own examples. It is a small model beside the base: its rows are the features
// of those examples, its classes those of the base and, behind them, the shop's. What it says is added to what the base says.
//
// It is learned against the samples that the base carries with it, with the scores of the base as they are: columns of
// the base learn only where they would be wrong about the shop's examples, without becoming wrong about their own samples; new
// columns learn from the shop's examples as positives and all others as negatives, as a full training would.
//
// A sample of the base that its own column does not hold well must not pull at it again: the base weighed that already. So the
// base counts as just sure enough of its samples, and only what the overlay does to them is a loss.
type overlay struct {
	model *Model
}

var overlayRecipe = recipe{epochs: 8, penalty: one / 4, positive: one / 16, biasUnit: 1 << valueBits, maxRows: 1 << 20, minCount: 1}

// overlayLift is what new classes get on top, 1/65536: columns of the base give way to them less than they would in a full training.
const overlayLift = 4000

// newBase joins a model with the shop's examples; own holds those in the model's language.
func newBase(m *Model, own []Intent) *base {
	b := &base{Model: m, names: slices.Clone(m.ids)}
	var examples []labelled
	for _, in := range own {
		class := slices.Index(b.names, in.ID)
		if class < 0 {
			class = len(b.names)
			b.names = append(b.names, in.ID)
		}
		for _, e := range in.Examples {
			examples = append(examples, labelled{e, []int32{int32(class)}})
		}
	}
	for _, id := range b.names {
		b.kinds = append(b.kinds, kindOf(id))
	}
	if len(examples) > 0 {
		b.overlay = newOverlay(m, b.names, examples, overlayRecipe)
	}
	return b
}

// ownExamples are the shop's intents with those examples that model i of the options is best asked about: by their script, and all
// of them if it is the only one.
func ownExamples(o Options, i int) []Intent {
	m := o.Models[i]
	var out []Intent
	for _, in := range o.Intents {
		mine := Intent{ID: in.ID, Label: in.Label}
		for _, e := range in.Examples {
			if len(o.Models) == 1 || languageOf([]rune(text.String(e)), languages[0]) == m.language {
				mine.Examples = append(mine.Examples, e)
			}
		}
		if len(mine.Examples) > 0 {
			out = append(out, mine)
		}
	}
	return out
}

func hasExamples(list []Intent) bool {
	return slices.ContainsFunc(list, func(in Intent) bool { return len(in.Examples) > 0 })
}

// modelOf builds a model of the shop's intents alone, where no other was given.
func modelOf(list []Intent) (*Model, error) {
	labels := map[string]string{}
	var examples []stated
	for _, in := range list {
		labels[in.ID] = in.Label
		for _, e := range in.Examples {
			examples = append(examples, stated{e, []string{in.ID}})
		}
	}
	p, err := collect(labels, examples, nil, nil)
	if err != nil {
		return nil, err
	}
	return Open(string(p.build(lone)))
}

// newOverlay learns examples; names are the classes of m and the new ones behind them.
func newOverlay(m *Model, names []string, examples []labelled, r recipe) *overlay {
	c := &corpus{classes: len(names), at: []int32{0}}
	var n text.Normalized
	var f features
	for _, e := range examples {
		text.Normalize(&n, e.text)
		f.extract(n.Runes)
		c.hashes = append(c.hashes, f.hashes...)
	}
	slices.Sort(c.hashes)
	c.hashes = slices.Compact(c.hashes)
	c.unknown = int32(isqrt(uint64(m.unknown)))
	for _, h := range c.hashes {
		row, idf := m.find(h)
		if row < 0 {
			idf = uint32(c.unknown)
		}
		c.idf = append(c.idf, int32(idf))
		c.count = append(c.count, 1)
	}
	c.addFrozen(m, examples, false, r)
	c.addFrozen(m, m.samples, true, r)
	d := &draft{corpus: c, ids: names, labels: names, weights: train(c, numbers(len(c.labels)), r)}
	for k := m.classes; k < len(names); k++ {
		d.weights.bias[k] += overlayLift << (weightBits - 16)
	}
	o, err := Open(string(d.pack(r.maxRows)))
	if err != nil {
		panic(err) // of our own making
	}
	return &overlay{o}
}

// addFrozen adds samples with what m says of them; known ones are its own. Known samples that have nothing in common with
// the features of the corpus are left out.
func (c *corpus) addFrozen(m *Model, samples []labelled, known bool, r recipe) {
	var n text.Normalized
	var f features
	var t subtotal
	var rows, scores []int32
	for _, e := range samples {
		text.Normalize(&n, e.text)
		f.extract(n.Runes)
		t.reset(m.words, 0)
		m.count(&t, &rows, f.hashes)
		scores = m.scores(scores, t.sum, t.root())
		start := len(c.feature)
		c.add(f.hashes, t.root()<<8, r)
		if known && len(c.feature) == start {
			c.at, c.squared = c.at[:len(c.at)-1], c.squared[:len(c.squared)-1]
			continue
		}
		c.labels = append(c.labels, e.classes)
		for class, v := range scores {
			v <<= weightBits - 16
			if known && slices.Contains(e.classes, int32(class)) {
				v = max(v, one)
			} else if known {
				v = min(v, -one)
			}
			c.offset = append(c.offset, v)
		}
		for range c.classes - m.classes {
			c.offset = append(c.offset, 0)
		}
	}
}

// reset makes a subtotal of nothing for the model and its overlay.
func (b *base) reset(t *subtotal) {
	over := 0
	if b.overlay != nil {
		over = b.overlay.model.words
	}
	t.reset(b.words, over)
}

// count adds hashes to a subtotal.
func (b *base) count(t *subtotal, rows *[]int32, hashes []uint32) {
	b.Model.count(t, rows, hashes)
	if b.overlay != nil {
		b.overlay.countOver(t, rows, hashes)
	}
}

// scores are those of the model with what the overlay adds; its classes are those of the overlay.
func (b *base) scores(out []int32, t *subtotal) []int32 {
	root := t.root()
	out = b.Model.scores(out, t.sum, root)
	if b.overlay == nil {
		return out
	}
	o := b.overlay.model
	for range o.classes - b.classes {
		out = append(out, 0)
	}
	for c := range out {
		out[c] += int32(int64(t.over[c])*o.scale/root) + o.bias[c]
	}
	return out
}
