package engine

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// A confirmation sheet lists an order and stays open until the customer says yes: corrections change it, another question is
// answered beside it. Confirmed, it ends in the answer of its rule.

func (t *turn) openSheet(r *rules.Rule) error {
	no, err := t.orderNo()
	if err != nil {
		return err
	}
	s := &sheet{rule: r.ID, order: no}
	if r.Confirm.Timeout > 0 {
		s.until = t.now.Add(r.Confirm.Timeout)
	}
	t.st.sheet = s
	t.tried(r)
	t.out.rules = append(t.out.rules, r.ID)
	if t.onReach != nil {
		t.onReach(r.ID, 0)
	}
	return t.showSheet()
}

func (t *turn) showSheet() error {
	text, err := t.shop.rules.Sheet(t.ruleTurn(), t.st.sheet.rule)
	if err != nil {
		return err
	}
	if text == "" {
		t.st.sheet = nil // something the sheet names is not known: there is nothing to confirm
		return nil
	}
	t.out.bubbles = append(t.out.bubbles, bubble{text: strings.TrimSpace(text)})
	return nil
}

// edited is the customer's correction of a part of the order on the open sheet.
func (t *turn) edited(order, part string) string {
	s := t.st.sheet
	if s == nil || s.order != order {
		return ""
	}
	for _, e := range s.edits {
		if e.part == part {
			return e.text
		}
	}
	return ""
}

func (t *turn) sheetTurn(ids []string, expect *expectation) (done bool, err error) {
	s := t.st.sheet
	r := t.shop.rules.Rule(s.rule)
	if r == nil || r.Confirm == nil {
		t.trace(TraceGone, s.rule, "", 0)
		t.st.sheet = nil
		return false, nil
	}
	changed, err := t.correct(r)
	if err != nil {
		return true, err
	}
	if changed {
		t.trace(TraceForm, r.ID, "sheet corrected", 0)
		if err := t.showSheet(); err != nil {
			return true, err
		}
		if t.st.sheet == nil {
			return false, nil // it cannot be shown any more: the message is answered without it
		}
		t.understoodAs("order.modify")
		return true, t.answerAll(t.besideCorrections(ids))
	}
	asked := t.st.form != nil || t.st.need != nil || expect != nil && slices.ContainsFunc(expect.branches, func(b branch) bool { return rules.Matches(b.on, "affirm") })
	if asked || len(t.questions(ids)) > 0 || !slices.Contains(ids, "affirm") || slices.Contains(ids, "deny") {
		return false, nil // 好的 answers what was asked last
	}
	t.understoodAs("affirm")
	if _, err := t.currentOrder(); err != nil {
		return true, err // what is confirmed must be known first; the sheet stays
	}
	d, err := t.shop.rules.Branch(t.ruleTurn(), rules.Ref{Rule: r.ID})
	if err != nil {
		return true, err
	}
	if d.Outcome != rules.Answered {
		return true, t.unavailable()
	}
	err = t.apply(r, d.Result)
	t.st.sheet = nil
	return true, err
}

// besideCorrections are the questions whose clause names no part of the order.
func (t *turn) besideCorrections(ids []string) []string {
	return slices.DeleteFunc(t.questions(ids), func(id string) bool {
		if id == "order.modify" {
			return true
		}
		for _, i := range t.heard.Intents {
			for _, e := range t.heard.Entities {
				if i.ID == id && e.Start >= i.Start && e.End <= i.End && slices.Contains(sheetParts, e.Kind) {
					return true
				}
			}
		}
		return false
	})
}

// sheetCues introduce parts of an order that are free text: what follows the cue is the value.
var sheetCues = []struct {
	part string
	cues []string
}{
	{"address", []string{"地址改成", "地址换成", "地址改为", "改寄到", "寄到", "地址是", "address to "}},
	{"name", []string{"收件人改成", "收件人换成", "收件人是", "name to "}},
	{"remark", []string{"备注一下", "备注", "note "}},
}

// correct takes the corrections in the message. A variant that is not in stock is refused.
func (t *turn) correct(r *rules.Rule) (changed bool, err error) {
	s := t.st.sheet
	set := func(part, value string) {
		if value == "" || !slices.Contains(r.Confirm.Editable, part) {
			return
		}
		s.edits = slices.DeleteFunc(slices.Clone(s.edits), func(e note) bool { return e.part == part })
		s.edits = append(s.edits, note{part, value})
		changed = true
	}
	o, err := t.currentOrder()
	if err != nil || o == nil || t.told("product") && t.st.item != o.Product {
		return false, err
	}
	before := slices.Clone(s.edits)
	for i := range t.heard.Entities {
		e := &t.heard.Entities[i]
		if !t.corrects(e) {
			continue
		}
		switch e.Kind {
		case "size", "colour", "phone", "courier":
			set(e.Kind, e.Str)
		case "quantity":
			set("quantity", rules.Number(e.Num).String())
		}
	}
	for _, said := range sheetCues {
		for _, cue := range said.cues {
			if value := t.afterCue(cue); value != "" {
				set(said.part, value)
				break
			}
		}
	}
	if !changed {
		return false, nil
	}
	view := &orderView{t, o}
	read := func(part string) string { return orderPart(view, part) }
	if p := t.product(o.Product); p != nil && (read("size") != o.Size || read("colour") != o.Colour) {
		want, _ := strconv.Atoi(read("quantity"))
		if n, _ := p.StockOf(read("colour"), read("size")); n < max(1, want) {
			refusal := t.phrase("sheet_no_stock") // names what was asked for
			s.edits = slices.DeleteFunc(slices.Clone(s.edits), isVariant)
			for _, e := range before {
				if isVariant(e) {
					s.edits = append(s.edits, e)
				}
			}
			t.out.bubbles = append(t.out.bubbles, bubble{text: refusal})
		}
	}
	return true, nil
}

func isVariant(e note) bool { return e.part == "size" || e.part == "colour" || e.part == "quantity" }

// changeWords in its clause make a value a correction, whatever else the clause looks like.
var changeWords = [][]rune{[]rune("改"), []rune("换"), []rune("要"), []rune("发"), []rune("写"), []rune("不是"), []rune("change"), []rune("make it"), []rune("instead")}

// corrects reports whether a value is meant as a correction of the order: said with a word of change, or where the clause asks
// nothing else.
func (t *turn) corrects(e *intents.Entity) bool {
	if t.cued(changeWords, e) || onlyFillers(strings.Replace(t.clauseOf(e), e.Text, "", 1)) {
		return true
	}
	for _, i := range t.heard.Intents {
		if e.Start >= i.Start && e.End <= i.End && i.ID != "order.modify" && i.ID != "logistics.carrier" && !slices.Contains(polite, i.ID) {
			return false
		}
	}
	return true
}

// afterCue is the rest of the clause behind a cue; "" where the clause is a question, or the rest is too short to be a value.
func (t *turn) afterCue(cue string) string {
	_, rest, ok := strings.Cut(t.in.Text, cue)
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " :\uff1a")
	if end := strings.IndexAny(rest, ",.!?;\n\uff0c\u3002\uff01\uff1f\uff1b"); end >= 0 {
		if strings.HasPrefix(rest[end:], "?") || strings.HasPrefix(rest[end:], "\uff1f") {
			return ""
		}
		rest = rest[:end]
	}
	before, _, _ := strings.Cut(t.in.Text, cue)
	if strings.ContainsAny(rest, "吗呢么") || strings.HasSuffix(before, "能") || strings.HasSuffix(before, "可以") || strings.HasPrefix(rest, "对") || len([]rune(rest)) < 2 {
		return ""
	}
	return cutRunes(strings.TrimSpace(rest), 100)
}

// orderPart is a part of the order with the corrections of the sheet.
func orderPart(v *orderView, part string) string {
	return v.t.shop.orderFields[part].Get(v).Text()
}

// sheetAction gives the host the order as the customer confirmed it.
func (t *turn) sheetAction() error {
	no, err := t.orderNo()
	if err != nil {
		return err
	}
	fields := []Field{{"order", no}}
	o, err := t.currentOrder()
	if err != nil {
		return err
	}
	if o != nil {
		view := &orderView{t, o}
		fields = append(fields, Field{"product", o.Product})
		for _, part := range sheetParts {
			if text := orderPart(view, part); text != "" && text != "无" {
				fields = append(fields, Field{part, text})
			}
		}
	}
	t.out.act("sheet", fields...)
	return nil
}

// giftRemark is what the remark says of an agreed gift; "" where none was agreed.
func (t *turn) giftRemark() string {
	if t.ledger.Deal.Gift == "" {
		return ""
	}
	return cmp.Or(t.phrase("remark_gift"), t.ledger.Deal.Gift)
}

// noteGift keeps an agreed gift for the remark that an open sheet will end in: what was agreed itself ends with the payment.
func (t *turn) noteGift() {
	gift := t.giftRemark()
	if gift == "" || t.st.sheet == nil || slices.ContainsFunc(t.st.notes, func(n note) bool { return n.part == "gift" }) {
		return
	}
	t.st.addNote(note{"gift", gift})
}

// remarkAction writes the order remark: the parts in the shop's order, and the flag of the first part that has something to say.
func (t *turn) remarkAction() error {
	order, err := t.orderNo()
	if err != nil {
		return err
	}
	said := map[string][]string{"agent": {t.shop.set.agentID}}
	for _, n := range t.st.notes {
		if !slices.Contains(said[n.part], n.text) {
			said[n.part] = append(said[n.part], n.text)
		}
	}
	if courier := t.edited(order, "courier"); courier != "" {
		said["courier"] = []string{cmp.Or(t.phrase("remark_courier"), courier)}
	}
	if remark := t.edited(order, "remark"); remark != "" {
		said["other"] = append(said["other"], remark)
	}
	if gift := t.giftRemark(); gift != "" && !slices.Contains(said["gift"], gift) {
		said["gift"] = append(said["gift"], gift)
	}
	var text []string
	for _, part := range t.shop.set.parts {
		text = append(text, slices.DeleteFunc(said[part], func(s string) bool { return s == "" })...)
	}
	flag := "red"
	for _, f := range t.shop.set.flags {
		if len(said[f.part]) > 0 && said[f.part][0] != "" {
			flag = f.text
			break
		}
	}
	t.out.act("remark", Field{"order", order}, Field{"flag", flag}, Field{"text", strings.Join(text, "、")})
	t.st.notes = nil
	return nil
}
