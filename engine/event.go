package engine

import (
	"fmt"
	"slices"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// event works on something that happened in the shop. Events run while a person has the conversation, too.
func (t *turn) event() error {
	name := t.in.Event
	if err := t.eventOrder(); err != nil {
		return err
	}
	t.cancelTimers("event." + name)
	switch name {
	case "wake":
		return t.wake()
	case "agent.join":
		t.personCame("an agent has joined")
		return nil
	case "agent.release":
		t.release("by the event")
		return nil
	case "approval.granted", "approval.refused":
		return t.approval(name == "approval.granted")
	case "order.paid":
		// The budget is anew for the next order; what was agreed was for this one.
		defer func() {
			t.noteGift()
			t.ledger.Given, t.ledger.Deal, t.ledger.Offer = 0, rules.Deal{}, rules.Offer{}
			t.st.given, t.st.givenAt, t.st.deals = 0, time.Time{}, nil
		}()
	}
	return t.decideEvent("event." + name)
}

// decideEvent lets the rules answer an event. One that no rule answers is no news for the customer.
func (t *turn) decideEvent(name string) error {
	if t.shop.set.botOff {
		return nil // nothing is said by itself
	}
	return t.quietly(func() error {
		t.intent = name
		before := t.ledger
		d, err := t.shop.rules.Decide(t.ruleTurn())
		if err != nil {
			return err
		}
		t.traceTried(d.Tried)
		if d.Outcome != rules.Answered && d.Outcome != rules.Asks {
			return nil
		}
		if held := t.hold(d, timer{rule: d.Rule.ID, step: ownAnswer, order: t.st.order, item: t.st.item}); held != sent {
			t.ledger = before
			return nil
		}
		return t.decided(t.intent, d)
	})
}

// ownAnswer is the step of a timer that says the rule's own answer, put off by quiet hours.
const ownAnswer = -1

// eventOrder moves the focus to the order and product of the event.
func (t *turn) eventOrder() error {
	if code, ok := t.in.Data["product"].(string); ok {
		t.focus(cutRunes(code, maxName))
	}
	if no, ok := t.in.Data["order"]; ok {
		t.st.setOrder(cutRunes(fmt.Sprint(no), maxName))
	}
	for _, name := range []string{"colour", "size"} {
		if v, ok := t.in.Data[name].(string); ok {
			t.assign(rules.Assigned{Name: name, Value: rules.Text(v)})
		}
	}
	event := "event." + t.in.Event
	if t.in.Data["order"] == nil || t.in.Data["product"] != nil || !t.shop.rules.Reads(event, "item.") && !t.shop.rules.Reads(event, "sku.") {
		return nil // nobody asks what was ordered
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return unlessNeeds(err)
	}
	t.focus(o.Product)
	t.st.setOrder(o.No)
	return nil
}

// approval ends the waiting for a person's word on a concession, for the product it was asked for.
func (t *turn) approval(agreed bool) error {
	w := t.st.waiting
	t.st.waiting = nil
	if w == nil {
		return nil
	}
	t.release("with the decision")
	t.focus(w.item)
	t.intent = "event." + t.in.Event
	t.ledger.Offer = w.offer
	if agreed {
		wish := w.wish
		wish.Approved = true
		if t.ledger.Grant(wish, t.now) != rules.Granted {
			return t.handoff(&rules.Handoff{Reason: "approval"}, true) // what was approved is no longer possible: a person must say so
		}
		t.granted()
	}
	d, err := t.shop.rules.Decide(t.ruleTurn())
	if err != nil {
		return err
	}
	t.traceTried(d.Tried)
	switch {
	case d.Outcome == rules.Answered:
		return t.decided(t.intent, d)
	case agreed:
		return t.text("approved")
	}
	return t.text("approval_refused")
}

// wake does everything that is due: timers, an overdue handoff, a sheet that nobody confirmed.
func (t *turn) wake() error {
	if err := t.overdue(); err != nil {
		return err
	}
	if s := t.st.sheet; s != nil && !s.until.IsZero() && !t.now.Before(s.until) {
		t.st.sheet = nil
	}
	if due := t.st.burstDue; !due.IsZero() && !t.now.Before(due) && !t.st.owner.active {
		return t.burstOver()
	}
	if due := t.st.idleDue; !due.IsZero() && !t.st.idled && !t.now.Before(due) {
		t.st.idled, t.st.idleDue = true, time.Time{}
		if err := t.decideEvent("event.idle"); err != nil {
			return err
		}
	}
	var due []timer
	t.st.timers = slices.DeleteFunc(slices.Clone(t.st.timers), func(tm timer) bool {
		if tm.due.After(t.now) {
			return false
		}
		due = append(due, tm)
		return true
	})
	slices.SortStableFunc(due, func(a, b timer) int { return a.due.Compare(b.due) })
	for _, tm := range due {
		if err := t.followUp(tm); err != nil {
			return err
		}
	}
	return nil
}
