package rules

import (
	"fmt"
	"slices"
	"strings"
)

// everyText calls visit with every text of rules and articles that a customer may read.
func (s *Set) everyText(visit func(t *template)) {
	for _, key := range sortedKeys(s.answers) {
		a := s.answers[key]
		for _, t := range a.say.texts() {
			visit(t)
		}
		for _, c := range a.choices {
			for _, lang := range sortedKeys(c.show) {
				visit(c.show[lang])
			}
		}
	}
	for _, r := range s.Rules {
		for _, q := range r.Ask {
			for _, t := range append(q.say.texts(), q.again.texts()...) {
				visit(t)
			}
		}
		if r.Confirm != nil && r.Confirm.show != nil {
			visit(r.Confirm.show)
		}
	}
}

// texts are all texts of a block.
func (b *sayBlock) texts() []*template {
	if b == nil {
		return nil
	}
	var out []*template
	for _, e := range b.entries {
		for _, lang := range sortedKeys(e.texts) {
			out = append(out, e.texts[lang])
		}
	}
	return out
}

// DefaultForbidden are words that Chinese advertising law or the platforms forbid in what a shop tells a customer.
var DefaultForbidden = []string{"最", "第一", "国家级", "世界级", "顶级", "极品", "绝对", "100%", "百分百", "永久", "万能", "独一无二", "全网最低", "史无前例",
	"零风险", "无副作用", "根治", "加微信", "加我微信", "加qq", "私下交易", "线下付款", "好评返现"}

// harmless are words that hold a forbidden one and mean nothing by it.
var harmless = []string{"最近", "最后", "最迟", "最慢", "最晚", "最早", "最多", "最少", "最大", "最小", "最长", "最短", "最宽", "最窄", "最新", "最终", "最初",
	"第一次", "第一时间", "第一步", "第一条", "第一单", "第一个"}

// vague are promises without a time, and what they promise.
var vague = [2][]string{{"尽快", "稍后", "晚点", "回头", "过会儿"}, {"联系", "回复", "回您", "处理", "发货", "发出", "补发", "退款", "通知", "答复"}}

// words finds forbidden words, and promises without a date.
func (s *Set) words() []Finding {
	forbidden := s.schema.Forbidden
	if forbidden == nil {
		forbidden = DefaultForbidden
	}
	var out []Finding
	s.everyText(func(t *template) {
		text, dated := t.spoken()
		said := strings.ToLower(text)
		for _, w := range harmless {
			said = strings.ReplaceAll(said, w, strings.Repeat("·", len(w)/3))
		}
		for _, w := range forbidden {
			if strings.Contains(said, w) {
				out = append(out, Finding{Pos: t.pos, Message: fmt.Sprintf("the text says %q, which advertising law or the platform forbids", w),
					Hint: "say what is so, without the superlative; the list is forbidden: in shop.yaml", Witness: text})
			}
		}
		has := func(words []string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
		}
		if !dated && has(vague[0]) && has(vague[1]) {
			out = append(out, Finding{Pos: t.pos, Message: "the text promises something without a time", Hint: "name it: ${clock(promise())} or ${date(dispatch_by())}", Witness: text})
		}
	})
	return out
}

// spoken is the text without its holes, and whether one of them names a time.
func (t *template) spoken() (text string, dated bool) {
	var b strings.Builder
	var walk func(parts []part)
	walk = func(parts []part) {
		for _, p := range parts {
			switch {
			case p.hole != nil:
				dated = dated || strings.Contains(p.hole.src, "date(") || strings.Contains(p.hole.src, "clock(")
				b.WriteString("…")
			case p.optional != nil:
				walk(p.optional)
			default:
				b.WriteString(p.literal)
			}
		}
	}
	walk(t.parts)
	return b.String(), dated
}

// forms finds questions whose when reads a slot that is asked later, and texts that read a slot which nothing fills.
func (s *Set) forms() []Finding {
	var out []Finding
	for _, r := range s.Rules {
		for i, q := range r.Ask {
			for _, cond := range q.when {
				for _, later := range r.Ask[i+1:] {
					if slices.Contains(cond.reads, "slots."+later.Slot) {
						out = append(out, Finding{Pos: q.Pos, Message: fmt.Sprintf("rule %q: whether %s is asked depends on %s, which is asked later", r.ID, q.Slot, later.Slot),
							Hint: "ask " + later.Slot + " first", Witness: cond.src})
					}
				}
			}
		}
	}
	asked := map[string]bool{}
	for _, r := range s.Rules {
		for _, q := range r.Ask {
			asked[q.Slot] = true
		}
	}
	s.everyText(func(t *template) {
		for _, p := range t.parts {
			if p.hole == nil {
				continue
			}
			for _, path := range p.hole.reads {
				name, ok := strings.CutPrefix(path, "slots.")
				if ok && s.schema.Slots[name].OnlyAsked && !asked[name] {
					out = append(out, Finding{Pos: t.pos, Message: fmt.Sprintf("the text reads slot %q, which is only filled when asked, and no rule asks it", name),
						Hint: "add it under ask:, or put the part into $[…]", Witness: "${" + p.hole.src + "}"})
				}
			}
		}
	})
	return out
}

// unused finds names that the shop declares and nothing reads.
func (s *Set) unused() []Finding {
	var out []Finding
	for _, name := range sortedKeys(s.schema.Declared) {
		if !s.used[name] {
			out = append(out, Finding{Pos: s.schema.Declared[name], Message: fmt.Sprintf("nothing uses %s", name), Hint: "use it or delete it", Witness: name})
		}
	}
	for _, t := range s.Tables {
		if !s.used[t.key] && t.grid == nil {
			out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("nothing looks up table %q", t.Name), Hint: `use it: lookup("` + t.Name + `")`, Witness: t.Name})
		}
	}
	return out
}
