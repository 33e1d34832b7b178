package engine

import (
	"fmt"

	"github.com/huashu-go/huashu/rules"
)

// A defect of ours, or a text that fails, becomes a handoff: the process lives and the customer is not left in silence.

// panicked hands the conversation to a person after a defect of ours; the process lives.
func (s *Shop) panicked(prev *State, in Input, w World, what string, stack []byte) (out Outcome) {
	defer func() {
		if p := recover(); p != nil {
			out = s.lastResort(prev, in, w)
		}
	}()
	t := s.begin(prev, in, w)
	t.trace(TraceError, "", "panic: "+what, 0)
	t.out.trace.Stack = string(stack)
	t.broken = true
	if err := t.handoff(&rules.Handoff{Reason: "error"}, true); err != nil {
		t.trace(TraceError, "", err.Error(), 0)
	}
	return t.finish()
}

// lastResort hands off without asking the content anything, where the content itself is what fails.
func (s *Shop) lastResort(prev *State, in Input, w World) Outcome {
	st := &State{rev: uint64(w.Now.UnixNano()), seen: w.Now, sessionStart: w.Now}
	if prev != nil {
		st = prev.clone()
	}
	st.rev++
	st.turn++
	due := w.Now.Add(s.set.replyWithin())
	st.owner = owner{active: true, queue: s.set.queueFor(""), reason: "error", within: s.set.replyWithin(), due: due}
	reply := Reply{
		Messages: []Message{{ID: fmt.Sprintf("%s/%d/1", in.Conversation, st.turn), Text: "这个我请同事来回您,稍等。"}},
		Handoff: &Handoff{ID: fmt.Sprintf("%s/%d/2", in.Conversation, st.turn), Queue: st.owner.queue, Reason: "error", Within: st.owner.within, Due: due,
			Story: Story{Customer: in.Customer, Words: st.words, Item: st.item, Order: st.order}},
		Wake: due,
	}
	return Outcome{State: st, Reply: reply}
}
