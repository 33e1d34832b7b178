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
