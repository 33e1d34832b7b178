package engine

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/huashu-go/huashu/rules"
)

// A defect of ours, or a text that fails, becomes a handoff: the process lives and the customer is not left in silence.

// panicked hands the conversation to a person after a defect of ours; the process lives.
func (s *Shop) panicked(prev *State, in Input, w World, what string, stack []byte) (out Outcome) {
	defer func() {
		if p := recover(); p != nil {
			out = s.lastResort(prev, in, w, what, stack)
		}
	}()
	t := s.begin(prev, in, w)
	t.trace(TraceError, "", "panic: "+what, 0)
	t.out.trace.Stack = string(stack)
	t.broken = true
	t.st.hearFrom(in)
	if err := t.handoff(&rules.Handoff{Reason: "error"}, true); err != nil {
		t.trace(TraceError, "", err.Error(), 0)
	}
	return t.finish()
}

// lastResort hands off without asking the content anything, where the content itself is what fails.
func (s *Shop) lastResort(prev *State, in Input, w World, what string, stack []byte) Outcome {
	now := s.now(in, w)
	st := &State{rev: born(now, in), sessionStart: now}
	if prev != nil {
		st = prev.clone()
	}
	st.seen = now
	st.rev++
	st.turn++
	st.hearFrom(in)
	trace := newTrace(s)
	trace.Steps = append(trace.Steps, TraceStep{Kind: TraceError, Detail: "panic: " + what})
	trace.Stack = string(stack)
	due := s.set.hours.addOpen(now, s.set.replyWithin())
	lang := cmp.Or(st.language, s.set.language)
	id := in.Conversation + "/" + strconv.FormatUint(st.rev, 10) + "/"
	reply := Reply{Trace: trace, Handoff: &Handoff{ID: id + "2", Queue: s.set.queueFor(""), Reason: "error", Within: s.set.replyWithin(), Due: due,
		Story: Story{Customer: cmp.Or(st.customer, in.Customer, in.Conversation), Channel: cmp.Or(in.Channel, st.channel), Since: st.sessionStart, Words: st.words,
			Intents: st.intents, Item: st.item, Order: st.order, Promised: st.promised, Tried: st.tried, Attachments: st.files}}}
	if !st.owner.active {
		reply.Messages = []Message{{ID: id + "1", Text: cmp.Or(s.texts.plain[lang], builtinError()[lang])}}
	}
	if !st.owner.active {
		st.owner = owner{active: true, called: now, queue: reply.Handoff.Queue, reason: "error", within: reply.Handoff.Within, due: due}
	}
	st.form, st.menu, st.need, st.expect = nil, nil, nil, nil
	st.endBurst()
	reply.Wake = s.zoned(st.Wake())
	reply = reply.in(s.set.loc) // the story's lists are the state's own
	if in.ID != "" {
		kept := append(slices.Clone(st.recent), recorded{in.ID, reply.recording()})
		st.recent = kept[max(0, len(kept)-keptReplies):]
	}
	return Outcome{State: st, Reply: reply}
}

// hearFrom keeps what a customer sent for the story.
func (s *State) hearFrom(in Input) {
	if in.Event != "" || in.From != Customer {
		return
	}
	for _, a := range in.Attachments {
		s.remember(&s.files, fileNote(a), keptWords)
	}
	if in.Text != "" {
		s.remember(&s.words, cutRunes(in.Text, keptRunes), keptWords)
	}
}
