package intents

import "github.com/huashu-go/huashu/engine/text"

// Days of a month that was not named: 18号, 18日, 廿六号. A 号 is a size too.

// dayOrSize reads 18号 as a day of the month, and 28号 as a size where the words around speak of sizes.
func (s *scan) dayOrSize(i, end int, v float64) int {
	n := end - i
	if v != float64(int(v)) || v < 1 || v > 60 {
		return n
	}
	if k := s.hitBefore(i, cueModel); s.starts(end, "订单") || k >= 0 && int(s.cues[k].to) == i {
		return n // 香奈儿5号
	}
	if s.flavour(end) {
		return n
	}
	switch s.at(i - 1) {
	case '区', '路', '街', '弄', '村', '镇', '巷', '苑', '园', '栋', '院', '道', '坊', '柜', '楼', '馆', '店':
		return n // of a house
	}
	kind := s.firstAwaited("date", "size")
	switch {
	case s.ring(i) && v >= 5 && v <= 30:
		s.addSize(string(s.r[i:end-1]), i, end)
	case v > 31 && v < 34 && !s.sizeTalk:
		return n
	case v > 31, v >= 22 && kind != "date" && (kind == "size" || s.sizeNumeral(i, end)):
		s.addSize(string(s.r[i:end-1]), i, end)
	default:
		s.addDayOfMonth(int(v), i, end)
	}
	return n
}

// flavour tells whether 号 before i counts kinds of the goods: 7号和4号味道差在哪.
func (s *scan) flavour(i int) bool {
	for range 3 {
		at := i
		if s.at(at) == '的' {
			at++
		}
		switch s.at(at) {
		case '味', '口', '香', '色', '咖', '豆', '好', '喝':
			return s.partOf(at, "味 口味 口感 香 色号 色差 咖啡 豆子 好喝 喝起来 喝着")
		case '和', '跟', '与', '、':
			at++
		default:
			return false
		}
		if at >= len(s.r) || !text.IsNumeral(s.r[at]) {
			return false
		}
		_, k, ok := text.ParseNumber(s.r[at:])
		if !ok || s.at(at+k) != '号' {
			return false
		}
		i = at + k + 1
	}
	return false
}

// ring tells whether rings are spoken of before i: their sizes are as small as days.
func (s *scan) ring(i int) bool {
	for k := max(0, i-8); k < i; k++ {
		if s.starts(k, "戒") || s.starts(k, "指圈") {
			return true
		}
	}
	return false
}

// sizeNumeral tells whether the words beside 28号 speak of a size.
func (s *scan) sizeNumeral(i, end int) bool {
	switch s.at(i - 1) {
	case '穿', '码', '拿', '选':
		return true
	}
	if s.at(end) == '的' {
		end++
	}
	switch s.at(end) {
	case '鞋', '裤', '码', '腰', '裙', '衣':
		return true
	}
	for _, w := range [...]string{"有吗", "有货", "还有", "有没有", "有么"} {
		if s.starts(end, w) {
			return true
		}
	}
	switch s.at(end) {
	case '了', '前', '之', '以', '早', '晚', '中', '下', '上', '到', '那', '过', '生', '满', '结':
		return false // 都25号了
	}
	return s.at(i-1) == '有' && s.at(end) == '吗' || s.sized && !s.has(max(0, i-8), min(len(s.r), end+8), cuePast|cueFuture)
}

// twenty reads the day 廿六号 or 卅号 at i.
func (s *scan) twenty(i int) int {
	v, end := 20, i+1
	if s.r[i] == '卅' {
		v = 30
	}
	if end < len(s.r) && text.IsNumeral(s.r[end]) {
		d, n, _ := text.ParseNumber(s.r[end : end+1])
		v, end = v+int(d), end+n
	}
	if c := s.at(end); c == '号' || c == '日' {
		s.addDayOfMonth(v, i, end+1)
		end++
	}
	return end - i
}

// dayOfMonth reads 18日; 三日内 is a time.
func (s *scan) dayOfMonth(i, j, end int, v float64) int {
	if c := s.at(end); c == '内' || c == '后' || v != float64(int(v)) || v < 1 || v > 31 || !isDigit(s.r[i]) && j-i == 1 {
		return end - i
	}
	s.addDayOfMonth(int(v), i, end)
	return end - i
}
