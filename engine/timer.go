package engine

import (
	"slices"
	"strconv"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// Timed answers: follow-ups one after the other, their cancelling, caps and quiet hours.

// followUp says a timed answer and sets the timer of the next.
func (t *turn) followUp(tm timer) error {
	r := t.shop.rules.Rule(tm.rule)
	if r == nil || tm.step >= len(r.FollowUps) {
		t.trace(TraceGone, tm.rule, "", 0)
		return nil
	}
	back := *t.st
	if err := t.focusTimer(tm); err != nil {
		return err
	}
	defer t.backTo(&back)
	return t.quietly(func() error { return t.timed(r, tm) })
}

// timed gives the answer that a timer stands for. Nobody asked for it: one that cannot be given, because a lookup failed for
// example, is left out without a word.
func (t *turn) timed(r *rules.Rule, tm timer) error {
	t.intent = "event.wake"
	before := t.ledger
	d, err := t.timedAnswer(r, tm)
	if err != nil {
		return err
	}
	if d.Outcome != rules.Answered && d.Outcome != rules.Asks {
		t.ledger = before
		why := "text"
		if d.Outcome == rules.Unavailable {
			why = "unavailable"
		}
		t.traceTried([]rules.Try{{Rule: r, Why: why}})
		t.nextTimer(r, tm)
		return nil
	}
	switch t.hold(d, tm) {
	case later:
		t.ledger = before
		return nil
	case never:
		t.ledger = before
		t.nextTimer(r, tm) // this one is left out, not those after it
		return nil
	}
	if tm.step == ownAnswer {
		return t.decided(r.On[0], d)
	}
	t.out.rules = append(t.out.rules, r.ID+"#"+strconv.Itoa(tm.step+1))
	if err := t.apply(d.Rule, d.Result); err != nil {
		return err
	}
	t.nextTimer(r, tm)
	return nil
}

func (t *turn) timedAnswer(r *rules.Rule, tm timer) (rules.Decision, error) {
	rt := t.ruleTurn()
	if tm.step == ownAnswer {
		rt.Rule = r.ID
		return t.shop.rules.Decide(rt)
	}
	return t.shop.rules.Branch(rt, rules.Ref{Rule: r.ID, Path: "follow_up." + strconv.Itoa(tm.step+1)})
}

// holding is what becomes of an answer that nobody asked for.
type holding uint8

const (
	sent  holding = iota
	later         // quiet hours: its timer is set to their end
	never         // the cap is reached
)

// hold counts an answer against the cap of its rule and puts it off in quiet hours. Only what reaches the customer counts.
func (t *turn) hold(d rules.Decision, tm timer) holding {
	name := d.Rule.Cap
	speaks := len(d.Result.Bubbles)+len(d.Result.Choices)+len(d.Result.Attach) > 0 || d.Rule.Confirm != nil && tm.step == ownAnswer
	if name == "" || !speaks || t.st.owner.active {
		return sent
	}
	if until, quiet := t.quiet(name); quiet {
		tm.due = until
		t.st.timers = append(slices.Clone(t.st.timers), tm)
		t.trace(TraceCap, d.Rule.ID, name+" until "+until.Format("15:04"), 0)
		return later
	}
	if !t.mayReachOut(name) {
		t.trace(TraceCap, d.Rule.ID, name, 0)
		return never
	}
	return sent
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
	if err := unlessNeeds(err); err != nil {
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
		if r == nil {
			t.trace(TraceGone, tm.rule, "", 0)
		}
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
	t.st.addUse(key, t.now, c.times)
	return true
}

// quiet tells until when the cap's quiet hours last, where they do: by the clock on the wall, also in the night when it changes.
func (t *turn) quiet(name string) (until time.Time, quiet bool) {
	c := t.shop.set.cap(name)
	if c == nil || c.quietFrom < 0 {
		return time.Time{}, false
	}
	minute := t.now.Hour()*60 + t.now.Minute()
	days := 0
	switch {
	case c.quietFrom <= c.quietUntil:
		quiet = minute >= c.quietFrom && minute < c.quietUntil
	case minute >= c.quietFrom:
		quiet, days = true, 1
	default:
		quiet = minute < c.quietUntil
	}
	until = time.Date(t.now.Year(), t.now.Month(), t.now.Day()+days, 0, c.quietUntil, 0, 0, t.now.Location())
	if quiet && !until.After(t.now) { // the second 01:30 of the night when the clock goes back
		until = t.now.Add(time.Duration(c.quietUntil-minute) * time.Minute)
	}
	return until, quiet
}
