package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// Languages that a text may be given in.
var languages = []string{"zh", "en", "zh-hant"}

func join(path, rest string) string {
	if path == "" {
		return rest
	}
	return path + "/" + rest
}

// ruleAnswers compiles everything a rule may say and do.
func (l *loader) ruleAnswers(r *Rule, f source.Fields, n *source.Node) {
	r.Answer = l.answer(f, r, "", r.Pos)
	r.AfterLast = "next"
	if steps := f.Get("steps"); steps != nil {
		if r.Answer.say != nil {
			l.errs.Add(steps.Pos(), "move the text into a step", "rule %q has both say and steps", r.ID)
		}
		for i, item := range steps.Items(l.errs, "steps") {
			parts := l.answerFields(item, "a step", stepKeys)
			step := l.answer(parts, r, "steps."+strconv.Itoa(i+1), item.Pos())
			step.when = l.conditionList(parts.Get("when"), "when")
			if v := parts.Get("valid"); v != nil {
				step.valid = l.window(v)
			}
			r.Steps = append(r.Steps, step)
		}
	}
	if after := f.Get("after_last"); after != nil {
		known := []string{"next", "repeat", "restart"}
		if r.AfterLast = after.Text(l.errs, "after_last"); !slices.Contains(known, r.AfterLast) {
			l.errs.Add(after.Pos(), source.DidYouMean(r.AfterLast, known), "unknown value %q of after_last", r.AfterLast)
		}
	}
	for _, item := range f.Get("continue_on").Items(l.errs, "continue_on") {
		name := item.Text(l.errs, "continue_on")
		l.checkTrigger(name, item.Pos(), false)
		r.ContinueOn = append(r.ContinueOn, name)
	}
	l.timed(r, f)
	if c := f.Get("confirm"); c != nil {
		l.confirm(r, c)
	}
	if u := f.Get("unavailable"); u != nil {
		r.Unavailable = l.answerNode(u, r, "unavailable")
	}
	if r.Answer.empty() && len(r.Steps) == 0 && len(r.FollowUps) == 0 && !r.KBFirst && l.errs.Len() == l.before {
		l.errs.Add(n.Pos(), "give it say, steps, do, handoff, go or run", "rule %q has no answer", r.ID)
	}
}

func (l *loader) timed(r *Rule, f source.Fields) {
	for i, item := range f.Get("follow_up").Items(l.errs, "follow_up") {
		parts := l.answerFields(item, "a follow-up", followUpKeys)
		after := parts.Get("after")
		if after == nil {
			l.errs.Add(item.Pos(), "write after: 15m", "a follow-up without after")
			continue
		}
		r.FollowUps = append(r.FollowUps, FollowUp{
			After: after.Duration(l.errs, "after"), Answer: l.answer(parts, r, "follow_up."+strconv.Itoa(i+1), item.Pos()),
		})
	}
	for _, item := range f.Get("cancel_on").Items(l.errs, "cancel_on") {
		name := item.Text(l.errs, "cancel_on")
		l.checkTrigger(name, item.Pos(), true)
		r.CancelOn = append(r.CancelOn, name)
	}
	if c := f.Get("cap"); c != nil {
		r.Cap = c.Text(l.errs, "cap")
		l.set.used["cap "+r.Cap] = true
		if !slices.Contains(l.schema.Caps, r.Cap) {
			l.errs.Add(c.Pos(), declareHint(r.Cap, l.schema.Caps, "caps"), "unknown cap %q", r.Cap)
		}
	}
}

// declareHint helps with a name that the shop declares in shop.yaml.
func declareHint(name string, known []string, section string) string {
	if len(known) == 0 {
		return "declare it under " + section + ": in shop.yaml"
	}
	return source.DidYouMean(name, known)
}

func (l *loader) confirm(r *Rule, n *source.Node) {
	before := l.errs.Len()
	f := n.Fields(l.errs, "confirm", confirmKeys...)
	c := &Confirm{}
	if show := f.Get("show"); show != nil {
		c.show = l.textNode(show, "show")
	}
	if c.show == nil && l.errs.Len() == before {
		l.errs.Add(n.Pos(), "write show: with what the customer confirms", "confirm has no text")
	}
	for _, item := range f.Get("editable").Items(l.errs, "editable") {
		name := item.Text(l.errs, "editable")
		if !slices.Contains(l.schema.Sheet, name) {
			l.errs.Add(item.Pos(), source.DidYouMean(name, l.schema.Sheet), "unknown part %q of an order", name)
		}
		c.Editable = append(c.Editable, name)
	}
	if t := f.Get("timeout"); t != nil {
		c.Timeout = t.Duration(l.errs, "timeout")
	}
	r.Confirm = c
}

// answerNode compiles an answer that stands alone: a branch, a case, unavailable. A plain text is an answer that says it.
func (l *loader) answerNode(n *source.Node, r *Rule, path string) *Answer {
	if n.Kind() != source.Mapping {
		a := &Answer{Rule: r, Path: path, Pos: n.Pos(), key: answerKey(r, path)}
		a.say = l.sayBlock(n, r, path)
		return l.register(a)
	}
	return l.answer(l.answerFields(n, "an answer", answerKeys), r, path, n.Pos())
}

// answerFields are the fields of an answer. Who writes text: for say: is told so.
func (l *loader) answerFields(n *source.Node, what string, keys []string) source.Fields {
	f := n.Fields(l.errs, what, append([]string{"text"}, keys...)...)
	for _, field := range f {
		if field.Key == "text" {
			l.errs.Add(field.KeyPos, "write say:", "%s: unknown key %q", what, field.Key)
		}
	}
	return f
}

// answerKey names an answer as Ref does. The path of an article's answer begins with the article itself.
func answerKey(r *Rule, path string) string {
	if r != nil {
		return r.ID + "\x00" + path
	}
	id, rest, _ := strings.Cut(path, "/")
	return id + "\x00" + rest
}

// nothingLet is what most answers have of let; it is never changed.
var nothingLet letting

func (l *loader) register(a *Answer) *Answer {
	if a.setting = &nothingLet; len(l.lets) > 0 {
		a.setting = &letting{defs: l.lets}
	}
	l.set.answers[a.key] = a
	return a
}

func (l *loader) answer(f source.Fields, r *Rule, path string, pos source.Pos) *Answer {
	a := &Answer{Rule: r, Path: path, Pos: pos, key: answerKey(r, path)}
	if say := f.Get("say"); say != nil {
		a.say = l.sayBlock(say, r, path)
	}
	if rotate := f.Get("rotate"); rotate != nil {
		if text := rotate.Text(l.errs, "rotate"); text != "all" {
			l.errs.Add(rotate.Pos(), "write rotate: all", "unknown value %q of rotate", text)
		}
		a.all = true
	}
	l.effects(a, f)
	for i, item := range f.Get("choices").Items(l.errs, "choices") {
		a.choices = append(a.choices, l.choice(item, r, join(path, "choices."+strconv.Itoa(i+1))))
	}
	for _, b := range f.Get("expect").Pairs(l.errs, "expect") {
		if strings.HasPrefix(b.Key, "event.") {
			l.errs.Add(b.KeyPos, "write a rule on "+b.Key, "expect is about the customer's next message, not about events")
			continue
		}
		l.checkTrigger(b.Key, b.KeyPos, false)
		question := f.Get("say")
		if question == nil {
			question = f.Get("text")
		}
		branch := l.answerNode(b.Value, r, join(path, "expect."+b.Key))
		branch.setMark(branchMark(question, b.Value))
		a.expect = append(a.expect, Branch{On: b.Key, Answer: branch})
	}
	return l.register(a)
}

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
			l.errs.Add(pos, source.DidYouMean(name, l.schema.Parts), "unknown part %q of the order remark", name)
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
	l.errs.Add(pos, source.DidYouMean(name, known), "unknown slot %q", name)
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
		l.actionType(name, n.Pos())
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
	}
	return out
}

func (l *loader) actionType(name string, pos source.Pos) []Name {
	fields, ok := l.schema.Actions[name]
	if !ok {
		l.errs.Add(pos, source.DidYouMean(name, sortedKeys(l.schema.Actions)), "unknown action %q", name)
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
	if ok && !slices.Contains(l.schema.Queues, text) {
		l.errs.Add(n.Pos(), source.DidYouMean(text, l.schema.Queues), "unknown queue %q", text)
	}
	return t
}

// noteUse notes that a name is used; where a hole gives it, any may be.
func (l *loader) noteUse(kind, name string, literal bool) {
	if !literal {
		name = "by hole"
	}
	l.set.used[kind+" "+name] = true
}

func (l *loader) choice(n *source.Node, r *Rule, path string) Choice {
	f := l.answerFields(n, "a choice", choiceKeys)
	var c Choice
	sc := *l.scope
	if each := f.Get("each"); each != nil {
		src := each.Text(l.errs, "each")
		if c.each = l.compile(src, placeOf(each, src)); c.each != nil {
			if c.each.typ.Kind == KindList {
				sc.it = c.each.typ.Elem
			} else {
				l.errs.Add(each.Pos(), "for example similar(item, 3)", "each walks a list, this is %s", aType(c.each.typ))
			}
		}
		if sc.it == nil {
			sc.it = &broken // reported already
		}
	}
	inner := &loader{scope: &sc, dir: l.dir}
	if show := f.Get("show"); show != nil {
		c.show = inner.languageTexts(show, "show")
	} else {
		l.errs.Add(n.Pos(), "write show: with the words of this choice", "a choice without show")
	}
	c.Answer = inner.answer(f, r, path, n.Pos())
	c.Answer.setMark(choiceMark(f))
	c.Answer.things = c.each != nil && sc.it.Kind == KindObject
	l.refs = append(l.refs, inner.refs...)
	return c
}

func (a *Answer) empty() bool {
	return a.say == nil && len(a.attach) == 0 && len(a.choices) == 0 && len(a.do) == 0 && len(a.set) == 0 && len(a.note) == 0 &&
		a.count == nil && a.grant == nil && a.handoff == nil && a.goTo == "" && a.run == ""
}

// articles compiles the answers of kb/*.yaml; package kb reads the rest of those files.
func (l *loader) articles() {
	files, err := source.Files(l.dir, "kb/*.yaml", "kb/*.yml")
	if err != nil {
		l.errs.Add(source.Pos{File: "kb"}, "", "%v", err)
		return
	}
	for _, file := range files {
		var quiet source.List // what kb reports as well
		root := source.Read(l.dir, file, &quiet)
		if root == nil {
			continue
		}
		for _, n := range root.Fields(&quiet, "", "articles").Get("articles").Items(&quiet, "") {
			l.article(n)
		}
	}
	l.tableArticles()
}

func (l *loader) article(n *source.Node) {
	var quiet source.List
	var f source.Fields
	misspelt := false
	for _, field := range n.Pairs(&quiet, "") {
		switch {
		case slices.Contains(answerKeys, field.Key) || field.Key == "id":
			f = append(f, field)
		case !slices.Contains(articleKeys, field.Key):
			misspelt = true // kb says so
		}
	}
	id := f.Get("id").Text(&quiet, "id")
	if id == "" {
		return
	}
	a := l.answer(f, nil, "kb:"+id, n.Pos())
	if a.empty() && !misspelt {
		l.errs.Add(n.Pos(), "give it say:", "article %q has no answer", id)
	}
	l.set.Articles[id] = a
}

// tableArticles compiles the answers of articles that kb read from CSV.
func (l *loader) tableArticles() {
	for _, text := range l.schema.Articles {
		a := &Answer{Path: "kb:" + text.ID, Pos: text.Pos, key: answerKey(nil, "kb:"+text.ID)}
		a.say = l.sayBlock(text.Say, nil, a.Path)
		for _, n := range text.Attach {
			a.attach = append(a.attach, l.valueNode(n, "attach"))
		}
		if a.empty() {
			l.errs.Add(text.Pos, "fill in the column say", "article %q has no answer", text.ID)
		}
		l.set.Articles[text.ID] = l.register(a)
	}
}
