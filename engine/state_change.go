package engine

import (
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// Changes of a state that is being written: slices are shared with the state before, so every one is copied before it changes.

// copyOf is a copy of a list with room for one more.
func copyOf[T any](list []T) []T { return append(make([]T, 0, len(list)+1), list...) }

func (s *State) setSlot(name string, keep uint8, v rules.Value) {
	s.slots = copyOf(s.slots)
	for i := range s.slots {
		if s.slots[i].name == name {
			s.slots[i].val = v
			return
		}
	}
	s.slots = append(s.slots, slotValue{name, keep, v})
}

func (s *State) dropSlots(drop func(slotValue) bool) {
	if slices.ContainsFunc(s.slots, drop) {
		s.slots = slices.DeleteFunc(slices.Clone(s.slots), drop)
	}
}

// mostBurst bounds the messages that wait together.
const mostBurst = 6

// addToBurst puts off the answer until the customer pauses, but not for ever.
func (s *State) addToBurst(text string, now time.Time, pause time.Duration) {
	if len(s.burst) == 0 {
		s.burstFrom = now
	}
	s.burst = append(copyOf(s.burst), text)
	s.stretchBurst(now, pause)
}

// stretchBurst waits for another pause.
func (s *State) stretchBurst(now time.Time, pause time.Duration) {
	if s.burstDue = now.Add(pause); s.burstDue.After(s.burstFrom.Add(mostBurst * pause)) {
		s.burstDue = s.burstFrom.Add(mostBurst * pause)
	}
}

func (s *State) endBurst() { s.burst, s.burstDue, s.burstFrom = nil, time.Time{}, time.Time{} }

func (s *State) dealFor(item string) rules.Deal {
	for i := range s.deals {
		if s.deals[i].item == item {
			return s.deals[i].deal
		}
	}
	return rules.Deal{}
}

func (s *State) setDeal(item string, d rules.Deal) {
	if s.dealFor(item) == d {
		return
	}
	s.deals = slices.DeleteFunc(slices.Clone(s.deals), func(o itemDeal) bool { return o.item == item })
	if d != (rules.Deal{}) {
		s.deals = append(s.deals, itemDeal{item, d})
	}
}

// setOrder changes the order in question; what slots keep for an order goes with the old one.
func (s *State) setOrder(no string) {
	if s.order != "" && no != "" && s.order != no {
		s.dropSlots(isOrders)
	}
	s.order = no
}

// isOrders tells whether a slot is kept for an order.
func isOrders(v slotValue) bool { return v.keep == keepOrder }

func (s *State) setStep(key string, n int) {
	s.steps = copyOf(s.steps)
	for i := range s.steps {
		if s.steps[i].key == key {
			s.steps[i].n = n
			return
		}
	}
	s.steps = append(s.steps, counter{key, n})
}

// addUse counts one of at most most uses in a span; most is what the author wrote.
func (s *State) addUse(key string, at time.Time, most int) {
	s.uses = copyOf(s.uses)
	i := slices.IndexFunc(s.uses, func(u use) bool { return u.key == key })
	if i < 0 {
		s.uses = append(s.uses, use{key: key})
		i = len(s.uses) - 1
	}
	times := append(copyOf(s.uses[i].at), at.Unix())
	last := use{key: key, at: times[max(0, len(times)-max(most, keptUses)):]}
	s.uses = append(slices.Delete(s.uses, i, i+1), last)
	s.uses = s.uses[max(0, len(s.uses)-keptKeys):] // the ones used longest ago go first
}

func (s *State) countUses(key string, since time.Time) int {
	n := 0
	for _, u := range s.uses {
		if u.key != key {
			continue
		}
		for _, at := range u.at {
			if !time.Unix(at, 0).Before(since) {
				n++
			}
		}
	}
	return n
}

func (s *State) setVariant(v rules.Variant) {
	s.variants = copyOf(s.variants)
	for i := range s.variants {
		if s.variants[i].key == v.Key {
			s.variants[i] = variant{v.Key, v.Index, v.Used}
			return
		}
	}
	s.variants = append(s.variants, variant{v.Key, v.Index, v.Used})
}

func (s *State) remember(list *[]string, entry string, most int) {
	if entry == "" {
		return
	}
	old := (*list)[max(0, len(*list)+1-most):]
	next := make([]string, 0, len(old)+1)
	*list = append(append(next, old...), entry)
}

func (s *State) rememberOnce(list *[]string, entry string, most int) {
	if !slices.Contains(*list, entry) {
		s.remember(list, entry, most)
	}
}

// addNote keeps a part of the remark, once.
func (s *State) addNote(n note) {
	if !slices.Contains(s.notes, n) {
		notes := append(slices.Clone(s.notes), n)
		s.notes = notes[max(0, len(notes)-keptNotes):]
	}
}

// keptNotes bounds the notes that wait for an order.
const keptNotes = 16

func cutRunes(text string, most int) string {
	n := 0
	for i := range text {
		if n == most {
			return text[:i]
		}
		n++
	}
	return text
}

// notesLast is how long what was noted for the remark waits for an order: who says 发顺丰 in the evening pays in the morning.
const notesLast = 48 * time.Hour

// newSession forgets what lasts only a session. A wish that waits for a person's decision stays: it was promised an answer.
func (s *State) newSession(now time.Time) {
	s.sessionStart = now
	s.dropSlots(func(v slotValue) bool { return v.keep == keepSession })
	s.steps, s.form, s.menu, s.expect, s.need = nil, nil, nil, nil, nil
	s.lastIntent, s.lastRule, s.missed, s.noticed, s.mood = "", "", 0, false, ""
	s.words, s.intents, s.tried, s.promised, s.files, s.later = nil, nil, nil, nil, nil, nil
	s.item, s.viewed, s.colour, s.size, s.order, s.orderIntent = "", "", "", "", "", ""
	s.offer, s.wished = rules.Offer{}, wished{}
	if now.Sub(s.seen) > notesLast {
		s.notes = nil
	}
	s.endBurst()
	if s.sheet != nil && s.sheet.until.IsZero() {
		s.sheet = nil
	}
	s.uses = slices.DeleteFunc(slices.Clone(s.uses), func(u use) bool { return strings.HasSuffix(u.key, "@session") })
}
