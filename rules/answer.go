package rules

import (
	"strings"
	"time"
)

// Result is one evaluated answer.
type Result struct {
	Ref      Ref
	Rules    []RuleRef // the rules that took part, in order, as golden conversations name them
	Bubbles  []string
	Attach   []string
	Choices  []Picked
	Expect   []Expected
	Actions  []Action
	Set      []Assigned
	Notes    []Assigned
	Count    string
	Handoff  *Handoff
	Granted  bool // the ledger changed
	Approval bool // Wish needs a person's word first
	Wish     Wish
	Go       string
	Alone    bool
	Variants []Variant
}

// RuleRef names a rule and, for a staged one, the step (from 1).
type RuleRef struct {
	ID   string
	Step int
}

// Picked is one line of a menu. Taking it evaluates Ref with It, or fills Slot with Word.
type Picked struct {
	Label string
	Ref   Ref
	It    Value
	Slot  string
	Word  string
}

// Expected is what the next message may mean.
type Expected struct {
	On  string
	Ref Ref
}

// Action is what the host is asked to do.
type Action struct {
	Name   string
	Fields []Assigned
}

// Assigned is a name with its value.
type Assigned struct {
	Name  string
	Value Value
}

// Handoff is a call for a person; empty fields take the shop's defaults.
type Handoff struct {
	Queue  string
	Reason string
	Within time.Duration
	Urgent bool
}

// Variant is an entry of say that was used, to be remembered for the rotation.
type Variant struct {
	Key   string
	Index int
	Used  uint64
}

// maxDepth bounds run.
const maxDepth = 3

// evaluate renders an answer; why is "" or what kept it from being said. A refused grant or a failed text leaves the ledger
// as it was.
func (s *Set) evaluate(a *Answer, f *frame) (res Result, why string) {
	if a == nil {
		return res, "text"
	}
	if a.valid != nil && !a.valid.Holds(f.turn.Now) {
		return res, "valid"
	}
	for _, cond := range a.when {
		if ok, _ := cond.test(f); !ok {
			return res, "when " + cond.src
		}
	}
	var before Ledger
	if f.turn.Ledger != nil {
		before = *f.turn.Ledger
	}
	res.Ref = a.ref()
	if a.handoff != nil && f.turn.Handing != nil {
		*f.turn.Handing = *a.handoff.value(f)
	}
	if why = s.fill(a, f, &res); (why != "" || f.err != nil) && f.turn.Ledger != nil {
		*f.turn.Ledger = before
	}
	return res, why
}

func (s *Set) fill(a *Answer, f *frame, res *Result) string {
	if a.grant != nil {
		if why := s.grant(a.grant, f, res); why != "" {
			return why
		}
		if res.Approval {
			return ""
		}
	}
	if a.say != nil {
		if unset, ok := s.say(a.say, a.all, f, res); !ok {
			return "text " + unset
		}
	}
	if f.err != nil {
		return "text"
	}
	s.effects(a, f, res)
	if a.run != "" {
		if why := s.runRule(a.run, f, res); why != "" {
			return why
		}
	}
	return ""
}

func (s *Set) grant(g *grantDef, f *frame, res *Result) string {
	if f.turn.Ledger == nil {
		return "grant there is no ledger"
	}
	w := Wish{Offer: g.offer, Postage: g.postage}
	if g.gift != nil {
		if w.Gift = g.gift.line(f); w.Gift == "" {
			return "grant the gift has no name"
		}
	}
	switch verdict, why := f.turn.Ledger.ask(w, f.turn.Now); verdict {
	case Granted:
		res.Granted = true
	case NeedsApproval:
		res.Approval, res.Wish = true, w
	default:
		return "grant " + why
	}
	return ""
}

func (s *Set) effects(a *Answer, f *frame, res *Result) {
	for _, t := range a.attach {
		if text := t.line(f); text != "" {
			res.Attach = append(res.Attach, text)
		}
	}
	for _, c := range a.choices {
		s.choice(c, f, res)
	}
	for _, b := range a.expect {
		res.Expect = append(res.Expect, Expected{On: b.On, Ref: b.Answer.pointer()})
	}
	for _, d := range a.do {
		action := Action{Name: d.name}
		action.Fields = assigned(d.fields, f)
		res.Actions = append(res.Actions, action)
	}
	res.Set = append(res.Set, assigned(a.set, f)...)
	res.Notes = append(res.Notes, assigned(a.note, f)...)
	if a.count != nil {
		res.Count = a.count.line(f)
	}
	if a.handoff != nil {
		res.Handoff = a.handoff.value(f)
	}
	if a.goTo != "" {
		res.Go = a.goTo
	}
	res.Alone = res.Alone || a.alone
}

// ref names the answer as states remember it.
func (a *Answer) ref() Ref {
	if a.Rule != nil {
		return Ref{Rule: a.Rule.ID, Path: a.Path}
	}
	id, rest, _ := strings.Cut(a.Path, "/")
	return Ref{Rule: id, Path: rest}
}

func assigned(defs []assignment, f *frame) []Assigned {
	var out []Assigned
	for _, d := range defs {
		v := d.fixed
		if !v.IsSet() && d.value != nil {
			v = d.value.value(f)
		}
		if v.IsSet() || d.value == nil {
			out = append(out, Assigned{Name: d.name, Value: v})
		}
	}
	return out
}

func (h *handoffDef) value(f *frame) *Handoff {
	out := &Handoff{Within: h.within, Urgent: h.urgent}
	if h.queue != nil {
		out.Queue = h.queue.line(f)
	}
	if h.reason != nil {
		out.Reason = h.reason.line(f)
	}
	return out
}

// maxChoices bounds a menu: nobody reads more.
const maxChoices = 20

func (s *Set) choice(c Choice, f *frame, res *Result) {
	show := pickLanguage(c.show, f.turn.Language)
	ref := c.Answer.pointer()
	items := []Value{f.it}
	if c.each != nil {
		items = c.each.value(f).Items()
	}
	outer := f.it
	for _, it := range items {
		f.it = it
		if label := show.line(f); label != "" && len(res.Choices) < maxChoices {
			res.Choices = append(res.Choices, Picked{Label: label, Ref: ref, It: it})
		}
	}
	f.it = outer
}

func (s *Set) runRule(id string, f *frame, res *Result) string {
	r := s.byID[id]
	if r == nil || f.turn.depth >= maxDepth {
		return "run " + id
	}
	turn := *f.turn
	turn.depth, turn.Rule, turn.Resume = turn.depth+1, id, false
	d, err := s.decide(&turn, walker{list: []*Rule{r}})
	if err != nil {
		f.err = err
		return "run"
	}
	if d.Outcome != Answered {
		return "run " + id
	}
	res.merge(d.Result)
	return ""
}

// merge adds another answer behind this one.
func (r *Result) merge(o Result) {
	r.Rules = append(r.Rules, o.Rules...)
	r.Bubbles = append(r.Bubbles, o.Bubbles...)
	r.Attach = append(r.Attach, o.Attach...)
	r.Choices = append(r.Choices, o.Choices...)
	r.Expect = append(r.Expect, o.Expect...)
	r.Actions = append(r.Actions, o.Actions...)
	r.Set = append(r.Set, o.Set...)
	r.Notes = append(r.Notes, o.Notes...)
	r.Variants = append(r.Variants, o.Variants...)
	r.Granted = r.Granted || o.Granted
	if o.Approval {
		r.Approval, r.Wish = true, o.Wish
	}
	r.Alone = r.Alone || o.Alone
	if o.Count != "" {
		r.Count = o.Count
	}
	if o.Handoff != nil {
		r.Handoff = o.Handoff
	}
	if o.Go != "" {
		r.Go = o.Go
	}
}
