package intents

import (
	"strconv"
	"strings"
)

// Bare numbers that are sizes: shoes' and trousers' (22 to 50) and, where children are spoken of or something is worn, those of clothes by the
// height (80 to 175). What tells them from prices is what is said of them: that they pinch, are out of stock, were sent for another, or stand
// beside a size.

// worthSize tells whether a cue makes the number a size: 穿28, 尺寸40, size 8. The 码 of a size is none: in L码80卖不卖 80 is the price.
func (s *scan) worthSize(i, j int, v float64) bool {
	if s.person(i) && s.hasKind("weight_kg") && s.at(i-1) != '子' {
		return false // 100斤能穿 我120行吗
	}
	if s.spoken(i, "size ") && v < 30 && v*2 == float64(int(v*2)) || s.scale(i, j, v) {
		return true
	}
	if !sizeNumber(v) || s.pairFollows(j, v) {
		return false
	}
	if last := len(s.out) - 1; s.spoken(i, " in ") && last >= s.from && s.out[last].Kind == "colour" && s.out[last].End == i-4 {
		return true // black in 32
	}
	if v >= 34 && v <= 48 && (s.spoken(i, "尺寸") || v != float64(int(v)) && s.spoken(i, "有") && s.at(j) == '的') {
		return true
	}
	if s.colouredSize(i, j, v) || clothesSize(v) && s.garmentBefore(i) && s.inStock(j) || shoeSize(v) && s.at(i-1) == '双' && s.at(j) == '的' {
		return true
	}
	k := s.hitBefore(i, cueWear)
	if k < 0 || s.hitAfter(j, cueDeal|cueSell) >= 0 {
		return false
	}
	last := len(s.out) - 1
	return last < s.from || s.out[last].Kind != "size" || s.out[last].End < int(s.cues[k].to)
}

// sizeNumber tells whether v can be a size: 28, 36.5, 165.
func sizeNumber(v float64) bool {
	return v >= 20 && v <= 60 && v*2 == float64(int(v*2)) || clothesSize(v)
}

func shoeSize(v float64) bool { return v >= 22 && v <= 50 && v*2 == float64(int(v*2)) }

func clothesSize(v float64) bool {
	return v >= 80 && v <= 200 && v == float64(int(v)/5*5) || v == 52 || v == 59 || v == 66 || v == 73
}

// inStock tells whether what follows at j asks or complains of the stock: 28的还有吗, 42有无, 40断码了.
func (s *scan) inStock(j int) bool {
	if s.at(j) == '的' || s.at(j) == '嘅' || s.at(j) == '都' {
		j++
	}
	switch s.at(j) {
	case '还', '有', '没', '冇', '缺', '断', '补', '啥', '什', '卖', '售', '再':
	default:
		return false
	}
	for _, w := range [...]string{"还有", "有吗", "有没", "有货", "有无", "有么", "有木", "有不", "冇", "没货", "没了", "没有", "缺货", "缺码", "断码", "断货", "断号", "补货", "啥时候补", "什么时候补", "还剩", "卖完", "售罄", "还补", "补吗", "补不补", "再补"} {
		if s.starts(j, w) {
			return !s.starts(j, "有没有活动") && !s.starts(j, "有没有优惠") && !s.starts(j, "没有优惠") && !s.starts(j, "还有优惠") && !s.starts(j, "还有活动")
		}
	}
	return false
}

// colouredSize tells whether a colour stands before the number and the stock is asked for behind it: 灰色42有无, 粉色110的缺货吗.
func (s *scan) colouredSize(i, j int, v float64) bool {
	last := len(s.out) - 1
	if last < s.from || s.out[last].Kind != "colour" || !shoeSize(v) && !clothesSize(v) {
		return false
	}
	if n := s.digitsAt(j + 1); n > 0 && (s.at(j) == ' ' || s.at(j) == '/' || s.at(j) == '和') && sameScale(v, digitValue(s.r[j+1:j+1+n])) {
		j += 1 + n // 米色44 45都没了
	}
	if !s.inStock(j) {
		return false
	}
	end := s.out[last].End
	if s.at(end) == '的' {
		end++
	}
	if s.at(end) == ' ' {
		end++
	}
	return end == i
}

// garmentBefore tells whether the name of a garment ends at i.
func (s *scan) garmentBefore(i int) bool {
	return i > 0 && strings.ContainsRune("套裤裙衣服衫袄鞋靴袜", s.r[i-1])
}

// bareSizes reads 鞋子40改41, 拿80还是90, 我要37的: bare numbers that are sizes by what the message speaks of.
func (s *scan) bareSizes(found []Entity) {
	for round := range 2 { // a size that was read settles the ones before it
		for k := range found {
			e := &found[k]
			if e.Kind == "money" && isDigit(s.r[e.Start]) && isDigit(s.r[e.End-1]) && shoeSize(e.Num) && s.gotBefore(e.Start) && s.swapped(found, k) {
				s.becomeSize(e) // 买的是38 来的是36.5
				continue
			}
			if e.Kind == kindNumber && !s.han && e.Num < 20 && s.besideSize(e) {
				s.becomeSize(e) // got size 8 but ordered 9
				continue
			}
			if e.Kind != kindNumber || !shoeSize(e.Num) && !clothesSize(e.Num) || s.awaitsNumber() || s.priceTalk(e) {
				continue
			}
			if s.likeSize(found, k) {
				s.becomeSize(e)
			}
		}
		if round == 0 && !s.hasKind("size") {
			return
		}
	}
}

// priceTalk tells whether the words beside a number are those of a price.
func (s *scan) priceTalk(e *Entity) bool {
	if k := s.hitAfter(e.End, cueDeal); k >= 0 && !s.starts(int(s.cues[k].from), "直接拍") {
		return true
	}
	return s.cueBefore(e.Start, cueLess|cueCost|cueSell|cuePay) && !s.spoken(e.Start, "改成") && !s.spoken(e.Start, "买的时候")
}

// likeSize tells whether a bare number of a size's range is one.
func (s *scan) likeSize(found []Entity, k int) bool {
	e := &found[k]
	if s.choice(found, k) {
		return s.sizeTalk || s.children
	}
	digits := isDigit(s.r[e.Start])
	if s.at(e.End) == '的' && s.bedding(e.End+1, e.Num) {
		return false
	}
	if digits && shoeSize(e.Num) && (s.sizeTalk && !s.hasKind("money") || s.worn(e)) {
		return true
	}
	if s.swapped(found, k) || s.besideSize(e) {
		return true
	}
	if !digits {
		return false
	}
	if shoeSize(e.Num) && (s.spoken(e.Start, "女款") || s.spoken(e.Start, "男款")) || s.spoken(e.Start, "大一码") || s.spoken(e.Start, "小一码") || s.spoken(e.Start, "大码") {
		return true
	}
	bought := e.Start > 0 && strings.ContainsRune("买拍拿选换穿成", s.r[e.Start-1]) || s.spoken(e.Start, "买的") || s.spoken(e.Start, "拍的") || s.spoken(e.Start, "穿的") || s.spoken(e.Start, "发的")
	if shoeSize(e.Num) {
		return s.fits(e.End) && (bought || s.at(e.End) == '的' || s.at(e.End) == ' ' || s.at(e.End) == '有')
	}
	if s.at(e.End) == '的' && (s.spoken(e.Start, "童装") || s.spoken(e.Start, "童裤") || s.spoken(e.Start, "童裙")) {
		return true
	}
	if s.at(e.End) == '的' && s.fits(e.End) {
		return s.children || !s.has(0, len(s.r), cueLength)
	}
	return bought && (s.fits(e.End) || s.children)
}

// choice tells whether the number is one of two that the customer hesitates between: 拿80还是90, 拍90还是直接拍100.
func (s *scan) choice(found []Entity, k int) bool {
	e := &found[k]
	return k+1 < len(found) && s.orBetween(e.End, found[k+1].Start) || k > 0 && s.orBetween(found[k-1].End, e.Start)
}

func (s *scan) orBetween(from, to int) bool {
	if to-from > 7 || to-from < 2 {
		return false
	}
	or := false
	for i := from; i < to; i++ {
		switch {
		case s.starts(i, "还是"):
			or, i = true, i+1
		case strings.ContainsRune("直接拍买拿选要穿的码号用 ", s.r[i]):
		default:
			return false
		}
	}
	return or
}

// besideSize tells whether the message has a size of the same scale, and the number stands like another: 40的留着, 换100, 发成四十的.
func (s *scan) besideSize(e *Entity) bool {
	beside := false
	for k := range s.out[s.from:] {
		if o := &s.out[s.from+k]; o.Kind == "size" {
			v, err := strconv.ParseFloat(o.Str, 64)
			if err != nil || !sameScale(v, e.Num) {
				continue
			}
			beside = true
			if s.insteadOf(o.End, e.Start) {
				return true
			}
			if e.Start-o.End == 1 && strings.ContainsRune(" /、和跟", s.r[o.End]) {
				return true
			}
		}
	}
	if !beside {
		return false
	}
	if s.at(e.End) == '的' {
		return true
	}
	if !s.han {
		for _, w := range [...]string{"ordered ", "got ", "want ", "wanted ", "need ", "to a ", "or ", "for a ", "take ", "wear "} {
			if s.spoken(e.Start, w) {
				return true
			}
		}
		return false
	}
	return e.Start > 0 && strings.ContainsRune("换改成拍拿买要穿发", s.r[e.Start-1])
}

// fits tells whether the words from i on say how something fits: 39的 太挤脚, 120的会不会太大, 90小了, 140的能穿两年不.
func (s *scan) fits(i int) bool {
	for k := i; k < i+8 && k < len(s.r) && !s.stop(k); k++ {
		switch s.r[k] {
		case '大', '小', '长', '短', '肥':
			switch s.at(k - 1) {
			case '太', '会', '偏', '点', '不', '显', '够':
				return true
			}
			if s.at(k+1) == '了' || s.starts(k+1, "一点") {
				return true
			}
		case '紧', '挤', '松', '勒', '穿':
			return true
		case '顶', '磨', '合':
			if s.at(k+1) == '脚' || s.at(k+1) == '身' || s.at(k+1) == '适' {
				return true
			}
		case '正', '刚':
			if s.at(k+1) == '好' {
				return true
			}
		case '拖':
			return s.at(k+1) == '地'
		}
	}
	return false
}

// becomeSize makes a bare number the size.
func (s *scan) becomeSize(e *Entity) {
	if s.at(e.End) == '半' {
		e.Num, e.End = e.Num+.5, e.End+1
	}
	e.Kind, e.Str = "size", decimal(e.Num)
	if own, ok := s.x.sizes[e.Str]; ok {
		e.Str = own
	}
}

// worn tells whether the number is wanted like a shoe's or trousers' size: 要37的, 换成38的.
func (s *scan) worn(e *Entity) bool {
	if s.at(e.End) != '的' || e.Num < 25 || e.Num > 46 {
		return false
	}
	switch s.at(e.Start - 1) {
	case '要', '换', '穿', '拍', '拿', '成', '双':
		return true
	}
	return false
}
