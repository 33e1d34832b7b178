package engine

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
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
		d := t.shop.set.slotDef(item.slot)
		if d == nil || t.st.form == nil {
			return t.notUnderstood()
		}
		t.fill(d, rules.Text(item.word))
		return t.formGoesOn()
	case item.article != "":
		t.understoodAs(t.intent)
		return t.article(item.article)
	case item.goTo != "" && item.goTo == "none":
		return t.handoff(&rules.Handoff{Reason: "not_understood"}, true)
	case item.goTo == "order":
		t.st.setOrder(item.it)
		intent := t.st.orderIntent
		t.st.need, t.st.orderIntent = nil, ""
		return t.decide(intent)
	}
	said, err := t.branch(rules.Ref{Rule: item.rule, Path: item.path}, item.it)
	if err != nil || said {
		return err
	}
	return t.notUnderstood()
}

// pick finds the line that the message means.
func (t *turn) pick(items []menuItem) *menuItem {
	if n, ok := ordinal(t.in.Text); ok {
		if n <= len(items) {
			return &items[n-1]
		}
		return nil
	}
	said := text.String(strings.TrimSpace(t.in.Text))
	said = strings.TrimRight(said, ".!?~\u3002吧呀哦啊的")
	if said == "" {
		return nil
	}
	var found *menuItem
	for i := range items {
		label := text.String(items[i].label)
		if said == label {
			return &items[i]
		}
		// A part of one label alone is as good as the label; so is the product that it stands for.
		if len(said) >= 6 && strings.Contains(label, said) || items[i].it != "" && t.told("product") && t.st.item == items[i].it {
			if found != nil {
				return nil
			}
			found = &items[i]
		}
	}
	return found
}

// ordinalWords may stand around the number of a line.
var ordinalWords = []string{"我要", "我选", "选择", "要", "选", "第", "就", "号", "个", "款", "项", "条", "种", "那", "吧", "呀", "呢", "的", "option", "number", "no.", "#", "the", "one", "."}

var ordinalEnglish = map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}

// ordinal reads a message that is nothing but the number of a line: 2, 第二个, 选3, the second one.
func ordinal(s string) (n int, ok bool) {
	s = strings.TrimSpace(text.String(s))
	if len(s) > 40 {
		return 0, false
	}
	for again := true; again; {
		again = false
		for _, w := range ordinalWords {
			if rest := strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(s, w), w)); rest != s {
				s, again = rest, true
			}
		}
	}
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
