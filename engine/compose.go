package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// output is what a turn has said and done so far.
type output struct {
	bubbles  []bubble
	actions  []Action
	handoff  *Handoff
	intents  []string
	rules    []string
	reached  []string
	timers   []Timer
	cancel   []string
	notes    []Field
	trace    *Trace
	alone    bool
	answered bool
}

type bubble struct {
	text    string
	choices []string
	attach  []string
	engine  bool // a text of the engine, not of a rule
	last    bool // belongs behind everything else: a handoff
}

func (o *output) act(name string, fields ...Field) {
	if name == "note" {
		o.notes = append(o.notes, fields[0], fields[1])
	}
	o.actions = append(o.actions, Action{Name: name, Fields: fields})
}

// emit adds the bubbles of an answer, with its choices and attachments on the last one.
func (t *turn) emit(res rules.Result) {
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	for _, ref := range res.Rules {
		name := ref.ID
		if ref.Step > 0 {
			name += "#" + strconv.Itoa(ref.Step)
		}
		t.out.rules = append(t.out.rules, name)
		t.trace(TraceRule, ref.ID, name, 0)
	}
	if res.Alone {
		t.out.alone = true
		t.out.bubbles = slices.DeleteFunc(t.out.bubbles, func(b bubble) bool { return !b.engine })
	}
	for _, text := range res.Bubbles {
		t.out.bubbles = append(t.out.bubbles, bubble{text: text})
	}
	if len(res.Choices)+len(res.Attach) > 0 {
		if len(res.Bubbles) == 0 {
			t.out.bubbles = append(t.out.bubbles, bubble{})
		}
		b := &t.out.bubbles[len(t.out.bubbles)-1]
		for _, c := range res.Choices {
			b.choices = append(b.choices, c.Label)
		}
		b.attach = append(b.attach, res.Attach...)
	}
	t.out.answered = t.out.answered || len(res.Bubbles) > 0
}

// text says one of the engine's own texts.
func (t *turn) text(key string) error {
	res, err := t.shop.texts.say(t, key)
	if err != nil {
		return err
	}
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	for _, text := range res.Bubbles {
		t.out.bubbles = append(t.out.bubbles, bubble{text: text, engine: true, last: strings.HasPrefix(key, "handoff")})
	}
	return nil
}

func (t *turn) textLine(key string) (string, error) {
	res, err := t.shop.texts.say(t, key)
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	return strings.Join(res.Bubbles, ""), err
}

// finish joins what was said into the reply and closes the state.
func (t *turn) finish() Outcome {
	t.closeLedger()
	bubbles := t.order()
	if len(bubbles) > 0 && t.in.From == Customer {
		t.openWithMood(bubbles)
	}
	reply := Reply{Handoff: t.out.handoff, Trace: t.out.trace}
	prefix := ""
	if len(bubbles) > 0 {
		prefix = t.tonePrefix()
	}
	if notice := t.notice(len(bubbles) > 0); notice != "" {
		reply.Messages = append(reply.Messages, Message{Text: notice})
	}
	for _, b := range bubbles {
		reply.Messages = append(reply.Messages, Message{Text: prefix + b.text, Prefix: prefix, Choices: b.choices, Attachments: b.attach})
		prefix = ""
	}
	reply.Actions = t.out.actions
	reply.Wake = t.shop.zoned(t.st.Wake())
	t.number(&reply)
	if t.in.ID != "" {
		kept := append(slices.Clone(t.st.recent), recorded{t.in.ID, &reply})
		t.st.recent = kept[max(0, len(kept)-keptReplies):]
	}
	return Outcome{State: t.st, Reply: reply, Intents: t.out.intents, Rules: t.out.rules, Notes: t.out.notes, Focus: t.st.item,
		Timers: t.out.timers, Cancelled: t.out.cancel, Reached: t.out.reached}
}

// order puts a handoff's text last, drops empty bubbles and repeated texts.
func (t *turn) order() []bubble {
	kept := t.out.bubbles[:0]
	for _, b := range t.out.bubbles {
		twice := slices.ContainsFunc(kept, func(o bubble) bool { return o.text != "" && o.text == b.text })
		if b.text == "" && len(b.attach)+len(b.choices) == 0 || twice {
			continue
		}
		kept = append(kept, b)
	}
	slices.SortStableFunc(kept, func(a, b bubble) int { return cmp.Compare(rank(a), rank(b)) })
	return kept
}

func rank(b bubble) int {
	if b.last {
		return 1
	}
	return 0
}

// number gives every message, action and handoff its stable id: conversation/turn/n.
func (t *turn) number(r *Reply) {
	buf := make([]byte, 0, len(t.in.Conversation)+16)
	buf = append(append(buf, t.in.Conversation...), '/')
	buf = append(strconv.AppendUint(buf, uint64(t.st.turn), 10), '/')
	n := int64(0)
	id := func() string {
		n++
		return string(strconv.AppendInt(buf, n, 10))
	}
	for i := range r.Messages {
		r.Messages[i].ID = id()
	}
	for i := range r.Actions {
		r.Actions[i].ID = id()
	}
	if r.Handoff != nil {
		r.Handoff.ID = id()
	}
}

// in is the reply with all its times in a zone: a stored one comes back in that of the machine. r is not changed.
func (r *Reply) in(loc *time.Location) Reply {
	out := *r
	zoned := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.In(loc)
	}
	fields := func(in []Field) []Field {
		in = slices.Clone(in)
		for i := range in {
			if t, ok := in[i].Value.(time.Time); ok {
				in[i].Value = zoned(t)
			}
		}
		return in
	}
	out.Wake = zoned(r.Wake)
	out.Actions = slices.Clone(r.Actions)
	for i := range out.Actions {
		out.Actions[i].Fields = fields(out.Actions[i].Fields)
	}
	if r.Handoff != nil {
		h := *r.Handoff
		h.Due, h.Story.Since, h.Story.Slots = zoned(h.Due), zoned(h.Story.Since), fields(h.Story.Slots)
		out.Handoff = &h
	}
	return out
}

// openWithMood puts the shop's line for the customer's mood before the first answer.
func (t *turn) openWithMood(bubbles []bubble) {
	mood := t.heard.Mood
	texts := t.shop.moods[mood]
	if mood == "" || texts == nil {
		return
	}
	res, err := t.shop.rules.Say(t.ruleTurn(), texts)
	if err != nil || len(res.Bubbles) == 0 {
		return
	}
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	bubbles[0].text = strings.Join(res.Bubbles, "") + bubbles[0].text
}

// tonePrefix is said before the first answer of a turn. It rotates with the turns of the conversation.
func (t *turn) tonePrefix() string {
	tone := t.shop.tone
	if tone == nil || t.language() == "en" || tone.skip != nil && t.shop.rules.Test(t.ruleTurn(), tone.skip) {
		return ""
	}
	res, err := t.shop.rules.Say(t.ruleTurn(), tone.prefix)
	if err != nil || len(res.Bubbles) == 0 {
		return ""
	}
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	return res.Bubbles[0]
}

// notice is said once a session, before the first reply, as a bubble of its own.
func (t *turn) notice(speaks bool) string {
	if !speaks || t.st.noticed || t.in.From != Customer || t.in.Event != "" && t.in.Event != "chat.open" {
		return ""
	}
	t.st.noticed = true
	for _, n := range t.shop.notices {
		if !t.shop.rules.Test(t.ruleTurn(), n.when) {
			continue
		}
		if res, err := t.shop.rules.Say(t.ruleTurn(), n.say); err == nil && len(res.Bubbles) > 0 {
			return strings.Join(res.Bubbles, "\n")
		}
	}
	return ""
}
