package intents

import (
	"math"

	"github.com/huashu-go/huashu/engine/text"
)

// Body measures are centimetres and kilograms with one decimal: 尺 are thirds of a metre, 斤 half kilograms, inches 2.54 cm.

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// bodyNumber reads a number without a unit by the measure named before or behind it: 身高175, 98的臀围.
func (s *scan) bodyNumber(i, j int, v float64) bool {
	k := s.hitAfter(j, cueBody)
	if k < 0 || s.partOfWord(&s.cues[k]) || s.at(j) != '的' || int(s.cues[k].from) != j+1 {
		k = s.hitBefore(i, cueBody|cueLength) // not 180的身高
	}
	if k < 0 {
		if k = s.hitAfter(j, cueBody); k < 0 || s.ownNumber(int(s.cues[k].to)) || s.partOfWord(&s.cues[k]) {
			return false
		}
	}
	set := s.cues[k].set
	switch {
	case s.thingsHeight(k):
		return true
	case set&cueThree != 0:
		return false
	case set&cueLength != 0 && s.children && v >= 45 && v < 140 && s.starts(int(s.cues[k].from), "身长"):
		s.add("height_cm", "", tenth(v), i, j) // 宝宝身长82
	case set&cueLength != 0:
		return true // some other length: nothing of ours, and no bare number either
	case set&cueHeight != 0:
		if v < 3 {
			v *= 100
		}
		if v < 40 || v > 250 {
			return false
		}
		s.add("height_cm", "", tenth(v), i, j)
	case set&cueWeight != 0:
		if v < 2 || v > 500 {
			return false
		}
		s.add("weight_kg", "", tenth(s.kilograms(v)), i, j)
	default:
		if v < 50 && s.at(j) == '的' {
			return false // 28的腰围多少 asks of a size
		}
		return s.girth(set, i, j, v)
	}
	return true
}

// tallAndHeavy reads 160高140重 at i..j and returns its length.
func (s *scan) tallAndHeavy(i, j int, v float64) int {
	if s.at(j) != '高' || !isHeight(v) || s.digitsAt(j+1) < 2 {
		return 0
	}
	end := j + 1 + s.digitsAt(j+1)
	if w := digitValue(s.r[j+1 : end]); s.at(end) == '重' && isWeight(w) {
		s.add("height_cm", "", centimetres(v), i, j)
		s.add("weight_kg", "", tenth(plausibleWeight(centimetres(v), w)), j+1, end)
		return end + 1 - i
	}
	return 0
}

// ownNumber tells whether a number follows the cue that ends at i: it is that one's.
func (s *scan) ownNumber(i int) bool {
	for j := i; j < len(s.r) && j < i+6; j++ {
		if text.IsNumeral(s.r[j]) {
			_, n, ok := text.ParseNumber(s.r[j:])
			if u, _ := s.unitAt(j + n); ok && s.at(j-1) == ' ' && (u == unitJin || u == unitKG) && s.at(i-1) == '高' {
				return false // 130高 56斤
			}
			return true
		}
		if !s.filled(j, j+1) {
			return false
		}
	}
	return false
}

// girth reads waist, hip or bust in 尺, inches or centimetres, whichever the number can be.
func (s *scan) girth(set cueSet, i, j int, v float64) bool {
	switch {
	case v >= 1.5 && v < 5:
		v *= 100.0 / 3
	case v >= 20 && v < 50:
		v *= 2.54
	case v < 50 || v > 200:
		return false
	}
	s.add(girthKind(set), "", tenth(v), i, j)
	return true
}

func girthKind(set cueSet) string {
	switch {
	case set&cueWaist != 0:
		return "waist_cm"
	case set&cueHip != 0:
		return "hip_cm"
	}
	return "bust_cm"
}

// kilograms tells kilograms from 斤 where the customer did not: by the units of the open question, by the height, else from 90 up 斤.
func (s *scan) kilograms(v float64) float64 {
	for k := range s.context.Awaiting {
		if a := &s.context.Awaiting[k]; slotKind(a.Kind) == "weight_kg" && len(a.Units) > 0 {
			if u := unitFor(a.Units, v); u != nil {
				return inUnit(v, u.Name)
			}
		}
	}
	for _, e := range s.out[s.from:] {
		if e.Kind == "height_cm" {
			return plausibleWeight(e.Num, v)
		}
	}
	if v >= 90 {
		return v / 2
	}
	return v
}

// plausibleWeight reads v as kilograms or 斤, whichever makes the likelier body of that height (body mass index nearest to 21.5).
func plausibleWeight(cm, v float64) float64 {
	m2 := cm * cm / 1e4
	if math.Abs(math.Log(v/m2/21.5)) <= math.Abs(math.Log(v/2/m2/21.5)) {
		return v
	}
	return v / 2
}

// metres reads 1.75米 and 一米七五 with its centimetres behind the unit, which ends at end.
func (s *scan) metres(i, end int, v float64) int {
	cm := v * 100
	if v == math.Trunc(v) && v <= 2 {
		t, n := s.tail(end)
		switch n {
		case 1:
			cm, end = cm+t*10, end+1
		case 2:
			cm, end = cm+t, end+2
		}
	}
	if cm == 200 && !s.sizeTalk && s.at(end) != '高' && !s.cueBefore(i, cueBody) {
		return end - i // 加两米线
	}
	return s.length(cm, i, end, unitMetre)
}

// tail reads one or two numerals that are no number of their own: the 七五 of 一米七五, the 5 of 20块5. n is 0 if there are none.
func (s *scan) tail(at int) (v float64, n int) {
	for k := 1; k <= 2 && at+k < len(s.r) && !isDigit(s.r[at]) && text.IsNumeral(s.r[at]) && text.IsNumeral(s.r[at+k]); k++ {
		if w, m, ok := text.ParseNumber(s.r[at+k:]); ok && m >= 3 && w >= 60 && w <= 300 {
			if u, _ := s.unitAt(at + k + m); u == unitJin || u == unitKG { // 一米八二一百六十五斤
				v, _, _ = text.ParseNumber(s.r[at : at+k])
				return v, k
			}
		}
	}
	for at+n < len(s.r) && n <= 2 {
		r := s.r[at+n]
		d, k, ok := text.ParseNumber(s.r[at+n : at+n+1])
		if !ok || k != 1 || r == '半' || r == '十' || r == '两' || r == '俩' || isDigit(r) != isDigit(s.r[at]) || r == '零' && s.at(at+n+1) == '头' {
			break
		}
		v = v*10 + d
		n++
	}
	if n > 2 || n > 0 && at+n < len(s.r) && (s.r[at+n] == '十' || s.r[at+n] == '百' || s.r[at+n] == '.' && isDigit(s.at(at+n+1))) {
		return 0, 0
	}
	if n == 2 && !isDigit(s.r[at]) {
		if u, _ := s.unitAt(at + 2); u == unitPiece || u == unitJin && s.r[at+1] == '一' {
			v, n = math.Trunc(v/10), 1 // 三块五一个, 六块五三个
		}
	}
	if n > 0 {
		switch u, _ := s.unitAt(at + n); u {
		case unitNone, unitCM, unitCun, unitMao, unitInch:
		default:
			return 0, 0
		}
	}
	return v, n
}

// length adds a length of cm centimetres: by the measure named beside it, by the open question, else as a height if it can be one.
func (s *scan) length(cm float64, i, end int, u unit) int {
	n := end - i
	if u == unitMetre || u == unitChi {
		for s.at(end) == '多' {
			end++
		}
	}
	if cm <= 0 || cm > 400 {
		return n
	}
	kind := ""
	if k := s.hitBefore(i, cueBody|cueLength); k >= 0 {
		if s.thingsHeight(k) {
			return n
		}
		kind = bodyKind(s.cues[k].set)
	} else if s.thingBefore(i) {
		return n
	} else if k := s.hitAfter(end, cueBody); k >= 0 && !s.ownNumber(int(s.cues[k].to)) {
		kind = bodyKind(s.cues[k].set)
	} else if s.furniture(i, end) {
		return n
	} else if kind = s.awaitedLength(cm); kind == "" {
		kind = guessLength(cm, u, s.sizeTalk, s.children)
	}
	if kind == "height_cm" && cm < 45 {
		return n // 比我高20公分
	}
	if kind != "" {
		s.add(kind, "", tenth(cm), i, i+n)
	}
	return n
}

func bodyKind(set cueSet) string {
	switch {
	case set&cueHeight != 0:
		return "height_cm"
	case set&(cueWaist|cueHip|cueBust) != 0:
		return girthKind(set)
	}
	return ""
}

func guessLength(cm float64, u unit, sizeTalk, children bool) string {
	switch {
	case u == unitChi && cm < 135:
		return "waist_cm"
	case u == unitInch:
		return kindLength
	case cm >= 140 && cm <= 215, sizeTalk && cm >= 80 && cm < 140, children && cm >= 55 && cm < 140:
		return "height_cm"
	}
	return kindLength
}

// weight adds kilograms. Without any talk of sizes it must be an adult's: 5公斤大米 is none.
func (s *scan) weight(kg float64, i, end int) int {
	talk := s.sizeTalk || s.children || s.awaits("weight_kg") || s.hasKind("height_cm")
	if kg < 2 || kg > 300 || !talk && kg < 30 || s.at(end) == '装' || s.cueBefore(i, cueLength) || s.at(i-1) == '买' && !talk {
		return end - i
	}
	s.add("weight_kg", "", tenth(kg), i, end)
	return end - i
}

// jin reads 130斤, 130斤半 and 13斤6两.
func (s *scan) jin(i, end int, v float64) int {
	n := end - i
	if s.at(end) == '半' {
		v, n, end = v+.5, n+1, end+1
	} else if s.at(end+1) == '两' && text.IsNumeral(s.r[end]) {
		if t, k, ok := text.ParseNumber(s.r[end : end+1]); ok && k == 1 && t < 10 {
			v, n, end = v+t/10, n+2, end+2
		}
	}
	s.weight(v/2, i, end)
	return n
}

// chi reads 2尺4, 二尺一寸, 五尺七.
func (s *scan) chi(i, end int, v float64) int {
	if v == math.Trunc(v) {
		if t, n := s.tail(end); n == 1 {
			v, end = v+t/10, end+1
			if s.at(end) == '寸' {
				end++
			}
		} else if s.at(end) == '半' {
			v, end = v+.5, end+1
		}
	}
	return s.length(v*100/3, i, end, unitChi)
}

// feet reads 5'10", 5 ft 10, the unit ending at end.
func (s *scan) feet(i, end int, v float64) int {
	if v != math.Trunc(v) || v < 3 || v > 8 {
		if v < 3 || v > 8 || !s.cueBefore(i, cueHeight) {
			return end - i
		}
	}
	inches := v * 12
	at := end
	if s.at(at) == ' ' {
		at++
	}
	if n := s.digitsAt(at); n >= 1 && n <= 2 {
		more := digitValue(s.r[at : at+n])
		u, e := s.unitAt(at + n)
		if more < 12 && (u == unitNone || u == unitInch) {
			inches += more
			end = at + n
			if u == unitInch {
				end = e
			}
		}
	}
	s.add("height_cm", "", tenth(inches*2.54), i, end)
	return end - i
}
