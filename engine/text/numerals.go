package text

import "math"

// Numerals: Western digits with a decimal point, and Chinese numerals in the forms that customers type.
//
// Chinese numerals come in three ways: with units (一百七十五, 两百五, 一万三), digit by digit (一七五, 二零二六) and as a rough
// pair (两三百, 八九十), which counts as its higher end because that is what a promise has to reach.

// IsNumeral tells whether r may begin a number that ParseNumber reads: a Western digit or a Chinese numeral.
func IsNumeral(r rune) bool {
	if r < 0x80 {
		return r >= '0' && r <= '9'
	}
	return r == '半' || digitOf(r) >= 0 || unitOf(r) == 10
}

// ParseNumber reads the longest number at the start of r, which is normalised text: 175, 1.75, 1,299, 3千, 一百七十五, 两百五
// (250), 一七五, 三点五, 十, 半 (0.5). It returns the number's value and its length in runes; ok is false when there is none.
// The value is never negative and at most 1e15; what would be more is no number. Measures (一米七五, 二十块五) are the caller's.
func ParseNumber(r []rune) (value float64, n int, ok bool) {
	if len(r) == 0 {
		return 0, 0, false
	}
	if r[0] >= '0' && r[0] <= '9' {
		value, n = western(r)
	} else {
		value, n = chinese(r)
	}
	if n == 0 || value > 1e15 {
		return 0, 0, false
	}
	return value, n, true
}

// western reads digits, a thousands comma after a single digit (1,299: "165,110斤" is two numbers), a fraction, and a
// Chinese unit behind (3千, 1.2万).
func western(r []rune) (float64, int) {
	v, n := digitRun(r)
	if n == 1 && r[0] != '0' && len(r) >= 5 && r[1] == ',' {
		if w, k := digitRun(r[2:]); k == 3 {
			v, n = v*1000+w, 5
		}
	}
	if n+1 < len(r) && r[n] == '.' && isDigit(r[n+1]) {
		if f, k := digitRun(r[n+1:]); k <= 9 {
			v += f / pow10[k]
			n += 1 + k
			v = math.Round(v*1e9) / 1e9
		}
	}
	if n < len(r) {
		// 千克, 千瓦 and 百分 are words of their own.
		u := unitOf(r[n])
		if u >= 100 && (n+1 == len(r) || r[n+1] != '克' && r[n+1] != '瓦' && r[n+1] != '分' && r[n+1] != '米') {
			if v != math.Trunc(v) {
				return v * u, n + 1 // 1.2万
			}
			return lower(r, v*u, n+1, u)
		}
	}
	return v, n
}

// lower reads the digit behind the thousands or more at r[:n], v in units of u: 1千2百, and 1万5 in the next lower unit.
func lower(r []rune, v float64, n int, u float64) (float64, int) {
	w, k := digitRun(r[n:])
	if u < 1000 || k != 1 {
		return v, n
	}
	if n+1 == len(r) || r[n+1] != '.' && unitOf(r[n+1]) == 0 && digitOf(r[n+1]) < 0 {
		return v + w*u/10, n + 1
	}
	if next := unitOf(r[n+1]); next >= 100 && next < u {
		return v + w*next, n + 2
	}
	return v, n
}

var pow10 = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func digitRun(r []rune) (v float64, n int) {
	for n < len(r) && isDigit(r[n]) {
		v = v*10 + float64(r[n]-'0')
		n++
	}
	return v, n
}

// digitOf is the value of a Chinese digit, or -1. 两 and its like count as 2 and 3 although they never stand in a row of digits.
func digitOf(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '两', '贰', '俩':
		return 2
	case '三', '叁', '仨':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

func unitOf(r rune) float64 {
	switch r {
	case '十', '拾':
		return 10
	case '百', '佰':
		return 100
	case '千', '仟':
		return 1000
	case '万':
		return 10000
	}
	return 0
}

func chinese(r []rune) (float64, int) {
	if r[0] == '半' {
		return 0.5, 1
	}
	run := 0
	for run < len(r) && digitOf(r[run]) >= 0 {
		run++
	}
	next := 0.0
	if run < len(r) {
		next = unitOf(r[run])
	}
	switch {
	case run == 2 && (next > 0 || isPair(r[0])) && digitOf(r[1]) == digitOf(r[0])+1:
		// 两三百, 八九十, 两三: rough, its higher end.
		v, n := counted(r[1:])
		return v, n + 1
	case run >= 2 && next == 0 && !isPair(r[0]):
		return row(r[:run])
	case run == 0 && next != 10:
		return 0, 0
	}
	v, n := counted(r)
	if f, k := fraction(r[n:]); k > 0 {
		return v + f, n + k
	}
	return v, n
}

func isPair(r rune) bool { return r == '两' || r == '俩' || r == '仨' }

// row reads digits written one by one: 一七五 is 175.
func row(r []rune) (float64, int) {
	v := 0.0
	for i, c := range r {
		if isPair(c) {
			return v, i
		}
		v = v*10 + float64(digitOf(c))
	}
	return v, len(r)
}

// counted reads a number with units. A digit right behind a hundred or more counts in the next lower unit: 两百五 is 250.
func counted(r []rune) (float64, int) {
	total, section, last := 0.0, 0.0, 1e9
	digit, zero, n := -1, false, 0
	for n < len(r) {
		if d := digitOf(r[n]); d >= 0 {
			if digit > 0 || n > 0 && isPair(r[n]) && last == 1e9 {
				break
			}
			digit = d
			zero = zero || d == 0
			n++
			if d == 0 && n < len(r) && digitOf(r[n]) < 0 && unitOf(r[n]) != 10 {
				break
			}
			continue
		}
		u := unitOf(r[n])
		if u == 0 || u >= last || (digit < 0 && (u != 10 || n > 0 && !zero)) || (digit == 0 && u != 10) {
			break
		}
		if digit <= 0 {
			digit = 1
		}
		if u == 10000 {
			total, section = (section+float64(digit))*u, 0
		} else {
			section += float64(digit) * u
		}
		digit, zero, last = -1, false, u
		n++
		if u < 10000 && n < len(r) && unitOf(r[n]) == 10000 && total == 0 {
			total, section, last = section*10000, 0, 10000
			n++
		}
	}
	if digit > 0 {
		if !zero && last >= 100 && last < 1e9 {
			section += float64(digit) * last / 10
		} else {
			section += float64(digit)
		}
	}
	return total + section, n
}

// fraction reads 点五 behind an integer; 三点五十 and 两点半 are times of day, not fractions.
func fraction(r []rune) (float64, int) {
	if len(r) < 2 || r[0] != '点' {
		return 0, 0
	}
	k := 1
	for k < len(r) && k < 9 && digitOf(r[k]) >= 0 && !isPair(r[k]) {
		k++
	}
	if k == 1 || k < len(r) && (unitOf(r[k]) == 10 || r[k] == '分' || r[k] == '刻') {
		return 0, 0
	}
	v, _ := row(r[1:k])
	return v / pow10[k-1], k
}
