package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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

// Lint looks for what an author probably did not mean.
func (s *Set) Lint() []Finding {
	var out []Finding
	out = append(out, s.unreachable()...)
	out = append(out, s.undeclaredEvents()...)
	out = append(out, s.ties()...)
	out = append(out, s.unreachableRows()...)
	out = append(out, s.pricesInBargaining()...)
	out = append(out, s.gaps()...)
	out = append(out, s.forms()...)
	out = append(out, s.words()...)
	out = append(out, s.unused()...)
	slices.SortFunc(out, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(out)
}

// certain reports that nothing but its on decides whether the rule answers.
func (r *Rule) certain() bool {
	plain := false
	if r.Answer != nil && r.Answer.say != nil {
		for _, e := range r.Answer.say.entries {
			if !e.plain {
				continue
			}
			for _, t := range e.texts {
				if !hasHole(t.parts) {
					plain = true
				}
			}
		}
	}
	return len(r.When) == 0 && len(r.Needs) == 0 && r.Limit.Times == 0 && (r.Valid == source.Window{}) && len(r.Steps) == 0 && len(r.Ask) == 0 &&
		r.Answer.grant == nil && plain
}

// unreachable finds rules behind one that always answers.
func (s *Set) unreachable() []Finding {
	reached := map[*Rule]bool{}
	blocked := map[*Rule]*Rule{}
	for _, intent := range sortedKeys(s.index) {
		var certain *Rule
		for _, r := range s.index[intent] {
			if certain != nil {
				blocked[r] = certain
				continue
			}
			reached[r] = true
			if r.certain() {
				certain = r
			}
		}
	}
	var out []Finding
	for _, r := range s.Rules {
		if by := blocked[r]; by != nil && !reached[r] && !s.used["rule "+r.ID] {
			out = append(out, Finding{Pos: r.Pos, Message: fmt.Sprintf("rule %q can never answer: %q always does first", r.ID, by.ID),
				Hint: "give " + by.ID + " a when, or this one a priority", Witness: strings.Join(r.On, " ")})
		}
	}
	return out
}

func (s *Set) undeclaredEvents() []Finding {
	var out []Finding
	for _, r := range s.Rules {
		for _, on := range r.On {
			if event, ok := strings.CutPrefix(on, "event."); ok && !slices.Contains(s.schema.Events, event) {
				out = append(out, Finding{Pos: r.Pos, Message: fmt.Sprintf("event %q is not declared", event), Hint: "list it under events: in shop.yaml", Witness: on})
			}
		}
	}
	return out
}

// ties finds rules of different files that the order of the files decides between.
func (s *Set) ties() []Finding {
	var out []Finding
	for _, on := range sortedKeys(s.byOn) {
		rules := s.byOn[on]
		for i, a := range rules {
			for _, b := range rules[i+1:] {
				if a.Pos.File != b.Pos.File && a.Priority == b.Priority && len(a.When) > 0 && len(b.When) > 0 && a.conditions() != b.conditions() {
					out = append(out, Finding{Pos: b.Pos, Message: fmt.Sprintf("rules %q and %q of different files both answer %s; the first file wins", a.ID, b.ID, on),
						Hint: "give one of them a priority", Witness: a.When[0].src + " and " + b.When[0].src})
				}
			}
		}
	}
	return out
}

// unreachableRows finds table rows behind one that covers all of theirs.
func (s *Set) unreachableRows() []Finding {
	var out []Finding
	for _, t := range s.Tables {
		for j := range t.rows {
			for i := 0; i < j; i++ {
				if t.rows[i].covers(&t.rows[j]) {
					out = append(out, Finding{Pos: t.rows[j].pos, Message: fmt.Sprintf("table %q: this row is never reached, row %d comes first", t.Name, t.rows[i].index),
						Hint: "move it up or delete it", Witness: t.rows[j].witness(t)})
					break
				}
			}
		}
	}
	return out
}

func (r *tableRow) covers(o *tableRow) bool {
	for i := range r.cells {
		a, b := r.cells[i], o.cells[i]
		switch {
		case a.any:
		case a.negate || b.negate || b.any || a.ranged || b.ranged:
			if fmt.Sprint(a.values, a.low, a.high, a.lowOpen, a.highOpen, a.negate, a.any) != fmt.Sprint(b.values, b.low, b.high, b.lowOpen, b.highOpen, b.negate, b.any) {
				return false
			}
		default:
			for _, v := range b.values {
				if !slices.ContainsFunc(a.values, func(w Value) bool { return w.IsSet() && v.IsSet() && equal(v, w) }) {
					return false
				}
			}
		}
	}
	return true
}

func (r *tableRow) witness(t *Table) string {
	var parts []string
	for i, c := range r.cells {
		if !c.any && len(c.values) > 0 {
			parts = append(parts, t.inputs[i].name+" = "+c.values[0].String())
		}
	}
	if len(parts) == 0 {
		return "any input"
	}
	return strings.Join(parts, ", ")
}

// pricesInBargaining finds digits as prices in texts of bargaining rules: the ledger is the only way to a concession.
func (s *Set) pricesInBargaining() []Finding {
	var out []Finding
	for _, r := range s.Rules {
		if !slices.ContainsFunc(r.On, func(on string) bool { return strings.HasPrefix(on, "bargain.") }) {
			continue
		}
		for _, a := range append([]*Answer{r.Answer}, r.Steps...) {
			if a == nil || a.say == nil {
				continue
			}
			for _, e := range a.say.entries {
				for _, lang := range sortedKeys(e.texts) {
					if price := literalPrice(e.texts[lang]); price != "" {
						out = append(out, Finding{Pos: e.texts[lang].pos, Message: fmt.Sprintf("rule %q names the price %s in its text", r.ID, price),
							Hint: "let grant agree to it and print ${yuan(deal.price)}", Witness: price})
					}
				}
			}
		}
	}
	return out
}

func literalPrice(t *template) string {
	for _, p := range t.parts {
		runes := []rune(p.literal)
		for i, c := range runes {
			if c != '元' && c != '块' {
				continue
			}
			j := i
			for j > 0 && (runes[j-1] >= '0' && runes[j-1] <= '9' || runes[j-1] == '.') {
				j--
			}
			if j < i {
				return string(runes[j : i+1])
			}
		}
	}
	return ""
}
