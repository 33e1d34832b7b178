package engine

import (
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/rules"
)

// slotKinds names the entity that fills a slot of each type.
var slotKinds = map[string]string{
	"height": "height_cm", "weight": "weight_kg", "waist": "waist_cm", "hip": "hip_cm", "bust": "bust_cm", "money": "money",
	"discount": "discount", "quantity": "quantity", "number": "number", "size": "size", "colour": "colour", "region": "region",
	"date": "date", "product": "product", "order_no": "order_no", "tracking_no": "tracking_no", "phone": "phone", "yes_no": "yes_no",
}

func (s *settings) loadSlots(n *source.Node, lists map[string][]string, errs *source.List) {
	for _, p := range n.Pairs(errs, "slots") {
		f := p.Value.Fields(errs, "slot "+p.Key, format.Keys("slot")...)
		def := slotDef{name: p.Key}
		if t := f.Get("type"); t != nil {
			def.kind, def.typ = t.Text(errs, "type"), typeOf(t, lists, errs)
		} else {
			errs.Add(p.KeyPos, "write type: text, for example", "slot %q has no type", p.Key)
		}
		if r := f.Get("range"); r != nil {
			def.min, def.max = parseRange(r, errs, "range")
		}
		for _, u := range f.Get("units").Pairs(errs, "units") {
			if def.kind == "weight" && u.Key != "斤" && u.Key != "kg" {
				errs.Add(u.KeyPos, "斤 or kg", "unknown unit %q", u.Key)
			}
			low, high := parseRange(u.Value, errs, "unit "+u.Key)
			def.units = append(def.units, unit{u.Key, low, high})
		}
		for _, word := range f.Get("cue").Texts(errs, "cue") {
			if hint := source.Unparted(word); hint != "" {
				errs.Add(f.Get("cue").Pos(), hint, "slot %s: the cue %q is one word", p.Key, word)
			}
			def.cue = append(def.cue, []rune(text.String(word)))
		}
		def.onlyAsked = f.Get("only_asked") != nil && f.Get("only_asked").Bool(errs, "only_asked")
		if from := f.Get("from"); from != nil {
			if text := from.Text(errs, "from"); text != "message" {
				errs.Add(from.Pos(), "write from: message", "unknown source %q of a slot", text)
			}
			def.message = true
		}
		if keep := f.Get("keep"); keep != nil {
			known := []string{"session", "order", "customer"}
			i := slices.Index(known, keep.Text(errs, "keep"))
			if i < 0 {
				errs.Add(keep.Pos(), source.DidYouMean(keep.Text(errs, "keep"), known), "unknown value %q of keep", keep.Text(errs, "keep"))
			}
			def.keep = uint8(max(i, 0))
		}
		s.slots = append(s.slots, def)
	}
}

func (s *settings) slotDef(name string) *slotDef {
	for i := range s.slots {
		if s.slots[i].name == name {
			return &s.slots[i]
		}
	}
	return nil
}

// entity is the kind of entity that fills the slot.
func (d *slotDef) entity() string {
	if kind, ok := slotKinds[d.kind]; ok {
		return kind
	}
	if d.kind == "text" || d.kind == "attachment" {
		return ""
	}
	return d.kind // a list
}

func fen(n *source.Node, errs *source.List, what string) int64 {
	f := n.Float(errs, what)
	if f < 0 {
		errs.Add(n.Pos(), "write 0 or more", "%s is negative", what)
	}
	return int64(f*100 + .5)
}

func (s *settings) loadConcessions(n *source.Node, errs *source.List) {
	f := n.Fields(errs, "concessions", format.Keys("concessions")...)
	s.terms.Gifts = map[string]int64{}
	if v := f.Get("budget"); v != nil {
		s.terms.Budget = fen(v, errs, "budget")
	}
	if v := f.Get("per"); v != nil {
		if s.budgetPer = v.Text(errs, "per"); s.budgetPer != "order" {
			errs.Add(v.Pos(), "write per: order", "unknown value %q of per", s.budgetPer)
		}
	}
	if v := f.Get("postage_costs"); v != nil {
		s.terms.PostageCost = fen(v, errs, "postage_costs")
	}
	for _, g := range f.Get("gifts").Pairs(errs, "gifts") {
		s.terms.Gifts[g.Key] = fen(g.Value, errs, g.Key)
	}
	if v := f.Get("approve_over"); v != nil {
		s.terms.ApproveOver = fen(v, errs, "approve_over")
	}
	if v := f.Get("agreed_for"); v != nil {
		s.terms.AgreedFor = v.Duration(errs, "agreed_for")
	}
}

func (s *settings) loadRemark(n *source.Node, errs *source.List) {
	s.parts = []string{"agent", "courier", "timing", "gift", "other"}
	s.flags = []note{{"timing", "green"}, {"courier", "yellow"}, {"gift", "blue"}, {"other", "purple"}, {"agent", "red"}}
	if n == nil {
		return
	}
	f := n.Fields(errs, "remark", format.Keys("remark")...)
	if p := f.Get("parts"); p != nil {
		s.parts = p.Texts(errs, "parts")
	}
	if flags := f.Get("flags"); flags != nil {
		s.flags = nil
		for _, item := range flags.Items(errs, "flags") {
			for _, p := range item.Pairs(errs, "a flag") {
				if !slices.Contains(s.parts, p.Key) {
					errs.Add(p.KeyPos, source.DidYouMean(p.Key, s.parts), "unknown part %q of the remark", p.Key)
				}
				s.flags = append(s.flags, note{p.Key, p.Value.Text(errs, "a flag")})
			}
		}
	}
}

// mostTimes bounds the times of a cap: a state remembers each.
const mostTimes = 100

func (s *settings) loadCaps(n *source.Node, errs *source.List) {
	for _, p := range n.Pairs(errs, "caps") {
		f := p.Value.Fields(errs, "cap "+p.Key, format.Keys("cap")...)
		c := cap{name: p.Key, times: 1, quietFrom: -1}
		if v := f.Get("times"); v != nil {
			before := errs.Len()
			if c.times = v.Int(errs, "times"); (c.times < 1 || c.times > mostTimes) && errs.Len() == before {
				errs.Add(v.Pos(), "from 1 to 100, or delete the cap", "times is %d", c.times)
			}
		}
		if v := f.Get("per"); v != nil {
			if c.per = v.Text(errs, "per"); c.per != "customer" && c.per != "order" {
				errs.Add(v.Pos(), "customer or order", "unknown value %q of per", c.per)
			}
		}
		if v := f.Get("within"); v != nil {
			c.within = v.Duration(errs, "within")
		}
		if v := f.Get("quiet"); v != nil {
			from, until, ok := strings.Cut(v.Text(errs, "quiet"), "-")
			a, okA := minuteOfDay(from)
			b, okB := minuteOfDay(until)
			if !ok || !okA || !okB {
				errs.Add(v.Pos(), "for example 22:30-08:30", "%q is not a span of the day", v.Text(errs, "quiet"))
			}
			if okA && okB && (a == b || b-a == minutesOfDay) {
				errs.Add(v.Pos(), "for example 22:30-08:30", "quiet hours of %q are none or the whole day", v.Text(errs, "quiet"))
			}
			c.quietFrom, c.quietUntil = a, b
		}
		s.caps = append(s.caps, c)
	}
}

func minuteOfDay(text string) (int, bool) {
	h, m, ok := strings.Cut(strings.TrimSpace(text), ":")
	hour, errH := strconv.Atoi(h)
	minute, errM := strconv.Atoi(m)
	return hour*60 + minute, ok && errH == nil && errM == nil && hour >= 0 && hour <= 24 && minute >= 0 && minute < 60
}

func (s *settings) loadDeclarations(f source.Fields, lists map[string][]string, errs *source.List) {
	for _, p := range f.Get("actions").Pairs(errs, "actions") {
		s.actions = append(s.actions, actionType{p.Key, fieldTypes(p.Value, "action "+p.Key, lists, errs)})
	}
	for _, p := range f.Get("events").Pairs(errs, "events") {
		s.events[p.Key] = fieldTypes(p.Value, "event "+p.Key, lists, errs)
	}
	for _, p := range f.Get("facts").Pairs(errs, "facts") {
		if slices.Contains(rootNames, p.Key) {
			errs.Add(p.KeyPos, "choose another name", "fact %q hides a name of the engine", p.Key)
			continue
		}
		s.facts = append(s.facts, declared{name: p.Key, typ: typeOf(p.Value, lists, errs)})
	}
	for _, p := range f.Get("lookups").Pairs(errs, "lookups") {
		d := declared{name: p.Key, typ: rules.TypeText}
		if p.Value.Kind() == source.Mapping {
			parts := p.Value.Fields(errs, "lookup "+p.Key, format.Keys("lookup")...)
			for _, a := range parts.Get("args").Items(errs, "args") {
				d.args = append(d.args, typeOf(a, lists, errs))
			}
			if g := parts.Get("gives"); g != nil {
				d.typ = typeOf(g, lists, errs)
			}
		} else {
			d.typ = typeOf(p.Value, lists, errs)
		}
		s.lookups = append(s.lookups, d)
	}
}

func fieldTypes(n *source.Node, what string, lists map[string][]string, errs *source.List) []rules.Name {
	out := []rules.Name{}
	for _, p := range n.Pairs(errs, what) {
		out = append(out, rules.Name{Name: p.Key, Type: typeOf(p.Value, lists, errs)})
	}
	return out
}

// defaultQueues serve a shop that declares none: what happens after the purchase goes to its own desk.
var defaultQueues = []queue{
	{name: "sales", rest: true},
	{name: "after_sale", intents: []string{"complaint.*", "returns.*", "support", "compensation", "logistics.tracking", "logistics.delivery", "order.modify", "order.cancel"}},
}

func (s *settings) loadQueues(n *source.Node, errs *source.List) {
	if n == nil {
		s.queues = defaultQueues
		return
	}
	for _, p := range n.Pairs(errs, "queues") {
		if p.Key == "default" {
			s.queues = append(s.queues, queue{name: p.Value.Text(errs, "default"), rest: true})
			continue
		}
		q := queue{name: p.Key, pos: p.KeyPos, intents: p.Value.Texts(errs, p.Key)}
		for _, item := range p.Value.Items(errs, p.Key) {
			q.places = append(q.places, item.Pos())
		}
		s.queues = append(s.queues, q)
	}
}
