package intents

import "strings"

// Colours that the lexicon knows; shades that it does not know are read in entity_shade.go. A colour of one character counts only where it stands like
// one, and none counts that is part of another word.

// colour reads a colour. Words of one character count where they stand like a colour: 黑的, 要黑, 黑L码, 黑和白.
func (s *scan) colour(m *meaning, i, n int) int {
	if m.context && !(n == 1 && s.colourLike(i, i+n) && s.metalLike(i) || n > 1 && s.plainHue(i, i+n)) {
		return 0
	}
	if m.str != "" && isHan(s.at(i-1)) && (s.soundingShade(i+1) || s.r[i] == '子') {
		return n // 酒宏色
	}
	if n > 1 && s.r[i+n-1] == '的' {
		if i > 0 && n == 2 && strings.ContainsRune("染变发晒熏烧抹涂擦弄搞烤糊泛", s.r[i-1]) {
			return n // 染黑的
		}
		n--
	}
	if next := s.at(i + n); next == '系' || next == '差' && !strings.ContainsRune("很多太好别不得远", s.at(i+n+1)) || next == '灯' && s.r[i] == '亮' || next == '号' && s.r[i+n-1] == '色' {
		return n
	}
	if n >= 2 && s.r[i+1] != '色' && !s.wholeShade(i, n) {
		if v, k := s.l.trie.longest(s.r[:i+1], i); k == 1 && s.l.meanings[v].kind == meansColour {
			return s.colour(&s.l.meanings[v], i, 1)
		}
		return 0
	}
	s.colourAs(m.arg, i, i+n)
	return n
}

// colourAs adds a colour in the catalogue's word, else in the canonical one of the message's language.
func (s *scan) colourAs(at int32, from, to int) {
	h := &s.l.hues[at]
	word, ok := s.x.hues[at]
	switch {
	case ok:
	case s.han:
		word = h.zh
	case s.r[from] == 'g' && to-from == 4:
		word = string(s.r[from:to]) // grey or gray, as the customer writes it
	default:
		word = h.en
	}
	s.add("colour", word, 0, from, to)
}

func (s *scan) colourLike(from, to int) bool {
	if to-from == 1 && (s.hueRow(from) || s.hueEach(from)) {
		return true
	}
	before, after := s.at(from-1), s.at(to)
	switch after {
	case '不':
		if !strings.ContainsRune("要换拍买选", before) || !s.starts(to, "不要") {
			return false // 要灰不要黑
		}
	case '换', '改':
		if before != '把' {
			return false // 把绿换成灰
		}
		return true
	case '个':
		return before == '要' && !isHan(s.at(to+1)) // the 的 of Wu
	case '显':
		return s.spoken(from, "还是")
	case '一', '两', '都':
		if !strings.ContainsRune("件条双只个款", before) {
			return false // 一条黑一条灰
		}
	case 0, ' ', ',', '?', '!', '。', '.', '、', '/', '的', '和', '跟', '或', '还', '有', '吗', '呢', '与', '各', '鞋', '裤', '裙', '袜', '帽', '瓶', '盒', '罐', '桶', '+', 's', 'm', 'l', 'x':
	default:
		if !isDigit(after) && !s.garment(to) && !s.starts(to, "没") && !s.starts(to, "哪") && !s.starts(to, "吧") && !s.starts(to, "码") {
			return false
		}
	}
	if isLatin(after) {
		if j := s.runEnd(to); letterSize(string(s.r[to:j])) == "" && !s.measured(j) && !isDigits(s.r[j-1:j]) {
			return false
		}
	}
	if s.spoken(from, "哪个") {
		return false
	}
	switch before {
	case 0, ' ', ',', '?', '!', '。', '.', '、', '/', '要', '换', '拍', '买', '穿', '有', '选', '个', '件', '条', '双', '款', '的', '和', '跟', '或', '是', '纯', '那', '成', '与', '+', '码', '号', '只', '还', '拿', '俩', '仨':
		return true
	}
	if before == '不' {
		return s.starts(to, "的还")
	}
	return isAlnum(before) && s.sizeBefore(from) || (before == '了' || before == '发') && after == '的'
}

// wholeShade tells whether the first character of a shade at i belongs to it: not in 看中灰色, 猕猴桃红心 and 黑红各一件.
func (s *scan) wholeShade(i, n int) bool {
	before := s.at(i - 1)
	switch s.r[i] {
	case '中':
		return before != '看' && before != '选' && before != '相'
	case '桃':
		return !isHan(before) || !strings.ContainsRune("猴核樱蜜油黄杨仙", before)
	}
	return n > 2 || !strings.ContainsRune(hueRunes, s.r[i]) || !strings.ContainsRune(hueRunes, s.r[i+1]) || !s.hueRow(i)
}

// hueRow tells whether the character at i is one of several colours in a row that are shared out: 黑白各一双, 黑灰两色.
func (s *scan) hueRow(i int) bool {
	from, to := i, i+1
	for from > 0 && strings.ContainsRune(hueRunes, s.r[from-1]) {
		from--
	}
	for to < len(s.r) && strings.ContainsRune(hueRunes, s.r[to]) {
		to++
	}
	return to-from >= 2 && (s.at(to) == '各' || s.starts(to, "两色") || s.starts(to, "两个色") || s.starts(to, "两种颜色") || s.starts(to, "两个颜色") || s.starts(to, "三色各"))
}

// hueEach tells whether the colour at i is one of two pieces: 一黑一白.
func (s *scan) hueEach(i int) bool {
	hue := func(k int) bool { return s.at(k-1) == '一' && strings.ContainsRune(hueRunes, s.at(k)) }
	return hue(i) && (hue(i+2) || hue(i-2))
}

const hueRunes = "黑白红蓝绿黄灰紫粉棕米杏"

// garment tells whether the name of a garment follows at i: the 衬衣 of 白衬衣.
func (s *scan) garment(i int) bool {
	for _, w := range [...]string{"衬衣", "衬衫", "外套", "大衣", "毛衣", "卫衣", "羽绒", "西装", "西服", "风衣", "短裤", "长裤", "短袖", "长袖", "t恤", "夹克", "棉服", "连衣裙"} {
		if s.starts(i, w) {
			return true
		}
	}
	return false
}
