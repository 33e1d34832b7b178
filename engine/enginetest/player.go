package enginetest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// player holds one conversation with a shop in virtual time: the kernel, and a host around it whose orders and lookups are
// written in the script. Conversation and customer are both "c1" until @customer says otherwise.
type player struct {
	shop     *engine.Shop
	state    *engine.State
	now      time.Time
	seed     uint64
	item     string
	customer string
	facts    map[string]any
	orders   []commerce.Order // the latest first
	lookups  []engine.Answer
	failing  []string
	wake     time.Time // of the last reply
	inputs   int
}

// epoch is where the clock stands until @clock sets it: a Monday morning.
func epoch(loc *time.Location) time.Time { return time.Date(2026, 1, 5, 10, 0, 0, 0, loc) }

func newPlayer(shop *engine.Shop) *player {
	return &player{shop: shop, now: epoch(shop.Location()), customer: "c1", facts: map[string]any{}}
}

// played is what the turns of one block brought, all of them together.
type played struct {
	bubbles   []string // as .chat writes them, without the sign
	intents   []string
	rules     []string
	actions   []engine.Action
	handoffs  []*engine.Handoff
	timers    []engine.Timer
	cancelled []string
	focus     string
	reached   []string
	traces    []string
	problems  []string // what the script must mend
	turns     int
}

// set follows a directive that is no input.
func (p *player) set(means any) {
	switch m := means.(type) {
	case itemIs:
		p.item = m.code
	case customerIs:
		p.customer = m.id
	case orderIs:
		p.mended("orders")
		if i := slices.IndexFunc(p.orders, func(o commerce.Order) bool { return o.No == m.order.No }); i >= 0 {
			p.orders = slices.Clone(p.orders)
			p.orders[i] = m.order
			return
		}
		p.orders = append([]commerce.Order{m.order}, p.orders...)
	case lookupIs:
		p.mended(m.call.Name)
		p.lookups = append([]engine.Answer{{Call: m.call, Value: m.value}}, p.lookups...)
	case failing:
		p.failing = append(p.failing, m.name)
	case factIs:
		p.facts[m.name] = m.value
	case seedIs:
		p.seed = m.seed
	}
}

func (p *player) mended(name string) {
	p.failing = slices.DeleteFunc(p.failing, func(f string) bool { return f == name })
}

// play gives the shop an input. A clock gives it the event wake wherever one falls due on the way.
func (p *player) play(means any) *played {
	got := &played{}
	switch m := means.(type) {
	case message:
		p.turn(engine.Input{From: m.from, Text: m.text}, got)
	case attachment:
		p.turn(engine.Input{Attachments: []engine.Attachment{{Kind: m.kind, Name: m.name}}}, got)
	case event:
		p.turn(engine.Input{Event: m.name, Data: m.data}, got)
	case clock:
		to := m.at
		if to.IsZero() {
			to = p.now.Add(m.after)
		}
		p.moveTo(to, got)
	}
	return got
}

// maxWakes bounds the wakes of one move of the clock: a reminder a day for ten years.
const maxWakes = 4000

func (p *player) moveTo(to time.Time, got *played) {
	for n := 0; !p.wake.IsZero() && !p.wake.After(to) && to.After(p.now); n++ {
		if n == maxWakes {
			got.problems = append(got.problems, fmt.Sprintf("more than %d wakes until %s", maxWakes, to.Format(time.RFC3339)))
			break
		}
		if p.wake.After(p.now) {
			p.now = p.wake
		}
		p.wake = time.Time{}
		p.turn(engine.Input{Event: "wake"}, got)
		if !p.wake.IsZero() && !p.wake.After(p.now) && n > 0 {
			got.problems = append(got.problems, "the shop wants to be woken again at once")
			break
		}
	}
	p.now = to
}

// turn runs the kernel, answering what it needs.
func (p *player) turn(in engine.Input, got *played) {
	p.inputs++
	in.Conversation, in.ID, in.Customer, in.Item, in.Time = "c1", fmt.Sprint(p.inputs), p.customer, p.item, p.now
	data := maps.Clone(p.facts)
	maps.Copy(data, in.Data)
	in.Data = data
	w := engine.World{Now: p.now, Seed: p.seed, Cover: true, LiveCatalog: slices.Contains(p.failing, "product")}
	out := p.shop.Turn(p.state, in, w)
	for round := 0; len(out.Needs) > 0; round++ {
		if round == engine.MaxRounds {
			got.problems = append(got.problems, fmt.Sprintf("the turn asks for lookups without end: %v", out.Needs))
			return
		}
		for _, call := range out.Needs {
			answer, err := p.answer(call)
			if err != nil {
				got.problems = append(got.problems, err.Error())
			}
			w.Answers = append(w.Answers, answer)
		}
		out = p.shop.Turn(p.state, in, w)
	}
	p.state, p.wake = out.State, out.Reply.Wake
	got.add(out)
}

// answer is what the script's host knows. A lookup that it does not know has failed.
func (p *player) answer(call engine.Call) (engine.Answer, error) {
	a := engine.Answer{Call: call, Failed: true}
	if slices.Contains(p.failing, call.Name) {
		return a, nil
	}
	switch call.Name {
	case "orders":
		a.Value, a.Failed = slices.Clone(p.orders), false
		return a, nil
	case "product":
		return a, errors.New("the shop asks for a live product, which a script does not have")
	}
	for _, known := range p.lookups {
		if known.Call.Name == call.Name && slices.Equal(known.Call.Args, call.Args) {
			a.Value, a.Failed = known.Value, false
			return a, nil
		}
	}
	return a, fmt.Errorf("the shop asks for %[1]s, write @lookup %[1]s = … or @fail %[2]s", callText(call), call.Name)
}

func (g *played) add(out engine.Outcome) {
	g.turns++
	for _, m := range out.Reply.Messages {
		g.bubbles = append(g.bubbles, bubbleText(m))
	}
	g.intents = append(g.intents, out.Intents...)
	g.rules = append(g.rules, out.Rules...)
	g.actions = append(g.actions, out.Reply.Actions...)
	if out.Reply.Handoff != nil {
		g.handoffs = append(g.handoffs, out.Reply.Handoff)
	}
	g.timers = append(g.timers, out.Timers...)
	g.cancelled = append(g.cancelled, out.Cancelled...)
	g.focus = out.Focus
	g.reached = append(g.reached, out.Reached...)
	if trace := out.Reply.Trace; trace != nil {
		g.traces = append(g.traces, trace.String())
		if trace.Stack != "" {
			g.problems = append(g.problems, "a panic in the turn: "+trace.String()+trace.Stack)
		}
	}
}

// silent and idle are what `! silent` and `! nothing` want.
func (g *played) silent() bool { return len(g.bubbles) == 0 }
func (g *played) idle() bool   { return g.silent() && len(g.actions)+len(g.handoffs) == 0 }
