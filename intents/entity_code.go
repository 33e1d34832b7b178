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
	if n >= 3 && s.at(i+n) == '-' && s.cueBefore(i, cueOrder) {
		if k := s.hyphened(i); k > n {
			s.add("order_no", string(s.r[i:i+k]), 0, i, i+k)
			return k
		}
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
	case n == 2 && s.at(j) >= 'a' && s.at(j) <= 'f' && !isAlnum(s.at(j+1)):
		return s.cup(i, j)
	case s.at(j) == '*' && s.at(j+1) == '*':
		for s.at(j) == '*' || isDigit(s.at(j)) {
			j++ // 188****5678
		}
		return j - i
	}
	return 0
}

// hyphened is the length of digits in groups with hyphens between them at i, 0 for less than ten digits.
func (s *scan) hyphened(i int) int {
	end, digits := i, 0
	for n := s.digitsAt(end); n > 0; n = s.digitsAt(end) {
		end, digits = end+n, digits+n
		if s.at(end) != '-' || s.digitsAt(end+1) == 0 {
			break
		}
		end++
	}
	if digits < 10 || digits > 24 {
		return 0
	}
	return end - i
}

// cup reads the size of a bra, 75B or 36B; its letter is at j. Centimetres end in 0 or 5, inches are even.
func (s *scan) cup(i, j int) int {
	switch band := int(digitValue(s.r[i:j])); {
	case band >= 65 && band%5 == 0, band >= 30 && band <= 46 && band%2 == 0:
	default:
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

// carrierGroups reads a parcel's number in groups behind the letters of its carrier, r[i:j]: SF 1034 5678 9012 3.
func (s *scan) carrierGroups(i, j int) int {
	switch string(s.r[i:j]) {
	case "sf", "yt", "jt", "jd", "jdv", "zto", "sto", "yto", "db", "dpk":
	default:
		return 0
	}
	end, digits := j, 0
	for s.at(end) == ' ' && s.digitsAt(end+1) > 0 && digits <= 16 {
		n := s.digitsAt(end + 1)
		end, digits = end+1+n, digits+n
	}
	if digits < 10 || digits > 16 {
		return 0
	}
	s.add("tracking_no", strings.ToUpper(strings.ReplaceAll(string(s.r[i:end]), " ", "")), 0, i, end)
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
	case s.at(end) == '码' || s.at(end) == '(' || s.cueBefore(i, cueWear) && !s.starts(end, "kg") && s.at(end) != '斤' && digitValue(s.r[j+1:end]) >= 76:
	default:
		return 0
	}
	s.addSize(strings.ToUpper(string(s.r[i:end])), i, end)
	return end - i
}

// longNumber reads seven digits or more: by the cue beside them, else fifteen or more are an order. The twelve digits of an article
// number, sent alone, are nothing of ours.
func (s *scan) longNumber(i, n int) int {
	from, to := s.clause(i)
	kind := ""
	switch {
	case n > 24, s.cueBefore(i, cueModel|cueWallet): // an identity or bank card, a device
	case s.cueBefore(i, cueTracking), n >= 10 && s.cueBefore(i, cueCourier), n >= 12 && n <= 15 && s.cueBefore(i, cueNumber) && s.has(0, len(s.r), cueTransit) && !s.has(0, len(s.r), cueOrder):
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
	if next := s.at(j); !named && next != '订' && next != '这' && next != '那' && next != '的' {
		return false
	}
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
		if n := s.spelled(i, j) + s.carrierGroups(i, j); n > 0 {
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
