package intents

import (
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/text"
)

// Dates are days of the calendar in the time zone of Context.Now. One that lacks its year, month or week is the nearest to
// come, or the latest that was when the words beside it tell of something done (18号买的). Without a clock only whole dates are read.

// Which week a weekday is of.
const (
	nearest = iota
	thisWeek
	nextWeek
	weekAfter
	lastWeek
)

// weekend stands for 周末: Saturday, or Sunday when it is Sunday.
const weekend = 8

// dayWord reads 明天, 下周一, 月底, 下个月5号, june 18.
func (s *scan) dayWord(m *meaning, i, n int) int {
	now := s.context.Now
	switch m.kind {
	case meansTwoDays:
		if n == 2 && s.at(i+2) != '天' && s.at(i+2) != '两' && s.at(i+2) != '能' && s.at(i+2) != '到' {
			return 1 // 明后 alone is none
		}
		s.addDay(now.AddDate(0, 0, int(m.arg)), i, i+1)
		s.addDay(now.AddDate(0, 0, int(m.arg)+1), i+1, i+n)
		return n
	case meansMonth:
		return s.englishMonth(int(m.arg), i, n)
	case meansNextDay:
		if d, k := s.dayNumber(i + n); k > 0 {
			first := time.Date(now.Year(), now.Month()+time.Month(m.arg), 1, 0, 0, 0, 0, now.Location())
			s.addDate(first.Year(), int(first.Month()), d, i, i+n+k)
			return n + k
		}
		return n
	case meansMonthEnd:
		last := time.Date(now.Year(), now.Month()+time.Month(m.arg)+1, 0, 0, 0, 0, 0, now.Location())
		s.addDay(last, i, i+n)
		return n
	case meansWeekday:
		s.addDay(now.AddDate(0, 0, s.weekday(int(m.arg)/10, int(m.arg)%10, i, i+n)), i, i+n)
		return n
	}
	s.addDay(now.AddDate(0, 0, int(m.arg)), i, i+n)
	return n
}

// dayNumber reads 5号 or 5日 at i, within a month that was named before.
func (s *scan) dayNumber(i int) (day, n int) {
	if i >= len(s.r) {
		return 0, 0
	}
	v, k, ok := text.ParseNumber(s.r[i:])
	if !ok || v < 1 || v > 31 || v != float64(int(v)) {
		return 0, 0
	}
	if c := s.at(i + k); c == '号' || c == '日' {
		return int(v), k + 1
	}
	return 0, 0
}

// month reads 6月18号, 十月一日, 6月底 and drops 6月 alone.
func (s *scan) month(i, end int, v float64) int {
	if v != float64(int(v)) || v < 1 {
		return end - i
	}
	if end < len(s.r) && (s.r[end] == '底' || s.r[end] == '末') && v <= 12 {
		s.addMonthDay(int(v), daysIn(s.context.Now.Year(), int(v)), i, end+1)
		return end + 1 - i
	}
	if end >= len(s.r) || !text.IsNumeral(s.r[end]) {
		return end - i
	}
	d, k, ok := text.ParseNumber(s.r[end:])
	if !ok || d != float64(int(d)) {
		return end - i
	}
	to := end + k
	if c := s.at(to); c == '号' || c == '日' {
		to++
	} else if u, _ := s.unitAt(to); u != unitNone {
		return end - i
	}
	if v <= 12 && d >= 1 && d <= 31 {
		s.addMonthDay(int(v), int(d), i, to)
	}
	return to - i
}

// year reads 2026年6月18日; a number of years is nothing.
func (s *scan) year(i, end int, v float64) int {
	if v < 1990 || v > 2100 || end >= len(s.r) || !text.IsNumeral(s.r[end]) {
		return end - i
	}
	m, k, ok := text.ParseNumber(s.r[end:])
	if !ok || s.at(end+k) != '月' || m < 1 || m > 12 {
		return end - i
	}
	if d, n := s.dayNumber(end + k + 1); n > 0 {
		to := end + k + 1 + n
		s.addDate(int(v), int(m), d, i, to)
		return to - i
	}
	return end + k + 1 - i
}

// numericDate reads 2026-06-18, 2026/6/18, 2026.6.18, and 6.18号, 6/18前; n digits begin at i.
func (s *scan) numericDate(i, n int) int {
	j := i + n
	sep := s.at(j)
	if sep != '-' && sep != '/' && sep != '.' {
		return 0
	}
	k := s.digitsAt(j + 1)
	if k < 1 || k > 2 {
		return 0
	}
	first, second := int(digitValue(s.r[i:j])), int(digitValue(s.r[j+1:j+1+k]))
	end := j + 1 + k
	if n == 4 && first >= 1990 && first <= 2100 && s.at(end) == sep {
		d := s.digitsAt(end + 1)
		if d < 1 || d > 2 {
			return 0
		}
		to := end + 1 + d
		s.addDate(first, second, int(digitValue(s.r[end+1:to])), i, to)
		return to - i
	}
	if n > 2 || first < 1 || first > 12 || second < 1 || second > 31 {
		return 0
	}
	switch s.at(end) {
	case '号', '日':
		end++
	case '前', '之':
	default:
		before := s.at(end) == '以' && (s.at(end+1) == '前' || s.at(end+1) == '后')
		if !before && (sep == '-' || !s.dated(end) && !(sep == '/' && (second > 12 || first > 9) && s.calls(i, end))) {
			return 0
		}
	}
	s.addMonthDay(first, second, i, end)
	return end - i
}

// dated tells whether what follows at i is said of a day: 11/20要出差, 10.30签收的, 11.30发.
func (s *scan) dated(i int) bool {
	if s.at(i) == '要' {
		return s.at(i+1) != '不'
	}
	if next := s.at(i + 1); s.at(i) == '发' && (!isHan(next) || strings.ContainsRune("吗不能么", next)) && !s.starts(i, "发不发") {
		return true
	}
	if s.at(i) == '下' || s.at(i) == '付' || s.at(i) == '发' || s.at(i) == '寄' {
		return s.starts(i, "下单") || s.starts(i, "下的单") || s.starts(i, "付款") || s.starts(i, "付的") || s.starts(i, "发货") || s.starts(i, "发的") || s.starts(i, "寄出") || s.starts(i, "寄的")
	}
	k := s.hitAfter(i, cuePast|cueFuture)
	return k >= 0 && int(s.cues[k].from) == i && s.cues[k].to-s.cues[k].from > 1
}

// calls tells whether the words around 11/30 at i..end are those of a day: 11/30能出货吗, by 12/5.
func (s *scan) calls(i, end int) bool {
	if !s.han {
		return s.spoken(i, "by ") || s.spoken(i, "on ") || s.spoken(i, "before ") || s.spoken(i, "until ") || s.spoken(i, "since ")
	}
	switch s.at(end) {
	case '能', '会', '到', '发', '送', '寄', '出', '下', '买', '拍', '那', '可', '早', '晚', '的', '付', '订', '结', '生':
		return true
	}
	return false
}

// clock drops 8点半, 8点20分 and the like, and reads what is no time as a plain number.
func (s *scan) clock(i, j, end int, v float64) int {
	if v > 24 || s.r[end-1] == ':' {
		return s.bare(i, j, v)
	}
	if end < len(s.r) && text.IsNumeral(s.r[end]) {
		if _, n, ok := text.ParseNumber(s.r[end:]); ok {
			if u, _ := s.unitAt(end + n); u == unitNone || s.at(end+n) == '分' {
				end += n
			}
		}
	}
	return end - i
}

// englishMonth reads june 18, june 18th, 18 june and 18th of june around the month at i.
func (s *scan) englishMonth(month, i, n int) int {
	j := i + n
	if s.at(j) == '.' {
		j++
	}
	if s.at(j) == ' ' {
		if k := s.digitsAt(j + 1); k == 1 || k == 2 {
			end := j + 1 + k
			day := int(digitValue(s.r[j+1 : end]))
			switch string(s.r[end:s.runEnd(end)]) {
			case "":
			case "st", "nd", "rd", "th":
				end += 2
			default:
				return n
			}
			s.addMonthDay(month, day, i, end)
			return end - i
		}
	}
	k := i
	back := func(w string) {
		if k >= len(w) && string(s.r[k-len(w):k]) == w {
			k -= len(w)
		}
	}
	back(" ")
	back("of")
	back(" ")
	for _, w := range [...]string{"st", "nd", "rd", "th"} {
		back(w)
	}
	to := k
	for k > 0 && isDigit(s.r[k-1]) {
		k--
	}
	if to == i || to-k < 1 || to-k > 2 || !edgeAt(s.r, k) {
		return n
	}
	if last := len(s.out) - 1; last >= s.from && s.out[last].Start >= k {
		s.out = s.out[:last]
	}
	s.addMonthDay(month, int(digitValue(s.r[k:to])), k, i+n)
	return n
}
