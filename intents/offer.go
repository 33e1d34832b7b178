package intents

// What the customer wishes to pay is read from the numbers, discounts and cues found before. Each of them is a wish only with
// words of wishing beside it (卖不卖, 行吗, 少…, 给你), and none in a clause that asks about or complains of the shop's own terms (活动, 怎么没减). Of several
// wishes the last counts. What another seller takes is never a wish.

// wish finds the last wish, and the price of a rival.
func (s *scan) wish() {
	found := s.out[s.from:]
	for k := range found {
		if found[k].Kind == "quantity" {
			s.sheets(&found[k])
		}
		switch found[k].Kind {
		case "money", kindNumber:
			s.priced(found, k)
		case "discount":
			s.discounted(found, k)
		}
	}
	for k := range s.cues {
		c := &s.cues[k]
		switch {
		case c.set&cueRound != 0:
			if from, to := s.clause(int(c.from)); !s.has(from, to, cueTerms) && s.at(int(c.from)-1) != '不' && s.at(int(c.from)-1) != '没' {
				if s.roundedPrice(found, from, int(c.from)) {
					continue
				}
				s.offerAt(Offer{Kind: "round", Start: int(c.from), End: int(c.to)})
			}
		case c.set&cuePostage != 0:
			s.postage(c)
		case c.set&cueGive != 0:
			s.gift(c)
		case c.set&cuePay != 0 && s.r[c.from] == '给':
			s.handed(c)
		}
	}
	s.offer.firm = s.offer.Kind != "" && s.has(0, len(s.r), cueBuy|cueDeal)
}

// offerAt keeps a wish unless a later one was found.
func (s *scan) offerAt(o Offer) {
	if s.offer.Kind == "" || o.Start >= s.offer.Start {
		o.Rival = s.offer.Rival
		if o.Kind == "gift" && s.offer.Kind == "price" {
			o.price = span{s.offer.Start, s.offer.End}
		}
		s.offer = o
	}
}

// priced reads the amount found[k]: a rival's, what the customer has, how much less he wants, what he would pay.
func (s *scan) priced(found []Entity, k int) {
	e := &found[k]
	if e.Num < 1 && e.Kind != "money" || k+1 < len(found) && s.ranged(e, &found[k+1]) {
		return // the higher end of a range tells
	}
	if e.Denied && s.spoken(e.Start, "不是") {
		return
	}
	first := e.Start
	if k > 0 && s.ranged(&found[k-1], e) {
		first = found[k-1].Start
	}
	from, to := s.clause(e.Start)
	if k+1 < len(found) && found[k+1].Denied && s.spoken(found[k+1].Start, "不是") {
		to = min(to, found[k+1].Start-2) // 我说的是125 不是135
	}
	end := s.within(s.amountEnd(found, k))
	deal := s.dealBehind(e, end) || s.handedOver(end)
	amount := e.Num
	if first < e.Start {
		amount = max(amount, found[k-1].Num)
	}
	switch {
	case s.rival(e, from, first, deal):
		s.offer.Rival = e.Num
		s.isMoney(found, k)
		return
	case s.balance(e, from, to, first):
		s.isMoney(found, k)
		s.offerAt(Offer{Kind: "balance", Amount: e.Num, Start: e.Start, End: e.End})
		return
	}
	if s.has(from, to, cueTerms) {
		return
	}
	if c := s.less(e, first, to); c != nil {
		if s.has(from, first, cueRival) {
			return // 别家便宜10块
		}
		s.isMoney(found, k)
		o := Offer{Kind: "off", Amount: amount, Start: min(int(c.from), first), End: max(e.End, int(c.to))}
		if o.Pieces = s.each(found, int(c.from)); o.Pieces > 1 {
			o.Amount *= float64(o.Pieces)
		} else {
			o.Pieces, _ = s.pieceCount(found, k, first, from)
		}
		s.offerAt(o)
		return
	}
	if s.cueBefore(first, cueLess) {
		return // 两套减3元 tells of a promotion
	}
	pieces, total := s.pieceCount(found, k, first, from)
	if s.has(from, first, cueSpent) {
		return // 退我30块
	}
	if pieces == 1 && !total {
		if n := s.wanted(found, k); n > 1 {
			pieces, deal = n, deal || end < len(s.r) && s.nothingBehind(found[k+2].End)
		}
	}
	if !deal && !s.asked(e, first, end, to) && !s.proposed(e, first, to) && !s.announced(e, first, from, to) && !s.yielded(e, first, from) && !(total && s.wholeClause(found, k, first, from, to)) {
		return
	}
	s.isMoney(found, k)
	s.lowered(found, k)
	s.offerAt(Offer{Kind: "price", Amount: amount, Pieces: pieces, Total: total, Start: first, End: e.End})
}

// agreed is the cue of the set that follows an amount, perhaps behind a comma (120,卖不卖), or -1.
func (s *scan) agreed(end int, set cueSet) int {
	if k := s.hitAfter(end, set); k >= 0 {
		return k
	}
	for s.at(end) == '块' || s.at(end) == '钱' || s.at(end) == '元' {
		end++
	}
	if s.at(end) != ',' {
		return -1
	}
	end++
	if k := s.hitAfter(end, set); k >= 0 && int(s.cues[k].from) <= end+1 {
		return k
	}
	return -1
}

// isMoney settles that a bare number is money, with the lower end of its range.
func (s *scan) isMoney(found []Entity, k int) {
	if k > 0 && found[k-1].Kind == kindNumber && s.ranged(&found[k-1], &found[k]) {
		found[k-1].Kind = "money"
	}
	found[k].Kind = "money"
	if k+1 < len(found) && found[k+1].Kind == kindNumber && (s.insteadOf(found[k].End, found[k+1].Start) || found[k+1].Denied && found[k+1].Num >= 5 && s.spoken(found[k+1].Start, "不是") && found[k+1].Start-found[k].End <= 4) {
		s.isMoney(found, k+1) // 80 instead of 99, 125!不是129
	}
}

// ranged tells whether a and b are the ends of a range: 80到90, 80-90块.
func (s *scan) ranged(a, b *Entity) bool {
	if a.Kind != "money" && a.Kind != kindNumber || b.Kind != "money" && b.Kind != kindNumber {
		return false
	}
	return s.joint(a, b) || a.End == b.Start && a.Kind == b.Kind && s.r[a.End-1] == '块' && s.r[b.End-1] == '块' // 十块八块
}

// less is the cue by which the amount is a reduction, nil if it is none: 少10块, 便宜20, knock 10 off.
func (s *scan) less(e *Entity, first, to int) *cueHit {
	if k := s.hitAfter(e.End, cueOff); k >= 0 && !s.han && int(s.cues[k].from)-e.End <= 1 {
		return &s.cues[k]
	}
	if k := s.hitAfter(e.End, cueLess); k >= 0 && s.r[s.cues[k].from] == '抹' && e.Kind == "money" {
		return &s.cues[k] // 把9块抹了
	} else if k >= 0 && first < e.Start && s.at(e.End) == '的' {
		return &s.cues[k] // 十块八块的便宜点
	}
	k := s.hitBefore(first, cueLess)
	if k < 0 {
		return nil
	}
	c := &s.cues[k]
	at := int(c.from)
	switch s.at(at - 1) {
	case '没', '已', '又', '未', '有', '了':
		return nil
	case '不':
		if s.at(at-2) != '能' && !s.orElse(e.End) {
			return nil
		}
	}
	if s.at(e.End) == '了' && (e.End+1 >= to) || s.starts(e.End, "是吧") || s.starts(e.End, "是吗") || s.starts(e.End, "对吗") || s.starts(e.End, "对吧") || s.starts(e.End, "的那") {
		return nil
	}
	if s.r[at] == '减' || s.r[at] == '优' || s.r[at] == '降' {
		// 买两份减五块 and 89减3 tell of a promotion.
		if isDigit(s.at(at-1)) || s.quantityEnds(at) && s.agreed(e.End, cueAsk|cueDeal) < 0 {
			return nil
		}
		for j := at - 1; j >= 0 && !s.stop(j); j-- {
			if s.r[j] == '买' || s.r[j] == '拍' || s.r[j] == '组' {
				return nil
			}
		}
	}
	return c
}

// dealBehind tells whether words of closing a bargain follow the amount: 卖不卖, 拿走, 成交.
func (s *scan) dealBehind(e *Entity, end int) bool {
	k := s.agreed(end, cueDeal)
	if k < 0 || s.at(e.Start-1) == '是' {
		return false
	}
	c := &s.cues[k]
	if c.set&cueSell != 0 && int(c.to) < len(s.r) {
		// 80卖 closes a clause, or 80卖给我; 80卖得好 does not.
		switch s.at(int(c.to)) {
		case ' ', ',', '?', '!', '。', '.', '我', '给', '不', '吗', '吧', '呗', '行', '可', '就', '嘛', '么', '了', '~', ';':
		default:
			return false
		}
	}
	if c.set&cuePostage != 0 && s.agreed(int(c.to), cueAsk|cueDeal) < 0 {
		// 99包邮 alone is a wish when the clause is nothing else.
		from, to := s.clause(e.Start)
		if e.Start-from > 2 || to-int(c.to) > 1 || s.at(to) == '?' {
			return false
		}
	}
	if e.Kind == "money" || !s.sizeTalk {
		return true
	}
	wants := s.at(int(c.from)+1) == '要' || s.at(int(c.from)+2) == '要'
	return !wants || e.Num > 60 // 41我要了 is a size
}

// asked tells whether the amount is put up for agreement: 100行吗, 80块吧.
func (s *scan) asked(e *Entity, first, end, to int) bool {
	k := s.agreed(end, cueAsk)
	if k < 0 && e.Kind == "money" && s.at(end) == '啦' && first <= 1 && end+1 == len(s.r) {
		return true // 五十蚊啦
	}
	if k < 0 || s.at(first-1) == '是' || e.Kind == kindNumber && (s.sizeTalk || s.awaitsNumber() || e.Num < 2) {
		return false
	}
	c := &s.cues[k]
	if s.r[c.from] == '吧' && (s.cueBefore(first, cueCost) || s.at(int(c.from)-1) == '是') {
		return false // 价格120吧 and 120是吧 ask whether it is
	}
	switch s.at(int(c.to)) {
	case 0, ' ', ',', '?', '!', '。', '.', '吗', '不', '么', '嘛', '就', '我', '呀', '啊', '哈', '亲', '给', '的', '~', ';', '老', '…', '店', '嗯', '哦', '可', '行', '好', '呢':
		return true
	}
	return int(c.to) >= to
}

// proposed tells whether the amount is one that the customer names as his: 最多100, 能80吗, how about 80.
func (s *scan) proposed(e *Entity, first, to int) bool {
	if s.then(e, first) {
		return true
	}
	if !s.han && s.spoken(first, "for ") && (s.at(to) == '?' || s.has(0, to, cueBuy|cuePay) || s.starts(0, "can i ")) {
		return true // can i get 2 for 150?
	}
	k := s.hitBefore(first, cuePay)
	if k < 0 || e.Kind == kindNumber && (s.sizeTalk || s.awaitsNumber() || e.Num < 5) {
		return false
	}
	c := &s.cues[k]
	if s.at(int(c.from)-1) == '不' || e.Kind == kindNumber && shoeSize(e.Num) && s.starts(int(c.from), "我说") && !s.awaits("price") {
		return false
	}
	if behind := s.at(e.End); isHan(behind) && e.Kind == kindNumber && !s.has(e.End, e.End+2, cueAsk|cueDeal|cueBuy) {
		switch behind {
		case '吗', '么', '不', '块', '元', '呗', '嘛', '了', '我', '就', '呢', '啊', '呀', '给', '可', '一', '两', '多', '左', '以':
		default:
			return false
		}
	}
	if c.set&(cueAsk|cueFuture) == 0 {
		return true
	}
	// 能 and 可以 ask; without a question they tell something else.
	for j := e.End; j < to; j++ {
		if s.r[j] == '吗' || s.r[j] == '么' || s.r[j] == '嘛' || s.r[j] == '不' {
			return j-e.End <= 4
		}
	}
	return s.at(to) == '?' && to-e.End <= 2 || c.set&cueAsk != 0 && s.han && (to-e.End <= 2 || s.at(e.End) == ' ' && isHan(s.at(e.End+1)))
}
