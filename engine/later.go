package engine

import "slices"

// One question at a time: of two matters in a message that both ask something, or where one breaks into the other's questions, the one
// waits until the other's questions are done. What the customer told of it meanwhile it keeps in its slots.

// keptLater bounds the intents that wait.
const keptLater = 3

// later lets an intent wait until no question is open.
func (t *turn) later(intent string) {
	if !slices.Contains(t.st.later, intent) && len(t.st.later) < keptLater {
		t.st.later = append(copyOf(t.st.later), intent)
		t.trace(TraceForm, intent, "waits until the open question is done", 0)
	}
}

// raised ends the waiting of an intent that is decided now.
func (t *turn) raised(intent string) {
	if slices.Contains(t.st.later, intent) {
		t.st.later = slices.DeleteFunc(slices.Clone(t.st.later), func(id string) bool { return id == intent })
	}
}

// takeUpLater decides the intents that waited, as long as none of them asks.
func (t *turn) takeUpLater() error {
	for len(t.st.later) > 0 && t.questionsDone() {
		intent := t.st.later[0]
		t.trace(TraceForm, intent, "goes on", 0)
		if err := t.decide(intent); err != nil {
			return err
		}
	}
	return nil
}

// questionsDone tells whether nothing is asked of the customer, and the bot still has the conversation.
func (t *turn) questionsDone() bool {
	st := t.st
	return !t.out.asks && (st.form == nil || st.form.dropped) && st.need == nil && st.sheet == nil && !t.out.alone && t.out.handoff == nil && !st.owner.active
}
