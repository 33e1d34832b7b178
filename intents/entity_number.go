package intents

import (
	"math"
	"strconv"

	"github.com/huashu-go/huashu/engine/text"
)

// number reads the number that begins at i with what belongs to it, and returns how many runes it took.
func (s *scan) number(i int) int {
	if isDigit(s.r[i]) {
		if !edgeAt(s.r, i) && !s.sizeBefore(i) {
			return 1
		}
		if end := s.runEnd(i); isLatin(s.at(i + s.digitsAt(i))) {
			if to := s.letters(i, end); to > 0 {
				return to - i // 2xl
			}
		}
		if n := s.digits(i); n > 0 {
			return n
		}
	}
	v, n, ok := text.ParseNumber(s.r[i:])
	if !ok {
		return max(1, s.digitsAt(i))
	}
	if s.at(i-1) == '第' {
		s.trapEnd = i + n
		return n
	}
	return s.measure(i, i+n, v)
}

// digitsAt is the number of Western digits at i.
func (s *scan) digitsAt(i int) int {
	j := i
	for j < len(s.r) && isDigit(s.r[j]) {
		j++
	}
	return j - i
}

// unitAt reads the unit at j, behind a word for about (130多斤) or a space, and returns where it ends; end is j without a unit.
func (s *scan) unitAt(j int) (u unit, end int) {
	at := j
	switch s.at(at) {
	case ' ':
		at++
	case '多', '来', '几', '余':
		at++
	case '大', '小', '整':
		if u, n := s.pieceAt(j + 1); n > 0 && s.at(j+1) != '片' {
			return u, j + 1 + n // 10大包
		}
	}
	if at >= len(s.r) || !s.l.units.begins(s.r[at]) {
		return unitNone, j
	}
	v, n := s.l.units.behind(s.r, at)
	if n == 0 {
		return unitNone, j
	}
	u = unit(v)
	if n == 1 && s.r[at] == '两' {
		if _, k := s.pieceAt(at + 1); k > 0 {
			return unitNone, j // 150两件
		}
	}
	if at > j {
		if c := s.at(j); c != ' ' && (u == unitPiece || u == unitBare || u == unitSize || u == unitDayOrSize) {
			return unitOther, at + n // 十几件 is no quantity
		}
		if s.at(j) == ' ' && u == unitInch && s.r[at] == '"' || u == unitBare {
			return unitNone, j
		}
	}
	if u == unitBare {
		return unitNone, j
	}
	return u, at + n
}

// measure reads the unit behind the number v at i..j.
func (s *scan) measure(i, j int, v float64) int {
	if s.at(j) == 'm' && isDigit(s.at(j+1)) {
		return s.metres(i, j+1, v)
	}
	if s.starts(j, "ft") && isDigit(s.at(j+2)) {
		return s.feet(i, j+2, v)
	}
	u, end := s.unitAt(j)
	if u != unitNone {
		return s.withUnit(u, i, j, end, v)
	}
	if isLatin(s.at(j)) {
		return s.runEnd(j) - i // 88vip, 8k
	}
	if n := s.dimensions(j); n > 0 {
		return j + n - i
	}
	if n := s.rangeOf(i, j, v); n > 0 {
		return n
	}
	return s.bare(i, j, v)
}

// withUnit reads the number v at i..j with the unit u that ends at end.
func (s *scan) withUnit(u unit, i, j, end int, v float64) int {
	switch u {
	case unitPiece, unitDozen:
		return s.pieces(u, i, j, end, v)
	case unitMetre:
		return s.metres(i, end, v)
	case unitCM:
		return s.length(v, i, end, u)
	case unitKG:
		return s.weight(v, i, end)
	case unitJin:
		return s.jin(i, end, v)
	case unitPound:
		return s.weight(v*0.45359237, i, end)
	case unitChi:
		return s.chi(i, end, v)
	case unitCun:
		if s.cueBefore(i, cueBody) && v > 20 {
			return s.length(v*2.54, i, end, u) // 腰围28寸 are inches
		}
		return end - i
	case unitFoot:
		return s.feet(i, end, v)
	case unitInch:
		if s.starts(j, " in") && !s.cueBefore(i, cueBody) {
			return s.bare(i, j, v)
		}
		return s.length(v*2.54, i, end, u)
	case unitYuan:
		return s.yuan(i, j, end, v)
	case unitMao:
		return s.money(v/10, i, end)
	case unitFold:
		return s.fold(i, end, v)
	case unitPercent:
		return s.percent(i, end, v)
	case unitSize:
		return s.sizeNumber(i, j, end, v)
	case unitDayOrSize:
		return s.dayOrSize(i, end, v)
	case unitMonth:
		return s.month(i, end, v)
	case unitDay:
		return s.dayOfMonth(i, j, end, v)
	case unitYear:
		return s.year(i, end, v)
	case unitClock:
		return s.clock(i, j, end, v)
	}
	return end - i
}

// rangeOf reads the lower end of a range: it has the unit of the higher end (110-120斤), which is read next.
func (s *scan) rangeOf(i, j int, v float64) int {
	at := j
	switch s.at(at) {
	case '-', '~', '至', '到', '—', '–':
		at++
	case '–' - 1, '～':
		at++
	default:
		return 0
	}
	if at >= len(s.r) || !text.IsNumeral(s.r[at]) {
		return 0
	}
	_, n, ok := text.ParseNumber(s.r[at:])
	if !ok {
		return 0
	}
	u, _ := s.unitAt(at + n)
	switch u {
	case unitNone:
		return 0
	case unitYuan, unitKG, unitJin, unitCM, unitDayOrSize, unitSize:
		s.withUnit(u, i, j, j, v)
	}
	return at - i
}

// bare reads a number without a unit by the cue beside it; else it is left for the open question.
func (s *scan) bare(i, j int, v float64) int {
	if s.notNumber(i, j) || s.orderNumber(i, j) {
		return j - i
	}
	if s.bodyNumber(i, j, v) {
		return j - i
	}
	switch {
	case s.at(i-1) == '¥' || s.at(i-1) == '$':
		s.add("money", "", v, i-1, j)
	case isDigit(s.r[i]) && v > 0 && (s.starts(j, "的价") || s.reduced(j) || s.budget(j, v)):
		s.add("money", "", v, i, j)
	case s.cueBefore(i, cueWear) && sizeNumber(v) && !s.pairFollows(j, v):
		s.addSize(strconv.FormatFloat(v, 'f', -1, 64), i, j)
	case v >= 22 && v <= 46 && sizeNumber(v) && isDigit(s.r[i]) && s.inStock(j):
		s.addSize(strconv.FormatFloat(v, 'f', -1, 64), i, j)
	case s.telling(i, j) && s.price(i, j, v):
		s.add("money", "", v, i, j)
	case s.telling(i, j) && s.cueBefore(i, cueCost|cueSell|cueOnly|cueJust|cueLess) && s.moneyLike(i, j, v):
		s.add("money", "", v, i, j)
	case s.pieceWord(i, j):
		s.add("quantity", "", v, i, j)
	case s.telling(i, j) || s.awaitsNumber() && len(s.r) <= 6:
		s.add(kindNumber, "", v, i, j)
	}
	return j - i
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
	from, to := s.clause(i)
	for k := from; k < to; k++ {
		switch r := s.r[k]; {
		case r == '涨', r == '贵', r == '预' && s.at(k+1) == '算':
			return v >= 10
		}
	}
	return false
}

// budget tells whether what follows the number at j makes it the money for something: 100以内的, 200左右的外套.
func (s *scan) budget(j int, v float64) bool {
	if s.sizeTalk || s.awaitsNumber() || v < 10 {
		return false
	}
	return s.starts(j, "以内") || s.starts(j, "以下") || s.starts(j, "之内") || s.starts(j, "左右")
}

// reduced tells whether a reduction by a number follows at j: the 89 of 89减3.
func (s *scan) reduced(j int) bool {
	for k := range s.cues {
		if c := &s.cues[k]; int(c.from) == j && c.set&cueLess != 0 && int(c.to) < len(s.r) && text.IsNumeral(s.r[c.to]) {
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
	return v >= 20 && v <= 60 && v*2 == math.Trunc(v*2) || v >= 80 && v <= 200 && math.Mod(v, 5) == 0
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
