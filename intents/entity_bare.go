package intents

import (
	"math"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// A number without a unit is what the words beside it say: a body's measure, a size, a price, or a quantity; else it is left for the
// wish (offer.go) and for the open question.

// bare reads a number without a unit by the cue beside it; else it is left for the open question.
func (s *scan) bare(i, j int, v float64) int {
	if s.notNumber(i, j) || s.orderNumber(i, j) {
		return j - i
	}
	if !s.spoken(i, "尺寸") && s.bodyNumber(i, j, v) {
		return j - i
	}
	switch {
	case s.at(i-1) == '¥' || s.at(i-1) == '$':
		s.add("money", "", v, i-1, j)
	case isDigit(s.r[i]) && v > 0 && (s.starts(j, "的价") || s.reduced(j) || s.budget(j, v)), v >= 1 && s.telling(i, j) && s.voucher(j):
		s.add("money", "", v, i, j)
	case !s.han && v < 1000 && v == math.Trunc(v) && s.arrived(j), s.pieceWord(i, j):
		s.add("quantity", "", v, i, j)
	case s.worthSize(i, j, v):
		s.addSize(strconv.FormatFloat(v, 'f', -1, 64), i, j)
	case v >= 22 && v <= 46 && sizeNumber(v) && isDigit(s.r[i]) && s.inStock(j):
		s.addSize(strconv.FormatFloat(v, 'f', -1, 64), i, j)
	case s.telling(i, j) && (s.price(i, j, v) || s.pricedPieces(i, j, v)):
		s.add("money", "", v, i, j)
	case s.telling(i, j) && s.cueBefore(i, cueCost|cueSell|cueOnly|cueJust|cueLess) && s.moneyLike(i, j, v):
		s.add("money", "", v, i, j)
	case s.telling(i, j) || s.awaitsNumber() && len(s.r) <= 6:
		s.add(kindNumber, "", v, i, j)
	}
	return j - i
}

// worthSize tells whether a cue makes the number a size: 穿28, 尺寸40, size 8. The 码 of a size is none: in L码80卖不卖 80 is the price.
func (s *scan) worthSize(i, j int, v float64) bool {
	if s.spoken(i, "size ") && v < 30 && v == math.Trunc(v) {
		return true
	}
	if !sizeNumber(v) || s.pairFollows(j, v) {
		return false
	}
	if last := len(s.out) - 1; s.spoken(i, " in ") && last >= s.from && s.out[last].Kind == "colour" && s.out[last].End == i-4 {
		return true // black in 32
	}
	if v >= 34 && v <= 48 && (s.spoken(i, "尺寸") || v != math.Trunc(v) && s.spoken(i, "有") && s.at(j) == '的') {
		return true
	}
	k := s.hitBefore(i, cueWear)
	if k < 0 || s.hitAfter(j, cueDeal|cueSell) >= 0 {
		return false
	}
	last := len(s.out) - 1
	return last < s.from || s.out[last].Kind != "size" || s.out[last].End < int(s.cues[k].to)
}

// inStock tells whether the question for stock follows at j: 28的还有吗.
func (s *scan) inStock(j int) bool {
	if s.at(j) == '的' {
		j++
	}
	return s.starts(j, "还有") || s.starts(j, "有吗") || s.starts(j, "有没有") || s.starts(j, "有货") || s.starts(j, "没货")
}

// price tells whether the number is a price by its form or its clause: 39.9是一件吗, 399的和559的, 两百整, 又涨到80.
func (s *scan) price(i, j int, v float64) bool {
	if s.sizeTalk || s.awaitsNumber() || v < 5 {
		return false
	}
	if v >= 60 && s.at(j) == '的' && s.han && (v < 2010 || v > 2035) || v >= 20 && s.at(j) == '整' || v != math.Trunc(v) && v >= 3 {
		return true
	}
	if !isDigit(s.r[i]) && v >= 100 && s.counted(i, j) && !s.hasKind("height_cm") {
		switch c := s.at(j); { // 也是一百二十八吗, 两件是不是一百九
		case !isHan(c), strings.ContainsRune("吗吧呢么嘛啊了的行可就对是整还能给不块卖到至之多出", c):
			last := len(s.out) - 1
			return (i > 0 || j < len(s.r)) && (last < s.from || s.out[last].Kind != kindNumber || !isHeight(s.out[last].Num))
		}
	}
	from, to := s.clause(i)
	for k := from; k < to; k++ {
		switch r := s.r[k]; {
		case r == '涨', r == '贵', r == '预' && s.at(k+1) == '算':
			return v >= 10
		}
	}
	return false
}

// counted tells whether a Chinese number is written with hundreds or more: 一百二 and not 一二零.
func (s *scan) counted(i, j int) bool {
	for _, r := range s.r[i:j] {
		if r == '百' || r == '千' || r == '万' {
			return true
		}
	}
	return false
}

// pricedPieces tells whether a number of pieces ends where the number begins: 一双129,两双239.
func (s *scan) pricedPieces(i, j int, v float64) bool {
	last := len(s.out) - 1
	return last >= s.from && s.out[last].Kind == "quantity" && s.out[last].End == i && v >= 10 && !s.sizeTalk && !s.awaitsNumber() && !s.pairFollows(j, v)
}

// voucher tells whether a coupon of so much follows at j: 20的券.
func (s *scan) voucher(j int) bool {
	if s.at(j) == '的' {
		j++
	}
	return s.at(j) == '券' || s.starts(j, "优惠券") || s.starts(j, "红包") || s.starts(j, "消费券") || s.starts(j, "代金券")
}

// budget tells whether what follows the number at j makes it the money for something: 100以内的, 200左右的外套.
func (s *scan) budget(j int, v float64) bool {
	if s.sizeTalk || s.awaitsNumber() || v < 10 {
		return false
	}
	return s.starts(j, "以内") || s.starts(j, "以下") || s.starts(j, "之内") || s.starts(j, "左右") && (!isHeight(v) || s.at(j+2) == '的')
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

// notNumber tells the numbers that are part of a name, a code or an idiom.
func (s *scan) notNumber(i, j int) bool {
	before, after := s.at(i-1), s.at(j)
	switch {
	case s.r[i] == '0' && j-i > 1 && s.r[i+1] != '.':
		return true
	case before == '送' || before == '赠' || before == '免' || after == '送' && j+1 < len(s.r) && text.IsNumeral(s.r[j+1]) || (before == '买' || before == '拍') && (after == '送' || after == '赠' || after == '免' || after == '发'):
		return true
	case before == '+' || before == '*' || before == '×' || before == '@' || before == '_' || after == '_' || after == '@':
		if (before == '*' || before == '×') && j-i <= 2 && !isDigit(s.at(i-2)) && s.r[i] != '0' {
			s.add("quantity", "", digitValue(s.r[i:j]), i, j)
		}
		return true
	case before == '发' && isDigit(s.at(i-2)):
		return true // 拍2发3
	case before == '-' && isLatin(s.at(i-2)):
		return true
	}
	k := s.hitBefore(i, cueModel)
	return k >= 0 && i-int(s.cues[k].to) <= 1
}

// telling tells whether a bare number is written so that it can only be one: in digits, or in more than one Chinese numeral.
func (s *scan) telling(i, j int) bool {
	return isDigit(s.r[i]) || j-i >= 2 && !s.starts(i, "十一") && s.r[i] != '半' && s.r[i+1] != '点' && !s.rough(i, j)
}

// moneyLike tells whether a number behind a cue for money is some.
func (s *scan) moneyLike(i, j int, v float64) bool {
	if v <= 0 || s.at(j) == ' ' && isLatin(s.at(j+1)) && !s.has(j, j+2, cueDeal|cueAsk|cueBuy|cueOff|cueRival|cueWallet) && s.cueBefore(i, cueJust) {
		return false
	}
	_, catalogued := s.x.sizes[string(s.r[i:j])]
	return !catalogued || !s.cueBefore(i, cueJust|cueOnly)
}

// sizeNumber tells whether v can be a size: 28, 36.5, 165.
func sizeNumber(v float64) bool {
	return v >= 20 && v <= 60 && v*2 == math.Trunc(v*2) || v >= 80 && v <= 200 && v == float64(int(v)/5*5)
}

// pairFollows tells whether v looks like a height with a weight behind it.
func (s *scan) pairFollows(j int, v float64) bool {
	if v < 140 || v > 210 {
		return false
	}
	for j < len(s.r) && (s.r[j] == ' ' || s.r[j] == '/' || s.r[j] == ',') {
		j++
	}
	return j < len(s.r) && text.IsNumeral(s.r[j])
}
