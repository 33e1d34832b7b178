package rules

import (
	"fmt"
	"slices"

	"github.com/huashu-go/huashu/engine/source"
)

func (l *loader) effects(a *Answer, f source.Fields) {
	for _, item := range f.Get("attach").Items(l.errs, "attach") {
		if t := l.valueNode(item, "attach"); t != nil {
			a.attach = append(a.attach, t)
		}
	}
	for _, item := range f.Get("do").Items(l.errs, "do") {
		a.do = append(a.do, l.actions(item)...)
	}
	a.set = l.assignments(f.Get("set"), "set", l.assignable)
	a.note = l.assignments(f.Get("note"), "note", func(name string, pos source.Pos) Type {
		if !slices.Contains(l.schema.Parts, name) {
			l.errs.Add(pos, source.DidYouMeanOr(name, l.schema.Parts, "declare it under remark: parts: in shop.yaml"), "unknown part %q of the order remark", name)
		}
		l.set.used["part "+name] = true
		return TypeText
	})
	if c := f.Get("count"); c != nil {
		a.count = l.valueNode(c, "count")
	}
	if g := f.Get("grant"); g != nil {
		a.grant = l.grantOf(g)
	}
	if h := f.Get("handoff"); h != nil {
		a.handoff = l.handoffOf(h)
	}
	if n := f.Get("go"); n != nil {
		a.goTo = n.Text(l.errs, "go")
		l.refs = append(l.refs, reference{"intent", a.goTo, n.Pos()})
	}
	if n := f.Get("run"); n != nil {
		a.run = n.Text(l.errs, "run")
		l.refs = append(l.refs, reference{"rule", a.run, n.Pos()})
	}
	if n := f.Get("alone"); n != nil {
		a.alone = n.Bool(l.errs, "alone")
	}
}

func (l *loader) assignable(name string, pos source.Pos) Type {
	if slot, ok := l.schema.Slots[name]; ok {
		l.set.used["slots."+name] = true
		return slot.Type
	}
	if typ, ok := l.schema.Assignable[name]; ok {
		return typ
	}
	known := append(sortedKeys(l.schema.Slots), sortedKeys(l.schema.Assignable)...)
	l.errs.Add(pos, declareHint(name, known, "slots"), "unknown slot %q", name)
	return Type{}
}

// assignments reads name: text pairs; the text is a template or, where it is one hole, a typed value.
func (l *loader) assignments(n *source.Node, what string, typeOf func(string, source.Pos) Type) []assignment {
	var out []assignment
	for _, f := range n.Pairs(l.errs, what) {
		typ := typeOf(f.Key, f.KeyPos)
		t := l.valueNode(f.Value, what+" "+f.Key)
		if t == nil {
			if what == "set" && f.Value.Quoted() {
				out = append(out, assignment{name: f.Key, pos: f.KeyPos}) // "" forgets the value
			}
			continue
		}
		out = append(out, assignment{name: f.Key, value: t, fixed: l.checkValue(t, typ, what+" "+f.Key), pos: f.KeyPos})
	}
	return out
}

// checkValue checks what is assigned to something of a type, and returns a literal as a value of it.
func (l *loader) checkValue(t *template, typ Type, what string) Value {
	if text, ok := t.literalText(); ok {
		v, ok := ParseValue(text, typ, l.schema.Location)
		if !ok && typ.Kind != KindUnset {
			hint := ""
			if typ.Words != nil {
				hint = source.DidYouMean(text, typ.Words)
			}
			l.errs.Add(t.pos, hint, "%s: %q is not %s", what, text, describeType(typ))
		}
		return v
	}
	if p := t.single(); p != nil && !p.typ.fits(typ) {
		l.errs.Add(t.pos, "", "%s: ${%s} is %s, expected %s", what, p.src, aType(p.typ), aType(typ))
	}
	return Value{}
}

func (l *loader) actions(n *source.Node) []actionDef {
	if n.Kind() == source.Scalar {
		name := n.Text(l.errs, "do")
		l.complete(actionDef{name: name, pos: n.Pos()}, l.actionType(name, n.Pos()))
		return []actionDef{{name: name, pos: n.Pos()}}
	}
	var out []actionDef
	for _, f := range n.Pairs(l.errs, "do") {
		fields := l.actionType(f.Key, f.KeyPos)
		out = append(out, actionDef{name: f.Key, pos: f.KeyPos, fields: l.assignments(f.Value, f.Key, func(name string, pos source.Pos) Type {
			var known []string
			for _, field := range fields {
				if field.Name == name {
					return field.Type
				}
				known = append(known, field.Name)
			}
			if fields != nil {
				l.errs.Add(pos, source.DidYouMean(name, known), "action %s has no field %q", f.Key, name)
			}
			return Type{}
		})})
		l.complete(out[len(out)-1], fields)
	}
	return out
}

// complete reports the fields that an action lacks.
func (l *loader) complete(a actionDef, fields []Name) {
	for _, f := range fields {
		if f.Needed && !slices.ContainsFunc(a.fields, func(given assignment) bool { return given.name == f.Name }) {
			l.errs.Add(a.pos, fmt.Sprintf("write %s: … below it", f.Name), "action %s needs %s", a.name, f.Name)
		}
	}
}

func (l *loader) actionType(name string, pos source.Pos) []Name {
	fields, ok := l.schema.Actions[name]
	if !ok {
		l.errs.Add(pos, declareHint(name, sortedKeys(l.schema.Actions), "actions"), "unknown action %q", name)
	}
	l.set.used["action "+name] = true
	return fields
}

func (l *loader) grantOf(n *source.Node) *grantDef {
	g := &grantDef{pos: n.Pos()}
	if n.Kind() == source.Scalar {
		if text := n.Text(l.errs, "grant"); text != "offer" {
			l.errs.Add(n.Pos(), "write grant: offer, or gift: and postage: below it", "unknown grant %q", text)
		}
		g.offer = true
		return g
	}
	f := n.Fields(l.errs, "grant", grantKeys...)
	if gift := f.Get("gift"); gift != nil {
		g.gift = l.valueNode(gift, "gift")
		if g.gift != nil {
			text, ok := g.gift.literalText()
			if ok && !slices.Contains(l.schema.Gifts, text) {
				l.errs.Add(gift.Pos(), source.DidYouMean(text, l.schema.Gifts), "gift %q has no cost under concessions.gifts", text)
			}
			l.noteUse("gift", text, ok)
		}
	}
	g.postage = f.Get("postage") != nil && f.Get("postage").Bool(l.errs, "postage")
	if g.gift == nil && !g.postage {
		l.errs.Add(n.Pos(), "write offer, gift: or postage: true", "grant names nothing")
	}
	return g
}

func (l *loader) handoffOf(n *source.Node) *handoffDef {
	h := &handoffDef{}
	if n.Kind() == source.Scalar {
		h.queue = l.queue(n)
		return h
	}
	f := n.Fields(l.errs, "handoff", handoffKeys...)
	if q := f.Get("queue"); q != nil {
		h.queue = l.queue(q)
	}
	if r := f.Get("reason"); r != nil {
		h.reason = l.valueNode(r, "reason")
	}
	if w := f.Get("within"); w != nil {
		h.within = w.Duration(l.errs, "within")
	}
	h.urgent = f.Get("urgent") != nil && f.Get("urgent").Bool(l.errs, "urgent")
	return h
}

func (l *loader) queue(n *source.Node) *template {
	t := l.valueNode(n, "queue")
	if t == nil || len(l.schema.Queues) == 0 {
		return t
	}
	text, ok := t.literalText()
	l.noteUse("queue", text, ok)
	switch {
	case !ok || slices.Contains(l.schema.Queues, text):
	case l.schema.OpenDesk:
		l.set.queues = append(l.set.queues, Plain{text, n.Pos()})
	default:
		l.errs.Add(n.Pos(), declareHint(text, l.schema.Queues, "queues"), "unknown queue %q", text)
	}
	return t
}
