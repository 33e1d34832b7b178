package intents

import "github.com/huashu-go/huashu/engine/text"

// English quantities have no measure word to tell them: two in white, a dozen, only 2 arrived.

// spelled reads a quantity in words, r[i:j] being the number: two pairs.
func (s *scan) spelled(i, j int) int {
	names := [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for k, name := range names {
		if j-i == len(name) && s.starts(i, name) {
			if u, end := s.unitAt(j); u == unitPiece {
				if k == 0 && s.spoken(i, "in ") {
					return end - i // put both in one box
				}
				s.add("quantity", "", float64(k+1), i, end)
				return end - i
			}
			if s.spelledCounts(i, j, k+1) {
				s.add("quantity", "", float64(k+1), i, j) // two in white, one glass broken
			}
		}
	}
	if j-i == 5 && s.starts(i, "dozen") {
		v, from := 12.0, i
		if s.spoken(i, "a ") {
			from = i - 2
		}
		if s.spoken(from, "half ") {
			v, from = 6, from-5
		}
		s.add("quantity", "", v, from, j)
		return j - i
	}
	return 0
}

// spelledCounts tells whether the number v in words at i..j counts pieces by what stands beside it: one glass broken, only two, three more.
func (s *scan) spelledCounts(i, j, v int) bool {
	switch {
	case s.coloured(j):
		return true
	case s.han:
		return false
	case s.fate(j):
		return v > 1 || s.lone(i)
	case s.starts(j, " more") && !isAlnum(s.at(j+5)):
		return !s.wordAt(j+6, "day days week weeks time times thing things question discount than")
	case s.spoken(i, "only ") && s.at(j) == ' ' && !s.wordAt(j+1, "of day days left who that thing problem question issue way in time times more week month"):
		return true
	case v == 1:
		return false
	}
	return s.took(i, j, float64(v)) || s.packed(i, j) || s.countsGoods(i, j, float64(v)) || s.spoken(i, "for ") && !isAlnum(s.at(j)) && s.at(j) != ' ' && len(s.out) > s.from
}

// countsGoods tells whether the English number at i..j is of goods: bought 4 avocados, the 2 lamps, two candles; and not air max 90 shoes.
func (s *scan) countsGoods(i, j int, v float64) bool {
	if s.han || v < 1 || v > 500 || s.at(j) != ' ' || !isLatin(s.at(j+1)) {
		return false
	}
	end := s.wordEnd(j + 1)
	if class, n := nouns().longest(s.r, j+1); n == 0 || j+1+n != end || s.r[end-1] != 's' || !goodsClass(class) {
		return false
	}
	if i < 2 || s.stop(i-1) || s.stop(i-2) {
		return true
	}
	for _, w := range [...]string{"the ", "my ", "these ", "those ", "all ", "of ", "with ", "and ", "for ", "only ", "just ", "get ", "got ", "buy ", "bought ", "order ", "ordered ", "take ", "took ", "want ", "need ", "have ", "had ", "send ", "sent ", "received ", "add ", "paid ", "plus ", "returning ", "return ", "missing ", "another "} {
		if s.spoken(i, w) {
			return true
		}
	}
	return false
}

// lone tells whether the one at i counts: only one came, and not the second one, no one.
func (s *scan) lone(i int) bool {
	return i == 0 || s.spoken(i, "only ") || s.spoken(i, "and ") || s.spoken(i, "but ") || s.spoken(i, "got ") || s.spoken(i, ", ") || s.spoken(i, "just ")
}

// coloured tells whether a colour follows at j: the in white of two in white.
func (s *scan) coloured(j int) bool {
	if s.starts(j, " in ") {
		j += 3
	}
	if s.at(j) != ' ' || j+1 >= len(s.r) {
		return false
	}
	v, n := s.l.trie.longest(s.r, j+1)
	return n > 0 && s.l.meanings[v].kind == meansColour
}

// englishDay reads the 20th as a day of the month, the number at i..j being v; 0 for the 2nd time, the 3rd floor and the 5th of June.
func (s *scan) englishDay(i, j int, v float64) int {
	if s.han || v < 1 || v > 31 || !s.spoken(i, "the ") {
		return 0
	}
	switch end := s.runEnd(j); string(s.r[j:end]) {
	case "st", "nd", "rd", "th":
		switch s.at(end) {
		case 0, ',', '.', '?', '!':
		default:
			if !s.wordAt(end+1, "please if or now already today") && !(s.onDay(i-4) && s.wordAt(end+1, "and but so then still")) {
				return 0
			}
		}
		s.addDayOfMonth(int(v), i, end)
		return end - i
	}
	return 0
}

// onDay tells whether the word before i says that a day follows.
func (s *scan) onDay(i int) bool {
	for _, w := range [...]string{"on ", "by ", "since ", "until ", "before ", "today is ", "today's ", "it's ", "its ", "already "} {
		if s.spoken(i, w) {
			return true
		}
	}
	return false
}

// englishRange reads the lower end of an English range, or both where they have no unit: between 58 and 60 kilos, 55 to 58 kg,
// between 38 and 39. It returns 0 if there is none.
func (s *scan) englishRange(i, j int, v float64) int {
	between := s.spoken(i, "between ") || s.spoken(i, "between a ") || s.spoken(i, "between size ")
	at := j
	switch {
	case between && s.starts(j, " and "):
		at += len(" and ")
	case s.starts(j, " to "):
		at += len(" to ")
	default:
		return 0
	}
	n := s.digitsAt(at)
	if n == 0 {
		return 0
	}
	high, n, _ := text.ParseNumber(s.r[at:])
	switch u, _ := s.unitAt(at + n); {
	case u == unitYuan || u == unitKG || u == unitPound || u == unitCM:
		s.withUnit(u, i, j, j, v)
	case u != unitNone:
	case !between || isAlnum(s.at(at+n)) || high <= v:
		return 0
	case s.has(0, len(s.r), cueCost|cuePay|cueDeal) && v >= 5:
		s.add("money", "", v, i, j)
		s.add("money", "", high, at, at+n)
		return at + n - i
	case shoeSize(v) && sameScale(v, high), s.sizeTalk && sameScale(v, high):
		s.addSize(decimal(v), i, j)
		s.addSize(decimal(high), at, at+n)
		return at + n - i
	default:
		return 0
	}
	return at - i
}
