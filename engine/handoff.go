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
	speak = speak && !t.st.owner.active // the person who is there speaks
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
	before := t.st.owner
	t.st.owner = owner{active: true, queue: h.Queue, reason: h.Reason, level: level, within: h.Within, due: due, urgent: h.Urgent, reassured: before.reassured}
	if t.st.owner.called = before.called; !before.active || before.called.IsZero() {
		t.st.owner.called = t.now
	}
	if before.joined {
		t.st.owner.joined, t.st.owner.due = true, before.due // whoever is there stays
	}
	if level >= t.shop.set.desk.levels {
		t.st.owner.within = 0
	}
	t.st.form, t.st.menu, t.st.need, t.st.expect, t.st.later = nil, nil, nil, nil, nil
	t.st.endBurst()
	t.closeLedger()
	t.out.handoff = &Handoff{Queue: h.Queue, Reason: h.Reason, Level: level, Within: h.Within, Due: due, Urgent: h.Urgent, Story: t.story()}
	t.trace(TraceHandoff, h.Queue, h.Reason, float64(level))
	t.st.remember(&t.st.promised, "reply by "+due.Format(time.RFC3339), keptWords)
}

// giveUp says one of the engine's texts and calls a person.
func (t *turn) giveUp(reason, key string) error {
	t.handing = rules.Handoff{Within: t.shop.set.replyWithin()}
	if key == "handoff" || t.st.owner.active {
		return t.handoff(&rules.Handoff{Reason: reason}, true)
	}
	res, err := t.shop.texts.say(t, key)
	if err != nil {
		res = rules.Result{}
	}
	for _, v := range res.Variants {
		t.st.setVariant(v)
	}
	for _, text := range res.Bubbles {
		t.out.bubbles = append(t.out.bubbles, bubble{text: text, last: true})
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
	if deal := t.dealText(); deal != "" && !slices.Contains(s.Promised, deal) {
		s.Promised = append(s.Promised, deal) // agreed in an earlier session, and still good
	}
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

// requests are intents by which a customer wants something done rather than answered.
var requests = []string{"returns.request", "returns.exchange", "returns.refund", "order.modify", "order.cancel", "human", "invoice"}

// demand classes what the customer wants: a complaint wherever one was made in the session, a request that something be done, or a
// consultation. Who asks for a person wants what was asked before that.
func demand(intent string, session []string) string {
	all := append(slices.Clone(session), intent)
	if slices.ContainsFunc(all, func(id string) bool { return strings.HasPrefix(id, "complaint.") || id == "compensation" }) {
		return "complaint"
	}
	if intent == "human" || intent == "" {
		for _, id := range slices.Backward(session) {
			if id != "human" {
				intent = id
				break
			}
		}
	}
	if slices.Contains(requests, intent) || isBargain(intent) {
		return "request"
	}
	return "consultation"
}
