package engine

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// What a message means beside its intents: an answer to an open question, a line of a menu, a correction of a sheet, a value
// that goes on with the last intent. route tries them in this order, each with what the one before left over.

// maxAnswered is how many intents of a message are answered.
const maxAnswered = 3

func (t *turn) route() error {
	ids := t.intentIDs()
	expect := t.st.expect
	t.st.expect = nil
	if t.st.sheet != nil {
		done, err := t.sheetTurn(ids, expect)
		if done || err != nil {
			return err
		}
	}
	ids, done, err := t.dropped(ids)
	if done || err != nil {
		return err
	}
	if t.st.menu != nil {
		done, err := t.menuTurn(ids)
		if done || err != nil {
			return err
		}
	}
	if t.st.need != nil {
		rest, done, err := t.needTurn(ids)
		if done || err != nil {
			return err
		}
		ids = rest
	}
	if t.st.form != nil && (expect == nil || !t.st.form.dropped) {
		return t.formTurn(ids)
	}
	if expect != nil {
		said := ids
		if t.onlyValues() {
			said = t.questions(ids) // 那卡其的呢 names a value: it is neither yes nor no
		}
		rest, done, err := t.expected(expect, said)
		if err != nil {
			return err
		}
		if done && len(t.questions(rest)) == 0 {
			return nil
		}
		if done {
			return t.answerAll(t.questions(rest))
		}
	}
	if t.st.form != nil {
		return t.formTurn(ids)
	}
	return t.answers(ids)
}

func (t *turn) intentIDs() []string {
	var ids []string
	for _, i := range t.heard.Intents {
		if !slices.Contains(ids, i.ID) {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

var polite = []string{"greeting", "thanks", "farewell", "affirm", "deny"}

// questions are the intents that want an answer of their own: politeness beside a question is dropped.
func (t *turn) questions(ids []string) []string {
	if !slices.ContainsFunc(ids, func(id string) bool { return slices.Contains(polite, id) }) {
		return ids
	}
	var out []string
	for _, id := range ids {
		if !slices.Contains(polite, id) {
			out = append(out, id)
		}
	}
	return out
}

// answers decides a message that is not an answer to anything open.
func (t *turn) answers(ids []string) error {
	questions := t.questions(ids)
	if t.onlyValues() {
		questions, ids = nil, nil // 那XL的呢 goes on with the last question, whatever it looks like by itself
	}
	if len(questions) == 0 {
		questions = ids
	}
	if len(questions) == 0 {
		if id := t.carried(); id != "" {
			t.trace(TraceCarry, id, "", 0)
			questions = []string{id}
		}
	}
	if len(questions) == 0 && len(t.st.later) > 0 && t.questionsDone() {
		return nil // what waited goes on
	}
	if len(questions) == 0 {
		t.out.intents = append(t.out.intents, "oos")
		return t.notUnderstood()
	}
	return t.answerAll(questions)
}

func (t *turn) answerAll(ids []string) error {
	if len(ids) > 1 {
		t.markAnswers()
	}
	for i, id := range ids {
		if i == maxAnswered || t.out.alone {
			break
		}
		if i > 0 && slices.Contains(t.out.intents, id) {
			continue // a rule of another intent has gone there
		}
		first, before := t.marked == nil || !t.answeredSince(t.marked), len(t.out.rules)
		if err := t.decide(id); err != nil {
			return err
		}
		if t.out.alone && !first {
			if done, err := t.answerAlone(id, slices.Clone(t.out.rules[len(t.marked.out.rules):before])); done || err != nil {
				return err
			}
		}
	}
	return nil
}

// carried is the intent that a message goes on with which only names a value: 那白色的呢. It is the last one where that has any
// use for the value; else a size, colour or product asks whether it can be had, and body measures ask for a size.
func (t *turn) carried() string {
	if t.heard.Offer.Kind != "" && t.shop.rules.Handles("bargain.plain") {
		return "bargain.plain" // 一百二, while one bargains
	}
	fallback := ""
	for i := range t.heard.Entities {
		e := &t.heard.Entities[i]
		if e.Kind == "number" || e.Kind == "yes_no" {
			continue
		}
		if t.st.lastIntent != "" && t.useful(e) {
			return t.st.lastIntent
		}
		switch e.Kind {
		case "product", "colour", "size":
			fallback = "stock"
		case "height_cm", "weight_kg", "waist_cm", "hip_cm", "bust_cm":
			fallback = "size"
		}
	}
	if fallback != "" && t.shop.rules.Handles(fallback) {
		return fallback
	}
	return ""
}

// useful reports whether a rule on the last intent reads what the entity says.
func (t *turn) useful(e *intents.Entity) bool {
	r, last := t.shop.rules, t.st.lastIntent
	switch e.Kind {
	case "product":
		return r.NeedsFor(last, "item")
	case "colour", "size":
		if r.Reads(last, "sku.") {
			return true
		}
	}
	if r.Reads(last, "said."+e.Kind) {
		return true
	}
	return slices.ContainsFunc(t.shop.set.slots, func(d slotDef) bool { return t.fills(d.name) && d.entity() == e.Kind && r.Reads(last, "slots."+d.name) })
}

// fillers may stand around a value without being a question of their own.
const fillers = "那这的呢呀啊哦吗嘛么吧和也就是个款件条双种套,.!?~ \uff0c\u3002\uff01\uff1f\u3001\uff5e"

// onlyValues reports whether the message names values and says nothing else.
func (t *turn) onlyValues() bool {
	rest, at, named := "", 0, false
	for i := range t.heard.Entities {
		e := &t.heard.Entities[i]
		if onlyFillers(e.Text) {
			continue // 呢 is a word of some list
		}
		if e.Kind == "yes_no" || !t.takenIn(e) {
			return false
		}
		if e.Start >= at {
			rest += t.in.Text[at:e.Start]
		}
		at, named = max(at, e.End), true
	}
	return named && onlyFillers(rest+t.in.Text[at:])
}

// englishFillers are words that may stand around a value without asking anything.
var englishFillers = []string{"the", "that", "one", "this", "a", "an", "please", "i", "want", "mean", "it", "is", "in", "and", "what", "about", "how", "for", "my", "size", "colour", "color"}

func onlyFillers(s string) bool {
	s = strings.Trim(s, fillers)
	if s == "" || s[0] >= utf8.RuneSelf {
		return s == ""
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(fillers, r) || r == '\'' }) {
		if !slices.Contains(englishFillers, word) {
			return false
		}
	}
	return true
}

// takenIn reports whether a value is one that a question can go on with: a variant, or what the last question has a use for. 贵
// as a reason is a word of a list, and yet no value here.
func (t *turn) takenIn(e *intents.Entity) bool {
	switch e.Kind {
	case "product", "colour", "size", "number":
		return true
	}
	return t.st.lastIntent != "" && t.useful(e)
}

// dropWords end an open form, menu or question. They are read only while one is open.
var dropWords = []string{"不问了", "算了", "先不说", "不填了", "不选了", "不用问了", "先不看", "不想说", "别问了", "never mind", "nevermind", "forget it", "skip it"}

func (t *turn) dropped(ids []string) (rest []string, done bool, err error) {
	if t.st.form == nil && t.st.menu == nil && t.st.need == nil {
		return ids, false, nil
	}
	said := text.String(t.in.Text)
	if !slices.ContainsFunc(dropWords, func(w string) bool { return spoken(said, w) }) {
		return ids, false, nil
	}
	if t.st.form != nil && t.fills(t.st.form.slot) {
		return ids, false, nil // 退我40块算了 answers
	}
	if t.st.form == nil && t.st.need == nil && len(t.questions(ids)) == 0 {
		t.st.menu = nil
		return ids, false, nil
	}
	t.trace(TraceForm, "", "dropped by the customer", 0)
	t.st.form, t.st.menu, t.st.need, t.st.later = nil, nil, nil, nil
	if err := t.text("dropped"); err != nil {
		return nil, false, err
	}
	rest = slices.DeleteFunc(t.questions(ids), func(id string) bool { return id == "hesitate" || id == "order.cancel" })
	return rest, len(rest) == 0, nil
}

// spoken reports whether the words stand in the text by themselves: 算了 is not in 打算了解 or 预算了.
func spoken(text, words string) bool {
	before, _, found := strings.Cut(text, words)
	return found && !strings.HasSuffix(before, "打") && !strings.HasSuffix(before, "预") && !strings.HasSuffix(before, "结") &&
		!strings.HasSuffix(before, "计") && !strings.HasSuffix(before, "合")
}

// expected runs the branch that the last answer kept for this message.
func (t *turn) expected(e *expectation, ids []string) (rest []string, done bool, err error) {
	for _, id := range ids {
		for _, b := range e.branches {
			if !rules.Matches(b.on, id) {
				continue
			}
			t.intent = e.intent
			if len(ids) > 1 {
				t.markAnswers()
			}
			said, err := t.branch(rules.Ref{Rule: b.rule, Path: b.path}, b.it)
			if err != nil || !said {
				return ids, false, err
			}
			t.understoodAs(id)
			return slices.DeleteFunc(slices.Clone(ids), func(other string) bool { return other == id }), true, nil
		}
	}
	return ids, false, nil
}

// branch answers with a part of the content that the state points at.
func (t *turn) branch(ref rules.Ref, it string) (said bool, err error) {
	rt := t.ruleTurn()
	if p := t.product(it); p != nil {
		rt.It = rules.Object(&itemView{t, p})
	} else {
		rt.It = rules.Text(it)
	}
	d, err := t.shop.rules.Branch(rt, ref)
	if err != nil {
		return false, err
	}
	if d.Outcome == rules.Unavailable {
		return true, t.unavailable()
	}
	if d.Outcome != rules.Answered {
		t.trace(TraceGone, ref.Rule, ref.Path, 0)
		return false, nil
	}
	return true, t.apply(d.Rule, d.Result)
}

// needTurn goes on with a question that waited for a product or an order.
func (t *turn) needTurn(ids []string) (rest []string, done bool, err error) {
	n := t.st.need
	known := n.kind == "order" && t.told("order_no")
	if n.kind == "item" {
		p, err := t.itemFact() // a code that the catalogue does not have answers nothing
		if errors.Is(err, rules.ErrNeeds) {
			return nil, false, err
		}
		known = p.IsSet() || err != nil
	}
	questions := t.questions(ids)
	if known && t.onlyValues() {
		questions = nil // the name of a product is the answer, whatever it looks like by itself
	}
	if known {
		t.st.need = nil
		if !slices.Contains(questions, n.intent) {
			questions = append([]string{n.intent}, questions...)
		}
		return nil, true, t.answerAll(questions)
	}
	if len(questions) > 0 {
		if n.tries++; n.tries > 1 || slices.Contains(questions, n.intent) {
			t.st.need = nil
		}
		return ids, false, nil
	}
	if len(ids) > 0 && (ids[0] == "greeting" || ids[0] == "thanks" || ids[0] == "farewell") {
		if ids[0] != "greeting" {
			t.st.need = nil // the customer takes leave of the question
		}
		return ids, false, nil
	}
	if len(ids) == 0 {
		if done, err := t.fromArticles("", true); done || err != nil {
			return nil, done, err
		}
	}
	if n.tries++; n.tries > t.shop.set.patience || n.tries == t.shop.set.patience && len(ids) == 0 {
		t.st.need = nil // a bare 好的 is forgiven once more than something not understood
		return nil, true, t.giveUp("no_"+n.kind, "gave_up")
	}
	if n.kind == "order" {
		return nil, true, t.text("no_order")
	}
	return nil, true, t.text("ask_item")
}
