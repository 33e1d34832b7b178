package intents

// English quantities have no measure word to tell them: two in white, a dozen, only 2 arrived.

// spelled reads a quantity in words, r[i:j] being the number: two pairs.
func (s *scan) spelled(i, j int) int {
	names := [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for k, name := range names {
		if j-i == len(name) && s.starts(i, name) {
			if u, end := s.unitAt(j); u == unitPiece {
				s.add("quantity", "", float64(k+1), i, end)
				return end - i
			}
			if s.coloured(j) || !s.han && (s.fate(j) && (k > 0 || s.lone(i)) || s.starts(j, " more") && !isAlnum(s.at(j+5)) && !s.wordAt(j+6, "day days week weeks time times thing things question discount than") || s.spoken(i, "only ") && s.at(j) == ' ' && !s.wordAt(j+1, "of day days left who that thing problem question issue way in time times more week month") || k > 0 && s.spoken(i, "for ") && !isAlnum(s.at(j)) && s.at(j) != ' ' && len(s.out) > s.from) {
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
		if end < len(s.r) && s.r[end] != ',' && s.r[end] != '.' && s.r[end] != '?' && s.r[end] != '!' && !s.starts(end, " please") && !s.starts(end, " if ") && !s.starts(end, " or ") {
			return 0
		}
		s.addDayOfMonth(int(v), i, end)
		return end - i
	}
	return 0
}
