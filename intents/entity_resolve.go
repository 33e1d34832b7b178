package intents

import "strings"

// resolve settles what the words beside a value could not: pairs of height and weight, wishes for a price, the open questions.
func (s *scan) resolve() {
	if s.awaits("size") && !s.hasKind("size") {
		s.bareSize()
	}
	found := s.out[s.from:]
	for k := 1; k < len(found); k++ {
		if found[k-1].Kind == "money" && found[k].Kind == kindNumber && s.ranged(&found[k-1], &found[k]) {
			found[k].Kind = "money"
		}
		s.samePrices(&found[k-1], &found[k])
		s.replaced(&found[k-1], &found[k])
	}
	if len(found) > 0 {
		s.threeGirths(found)
		s.several(found)
		s.pairs(found)
		s.weights(found)
		s.bareSizes(found)
		s.lonelyHeights(found)
		s.ranges(found)
	}
	if len(s.cues) > 0 || len(found) > 0 {
		s.wish()
		if s.offer.Kind == "" && s.awaits("price") {
			s.bareAmount(found)
		}
	}
	if len(found) == 0 {
		return
	}
	if len(s.context.Awaiting) > 0 {
		s.fillSlots(found)
	}
	for k := range found {
		e := &found[k]
		if e.Kind != kindNumber {
			continue
		}
		digits := string(s.r[e.Start:e.End])
		if own, ok := s.x.sizes[digits]; ok && !s.awaitsNumber() {
			e.Kind, e.Str = "size", own
		} else if s.farewell(e, digits) {
			e.Kind = ""
		}
	}
}

// farewell tells whether 88 or 886 says bye, and 666 or 233 nothing.
func (s *scan) farewell(e *Entity, digits string) bool {
	switch digits {
	case "88", "886", "8888", "666", "6666", "233", "2333", "520", "555", "5555":
	default:
		return false
	}
	for _, r := range s.r[e.End:] {
		if r != ' ' && r != '~' && r != '!' && r != '.' && r != '。' && r != '了' && r != '啦' && r != '哈' && r != '哦' && r < 0x1F000 {
			return false
		}
	}
	switch s.at(e.Start - 1) {
	case 0, ' ', ',', '.', '。', '!', '~', '拜', '谢', '了', '吧', '哈', '下', '啦', '见', '的', '哦', '先', '好':
		return true
	}
	return false
}

// samePrices gives a bare number the kind of the money beside it: 59的和89的, 前天159拍的 今天149了.
func (s *scan) samePrices(a, b *Entity) {
	switch {
	case a.Kind == "money" && b.Kind == kindNumber && b.Num >= 5 && b.Start-a.End == 2 && s.starts(a.End, "还是"):
		b.Kind = "money" // 运费是60还是80
	case a.Kind == "money" && b.Kind == kindNumber && s.insteadOf(a.End, b.Start):
		b.Kind = "money" // 20 bucks instead of 25
	case a.Kind == kindNumber && b.Kind == "money" && a.Num >= 10 && s.at(a.End) == '的' && b.Start-a.End <= 3 && s.at(b.End) == '的':
		a.Kind = "money"
	case b.Kind == kindNumber && (s.at(b.End) == '了' || s.at(b.End) == '?' && a.Kind == "money") && (s.spoken(b.Start, "今天") || s.spoken(b.Start, "现在") || s.spoken(b.Start, "今天就") || s.spoken(b.Start, "现在就")) && (b.Num > 31 && !s.sizeTalk || b.Num >= 5 && s.hasKind("money")):
		b.Kind = "money"
	case a.Kind == kindNumber && b.Kind == "quantity" && b.Start == a.End && a.Num >= 9 && !s.sizeTalk && !(shoeSize(a.Num) && strings.ContainsRune("双条", s.r[b.End-1])):
		a.Kind = "money" // 99两件
	}
}

// threeGirths reads 三围90 60 90: bust, waist, hip.
func (s *scan) threeGirths(found []Entity) {
	for k := 0; k+2 < len(found); k++ {
		if found[k].Kind != kindNumber || found[k+1].Kind != kindNumber || found[k+2].Kind != kindNumber || !s.cueBefore(found[k].Start, cueThree) {
			continue
		}
		for n, kind := range [...]string{"bust_cm", "waist_cm", "hip_cm"} {
			if v := found[k+n].Num; v >= 50 && v <= 170 {
				found[k+n].Kind = kind
			}
		}
		if k+3 < len(found) && found[k+3].Kind == kindNumber && isHeight(found[k+3].Num) {
			found[k+3].Kind, found[k+3].Num = "height_cm", centimetres(found[k+3].Num)
		}
	}
}

// pairs reads height and weight side by side: 165 110斤, 175 130, 65kg/175.
func (s *scan) pairs(found []Entity) {
	for k := 0; k+1 < len(found); k++ {
		a, b := &found[k], &found[k+1]
		if a.Kind != kindNumber && b.Kind != kindNumber || !s.sideBySide(a.End, b.Start) {
			continue
		}
		tall, heavy := s.hasKind("height_cm"), s.hasKind("weight_kg")
		if slashed := b.Start-a.End == 1 && s.at(a.End) == '/'; slashed || k > 0 && found[k-1].Kind == "weight_kg" {
			tall, heavy = false, false // the next one's: 我182/75她160/50
		}
		switch {
		case a.Kind == kindNumber && b.Kind == "weight_kg" && s.children && a.Num >= 60 && a.Num < 140 && !tall:
			a.Kind = "height_cm"
		case a.Kind == "weight_kg" && b.Kind == kindNumber && s.children && b.Num >= 60 && b.Num < 140 && !tall:
			b.Kind = "height_cm"
		case a.Kind == kindNumber && b.Kind == "weight_kg" && isHeight(a.Num) && !tall:
			a.Kind, a.Num = "height_cm", centimetres(a.Num)
		case a.Kind == "weight_kg" && b.Kind == kindNumber && isHeight(b.Num) && !tall:
			b.Kind, b.Num = "height_cm", centimetres(b.Num)
		case a.Kind == "height_cm" && b.Kind == kindNumber && isWeight(b.Num) && !heavy:
			b.Kind, b.Num = "weight_kg", tenth(plausibleWeight(a.Num, b.Num))
		case a.Kind == kindNumber && b.Kind == "height_cm" && isWeight(a.Num) && !heavy:
			a.Kind, a.Num = "weight_kg", tenth(plausibleWeight(b.Num, a.Num))
		case a.Kind == kindNumber && b.Kind == kindNumber && !tall && !heavy && s.barePair(a, b):
			if !isHeight(a.Num) || isHeight(b.Num) && b.Num > a.Num {
				a, b = b, a
			}
			a.Kind, a.Num = "height_cm", centimetres(a.Num)
			b.Kind, b.Num = "weight_kg", tenth(plausibleWeight(a.Num, b.Num))
		}
	}
}

// barePair tells whether two bare numbers can be a height and a weight, in either order.
func (s *scan) barePair(a, b *Entity) bool {
	if !(isHeight(a.Num) && isWeight(b.Num) || isHeight(b.Num) && isWeight(a.Num)) {
		return false
	}
	if c := s.at(a.End); b.Start-a.End == 1 && (c == '-' || c == '到') || s.has(0, len(s.r), cueDeal|cueCost|cueSell|cueWallet|cueRival|cueLess) {
		return false
	}
	return s.sizeTalk || s.hasKind("size") || a.Start == 0 && s.nothingBehind(b.End) || s.person(a.Start)
}

// nothingBehind tells whether the message ends at i but for a polite word and punctuation.
func (s *scan) nothingBehind(i int) bool {
	return len(s.r)-i <= 3 || s.stop(i) || s.at(i) == ' ' || s.at(i) == '的'
}

func isHeight(v float64) bool { return v >= 140 && v <= 210 || v >= 1.4 && v <= 2.1 }
func isWeight(v float64) bool { return v >= 35 && v <= 320 }

func centimetres(v float64) float64 {
	if v < 3 {
		v *= 100
	}
	return tenth(v)
}

// sideBySide tells whether only a separator or the name of the other measure stands at from..to.
func (s *scan) sideBySide(from, to int) bool {
	if from >= to || to-from > 6 {
		return from == to
	}
	for _, r := range s.r[from:to] {
		switch r {
		case ' ', '/', ',', '、', ';', '.', ':', '-', '和', '跟', '的', '体', '重', '身', '高', '人', '净', '|', '\\', '&', '+', '~', '。':
		default:
			return false
		}
	}
	return true
}

// lonelyHeights reads 165穿什么码: a bare number of a body's height in front of the question for a size.
func (s *scan) lonelyHeights(found []Entity) {
	if !s.sizeTalk || s.hasKind("height_cm") {
		return
	}
	for k := range found {
		e := &found[k]
		if e.Kind != kindNumber || e.Num < 140 || e.Num > 210 {
			continue
		}
		if _, to := s.clause(e.Start); s.hitAfter(e.End, cueWear) >= 0 || s.has(e.End, to, cueWear) && !s.has(e.End, to, cueDeal|cueCost) {
			e.Kind = "height_cm"
			return
		}
	}
}

// hasKind tells whether the message holds an entity of the kind.
func (s *scan) hasKind(kind string) bool {
	for k := range s.out[s.from:] {
		if s.out[s.from+k].Kind == kind {
			return true
		}
	}
	return false
}
