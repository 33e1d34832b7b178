package engine

import (
	"cmp"
	"errors"
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
	articles []string
	reached  []string
	timers   []Timer
	cancel   []string
	notes    []Field
	trace    *Trace
	alone    bool
	answered bool
	asks     bool // a question was asked, to be answered with the next message
}

type bubble struct {
	text    string
	choices []string
	attach  []string
	last    bool // belongs behind everything else: it calls a person
	lost    bool // answers nothing: it was not understood
}

// clone is a copy that goes on apart from o, but for the trace.
func (o *output) clone() output {
	out := *o
	for _, list := range []*[]string{&out.intents, &out.rules, &out.articles, &out.reached, &out.cancel} {
		*list = slices.Clone(*list)
	}
	out.bubbles, out.actions, out.timers, out.notes = slices.Clone(o.bubbles), slices.Clone(o.actions), slices.Clone(o.timers), slices.Clone(o.notes)
	return out
}

func (o *output) act(name string, fields ...Field) {
	a := Action{Name: name, Fields: fields}
	if part, text := a.Get("part"), a.Get("text"); name == "note" && part != nil && text != nil {
		o.notes = append(o.notes, Field{"part", part}, Field{"text", text})
	}
	o.actions = append(o.actions, a)
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
	}
	for _, text := range res.Bubbles {
		t.out.bubbles = append(t.out.bubbles, bubble{text: text, last: res.Handoff != nil})
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
		t.out.bubbles = append(t.out.bubbles, bubble{text: text, last: strings.HasPrefix(key, "handoff"), lost: key == "not_understood"})
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

// finish joins what was said into the reply and closes the state. Where the shop's notice, tone or mood waits for a lookup the
// outcome is what it needs.
func (t *turn) finish() Outcome {
	bubbles := t.order()
	notice, prefix, err := t.voice(bubbles)
	if errors.Is(err, rules.ErrNeeds) {
		return Outcome{Needs: t.needs}
	}
	t.closeLedger()
	reply := Reply{Handoff: t.out.handoff, Actions: t.out.actions, Trace: t.out.trace, Wake: t.shop.zoned(t.st.Wake())}
	if n := len(bubbles); n > 0 {
		reply.Messages = make([]Message, 0, n+1)
	}
	if notice != "" {
		reply.Messages = append(reply.Messages, Message{Text: notice})
	}
	for _, b := range bubbles {
		reply.Messages = append(reply.Messages, Message{Text: prefix + b.text, Prefix: prefix, Choices: b.choices, Attachments: b.attach})
		prefix = ""
	}
	t.number(&reply)
	if t.in.ID != "" {
		kept := append(copyOf(t.st.recent), recorded{t.in.ID, reply.recording()})
		t.st.recent = kept[max(0, len(kept)-keptReplies):]
	}
	return Outcome{State: t.st, Reply: reply, Intents: t.out.intents, Rules: t.out.rules, Articles: t.out.articles, Notes: t.out.notes, Focus: t.st.item,
		Timers: t.out.timers, Cancelled: t.out.cancel, Reached: t.out.reached}
}

// recording is the reply as it is kept for redeliveries: without the trace, and apart from the one that the host gets and may
// change.
func (r *Reply) recording() *Reply {
	kept := r.in(time.UTC)
	kept.Trace = nil
	return &kept
}

// voice opens the answer in the shop's voice: a notice before it, a line for the customer's mood, a prefix.
func (t *turn) voice(bubbles []bubble) (notice, prefix string, err error) {
	if len(bubbles) == 0 || t.broken {
		return "", "", nil
	}
	if t.in.From == Customer {
		if err := t.openWithMood(bubbles); err != nil {
			return "", "", err
		}
	}
	if prefix, err = t.tonePrefix(); err != nil {
		return "", "", err
	}
	notice, err = t.notice()
	return notice, prefix, err
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

// number gives every message, action and handoff its stable id: conversation/turn/n. The turn is the state's revision, so that a
// conversation which was forgotten, expired or evicted and began anew repeats no id.
func (t *turn) number(r *Reply) {
	buf := make([]byte, 0, len(t.in.Conversation)+24)
	buf = append(append(buf, t.in.Conversation...), '/')
	buf = append(strconv.AppendUint(buf, t.st.rev, 10), '/')
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

// in is a copy of the reply, apart from it to the last list, with all its times in a zone: a stored one comes back in that of the
// machine.
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
	out.Messages = slices.Clone(r.Messages)
	for i := range out.Messages {
		m := &out.Messages[i]
		m.Choices, m.Attachments = slices.Clone(m.Choices), slices.Clone(m.Attachments)
	}
	out.Actions = slices.Clone(r.Actions)
	for i := range out.Actions {
		out.Actions[i].Fields = fields(out.Actions[i].Fields)
	}
	if r.Handoff != nil {
		h := *r.Handoff
		h.Due, h.Story.Since, h.Story.Slots = zoned(h.Due), zoned(h.Story.Since), fields(h.Story.Slots)
		for _, list := range []*[]string{&h.Story.Words, &h.Story.Intents, &h.Story.Tried, &h.Story.Promised, &h.Story.Attachments} {
			*list = slices.Clone(*list)
		}
		out.Handoff = &h
	}
	return out
}

// openWithMood puts the shop's line for the customer's mood before the first answer. A text that calls a person, or that has not
// understood, is opened by an apology only: 您先别急,我这就帮您看 would promise what the next words take back.
func (t *turn) openWithMood(bubbles []bubble) error {
	texts := t.shop.moods[t.heard.Mood]
	if t.heard.Mood == "" || texts == nil || t.heard.Mood != "angry" && (bubbles[0].last || bubbles[0].lost) {
		return nil
	}
	line, err := t.script(texts)
	bubbles[0].text = line + bubbles[0].text
	return err
}

// script renders a text of the shop's settings; "" where it cannot be said.
func (t *turn) script(x *rules.Script) (string, error) {
	res, err := t.shop.rules.Say(t.ruleTurn(), x)
	if err != nil {
		return "", unlessNeeds(err)
	}
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	return strings.Join(res.Bubbles, "\n"), nil
}

// tonePrefix is said before the first answer of a turn.
func (t *turn) tonePrefix() (string, error) {
	tone := t.shop.tone
	if tone == nil || t.language() == "en" {
		return "", nil
	}
	if tone.skip != nil {
		if skip, err := t.shop.rules.Test(t.ruleTurn(), tone.skip); skip || err != nil {
			return "", unlessNeeds(err)
		}
	}
	return t.script(tone.prefix)
}

// notice is said once a session, before the first reply, as a bubble of its own: the first that holds.
func (t *turn) notice() (string, error) {
	if t.st.noticed || t.in.From != Customer || t.in.Event != "" && t.in.Event != "chat.open" {
		return "", nil
	}
	t.st.noticed = true
	for _, n := range t.shop.notices {
		ok, err := t.shop.rules.Test(t.ruleTurn(), n.when)
		if err := unlessNeeds(err); err != nil {
			return "", err
		}
		if !ok {
			continue
		}
		if line, err := t.script(n.say); line != "" || err != nil {
			return line, err
		}
	}
	return "", nil
}
