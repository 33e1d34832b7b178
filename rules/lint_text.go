package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine/source"
)

// What texts say: words that are forbidden, promises without a time, prices where only the ledger may name them, holes that were
// meant and not written.

// DefaultForbidden are words that Chinese advertising law or the platforms forbid in what a shop tells a customer.
var DefaultForbidden = []string{
	"最", "第一", "国家级", "世界级", "顶级", "极品", "绝对", "100%", "百分百", "永久", "万能", "独一无二", "全网最低", "史无前例",
	"零风险", "无副作用", "根治", "加微信", "加我微信", "加薇信", "加威信", "加vx", "加v聊", "微信号", "加qq", "私下交易", "线下付款",
	"私下转账", "好评返现", "no.1", "no1",
}

// harmless are words that hold a forbidden one and mean nothing by it.
var harmless = []string{
	"最近", "最后", "最迟", "最慢", "最晚", "最早", "最多", "最少", "最大", "最小", "最长", "最短", "最宽", "最窄", "最新", "最终", "最初",
	"最先", "最好先", "最好别", "最好不要", "最好提前", "您最", "你最",
	"第一次", "第一时间", "第一步", "第一条", "第一单", "第一个", "第一行", "第一天",
}

// vague are promises without a time, and what they promise.
var vague = [2][]string{
	{
		"尽快", "尽早", "尽量早", "马上", "立刻", "立即", "第一时间", "稍后", "稍等", "晚点", "回头", "过会儿", "一会儿", "一会就", "待会",
		"过两天", "过几天", "这两天", "近期", "不久", "很快", "随后", "晚些", "等会", "等一会", "尽量快",
		"as soon as possible", "soon", "shortly", "in a while", "right away", "at once", "as quickly as",
	},
	{
		"联系", "回复", "回您", "处理", "发货", "发出", "寄出", "补发", "补寄", "给您发", "点发", "退款", "退给", "通知", "答复", "回电", "打给您",
		"contact", "get back", "reply", "answer you", "ship", "send", "refund", "notify", "call you",
	},
}

// timed is a time written in digits: 48小时, 3天, 18点, 12月5日, 5 minutes.
var timed = regexp.MustCompile(`[0-9一二两三四五六七八九十半]+\s*(个?小时|分钟|天|个?工作日|点|日|号|周|月|hours?|minutes?|days?)|` +
	`今天|今晚|明天|后天|周[一二三四五六日]|today|tomorrow`)

// halfWidth turns full-width letters and digits into plain ones.
func halfWidth(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFF01 + '!'
	}
	return r
}

// plainText is how words are compared: small letters of half width, without blanks, folded.
func (s *Around) plainText(text string) string {
	if s.Fold != nil {
		text = s.Fold(text)
	}
	return strings.Join(strings.Fields(strings.ToLower(strings.Map(halfWidth, text))), "")
}

// words finds forbidden words, promises without a date and holes that are written wrong.
func (l *linter) words() []Finding {
	forbidden := l.set.schema.Forbidden
	if forbidden == nil {
		forbidden = DefaultForbidden
	}
	var out []Finding
	check := func(text string, pos source.Pos) {
		if w := l.around.forbiddenIn(text, forbidden); w != "" {
			out = append(out, Finding{Pos: pos, Message: fmt.Sprintf("the text says %q, which advertising law or the platform forbids", w),
				Hint: "say what is so, without the superlative; the list is forbidden: in shop.yaml", Witness: text})
		}
	}
	speak := func(t *template) {
		check(t.spoken(), t.pos)
		out = append(out, t.promises()...)
		out = append(out, t.unheld()...)
	}
	l.texts(func(t *template, _ answerAt) { speak(t) })
	for _, script := range l.around.Scripts {
		if script.Text != nil {
			for _, t := range script.Text.block.texts() {
				speak(t)
			}
		}
	}
	for _, plain := range l.around.Texts {
		check(plain.Text, plain.Pos)
	}
	for _, t := range l.set.Tables {
		for i := range t.rows {
			for _, v := range t.rows[i].outs {
				check(v.String(), t.rows[i].pos)
			}
		}
	}
	return out
}

func (s *Around) forbiddenIn(text string, forbidden []string) string {
	said := s.plainText(text)
	for _, w := range harmless {
		said = strings.ReplaceAll(said, w, "·")
	}
	for _, w := range forbidden {
		if plain := s.plainText(w); plain != "" && strings.Contains(said, plain) {
			return w
		}
	}
	return ""
}

// promises finds sentences that promise something without a time.
func (t *template) promises() []Finding {
	has := func(text string, words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	for _, sentence := range strings.FieldsFunc(t.marked(), func(r rune) bool { return strings.ContainsRune("。！？!?\n", r) }) {
		said := strings.ToLower(sentence)
		at, word := vagueIn(said)
		if at < 0 || strings.Contains(said, datedHole) || timed.MatchString(strings.ReplaceAll(said, word, "")) {
			continue
		}
		if has(said[at:], vague[1]) || word[0] < utf8.RuneSelf && has(said, vague[1]) {
			return []Finding{{Pos: t.pos, Message: "the text promises something without a time", Hint: "name it: ${clock(promise())} or ${date(dispatch_by())}",
				Witness: strings.TrimSpace(strings.ReplaceAll(sentence, plainHole, "…"))}}
		}
	}
	return nil
}

// wrongHoles are holes without $, with a full-width $ or brace, and names after a bare $.
var wrongHoles = regexp.MustCompile(`[$＄]?[{｛]+\s*[A-Za-z_][A-Za-z_0-9]*([.(][^{}｛｝]*)?\s*[}｝]+|[$＄¥￥][{｛]|\$[A-Za-z_]+\.[A-Za-z_]+`)

// vagueIn is the first vague word and where it stands; -1 for none.
func vagueIn(text string) (at int, word string) {
	at = -1
	for _, w := range vague[0] {
		if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return at, word
}

// unheld finds what looks like a hole and is said as it stands.
func (t *template) unheld() []Finding {
	found := wrongHoles.FindString(t.spoken())
	if found == "" || strings.Contains(t.text, "$$") {
		return nil
	}
	return []Finding{{Pos: t.pos, Message: fmt.Sprintf("the text holds %s, which is said as it stands", found),
		Hint: "write a hole as ${item.name}: a dollar sign and braces of half width", Witness: strings.ReplaceAll(t.spoken(), "\n", " ")}}
}

// What stands for a hole in marked: one that names a time, and any other.
const (
	datedHole = "\x01"
	plainHole = "\x02"
)

// marked is the text with a mark for each hole.
func (t *template) marked() string {
	var b strings.Builder
	var walk func(parts []part)
	walk = func(parts []part) {
		for _, p := range parts {
			switch {
			case p.hole != nil && (strings.Contains(p.hole.src, "date(") || strings.Contains(p.hole.src, "clock(") || strings.Contains(p.hole.src, "within")):
				b.WriteString(datedHole)
			case p.hole != nil:
				b.WriteString(plainHole)
			case p.optional != nil:
				walk(p.optional)
			default:
				b.WriteString(p.literal)
			}
		}
	}
	walk(t.parts)
	return b.String()
}

// spoken is the text with … for each hole.
func (t *template) spoken() string {
	return strings.NewReplacer(datedHole, "…", plainHole, "…").Replace(t.marked())
}
