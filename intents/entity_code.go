package intents

import "strings"

// digits reads what is written in Western digits and is no plain number: phones, order numbers, parcels, dates, 175/92A, 5'10", 20:30.
// It returns 0 if there is nothing of the kind.
func (s *scan) digits(i int) int {
	n := s.digitsAt(i)
	if k := s.phone(i, n); k > 0 {
		return k
	}
	if n == 6 && s.at(i+n) == '-' && s.digitsAt(i+7) >= 12 {
		k := 7 + s.digitsAt(i+7)
		s.add("order_no", string(s.r[i:i+k]), 0, i, i+k)
		return k
	}
	if n >= 7 {
		return s.longNumber(i, n)
	}
	if k := s.groups(i, n); k > 0 {
		return k
	}
	if k := s.numericDate(i, n); k > 0 {
		return k
	}
	j := i + n
	switch {
	case n == 3 && s.at(j) == '/':
		return s.bodySize(i, j)
	case n <= 2 && s.at(j) == ':' && s.digitsAt(j+1) == 2 && digitValue(s.r[i:j]) <= 24:
		if s.at(j+3) == ':' && s.digitsAt(j+4) == 2 {
			return n + 6
		}
		return n + 3
	case n == 1 && (s.at(j) == '\'' || s.at(j) == '′' || s.at(j) == '’'):
		return s.feet(i, j+1, digitValue(s.r[i:j]))
	case n == 2 && digitValue(s.r[i:j]) >= 65 && (s.at(j) >= 'a' && s.at(j) <= 'f') && !isAlnum(s.at(j+1)):
		return s.cup(i, j)
	case s.at(j) == '*' && s.at(j+1) == '*':
		for s.at(j) == '*' || isDigit(s.at(j)) {
			j++ // 188****5678
		}
		return j - i
	}
	return 0
}

// cup reads the size of a bra, 75B; its letter is at j. Other numbers do not end in 0 or 5.
func (s *scan) cup(i, j int) int {
	if s.r[j-1] != '0' && s.r[j-1] != '5' {
		return 0
	}
	s.addSize(strings.ToUpper(string(s.r[i:j+1])), i, j+1)
	return j + 1 - i
}

// groups reads a parcel's or an order's number in groups of digits: 7530 1122 3344 55.
func (s *scan) groups(i, n int) int {
	if n < 3 || s.at(i+n) != ' ' {
		return 0
	}
	end, digits := i+n, n
	for s.at(end) == ' ' && s.digitsAt(end+1) > 0 && digits <= 24 {
		n := s.digitsAt(end + 1)
		end, digits = end+1+n, digits+n
	}
	kind := "tracking_no"
	switch {
	case digits < 10 || digits > 24:
		return 0
	case s.cueBefore(i, cueOrder):
		kind = "order_no"
	case !s.cueBefore(i, cueTracking|cueNumber|cueCourier):
		return 0
	}
	s.add(kind, strings.ReplaceAll(string(s.r[i:end]), " ", ""), 0, i, end)
	return end - i
}

// bodySize reads 175/92A; the slash is at j.
func (s *scan) bodySize(i, j int) int {
	n := s.digitsAt(j + 1)
	if n < 2 || n > 3 {
		return 0
	}
	end := j + 1 + n
	letter := s.at(end)
	switch {
	case letter >= 'a' && letter <= 'c' || letter == 'y':
		if isAlnum(s.at(end + 1)) {
			return 0
		}
		end++
	case s.at(end) == '码' || s.cueBefore(i, cueWear) && !s.starts(end, "kg") && s.at(end) != '斤' && digitValue(s.r[j+1:end]) >= 76:
	default:
		return 0
	}
	s.addSize(strings.ToUpper(string(s.r[i:end])), i, end)
	return end - i
}

// phone reads a mobile number (188 1234 5678, +86…), a land line (0571-88888888), or 400-123-4567.
func (s *scan) phone(i, n int) int {
	j := i + n
	from := i
	switch {
	case n == 13 && s.r[i] == '8' && s.r[i+1] == '6' && mobile(s.r[i+2:j]), n == 15 && s.starts(i, "0086") && mobile(s.r[i+4:j]):
		from = j - 11
	case n == 11 && mobile(s.r[i:j]):
	case n == 2 && s.starts(i, "86") && s.at(i-1) == '+' && (s.at(j) == ' ' || s.at(j) == '-'):
		if k := s.phone(j+1, s.digitsAt(j+1)); k > 0 {
			return j + 1 + k - i
		}
		return 0
	case n == 3 && s.r[i] == '1' && s.r[i+1] >= '3' && s.spaced(j, 4) && s.spaced(j+5, 4) && s.digitsAt(j+6) == 4:
		j += 10
	case (n == 3 || n == 4) && s.r[i] == '0' && s.at(j) == '-' && (s.digitsAt(j+1) == 7 || s.digitsAt(j+1) == 8):
		j += 1 + s.digitsAt(j+1)
		s.add("phone", string(s.r[i:j]), 0, i, j)
		return j - i
	case n == 3 && (s.starts(i, "400") || s.starts(i, "800")) && s.spaced(j, 3) && s.spaced(j+4, 4):
		j += 9
	case n == 10 && (s.starts(i, "400") || s.starts(i, "800")) && s.cueBefore(i, cuePhone):
	case n == 3 && s.spaced(j, 3) && s.spaced(j+4, 4) && s.cueBefore(i, cuePhone):
		j += 9
	case n >= 7 && n <= 12 && s.cueBefore(i, cuePhone) && !s.cueBefore(i, cueOrder|cueTracking):
	default:
		return 0
	}
	var b strings.Builder
	for _, r := range s.r[from:j] {
		if isDigit(r) {
			b.WriteRune(r)
		}
	}
	if s.at(i-1) == '+' {
		i--
		s.add("phone", b.String(), 0, i, j)
		return j - i - 1
	}
	s.add("phone", b.String(), 0, i, j)
	return j - i
}

func mobile(r []rune) bool { return len(r) == 11 && r[0] == '1' && r[1] >= '3' }

// spaced tells whether a space or hyphen stands at j with exactly n digits behind it.
func (s *scan) spaced(j, n int) bool {
	return (s.at(j) == ' ' || s.at(j) == '-') && s.digitsAt(j+1) == n
}

// longNumber reads seven digits or more: by the cue beside them, else fifteen or more are an order. The twelve digits of an article
// number, sent alone, are nothing of ours.
func (s *scan) longNumber(i, n int) int {
	from, to := s.clause(i)
	kind := ""
	switch {
	case n > 24, s.cueBefore(i, cueModel|cueWallet): // an identity or bank card, a device
	case s.cueBefore(i, cueTracking), n >= 10 && s.cueBefore(i, cueCourier):
		kind = "tracking_no"
	case s.cueBefore(i, cueOrder):
		kind = "order_no"
	case n >= 15 && (s.has(from, to, cueTracking|cueCourier) && !s.has(from, to, cueOrder)):
		kind = "tracking_no"
	case n >= 15 && n <= 20, s.awaits("order_no"):
		kind = "order_no"
	case s.awaits("tracking_no"), n >= 10 && (s.has(from, to, cueTracking|cueNumber) && !s.has(from, to, cueOrder)):
		kind = "tracking_no"
	case n >= 10 && s.has(from, to, cueOrder):
		kind = "order_no"
	}
	if kind != "" {
		s.add(kind, string(s.r[i:i+n]), 0, i, i+n)
	}
	return n
}

// orderNumber reads the short number of an order: 订单1001, 1001这单.
func (s *scan) orderNumber(i, j int) bool {
	if j-i < 3 || !isDigits(s.r[i:j]) {
		return false
	}
	k := s.hitBefore(i, cueOrder)
	named := k >= 0 && i-int(s.cues[k].to) <= 3
	for _, w := range [...]string{"订单", "这单", "那单", "的订单", "这笔订单", "这个订单", "那个订单"} {
		named = named || s.starts(j, w)
	}
	if named {
		s.add("order_no", string(s.r[i:j]), 0, i, j)
	}
	return named
}

// latin reads a run of Latin letters and digits that begins with a letter: a size, a parcel's or an order's number, money, a quantity.
func (s *scan) latin(i int) int {
	j := s.runEnd(i)
	letters := i
	for letters < j && isLatin(s.r[letters]) {
		letters++
	}
	if letters == j {
		if n := s.spelled(i, j); n > 0 {
			return n
		}
		if j-i > 6 {
			return j - i
		}
	}
	if end := s.letters(i, j); end > 0 {
		return end - i
	}
	if letters == j {
		return j - i
	}
	tail := 0
	for letters+tail < j && isDigit(s.r[letters+tail]) {
		tail++
	}
	end := letters + tail
	switch {
	case s.starts(i, "qq") || s.starts(i, "vx") || s.starts(i, "wx"):
	case tail >= 8 && j-end <= 3 && letters-i <= 4 && j-i >= 11:
		kind := "tracking_no"
		if k := s.hitBefore(i, cueOrder|cueTracking); k >= 0 && s.cues[k].set&cueOrder != 0 {
			kind = "order_no"
		}
		s.add(kind, strings.ToUpper(string(s.r[i:j])), 0, i, j)
	case j-i >= 4 && s.cueBefore(i, cueOrder):
		s.add("order_no", strings.ToUpper(string(s.r[i:j])), 0, i, j)
	case s.starts(i, "rmb") && letters == i+3, s.starts(i, "usd") && letters == i+3, s.starts(i, "cny") && letters == i+3:
		s.money(digitValue(s.r[letters:end]), letters, end)
	case letters == i+1 && s.r[i] == 'x' && tail <= 2 && end == j && s.r[letters] != '0':
		s.add("quantity", "", digitValue(s.r[letters:end]), i, j)
	}
	return j - i
}

// spelled reads a quantity in words, r[i:j] being the number: two pairs.
func (s *scan) spelled(i, j int) int {
	names := [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for k, name := range names {
		if j-i == len(name) && s.starts(i, name) {
			if u, end := s.unitAt(j); u == unitPiece {
				s.add("quantity", "", float64(k+1), i, end)
				return end - i
			}
		}
	}
	return 0
}

// link reads a web address, an e-mail address or the like at i and returns its length, 0 if there is none. A link of the catalogue is its
// product; one of a marketplace that the catalogue lacks is a product by its address.
func (s *scan) link(i int) int {
	end, points := i, 0
	for end < len(s.r) && s.r[end] > ' ' && s.r[end] < 0x7F {
		if s.r[end] == '.' || s.r[end] == '@' || s.r[end] == '/' {
			points++
		}
		end++
	}
	if points == 0 || end-i < 6 {
		return 0
	}
	for end > i && strings.ContainsRune(".,!?;:)'\"", s.r[end-1]) {
		end--
	}
	address := string(s.r[i:end])
	bare := bareLink(address)
	host, _, _ := strings.Cut(bare, "/")
	if strings.Contains(host, "@") && strings.Contains(host, ".") {
		return end - i
	}
	web := strings.Contains(address, "://") || strings.HasPrefix(address, "www.")
	if m, ok := s.linked(bare); ok {
		if !s.repeats(m) {
			s.add(m.kind, m.value, 0, i, end)
		}
		return end - i
	}
	for _, d := range [...]string{"taobao.com", "tmall.com", "jd.com", "tb.cn", "jd.hk", "yangkeduo.com", "pinduoduo.com", "tmall.hk", "1688.com"} {
		if host == d || strings.HasSuffix(host, "."+d) {
			from, to := s.bytes(i, end)
			s.add("product", s.original[from:to], 0, i, end)
			return end - i
		}
	}
	if web {
		return end - i
	}
	return 0
}

// linked finds the product of a link: by its address up to the query, else by the number in it.
func (s *scan) linked(bare string) (said, bool) {
	if s.x.trie.keys == nil {
		return said{}, false
	}
	r := []rune(bare)
	if len(r) > 0 {
		if v, n := s.x.trie.longest(r, 0); n > 6 {
			for _, m := range s.x.says[v] {
				if m.kind == "product" {
					return m, true
				}
			}
		}
	}
	if id := []rune(linkID(bare)); len(id) > 0 {
		if v, n := s.x.trie.longest(id, 0); n == len(id) {
			for _, m := range s.x.says[v] {
				if m.kind == "product" {
					return m, true
				}
			}
		}
	}
	return said{}, false
}

// bareLink is a link without scheme, www. and final slash.
func bareLink(link string) string {
	if _, after, ok := strings.Cut(link, "://"); ok {
		link = after
	}
	return strings.TrimSuffix(strings.TrimPrefix(link, "www."), "/")
}

// linkID is the article number in a marketplace's link: ?id=528105689823, /100012043978.html; "" if there is none.
func linkID(link string) string {
	for _, mark := range [...]string{"?id=", "&id=", "goods_id="} {
		if _, after, ok := strings.Cut(link, mark); ok {
			return leadingDigits(after)
		}
	}
	path, _, _ := strings.Cut(link, "?")
	path = strings.TrimSuffix(path, ".html")
	return leadingDigits(path[strings.LastIndexByte(path, '/')+1:])
}

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n < 6 {
		return ""
	}
	return s[:n]
}
