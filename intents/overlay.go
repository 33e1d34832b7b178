package intents

import (
	"slices"

	"github.com/huashu-go/huashu/engine/text"
)

// An overlay teaches a frozen model a shop's own examples. It is a table beside the base: for each feature of those examples the few classes
// of which it tells something, and how much. What it says is added to what the base says. So its size grows with the examples, and the
// time of a message with the features that it shares with them, however many intents a shop has.
//
// Features that many intents share are common: they only tell which of the intents is meant that rarer features have found, and are
// asked for the best of these alone. How an overlay is learned is told in overlay_learn.go, and how it is asked in overlay_score.go.
type overlay struct {
	features index    // of a feature's hash, the place of its weights
	weights  []weight // of each feature: its head, then one for each class
	common   []weight // those of common features: of class k common[commonAt[k]:commonAt[k+1]]
	commonAt []uint32
	commons  int   // how many features are common
	classes  int   // of the base, and behind them the shop's
	scale    int64 // of weights, as that of a model
}

// weight is one feature's for one class: the class, whether it is the feature's last, and the amount + ownZero. A feature's head is its weight
// for all intents of the shop; instead of a class it has the number of a common feature, from 1, or 0. In common the number, from 0, of
// the feature stands for the class.
type weight uint32

const (
	ownBits = 12
	ownZero = 1 << (ownBits - 1)
	ownLast = 1 << ownBits
	ownMost = 1<<(32-ownBits-1) - 1 // classes, and common features
)

func weightOf(class int32, amount int64) weight {
	return weight(class)<<(ownBits+1) | weight(amount+ownZero)
}

func (w weight) class() int32  { return int32(w >> (ownBits + 1)) }
func (w weight) last() bool    { return w&ownLast != 0 }
func (w weight) amount() int32 { return int32(w&(ownLast-1)) - ownZero }

// newBase joins a model with the shop's examples; own holds those in the model's language.
func newBase(m *Model, own []Intent) *base {
	b := &base{Model: m, names: slices.Clone(m.ids)}
	at := make(map[string]int32, len(m.ids)+len(own))
	for class, id := range m.ids {
		at[id] = int32(class)
	}
	var examples []example
	for _, in := range own {
		class, ok := at[in.ID]
		if !ok {
			class = int32(len(b.names))
			at[in.ID] = class
			b.names = append(b.names, in.ID)
		}
		for _, e := range in.Examples {
			examples = append(examples, example{e, class})
		}
	}
	for _, id := range b.names {
		b.kinds = append(b.kinds, kindOf(id))
	}
	if len(examples) > 0 {
		slices.SortStableFunc(examples, func(a, b example) int { return int(a.class - b.class) })
		b.overlay = newOverlay(m, len(b.names), examples)
	}
	return b
}

// ownExamples are the shop's intents with those examples that model i of the options is best asked about: by their script, and all
// of them if it is the only one.
func ownExamples(o Options, i int) []Intent {
	m := o.Models[i]
	var n text.Normalized
	var out []Intent
	for _, in := range o.Intents {
		mine := Intent{ID: in.ID, Label: in.Label}
		for _, e := range in.Examples {
			text.Normalize(&n, e)
			if len(o.Models) == 1 || languageOf(n.Runes, languages[0]) == m.language {
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
