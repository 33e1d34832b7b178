package engine

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// A form asks one question at a time. It owns messages that fill its slots; another question is answered first and the form
// resumes once; after another it is not asked again, and yet an answer that comes late is taken. Every question is asked at most Tries times: forms always end.

func (t *turn) formTurn(ids []string) error {
	f := t.st.form
	r := t.shop.rules.Rule(f.rule)
	if r == nil {
		var err error
		if r, err = t.adopt(f); err != nil {
			return err
		}
	}
	if r == nil {
		return t.formGone(ids)
	}
	if t.st.slot(f.slot).IsSet() && !t.fills(f.slot) {
		t.trace(TraceForm, f.rule, "answered elsewhere", 0)
		t.st.form = nil
		return t.answers(ids)
	}
	q := questionOf(r, f.slot)
	questions := t.questions(ids)
	mentioned := t.fills(f.slot)
	filled := (!f.dropped || mentioned || len(questions) == 0 && t.definite(f.slot)) && t.fillAsked(f.slot, ids)
	progress := filled || slices.ContainsFunc(r.Ask, func(q rules.Question) bool { return t.fills(q.Slot) })
	others := slices.DeleteFunc(slices.Clone(questions), func(id string) bool { return id == f.intent || t.insideAnswer(id) })
	if f.dropped && !filled {
		return t.answers(ids)
	}
	if filled && !mentioned {
		others = nil // the message as a whole is the answer: a number, a word of the list, yes, the text itself
	}
	switch {
	case q == nil || progress:
		if len(others) > 0 {
			t.markAnswers()
		}
		if err := t.formGoesOn(); err != nil {
			return err
		}
		return t.answerAll(t.unlessAnswered(others))
	case len(others) > 0 || len(ids) > 0 && slices.Contains([]string{"greeting", "thanks"}, ids[0]):
		return t.digress(ids, others)
	}
	if done, err := t.articleAside(ids); done || err != nil {
		return err
	}
	if q.Optional {
		f.passed = append(slices.Clone(f.passed), f.slot)
		return t.formGoesOn()
	}
	return t.askAgain(q)
}

// adopt gives a form whose rule is gone to the rule that is now for its intent, where that asks for the same: it was renamed.
func (t *turn) adopt(f *form) (*rules.Rule, error) {
	t.trace(TraceGone, f.rule, "", 0)
	before := t.ledger
	rt := t.ruleTurn()
	rt.Intent = f.intent
	d, err := t.shop.rules.Decide(rt)
	t.ledger = before
	if err != nil || d.Rule == nil || questionOf(d.Rule, f.slot) == nil {
		return nil, err
	}
	f.rule = d.Rule.ID
	return d.Rule, nil
}

// formGone goes on without a form. An answer to its question is kept, and what the form was for is decided anew.
func (t *turn) formGone(ids []string) error {
	f := t.st.form
	mentioned := t.fills(f.slot)
	answered := (!f.dropped || mentioned) && t.fillAsked(f.slot, ids)
	t.st.form = nil
	if !answered {
		return t.answers(ids)
	}
	others := slices.DeleteFunc(t.questions(ids), func(id string) bool { return id == f.intent || !mentioned })
	if err := t.anew(f.intent); err != nil {
		return err
	}
	return t.answerAll(t.unlessAnswered(others))
}

func questionOf(r *rules.Rule, slot string) *rules.Question {
	for i := range r.Ask {
		if r.Ask[i].Slot == slot {
			return &r.Ask[i]
		}
	}
	return nil
}

// insideAnswer reports whether the clause that raised the intent is the very answer to the question: 质量问题 as a reason.
func (t *turn) insideAnswer(id string) bool {
	for _, i := range t.heard.Intents {
		if i.ID != id {
			continue
		}
		for _, e := range t.heard.Entities {
			if e.Start >= i.Start && e.End <= i.End && t.fillsForm(e) {
				return true
			}
		}
	}
	return false
}

// fillsForm reports whether the entity filled a slot of the open form.
func (t *turn) fillsForm(e intents.Entity) bool {
	r := t.shop.rules.Rule(t.st.form.rule)
	return r != nil && slices.ContainsFunc(r.Ask, func(q rules.Question) bool {
		d := t.shop.set.slotDef(q.Slot)
		return d != nil && t.fills(q.Slot) && d.entity() == e.Kind
	})
}

func (t *turn) unlessAnswered(ids []string) []string {
	if t.out.handoff != nil || t.out.alone {
		return nil
	}
	return slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(t.out.intents, id) })
}

// definite reports whether only a fitting answer fills the slot: a number or a word of a list, not any text or a yes.
func (t *turn) definite(slot string) bool {
	d := t.shop.set.slotDef(slot)
	return d != nil && d.kind != "text" && d.kind != "attachment" && d.typ.Kind != rules.KindYesNo
}

// fillAsked fills the slot that the open question asks for, where the message does.
func (t *turn) fillAsked(slot string, ids []string) bool {
	if t.fills(slot) {
		return true
	}
	d := t.shop.set.slotDef(slot)
	if d == nil {
		return false
	}
	switch {
	case d.typ.Words != nil:
		if word := t.wordFor(d.typ.Words); word != "" {
			t.fill(d, rules.Text(word))
			return true
		}
	case d.typ.Kind == rules.KindYesNo:
		if slices.Contains(ids, "affirm") || slices.Contains(ids, "deny") {
			t.fill(d, rules.YesNo(!slices.Contains(ids, "deny")))
			return true
		}
	case d.kind == "attachment":
		if len(t.in.Attachments) > 0 {
			t.fill(d, rules.Text(t.in.Attachments[0].Name))
			return true
		}
	case d.kind == "text":
		if len(t.questions(ids)) == 0 && !slices.Contains(ids, "deny") || isCode(t.in.Text) {
			t.fill(d, rules.Text(strings.TrimSpace(cutRunes(t.in.Text, keptRunes))))
			return true
		}
	}
	return false
}

// isCode reports whether the text is short and holds a digit: the number of something rather than a question.
func isCode(s string) bool {
	return strings.ContainsAny(s, "0123456789") && utf8.RuneCountInString(s) <= 12 && !strings.ContainsAny(s, "吗呢?\uff1f")
}

// wordFor is the word of a list that the message picks: by number or by itself.
func (t *turn) wordFor(words []string) string {
	if n, ok := ordinal(t.in.Text); ok && n <= len(words) {
		return words[n-1]
	}
	said := text.String(t.in.Text)
	for _, w := range words {
		if strings.Contains(said, text.String(w)) {
			return w
		}
	}
	return ""
}

// formGoesOn decides the form's rule again: it asks the next question or answers.
func (t *turn) formGoesOn() error {
	f := t.st.form
	asked, tries := f.slot, f.tries
	rt := t.ruleTurn()
	rt.Intent, rt.Rule, rt.Resume = f.intent, f.rule, true
	t.intent = f.intent
	d, err := t.shop.rules.Decide(rt)
	if err != nil {
		return err
	}
	t.traceTried(d.Tried)
	if d.Outcome == rules.Asks && d.Question.Slot == asked && tries >= d.Question.Tries {
		return t.askAgain(d.Question)
	}
	if d.Outcome == rules.Nothing {
		// What the form was for can no longer be given, a concession for example: the intent is decided anew without it.
		t.st.form = nil
		return t.decide(f.intent)
	}
	return t.decided(f.intent, d)
}

// askAgain repeats a question in other words, and calls a person when that does not help either.
func (t *turn) askAgain(q *rules.Question) error {
	f := t.st.form
	if f.tries++; f.tries >= q.Tries && q.Optional {
		f.passed = append(slices.Clone(f.passed), f.slot)
		return t.formGoesOn()
	}
	if f.tries >= q.Tries {
		intent := f.intent
		t.st.form = nil
		t.understoodAs(intent)
		return t.giveUp("form", "gave_up")
	}
	t.understoodAs(f.intent)
	if asked, err := t.showQuestion(""); asked || err != nil {
		return err
	}
	t.st.form = nil // its rule asks for nothing as things stand now
	return t.notUnderstood()
}

// showQuestion renders the open question anew.
func (t *turn) showQuestion(prefix string) (asked bool, err error) {
	f := t.st.form
	defer func(intent string) { t.intent = intent }(t.intent)
	t.intent = f.intent
	rt := t.ruleTurn()
	rt.Intent, rt.Rule, rt.Resume = f.intent, f.rule, true
	before := t.ledger
	d, err := t.shop.rules.Decide(rt)
	if err != nil || d.Outcome != rules.Asks {
		t.ledger = before
		return false, err
	}
	if prefix != "" && len(d.Result.Bubbles) > 0 {
		d.Result.Bubbles[0] = prefix + d.Result.Bubbles[0]
	}
	t.emit(d.Result)
	t.openMenu(d.Result)
	return true, nil
}

// digress answers something else while a form is open, and comes back to it once.
func (t *turn) digress(ids, others []string) error {
	f := t.st.form
	if len(others) == 0 {
		others = ids
	}
	t.st.form = nil // an answer may open a form of its own
	if err := t.answerAll(others); err != nil {
		return err
	}
	if t.out.handoff != nil {
		return nil
	}
	if t.st.form == nil && slices.ContainsFunc(ids, func(id string) bool { return id == "hesitate" || id == "farewell" }) {
		f.dropped = true // who takes leave is not asked once more
		t.st.form = f
		return nil
	}
	if t.st.form != nil || t.st.need != nil {
		if !f.dropped && !f.resumed {
			t.later(f.intent)
		}
		return nil
	}
	return t.resume(f)
}

// articleAside answers a message without an intent, while a form is open, if the knowledge base surely can; then the form goes on.
func (t *turn) articleAside(ids []string) (done bool, err error) {
	if len(ids) > 0 {
		return false, nil
	}
	f := t.st.form
	t.st.form = nil
	done, err = t.fromArticles("", true)
	if err != nil || done && (t.st.form != nil || t.out.handoff != nil) {
		return done, err
	}
	if !done {
		t.st.form = f
		return false, nil
	}
	return true, t.resume(f)
}

// resume asks a form's question again after something else was answered, once.
func (t *turn) resume(f *form) error {
	t.st.form = f
	if f.resumed {
		f.dropped = true
		t.trace(TraceForm, f.rule, "not asked again after a second digression", 0)
		return nil
	}
	if t.out.alone {
		return nil // nothing is joined to it: the question waits for the next message
	}
	f.resumed = true
	prefix, err := t.textLine("resume")
	if err != nil {
		return err
	}
	_, err = t.showQuestion(prefix)
	return err
}

// openForm remembers the question that was just asked.
func (t *turn) openForm(intent string, r *rules.Rule, q *rules.Question) {
	f := t.st.form
	switch {
	case f == nil || f.rule != r.ID:
		f = &form{rule: r.ID, intent: intent}
		f.slot = q.Slot
	case f.slot != q.Slot:
		f.slot, f.tries, f.resumed = q.Slot, 0, false
	}
	f.dropped = false
	t.st.form = f
	t.out.asks = true
}
