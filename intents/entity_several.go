package intents

import "strings"

// Several values of one kind in a message: the ends of a range (160-165), two people (我175她160), a correction (不是175是165), and values
// that the customer names to exclude them (不要黑色, 除了红色).

// several settles the kinds of bare numbers that a neighbour of theirs tells, and which values are denied.
func (s *scan) several(found []Entity) {
	s.deny(found)
	for k := 1; k < len(found); k++ {
		if a, b := &found[k-1], &found[k]; a.Denied && s.at(b.Start-1) == '是' && !b.Denied || b.Denied && !a.Denied {
			s.alike(a, b)
		}
	}
	s.ranges(found)
	s.people(found)
}

// ranges gives both ends of a range the kind that one of them has.
func (s *scan) ranges(found []Entity) {
	for k := 1; k < len(found); k++ {
		if a, b := &found[k-1], &found[k]; s.joint(a, b) {
			s.alike(a, b)
		}
	}
}

// joint tells whether a and b are the ends of a range.
func (s *scan) joint(a, b *Entity) bool {
	if b.Start-a.End != 1 {
		return false
	}
	switch s.at(a.End) {
	case '到', '至', '-', '~', '—', '–':
		return true
	}
	return false
}

// alike gives the kind of one of two values to the other if that is a bare number which can be of it.
func (s *scan) alike(a, b *Entity) {
	if a.Kind != kindNumber {
		a, b = b, a
	}
	if a.Kind != kindNumber {
		return
	}
	switch b.Kind {
	case "height_cm":
		if v := centimetres(a.Num); v >= 40 && v <= 250 {
			a.Kind, a.Num = b.Kind, v
		}
	case "weight_kg":
		if isWeight(a.Num) {
			a.Kind, a.Num = b.Kind, tenth(s.kilograms(a.Num))
		}
	case "waist_cm", "hip_cm", "bust_cm":
		if a.Num >= 50 && a.Num <= 170 {
			a.Kind = b.Kind
		}
	case kindNumber:
		if isHeight(a.Num) && isHeight(b.Num) && !s.awaitsNumber() && !s.awaits("price") && !s.has(0, len(s.r), cueDeal|cueCost|cueSell|cueRival|cueLess|cuePostage) && (a.Denied || b.Denied || s.sizeTalk) {
			a.Kind, b.Kind = "height_cm", "height_cm"
			a.Num, b.Num = centimetres(a.Num), centimetres(b.Num)
		}
	}
}

// people reads the heights of several people, or of one where sizes are spoken of: 我175她160, 老公182穿哪个.
func (s *scan) people(found []Entity) {
	if s.awaitsNumber() {
		return
	}
	n, at := 0, 0
	for k := range found {
		if e := &found[k]; e.Kind == kindNumber && isHeight(e.Num) && s.person(e.Start) && s.hitAfter(e.End, cueDeal|cueAsk|cueSell|cueBuy) < 0 {
			n, at = n+1, k
		}
	}
	if n == 0 || n == 1 && !s.sizeTalk && !s.has(0, len(s.r), cueLength) {
		return
	}
	for k := range found[:at+1] {
		if e := &found[k]; e.Kind == kindNumber && isHeight(e.Num) && s.person(e.Start) {
			e.Kind, e.Num = "height_cm", centimetres(e.Num)
		}
	}
}

// weights reads 我49 beside a weight that the message tells: 50kg以下拍S是不是 我49.
func (s *scan) weights(found []Entity) {
	if !s.hasKind("weight_kg") || s.awaitsNumber() {
		return
	}
	for k := range found {
		e := &found[k]
		if e.Kind != kindNumber || e.Num < 30 || isHeight(e.Num) && !s.hasKind("height_cm") || !s.person(e.Start) || s.hitAfter(e.End, cueDeal|cueSell|cueBuy) >= 0 {
			continue
		}
		for n := range found {
			w := &found[n]
			if w.Kind != "weight_kg" || n == k {
				continue
			}
			kg := e.Num
			if s.r[w.End-1] == '斤' && s.at(w.End-2) != '公' {
				kg /= 2
			}
			if kg > w.Num*.6 && kg < w.Num*1.6 {
				e.Kind, e.Num = "weight_kg", tenth(kg)
				break
			}
		}
	}
}

// person tells whether a word for somebody stands right before i.
func (s *scan) person(i int) bool {
	if s.at(i-1) == ' ' || s.at(i-1) == '是' {
		i--
	}
	switch s.at(i - 1) {
	case '我', '她', '他', '俺', '咱', '爸', '妈', '爹', '娘', '公', '婆', '友', '子', '女', '儿', '弟', '哥', '姐', '妹', '人', '象', '伴', '票', '孩', '宝', '生':
		return true
	}
	return false
}

// deny marks the values that the customer does not mean.
func (s *scan) deny(found []Entity) {
	for k := range found {
		e := &found[k]
		e.Denied = s.denies && s.deniedBefore(e) || s.deniedBehind(e)
		if k > 0 && found[k-1].Denied && found[k-1].Kind == e.Kind && e.Start-found[k-1].End <= 1 && strings.ContainsRune("和跟与或、", s.at(e.Start-1)) {
			e.Denied = true // 除了黑色和白色
		}
	}
}

// deniedBefore tells whether a word that denies stands before e: 不要黑色, 别给我发白色. 不是黑色吗 asks.
func (s *scan) deniedBefore(e *Entity) bool {
	for k := s.cueAt(e.Start) - 1; k >= 0; k-- {
		c := &s.cues[k]
		to := int(c.to)
		if e.Start-to > 5 {
			return false
		}
		if to <= e.Start && c.set&cueDeny != 0 && s.unbroken(to, e.Start) {
			return s.r[to-1] != '是' || !s.asksBack(e.End)
		}
	}
	return false
}

// unbroken tells whether only words that carry a denial on stand at from..to.
func (s *scan) unbroken(from, to int) bool {
	if !s.han {
		gap := string(s.r[from:to])
		return gap == " " || gap == " the " || gap == " in " || gap == " a "
	}
	for _, r := range s.r[from:to] {
		if !strings.ContainsRune("给我你们发拍这那个成很太 ", r) {
			return false
		}
	}
	return true
}

// asksBack tells whether the clause of i ends in a question.
func (s *scan) asksBack(i int) bool {
	_, to := s.clause(i)
	return s.at(to) == '?' || s.at(to-1) == '吗' || s.at(to-1) == '么' || s.at(to-1) == '嘛'
}

func (s *scan) deniedBehind(e *Entity) bool {
	i := e.End
	for i < e.End+3 && (s.at(i) == '的' || s.at(i) == '码' || s.at(i) == '款' || s.at(i) == '号') {
		i++
	}
	switch next := s.at(i + 1); s.at(i) {
	case '不':
		return next == '要' && s.at(i+2) != '紧'
	case '除', '以', '之':
		return next == '外'
	}
	return false
}
