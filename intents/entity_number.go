package intents

import (
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// number reads the number that begins at i with what belongs to it, and returns how many runes it took.
func (s *scan) number(i int) int {
	if isDigit(s.r[i]) {
		if !edgeAt(s.r, i) && !s.sizeBefore(i) && i != s.glueEnd {
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
	if n := s.spokenPhone(i); n > 0 {
		return n
	}
	v, n, ok := text.ParseNumber(s.r[i:])
	if !ok {
		return max(1, s.digitsAt(i))
	}
	if k := s.oddEight(i + n); k > 0 {
		v, n = v+8, n+k
	}
	if n == 2 && s.starts(i, "三五") {
		if u, _ := s.unitAt(i + n); u == unitYuan || u == unitMao || u == unitPiece || u == unitJin || u == unitOther {
			v = 5 // about so many, its higher end
		}
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
		if s.at(at+1) == '单' && strings.ContainsRune("买价独拍卖", s.at(at+2)) {
			return unitNone, j // 29.9 单买39.9
		}
		at++
	case '多', '来', '几', '余':
		at++
	case '把':
		if j > 0 && s.r[j-1] == '百' {
			at++
		}
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
		return s.glued(j)
	}
	u = unit(v)
	if _, longer := s.l.cueTrie.longest(s.r, at); at > j && s.r[j] == ' ' && longer > n {
		return unitNone, j // 115 平时
	}
	if n == 2 && s.starts(at, "个多少") {
		u, n = unitPiece, 1
	}
	if n == 1 && s.r[at] == '两' {
		if _, k := s.pieceAt(at + 1); k > 0 {
			return unitNone, j // 150两件
		}
	}
	if at > j {
		if c := s.at(j); c != ' ' && (u == unitPiece && c != '来' && c != '多' && c != '把' || u == unitBare || u == unitSize || u == unitDayOrSize) {
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

// glued reads a Latin unit with the next number right behind it: the cm of 175cm65kg.
func (s *scan) glued(j int) (u unit, end int) {
	for end = j; isLatin(s.at(end)); end++ {
	}
	if !isDigit(s.at(end)) {
		return unitNone, j
	}
	switch string(s.r[j:end]) {
	case "cm":
		u = unitCM
	case "kg", "kgs":
		u = unitKG
	case "lb", "lbs":
		u = unitPound
	default:
		return unitNone, j
	}
	s.glueEnd = end
	return u, end
}

// measure reads the unit behind the number v at i..j.
func (s *scan) measure(i, j int, v float64) int {
	if s.at(j) == 'm' && isDigit(s.at(j+1)) {
		return s.metres(i, j+1, v)
	}
	if s.starts(j, "ft") && isDigit(s.at(j+2)) {
		return s.feet(i, j+2, v)
	}
	if n := s.englishDay(i, j, v); n > 0 {
		return n
	}
	u, end := s.unitAt(j)
	if u == unitOther && end == j+1 && v >= 2 && v < 100 && s.wantedBefore(i) && (s.r[j] == '平' && v < 10 && s.closes(end) || s.r[j] == '口') {
		u = unitPiece // 瓶 by its sound; pans are counted by 口
	}
	if u != unitNone {
		return s.withUnit(u, i, j, end, v)
	}
	if s.at(j) == 'k' || s.at(j) == 'w' {
		if n := s.thousand(i, j, v); n > 0 {
			return n
		}
	}
	if isLatin(s.at(j)) {
		return s.runEnd(j) - i // 88vip, 8k
	}
	if n := s.misspelt(i, j, v); n > 0 {
		return n
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
		if s.starts(j, " in") && !isLatin(s.at(j+3)) && !s.cueBefore(i, cueBody) {
			return s.bare(i, j, v)
		}
		return s.length(v*2.54, i, end, u)
	case unitYuan:
		return s.yuan(i, j, end, v)
	case unitMao:
		if t, n := s.tail(end); n == 1 {
			v, end = v+t/10, end+1 // 两毛五
		}
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

// pairedDays tells whether the number at i is the second of two with the unit 号 or 两天 behind them.
func (s *scan) pairedDays(i int) bool {
	if i >= len(s.r) || !text.IsNumeral(s.r[i]) {
		return false
	}
	_, n, ok := text.ParseNumber(s.r[i:])
	return ok && (s.at(i+n) == '号' || s.at(i+n) == '码')
}

// rangeOf reads the lower end of a range: it has the unit of the higher end (110-120斤), which is read next.
func (s *scan) rangeOf(i, j int, v float64) int {
	at := j
	switch s.at(at) {
	case '-', '~', '至', '到', '—', '–':
		at++
	case '–' - 1, '～':
		at++
	case ' ':
		return s.englishRange(i, j, v)
	case '、', '和', '跟':
		if at++; v <= 60 && s.pairedDays(at) {
			s.withUnit(unitDayOrSize, i, j, j, v) // 28、29两天, 26和27号
			return at - i
		}
		return 0
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
