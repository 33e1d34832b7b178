package intents

import "unicode/utf8"

// amountEnd is where the amount found[k] ends together with the pieces it is for: 150两件.
func (s *scan) amountEnd(found []Entity, k int) int {
	if k+1 < len(found) && s.forPieces(&found[k], &found[k+1]) {
		found[k+1].Kind = "quantity"
		return found[k+1].End
	}
	if k+1 < len(found) && found[k+1].Kind == "quantity" && found[k+1].Start-found[k].End <= 3 && s.at(found[k].End) != ',' && s.onlyLinks(found[k].End, found[k+1].Start) {
		return found[k+1].End
	}
	return found[k].End
}

// forPieces tells whether b is how many the English amount a is for: $30 for 2.
func (s *scan) forPieces(a, b *Entity) bool {
	return !s.han && a.Kind == "money" && (b.Kind == kindNumber || b.Kind == "money" || b.Kind == "quantity") && b.Num >= 2 && b.Num <= 20 &&
		b.Start-a.End == 5 && s.starts(a.End, " for ") && isDigit(s.r[b.Start])
}

// quantityEnds tells whether a quantity ends at i.
func (s *scan) quantityEnds(i int) bool {
	for k := range s.out[s.from:] {
		if e := &s.out[s.from+k]; e.Kind == "quantity" && e.End == i {
			return true
		}
	}
	return false
}

// spoken tells whether the word stands right before i.
func (s *scan) spoken(i int, word string) bool {
	if last, _ := utf8.DecodeLastRuneInString(word); s.at(i-1) != last {
		return false // settles nearly every word
	}
	n := utf8.RuneCountInString(word)
	return i >= n && s.starts(i-n, word)
}

// pieceCount is for how many pieces the amount is, and whether for all together: 两件150, 150两件; 80一件 is for each.
func (s *scan) pieceCount(found []Entity, k, first, from int) (pieces int, total bool) {
	if s.amountEnd(found, k) > found[k].End {
		pieces = int(found[k+1].Num)
		if pieces == 1 {
			pieces = max(1, s.piecesBefore(found, k, first, from))
			return pieces, false
		}
		return pieces, true
	}
	pieces = s.piecesBefore(found, k, first, from)
	return pieces, pieces > 1
}

func (s *scan) piecesBefore(found []Entity, k, first, from int) int {
	if k == 0 && !s.han && s.spoken(first, " for ") {
		return s.spelledBefore(first - len(" for "))
	}
	if k > 0 && !s.han && found[k-1].Kind == kindNumber && found[k-1].Num >= 2 && found[k-1].Num <= 20 && s.spoken(first, "for ") && first-found[k-1].End <= 16 {
		found[k-1].Kind = "quantity" // 2 of these for 150
	}
	for n := k - 1; n >= 0; n-- {
		if !s.han && found[n].Kind == "quantity" && s.spoken(first, "for ") {
			return int(found[n].Num)
		}
		if found[n].Kind == "quantity" && found[n].Start >= from && first-found[n].End <= 6 && s.onlyLinks(found[n].End, first) {
			return int(found[n].Num)
		}
	}
	return 0
}

// onlyLinks tells whether only words that join a number of pieces to an amount stand at from..to.
func (s *scan) onlyLinks(from, to int) bool {
	for _, r := range s.r[from:to] {
		switch r {
		case ' ', ',', '一', '共', '总', '给', '卖', '算', '就', '我', '的', '话', '钱', '你', '您', '合', '起', '少', '便', '宜', '能', '可', '以', '优', '惠', '打', '按', '减', '包', '邮', '要', '块', '拿', '买':
		default:
			return false
		}
	}
	return true
}

// wholeClause tells whether the clause says nothing but pieces and an amount: 两件150.
func (s *scan) wholeClause(found []Entity, k, first, from, to int) bool {
	start := first
	for n := k - 1; n >= 0 && found[n].Start >= from; n-- {
		if found[n].Kind == "quantity" {
			start = found[n].Start
		}
	}
	end := min(s.amountEnd(found, k), to)
	for _, r := range s.r[from:start] {
		switch r {
		case ' ', '我', '拿', '要', '那', '就', '给', '亲', '来', '老', '板', '这':
		default:
			return false
		}
	}
	for _, r := range s.r[end:to] {
		switch r {
		case ' ', '吧', '呗', '钱', '好', '了', '啦', '哈', '嘛':
		default:
			return false
		}
	}
	return s.at(to) != '?'
}
