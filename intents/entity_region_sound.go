package intents

import "github.com/huashu-go/huashu/engine/text"

// A place typed by its sound (新江, 昆名) is read where something is sent or somebody lives, if one of its characters at least is right.

// addPlaceSounds files the provinces and cities by the sounds of their names.
func (l *lexicon) addPlaceSounds() {
	var b trieBuilder
	for at, p := range l.places {
		if p.city != "" && p.city != p.name {
			continue
		}
		r := []rune(p.name)
		for k, c := range r {
			r[k] = soundRune(c)
		}
		b.add(r, int32(at))
	}
	l.placeSounds = b.build()
}

// soundRune stands for the sound of r, away from the letters and digits that a trie keeps together.
func soundRune(r rune) rune { return 0x4E00 + rune(text.Pinyin(r)) }

// soundingPlace reads a misspelt place at i, in the province if one is given, and returns how many runes it took, 0 if there is none.
func (s *scan) soundingPlace(i int, province string) int {
	if i >= len(s.r) || !isHan(s.r[i]) || s.r[i-1] == '送' && s.starts(i, "大礼") {
		return 0
	}
	if s.r[i-1] == '在' {
		if before := s.at(i - 2); before != '我' && before != '人' && before != '住' && before != '家' {
			return 0
		}
	}
	if !s.l.placeSounds.begins(soundRune(s.r[i])) {
		return 0
	}
	var sounds [5]rune
	n := 0
	for n < len(sounds) && i+n < len(s.r) && isHan(s.r[i+n]) {
		sounds[n] = soundRune(s.r[i+n])
		n++
	}
	if n < 2 {
		return 0
	}
	at, n := s.l.placeSounds.longest(sounds[:n], 0)
	if n < 2 {
		return 0
	}
	if _, known := s.l.trie.longest(s.r, i); known > 0 {
		return 0
	}
	p := &s.l.places[at]
	same := false
	k := i
	for _, c := range p.name {
		same = same || s.r[k] == c
		k++
	}
	if !same || province != "" && p.province != province || n == 2 && !s.afterPlace(i+n) {
		return 0
	}
	s.add("region", p.name, 0, i, i+n)
	if p.city == "" && province == "" {
		n += s.soundingPlace(i+n, p.name)
	}
	return n
}

// afterPlace tells whether what stands at i can follow the name of a place.
func (s *scan) afterPlace(i int) bool {
	switch s.at(i) {
	case '市', '省', '要', '多', '几', '运', '邮', '快', '能', '的', '包', '吗', '可', '得', '用', '那', '这', '会', '需', '怎', '贵', '什', '啥', '好', '大', '发', '顺', '行', '不', '乌':
		return true
	}
	return !isHan(s.at(i))
}
