package rules

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Turn is everything one decision depends on.
type Turn struct {
	Intent   string   // an intent, or "event." and the name of an event
	Rule     string   // where set, only this rule is tried: a form goes on, run names it, or continue_on carries it on
	Skip     []string // rules that have answered in this turn already
	Resume   bool     // with Rule: on, limit and when held already when the form began
	Facts    Facts
	Memory   Memory
	Ledger   *Ledger // owned by the caller; a granted concession changes it
	Language string  // of the customer: zh, en, zh-hant
	Now      time.Time
	It       Value                       // the element that a generated choice stands for
	Reach    func(what string, part int) // coverage; may be nil
	Handing  *Handoff                    // set to an answer's handoff before its text is rendered, which may name the due time; may be nil
	Room     *Room                       // memory for the results; may be nil

	depth int
}

func (t *Turn) reach(what string, part int) {
	if t.Reach != nil {
		t.Reach(what, part)
	}
}

// Memory is what is remembered of the conversation that decisions depend on.
type Memory interface {
	Step(rule string) int                       // how many steps of the rule were given in this session and item
	Uses(rule string, limit Limit) int          // how often the rule answered within the limit
	Variant(key string) (last int, used uint64) // the entry said last (-1: none) and the set of those said
	Passed(slot string) bool                    // an optional question that was asked in this form and not answered
}

// Outcome is the kind of a decision.
type Outcome uint8

// What a decision can come out as.
const (
	Nothing     Outcome = iota // no rule matches
	Answered                   // Result holds the answer
	Asks                       // a form asks for Question
	Needs                      // something must be known first: Need
	Unavailable                // a lookup failed and the rule has no answer for that
)

// Decision is what the rules say to one intent. Tried lists the rules looked at, in order, with why they did not answer.
type Decision struct {
	Outcome  Outcome
	Rule     *Rule
	Need     string
	Question *Question
	Result   Result
	KBFirst  bool
	Skipped  bool // a rule was passed over because it had answered in this turn
	Tried    []Try
}

// Try is one rule that was looked at.
type Try struct {
	Rule   *Rule
	Why    string // matched, limit, needs, when, grant, text, steps, valid, unavailable
	Detail string // the condition, hole or need
	Unset  string // what in the condition is not known
}

// Decide finds the first rule that answers. It is pure but for the turn's Ledger. The error is ErrNeeds where a lookup of
// the host must be answered first; the caller answers it and decides again.
func (s *Set) Decide(t Turn) (Decision, error) {
	if t.Rule != "" {
		r := s.byID[t.Rule]
		if r == nil {
			return Decision{}, nil
		}
		return s.decide(&t, walker{list: []*Rule{r}})
	}
	return s.decide(&t, s.walk(t.Intent))
}

func (s *Set) decide(t *Turn, w walker) (Decision, error) {
	var d Decision
	d.Tried = t.Room.newTries()
	var waiting *Rule
	var need string
	f := s.frame(t)
	defer f.release()
	for r := w.next(f, false); r != nil; r = w.next(f, waiting != nil) {
		if slices.Contains(t.Skip, r.ID) {
			d.Tried = append(d.Tried, Try{Rule: r, Why: "again", Detail: "answered in this turn already"})
			d.Skipped = true
			continue
		}
		f.begin(len(r.lets), t.It)
		try, outcome := s.try(r, f, &d)
		if f.err != nil {
			if !errors.Is(f.err, ErrUnavailable) {
				return d, f.err
			}
			return s.unavailable(r, t, d)
		}
		d.Tried = append(d.Tried, try)
		switch outcome {
		case Answered, Asks:
			d.Outcome, d.Rule = outcome, r
			return d, nil
		case Needs:
			if waiting == nil {
				waiting, need = r, try.Detail
			}
		}
	}
	if waiting != nil {
		d.Outcome, d.Rule, d.Need = Needs, waiting, need
	}
	return d, nil
}

func (s *Set) unavailable(r *Rule, t *Turn, d Decision) (Decision, error) {
	d.Tried = append(d.Tried, Try{Rule: r, Why: "unavailable"})
	d.Outcome, d.Rule = Unavailable, r
	if r.Unavailable == nil {
		return d, nil
	}
	f := s.frame(t)
	defer f.release()
	f.begin(len(r.lets), t.It)
	if res, why := s.evaluate(r.Unavailable, f); why == "" {
		t.reach(r.ID+"/unavailable", 0)
		d.Outcome, d.Result = Answered, res
	}
	return d, nil
}

// try goes through on → limit → needs → when → ask → grant → case → do for one rule.
func (s *Set) try(r *Rule, f *frame, d *Decision) (Try, Outcome) {
	t := f.turn
	if (r.Valid != source.Window{}) && !r.Valid.Holds(t.Now) {
		return Try{Rule: r, Why: "valid"}, Nothing
	}
	if !t.Resume && r.Limit.Times > 0 && t.Memory.Uses(r.ID, r.Limit) >= r.Limit.Times {
		return Try{Rule: r, Why: "limit"}, Nothing
	}
	for _, need := range r.Needs {
		v, err := t.Facts.Fact(need)
		if err != nil {
			f.err = err
			return Try{}, Nothing
		}
		if !v.IsSet() {
			return Try{Rule: r, Why: "needs", Detail: need}, Needs
		}
	}
	if !t.Resume {
		for _, cond := range r.When {
			if ok, unset := cond.test(f); !ok {
				return Try{r, "when", cond.src, unset}, Nothing
			}
		}
	}
	if q := s.missing(r, f); q != nil {
		d.Question = q
		d.Result = s.question(r, q, f)
		return Try{Rule: r, Why: "matched", Detail: "asks " + q.Slot}, Asks
	}
	if f.err != nil {
		return Try{}, Nothing
	}
	return s.answerRule(r, f, d)
}

// missing is the first question of the form whose slot is not known.
func (s *Set) missing(r *Rule, f *frame) *Question {
	for i := range r.Ask {
		q := &r.Ask[i]
		if s.slot(q.Slot, f).IsSet() || q.Optional && f.turn.Memory.Passed(q.Slot) {
			continue
		}
		asked := true
		for _, cond := range q.when {
			ok, _ := cond.test(f)
			asked = asked && ok
		}
		if f.err != nil {
			return nil
		}
		if asked {
			return q
		}
	}
	return nil
}

func (s *Set) slot(name string, f *frame) Value {
	root, ok := s.schema.Roots["slots"]
	if !ok || root.Object == nil {
		return Value{}
	}
	v, err := f.turn.Facts.Fact("slots")
	if err != nil {
		f.err = err
	}
	field, ok := root.Object.Fields[name]
	if !ok || v.kind != KindObject {
		return Value{}
	}
	return field.Get(v.ref)
}

// question renders a question. Where the rule's own text has a hole that is unset, the first variant without one is used.
func (s *Set) question(r *Rule, q *Question, f *frame) Result {
	res := Result{Ref: Ref{Rule: r.ID, Path: "ask." + q.Slot}, Rules: []RuleRef{{ID: r.ID}}}
	block := q.say
	if f.turn.Memory.Passed("again:"+q.Slot) && q.again != nil {
		block = q.again
	}
	if block != nil {
		s.say(block, false, f, &res)
	}
	if q.Choices {
		for _, word := range s.schema.Slots[q.Slot].Type.Words {
			res.Choices = append(res.Choices, Picked{Label: word, Slot: q.Slot, Word: word})
		}
	}
	f.turn.reach(r.ID, 0)
	return res
}

func (s *Set) answerRule(r *Rule, f *frame, d *Decision) (Try, Outcome) {
	d.KBFirst = false
	if len(r.Steps) > 0 {
		return s.step(r, f, d)
	}
	res, why := s.evaluate(r.Answer, f)
	if f.err != nil {
		return Try{}, Nothing
	}
	if why != "" && !r.KBFirst {
		kind, detail, _ := strings.Cut(why, " ")
		return Try{Rule: r, Why: kind, Detail: detail}, Nothing
	}
	if why != "" {
		res = Result{}
	}
	res.Rules = append(append(f.turn.Room.newRefs(), RuleRef{ID: r.ID}), res.Rules...)
	f.turn.reach(r.ID, 0)
	d.Result, d.KBFirst = res, r.KBFirst
	return Try{Rule: r, Why: "matched"}, Answered
}

// step gives the next step of a staged rule; one whose when is false or whose grant is refused tries the next.
func (s *Set) step(r *Rule, f *frame, d *Decision) (Try, Outcome) {
	next := f.turn.Memory.Step(r.ID)
	if next >= len(r.Steps) {
		switch r.AfterLast {
		case "repeat":
			next = len(r.Steps) - 1
		case "restart":
			next = 0
		default:
			return Try{Rule: r, Why: "steps", Detail: "all given"}, Nothing
		}
	}
	none := "none holds"
	for i := next; i < len(r.Steps); i++ {
		res, why := s.evaluate(r.Steps[i], f)
		if f.err != nil {
			return Try{}, Nothing
		}
		if why != "" {
			if strings.HasPrefix(why, "grant ") {
				none = "none holds; " + why
			}
			continue
		}
		res.Rules = append(append(f.turn.Room.newRefs(), RuleRef{ID: r.ID, Step: i + 1}), res.Rules...)
		f.turn.reach(r.ID, i+1)
		d.Result = res
		return Try{Rule: r, Why: "matched"}, Answered
	}
	return Try{Rule: r, Why: "steps", Detail: none}, Nothing
}

// Branch evaluates an answer that a state refers to: a choice that was taken, an expectation that was met, a follow-up that
// is due. Outcome is Nothing where the content no longer has it or it cannot be said now.
func (s *Set) Branch(t Turn, ref Ref) (Decision, error) {
	a := s.Lookup(ref)
	if a == nil {
		return Decision{}, nil
	}
	f := s.frame(&t)
	defer f.release()
	f.begin(len(a.setting.defs), t.It)
	res, why := s.evaluate(a, f)
	if f.err != nil {
		if errors.Is(f.err, ErrUnavailable) && a.Rule != nil {
			return s.unavailable(a.Rule, &t, Decision{})
		}
		return Decision{}, f.err
	}
	if why != "" {
		return Decision{}, nil
	}
	ref = a.ref()
	t.reach(ref.Rule+"/"+ref.Path, 0)
	return Decision{Outcome: Answered, Rule: a.Rule, Result: res}, nil
}

// Article evaluates the answer of a kb article.
func (s *Set) Article(t Turn, id string) (Decision, error) {
	return s.Branch(t, Ref{Rule: "kb:" + id})
}

// Sheet renders the text of a confirmation sheet.
func (s *Set) Sheet(t Turn, rule string) (string, error) {
	r := s.byID[rule]
	if r == nil || r.Confirm == nil {
		return "", nil
	}
	f := s.frame(&t)
	defer f.release()
	f.begin(len(r.lets), t.It)
	text := r.Confirm.show.line(f)
	return text, f.err
}

// Continues reports whether the rule goes on with the intent after its answer.
func (r *Rule) Continues(intent string) bool { return matchesAny(r.ContinueOn, intent) }

// Cancels reports whether the event ends what the rule has pending.
func (r *Rule) Cancels(trigger string) bool { return matchesAny(r.CancelOn, trigger) }

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return Matches(p, name) })
}

// Matches reports whether a trigger (an intent, a group like bargain.*, any) covers name.
func Matches(trigger, name string) bool {
	if prefix, ok := strings.CutSuffix(trigger, "*"); ok {
		return strings.HasPrefix(name, prefix)
	}
	return trigger == name || trigger == "any"
}
