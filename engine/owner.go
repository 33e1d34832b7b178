package engine

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// Who has the conversation: the engine, a person who was called, or one who is there. While it is a person's the engine listens,
// says nothing to the customer and lets events do their work; when nobody comes it calls again. The person gives the conversation
// back by the event agent.release, by a word of their own, or by not writing for long.

// deskRules are the shop's `desk`.
type deskRules struct {
	levels       int           // how often a person is called again when nobody has come
	releaseAfter time.Duration // a conversation is given back when its person has not written for so long
	words        []string      // a person's message that is one of these gives it back, normalised
}

// releaseWords are what gives a conversation back unless the shop names its own words.
var releaseWords = []string{"交回", "交还", "交回机器人", "hand back"}

func loadDesk(n *source.Node, errs *source.List) deskRules {
	d := deskRules{levels: 2, releaseAfter: 12 * time.Hour}
	f := n.Fields(errs, "desk", format.Keys("desk")...)
	if v := f.Get("levels"); v != nil {
		if d.levels = v.Int(errs, "levels"); d.levels < 0 || d.levels > 10 {
			errs.Add(v.Pos(), "from 0, never again, to 10", "levels is %d", d.levels)
		}
	}
	if v := f.Get("release_after"); v != nil {
		before := errs.Len()
		if d.releaseAfter = v.Duration(errs, "release_after"); d.releaseAfter < time.Minute && errs.Len() == before {
			errs.Add(v.Pos(), "a minute or more: a person needs time to type", "release_after is %v", d.releaseAfter)
		}
	}
	v := f.Get("release_words")
	words := releaseWords
	switch {
	case v != nil && v.IsNull():
		errs.Add(v.Pos(), "write words, or [] for none", "release_words: has no value")
	case v != nil:
		words = v.Texts(errs, "release_words")
	}
	for _, w := range words {
		word := bareWord(w)
		if word == "" {
			errs.Add(v.Pos(), "a word that nobody writes to a customer by itself, such as 交回", "release_words: %q has no word in it", w)
		}
		d.words = append(d.words, word)
	}
	return d
}

// bareWord is a message without what may stand around a command: /交回 and 交回。 are the word 交回.
func bareWord(s string) string {
	return strings.Trim(text.String(s), "/#@.!~, \u3002\uff01\uff0c\uff5e")
}

// personSpoke remembers what a person of the shop wrote: from then on they have the conversation, unless it is the word that gives
// it back.
func (t *turn) personSpoke() {
	said := "a> " + cutRunes(t.in.Text, keptRunes)
	for _, a := range t.in.Attachments {
		said += " [" + strings.TrimSpace(a.Kind+" "+a.Name) + "]"
	}
	t.st.remember(&t.st.words, said, keptWords)
	if slices.Contains(t.shop.set.desk.words, bareWord(t.in.Text)) {
		t.release("by the person's word")
		return
	}
	t.personCame("an agent has spoken")
}

// personCame ends what waited for an answer of the customer: it is the person who gets that.
func (t *turn) personCame(how string) {
	o := &t.st.owner
	o.active, o.joined, o.due = true, true, t.now
	t.st.form, t.st.menu, t.st.need, t.st.expect, t.st.later = nil, nil, nil, nil, nil
	t.st.endBurst()
	t.trace(TraceOwner, "", how, 0)
}

// release gives the conversation back to the engine.
func (t *turn) release(how string) {
	t.st.owner = owner{}
	t.st.missed = 0
	t.trace(TraceOwner, "", "released "+how, 0)
}

// releaseInTime gives back what nobody has cared for in a long time: a person who was there and has not written since, or
// one who was called for the last time and never came.
func (t *turn) releaseInTime() {
	o := &t.st.owner
	if o.active && (o.joined || o.within <= 0) && t.now.Sub(o.due) > t.shop.set.desk.releaseAfter {
		t.release("in time")
	}
}

// listen takes in what the customer tells a person, for the story and so that it is not asked again afterwards. What they bargain
// about is between the two of them. It returns the first question.
func (t *turn) listen() (intent string) {
	if blank(t.in.Text) {
		return ""
	}
	t.in.Text = cutRunes(t.in.Text, intents.MaxRunes)
	t.understand()
	questions := t.questions(t.intentIDs())
	for _, id := range questions {
		t.st.rememberOnce(&t.st.intents, id, keptWords)
		t.st.lastIntent = id
	}
	if len(questions) == 0 {
		return ""
	}
	return questions[0]
}

// quietly lets an event or a timer do its work. While a person has the conversation nothing is said or asked: the person speaks.
func (t *turn) quietly(work func() error) error {
	if !t.st.owner.active {
		return work()
	}
	before, said := *t.st, len(t.out.bubbles)
	err := work()
	if len(t.out.bubbles) > said {
		t.out.bubbles = t.out.bubbles[:said]
		t.trace(TraceOwner, "", "not said: a person has the conversation", 0)
		t.st.uses, t.st.steps = before.uses, before.steps // what nobody saw is said another time
	}
	st := t.st
	st.form, st.menu, st.need, st.expect, st.sheet, st.variants = before.form, before.menu, before.need, before.expect, before.sheet, before.variants
	return err
}

// overdue calls again, one level louder, when nobody has come in time. The customer is reassured once.
func (t *turn) overdue() error {
	o := t.st.owner
	if !o.active || o.joined || o.within <= 0 || t.now.Before(o.due) {
		return nil
	}
	if o.level >= t.shop.set.desk.levels {
		t.st.owner.within = 0 // the shop wants fewer calls than it did
		return nil
	}
	t.handing = rules.Handoff{Queue: o.queue, Reason: o.reason, Within: o.within, Urgent: o.urgent}
	if _, err := t.orders(); errors.Is(err, rules.ErrNeeds) {
		return err // the story names the order
	}
	if !o.reassured {
		key := "handoff_late"
		if !t.shop.set.hours.open(t.now) {
			key = "handoff_closed" // they all went home: to have been reminded would help nobody
		}
		if err := t.text(key); err != nil {
			return err
		}
	}
	t.signal(o.level + 1)
	t.st.owner.reassured = true
	return nil
}
