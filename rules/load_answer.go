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
