package engine

import (
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// turn is one input being worked on. It is used by one goroutine and thrown away.
type turn struct {
	shop         *Shop
	catalogue    *commerce.Catalogue
	world        World
	in           Input
	now          time.Time
	st           *State
	ledger       rules.Ledger
	heard        intents.Result
	said         []string      // slots told and kinds of entities named by the message
	filled       []string      // slots that the message filled
	intent       string        // being decided
	handing      rules.Handoff // the handoff of the answer being rendered
	room         rules.Room
	space        space
	view         *itemView
	needs        []Call
	out          output
	depth        int // of go
	onReach      func(what string, part int)
	answering    []string // rules that answered in this turn
	chain        int      // how many of them before the intent that is decided, with what go led to
	marked       *mark    // the turn before its first answer
	naming       bool     // dealText is at work
	beforeKB     rules.Ledger
	unknownOrder bool // the customer was asked for an order that nobody finds
	broken       bool // after a panic: nothing more is asked of the host
}

// space is where the lists of a turn begin, part of its one piece of memory.
type space struct {
	bubbles                   [3]bubble
	rules, intents, answering [3]string
	said                      [6]string
	filled                    [4]string
}

// Turn works on one input. It is pure: the outcome depends on nothing but its arguments, and prev is not changed. Either
// Outcome.Needs lists lookups to be answered in World.Answers before the turn is run again, or Outcome.State and Reply are
// the result. A panic inside becomes a handoff.
func (s *Shop) Turn(prev *State, in Input, w World) (out Outcome) {
	in = in.bounded()
	if prev != nil && in.ID != "" {
		for _, r := range prev.recent {
			if r.id == in.ID {
				reply := r.reply.in(s.set.loc)
				reply.Wake = s.zoned(prev.Wake()) // what is pending now, not what was then
				reply.Duplicate = true
				return Outcome{State: prev, Reply: reply}
			}
		}
	}
	defer func() {
		if p := recover(); p != nil {
			out = s.panicked(prev, in, w, fmt.Sprint(p), debug.Stack())
		}
	}()
	t := s.begin(prev, in, w)
	err := t.run()
	if err != nil && !errors.Is(err, rules.ErrNeeds) {
		if !errors.Is(err, rules.ErrUnavailable) {
			t.trace(TraceError, "", err.Error(), 0)
		}
		err = t.unavailable()
	}
	if errors.Is(err, rules.ErrNeeds) {
		return Outcome{Needs: t.needs}
	}
	return t.finish()
}

// maxName bounds names that the host gives and the state keeps, in runes.
const maxName = 200

// bounded is the input with everything that the state keeps cut to a length.
func (in Input) bounded() Input {
	in.ID, in.Customer, in.Item, in.Channel = cutRunes(in.ID, maxName), cutRunes(in.Customer, maxName), cutRunes(in.Item, maxName), cutRunes(in.Channel, maxName)
	for i, a := range in.Attachments {
		if short := cutRunes(a.Name, maxName); short != a.Name {
			in.Attachments = slices.Clone(in.Attachments)
			in.Attachments[i].Name = short
		}
	}
	return in
}

// zoned is t in the shop's zone; the zero time stays zero.
func (s *Shop) zoned(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(s.set.loc)
}

// now is the moment of an input: its own time, else the host's clock.
func (s *Shop) now(in Input, w World) time.Time {
	if !in.Time.IsZero() {
		return in.Time.In(s.set.loc)
	}
	return w.Now.In(s.set.loc)
}

// begin sets the turn up: the session, the state to be written, the ledger.
func (s *Shop) begin(prev *State, in Input, w World) *turn {
	now := s.now(in, w)
	t := &turn{shop: s, catalogue: s.catalogue, world: w, in: in, now: now}
	t.out.bubbles, t.out.rules, t.out.intents, t.answering = t.space.bubbles[:0], t.space.rules[:0], t.space.intents[:0], t.space.answering[:0]
	if w.Cover {
		t.onReach = t.reached
	}
	t.out.trace = newTrace(s)
	if prev == nil {
		t.st = &State{rev: born(now, in), sessionStart: now}
		t.st.seen = now
	} else {
		t.st = prev.clone()
	}
	st := t.st
	st.rev++
	st.turn++
	t.releaseInTime()
	if in.Event != "wake" {
		if prev != nil && now.Sub(prev.seen) > s.set.idle && !st.owner.active { // what a person was called for goes on, over night too
			st.newSession(now)
		}
		st.seen = now
	}
	if st.menu != nil && now.After(st.menu.until) {
		st.menu = nil
	}
	if in.Customer != "" {
		st.customer = in.Customer
	}
	if in.Channel != "" {
		st.channel = in.Channel
	}
	if !st.givenAt.IsZero() && now.Sub(st.givenAt) > 7*24*time.Hour {
		st.given, st.givenAt = 0, time.Time{}
	}
	for _, d := range st.deals {
		if !d.deal.Until.IsZero() && now.After(d.deal.Until) {
			st.setDeal(d.item, rules.Deal{})
		}
	}
	if in.Event == "" && in.From == Customer {
		st.idled = false
		if s.rules.Handles("event.idle") {
			st.idleDue = now.Add(s.set.idle)
		}
	}
	t.openLedger()
	t.lookAt(in.Item)
	return t
}

func (t *turn) run() error {
	switch {
	case t.in.Event != "":
		return t.event()
	case t.in.From == Agent:
		t.personSpoke()
		return nil
	}
	return t.message()
}

// openLedger reads what the item in focus costs and may cost.
func (t *turn) openLedger() {
	t.ledger = rules.Ledger{Terms: t.shop.set.terms, Offer: t.st.offer, Given: t.st.given, Deal: t.st.dealFor(t.st.item)}
	if p := t.product(t.st.item); p != nil {
		t.ledger.Price = int64(t.catalogue.PriceNow(p, t.now))
		t.ledger.Floor = int64(p.Floor)
	}
}

// closeLedger writes what was granted into the state.
func (t *turn) closeLedger() {
	t.st.offer = t.ledger.Offer
	t.st.setDeal(t.st.item, t.ledger.Deal)
	if t.ledger.Given != t.st.given {
		t.st.given, t.st.givenAt = t.ledger.Given, t.now
	}
}

func (t *turn) customer() string {
	if t.st.customer != "" {
		return t.st.customer
	}
	return t.in.Conversation
}

// language is that of the reply: the message's when it tells, else the last one known, else the shop's.
func (t *turn) language() string {
	if t.st.language != "" {
		return t.st.language
	}
	return t.shop.set.language
}

func (t *turn) mood() string { return t.st.mood }

// quantity is how many pieces the customer speaks of, at least 1.
func (t *turn) quantity() float64 {
	for _, e := range t.heard.Entities {
		if e.Kind == "quantity" && e.Num >= 1 {
			return e.Num
		}
	}
	if t.ledger.Offer.Pieces > 1 {
		return float64(t.ledger.Offer.Pieces)
	}
	return 1
}

// due is when a person will answer: the handoff's span, counted in open hours.
func (t *turn) due() time.Time {
	within := t.handing.Within
	if within <= 0 {
		within = t.shop.set.replyWithin()
	}
	return t.shop.set.hours.addOpen(t.now, within)
}

func (t *turn) ruleTurn() rules.Turn {
	return rules.Turn{Intent: t.intent, Facts: t, Memory: t, Ledger: &t.ledger, Language: t.language(), Now: t.now, Handing: &t.handing, Room: &t.room, Reach: t.onReach}
}

func (t *turn) reached(what string, part int) {
	t.out.reached = append(t.out.reached, reachKey(what, part))
}

// lookAt takes note of the product the customer is viewing. A product that was just opened is the one meant, until another is
// named.
func (t *turn) lookAt(code string) {
	if code == "" || code == t.st.viewed {
		return
	}
	t.st.viewed = code
	if p := t.find(code); p != nil {
		t.focus(p.Code)
	} else {
		t.trace(TraceUnknown, "item", code, 0)
	}
}

// find is a product by code or link.
func (t *turn) find(name string) *commerce.Product {
	if p := t.catalogue.ByCode(name); p != nil {
		return p
	}
	return t.catalogue.ByCode(t.shop.links[name])
}

// focus changes the product in question. Its variant and the customer's wish for a price go with the old one.
func (t *turn) focus(code string) {
	if code == "" || code == t.st.item {
		return
	}
	had, order := t.st.item != "", ""
	if had {
		t.closeLedger()
		order = t.slotsOrder()
	}
	t.st.item = code
	if had {
		t.st.colour, t.st.size, t.st.order = "", "", ""
		t.st.offer = rules.Offer{}
	}
	if order != "" && order != t.slotsOrder() {
		t.st.dropSlots(isOrders) // what was told of the trousers' return is not so of the jacket's
	}
	t.view = nil
	t.openLedger()
}

// slotsOrder is the number of the order in question, if slots hold something for it.
func (t *turn) slotsOrder() string {
	if !slices.ContainsFunc(t.st.slots, isOrders) {
		return ""
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return ""
	}
	return o.No
}
