package intents

// Sizes by their scale: US 9, EU 42, and children's clothes by the height.

// scaled tells whether the name of a scale stands right before i: US 9, a UK 6. In tell us 9 there is none.
func (s *scan) scaled(i int) bool {
	if s.spoken(i, "uk ") || s.spoken(i, "eu ") || s.spoken(i, "eur ") || s.spoken(i, "美码") || s.spoken(i, "欧码") || s.spoken(i, "英码") {
		return true
	}
	if !s.spoken(i, "us ") || !edgeAt(s.r, i-3) {
		return false
	}
	before := i - 4
	if before < 0 || s.r[before] != ' ' {
		return before < 0 || !isAlnum(s.r[before])
	}
	for _, w := range [...]string{"a", "an", "size", "sizes", "wear", "in", "my", "is", "am", "i'm", "im", "mens", "men's", "womens", "women's", "usually", "normally", "or", "whats", "what's", "the", "kids"} {
		if s.spoken(before, w) && edgeAt(s.r, before-len(w)) {
			return true
		}
	}
	return false
}

// scale reads a number behind the name of a scale as a size: US 9, uk 8.5.
func (s *scan) scale(i, j int, v float64) bool {
	return v >= 3 && v <= 50 && v*2 == float64(int(v*2)) && !isHan(s.at(j)) && s.scaled(i)
}

// childsSize tells whether the number is a size of children's clothes whose stock is asked for, or any that has run out of a size:
// 恐龙图案的120还有吗, 小裙子100的断码了.
func (s *scan) childsSize(i, j int, v float64) bool {
	if !clothesSize(v) || v > 175 {
		return false
	}
	if s.at(j) == '的' {
		j++
	}
	lacks := s.starts(j, "断码") || s.starts(j, "断号") || s.starts(j, "缺码")
	return (lacks || s.children && s.inStock(j)) && !s.cueBefore(i, cueCost|cueSell|cueOnly|cueLess|cueHeight)
}
