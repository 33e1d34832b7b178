package engine

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// maxGo bounds go: an answer that decides another intent, which decides another.
const maxGo = 3

func (t *turn) understoodAs(id string) {
	t.st.missed = 0
	if id != "" && !slices.Contains(t.out.intents, id) {
		t.out.intents = append(t.out.intents, id)
	}
}

// decide answers one intent: the rule that goes on with it, the rules on it, else the knowledge base, else a person.
func (t *turn) decide(intent string) error {
	t.intent = intent
	if t.depth == 0 {
		t.chain = len(t.answering)
		t.raised(intent)
		t.understoodAs(intent)
		t.cancelTimers(intent)
		if !slices.Contains(polite, intent) {
			t.st.rememberOnce(&t.st.intents, intent, keptWords)
		}
	}
	t.keepMessage(intent)
	if r := t.shop.rules.Rule(t.st.lastRule); r != nil && t.depth == 0 && !t.out.answered && r.Continues(intent) {
		rt := t.ruleTurn()
		rt.Rule = r.ID
		d, err := t.shop.rules.Decide(rt)
		if err != nil {
			return err
		}
		t.traceTried(d.Tried)
		if d.Outcome == rules.Answered {
			return t.decided(intent, d)
		}
	}
	rt := t.ruleTurn()
	rt.Skip = t.answering
	before := t.ledger
	d, err := t.shop.rules.Decide(rt)
	if err != nil {
		return err
	}
	t.traceTried(d.Tried)
	asks := t.depth > 0 && (d.Outcome == rules.Asks || d.Outcome == rules.Needs) // a rule that only set something led here
	if d.Skipped && (d.Outcome != rules.Answered && !asks || t.answeredElsewhere(d.Tried)) {
		return nil // one rule answers several intents of the message
	}
	if d.KBFirst {
		t.beforeKB = before
	}
	return t.decided(intent, d)
}

// answeredElsewhere reports whether go has led to a rule that answered another intent of the message.
func (t *turn) answeredElsewhere(tried []rules.Try) bool {
	return t.depth > 0 && slices.ContainsFunc(tried, func(try rules.Try) bool {
		return try.Why == "again" && slices.Contains(t.answering[:min(t.chain, len(t.answering))], try.Rule.ID)
	})
}

// keepMessage fills slots that are the very message that raised the intent. One that only answers what the intent waited for, such as the
// number of an order, leaves them.
func (t *turn) keepMessage(intent string) {
	if t.in.Text == "" || t.st.form != nil {
		return
	}
	raised := slices.ContainsFunc(t.heard.Intents, func(i intents.Scored) bool { return i.ID == intent })
	for i := range t.shop.set.slots {
		d := &t.shop.set.slots[i]
		if d.message && t.shop.rules.Asks(intent, d.name) && (raised || !t.st.slot(d.name).IsSet()) {
			t.fill(d, rules.Text(cutRunes(strings.TrimSpace(t.in.Text), keptRunes)))
		}
	}
}

func (t *turn) decided(intent string, d rules.Decision) error {
	if d.Rule != nil && d.Outcome != rules.Needs {
		t.answering = append(t.answering, d.Rule.ID)
	}
	switch d.Outcome {
	case rules.Answered:
		if d.KBFirst {
			done, err := t.fromArticles(intent, len(d.Result.Bubbles) > 0)
			if err != nil || done {
				t.ledger = t.beforeKB // the rule's own answer is not given, nor what it would have granted
				t.tried(d.Rule)
				return err
			}
			if len(d.Result.Bubbles) == 0 && d.Result.Handoff == nil && d.Result.Go == "" {
				return t.unmatched(intent)
			}
		}
		if t.st.form != nil && t.st.form.rule == d.Rule.ID {
			t.st.form = nil
		}
		return t.apply(d.Rule, d.Result)
	case rules.Asks:
		if t.out.asks {
			t.later(intent)
			return nil
		}
		t.understoodAs(intent)
		t.tried(d.Rule)
		t.openForm(intent, d.Rule, d.Question)
		t.emit(d.Result)
		t.openMenu(d.Result)
		t.st.lastIntent = intent
		return nil
	case rules.Needs:
		if d.Rule.KBFirst {
			if done, err := t.fromArticles(intent, true); done || err != nil {
				return err
			}
		}
		if t.out.asks && t.st.need == nil {
			t.later(intent)
			return nil
		}
		return t.askFor(d.Need, intent)
	case rules.Unavailable:
		t.st.form = nil
		return t.unavailable()
	}
	return t.unmatched(intent)
}

// tried notes that a rule took part in this session, for limits, the story and continue_on.
func (t *turn) tried(r *rules.Rule) {
	if r == nil {
		return
	}
	t.st.rememberOnce(&t.st.tried, r.ID, 40)
}

// apply takes what an answer says and does into the turn.
func (t *turn) apply(r *rules.Rule, res rules.Result) error {
	if r != nil && r.Confirm != nil && res.Ref.Path == "" && t.in.Event != "" {
		return t.openSheet(r) // the rule's own answer waits for the yes
	}
	if ok, err := t.mayReprice(res); err != nil || !ok {
		if err != nil {
			return err
		}
		return t.handoff(&rules.Handoff{Reason: "reprice"}, true)
	}
	t.emit(res)
	t.tried(r)
	if r != nil {
		t.st.lastRule = r.ID
	}
	if t.in.Event == "" && t.intent != "" && !slices.Contains(polite, t.intent) {
		t.st.lastIntent = t.intent
	}
	for _, ref := range res.Rules {
		rule := t.shop.rules.Rule(ref.ID)
		if rule == nil {
			continue
		}
		if ref.Step > 0 {
			t.st.setStep(t.stepKey(ref.ID), ref.Step)
		}
		if rule.Limit.Times > 0 {
			t.st.addUse(t.useKey(ref.ID, rule.Limit), t.now, rule.Limit.Times)
		}
		t.startTimers(rule)
	}
	if res.Granted {
		t.granted()
	}
	for _, set := range res.Set {
		t.assign(set)
	}
	for _, n := range res.Notes {
		t.st.addNote(note{n.Name, n.Value.String()})
		t.out.act("note", Field{"part", n.Name}, Field{"text", n.Value.Any()})
	}
	if res.Count != "" {
		product, err := t.countedItem(r != nil && slices.Contains(r.Needs, "order"))
		if err != nil {
			return err
		}
		t.out.act("count", Field{"what", res.Count}, Field{"product", product})
	}
	for _, a := range res.Actions {
		if err := t.act(a); err != nil {
			return err
		}
	}
	t.openMenu(res)
	if len(res.Expect) > 0 {
		e := &expectation{intent: t.intent}
		for _, x := range res.Expect {
			e.branches = append(e.branches, branch{on: x.On, rule: x.Ref.Rule, path: x.Ref.Path})
		}
		t.st.expect = e
	}
	if err := t.focusOrder(r); err != nil {
		return err
	}
	if res.Approval {
		return t.needsApproval(res.Wish)
	}
	if res.Handoff != nil {
		if err := t.handoff(res.Handoff, len(res.Bubbles) == 0); err != nil {
			return err
		}
	}
	if res.Go != "" && t.depth < maxGo {
		t.depth++
		defer func() { t.depth-- }()
		t.understoodAs(res.Go)
		return t.decide(res.Go)
	}
	return nil
}

// mayReprice reports whether an answer that changes the price of an order may: there is an agreed price, and the order is an
// unpaid one of that product with no more pieces than the price was agreed for.
func (t *turn) mayReprice(res rules.Result) (bool, error) {
	if !slices.ContainsFunc(res.Actions, func(a rules.Action) bool { return a.Name == "reprice" }) {
		return true, nil
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return false, unlessNeeds(err)
	}
	d := t.ledger.Deal
	return d.Price > 0 && o.Product == t.st.item && o.State == "unpaid" && max(1, o.Quantity) <= max(1, d.Pieces), nil
}

// focusOrder makes the product of the order that was just spoken of the one in question, where there was none.
func (t *turn) focusOrder(r *rules.Rule) error {
	if r == nil || t.st.item != "" || !slices.Contains(r.Needs, "order") {
		return nil
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return unlessNeeds(err)
	}
	t.focus(o.Product)
	return nil
}

func (t *turn) assign(set rules.Assigned) {
	switch set.Name {
	case "item":
		t.focus(set.Value.Text())
		return
	case "colour":
		t.st.colour = set.Value.Text()
		return
	case "size":
		t.st.size = set.Value.Text()
		return
	case "order":
		t.st.setOrder(set.Value.Text())
		return
	}
	d := t.shop.set.slotDef(set.Name)
	switch {
	case d == nil:
	case set.Value.IsSet():
		t.fill(d, t.typed(set.Value, d.typ))
	default:
		t.st.dropSlots(func(v slotValue) bool { return v.name == set.Name })
	}
}

// granted tells the host what was conceded and keeps it for the story.
func (t *turn) granted() {
	d := t.ledger.Deal
	second := Field{"price", yuan(d.Price).Any()}
	switch d.Kind {
	case "gift":
		second = Field{"gift", d.Gift}
	case "postage":
		second = Field{"price", yuan(t.ledger.Price).Any()}
	}
	t.out.act("grant", Field{"kind", d.Kind}, second, Field{"cut", yuan(d.Cut).Any()}, Field{"left", yuan(t.ledger.Left()).Any()},
		Field{"product", t.st.item}, Field{"pieces", float64(max(1, d.Pieces))}, Field{"until", d.Until})
	t.st.remember(&t.st.promised, t.dealText(), keptWords)
	t.closeLedger()
}

// countedItem is the product that a count is for: that of the order in question where the rule is about one, else the one in focus.
func (t *turn) countedItem(ofOrder bool) (string, error) {
	if t.st.item != "" && !ofOrder {
		return t.st.item, nil
	}
	o, err := t.currentOrder()
	if err != nil || o == nil {
		return t.st.item, unlessNeeds(err)
	}
	return o.Product, nil
}

// unlessNeeds keeps only the error that asks for a lookup: one that failed leaves a value out, and no more.
func unlessNeeds(err error) error {
	if errors.Is(err, rules.ErrNeeds) {
		return err
	}
	return nil
}

// How often this session was asked for a product, and for an order that nobody finds.
const (
	askedItem  = "no_item@session"
	askedOrder = "no_order@session"
)

// askFor asks which product or order is meant, and decides the intent again when that is known.
func (t *turn) askFor(what, intent string) error {
	t.understoodAs(intent)
	t.st.lastIntent = intent
	t.st.need = &need{kind: what, intent: intent}
	t.out.asks = true
	if what == "item" {
		if t.st.countUses(askedItem, time.Time{}) >= 3 {
			t.st.need = nil
			return t.giveUp("no_item", "gave_up")
		}
		t.st.addUse(askedItem, t.now, 3)
		return t.text("ask_item")
	}
	orders, err := t.orders()
	if err != nil {
		return err
	}
	if t.told("order_no") || len(orders) == 0 {
		t.st.order = ""
		if t.unknownOrder {
			return nil // once a turn
		}
		t.unknownOrder = true
		if t.st.countUses(askedOrder, time.Time{}) >= 2 {
			t.st.need = nil
			return t.giveUp("no_order", "gave_up")
		}
		t.st.addUse(askedOrder, t.now, 2)
		if t.told("order_no") {
			return t.text("order_unknown")
		}
		return t.text("no_order")
	}
	return t.chooseOrder(intent, t.orderCandidates(orders))
}

// chooseOrder asks which of several orders is meant.
func (t *turn) chooseOrder(intent string, orders []*commerce.Order) error {
	line, err := t.textLine("ask_order")
	if err != nil {
		return err
	}
	m := &menu{until: t.now.Add(t.shop.set.menu)}
	res := rules.Result{Bubbles: []string{line}}
	for _, o := range orders[:min(len(orders), 5)] {
		label := strings.TrimSpace(o.No + " " + (&orderView{t, o}).items() + " " + stateLabel(o.State, t.language()))
		m.items = append(m.items, menuItem{label: label, goTo: "order", it: o.No})
		res.Choices = append(res.Choices, rules.Picked{Label: label})
	}
	t.st.orderIntent = intent
	t.emit(res)
	t.st.menu = m
	return nil
}
