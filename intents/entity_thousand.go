package intents

// thousand reads 1.2k, 1k8, 3k以下 and 1.5w卖吗 as money, the k or w standing at j; 0 for what may be a resolution (4k), a power
// or a model.
func (s *scan) thousand(i, j int, v float64) int {
	unit, end := 1000.0, j+1
	if s.r[j] == 'w' {
		unit = 10000
	}
	switch {
	case isDigit(s.at(end)) && !isAlnum(s.at(end+1)) && unit == 1000:
		v = v*unit + unit/10*float64(s.at(end)-'0')
		end++
	case isAlnum(s.at(end)) || v >= 100:
		return 0
	case v != float64(int(v)) && unit == 1000 || s.starts(end, "以") || s.starts(end, "左右") || s.starts(end, "块") || s.starts(end, "预算") || s.starts(end, "的预算") ||
		s.hitAfter(end, cueDeal|cueSell) >= 0 || s.cueBefore(i, cueCost|cuePay):
		v *= unit
	default:
		return 0
	}
	if s.at(end) == '块' {
		end++
	}
	return s.money(v, i, end)
}
