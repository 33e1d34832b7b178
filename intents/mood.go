package intents

// mood tells how the customer feels from strong words, or from weaker ones with loud punctuation. Politeness tells nothing, and
// neither does punctuation beside friendly words: it would rather miss a mood than soothe somebody who is content.
func (s *scan) mood() string {
	var seen cueSet
	crossed, hurried := 0, 0
	for k := range s.cues {
		set := s.cues[k].set
		if s.denied(&s.cues[k]) {
			set &^= cueAngry | cueCross | cueAnxious | cuePleased
		}
		seen |= set
		if set&cueCross != 0 {
			crossed++
		}
		if set&cueHurried != 0 {
			hurried++
		}
	}
	if seen&cueAngry != 0 {
		return "angry"
	}
	loud, asking := s.loudness()
	switch {
	case crossed >= 3 || crossed >= 1 && (loud >= 2 || asking >= 3) || crossed >= 2 && loud+asking >= 2:
		return "angry"
	case seen&cueAnxious != 0, hurried >= 1 && (loud >= 2 || asking >= 3), hurried >= 3, asking >= 3 && asking >= len(s.r)-1:
		return "anxious"
	case seen&cuePleased != 0 && crossed == 0:
		return "pleased"
	}
	return ""
}

// loudness counts the longest rows of exclamation and question marks.
func (s *scan) loudness() (loud, asking int) {
	a, q := 0, 0
	for _, r := range s.r {
		switch r {
		case '!':
			a++
		case '?':
			q++
		default:
			a, q = 0, 0
		}
		loud, asking = max(loud, a), max(asking, q)
	}
	return loud, asking
}

// denied tells whether a mood's word is denied or asked after: 不着急, 会不会太差.
func (s *scan) denied(c *cueHit) bool {
	if c.set&(cueAngry|cueCross|cueAnxious|cuePleased) == 0 {
		return false
	}
	from := int(c.from)
	switch s.at(from - 1) {
	case '不', '没', '别', '怕', '防', '非', '就', '妈':
		return true
	case '是':
		return s.at(from-2) == '不'
	case '会':
		return s.at(from-2) == '不'
	case ' ':
		return s.at(from-2) == 't' && s.at(from-3) == '\'' || s.at(from-2) == 't' && s.at(from-3) == 'o' && s.at(from-4) == 'n'
	}
	return c.set&cueCross != 0 && s.starts(int(c.to), "怎么办") || s.at(int(c.to)) == '的' && s.starts(int(c.to), "的话") ||
		c.set&(cuePleased|cueCross) != 0 && s.at(int(c.to)) == '吗'
}
