package engine

import (
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/rules"
)

// Fact implements rules.Facts: the values of the root names, computed when a rule asks.
func (t *turn) Fact(name string) (rules.Value, error) {
	switch name {
	case "slots", "said", "turn", "session", "customer", "desk", "handoff", "offer", "deal", "event":
		return rules.Object(t), nil
	case "cart", "asked":
		return rules.Object(t), nil
	case "item":
		return t.itemFact()
	case "sku":
		p, err := t.itemFact()
		if err != nil || !p.IsSet() {
			return rules.Value{}, err
		}
		return rules.Object(t), nil
	case "order":
		o, err := t.currentOrder()
		if err != nil || o == nil {
			return rules.Value{}, err
		}
		return rules.Object(&orderView{t, o}), nil
	case "orders":
		orders, err := t.orders()
		return t.orderList(orders), err
	case "stage":
		return t.stage()
	case "mood":
		return rules.Text(t.mood()), nil
	case "now":
		return rules.Time(t.now), nil
	case "promos":
		return t.promos(), nil
	case "shop", "agent", "policies", "vars":
		return rules.Object(t), nil // their fields are fixed
	}
	for _, d := range t.shop.set.facts {
		if d.name == name {
			return t.typed(t.in.Data[name], d.typ), nil
		}
	}
	return rules.Value{}, nil
}

// typed turns a value of the host into one of the declared type; what does not fit is unset.
func (t *turn) typed(x any, typ rules.Type) rules.Value {
	v := rules.Of(x)
	if v.Kind() == typ.Kind || !v.IsSet() {
		return v
	}
	if v.Kind() == rules.KindText {
		if parsed, ok := rules.ParseValue(v.Text(), typ, t.shop.set.loc); ok {
			return parsed
		}
		return rules.Value{}
	}
	if typ.Kind == rules.KindText {
		return rules.Text(v.String())
	}
	return rules.Value{}
}

func (t *turn) itemFact() (rules.Value, error) {
	if t.st.item == "" {
		return rules.Value{}, nil
	}
	if t.world.LiveCatalog {
		if _, err := t.ask("product", t.st.item); err != nil {
			return rules.Value{}, err
		}
	}
	p := t.product(t.st.item)
	if p == nil {
		return rules.Value{}, nil
	}
	if t.view == nil || t.view.p != p {
		t.view = &itemView{t, p}
	}
	return rules.Object(t.view), nil
}

// product is the product of a code: with the live price and stock where the host has answered.
func (t *turn) product(code string) *commerce.Product {
	if code == "" {
		return nil
	}
	if t.world.LiveCatalog {
		for i := range t.world.Answers {
			a := &t.world.Answers[i]
			if a.Call.Name == "product" && len(a.Call.Args) == 1 && a.Call.Args[0] == code {
				p, _ := a.Value.(*commerce.Product)
				return p
			}
		}
	}
	return t.catalogue.ByCode(code)
}

func (t *turn) productName(code string) string {
	if p := t.catalogue.ByCode(code); p != nil {
		return p.Name
	}
	return ""
}

func (t *turn) items(products []*commerce.Product) rules.Value {
	out := make([]rules.Value, len(products))
	for i, p := range products {
		out[i] = rules.Object(&itemView{t, p})
	}
	return rules.List(out)
}

func (t *turn) byCodes(codes []string) []*commerce.Product {
	var out []*commerce.Product
	for _, code := range codes {
		if p := t.catalogue.ByCode(code); p != nil {
			out = append(out, p)
		}
	}
	return out
}

// promos are the promotions of the moment. An angry customer is sold nothing.
func (t *turn) promos() rules.Value {
	if t.mood() == "angry" {
		return rules.List(nil)
	}
	var out []rules.Value
	for _, p := range t.catalogue.Active(t.now) {
		out = append(out, rules.Object(p))
	}
	return rules.List(out)
}

// ask is an answer of the host. ErrNeeds notes the call, to be answered before the turn is run again.
func (t *turn) ask(name string, args ...string) (any, error) {
	for i := range t.world.Answers {
		a := &t.world.Answers[i]
		if a.Call.Name == name && slices.Equal(a.Call.Args, args) {
			if a.Failed {
				return nil, rules.ErrUnavailable
			}
			return a.Value, nil
		}
	}
	call := Call{Name: name, Args: args}
	if !slices.ContainsFunc(t.needs, func(c Call) bool { return c.Name == name && slices.Equal(c.Args, args) }) {
		t.needs = append(t.needs, call)
	}
	return nil, rules.ErrNeeds
}

func (t *turn) orders() ([]commerce.Order, error) {
	x, err := t.ask("orders", t.customer())
	orders, _ := x.([]commerce.Order)
	return orders, err
}

func (t *turn) orderList(orders []commerce.Order) rules.Value {
	out := make([]rules.Value, len(orders))
	for i := range orders {
		out[i] = rules.Object(&orderView{t, &orders[i]})
	}
	return rules.List(out)
}

// currentOrder is the order in question: the one mentioned, else the focus item's, else the latest active one.
func (t *turn) currentOrder() (*commerce.Order, error) {
	orders, err := t.orders()
	if err != nil {
		return nil, err
	}
	if t.st.order != "" {
		for i := range orders {
			if orders[i].No == t.st.order {
				return &orders[i], nil
			}
		}
		return nil, nil // one that is not the customer's is not answered with another
	}
	candidates := t.orderCandidates(orders)
	if len(candidates) == 0 || ambiguous(candidates) {
		return nil, nil // only the customer can tell
	}
	return candidates[0], nil
}

// orderCandidates are the orders that may be meant, the likeliest first; several where only the customer can tell.
func (t *turn) orderCandidates(orders []commerce.Order) []*commerce.Order {
	var ofItem, active, rest []*commerce.Order
	for i := range orders {
		o := &orders[i]
		switch {
		case o.Product != "" && o.Product == t.st.item:
			ofItem = append(ofItem, o)
		case o.State != "closed" && o.State != "done" && o.State != "refunded":
			active = append(active, o)
		default:
			rest = append(rest, o)
		}
	}
	for _, group := range [][]*commerce.Order{ofItem, active, rest} {
		if len(group) > 0 {
			slices.SortStableFunc(group, func(a, b *commerce.Order) int { return orderTime(b).Compare(orderTime(a)) })
			return group
		}
	}
	return nil
}

func orderTime(o *commerce.Order) time.Time {
	for _, at := range []time.Time{o.DeliveredAt, o.ShippedAt, o.PaidAt, o.CreatedAt} {
		if !at.IsZero() {
			return at
		}
	}
	return time.Time{}
}

// ambiguous tells whether the first two candidates cannot be told apart: the same state and the same time.
func ambiguous(c []*commerce.Order) bool {
	return len(c) > 1 && c[0].State == c[1].State && orderTime(c[0]).Equal(orderTime(c[1]))
}

func (t *turn) stage() (rules.Value, error) {
	o, err := t.currentOrder()
	if err != nil {
		return rules.Value{}, err
	}
	switch {
	case o == nil:
		return rules.Text("before"), nil
	case o.State == "delivered" || o.State == "done" || strings.HasPrefix(o.State, "refund"):
		return rules.Text("after"), nil
	case o.State == "closed":
		return rules.Text("before"), nil
	}
	return rules.Text("during"), nil
}

// Memory of a turn, as rules ask for it.

// Step implements rules.Memory. Steps count per session and item.
func (t *turn) Step(rule string) int { return t.st.step(t.stepKey(rule)) }

func (t *turn) stepKey(rule string) string { return rule + "@" + t.st.item }

// Uses implements rules.Memory.
func (t *turn) Uses(rule string, l rules.Limit) int {
	if l.Per != "" {
		return t.st.countUses(t.useKey(rule, l), time.Time{})
	}
	return t.st.countUses(t.useKey(rule, l), t.now.Add(-l.Window))
}

func (t *turn) useKey(rule string, l rules.Limit) string {
	switch l.Per {
	case "session":
		return rule + "@session"
	case "item":
		return rule + "@item:" + t.st.item
	case "order":
		return rule + "@order:" + t.st.order
	}
	return rule
}

// Variant implements rules.Memory.
func (t *turn) Variant(key string) (last int, used uint64) {
	for _, v := range t.st.variants {
		if v.key == key {
			return v.last, v.used
		}
	}
	return -1, 0
}

// Passed implements rules.Memory.
func (t *turn) Passed(slot string) bool {
	if t.st.form == nil {
		return false
	}
	if again, ok := strings.CutPrefix(slot, "again:"); ok {
		return t.st.form.slot == again && t.st.form.tries > 0
	}
	return slices.Contains(t.st.form.passed, slot)
}
