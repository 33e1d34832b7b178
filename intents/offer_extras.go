package intents

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// discounted reads a discount as a wish: 打8折, 8折行吗, 两件打8折.
func (s *scan) discounted(found []Entity, k int) {
	e := &found[k]
	from, to := s.clause(e.Start)
	switch before, behind := s.at(e.Start-1), s.at(e.End); {
	case s.has(from, to, cueTerms|cueRival), s.ordinal(from, e.Start), severalDiscounts(found, from, to), before == '是', behind == '后' || behind == '的' || behind == '券' || behind == '卡' || behind == '前' || behind == '起' || behind == '返',
		before == '享' || before == '满' || before == '打' && (s.at(e.Start-2) == '没' || s.at(e.Start-2) == '不' || s.at(e.Start-2) == '也' || s.at(e.Start-2) == '都'):
		return
	}
	if s.r[e.Start] == '半' && s.r[e.End-1] == '价' && s.agreed(e.End, cueAsk|cueDeal|cueBuy) < 0 {
		return
	}
	o := Offer{Kind: "discount", Amount: e.Num, Start: e.Start, End: e.End}
	o.Pieces = s.piecesBefore(found, k, e.Start, from)
	s.offerAt(o)
}

// severalDiscounts tells whether from..to holds more than one: 2件8折3件7折 are the shop's own.
func severalDiscounts(found []Entity, from, to int) bool {
	n := 0
	for k := range found {
		if found[k].Kind == "discount" && found[k].Start >= from && found[k].End <= to {
			n++
		}
	}
	return n > 1
}

// ordinal tells whether 第 stands at from..to: 第二件5折 is the shop's own.
func (s *scan) ordinal(from, to int) bool {
	for k, r := range s.r[from:to] {
		if r == '第' && s.at(from+k+1) != '一' {
			return true
		}
	}
	return false
}

// postage reads a wish for free postage: 包邮就拍, 给我免个邮呗. 包邮吗 only asks.
func (s *scan) postage(c *cueHit) {
	at, end := int(c.from), int(c.to)
	from, to := s.clause(at)
	if s.has(from, to, cueTerms) || c.set&cueFreely != 0 {
		return
	}
	for k := range s.out[s.from:] {
		if e := &s.out[s.from+k]; e.Kind == "money" && e.End <= at && at-e.End <= 2 {
			return // 80包邮 is a price
		} else if !s.han && s.offer.Kind == "price" && e.Kind == "money" && e.Start >= from && e.End <= at {
			return // 80 with free shipping
		}
	}
	behind, before := s.at(end), s.at(at-1)
	switch {
	case s.returned(from, to), (s.r[at] == '运' || s.r[at] == '邮' || s.r[at] == '快') && (behind == '吗' || behind == '么' || s.at(to) == '?' && end == to):
		return // 运费你出吗 asks
	case before == '不' || before == '没' || before == '几' || before == '件' || before == '满', before == '是' && s.at(at-2) != '要':
		return
	case s.r[at] == '运' || s.r[at] == '邮' || s.r[at] == '快' || s.r[at] == '不' || s.r[at] == '送' || s.starts(at, "包埋"), s.r[end-1] == '行' || s.r[end-1] == '卖':
	case behind == '总', (behind == '啦' || behind == '嘛' || behind == '咯') && at-from <= 2:
	case behind == '吧' && before != '就' && before != '那' && before != '给' && before != '我' && before != '再':
		return // asks whether it is
	case s.has(end, end+12, cueBuy), behind == '吧' || behind == '呗' || behind == '行' || behind == '就', s.starts(end, "的话"):
	case before == '给' || before == '帮' || before == '我' && s.at(at-2) == '给' || before == '我' && s.at(at-2) == '帮':
	case end-at >= 3 && s.at(at+1) == '个' || s.at(at+1) == '下' || s.at(at+1) == '了' || s.at(at+1) == '掉' || s.at(at+1) == '一':
	case s.r[at] == '免' && (before == '能' || before == '以' || before == '否'):
	case !s.han && s.has(from, to, cuePay|cueBuy):
	default:
		return
	}
	s.offerAt(Offer{Kind: "postage", Start: at, End: end})
}

// gift reads a wish for a gift: 送双袜子我就买, 能不能送个小礼物.
func (s *scan) gift(c *cueHit) {
	at, end := int(c.from), int(c.to)
	from, to := s.clause(at)
	switch s.at(at - 1) {
	case '没', '不', '一', '二', '三', '有', '是', '未', '的', '少', '别', '代':
		return
	}
	if s.has(from, to, cueTerms) || isDigit(s.at(at-1)) && !s.starts(at, "再送") && !s.starts(at, "再搭") {
		return
	}
	if !s.han {
		s.englishGift(at, end, to)
		return
	}
	start, measured := s.giftStart(end)
	measured = measured || end-at > 1 && strings.ContainsRune(giftMeasures, s.r[end-1])
	stop := start
	for stop < to && isHan(s.r[stop]) && !giftEnds(s.r[stop]) {
		stop++
	}
	begs := s.at(stop) == '呗' || s.at(stop) == '吧' || s.at(stop) == '嘛'
	if stop == start || stop-start > 6 || !measured && notGiven(s.r[start]) || s.quantityEnds(at) && !begs {
		return
	}
	switch s.r[start] {
	case '什', '几', '同', '别', '哪', '一', '二', '三', '四', '五', '六':
		return // 送几个, 送一样的
	}
	switch {
	case s.at(stop) == '的' && s.at(stop+1) != '话', s.starts(stop, "是吧"), s.starts(stop, "是吗"), s.starts(stop, "有吗"), s.starts(stop, "有没有"):
		return
	}
	buys := s.has(stop, stop+10, cueBuy) || s.at(stop) == '就'
	pleads := s.has(stop, stop+4, cueAsk) || s.at(stop) == '嘛' || s.at(stop) == '吗' || s.at(stop) == '么'
	asks := measured && (s.at(at-1) == '能' || s.at(at-1) == '以' || s.at(at-1) == '给' || s.at(at-1) == '再' || s.at(at-1) == '要' || s.at(at-1) == '多' || s.at(at-1) == '加')
	whole := measured && at == from && stop == to && s.at(to) != '?'
	wished := buys || pleads && measured || asks || whole
	if !wished && !(measured && stop == to && s.at(to) != '?') {
		return
	}
	if named := string(s.r[start:stop]); !s.withGift(named, at, stop) && wished {
		s.offerAt(Offer{Kind: "gift", Gift: named, Start: at, End: stop})
	}
}

// giftStart skips 我, a number and a measure word behind 送; measured tells whether there were any.
func (s *scan) giftStart(i int) (start int, measured bool) {
	for s.at(i) == '我' || s.at(i) == '咱' || s.at(i) == '给' && s.at(i+1) == '我' {
		if s.at(i) == '给' {
			i++
		}
		i, measured = i+1, true
		if s.at(i) == '们' {
			i++
		}
	}
	if i < len(s.r) && text.IsNumeral(s.r[i]) {
		_, n, _ := text.ParseNumber(s.r[i:])
		i += n
	}
	if strings.ContainsRune(giftMeasures, s.at(i)) {
		i, measured = i+1, true
		if s.at(i) == '儿' {
			i++
		}
	}
	return i, measured
}

// giftMeasures may stand between 送 and what is given.
const giftMeasures = "双个条件份点些瓶包盒枚顶只袋张把块套支根副对罐本"

func giftEnds(r rune) bool {
	return strings.ContainsRune("我就呗吧行可吗呀啊嘛的不好给怎了么哈亲能马立现成呢也都是有", r)
}

// notGiven tells the characters that follow 送 where nothing is given: 送到, 送货, 送人.
func notGiven(r rune) bool {
	return strings.ContainsRune("到货人礼上完来去朋老错几什达他她女男妈爸家水外餐修检洗气命哪谁回过往至品一二三两长同快", r)
}

func (s *scan) englishGift(at, end, to int) {
	stop := to
	for j := end; j < to; j++ {
		if s.starts(j, " and ") || s.starts(j, " i'll") || s.starts(j, " then ") || s.starts(j, " please") || s.starts(j, " if ") {
			stop = j
			break
		}
	}
	w := strings.TrimSpace(string(s.r[end:stop]))
	for _, article := range [...]string{"a pair of ", "some ", "a free ", "a ", "the ", "free ", "an ", "one "} {
		w = strings.TrimPrefix(w, article)
	}
	switch {
	case w == "shipping", w == "delivery", w == "postage":
		s.offerAt(Offer{Kind: "postage", Start: at, End: stop})
	case w != "" && len(w) <= 40:
		s.offerAt(Offer{Kind: "gift", Gift: w, Start: at, End: stop})
	}
}
