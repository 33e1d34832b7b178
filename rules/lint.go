package rules

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Finding is something the content can be loaded with and yet should be looked at. Witness is a case for which it happens.
type Finding struct {
	Pos     source.Pos
	Message string
	Hint    string
	Witness string
}

func (f Finding) String() string {
	s := fmt.Sprintf("%s: %s", f.Pos, f.Message)
	if f.Witness != "" {
		s += " [" + f.Witness + "]"
	}
	if f.Hint != "" {
		s += " (" + f.Hint + ")"
	}
	return s
}

// Around is what stands around the rules of a shop and is looked at with them. The zero Around leaves out what depends on it.
type Around struct {
	Now     time.Time         // for what is over
	Scripts []Spoken          // texts of the settings
	Texts   []Plain           // values that texts may print: of products, promotions, vars
	Bound   map[string]string // the intents that articles are bound to, by the article's id
	Scoped  map[string]bool   // articles that are only found while the customer looks at a product of theirs
	Charts  map[string]bool   // tables that products name as their size_table
	// Fold gives a text the form in which words are compared, Traditional characters as Simplified ones for example; nil leaves it.
	Fold func(string) string
	// Unknown tells in which case a value may be unset: of a root (item), a field by the name of its object's type (item.fabric)
	// where the object itself is set, an empty list (promos[]), a key that a map lacks (item.usual_size[]) and the result of a
	// function (larger()). "" is never. is reports what surely holds where the value is read: that a path is one of the words, or
	// with no words that it is set; "event" is the event that the rule is on, "event but" one that is none of the words, "grant" a
	// concession of this answer.
	Unknown func(path string, is func(path string, words ...string) bool) string
}

// Spoken is a text of the settings with the conditions under which it is said.
type Spoken struct {
	Name   string // the notice, texts.ask_item
	Text   *Script
	Needs  []string // what is known where it is said: item, order
	Agreed bool     // said only where something was agreed
	When   []*Condition
	Unless []*Condition // of tone
}

// Plain is a text with its place.
type Plain struct {
	Text string
	Pos  source.Pos
}

// Lint looks for what an author probably did not mean.
func (s *Set) Lint(around Around) []Finding {
	l := newLinter(s, around)
	var out []Finding
	out = append(out, l.unreachable()...)
	out = append(out, l.never()...)
	out = append(out, l.runs()...)
	out = append(out, l.undeclaredEvents()...)
	out = append(out, l.undeclaredQueues()...)
	out = append(out, l.ties()...)
	out = append(out, l.tables()...)
	out = append(out, l.pricesInBargaining()...)
	out = append(out, l.forms()...)
	out = append(out, l.unset()...)
	out = append(out, l.negated()...)
	out = append(out, l.words()...)
	out = append(out, l.unused()...)
	slices.SortFunc(out, Finding.compare)
	return slices.Compact(out)
}

// compare orders findings by their place.
func (f Finding) compare(other Finding) int {
	return cmp.Or(cmp.Compare(f.Pos.File, other.Pos.File), cmp.Compare(f.Pos.Line, other.Pos.Line), cmp.Compare(f.Pos.Column, other.Pos.Column),
		cmp.Compare(f.Message, other.Message), cmp.Compare(f.Witness, other.Witness))
}
