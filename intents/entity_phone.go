package intents

import (
	"math"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

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
	case n == 10 && s.starts(i, "09"):
	case n == 4 && s.starts(i, "09") && s.spaced(j, 3) && s.spaced(j+4, 3):
		j += 8
	case n == 4 && s.spaced(j, 4) && s.digitsAt(j+5) == 0 && s.cueBefore(i, cuePhone):
		j += 5
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

// spokenPhone reads a mobile number in Chinese digits: 一三八零零一三八零零零.
func (s *scan) spokenPhone(i int) int {
	if s.r[i] != '一' && s.r[i] != '幺' {
		return 0
	}
	var digits [12]byte
	n, j := 0, i
	for n < len(digits) && j < len(s.r) {
		if s.r[j] == ' ' && (n == 3 || n == 7) {
			j++
			continue
		}
		v, k, ok := text.ParseNumber(s.r[j : j+1])
		if !ok || k != 1 || v != math.Trunc(v) || v > 9 {
			break
		}
		digits[n] = '0' + byte(v)
		n, j = n+1, j+1
	}
	if n != 11 || digits[1] < '3' {
		return 0
	}
	s.add("phone", string(digits[:n]), 0, i, j)
	return j - i
}

func mobile(r []rune) bool { return len(r) == 11 && r[0] == '1' && r[1] >= '3' }

// spaced tells whether a space or hyphen stands at j with exactly n digits behind it.
func (s *scan) spaced(j, n int) bool {
	return (s.at(j) == ' ' || s.at(j) == '-') && s.digitsAt(j+1) == n
}
