package engine

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/huashu-go/huashu/engine/source"
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
		t.st.owner.active, t.st.owner.joined = true, true
		t.st.endBurst()
		return nil
	case "agent.release":
		t.release()
		return nil
	case "approval.granted", "approval.refused":
		return t.approval(name == "approval.granted")
	case "order.paid":
		// The budget is anew for the next order; what was agreed was for this one.
		defer func() {
			t.ledger.Given, t.ledger.Deal, t.ledger.Offer = 0, rules.Deal{}, rules.Offer{}
			t.st.given, t.st.givenAt, t.st.deals = 0, time.Time{}, nil
		}()
	}
	return t.decideEvent("event." + name)
}

// decideEvent lets the rules answer an event. One that no rule answers is no news for the customer. A message that a cap
// bounds waits for the end of the quiet hours.
func (t *turn) decideEvent(name string) error {
	if t.shop.set.botOff {
		return nil // nothing is said by itself
	}
	t.intent = name
	d, err := t.shop.rules.Decide(t.ruleTurn())
	if err != nil {
		return err
	}
	t.traceTried(d.Tried)
	if d.Outcome != rules.Answered && d.Outcome != rules.Asks {
		return nil
	}
	if d.Rule.Cap != "" && len(d.Rule.FollowUps) == 0 {
		if until, quiet := t.quiet(d.Rule.Cap); quiet {
			t.st.timers = append(slices.Clone(t.st.timers), timer{rule: d.Rule.ID, step: ownAnswer, due: until, order: t.st.order, item: t.st.item})
			return nil
		}
		if !t.mayReachOut(d.Rule.Cap) {
			t.trace(TraceCap, d.Rule.ID, d.Rule.Cap, 0)
			return nil
		}
	}
	return t.decided(t.intent, d)
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
	t.release()
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

// followUp says a timed answer and sets the timer of the next.
func (t *turn) followUp(tm timer) error {
	r := t.shop.rules.Rule(tm.rule)
	if r == nil || tm.step >= len(r.FollowUps) {
		t.trace(TraceGone, tm.rule, "", 0)
		return nil
	}
	if r.Cap != "" {
		if until, quiet := t.quiet(r.Cap); quiet {
			tm.due = until
			t.st.timers = append(slices.Clone(t.st.timers), tm)
			return nil
		}
		if !t.mayReachOut(r.Cap) {
			t.trace(TraceCap, r.ID, r.Cap, 0)
			t.nextTimer(r, tm) // this one is left out, not those after it
			return nil
		}
	}
	back := *t.st
	if err := t.focusTimer(tm); err != nil {
		return err
	}
	defer t.backTo(&back)
	t.intent = "event.wake"
	if tm.step == ownAnswer {
		rt := t.ruleTurn()
		rt.Rule = r.ID
		d, err := t.shop.rules.Decide(rt)
		if err != nil || d.Outcome != rules.Answered && d.Outcome != rules.Asks {
			return err
		}
		return t.decided(r.On[0], d)
	}
	before, step := len(t.out.rules), strconv.Itoa(tm.step+1)
	said, err := t.branch(rules.Ref{Rule: r.ID, Path: "follow_up." + step}, "")
	if err != nil {
		return err
	}
	if said {
		t.out.rules = slices.Insert(t.out.rules, before, r.ID+"#"+step)
	}
	t.nextTimer(r, tm)
	return nil
}

func (t *turn) nextTimer(r *rules.Rule, tm timer) {
	if next := tm.step + 1; next > 0 && next < len(r.FollowUps) {
		t.setTimer(r, next, tm.due, tm.order)
	}
}

// focusTimer looks at the order and product that a timer is about.
func (t *turn) focusTimer(tm timer) error {
	if tm.order == "" {
		t.focus(tm.item)
		return nil
	}
	t.st.setOrder(tm.order)
	o, err := t.currentOrder()
	if err != nil {
		return err
	}
	if o != nil && o.Product != "" {
		t.focus(o.Product)
		t.st.setOrder(tm.order)
	}
	return nil
}

// backTo gives the customer back what was spoken of before a timer spoke, unless it left something to answer.
func (t *turn) backTo(before *State) {
	if t.st.menu != before.menu && t.st.menu != nil || t.st.expect != before.expect && t.st.expect != nil || t.st.form != before.form && t.st.form != nil {
		return
	}
	t.closeLedger()
	t.st.item, t.st.colour, t.st.size, t.st.order, t.st.offer = before.item, before.colour, before.size, before.order, before.offer
	t.view = nil
	t.openLedger()
}

// startTimers begins the follow-ups of a rule that has just answered.
func (t *turn) startTimers(r *rules.Rule) {
	if len(r.FollowUps) == 0 || slices.ContainsFunc(t.st.timers, func(tm timer) bool { return tm.rule == r.ID && tm.order == t.st.order }) {
		return
	}
	t.setTimer(r, 0, t.now, t.st.order)
}

func (t *turn) setTimer(r *rules.Rule, step int, from time.Time, order string) {
	after := r.FollowUps[step].After
	t.st.timers = append(slices.Clone(t.st.timers), timer{rule: r.ID, step: step, due: from.Add(after), order: order, item: t.st.item})
	t.out.timers = append(t.out.timers, Timer{Rule: r.ID, Step: step + 1, In: after})
}

func (t *turn) cancelTimers(trigger string) {
	t.st.timers = slices.DeleteFunc(slices.Clone(t.st.timers), func(tm timer) bool {
		r := t.shop.rules.Rule(tm.rule)
		other := t.in.Data["order"] != nil && tm.order != "" && tm.order != t.st.order
		cancelled := r == nil || r.Cancels(trigger) && !other
		if cancelled && !slices.Contains(t.out.cancel, tm.rule) {
			t.out.cancel = append(t.out.cancel, tm.rule)
		}
		return cancelled
	})
}

func (s *settings) cap(name string) *cap {
	for i := range s.caps {
		if s.caps[i].name == name {
			return &s.caps[i]
		}
	}
	return nil
}

// mayReachOut counts an outbound message against its cap.
func (t *turn) mayReachOut(name string) bool {
	c := t.shop.set.cap(name)
	if c == nil {
		return true
	}
	key := "cap:" + name
	if c.per == "order" {
		key += "@" + t.st.order
	}
	since := time.Time{}
	if c.within > 0 {
		since = t.now.Add(-c.within)
	}
	if t.st.countUses(key, since) >= c.times {
		return false
	}
	t.st.addUse(key, t.now)
	return true
}

// quiet tells until when the cap's quiet hours last, where they do.
func (t *turn) quiet(name string) (until time.Time, quiet bool) {
	c := t.shop.set.cap(name)
	if c == nil || c.quietFrom < 0 {
		return time.Time{}, false
	}
	minute := t.now.Hour()*60 + t.now.Minute()
	midnight := time.Date(t.now.Year(), t.now.Month(), t.now.Day(), 0, 0, 0, 0, t.now.Location())
	end := midnight.Add(time.Duration(c.quietUntil) * time.Minute)
	if c.quietFrom <= c.quietUntil {
		return end, minute >= c.quietFrom && minute < c.quietUntil
	}
	if minute >= c.quietFrom {
		return midnight.AddDate(0, 0, 1).Add(time.Duration(c.quietUntil) * time.Minute), true
	}
	return end, minute < c.quietUntil
}

// act turns a rule's action into what the host is asked for, filling in what the conversation knows.
func (t *turn) act(a rules.Action) error {
	given := map[string]rules.Value{}
	for _, f := range a.Fields {
		given[f.Name] = f.Value
	}
	get := func(name string, fallback any) any {
		if v, ok := given[name]; ok {
			return v.Any()
		}
		return fallback
	}
	switch a.Name {
	case "notify":
		t.out.act("notify", Field{"product", get("product", t.st.item)}, Field{"colour", get("colour", t.st.colour)}, Field{"size", get("size", t.st.size)})
	case "reserve":
		until := given["until"].Time()
		if span := given["for"].Text(); span != "" {
			if d, ok := source.ParseDuration(span); ok {
				until = t.now.Add(d)
			}
		}
		t.out.act("reserve", Field{"product", get("product", t.st.item)}, Field{"colour", get("colour", t.st.colour)},
			Field{"size", get("size", t.st.size)}, Field{"until", until})
	case "reprice":
		no, err := t.orderNo()
		if err != nil {
			return err
		}
		t.out.act("reprice", Field{"order", no}, Field{"price", yuanIf(t.ledger.Deal.Price).Any()})
	case "sheet":
		return t.sheetAction()
	case "remark":
		return t.remarkAction()
	case "count":
		product, err := t.countedItem(false)
		if err != nil {
			return err
		}
		t.out.act("count", Field{"what", get("what", "")}, Field{"product", get("product", product)})
	default:
		var fields []Field
		for _, f := range a.Fields {
			fields = append(fields, Field{f.Name, f.Value.Any()})
		}
		t.out.act(a.Name, t.shop.declaredOrder(a.Name, fields)...)
	}
	return nil
}

func (t *turn) orderNo() (string, error) {
	if t.st.order != "" {
		return t.st.order, nil
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return "", unlessNeeds(err)
	}
	return o.No, nil
}
