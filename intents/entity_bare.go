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
	if n := s.tallAndHeavy(i, j, v); n > 0 {
		return n
	}
	if !s.spoken(i, "尺寸") && s.bodyNumber(i, j, v) {
		return j - i
	}
	switch {
	case v >= 50 && v <= 210 && s.at(j) == '的' && s.someone(j+1):
		s.add("height_cm", "", v, i, j)
	case s.at(i-1) == '¥' || s.at(i-1) == '$':
		s.add("money", "", v, i-1, j)
	case s.paid(i, j, v):
		s.add("money", "", v, i, j)
	case !s.han && s.piecesInEnglish(i, j, v), s.pieceWord(i, j):
		s.add("quantity", "", v, i, j)
	case s.worthSize(i, j, v), isDigit(s.r[i]) && s.childsSize(i, j, v):
		s.addSize(decimal(v), i, j)
	case v >= 22 && v <= 46 && sizeNumber(v) && isDigit(s.r[i]) && s.at(j) == '半' && s.inStock(j+1):
		s.addSize(strconv.FormatFloat(v+.5, 'f', -1, 64), i, j+1)
		return j + 1 - i
	case v >= 22 && v <= 46 && sizeNumber(v) && isDigit(s.r[i]) && (s.inStock(j) || !s.han && s.spoken(i, " in ") && s.ends(j)):
		s.addSize(decimal(v), i, j)
	case s.telling(i, j) && (s.price(i, j, v) || s.pricedPieces(i, j, v) || s.askedOf(i, v) && s.moneyLike(i, j, v)):
		s.add("money", "", v, i, j)
	case s.telling(i, j) || s.awaitsNumber() && len(s.r) <= 6:
		s.add(kindNumber, "", v, i, j)
	}
	return j - i
}

// paid tells whether the words behind the number make it money: 100以内的, 20的券, 189买的, 39的那款.
func (s *scan) paid(i, j int, v float64) bool {
	if !s.han {
		return v >= 5 && (s.spoken(i, "is it ") && s.starts(j, " now") || s.spoken(i, "is ") && s.starts(j, " enough")) && s.has(0, len(s.r), cuePostage|cueCost) ||
			isDigit(s.r[i]) && v > 0 && s.reduced(j)
	}
	if !s.telling(i, j) || v < 1 && !isDigit(s.r[i]) {
		return false
	}
	if s.voucher(j) || s.boughtFor(j, v) || s.shown(i, v) || s.sent(i, j) || v >= 100 && s.spoken(i, "型号") && s.sameModel(i-2) || s.yours(i, j, v) || isDigit(s.r[i]) && s.earlier(i, v) {
		return true
	}
	if isDigit(s.r[i]) {
		return v > 0 && (s.starts(j, "的价") || s.reduced(j) || s.budget(j, v) || v >= 10 && !s.sizeTalk && !s.awaitsNumber() && s.offered(j))
	}
	return v >= 100 && s.budget(j, v)
}

// askedOf tells whether a cue for money stands before the number, or the shop whose rival was named: 隔壁才118 你128能跟吗.
func (s *scan) askedOf(i int, v float64) bool {
	return s.cueBefore(i, cueCost|cueSell|cueOnly|cueJust|cueLess) || v >= 5 && (!s.sizeTalk || v > 210) && ((s.at(i-1) == '你' || s.spoken(i, "你家") || s.spoken(i, "你家买")) && s.has(0, len(s.r), cueRival) || s.cueBefore(i, cueRival))
}

// price tells whether the number is a price by its form or its clause: 39.9是一件吗, 399的和559的, 两百整, 又涨到80.
func (s *scan) price(i, j int, v float64) bool {
	if s.sizeTalk && (v <= 210 || s.cueBefore(i, cueBody)) || s.awaitsNumber() || v < 5 {
		return false // no size is larger; 海拔三千多
	}
	if v >= 100 && s.starts(j, "多的") {
		return true
	}
	if s.at(j) == '的' && (s.bedding(j+1, v) || clothesSize(v) && s.fits(j) && !s.has(0, len(s.r), cueLength)) {
		return false
	}
	if v >= 60 && s.at(j) == '的' && s.han && !s.starts(j, "的人") && (v < 2010 || v > 2035) || v >= 20 && s.at(j) == '整' || v != math.Trunc(v) && v >= 3 {
		return true
	}
	if !isDigit(s.r[i]) && v >= 100 && s.counted(i, j) && !s.hasKind("height_cm") {
		switch c := s.at(j); { // 也是一百二十八吗, 两件是不是一百九
		case !isHan(c), strings.ContainsRune("吗吧呢么嘛啊了的行可就对是整还能给不块卖到至之多出", c):
			last := len(s.out) - 1
			return (i > 0 || j < len(s.r)) && (last < s.from || s.out[last].Kind != kindNumber || !isHeight(s.out[last].Num))
		}
	}
	if isDigit(s.r[i]) && v >= 9 && (s.at(j) == '包' || s.at(j) == '的') && (s.starts(j, "包邮吗") || s.starts(j, "包邮不") || s.starts(j, "包不包邮") || s.starts(j, "的包邮")) {
		return s.at(i-1) != '买' && s.at(i-1) != '拍'
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

// someone tells whether a word for somebody who has a height follows at i: the 娃 of 110的娃.
func (s *scan) someone(i int) bool {
	for _, w := range [...]string{"娃", "孩子", "宝宝", "儿子", "女儿", "小孩", "小朋友", "闺女", "女生", "男生", "妹子", "姑娘", "小个子", "个子", "男的", "女的", "男孩", "女孩", "身材"} {
		if s.starts(i, w) {
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
	case s.starts(j, "的平替") || s.starts(j, "平替") || s.starts(j, "号色") || s.starts(j, "色号") || s.starts(j, "胶水") || s.starts(j, "消毒"):
		return true
	case before == '发' && isDigit(s.at(i-2)):
		return true // 拍2发3
	case before == '-' && (isLatin(s.at(i-2)) || i < 2 || s.at(i-2) == ' '): // its -8 here
		return true
	}
	k := s.hitBefore(i, cueModel)
	return k >= 0 && i-int(s.cues[k].to) <= 1 && !s.sameModel(int(s.cues[k].from))
}

// sameModel tells whether the 型号 at i is not named but the one spoken of: 一模一样的型号1899, 这个型号1299.
func (s *scan) sameModel(i int) bool {
	return s.starts(i, "型号") && (s.spoken(i, "一样的") || s.spoken(i, "同") || s.spoken(i, "同个") || s.spoken(i, "这个") || s.spoken(i, "这"))
}

// telling tells whether a bare number is written so that it can only be one: in digits, or in more than one Chinese numeral.
func (s *scan) telling(i, j int) bool {
	return isDigit(s.r[i]) || j-i >= 2 && !s.starts(i, "十一") && s.r[i] != '半' && s.r[i+1] != '点' && !s.rough(i, j)
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
