package intents

import "strings"

// canonicalSize is the canonical form of a size word in normal form, "" if it is none of the usual ones.
func canonicalSize(w string) string {
	if s := letterSize(w); s != "" {
		return s
	}
	switch strings.TrimRight(w, "码号") {
	case "小":
		return "S"
	case "中":
		return "M"
	case "大":
		return "L"
	case "加大", "加加":
		return "XL"
	case "特大":
		return "XXL"
	case "均":
		return "F"
	}
	if w == "f" || w == "free" || w == "free size" {
		return "F"
	}
	return letterSize(strings.TrimRight(w, "码号"))
}

// letterSize reads S M L XL XXL 2XL XXXL 3XL … and XS XXS 2XS.
func letterSize(w string) string {
	switch w {
	case "s":
		return "S"
	case "m":
		return "M"
	case "l":
		return "L"
	case "xs":
		return "XS"
	case "xxs", "2xs":
		return "XXS"
	case "xl", "1xl":
		return "XL"
	case "xxl", "2xl":
		return "XXL"
	case "xxxl", "3xl":
		return "3XL"
	case "xxxxl", "4xl":
		return "4XL"
	case "xxxxxl", "5xl":
		return "5XL"
	case "xxxxxxl", "6xl":
		return "6XL"
	case "7xl":
		return "7XL"
	case "8xl":
		return "8XL"
	}
	return ""
}

// addSize adds a size in the catalogue's word, else in the canonical one.
func (s *scan) addSize(size string, from, to int) {
	if own, ok := s.x.sizes[size]; ok {
		size = own
	}
	s.add("size", size, 0, from, to)
}

// letters reads a size of letters, r[i:j] being a whole run of Latin letters and digits, and returns where it ends; 0 if it is none.
// In 黑色M2件 the digits behind belong to the quantity.
func (s *scan) letters(i, j int) int {
	end := j
	if isLatin(s.r[i]) {
		for end = i; end < j && isLatin(s.r[end]); end++ {
		}
	}
	if end-i > 6 || end < j && !s.measured(end) {
		return 0
	}
	var b [8]byte
	for k := i; k < end; k++ {
		b[k-i] = byte(s.r[k])
	}
	size := letterSize(string(b[:end-i]))
	marked := s.at(end) == '码' || s.at(end) == '号'
	if s.at(i-1) == '几' {
		return 0 // 几XL asks
	}
	if size == "" {
		if end-i == 1 && s.r[i] == 'f' && marked {
			size = "F"
		} else {
			return 0
		}
	}
	if end-i == 1 && !marked && !s.lonelyLetter(i) {
		return 0
	}
	if marked {
		end++
	}
	s.addSize(size, i, end)
	return end
}

// measured tells whether digits at i are followed by a measure word.
func (s *scan) measured(i int) bool {
	for i < len(s.r) && isDigit(s.r[i]) {
		i++
	}
	if i >= len(s.r) {
		return false
	}
	u, n := s.l.units.behind(s.r, i)
	return n > 0 && unit(u) == unitPiece
}

// lonelyLetter tells whether a single s, m or l can be a size: not in it's, I'm, p.s., 2 l or V型.
func (s *scan) lonelyLetter(i int) bool {
	switch before := s.at(i - 1); {
	case before == '\'', before == '’', before == '.', before == '&', before == '-', before == '_', before == '@':
		return false
	case before == ' ' && isDigit(s.at(i-2)):
		return false
	}
	switch s.at(i + 1) {
	case '\'', '’', '&', '-', '_', '@', '型', '形', '钩', '恤', '领':
		return false
	case '.':
		return !isAlnum(s.at(i + 2))
	}
	return true
}

// wordSize reads a size said in words. The English ones need to stand like one: size small, in medium, a large?
func (s *scan) wordSize(m *meaning, i, n int) int {
	if m.context && !s.englishSize(i, i+n) {
		s.trapEnd = max(s.trapEnd, i+n)
		return n
	}
	if s.at(i-1) == '最' || s.at(i-1) == '偏' || s.at(i-1) == '超' || n == 2 && s.starts(i, "加大") && !s.sizeLike(i+n) {
		return n
	}
	s.addSize(m.str, i, i+n)
	return n
}

// sizeLike tells whether what follows 加大 lets it be a size.
func (s *scan) sizeLike(i int) bool {
	switch s.at(i) {
	case 0, ' ', ',', '?', '!', '。', '的', '有', '还', '吗', '呢', '吧', '可', '合', '行', '、', '/', '和', '或', '跟', '要', '是', '能', '多', '没', '尺', '够', '会':
		return true
	}
	return false
}

func (s *scan) englishSize(from, to int) bool {
	if s.han {
		return true
	}
	k := from - 1
	for k >= 0 && s.r[k] == ' ' {
		k--
	}
	end := k + 1
	for k >= 0 && (isLatin(s.r[k]) || s.r[k] == '\'') {
		k--
	}
	switch string(s.r[k+1 : end]) {
	case "", "size", "in", "a", "an", "the", "have", "want", "need", "get", "or", "wear", "buy", "order", "for", "to", "and", "of", "black", "white", "any", "my", "your", "these", "those", "no", "youth", "kid", "kids", "kid's", "men", "mens", "men's", "women", "womens", "women's", "ladies", "adult", "adults", "boys", "girls", "toddler", "unisex", "got", "wearing", "usually", "normally":
	case "is":
		return s.starts(to, " ok") || s.starts(to, " fine") || s.starts(to, " available") || s.starts(to, " in stock") || s.starts(to, " still")
	case "do", "does", "are":
		return s.r[to-1] == 's' // do mediums run out?
	default:
		return s.has(max(0, from-12), from, cueWear)
	}
	k = to
	for k < len(s.r) && s.r[k] == ' ' {
		k++
	}
	end = k
	for end < len(s.r) && isLatin(s.r[end]) {
		end++
	}
	switch string(s.r[k:end]) {
	case "but", "so", "i", "it":
		return s.wordAt(end+1, "i i'm im it it's my the you can should is was now we think guess thought")
	case "", "size", "please", "in", "and", "or", "is", "left", "one", "ones", "still", "available", "for", "for me", "would", "fit", "pls", "instead", "if", "of", "ok", "okay", "fine", "enough", "good", "work", "fits", "then", "right", "was", "runs", "run", "though", "now", "can", "which", "just", "too", "usually", "normally", "because", "fitted", "thanks", "today", "true":
		return true
	}
	return false
}

// bareSize says the size in a short answer to the question for it: 大的, 中.
func (s *scan) bareSize() {
	var size string
	at, n := -1, 0
	for i, r := range s.r {
		switch r {
		case '大', '中', '小':
			if at >= 0 {
				return
			}
			at = i
			size = canonicalSize(string(r))
		case '码', '号', '的', '吧', '呗', '要', ' ', '。', '!', '我', '那', '就', '拿', '个':
		default:
			return
		}
		n++
	}
	if at >= 0 && n <= 6 {
		s.addSize(size, at, at+1)
	}
}

// sizeBefore tells whether the last entity is a size that ends at i.
func (s *scan) sizeBefore(i int) bool {
	return len(s.out) > s.from && s.out[len(s.out)-1].Kind == "size" && s.out[len(s.out)-1].End == i
}

// runEnd is where the run of Latin letters and digits at i ends.
func (s *scan) runEnd(i int) int {
	for i < len(s.r) && isAlnum(s.r[i]) {
		i++
	}
	return i
}

// sizeNumber reads 28码, 42码, 36码半.
func (s *scan) sizeNumber(i, j, end int, v float64) int {
	switch s.at(i - 1) {
	case '大', '小', '差', '偏':
		return end - i
	}
	if v < 4 || v > 200 || v < 20 && !isDigit(s.r[i]) || v > 60 && v < 70 {
		return end - i
	}
	if s.at(end) == '半' {
		v, end = v+.5, end+1
	}
	s.addSize(decimal(v), i, end)
	return end - i
}
