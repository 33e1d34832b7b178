package engine

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/huashu-go/huashu/kb"
	"github.com/huashu-go/huashu/rules"
)

// menuTurn takes a line of the open menu by number, label or 第二个. Anything else leaves the menu open for one more message.
func (t *turn) menuTurn(ids []string) (done bool, err error) {
	m := t.st.menu
	item := t.pick(m.items)
	if item == nil {
		if m.aside {
			t.st.menu = nil
		}
		m.aside = true
		return false, nil
	}
	t.st.menu = nil
	t.intent = m.intent
	t.trace(TraceMenu, "", item.label, 0)
	return true, t.take(item)
}

func (t *turn) take(item *menuItem) error {
	switch {
	case item.slot != "":
		if t.st.form == nil {
			return t.notUnderstood()
		}
		if d := t.shop.set.slotDef(item.slot); d != nil && slices.Contains(d.typ.Words, item.word) {
			t.fill(d, rules.Text(item.word))
		} else {
			t.trace(TraceGone, item.slot, item.word, 0) // the form asks for what is wanted now
		}
		return t.formGoesOn()
	case item.article != "":
		t.understoodAs(t.intent)
		if !slices.ContainsFunc(t.shop.kb.Articles(), func(a kb.Article) bool { return a.ID == item.article && !a.Disabled }) {
			t.trace(TraceGone, "kb:"+item.article, item.label, 0)
			return t.handoff(&rules.Handoff{Reason: "article"}, true)
		}
		return t.article(item.article)
	case item.goTo != "" && item.goTo == "none":
		return t.handoff(&rules.Handoff{Reason: "not_understood"}, true)
	case item.goTo == "order":
		t.st.setOrder(item.it)
		intent := t.st.orderIntent
		t.st.need, t.st.orderIntent = nil, ""
		return t.decide(intent)
	}
	ref := rules.Ref{Rule: item.rule, Path: item.path}
	if a := t.shop.rules.Lookup(ref); a == nil || a.OfThings() && t.product(item.it) == nil {
		t.trace(TraceGone, item.rule, item.label, 0)
		if !t.shop.rules.Handles(t.intent) {
			return t.notUnderstood()
		}
		return t.anew(t.intent)
	}
	said, err := t.branch(ref, item.it)
	if err != nil || said {
		return err
	}
	return t.notUnderstood()
}

// anew decides again what a menu or form was opened for, when the content has changed under it: a menu is shown as it is now.
func (t *turn) anew(intent string) error {
	if !strings.HasPrefix(intent, "event.") {
		return t.decide(intent)
	}
	t.intent = intent
	d, err := t.shop.rules.Decide(t.ruleTurn())
	if err != nil {
		return err
	}
	t.traceTried(d.Tried)
	if d.Outcome != rules.Answered && d.Outcome != rules.Asks {
		return t.notUnderstood()
	}
	return t.decided(intent, d)
}

// pick finds the line that the message means.
func (t *turn) pick(items []menuItem) *menuItem {
	if n, ok := ordinal(t.in.Text); ok {
		if n <= len(items) {
			return &items[n-1]
		}
		return nil
	}
	parts := stretches(t.in.Text)
	if len(parts) == 0 {
		return nil
	}
	var found *menuItem
	for i := range items {
		// The product that a line stands for is as good as its label.
		switch named := items[i].named(i+1, parts); {
		case named == namedWhole:
			return &items[i]
		case named == namedPartly, items[i].it != "" && t.told("product") && t.st.item == items[i].it:
			if found != nil {
				return nil
			}
			found = &items[i]
		}
	}
	return found
}

// naming is how much of a line's label a message names.
type naming int

const (
	unnamed naming = iota
	namedPartly
	namedWhole
)

// stretches are what blanks and marks separate, in the normal form.
func stretches(s string) []string {
	return strings.FieldsFunc(text.String(s), func(r rune) bool { return strings.ContainsRune(" ,.!?~\u3002", r) })
}

// shortestNaming is how many bytes of a label name it: two Chinese characters.
const shortestNaming = 6

// named tells whether the parts of a message are nothing but names of line n: its number or a part of its label, each with words of
// choosing around it: 第二个吧 加绒的.
func (m *menuItem) named(n int, parts []string) naming {
	if slices.Equal(parts, stretches(m.label)) {
		return namedWhole
	}
	label := text.String(m.label)
	for _, part := range parts {
		if k, ok := ordinal(part); ok && len(parts) > 1 && k == n {
			continue
		}
		part = strings.TrimRight(part, "吧呀哦啊的")
		if part == label && len(parts) == 1 {
			return namedWhole
		}
		if bare := chosen(part); len(bare) < shortestNaming || !strings.Contains(label, part) && !strings.Contains(label, bare) {
			return unnamed
		}
	}
	return namedPartly
}

// shown is the product among the lines of a menu that the message means by a word of its line, which no other line has: 加绒的有货吗,
// the fleece ones. It is empty if there is none.
func (t *turn) shown(items []menuItem) string {
	for _, word := range pointing(text.String(t.in.Text)) {
		code := ""
		for k := range items {
			if !strings.Contains(text.String(items[k].label), word) {
				continue
			}
			if code != "" || t.find(items[k].it) == nil {
				code = ""
				break
			}
			code = items[k].it
		}
		if code != "" {
			return code
		}
	}
	return ""
}

// pointing are the words that a message points with: two Chinese characters before 的 or 那, an English word before one or ones.
func pointing(said string) (words []string) {
	runes := []rune(said)
	for i := 2; i < len(runes); i++ {
		if runes[i] == '的' || runes[i] == '那' {
			words = append(words, string(runes[i-2:i]))
		}
	}
	english := strings.Fields(said)
	for i := 1; i < len(english); i++ {
		if w := strings.Trim(english[i], ",.?!"); (w == "one" || w == "ones") && len(english[i-1]) > 3 {
			words = append(words, english[i-1])
		}
	}
	return words
}

// ordinalWords may stand around the number of a line.
var ordinalWords = []string{"我说的是", "我要", "我选", "选择", "要", "选", "第", "就", "号", "个", "款", "项", "条", "种", "那", "吧", "呀", "呢", "的", "option", "number", "no.", "#", "the", "one", "."}

var ordinalEnglish = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

// chosen is what words of choosing stand around.
func chosen(s string) string {
	for again := true; again; {
		again = false
		for _, w := range ordinalWords {
			if rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(s, w), w)); rest != s {
				s, again = rest, true
			}
		}
	}
	return s
}

// ordinal reads a message that is nothing but the number of a line: 2, 第二个, 选3, the second one.
func ordinal(s string) (n int, ok bool) {
	s = strings.TrimSpace(text.String(s))
	if len(s) > 40 {
		return 0, false
	}
	s = chosen(s)
	if n, ok := ordinalEnglish[s]; ok {
		return n, true
	}
	runes := []rune(s)
	v, used, ok := text.ParseNumber(runes)
	if !ok || used != len(runes) || v != float64(int(v)) || v < 1 || v > 99 {
		return 0, false
	}
	return int(v), true
}

// openMenu remembers the choices of an answer for the next message.
func (t *turn) openMenu(res rules.Result) {
	if len(res.Choices) == 0 {
		return
	}
	m := &menu{until: t.now.Add(t.shop.set.menu), intent: t.intent}
	for _, c := range res.Choices {
		item := menuItem{label: c.Label, rule: c.Ref.Rule, path: c.Ref.Path, slot: c.Slot, word: c.Word}
		if v, ok := c.It.Ref().(*itemView); ok {
			item.it = v.p.Code
		} else if c.It.Kind() == rules.KindText {
			item.it = c.It.Text()
		}
		m.items = append(m.items, item)
	}
	t.st.menu = m
}
