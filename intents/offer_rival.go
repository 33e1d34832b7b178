package intents

// Amounts that are not offered: what another seller takes, what it cost before, what the customer has.

// rival tells whether the amount is what another seller takes, or what it cost at another time.
func (s *scan) rival(e *Entity, from, first int, deal bool) bool {
	if e.Kind == kindNumber && e.Num < 5 || s.cueBefore(first, cueLess) || s.at(first-1) == '贵' {
		return false
	}
	for k := s.cueAt(first) - 1; k >= 0 && int(s.cues[k].from) >= from; k-- {
		c := &s.cues[k]
		switch {
		case c.set&cueYou != 0:
			return false
		case c.set&cueRival != 0 && s.spoken(first, "一样") && s.agreed(e.End, cueAsk|cueDeal) >= 0:
			return false // 跟别家一样80行不行
		case c.set&cueRival != 0:
			return e.Kind == "money" || !s.sizeTalk || s.cueBefore(first, cueSell|cueOnly)
		case c.set&cueAlike != 0 && !deal:
			return e.Kind == "money" || s.cueBefore(first, cueSell|cueOnly|cueAlike)
		case c.set&cueEarlier != 0 && !deal:
			return s.bought(e.End) || s.cueBefore(first, cueSell|cueOnly) || e.Kind == "money" && s.cueBefore(first, cueEarlier) || s.at(first-1) == '是' && s.at(first-2) == '还'
		}
	}
	// English names the other shop behind: cheaper on amazon for 59 is caught above, 59 elsewhere here.
	_, to := s.clause(e.Start)
	return !s.han && (s.has(e.End, to, cueRival) && !s.has(from, to, cueAsk|cuePay) || s.starts(e.End, " there") && s.has(0, from, cueRival))
}

// balance tells whether the amount is all that the customer has.
func (s *scan) balance(e *Entity, from, to, first int) bool {
	if s.has(from, to, cueSpent) || s.at(to) == '?' || s.at(to-1) == '吗' || s.spoken(first, "不足") {
		return false
	}
	if s.has(from, first, cueWallet) {
		if e.Kind == "money" || s.cueBefore(first, cueJust|cueOnly|cueWallet) || s.at(first-1) == '有' || s.at(first-1) == '剩' || s.at(first-1) == '就' || s.at(first-1) == '只' {
			return !s.has(from, to, cueTerms) && !s.cueBefore(first, cueLess)
		}
	}
	if !s.cueBefore(first, cueJust) || e.Kind == kindNumber && s.sizeTalk || e.Num < 5 || s.has(from, to, cueTerms) {
		return false
	}
	switch s.at(e.End) {
	case 0, '额', '了', '啦', '呀', ',', '.', '。', '!', '块', '元', '够', '咯', '喽', ';', '~', '可', '能', '啊', '诶', '哎':
		return true
	case ' ':
		return !isLatin(s.at(e.End+1)) || s.starts(e.End, " left") || s.starts(e.End, " in ") || s.starts(e.End, " on ")
	}
	return false
}
