package engine

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// handoff calls a person and falls silent to the customer. With speak the engine's own text is said: a customer is never
// left in silence.
func (t *turn) handoff(h *rules.Handoff, speak bool) error {
	if t.out.handoff != nil {
		return nil // once a turn
	}
	t.handing = *h
	if h.Within <= 0 {
		t.handing.Within = t.shop.set.replyWithin()
	}
	if t.handing.Queue == "" {
		t.handing.Queue = t.shop.set.queueFor(t.intent)
	}
	if t.handing.Reason == "" {
		t.handing.Reason = t.intent
	}
	// The story names the order; an order that cannot be looked up keeps nobody from coming.
	if _, err := t.orders(); !t.broken && errors.Is(err, rules.ErrNeeds) {
		return err
	}
	if speak {
		key := "handoff"
		if !t.shop.set.hours.open(t.now) {
			key = "handoff_closed"
		}
		if err := t.text(key); err != nil {
			return err
		}
	}
	t.signal(0)
	return nil
}

// signal sends the handoff that t.handing describes and remembers who has the conversation.
func (t *turn) signal(level int) {
	h := t.handing
	due := t.due()
	t.st.owner = owner{active: true, queue: h.Queue, reason: h.Reason, level: level, within: h.Within, due: due, urgent: h.Urgent}
	t.st.form, t.st.menu, t.st.need, t.st.expect = nil, nil, nil, nil
	t.st.endBurst()
	t.closeLedger()
	t.out.handoff = &Handoff{Queue: h.Queue, Reason: h.Reason, Level: level, Within: h.Within, Due: due, Urgent: h.Urgent, Story: t.story()}
	t.trace(TraceHandoff, h.Queue, h.Reason, float64(level))
	t.st.remember(&t.st.promised, "reply by "+due.Format(time.RFC3339), keptWords)
}

// giveUp says one of the engine's texts and calls a person.
func (t *turn) giveUp(reason, key string) error {
	t.handing = rules.Handoff{Within: t.shop.set.replyWithin()}
	if key == "handoff" {
		return t.handoff(&rules.Handoff{Reason: reason}, true)
	}
	res, err := t.shop.texts.say(t, key)
	if err != nil {
		res = rules.Result{}
	}
	for _, text := range res.Bubbles {
		t.out.bubbles = append(t.out.bubbles, bubble{text: text, engine: true, last: true})
	}
	return t.handoff(&rules.Handoff{Reason: reason}, len(res.Bubbles) == 0)
}

// unavailable says that a lookup failed and calls a person.
func (t *turn) unavailable() error { return t.giveUp("unavailable", "unavailable") }

// needsApproval asks a person for a concession above what the engine may grant.
func (t *turn) needsApproval(w rules.Wish) error {
	t.st.waiting = &pendingWish{wish: w, offer: t.ledger.Offer, item: t.st.item}
	return t.giveUp("approval", "approval")
}

// story is everything that a person must know so that nothing is asked twice.
func (t *turn) story() Story {
	st := t.st
	s := Story{Customer: t.customer(), Channel: st.channel, Since: st.sessionStart.In(t.shop.set.loc), Intents: slices.Clone(st.intents), Words: slices.Clone(st.words),
		Item: st.item, Colour: st.colour, Size: st.size, Order: st.order, Tried: slices.Clone(st.tried), Promised: slices.Clone(st.promised),
		Mood: st.mood, Attachments: slices.Clone(st.files)}
	s.Demand = demand(t.intent, st.intents)
	for _, a := range t.world.Answers {
		if a.Call.Name != "orders" || a.Failed {
			continue
		}
		if stage, err := t.stage(); err == nil {
			s.Stage = stage.Text()
		}
		if o, err := t.currentOrder(); err == nil && o != nil {
			s.Order = o.No
			if s.Item == "" {
				s.Item = o.Product
			}
		}
	}
	for _, v := range st.slots {
		s.Slots = append(s.Slots, Field{v.name, v.val.Any()})
	}
	slices.SortFunc(s.Slots, func(a, b Field) int { return strings.Compare(a.Name, b.Name) })
	return s
}

// demand classes what the customer wants: a complaint, a request that something be done, or a consultation.
func demand(intent string, session []string) string {
	if strings.HasPrefix(intent, "complaint.") || intent == "compensation" {
		return "complaint"
	}
	request := []string{"returns.request", "returns.exchange", "returns.refund", "order.modify", "order.cancel", "human", "invoice"}
	if slices.Contains(request, intent) || strings.HasPrefix(intent, "bargain.") {
		return "request"
	}
	if slices.ContainsFunc(session, func(id string) bool { return strings.HasPrefix(id, "complaint.") }) {
		return "complaint"
	}
	return "consultation"
}

// overdue signals again, one level louder, and reassures the customer once.
func (t *turn) overdue() error {
	o := t.st.owner
	if !o.active || o.joined || o.level > 0 || o.due.IsZero() || t.now.Before(o.due) {
		return nil
	}
	t.handing = rules.Handoff{Queue: o.queue, Reason: o.reason, Within: o.within, Urgent: o.urgent}
	if !o.reassured {
		if err := t.text("handoff_late"); err != nil {
			return err
		}
	}
	t.signal(o.level + 1)
	t.st.owner.reassured = true
	return nil
}

// release gives the conversation back to the engine.
func (t *turn) release() {
	t.st.owner = owner{}
	t.st.missed = 0
	t.trace(TraceOwner, "", "released", 0)
}
