package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Rules, steps, cases and branches that can never answer, and rules of which the order of files decides which one does.

// unreachable finds rules behind ones that answer wherever they could.
func (l *linter) unreachable() []Finding {
	reached := map[*Rule]bool{}
	blocked := map[*Rule]*Rule{}
	givens := map[*Rule]*given{}
	of := func(r *Rule) *given {
		if givens[r] == nil {
			givens[r] = l.ofRule(r)
		}
		return givens[r]
	}
	for _, trigger := range sortedKeys(l.set.index) {
		var always []*Rule // without conditions
		var before pairing // with conditions
		for _, r := range l.set.index[trigger] {
			by := firstOf(always, func(a *Rule) bool { return l.certain(a, of(r)) })
			if by == nil {
				by = firstOf(before.likely(of(r).situation, true), func(a *Rule) bool { return l.hides(a, of(a), r, of(r)) })
			}
			switch {
			case by != nil:
				blocked[r] = by
				continue
			case r.firm() && len(r.When) == 0:
				always = append(always, r)
			case r.firm():
				before.add(r, of(r).situation)
			}
			reached[r] = true
		}
	}
	var out []Finding
	for _, r := range l.set.Rules {
		by := blocked[r]
		if by == nil || reached[r] || l.set.used["rule "+r.ID] {
			continue
		}
		f := Finding{Pos: r.Pos, Message: fmt.Sprintf("rule %q can never answer: %q always does first", r.ID, by.ID),
			Hint: fmt.Sprintf("give %q a when, or this one a priority", by.ID), Witness: strings.Join(r.On, " ")}
		if len(by.When) > 0 {
			f.Message = fmt.Sprintf("rule %q can never answer: wherever it could, %q does first", r.ID, by.ID)
			f.Hint, f.Witness = "give this one a priority, or delete it", of(r).String()
		}
		out = append(out, f)
	}
	return out
}

func firstOf(rules []*Rule, is func(*Rule) bool) *Rule {
	if i := slices.IndexFunc(rules, is); i >= 0 {
		return rules[i]
	}
	return nil
}

// firm reports that the rule answers wherever its needs and conditions hold and its text can be said.
func (r *Rule) firm() bool {
	return r.Limit.Times == 0 && r.Valid == source.Window{} && r.Confirm == nil
}

// hides reports that a answers wherever r could.
func (l *linter) hides(a *Rule, ga *given, r *Rule, gr *given) bool {
	return len(a.When) > 0 && len(r.When) > 0 && gr.implies(ga.situation) && l.certain(a, gr)
}

// certain reports that a firm rule answers, or asks, wherever its conditions hold in what is given: what it needs is known and one
// of its texts can be said.
func (l *linter) certain(a *Rule, g *given) bool {
	if !a.firm() || slices.ContainsFunc(a.Needs, func(need string) bool { return !slices.Contains(g.needs, need) }) {
		return false
	}
	if len(a.Ask) > 0 {
		g = l.ofRule(a)
	}
	if len(a.Steps) > 0 {
		last := a.Steps[len(a.Steps)-1]
		return a.AfterLast != "next" && len(last.when) == 0 && last.valid == nil && l.sayable(last, a.lets, g)
	}
	return l.sayable(a.Answer, a.lets, g)
}

// sayable reports that the answer can be given in any case.
func (l *linter) sayable(a *Answer, lets []letDef, g *given) bool {
	if a.grant != nil || a.run != "" {
		return false
	}
	if a.say == nil {
		return true
	}
	return slices.ContainsFunc(a.say.entries, func(e sayEntry) bool {
		if !e.plain || e.extra != nil && !l.sayable(e.extra, lets, g) {
			return false
		}
		_, why := l.entryUnsaid(&e, lets, g)
		return why == ""
	})
}

// never finds what cannot hold: conditions that exclude each other, periods that are over, branches behind a group that takes all.
func (l *linter) never() []Finding {
	now := l.around.Now
	var out []Finding
	impossible := func(pos source.Pos, what string, g *situation, conditions []*program) {
		if g.never && len(conditions) > 0 {
			out = append(out, Finding{Pos: pos, Message: what + " can never be used: its conditions exclude each other", Hint: "loosen one of them", Witness: sources(conditions)})
		}
	}
	over := func(pos source.Pos, what string, w *source.Window) {
		if w != nil && !now.IsZero() && !w.To.IsZero() && !w.To.After(now) {
			out = append(out, Finding{Pos: pos, Message: what + " is over", Hint: "delete it or give it new dates",
				Witness: "ended " + w.To.Add(-time.Second).Format(time.DateOnly)})
		}
	}
	for _, r := range l.set.Rules {
		g := l.ofRule(r)
		impossible(r.Pos, fmt.Sprintf("rule %q", r.ID), g.situation, r.When)
		over(r.Pos, fmt.Sprintf("rule %q", r.ID), &r.Valid)
		if slices.Contains(r.On, "oos") && len(r.On) == 1 {
			out = append(out, Finding{Pos: r.Pos, Message: fmt.Sprintf("rule %q can never answer: messages that are not understood go to no rule", r.ID),
				Hint: "write texts.not_understood in shop.yaml", Witness: "oos"})
		}
	}
	l.everyAnswer(func(at answerAt) {
		if r := at.answer.Rule; r != nil && l.ofRule(r).never {
			return // said of the rule
		}
		if step := at.answer; len(step.when) > 0 {
			g := at.given.clone()
			g.hold(step.when, at.lets)
			impossible(step.Pos, at.name(), g.situation, step.when)
		}
		over(at.answer.Pos, at.name(), at.answer.valid)
		out = append(out, l.hiddenCases(at, impossible, over)...)
		for i, b := range at.answer.expect {
			j := slices.IndexFunc(at.answer.expect[:i], func(earlier Branch) bool { return Matches(earlier.On, b.On) })
			if j >= 0 {
				out = append(out, Finding{Pos: b.Answer.Pos, Message: fmt.Sprintf("expect %s is never reached: %s stands before it and takes it", b.On, at.answer.expect[j].On),
					Hint: "move it up", Witness: b.On})
			}
		}
	})
	return out
}

// hiddenCases finds entries of say behind one that holds wherever they do.
func (l *linter) hiddenCases(at answerAt, impossible func(source.Pos, string, *situation, []*program), over func(source.Pos, string, *source.Window)) []Finding {
	a := at.answer
	if a.say == nil {
		return nil
	}
	var out []Finding
	var before []*given
	for i := range a.say.entries {
		e := &a.say.entries[i]
		over(e.pos, "this text", e.valid)
		if len(e.when) == 0 {
			continue
		}
		g := at.given.clone()
		g.hold(e.when, at.lets)
		impossible(e.pos, "this text", g.situation, e.when)
		if !g.never && !a.all && slices.ContainsFunc(before, func(b *given) bool { return g.implies(b.situation) }) {
			out = append(out, Finding{Pos: e.pos, Message: "this text is never said: one above it is, wherever this one could be", Hint: "move it up", Witness: sources(e.when)})
		}
		if _, why := l.entryUnsaid(e, at.lets, g); why == "" && e.valid == nil && (e.extra == nil || l.sayable(e.extra, at.lets, g)) {
			before = append(before, g)
		}
	}
	return out
}

// runs finds rules that run further ones than are followed, themselves among them: such a rule does not answer.
func (l *linter) runs() []Finding {
	next := map[string][]string{}
	l.everyAnswer(func(at answerAt) {
		if r := at.answer.Rule; r != nil && at.answer.run != "" && at.answer.Path == "" {
			next[r.ID] = append(next[r.ID], at.answer.run)
		}
	})
	var out []Finding
	for _, r := range l.set.Rules {
		chain := []string{r.ID}
		for len(next[chain[len(chain)-1]]) > 0 && len(chain) <= maxDepth+1 {
			chain = append(chain, next[chain[len(chain)-1]][0])
		}
		if len(chain) > maxDepth+1 {
			out = append(out, Finding{Pos: r.Pos, Message: fmt.Sprintf("rule %q can never answer: at most %d rules are run one after the other", r.ID, maxDepth),
				Hint: "write the text here, or let go: decide an intent", Witness: strings.Join(chain, " runs ")})
		}
	}
	return out
}

func sources(conditions []*program) string {
	var parts []string
	for _, p := range conditions {
		parts = append(parts, p.src)
	}
	return strings.Join(parts, " and ")
}

func (l *linter) undeclaredEvents() []Finding {
	var out []Finding
	for _, r := range l.set.Rules {
		for _, on := range r.On {
			if event, ok := strings.CutPrefix(on, "event."); ok && !slices.Contains(l.set.schema.Events, event) {
				out = append(out, Finding{Pos: r.Pos, Message: fmt.Sprintf("event %q is not declared", event), Hint: "list it under events: in shop.yaml", Witness: on})
			}
		}
	}
	return out
}

// undeclaredQueues finds handoffs to a queue of the shop's own in a shop that declares none: whoever takes it may wait at another
// name. Where queues are declared it is an error.
func (l *linter) undeclaredQueues() []Finding {
	var out []Finding
	for _, q := range l.set.queues {
		out = append(out, Finding{Pos: q.Pos, Message: fmt.Sprintf("queue %q is not declared", q.Text), Hint: declareHint(q.Text, l.set.schema.Queues, "queues"), Witness: "handoff " + q.Text})
	}
	return out
}

// ties finds rules of different files that the order of the files decides between: both may hold at once.
func (l *linter) ties() []Finding {
	var out []Finding
	told := map[[2]*Rule]bool{}
	by := map[string][]*Rule{}
	for _, r := range l.set.Rules {
		if len(r.When) == 0 {
			continue // equal ones are an error, and others are tried in turn
		}
		for _, on := range r.On {
			by[on] = append(by[on], r)
		}
	}
	for _, on := range sortedKeys(by) {
		var before pairing
		for _, b := range by[on] {
			g := l.ofRule(b)
			for _, a := range before.likely(g.situation, false) {
				if a.Pos.File == b.Pos.File || a.Priority != b.Priority || told[[2]*Rule{a, b}] {
					continue
				}
				both := l.ofRule(a)
				both.hold(b.When, b.lets)
				if both.never {
					continue
				}
				told[[2]*Rule{a, b}] = true
				out = append(out, Finding{Pos: b.Pos, Message: fmt.Sprintf("rules %q and %q of different files both answer %s; the first file wins", a.ID, b.ID, on),
					Hint: "give one of them a priority", Witness: both.String()})
			}
			before.add(b, g.situation)
		}
	}
	return out
}
