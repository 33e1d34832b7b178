package intents

import "strings"

// Pieces that broke, lack or came: the number of them is a quantity though no measure word tells it (2 plates cracked), and 一个 is one
// where elsewhere it is an article (摔裂了一个碗 against 换一个).

// harmed tells whether the words before i say that what follows broke or lacks: 碎了, 少发, 漏寄了.
func (s *scan) harmed(i int) bool {
	done := s.at(i-1) == '了'
	if done {
		i--
	}
	if s.at(i-1) == '掉' && (done || strings.ContainsRune("坏碎断裂摔", s.at(i-2))) {
		return true
	}
	switch s.at(i - 1) {
	case '裂', '碎', '破', '断', '漏', '缺', '烂', '瘪', '崩', '丢':
		return true
	case '坏':
		return done
	case '少':
		return s.at(i-2) != '多'
	case '发', '寄':
		return i > 1 && strings.ContainsRune("少漏错多", s.r[i-2])
	case '给', '送', '装':
		return s.at(i-2) == '少' || s.at(i-2) == '漏'
	}
	return false
}

// shared tells whether 一个 at i stands behind a word that shares out: 一样一本, 各一个, 每种一份.
func (s *scan) shared(i int) bool {
	switch s.at(i - 1) {
	case '各':
		return true
	case '样', '种', '色', '人', '款':
		return s.at(i-2) == '一' || s.at(i-2) == '每' || s.at(i-2) == '各'
	}
	return false
}

// hole tells whether what follows at i is no piece of the goods but a hole in them: 破了一个大洞.
func (s *scan) hole(i int) bool {
	if s.at(i) == '大' || s.at(i) == '小' {
		i++
	}
	switch s.at(i) {
	case '洞', '口', '缝', '角', '坑', '字', '问':
		return true
	}
	return false
}

// piecesInEnglish tells whether the English number at i..j counts pieces: 2 plates cracked, bought 2, 3 in black.
func (s *scan) piecesInEnglish(i, j int, v float64) bool {
	if v < 1 || v >= 1000 || v != float64(int(v)) {
		return false
	}
	if v <= 50 && (s.spoken(i, "missing ") || s.wordAt(j+1, "more") && s.at(j) == ' ') && !s.wordAt(s.wordEnd(j+1)+1, "day days week weeks times time than discount") {
		return true // missing 3 screws, 2 more
	}
	return s.fate(j) || s.took(i, j, v) || s.countsGoods(i, j, v) || v <= 100 && s.packed(i, j) || v <= 12 && (s.coloured(j) || s.at(j) == ' ' && s.wordAt(j+1, "small smalls medium mediums large larges")) && s.counting(i) || v <= 20 && s.starts(j, " in ") && s.coloured(j) && !s.spoken(i, "size ") && !s.spoken(i, "a ")
}

// took tells whether the English number at i..j is how many were bought or came: bought 2 but only 1 came.
func (s *scan) took(i, j int, v float64) bool {
	if s.spoken(i, "only ") && s.at(j) == ' ' && v > 1 && s.wordAt(s.wordEnd(j+1)+1, "instead left in came and but") && !s.wordAt(j+1, "left in dollars bucks quid day days") {
		return s.has(0, len(s.r), cuePast) || s.wordAt(s.wordEnd(j+1)+1, "instead") // only 3 cups instead of 4
	}
	if s.sizeTalk || v > 20 || s.at(j) == ' ' && !s.wordAt(j+1, "but and by got of right if please pls then for at now today when thanks with instead") || isAlnum(s.at(j)) {
		return false
	}
	for _, w := range [...]string{"bought ", "ordered ", "got ", "received ", "want ", "'ll take ", "i take ", "i buy ", "to buy ", "buying ", "ill take ", "to order ", "i order ", "take ", "can i get ", "to get ", "need ", "ll have ", "ll buy ", "paid for ", "all "} {
		if s.spoken(i, w) {
			return true
		}
	}
	last := len(s.out) - 1
	return last >= s.from && s.out[last].Kind == "quantity" && (s.out[last].End == i-4 && s.spoken(i, " of ") || s.spoken(i, "instead of "))
}

// packed tells whether the English number at i..j is how many a pack holds: pack of 12, theres 10 in here.
func (s *scan) packed(i, j int) bool {
	for _, w := range [...]string{"pack of ", "packs of ", "box of ", "set of ", "case of ", "bag of "} {
		if s.spoken(i, w) {
			return true
		}
	}
	return s.starts(j, " inside") || s.starts(j, " in ") && (s.wordAt(j+4, "here there it") || s.starts(j+4, "the ") && s.wordAt(j+8, "box pack bag package parcel set"))
}

// counting tells whether a number at i, with a colour behind it, counts pieces: ordered 1 red 1 blue, and not size 8 black.
func (s *scan) counting(i int) bool {
	if last := len(s.out) - 1; last > s.from && (s.out[last].Kind == "colour" || s.out[last].Kind == "size") && s.out[last].End == i-1 && s.out[last-1].Kind == "quantity" {
		return true
	}
	if i == 0 {
		return true
	}
	for _, w := range [...]string{"and ", ", ", "want ", "wanted ", "ordered ", "order ", "take ", "get ", "got ", "bought ", "buy ", "of ", "with ", "only ", "but ", "need ", "have ", "sent ", "send ", "received ", "plus "} {
		if s.spoken(i, w) {
			return !s.hasKind("size")
		}
	}
	return false
}

// wordAt tells whether one of the words stands at i.
func (s *scan) wordAt(i int, words string) bool {
	for w := range strings.FieldsSeq(words) {
		if s.starts(i, w) && !isAlnum(s.at(i+len(w))) {
			return true
		}
	}
	return false
}

// fate tells whether English words say behind j, past a noun or two, that so many broke, lack or came: cups broken, of the 6 i ordered,
// of the mugs is chipped.
func (s *scan) fate(j int) bool {
	if s.starts(j, " of ") {
		j += 3
		if s.wordAt(j+1, "the my these those") {
			j = s.wordEnd(j + 1)
		}
		if n := s.digitsAt(j + 1); n > 0 && s.at(j) == ' ' {
			j += 1 + n
		}
	}
	for range 3 {
		if s.at(j) != ' ' || s.wordAt(j+1, "day days week weeks month months hour hours time times star stars percent but and or if so because not in on for to off dollars bucks usd quid i they") && !s.starts(j, " i ordered") && !s.starts(j, " i bought") {
			return false
		}
		if s.starts(j, " i ordered") || s.starts(j, " i bought") || s.wordAt(j+1, "arrived came received showed missing broken broke cracked shattered smashed damaged leaking leaked torn dented chipped crushed expired faulty defective melted snapped bent ripped rotten mouldy moldy spoiled burst empty dead") {
			return true
		}
		if j = s.wordEnd(j + 1); s.wordAt(j+1, "is are was were has have got") {
			j = s.wordEnd(j + 1)
		}
	}
	return false
}

// wordEnd is where the Latin word at i ends.
func (s *scan) wordEnd(i int) int {
	for isLatin(s.at(i)) {
		i++
	}
	return i
}
