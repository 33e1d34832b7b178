package engine

import (
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// rootNames are the names that every rule may read.
var rootNames = []string{
	"agent", "asked", "cart", "customer", "deal", "desk", "event", "handoff", "it", "item", "mood", "now", "offer", "order", "orders", "policies",
	"promos", "said", "session", "shop", "sku", "slots", "stage", "turn", "vars",
}

// builtinEvents are those of contracts.md.
var builtinEvents = []string{
	"chat.open", "wake", "idle", "order.unpaid", "order.paid", "order.closed", "order.shipped", "order.delivered", "order.refunding",
	"order.refunded", "stock.back", "agent.join", "agent.release", "approval.granted", "approval.refused",
}

var orderStates = []string{"unpaid", "paid", "shipped", "delivered", "done", "closed", "refunding", "refunded"}

// builtinActions are those of contracts.md, with the fields a rule may give.
var builtinActions = map[string][]rules.Name{
	"grant":   {{Name: "kind", Type: rules.TypeText}, {Name: "price", Type: rules.TypeMoney}, {Name: "cut", Type: rules.TypeMoney}},
	"reprice": {{Name: "order", Type: rules.TypeText}}, // its price is what the ledger agreed to
	"remark":  {{Name: "order", Type: rules.TypeText}, {Name: "flag", Type: rules.TypeText}, {Name: "text", Type: rules.TypeText}},
	"note":    {{Name: "part", Type: rules.TypeText, Needed: true}, {Name: "text", Type: rules.TypeText, Needed: true}},
	"sheet":   {{Name: "order", Type: rules.TypeText}},
	"reserve": {{Name: "product", Type: rules.TypeText}, {Name: "colour", Type: rules.TypeText}, {Name: "size", Type: rules.TypeText}, {Name: "until", Type: rules.TypeTime}, {Name: "for", Type: rules.TypeText}},
	"notify":  {{Name: "product", Type: rules.TypeText}, {Name: "colour", Type: rules.TypeText}, {Name: "size", Type: rules.TypeText}},
	"count":   {{Name: "what", Type: rules.TypeText}, {Name: "product", Type: rules.TypeText}},
}

var sheetParts = []string{"size", "colour", "quantity", "name", "phone", "courier", "address", "remark"}

// fixed is a field whose value is known when the shop loads.
func fixed(typ rules.Type, v rules.Value) rules.Field {
	return rules.Field{Type: typ, Get: func(any) rules.Value { return v }}
}

func field[T any](typ rules.Type, get func(T) rules.Value) rules.Field {
	return rules.Field{Type: typ, Get: func(o any) rules.Value {
		t, ok := o.(T)
		if !ok {
			return rules.Value{}
		}
		return get(t)
	}}
}

func secret(f rules.Field) rules.Field {
	f.Secret = true
	return f
}

func namedObject(name string, values []namedValue) rules.Type {
	o := &rules.ObjectType{Name: name, Fields: map[string]rules.Field{}}
	for _, v := range values {
		o.Fields[v.name] = fixed(v.typ, v.val)
	}
	return rules.ObjectOf(o)
}

// schema is what rules may name in this shop.
func (s *Shop) buildSchema(intentIDs []string) rules.Schema {
	item := s.itemType()
	order := orderType
	events := slices.Clone(builtinEvents)
	for name := range s.set.events {
		events = append(events, name)
	}
	slices.Sort(events)
	sch := rules.Schema{
		Roots: map[string]rules.Type{
			"shop": rules.ObjectOf(&rules.ObjectType{Name: "shop", Fields: map[string]rules.Field{
				"name": fixed(rules.TypeText, rules.Text(s.set.name))}}),
			"agent": rules.ObjectOf(&rules.ObjectType{Name: "agent", Fields: map[string]rules.Field{
				"id": fixed(rules.TypeText, rules.Text(s.set.agentID)), "name": fixed(rules.TypeText, rules.Text(s.set.agentName))}}),
			"policies": namedObject("policies", s.set.policies), "vars": namedObject("vars", s.set.vars),
			"slots": rules.ObjectOf(s.slotsType()), "said": rules.ObjectOf(s.saidType()), "turn": rules.ObjectOf(turnType),
			"event": rules.ObjectOf(s.eventType()), "now": rules.TypeTime, "session": rules.ObjectOf(sessionType), "item": rules.ObjectOf(item),
			"sku": rules.ObjectOf(skuType), "asked": rules.ObjectOf(askedType), "cart": rules.ObjectOf(cartType), "offer": rules.ObjectOf(offerType), "deal": rules.ObjectOf(dealType),
			"order": rules.ObjectOf(order), "orders": rules.ListOf(rules.ObjectOf(order)), "promos": rules.ListOf(rules.ObjectOf(promoType)),
			"customer": rules.ObjectOf(customerType), "stage": rules.OneOf("before", "during", "after"),
			"mood": rules.OneOf("angry", "anxious", "pleased"), "desk": rules.ObjectOf(deskType), "handoff": rules.ObjectOf(handoffType),
		},
		Intents: intentIDs, Events: events, Actions: map[string][]rules.Name{}, Slots: map[string]rules.Slot{}, Parts: s.set.parts,
		Needs: []string{"item", "order"}, Location: s.set.loc, Sheet: sheetParts,
		Assignable: map[string]rules.Type{"item": {Kind: rules.KindText, Name: "product"}, "colour": rules.TypeText, "size": rules.TypeText, "order": rules.TypeText},
		Broader: func(typ, value string) string {
			if typ == "region" {
				return intents.Province(value)
			}
			return ""
		},
	}
	sch.Funcs, sch.Meant = s.functions(item, order), s.meant
	for name, fields := range builtinActions {
		sch.Actions[name] = fields
	}
	for _, a := range s.set.actions {
		sch.Actions[a.name] = a.fields
	}
	for _, d := range s.set.slots {
		slot := rules.Slot{Type: d.typ, OnlyAsked: d.onlyAsked}
		if d.message {
			slot.From = "message"
		}
		sch.Slots[d.name] = slot
	}
	for _, d := range s.set.facts {
		sch.Roots[d.name] = d.typ
	}
	for gift := range s.set.terms.Gifts {
		sch.Gifts = append(sch.Gifts, gift)
	}
	slices.Sort(sch.Gifts)
	for _, c := range s.set.caps {
		sch.Caps = append(sch.Caps, c.name)
	}
	if len(s.set.forbidden) > 0 {
		sch.Forbidden = s.set.forbidden
	}
	sch.Declared = s.set.declared
	if s.kb != nil {
		for _, a := range s.kb.Articles() {
			if a.Say != nil || len(a.Attach) > 0 {
				sch.Articles = append(sch.Articles, rules.ArticleText{ID: a.ID, Say: a.Say, Attach: a.Attach, Pos: a.Pos})
			}
		}
	}
	sch.Queues, sch.OpenDesk = s.set.queueNames(), !s.queuesDeclared
	return sch
}

func (s *Shop) slotsType() *rules.ObjectType {
	o := &rules.ObjectType{Name: "slots", Fields: map[string]rules.Field{}}
	for _, d := range s.set.slots {
		o.Fields[d.name] = field(d.typ, func(t *turn) rules.Value {
			v := t.st.slot(d.name)
			if v.Kind() != d.typ.Kind {
				return rules.Value{} // stored by a shop in which the slot had another type
			}
			if v.Kind() == rules.KindTime {
				return rules.Time(t.shop.zoned(v.Time())) // a stored one comes back in the zone of the machine
			}
			return v
		})
	}
	return o
}

// saidType answers whether this very message mentioned a slot, a list or a kind of entity.
func (s *Shop) saidType() *rules.ObjectType {
	o := &rules.ObjectType{Name: "said", Fields: map[string]rules.Field{}}
	names := []string{"size", "colour", "height_cm", "weight_kg", "waist_cm", "hip_cm", "bust_cm", "money", "discount", "quantity",
		"order_no", "tracking_no", "phone", "region", "date", "product"}
	for _, l := range s.set.lists {
		names = append(names, l.name)
	}
	for _, d := range s.set.slots {
		names = append(names, d.name)
	}
	for _, name := range names {
		o.Fields[name] = field(rules.TypeYesNo, func(t *turn) rules.Value { return rules.YesNo(t.told(name)) })
	}
	return o
}

func (s *Shop) eventType() *rules.ObjectType {
	o := &rules.ObjectType{Name: "event", Fields: map[string]rules.Field{
		"name":  field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.in.Event) }),
		"order": field(rules.TypeText, func(t *turn) rules.Value { return rules.Of(t.in.Data["order"]) }),
	}}
	for _, fields := range s.set.events {
		for _, f := range fields {
			o.Fields[f.Name] = field(f.Type, func(t *turn) rules.Value { return t.typed(t.in.Data[f.Name], f.Type) })
		}
	}
	return o
}

var turnType = &rules.ObjectType{Name: "turn", Fields: map[string]rules.Field{
	"intent": field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.intent) }),
	"text":   field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.in.Text) }),
	"number": field(rules.TypeNumber, func(t *turn) rules.Value { return rules.Number(float64(t.st.turn)) }),
}}

var sessionType = &rules.ObjectType{Name: "session", Fields: map[string]rules.Field{
	"start": field(rules.TypeTime, func(t *turn) rules.Value { return rules.Time(t.st.sessionStart) }),
	"turns": field(rules.TypeNumber, func(t *turn) rules.Value { return rules.Number(float64(len(t.st.words))) }),
}}

var customerType = &rules.ObjectType{Name: "customer", Fields: map[string]rules.Field{
	"id":       field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.customer()) }),
	"tier":     field(rules.TypeText, func(t *turn) rules.Value { return rules.Of(t.in.Data["customer.tier"]) }),
	"language": field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.language()) }),
}}

var deskType = &rules.ObjectType{Name: "desk", Fields: map[string]rules.Field{
	"open":      field(rules.TypeYesNo, func(t *turn) rules.Value { return rules.YesNo(t.shop.set.hours.open(t.now)) }),
	"next_open": field(rules.TypeTime, func(t *turn) rules.Value { return rules.Time(t.shop.set.hours.nextOpen(t.now)) }),
	"busy":      field(rules.TypeYesNo, func(t *turn) rules.Value { v, _ := t.in.Data["desk.busy"].(bool); return rules.YesNo(v) }),
	"shift":     field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.shop.set.hours.shiftAt(t.now)) }),
}}

var handoffType = &rules.ObjectType{Name: "handoff", Fields: map[string]rules.Field{
	"due":    field(rules.TypeTime, func(t *turn) rules.Value { return rules.Time(t.due()) }),
	"reason": field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.handing.Reason) }),
	"queue":  field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.handing.Queue) }),
}}

var promoType = &rules.ObjectType{Name: "promotion", Fields: map[string]rules.Field{
	"id":    field(rules.TypeText, func(p *commerce.Promotion) rules.Value { return rules.Text(p.ID) }),
	"text":  field(rules.TypeText, func(p *commerce.Promotion) rules.Value { return rules.Text(p.Text) }),
	"gift":  field(rules.TypeText, func(p *commerce.Promotion) rules.Value { return rules.Text(p.Gift) }),
	"until": field(rules.TypeTime, func(p *commerce.Promotion) rules.Value { return rules.Time(p.Valid.To.Add(-time.Second)) }),
}}

// yuan turns fen into the money that rules read.
func yuan(fen int64) rules.Value { return rules.Number(float64(fen) / 100) }

func yuanIf(fen int64) rules.Value {
	if fen == 0 {
		return rules.Value{}
	}
	return yuan(fen)
}

var offerType = &rules.ObjectType{Name: "offer", Fields: map[string]rules.Field{
	"kind": field(rules.OneOf("price", "off", "discount", "round", "postage", "gift", "balance", "none"), func(t *turn) rules.Value {
		return rules.Text(t.ledger.Offer.Kind)
	}),
	"price": field(rules.TypeMoney, func(t *turn) rules.Value { return yuanIf(t.ledger.Offer.Price) }),
	"cut": field(rules.TypeMoney, func(t *turn) rules.Value {
		if fen, ok := t.ledger.Cut(); ok {
			return yuan(fen)
		}
		return rules.Value{}
	}),
	"rival":  field(rules.TypeMoney, func(t *turn) rules.Value { return yuanIf(t.ledger.Offer.Rival) }),
	"pieces": field(rules.TypeNumber, func(t *turn) rules.Value { return rules.Number(float64(max(1, t.ledger.Offer.Pieces))) }),
	"gift":   field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.ledger.Offer.Gift) }),
}}

var dealType = &rules.ObjectType{Name: "deal", Fields: map[string]rules.Field{
	"kind":    field(rules.OneOf("price", "postage", "gift"), func(t *turn) rules.Value { return rules.Text(t.ledger.Deal.Kind) }),
	"given":   field(rules.TypeMoney, func(t *turn) rules.Value { return yuan(t.ledger.Given) }),
	"room":    secret(field(rules.TypeMoney, func(t *turn) rules.Value { return yuan(t.ledger.Room()) })),
	"left":    secret(field(rules.TypeMoney, func(t *turn) rules.Value { return yuan(t.ledger.Left()) })),
	"price":   field(rules.TypeMoney, func(t *turn) rules.Value { return yuanIf(t.ledger.Deal.Price) }),
	"pieces":  field(rules.TypeNumber, func(t *turn) rules.Value { return rules.Number(float64(t.ledger.Deal.Pieces)) }),
	"cut":     field(rules.TypeMoney, func(t *turn) rules.Value { return yuan(t.ledger.Deal.Cut) }),
	"gift":    field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.ledger.Deal.Gift) }),
	"postage": field(rules.TypeYesNo, func(t *turn) rules.Value { return rules.YesNo(t.ledger.Deal.Postage) }),
	"text":    field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.dealText()) }),
	"until":   field(rules.TypeTime, func(t *turn) rules.Value { return rules.Time(t.ledger.Deal.Until) }),
}}

var cartType = &rules.ObjectType{Name: "cart", Fields: map[string]rules.Field{
	"quantity": field(rules.TypeNumber, func(t *turn) rules.Value { return rules.Number(t.quantity()) }),
	"total": field(rules.TypeMoney, func(t *turn) rules.Value {
		if t.ledger.Price == 0 {
			return rules.Value{}
		}
		return rules.Number(t.quantity() * float64(t.ledger.Price) / 100)
	}),
}}

var skuType = &rules.ObjectType{Name: "sku", Fields: map[string]rules.Field{
	"colour": field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.st.colour) }),
	"size":   field(rules.TypeText, func(t *turn) rules.Value { return rules.Text(t.st.size) }),
	"label":  field(rules.TypeText, func(t *turn) rules.Value { return rules.Label(skuLabel(t.st.colour, t.st.size)) }),
	"stock": field(rules.TypeNumber, func(t *turn) rules.Value {
		p := t.product(t.st.item)
		if p == nil {
			return rules.Value{}
		}
		return knownStock(p.StockOf(t.st.colour, t.st.size))
	}),
}}

// knownStock is a count of pieces; unset for a product of which no stock is declared, so that nothing is said of it.
func knownStock(count int, known bool) rules.Value {
	if !known {
		return rules.Value{}
	}
	return rules.Number(float64(count))
}

// skuLabel names a variant: 黑色L码. A size that is a word of its own (均码, 定制, 50克) takes no 码.
func skuLabel(colour, size string) string {
	if size == "" {
		return colour
	}
	if size == "F" {
		return colour + "均码"
	}
	if size[0] < 0x80 && !commerce.IsPack(size) {
		return colour + size + "码"
	}
	return colour + size
}
