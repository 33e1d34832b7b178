package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// Texts that may not be said because something in them is not known.

// entryUnsaid is the hole that keeps an entry from being said, and the case. In every language it must be known.
func (l *linter) entryUnsaid(e *sayEntry, lets []letDef, g *given) (hole, why string) {
	for _, t := range e.texts {
		if hole, why = g.unsaid(t.template, lets); why != "" {
			return hole, why
		}
	}
	return "", ""
}

// blockUnsaid is the first hole that keeps a block from being said where none of its conditional entries is; "" where some entry can
// always be said.
func (l *linter) blockUnsaid(b *sayBlock, lets []letDef, g *given) (hole, why string, pos source.Pos) {
	g = g.clone()
	plain := false
	for i := range b.entries {
		e := &b.entries[i]
		if !e.plain {
			if len(e.when) > 0 && e.valid == nil {
				inner := g.clone()
				inner.hold(e.when, lets)
				if _, w := l.entryUnsaid(e, lets, inner); w == "" {
					g.refute(e.when, lets)
					g.check()
				}
			}
			continue
		}
		plain = true
		h, w := l.entryUnsaid(e, lets, g)
		if w == "" {
			return "", "", source.Pos{}
		}
		if why == "" {
			hole, why, pos = h, w, e.pos
		}
	}
	if !plain && len(b.entries) > 0 && !exhaustive(b) {
		return "", "none of its conditions holds", b.entries[0].pos
	}
	return hole, why, pos
}

// conditions are those of all entries.
func (b *sayBlock) conditions() []*program {
	var out []*program
	for _, e := range b.entries {
		out = append(out, e.when...)
	}
	return out
}

// exhaustive reports that one of two conditions always holds: x == nil and x != nil.
func exhaustive(b *sayBlock) bool {
	var conditions []string
	for _, e := range b.entries {
		if len(e.when) == 1 {
			conditions = append(conditions, strings.ReplaceAll(e.when[0].src, " ", ""))
		}
	}
	return slices.ContainsFunc(conditions, func(c string) bool {
		x, ok := strings.CutSuffix(c, "==nil")
		return ok && slices.Contains(conditions, x+"!=nil")
	})
}

// remedy says how a text can be said although something is not known; r is nil for a text of no rule, which cannot ask.
func remedy(why string, r *Rule) string {
	const other = "put that part into $[…], or write another text without it"
	slot, said := strings.CutPrefix(why, "the customer has not said ")
	switch {
	case r == nil && !strings.HasPrefix(why, "product "):
		return other
	case strings.Contains(why, "named no product"):
		return "write needs: item, " + other
	case strings.Contains(why, "no order"):
		return "write needs: order, " + other
	case said:
		return "ask for it (ask: " + slot + "), " + other
	case strings.HasPrefix(why, "product "):
		return "fill it in there, " + other
	}
	return other
}

// unset finds answers of which no text can be said in some case, where no other rule answers instead.
func (l *linter) unset() []Finding {
	var out []Finding
	l.everyAnswer(func(at answerAt) {
		a := at.answer
		out = append(out, l.linesLeftOut(at)...)
		if a.say == nil || at.given.never || strings.Contains(a.Path, "say.") {
			return // a case is part of its block
		}
		hole, why, pos := l.blockUnsaid(a.say, at.lets, at.given)
		if why == "" || strings.Contains(why, noRow) || !at.last && (l.laterStep(at) || l.fallsBack(a.Rule, at.given)) {
			return
		}
		f := Finding{Pos: pos, Message: at.name() + " says nothing where " + why, Hint: remedy(why, a.Rule), Witness: "${" + hole + "}"}
		if hole == "" {
			f.Hint, f.Witness = "add a last text without when", sources(a.say.conditions())
		}
		out = append(out, f)
	})
	for _, r := range l.set.Rules {
		out = append(out, l.questionsUnsaid(r)...)
	}
	for _, script := range l.around.Scripts {
		if script.Text == nil {
			continue
		}
		g := &given{situation: l.situation(), needs: script.Needs, grant: script.Agreed}
		g.hold(programs(script.When), nil)
		if hole, why, pos := l.blockUnsaid(script.Text.block, nil, g); why != "" && hole != "" {
			out = append(out, Finding{Pos: pos, Message: script.Name + " says nothing where " + why, Hint: remedy(why, nil), Witness: "${" + hole + "}"})
		}
	}
	for _, r := range l.set.Rules {
		if r.Confirm == nil || r.Confirm.show == nil {
			continue
		}
		if hole, why := l.ofRule(r).unsaid(r.Confirm.show, r.lets); why != "" {
			out = append(out, Finding{Pos: r.Confirm.show.pos, Message: fmt.Sprintf("rule %q shows nothing to confirm where %s", r.ID, why),
				Hint: "put that part into $[…]", Witness: "${" + hole + "}"})
		}
	}
	return out
}

// questionsUnsaid finds questions that cannot be put in some case. What they read of later questions is found by forms.
func (l *linter) questionsUnsaid(r *Rule) []Finding {
	var out []Finding
	g := l.before(r)
	g.hold(r.When, r.lets)
	for i, q := range r.Ask {
		asking := g.clone()
		asking.hold(q.when, r.lets)
		for _, block := range []*sayBlock{q.say, q.again} {
			if block == nil {
				continue
			}
			hole, why, pos := l.blockUnsaid(block, r.lets, asking)
			read := l.slotsReadBy(hole, r.lets)
			if why == "" || slices.ContainsFunc(r.Ask[i:], func(later Question) bool { return slices.Contains(read, later.Slot) }) {
				continue
			}
			out = append(out, Finding{Pos: pos, Message: fmt.Sprintf("rule %q: the question for %s says nothing where %s", r.ID, q.Slot, why),
				Hint: remedy(why, r), Witness: "${" + hole + "}"})
		}
		if !q.Optional && len(q.when) == 0 {
			g.asked = append(slices.Clone(g.asked), q.Slot)
		}
	}
	return out
}

// linesLeftOut finds lines of a menu that are not shown in some case.
func (l *linter) linesLeftOut(at answerAt) []Finding {
	var out []Finding
	for _, c := range at.answer.choices {
		g := at.given.clone()
		if c.each != nil {
			g.it = c.each.typ.Elem
		}
		for _, t := range c.show {
			if hole, why := g.unsaid(t.template, at.lets); why != "" {
				out = append(out, Finding{Pos: t.pos, Message: fmt.Sprintf("%s: this line is left out of the menu where %s", at.name(), why),
					Hint: remedy(why, at.answer.Rule), Witness: "${" + hole + "}"})
				break
			}
		}
	}
	return out
}

// laterStep reports that a step is followed by one that can be given in its place.
func (l *linter) laterStep(at answerAt) bool {
	if at.answer.Rule == nil {
		return false
	}
	i := slices.Index(at.answer.Rule.Steps, at.answer)
	return i >= 0 && slices.ContainsFunc(at.answer.Rule.Steps[i+1:], func(later *Answer) bool {
		return len(later.when) == 0 && later.valid == nil && l.sayable(later, at.lets, at.given)
	})
}

// fallsBack reports that wherever r could have answered, a rule behind it answers if its own text can be said, which is looked at with
// that rule.
func (l *linter) fallsBack(r *Rule, g *given) bool {
	found := false
	for trigger, list := range l.set.index {
		at := slices.Index(list, r)
		if at < 0 || strings.HasPrefix(trigger, "event.") {
			continue
		}
		found = true
		if !slices.ContainsFunc(list[at+1:], func(next *Rule) bool {
			return (len(next.When) == 0 || g.implies(l.ofRule(next).situation)) && next.firm() && len(next.Steps) == 0 && next.Answer.grant == nil &&
				!slices.ContainsFunc(next.Needs, func(need string) bool { return !slices.Contains(r.Needs, need) })
		}) {
			return false
		}
	}
	return found
}

func programs(conditions []*Condition) []*program {
	var out []*program
	for _, c := range conditions {
		out = append(out, c.prog)
	}
	return out
}

// pos is the place of its first text.
func (s *Spoken) pos() source.Pos {
	if s.Text == nil || len(s.Text.block.entries) == 0 {
		return source.Pos{}
	}
	return s.Text.block.entries[0].pos
}
