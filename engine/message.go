package engine

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// A customer's message, before its words are understood: who has the conversation, bursts, attachments, lengths.

func (t *turn) agentSpoke() {
	t.st.owner.active, t.st.owner.joined = true, true
	t.st.endBurst()
	t.st.remember(&t.st.words, "a> "+cutRunes(t.in.Text, keptRunes), keptWords)
	t.trace(TraceOwner, "", "an agent has spoken", 0)
}

// message answers a customer.
func (t *turn) message() error {
	st := t.st
	for _, a := range t.in.Attachments {
		st.remember(&st.files, a.Kind+" "+a.Name, keptWords)
	}
	if t.in.Text != "" {
		st.remember(&st.words, cutRunes(t.in.Text, keptRunes), keptWords)
	}
	if st.owner.active {
		t.trace(TraceOwner, "", "a person has the conversation", 0)
		return nil
	}
	if t.shop.set.botOff {
		return t.handoff(&rules.Handoff{Reason: "bot_off"}, true)
	}
	if t.in.Text == "" && len(t.in.Attachments) > 0 {
		return t.attachment()
	}
	if t.shop.set.burst > 0 && t.in.Text != "" {
		// A customer who types 在吗 / 这款 / 有L吗 is answered once, when the burst is over.
		st.addToBurst(cutRunes(t.in.Text, 3*keptRunes), t.now, t.shop.set.burst)
		return nil
	}
	return t.hear()
}

// burstOver answers the messages of a burst as one.
func (t *turn) burstOver() error {
	t.in.Text, t.in.Event = strings.Join(t.st.burst, "\n"), ""
	t.st.endBurst()
	return t.hear()
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
	if cut {
		if err := t.text("too_long"); err != nil {
			return err
		}
	}
	return t.route()
}

// attachment answers a message without words: it is what the form asked for, or something the engine cannot read.
func (t *turn) attachment() error {
	a := t.in.Attachments[0]
	if f := t.st.form; f != nil {
		if d := t.shop.set.slotDef(f.slot); d != nil && d.kind == "attachment" {
			t.fill(d, rules.Text(a.Name))
			return t.formGoesOn()
		}
	}
	if !slices.Contains([]string{"voice", "video", "image", "file"}, a.Kind) {
		a.Kind = "file"
	}
	return t.text(a.Kind)
}

func blank(s string) bool {
	for _, r := range s {
		if r > ' ' && r != '\u200b' && r != '\ufeff' && r != '　' && r != '\u00a0' {
			return false
		}
	}
	return true
}
