package engine

import (
	"slices"

	"github.com/huashu-go/huashu/rules"
)

// An answer with `alone: true` is all that its turn says and does. Where it comes second, the turn goes back to before the answers
// that came first: their texts, actions, concessions, steps and open questions are undone, and the intent is decided again. What
// the customer said stays understood, and what that cancels stays cancelled. A person who was called stays called: then the two
// are joined.

// mark is a turn as it was before its first answer.
type mark struct {
	st        *State
	ledger    rules.Ledger
	out       output
	answering []string
}

// markAnswers remembers the turn before its first answer.
func (t *turn) markAnswers() {
	if t.marked == nil {
		t.marked = &mark{t.st.clone(), t.ledger, t.out, slices.Clone(t.answering)}
	}
}

// answeredSince tells whether the turn has answered anything that could be undone.
func (t *turn) answeredSince(m *mark) bool {
	return t.out.handoff == nil && (len(t.out.bubbles) > len(m.out.bubbles) || len(t.out.actions) > len(m.out.actions) || len(t.out.rules) > len(m.out.rules))
}

// answerAlone decides an intent again, as if the turn had answered nothing before it: undone are the rules that did. Where the answer
// is then no longer one that stands alone, because it built on what was undone, everything stays as it was.
func (t *turn) answerAlone(id string, undone []string) (done bool, err error) {
	heard, trace := t.out.intents, t.out.trace
	both, steps := mark{t.st.clone(), t.ledger, t.out.clone(), slices.Clone(t.answering)}, len(trace.Steps)
	for _, name := range undone {
		trace.Steps = append(trace.Steps, TraceStep{Kind: TraceTried, Name: name, Why: "alone", Detail: id + " is answered alone"})
	}
	open := t.marked.st.form
	t.st, t.ledger, t.out, t.answering, t.view = t.marked.st, t.marked.ledger, t.marked.out, t.marked.answering, nil
	t.out.trace, t.out.intents, t.handing = trace, heard, rules.Handoff{}
	for _, other := range heard {
		t.cancelTimers(other)
		if !slices.Contains(polite, other) {
			t.st.rememberOnce(&t.st.intents, other, keptWords)
		}
	}
	t.st.form = nil // an answer may open a form of its own
	if err := t.decide(id); err != nil {
		return true, err
	}
	if !t.out.alone {
		t.st, t.ledger, t.out, t.answering, t.view = both.st, both.ledger, both.out, both.answering, nil
		t.out.alone, t.out.trace.Steps = false, trace.Steps[:steps]
		return false, nil
	}
	if t.st.form == nil && t.out.handoff == nil {
		t.st.form = open // goes on with the next message
	}
	return true, nil
}
