package intents

import (
	"math"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// Prices that no word for money tells, but what the number is shown, paid or named for: 页面写的399, 你这边怎么399, 20的券, 189买的.

// shown tells whether the page shows the number as a price: 页面写的399, 首页挂的88. What a tag says may be a size.
func (s *scan) shown(i int, v float64) bool {
	if v < 5 || s.sizeTalk || i < 2 {
		return false
	}
	k := i
	switch s.r[i-1] {
	case '的', '着', '了', '是':
		k--
	}
	switch s.at(k - 1) {
	case '挂':
		return k < i
	case '说':
		return v >= 20 && (s.spoken(k-1, "客服") || s.spoken(k-1, "主播"))
	case '写', '标', '示':
	default:
		return false
	}
	for at := k - 1; at >= 0 && at >= k-8; at-- {
		if s.partOf(at, "页 首页 链接 直播 商品 购物 界面 主图") {
			return true
		}
	}
	return s.starts(i+s.digitsAt(i), "包邮")
}

// yours tells whether the shop is asked why it takes so much: 你这边怎么399, 你家咋22.
func (s *scan) yours(i, j int, v float64) bool {
	if v < 5 || s.sizeTalk && v <= 210 || isHan(s.at(j)) && !strings.ContainsRune("呢了啊呀吗块多", s.at(j)) {
		return false
	}
	switch s.at(i - 1) {
	case '么', '就', '要', '还', '卖', '咋', '然', '却', '而':
	default:
		return false
	}
	for _, w := range [...]string{"怎么", "怎么就", "怎么要", "怎么还要", "怎么还", "怎么卖", "咋", "咋就", "咋要", "咋还", "咋卖", "居然", "居然要", "竟然", "却", "却要", "反而"} {
		if s.spoken(i, w) && s.cueBefore(i-len([]rune(w)), cueYou) {
			return true
		}
	}
	return false
}

// earlier tells whether the number is what something cost before: 昨天还99, 前天看还是68. One that may be a size is none.
func (s *scan) earlier(i int, v float64) bool {
	if v <= 46 && v == math.Trunc(v) || v >= 2010 && v <= 2035 || s.sizeTalk {
		return false
	}
	k := i
	for k > 0 && i-k < 4 && strings.ContainsRune("还是才就只要卖看", s.r[k-1]) {
		k--
	}
	if k == i {
		return false
	}
	for _, w := range [...]string{"昨天", "前天", "昨晚", "上次", "上回", "上周", "上个月", "之前", "以前", "原来", "刚才", "刚刚", "前几天", "前两天", "早上", "上午", "中午", "双十一", "双11", "618", "的时候", "那会", "那天"} {
		if s.spoken(k, w) {
			return true
		}
	}
	return false
}

// sent tells whether the number is money that went to the shop: 打了500到你们账上.
func (s *scan) sent(i, j int) bool {
	return i > 1 && s.r[i-2] == '打' && (s.r[i-1] == '了' || s.r[i-1] == '过') && s.partOf(j, "到你 到您 给你 给您 过去")
}

// insteadOf tells whether the English number at i is what another, which ends at end, is to stand for: the 25 of 20 instead of 25.
func (s *scan) insteadOf(end, i int) bool {
	return !s.han && (i-end == 12 && s.starts(end, " instead of ") || i-end == 13 && s.starts(end, " rather than "))
}

// replaced reads two bare English numbers of which one is to stand for the other: prices, or the sizes that came and were ordered.
func (s *scan) replaced(a, b *Entity) {
	if a.Kind != kindNumber || b.Kind != kindNumber || !s.insteadOf(a.End, b.Start) || s.awaitsNumber() {
		return
	}
	switch sizes := shoeSize(a.Num) && sameScale(a.Num, b.Num); {
	case sizes && (s.spoken(a.Start, "sent ") || s.spoken(a.Start, "got ") || s.spoken(a.Start, "received ") || s.spoken(a.Start, "me ")):
		s.becomeSize(a)
		s.becomeSize(b)
	case !s.sizeTalk && !(shoeSize(a.Num) && shoeSize(b.Num)) && a.Num >= 20 && b.Num >= 20:
		a.Kind, b.Kind = "money", "money"
	}
}

// oddEight is how many runes of 零吧 stand at i, behind hundreds: 一百零吧 is 108 typed by its sound.
func (s *scan) oddEight(i int) int {
	switch {
	case i < 2:
	case s.r[i-1] == '百' && s.starts(i, "零吧"):
		return 2
	case s.r[i-1] == '零' && s.r[i-2] == '百' && s.at(i) == '吧':
		return 1
	}
	return 0
}

// voucher tells whether a coupon of so much follows at j: 20的券.
func (s *scan) voucher(j int) bool {
	if s.at(j) == '的' {
		j++
	}
	switch s.at(j) {
	case '券':
		return true
	case '优', '红', '消', '代':
	default:
		return false
	}
	return s.starts(j, "优惠券") || s.starts(j, "红包") || s.starts(j, "消费券") || s.starts(j, "代金券")
}

// budget tells whether what follows the number at j makes it the money for something: 100以内的, 200左右的外套.
func (s *scan) budget(j int, v float64) bool {
	if s.sizeTalk || s.awaitsNumber() || v < 10 {
		return false
	}
	switch s.at(j) {
	case '以', '之', '出', '上', '左':
	default:
		return false
	}
	return s.starts(j, "以内") || s.starts(j, "以下") || s.starts(j, "之内") || s.starts(j, "出头") || s.starts(j, "上下") && v >= 50 || s.starts(j, "左右") && (!isHeight(v) || s.at(j+2) == '的')
}

// boughtFor tells whether the number is what was paid for something: 189买的茶几, 399入手的. 2023买的 is a year.
func (s *scan) boughtFor(j int, v float64) bool {
	if v < 5 || v >= 2000 && v <= 2035 || v <= 50 && s.sizeTalk {
		return false
	}
	switch s.at(j) {
	case '买', '入', '拍', '下', '拿', '淘', '抢', '收', '订':
	default:
		return false
	}
	for _, w := range [...]string{"买的", "买来", "买入", "入的", "入手", "拍的", "拍下", "下单的", "拿的", "淘的", "抢的", "抢到", "收的", "订的", "买了"} {
		if s.starts(j, w) {
			return true
		}
	}
	return false
}

// offered tells whether the number names one of several goods by its price: 39的那款, 128的套餐.
func (s *scan) offered(j int) bool {
	if s.at(j) != '的' {
		return false
	}
	for _, w := range [...]string{"的那款", "的那种", "的这款", "的这种", "的套餐", "的套装", "的组合", "的档"} {
		if s.starts(j, w) {
			return true
		}
	}
	return false
}

// reduced tells whether a reduction by a number follows at j: the 89 of 89减3.
func (s *scan) reduced(j int) bool {
	for k := s.cueAt(j); k < len(s.cues) && int(s.cues[k].from) == j; k++ {
		if c := &s.cues[k]; c.set&cueLess != 0 && int(c.to) < len(s.r) && text.IsNumeral(s.r[c.to]) {
			return true
		}
	}
	return false
}

// moneyLike tells whether a number behind a cue for money is some.
func (s *scan) moneyLike(i, j int, v float64) bool {
	if v <= 0 || s.measuredOff(i) || s.fewOf(i, j, v) || s.at(j) == ' ' && isLatin(s.at(j+1)) && !s.has(j, j+2, cueDeal|cueAsk|cueBuy|cueOff|cueRival|cueWallet) && s.cueBefore(i, cueJust) {
		return false
	}
	_, catalogued := s.x.sizes[string(s.r[i:j])]
	return !catalogued || !s.cueBefore(i, cueJust|cueOnly)
}

// fewOf tells whether the English number at i..j is of pieces, few as they are: only 3 cups.
func (s *scan) fewOf(i, j int, v float64) bool {
	if s.han || v > 20 || s.at(j) != ' ' || !s.cueBefore(i, cueOnly) {
		return false
	}
	end := s.wordEnd(j + 1)
	return s.wordAt(j+1, "remaining inside come came") || s.r[end-1] == 's' && !s.wordAt(j+1, "bucks dollars")
}

// measuredOff tells whether the clause of i has measured something: 量了只有42.
func (s *scan) measuredOff(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5 && !s.stop(k); k-- {
		if s.r[k] == '量' && s.at(k-1) != '重' && s.at(k-1) != '质' && s.at(k-1) != '数' {
			return true
		}
	}
	return false
}
