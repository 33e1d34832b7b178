package intents

import "strings"

// Forms of wishing that have no word for it right beside the amount: 一口价,150; 三张我就拿走; 120一条要两条; 每条少10块; 200以内能拿不.

// sheets reads 三张 as three hundred yuan where the customer would buy for it.
func (s *scan) sheets(e *Entity) {
	if s.r[e.End-1] != '张' || e.Num > 9 {
		return
	}
	v, end := e.Num*100, e.End
	if s.at(end) == '半' {
		v, end = v+50, end+1
	}
	if end == e.End && s.hitAfter(end, cueDeal) < 0 {
		return
	}
	if from, to := s.clause(e.Start); to-e.Start > 40 || e.Start-from > 40 || strings.ContainsAny(string(s.r[from:to]), "纸贴券照单票卡膜皮桌床椅报画图毯垫") {
		return // of paper, tables, beds
	}
	e.Kind, e.Num, e.End = "money", v, end
}

// roundedPrice settles that the number before a word for rounding, at, is the price: 129抹个零. It tells whether the rounding is named
// already: by a price (三百给你凑个整) or a reduction (抹掉9块零头).
func (s *scan) roundedPrice(found []Entity, from, at int) (named bool) {
	if o := &s.offer; o.Kind == "off" && at >= o.End && at-o.End <= 1 {
		return true
	}
	for k := range found {
		e := &found[k]
		if e.Kind != kindNumber && e.Kind != "money" || e.Num < 10 || e.Start < from || e.End > at {
			continue
		}
		e.Kind = "money"
		if s.starts(e.End, "给你") && at-e.End <= 2 {
			s.offerAt(Offer{Kind: "price", Amount: e.Num, Start: e.Start, End: e.End})
			return true
		}
	}
	return false
}

// then tells whether the customer settles for the amount: 350 then, ok 85 then. What may be a shoe's size is one where no price is asked.
func (s *scan) then(e *Entity, first int) bool {
	if s.han || s.sizeTalk || e.Num < 5 || !s.starts(e.End, " then") || isAlnum(s.at(e.End+5)) || s.at(e.End+5) == ' ' || shoeSize(e.Num) && e.Kind == kindNumber && !s.awaits("price") {
		return false
	}
	return first == 0 || s.partOf(0, "ok okay fine well alright hmm so") && first <= 10
}

// withGift adds the gift at at..end to the price that ends before it in its clause: 125 再送双袜子. It tells whether there is one.
func (s *scan) withGift(gift string, at, end int) bool {
	for at > 0 && strings.ContainsRune(" 再还另外加块元钱的话就包邮", s.r[at-1]) {
		at--
	}
	o := &s.offer
	if o.Kind == "price" && o.Gift == "" && at <= o.End+2 && at >= o.Start {
		o.Gift, o.End = gift, end
		return true
	}
	found := s.out[s.from:]
	for k := range found {
		e := &found[k]
		if e.End != at && (e.Kind != "money" || e.End-at != 1) || e.Kind != "money" && (e.Kind != kindNumber || s.sizeTalk || s.awaitsNumber() || shoeSize(e.Num) && !s.awaits("price")) || e.Num < 5 {
			continue
		}
		from, _ := s.clause(e.Start)
		pieces, total := s.pieceCount(found, k, e.Start, from)
		if from == e.Start || s.cueBefore(e.Start, cuePay) || total && found[k-1].Start == from {
			e.Kind = "money"
			s.offerAt(Offer{Kind: "price", Amount: e.Num, Pieces: pieces, Total: total, Gift: gift, Start: e.Start, End: end})
			return true
		}
	}
	return false
}

// bought tells whether the amount that ends at i was paid at another time: 去年双十一99拿的.
func (s *scan) bought(i int) bool {
	return s.starts(i, "拿的") || s.starts(i, "买的") || s.starts(i, "拍的") || s.starts(i, "入的")
}

// within skips 以内, 左右 and the like behind an amount that ends at i.
func (s *scan) within(i int) int {
	if s.starts(i, "以内") || s.starts(i, "之内") || s.starts(i, "之间") || s.starts(i, "以下") || s.starts(i, "左右") || s.starts(i, "出头") {
		return i + 2
	}
	return i
}

// handedOver tells whether the clause closes with 给我 behind an amount that ends at i: 80给我.
func (s *scan) handedOver(i int) bool {
	return s.starts(i, "给我") && (i+2 == len(s.r) || s.stop(i+2) || s.at(i+2) == ' ')
}

// orElse tells whether the customer would not buy otherwise: the 不买 of 不少5块不买, behind an amount that ends at i.
func (s *scan) orElse(i int) bool {
	for ; i < len(s.r); i++ {
		if s.starts(i, "不买") || s.starts(i, "不要") || s.starts(i, "不拍") || s.starts(i, "不下单") || s.starts(i, "走了") {
			return true
		}
		if !strings.ContainsRune("块钱元就我的,", s.r[i]) {
			return false
		}
	}
	return false
}

// each is for how many pieces a reduction is that is named for every one, at being where its word stands: 2 for 买两条每条少10块; 0
// if it is named for all.
func (s *scan) each(found []Entity, at int) int {
	for at > 0 && strings.ContainsRune("给我能就再 ", s.r[at-1]) {
		at--
	}
	if s.at(at-2) != '每' && s.at(at-2) != '各' {
		return 0
	}
	for k := range found {
		if e := &found[k]; e.Kind == "quantity" && e.Num > 1 && e.Num < 1000 {
			return int(e.Num)
		}
	}
	return 0
}

// wanted is how many pieces he would take at the price found[k] of one: 2 for 120一条要两条; 0 if he does not say.
func (s *scan) wanted(found []Entity, k int) int {
	if k+2 >= len(found) || found[k+1].Kind != "quantity" || found[k+2].Kind != "quantity" {
		return 0
	}
	from, to := found[k+1].End, found[k+2].Start
	if to-from > 4 || to <= from || !strings.ContainsRune("要拿买来拍", s.r[to-1]) {
		return 0
	}
	return int(found[k+2].Num)
}

// announced tells whether words of naming a price belong to the amount: 一口价,150, 188图个吉利, 中间价130; also where the clause is the
// amount alone: 我加5块,105.
func (s *scan) announced(e *Entity, first, from, to int) bool {
	if e.Num < 5 || e.Kind == kindNumber && (s.sizeTalk || s.awaitsNumber()) {
		return false
	}
	if e.Num >= 20 && s.cueBefore(first, cueRound) && s.at(first-1) != ' ' {
		return true // 凑整100
	}
	if !s.has(0, len(s.r), cueName) {
		return false
	}
	if s.hitAfter(e.End, cueName) >= 0 {
		return true
	}
	i := first
	for i > 0 && strings.ContainsRune(",: 是就", s.r[i-1]) {
		i--
	}
	if k := s.cueAt(i) - 1; k >= 0 && int(s.cues[k].to) == i && s.cues[k].set&cueName != 0 && s.cues[k].set&cuePay != 0 {
		return true
	}
	return first == from && from > 0 && e.End == to
}

// yielded tells whether a price is answered, while one bargains, by an amount behind words of giving way: 行吧150 藏青XL, 那150 再送双袜子.
func (s *scan) yielded(e *Entity, first, from int) bool {
	if !s.awaits("price") || e.Num < 10 || e.Kind == kindNumber && (s.awaitsNumber() || e.Num <= 60) {
		return false
	}
	for _, r := range s.r[from:first] {
		if !strings.ContainsRune(" 那就行吧好嗯哦唉成中ok给我", r) {
			return false
		}
	}
	return strings.ContainsRune("\x00 ,。!~吧呗块元啊了", s.at(e.End))
}

// handed reads a gift that 给 asks for: 给个小礼品吧.
func (s *scan) handed(c *cueHit) {
	start, _ := s.giftStart(int(c.to))
	stop := start
	for stop < len(s.r) && isHan(s.r[stop]) && !giftEnds(s.r[stop]) {
		stop++
	}
	noun := string(s.r[start:stop])
	if stop-start > 6 || !strings.Contains(noun, "礼") && !strings.Contains(noun, "赠品") && !strings.Contains(noun, "袜") || strings.Contains(noun, "礼盒") {
		return
	}
	if from, to := s.clause(int(c.from)); !s.has(from, to, cueTerms) && s.at(to) != '?' {
		s.offerAt(Offer{Kind: "gift", Gift: noun, Start: int(c.from), End: stop})
	}
}

// returned tells whether the clause speaks of sending back: whoever pays that postage, it is no wish.
func (s *scan) returned(from, to int) bool {
	for _, r := range s.r[from:to] {
		if r == '退' || r == '换' || r == '返' {
			return true
		}
	}
	return false
}

// spelledBefore is the English number that ends at i, 0 if there is none: the two of two for 150.
func (s *scan) spelledBefore(i int) int {
	for k, w := range [...]string{"two", "three", "four", "five", "six"} {
		if s.spoken(i, w) {
			return k + 2
		}
	}
	return 0
}

// lowered settles that the number from which the price found[k] is to come down is one too: 158抹成150, 129→120.
func (s *scan) lowered(found []Entity, k int) {
	if k == 0 || found[k-1].Kind != kindNumber || found[k-1].Num <= found[k].Num || found[k].Start-found[k-1].End > 4 {
		return
	}
	if from := found[k-1].End; s.has(from, found[k].Start, cuePay|cueLess) || s.at(from) == '→' || s.starts(from, "->") {
		found[k-1].Kind = "money"
	}
}

// bareAmount reads a message that is an amount and nothing else as the price the customer would pay: 一百二 while one bargains.
func (s *scan) bareAmount(found []Entity) {
	if len(found) == 0 || found[0].Kind != "money" && (found[0].Kind != kindNumber || found[0].Num < 5) {
		return
	}
	e := &found[0]
	end := e.End
	for k := range found[1:] {
		if d := &found[1+k]; !d.Denied || d.Start-end > 3 || !s.spoken(d.Start, "不是") {
			return
		}
		end = found[1+k].End // 150不是160
	}
	for k, r := range s.r {
		if (k < e.Start || k >= end) && !strings.ContainsRune("那就吧呢呗行?,!. ~块钱元好了亲我给啦嘛整算最多左右", r) {
			return
		}
	}
	s.isMoney(found, 0)
	s.offerAt(Offer{Kind: "price", Amount: e.Num, Start: e.Start, End: e.End})
}
