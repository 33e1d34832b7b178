package engine

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// A customer's message, before its words are understood: who has the conversation, bursts, attachments, lengths.

// message answers a customer.
func (t *turn) message() error {
	st := t.st
	st.hearFrom(t.in)
	if st.owner.active {
		t.trace(TraceOwner, "", "a person has the conversation", 0)
		t.listen()
		t.intent = ""
		return t.overdue()
	}
	if t.shop.set.botOff {
		t.intent = t.listen()
		return t.handoff(&rules.Handoff{Reason: "bot_off"}, true)
	}
	t.keepAttachment()
	if t.shop.set.burst > 0 && t.burstGoesOn() {
		return nil
	}
	if t.in.Text == "" && len(t.in.Attachments) > 0 {
		return t.attachment()
	}
	if len(st.burst) > 0 { // the shop waits no longer: what waited is answered with this
		t.in.Text = strings.Join(append(copyOf(st.burst), t.in.Text), "\n")
		st.endBurst()
	}
	return t.hear()
}

// fileNote is what the story says of an attachment: its kind, its name, and where it is unless that is very long.
func fileNote(a Attachment) string {
	parts := []string{a.Kind, a.Name}
	if len(a.URL) <= maxURL {
		parts = append(parts, a.URL)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// maxURL bounds the addresses of attachments that a story keeps, in bytes.
const maxURL = 400

// burstGoesOn puts the message off until the customer pauses: 在吗 / 这款 / 有L吗 are answered once. A picture among them is kept
// for a person and not answered by itself, unless a form waits for it. A burst that is full is answered at once.
func (t *turn) burstGoesOn() bool {
	st := t.st
	if len(t.in.Attachments) > 0 && t.awaitsAttachment() {
		return false
	}
	if t.in.Text == "" {
		if len(t.in.Attachments) == 0 || len(st.burst) == 0 {
			return false
		}
		st.stretchBurst(t.now, t.shop.set.burst)
		return true
	}
	st.addToBurst(cutRunes(t.in.Text, 3*keptRunes), t.now, t.shop.set.burst)
	if len(st.burst) < mostBurst {
		return true
	}
	t.joinBurst()
	return false
}

// burstOver answers the messages of a burst as one.
func (t *turn) burstOver() error {
	t.in.Event = ""
	t.joinBurst()
	return t.hear()
}

func (t *turn) joinBurst() {
	t.in.Text = strings.Join(t.st.burst, "\n")
	t.st.endBurst()
}

// hear understands the text and answers it.
func (t *turn) hear() error {
	text, cut := t.in.Text, false
	if short := cutRunes(text, intents.MaxRunes); short != text {
		t.in.Text, cut = short, true
	}
	if blank(t.in.Text) {
		return t.text("empty")
	}
	t.understand()
	t.wish()
	if cut {
		if err := t.text("too_long"); err != nil {
			return err
		}
	}
	if err := t.route(); err != nil {
		return err
	}
	return t.takeUpLater()
}

// attachment answers a message without words: it is what the form asked for, or something the engine cannot read.
func (t *turn) attachment() error {
	a := t.in.Attachments[0]
	if t.awaitsAttachment() {
		t.fill(t.shop.set.slotDef(t.st.form.slot), rules.Text(a.Name))
		if err := t.formGoesOn(); err != nil {
			return err
		}
		return t.takeUpLater()
	}
	if !slices.Contains(AttachmentKinds(), a.Kind) {
		a.Kind = "file"
	}
	return t.text(a.Kind)
}

// keepAttachment fills slots that take a picture or file whenever it comes. The first one of an order or session stays.
func (t *turn) keepAttachment() {
	at := slices.IndexFunc(t.in.Attachments, func(a Attachment) bool { return a.Kind != "voice" })
	if at < 0 {
		return
	}
	for i := range t.shop.set.slots {
		d := &t.shop.set.slots[i]
		if d.kind == "attachment" && !d.onlyAsked && !t.st.slot(d.name).IsSet() {
			t.fill(d, rules.Text(t.in.Attachments[at].Name))
		}
	}
}

// awaitsAttachment tells whether the open question asks for a picture or a file.
func (t *turn) awaitsAttachment() bool {
	if t.st.form == nil {
		return false
	}
	d := t.shop.set.slotDef(t.st.form.slot)
	return d != nil && d.kind == "attachment"
}

func blank(s string) bool {
	for _, r := range s {
		if r > ' ' && r != '\u200b' && r != '\ufeff' && r != '　' && r != '\u00a0' {
			return false
		}
	}
	return true
}
