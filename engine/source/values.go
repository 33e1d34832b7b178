package source

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maxDuration bounds durations: nothing in a shop takes ten years, and sums of
// such durations cannot overflow.
const maxDuration = 3660 * 24 * time.Hour

// Duration returns a length of time: 1200ms, 90s, 15m, 3h, 1d, 1d12h or
// 10分钟, 2小时, 1天. A day is 24 hours. It is never negative and at most ten
// years.
func (n *Node) Duration(errs *List, what string) time.Duration {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return 0
	}
	d, ok := ParseDuration(text)
	if !ok {
		errs.Add(n.Pos(), "like 90s, 15m, 3h, 1d or 10分钟", "%s: want a length of time, have %q", what, text)
	}
	return d
}

var units = map[string]time.Duration{
	"ms": time.Millisecond, "毫秒": time.Millisecond,
	"s": time.Second, "秒": time.Second, "秒钟": time.Second,
	"m": time.Minute, "min": time.Minute, "分": time.Minute, "分钟": time.Minute,
	"h": time.Hour, "小时": time.Hour, "个小时": time.Hour,
	"d": 24 * time.Hour, "天": 24 * time.Hour, "日": 24 * time.Hour,
	"w": 7 * 24 * time.Hour, "周": 7 * 24 * time.Hour,
}

// ParseDuration reads the lengths of time that [Node.Duration] describes.
func ParseDuration(text string) (time.Duration, bool) {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' || r == '.' }
	rest := strings.ReplaceAll(text, " ", "")
	if rest == "" {
		return 0, false
	}
	var sum time.Duration
	for rest != "" {
		end := strings.IndexFunc(rest, func(r rune) bool { return !isDigit(r) })
		if end <= 0 {
			return 0, rest == "0"
		}
		value, err := strconv.ParseFloat(rest[:end], 64)
		rest = rest[end:]
		end = strings.IndexFunc(rest, isDigit)
		if end < 0 {
			end = len(rest)
		}
		unit, known := units[rest[:end]]
		rest = rest[end:]
		if err != nil || !known || value*float64(unit) > float64(maxDuration) {
			return 0, false
		}
		if sum += time.Duration(value * float64(unit)); sum > maxDuration {
			return 0, false
		}
	}
	return sum, true
}

// Window is a stretch of time. From is its first moment, To the first moment
// after it; a zero time leaves that end open. The zero Window holds always.
type Window struct{ From, To time.Time }

// Holds tells whether t lies in the window.
func (w Window) Holds(t time.Time) bool {
	return (w.From.IsZero() || !t.Before(w.From)) && (w.To.IsZero() || t.Before(w.To))
}

// Window returns a stretch of time: "A..B", "A..", "..B" or the single day
// "A". A and B are what [ParseTime] reads; a day as B is meant to its end, a
// moment as B ends the window. nil as loc is UTC.
func (n *Node) Window(errs *List, what string, loc *time.Location) Window {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return Window{}
	}
	w, err := ParseWindow(text, loc)
	if err != nil {
		errs.Add(n.Pos(), "like 2026-11-01..2026-11-30 or 2026-11-10 20:00..2026-11-11", "%s: %v", what, err)
	}
	return w
}

// ParseWindow reads the stretches of time that [Node.Window] describes. Its
// errors name what is wrong, without a place.
func ParseWindow(text string, loc *time.Location) (Window, error) {
	first, last, isRange := strings.Cut(text, "..")
	if !isRange {
		last = first
	}
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	if first == "" && last == "" {
		return Window{}, fmt.Errorf("want dates, have %q", text)
	}
	var w Window
	if first != "" {
		from, _, ok := ParseTime(first, loc)
		if !ok {
			return Window{}, fmt.Errorf("want a date, have %q", first)
		}
		w.From = from
	}
	if last != "" {
		to, whole, ok := ParseTime(last, loc)
		if !ok {
			return Window{}, fmt.Errorf("want a date, have %q", last)
		}
		if whole {
			to = to.AddDate(0, 0, 1)
		} else if !isRange {
			return Window{}, fmt.Errorf("want a range of times, have the moment %q", text)
		}
		w.To = to
	}
	if first != "" && last != "" && !w.From.Before(w.To) {
		return Window{}, fmt.Errorf("%s ends before it begins", text)
	}
	return w, nil
}

// Time returns a day (its first moment) or a moment; see [ParseTime].
func (n *Node) Time(errs *List, what string, loc *time.Location) time.Time {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return time.Time{}
	}
	t, _, ok := ParseTime(text, loc)
	if !ok {
		errs.Add(n.Pos(), "like 2026-11-20 or 2026-11-20 16:00", "%s: want a date, have %q", what, text)
	}
	return t
}

// ParseTime reads a day (2026-11-20, 2026/11/20 or 2026年11月20日; whole is
// true) or a moment (the same with 16:00, 24:00 or 16:00:05 after it, or RFC
// 3339). What names no zone is in loc; nil is UTC.
func ParseTime(text string, loc *time.Location) (t time.Time, whole, ok bool) {
	if loc == nil {
		loc = time.UTC
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return inYears(t.In(loc))
	}
	day, clock, _ := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006年1月2日"} {
		if t, err := time.ParseInLocation(layout, day, loc); err == nil {
			return atClock(t, strings.TrimSpace(clock))
		}
	}
	return time.Time{}, false, false
}

func atClock(day time.Time, clock string) (t time.Time, whole, ok bool) {
	if clock == "" {
		_, _, ok = inYears(day)
		return day, true, ok
	}
	if clock == "24:00" || clock == "24:00:00" {
		return inYears(day.AddDate(0, 0, 1))
	}
	for _, layout := range []string{"15:04", "15:04:05"} {
		if c, err := time.Parse(layout, clock); err == nil {
			return inYears(time.Date(day.Year(), day.Month(), day.Day(), c.Hour(), c.Minute(), c.Second(), 0, day.Location()))
		}
	}
	return time.Time{}, false, false
}

// inYears refuses years that can only be slips, and with them the zero time,
// which stands for "not given".
func inYears(t time.Time) (_ time.Time, whole, ok bool) {
	if t.Year() < 1970 || t.Year() > 2999 {
		return time.Time{}, false, false
	}
	return t, false, true
}
