package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// prices are ways to write a price, a cut or a discount: ¥99, 99元, 九十九块, 9.5折, 便宜10, 两件150.
var prices = regexp.MustCompile(strings.Join([]string{
	`[¥￥$]\s*[0-9]+(\.[0-9]+)?`,
	`[0-9]+(\.[0-9]+)?\s*(元|块|圆|rmb|yuan|折)`,
	`[二两三四五六七八九十百千][一二两三四五六七八九十百千零]*(元|块钱|块)`,
	`[一二三四五六七八九]点?[一二三四五六七八九]?折`,
	`(便宜|优惠|立减|减|少|让|降|抹)(您|你)?(个|掉)?\s*[0-9]+(\.[0-9]+)?`,
	`[一二两三四五][件条双]\s*[0-9]{2,}`,
	`([0-9]|[一二两三四五六七八九十百千零]){2,}\s*(给您|给你|卖您|拿走|成交|包邮)`,
	`(只要|只收|只卖)(您|你)?\s*[0-9]+`,
}, "|"))

// pricesInBargaining finds digits as prices in texts of bargaining rules: the ledger is the only way to a concession. A bargaining
// rule is on bargain.*, or goes on after one that is, or is run by one; an article bound to such an intent is like a rule.
func (l *linter) pricesInBargaining() []Finding {
	bargains := map[string]bool{}
	for _, r := range l.set.Rules {
		bargains[r.ID] = slices.ContainsFunc(append(slices.Clone(r.On), r.ContinueOn...), func(on string) bool { return strings.HasPrefix(on, "bargain.") })
	}
	for id, intent := range l.around.Bound {
		bargains["kb:"+id] = strings.HasPrefix(intent, "bargain.")
	}
	id := func(a *Answer) string {
		if a.Rule != nil {
			return a.Rule.ID
		}
		id, _, _ := strings.Cut(a.Path, "/")
		return id
	}
	for changed := true; changed; {
		changed = false
		l.everyAnswer(func(at answerAt) {
			if bargains[id(at.answer)] && at.answer.run != "" && !bargains[at.answer.run] {
				bargains[at.answer.run], changed = true, true
			}
		})
	}
	var out []Finding
	l.texts(func(t *template, at answerAt) {
		if !bargains[id(at.answer)] {
			return
		}
		if price := literalPrice(t); price != "" {
			name, _, _ := strings.Cut(at.name(), ",")
			out = append(out, Finding{Pos: t.pos, Message: fmt.Sprintf("%s names the price %s in its text", name, price),
				Hint: "let grant agree to it and print ${yuan(deal.price)}", Witness: t.spoken()})
		}
	})
	return out
}

func literalPrice(t *template) string {
	return prices.FindString(strings.ToLower(strings.Map(func(r rune) rune {
		if r == '￥' {
			return r
		}
		return halfWidth(r)
	}, t.marked())))
}
