package intents

import "math"

// Money is yuan with two decimals; other currencies are taken at their number. Discounts are factors: 8折 is 0.8.

// yuan reads 20块, 20块5, 二十块五毛, 99元, and not 两块肥皂 or 一块发.
func (s *scan) yuan(i, j, end int, v float64) int {
	if s.r[end-1] == '块' || s.r[end-1] == '塊' {
		switch s.at(end) {
		case '表', '板', '布', '肥', '香', '巧', '地', '屏', '手', '蛋', '饼', '糖', '电', '面', '皮', '毛', '石', '玻', '浴', '隔', '木', '海', '滑', '垫', '瓷', '砖', '砧', '积', '钢', '塑':
			if s.at(end) == '毛' || v < 1 || v != math.Trunc(v) {
				return end - i
			}
			s.add("quantity", "", v, i, end)
			return end - i
		}
		if s.r[i] == '一' && j-i == 1 && !s.dearOne(end) && s.at(i-1) != '差' {
			if s.harmed(i) {
				s.add("quantity", "", 1, i, end) // 碎了一块
			}
			return end - i
		}
	}
	if t, n := s.tail(end); n == 1 {
		v, end = v+t/10, end+1
		if s.at(end) == '毛' || s.at(end) == '角' {
			end++
			if t, n := s.tail(end); n == 1 {
				v, end = v+t/100, end+1
			}
		}
	} else if n == 2 && s.at(end+2) != '号' {
		v, end = v+t/100, end+2
	} else if s.at(end) == '半' {
		v, end = v+.5, end+1
	}
	return s.money(v, i, end)
}

// dearOne tells whether 一块 is money: 一块钱, 一块五; else it is together or a piece.
func (s *scan) dearOne(end int) bool {
	switch s.at(end) {
	case '钱', '二', '三', '四', '五', '六', '七', '八', '九', '多', '半':
		return true
	}
	return isDigit(s.at(end)) || s.r[end-1] != '块'
}

// money adds yuan, with the sign before it.
func (s *scan) money(v float64, i, end int) int {
	n := end - i
	if v > 0 {
		if s.at(i-1) == '¥' || s.at(i-1) == '$' {
			i--
		}
		s.add("money", "", math.Round(v*100)/100, i, end)
	}
	return n
}

// fold reads 8折, 八五折, 88折, 8.5折.
func (s *scan) fold(i, end int, v float64) int {
	switch s.at(end) {
	case '叠', '伞', '线', '痕', '扇', '刀', '断', '页':
		return end - i
	}
	switch {
	case v == .5 && s.r[i] == '半':
	case v >= 1 && v < 10:
		v /= 10
	case v > 10 && v < 100 && v == math.Trunc(v):
		v /= 100
	case v >= 100:
		return s.bare(i, end-1, v) // 原价299折后
	default:
		return end - i
	}
	s.add("discount", "", math.Round(v*1000)/1000, i, end)
	return end - i
}

// percent reads 20% off and 20% discount; other shares are none of ours.
func (s *scan) percent(i, end int, v float64) int {
	at := end
	for s.at(at) == ' ' {
		at++
	}
	for _, w := range [...]string{"off", "discount", "cheaper"} {
		if s.starts(at, w) && v > 0 && v < 100 {
			s.add("discount", "", math.Round(1000-v*10)/1000, i, at+len(w))
			return at + len(w) - i
		}
	}
	return end - i
}
