package engine

import (
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// understand reads the message: intents, entities, the wish for a price, language and mood; and takes the values into the
// state: product, variant, order, slots.
func (t *turn) understand() {
	t.heard = t.shop.classifier.Understand(t.in.Text, intents.Context{Now: t.now, Awaiting: t.awaiting(), Language: t.st.language})
	if t.tellsLanguage() {
		t.st.language = t.heard.Language
	}
	if t.heard.Mood != "" {
		t.st.mood = t.heard.Mood
	}
	for _, i := range t.heard.Intents {
		t.trace(TraceIntent, i.ID, "", i.Score)
	}
	for _, e := range t.heard.Entities {
		if e.Denied {
			t.trace(TraceEntity, e.Kind, "not "+e.Str, 0)
		} else {
			t.trace(TraceEntity, e.Kind, e.Str, e.Num)
		}
	}
	// What the customer names to exclude it (不要黑色) is no value of his.
	t.heard.Entities = slices.DeleteFunc(t.heard.Entities, func(e intents.Entity) bool { return e.Denied })
	t.said, t.filled = t.space.said[:0], t.space.filled[:0]
	t.mentioned()
	for i := range t.heard.Entities {
		t.takeIn(&t.heard.Entities[i])
	}
}

// tellsLanguage reports whether the message shows what its customer speaks: hi, ok and gibberish in Latin letters do not.
func (t *turn) tellsLanguage() bool {
	if t.heard.Language != "en" {
		return t.heard.Language != ""
	}
	return slices.ContainsFunc(t.heard.Intents, func(i intents.Scored) bool { return !slices.Contains(polite, i.ID) || strings.Contains(t.in.Text, " ") })
}

// awaiting is what open questions ask for, for bare numbers and bare yes and no.
func (t *turn) awaiting() []intents.Slot {
	f := t.st.form
	if (f == nil || f.dropped) && t.bargaining() {
		return []intents.Slot{{Kind: "price"}}
	}
	if f == nil && t.st.need != nil && t.st.need.kind == "order" {
		return []intents.Slot{{Kind: "order_no"}}
	}
	if f == nil {
		return nil
	}
	var out []intents.Slot
	add := func(name string) {
		d := t.shop.set.slotDef(name)
		if d == nil || d.entity() == "" || slices.ContainsFunc(out, func(s intents.Slot) bool { return s.Name == name }) {
			return
		}
		s := intents.Slot{Name: name, Kind: d.entity(), Min: d.min, Max: d.max}
		for _, u := range d.units {
			s.Units = append(s.Units, intents.Unit{Name: u.name, Min: u.min, Max: u.max})
		}
		out = append(out, s)
	}
	if t.shop.set.slotDef(f.slot) == nil {
		return nil // an answer to a question that is gone answers no other
	}
	r := t.shop.rules.Rule(f.rule)
	if r != nil && corrects(t.in.Text) {
		for _, q := range slices.Backward(r.Ask) {
			if t.st.slot(q.Slot).IsSet() {
				add(q.Slot)
			}
		}
	}
	add(f.slot)
	if r != nil {
		for _, q := range r.Ask {
			if !t.st.slot(q.Slot).IsSet() {
				add(q.Slot)
			}
		}
	}
	return out
}

// bargaining reports whether a bare number is a price: after a bargain, also where gifts or promotions came up in the midst of one.
func (t *turn) bargaining() bool {
	last := t.st.lastIntent
	if last == "promotion" || last == "price" {
		return slices.ContainsFunc(t.st.intents, isBargain)
	}
	return isBargain(last)
}

func isBargain(intent string) bool { return strings.HasPrefix(intent, "bargain.") }

// corrections are the words by which a customer takes back what he told.
var corrections = []string{"不对", "错了", "打错", "写错", "说错", "填错", "应该是", "更正", "i meant", "i mean", "sorry,"}

// corrects reports whether the message takes back an answer: 不对,是165 while the weight is asked for.
func corrects(message string) bool {
	said := strings.ToLower(message)
	return slices.ContainsFunc(corrections, func(w string) bool { return strings.Contains(said, w) })
}

// mentioned moves the focus to a product or order that the message names.
func (t *turn) mentioned() {
	for _, e := range t.heard.Entities {
		switch e.Kind {
		case "product":
			if p := t.find(e.Str); p != nil && !t.told("product") {
				t.heardOf("product")
				t.focus(p.Code)
			}
		case "order_no":
			t.st.setOrder(e.Str)
			t.heardOf("order_no")
		}
	}
	if t.st.menu != nil && !t.told("product") {
		if code := t.shown(t.st.menu.items); code != "" {
			t.heardOf("product")
			t.focus(code)
		}
	}
}

// takeIn puts one entity into the slots it fills, and into the variant in question.
func (t *turn) takeIn(e *intents.Entity) {
	t.heardOf(e.Kind)
	cued := false
	asked := ""
	if t.st.form != nil {
		asked = t.st.form.slot
	}
	for i := range t.shop.set.slots {
		d := &t.shop.set.slots[i]
		if d.entity() != e.Kind || d.onlyAsked && d.name != asked {
			continue
		}
		if len(d.cue) > 0 && d.name != asked {
			if !t.cued(d.cue, e) {
				continue
			}
			cued = true
		}
		if v, ok := t.slotValue(d, e); ok {
			t.fill(d, v)
		}
	}
	if cued {
		return // 平时穿28 tells the size usually worn, not the one wanted
	}
	switch e.Kind {
	case "colour":
		t.st.colour = e.Str
	case "size":
		t.st.size = t.ownSize(e.Str)
	}
}

// ownSize is the size of the product in question that a customer means: of trousers in M to XXL with usual sizes 28 to 34, 29 is the XL.
func (t *turn) ownSize(size string) string {
	p := t.product(t.st.item)
	if p == nil || comesIn(p, size) {
		return size
	}
	for _, usual := range p.UsualSize {
		if usual.Key == size {
			return usual.Value
		}
	}
	return size
}

func (t *turn) slotValue(d *slotDef, e *intents.Entity) (rules.Value, bool) {
	switch d.typ.Kind {
	case rules.KindNumber:
		if d.max > 0 && (e.Num < d.min || e.Num > d.max) {
			return rules.Value{}, false
		}
		return rules.Number(e.Num), true
	case rules.KindTime:
		at, err := time.ParseInLocation(time.DateOnly, e.Str, t.shop.set.loc)
		return rules.Time(at), err == nil
	case rules.KindYesNo:
		return rules.YesNo(e.Str == "是"), true
	}
	return rules.Text(e.Str), e.Str != ""
}

// heardOf notes that the message told a slot or named an entity of a kind.
func (t *turn) heardOf(name string) {
	if !t.told(name) {
		t.said = append(t.said, name)
	}
}

// told reports whether the message told a slot or named an entity of a kind.
func (t *turn) told(name string) bool { return slices.Contains(t.said, name) }

// fills reports whether the message filled a slot. A list of the same name may be told of without that, where the slot is not asked for.
func (t *turn) fills(slot string) bool { return slices.Contains(t.filled, slot) }

func (t *turn) fill(d *slotDef, v rules.Value) {
	t.st.setSlot(d.name, d.keep, v)
	t.heardOf(d.name)
	if !t.fills(d.name) {
		t.filled = append(t.filled, d.name)
	}
	detail := v.String()
	if d.kind == "text" || d.kind == "attachment" {
		detail = "(what the customer wrote)" // may hold anything personal
	}
	t.trace(TraceSlot, d.name, detail, 0)
}

// clauseEnds are what ends a clause. In Chinese a blank does, too.
const (
	clauseEnds        = ",.!?;\n~\uff0c\u3002\uff01\uff1f\uff1b\uff5e\u3000"
	chineseClauseEnds = clauseEnds + " "
)

// cued reports whether one of the words stands in the same clause as e.
func (t *turn) cued(words [][]rune, e *intents.Entity) bool {
	clause := normals.Get().(*text.Normalized)
	defer normals.Put(clause)
	text.Normalize(clause, t.clauseOf(e))
	return slices.ContainsFunc(words, func(w []rune) bool {
		for i := range len(clause.Runes) - len(w) + 1 {
			if slices.Equal(clause.Runes[i:i+len(w)], w) {
				return true
			}
		}
		return false
	})
}

// normals are reused for the normal forms of clauses.
var normals = sync.Pool{New: func() any { return new(text.Normalized) }}

// clauseOf is the clause that e stands in.
func (t *turn) clauseOf(e *intents.Entity) string {
	said := t.in.Text
	if e.Start > e.End || e.End > len(said) {
		return ""
	}
	start, ends := 0, chineseClauseEnds
	if t.heard.Language == "en" {
		ends = clauseEnds
	}
	if i := strings.LastIndexAny(said[:e.Start], ends); i >= 0 {
		_, size := utf8.DecodeRuneInString(said[i:])
		start = i + size
	}
	end := len(said)
	if i := strings.IndexAny(said[e.End:], ends); i >= 0 {
		end = e.End + i
	}
	return said[start:end]
}

// wish makes the customer's wish absolute: relative to the price as it stands when it is said.
func (t *turn) wish() {
	o := t.heard.Offer
	if o.Rival > 0 {
		t.ledger.Offer.Rival = toFen(o.Rival)
	}
	if o.Kind == "" {
		t.wishLater()
		return
	}
	next := rules.Offer{Kind: o.Kind, Pieces: max(1, o.Pieces), Gift: giftNamed(t.ledger.Gifts, o.Gift), Rival: t.ledger.Offer.Rival}
	if o.Pieces == 0 {
		// 两件每件121: the number of pieces stands beside the price. That of a gift, 再送两双袜子, is none of the goods.
		for _, e := range t.heard.Entities {
			ofGift := o.Gift != "" && strings.HasPrefix(t.in.Text[e.End:], o.Gift)
			if e.Kind == "quantity" && e.Num >= 1 && e.Num <= 1000 && !ofGift {
				next.Pieces = max(next.Pieces, int(e.Num))
			}
		}
	}
	kind := o.Kind
	if kind == "price" && !o.Total && strings.Contains(t.in.Text, "都不") && !strings.Contains(t.in.Text, "卖") {
		kind = "even" // 10块都不行吗
	}
	t.st.wished = wished{kind, o.Amount, next.Pieces, o.Total}
	t.ledger.Offer = next
	t.wishLater()
	t.st.offer = t.ledger.Offer
	t.trace(TraceOffer, o.Kind, "", o.Amount)
}

// wished is a wish as it was said, until the product is known.
type wished struct {
	kind   string
	amount float64
	pieces int
	total  bool
}

// wishLater computes the wished price once the product is known.
func (t *turn) wishLater() {
	w := t.st.wished
	if w.kind == "" || t.ledger.Price == 0 {
		return
	}
	t.st.wished = wished{}
	o := &t.ledger.Offer
	current := t.ledger.Price
	if t.ledger.Deal.Price > 0 {
		current = min(current, t.ledger.Deal.Price)
	}
	pieces := int64(max(1, w.pieces))
	amount := toFen(w.amount)
	switch w.kind {
	case "price":
		if w.total {
			amount /= pieces
		}
		o.Price = amount
	case "even":
		if o.Price = amount; amount*5 <= current {
			o.Price = current - amount // of what costs 129, ten less are meant and no price of ten
		}
	case "off":
		o.Price = max(0, current-amount/pieces)
	case "discount":
		o.Price = int64(float64(t.ledger.Price)*w.amount + .5)
	case "round":
		if o.Price = current / 1000 * 1000; o.Price == current {
			o.Kind = "none"
		}
	case "balance":
		o.Price = max(0, amount-t.freight())
	}
	if o.Kind != "none" && o.Price > current {
		o.Price = current
	}
	t.st.offer = *o
}

// freight is what the customer pays for delivery of one piece beside its price, as far as the shop's policy tells:
// concessions.postage_costs below policies.free_post_over.
func (t *turn) freight() int64 {
	over, ok := t.shop.set.value(t.shop.set.policies, "free_post_over").Number()
	if !ok || t.ledger.Price >= toFen(over) || t.ledger.Deal.Postage {
		return 0
	}
	return t.shop.set.terms.PostageCost
}

func toFen(yuan float64) int64 {
	if yuan < 0 || yuan > 1e12 {
		return 0
	}
	return int64(yuan*100 + .5)
}
