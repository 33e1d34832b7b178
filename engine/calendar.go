package engine

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

// calendar tells when the shop's people are there. A shift belongs to the day
// on which it starts: before a day off the night shift still ends in the
// morning. The zero calendar is always open and has no days off. It is
// immutable.
type calendar struct {
	loc      *time.Location // nil: that of the given time
	shifts   []shift
	off      []dayRange // in no order; there are few
	extra    []dayRange // working days in spite of off and weekly
	weekly   [7]bool    // days of the week that are off, by time.Weekday
	searched int        // days after which nextOpen has found one
}

// shift runs from start to end, in minutes of the day on which it starts; end
// is more than 24 hours for a shift across midnight.
type shift struct {
	name       string
	start, end int
}

// dayRange holds days as [civilDay] counts them; last is included.
type dayRange struct{ first, last int }

const (
	minutesOfDay = 24 * 60
	// maxDaysOff bounds a range of days, so that the search for an open hour
	// ends. Longer than two years is a slip in a date.
	maxDaysOff = 731
)

// loadCalendar reads the field hours of shop.yaml: shifts {name: 08:00-17:00},
// days_off and extra_days (2026-10-01, 2026-10-01..2026-10-07; days off also
// 周日 or sunday). Without hours the calendar is always open; with days but
// without shifts, all day.
func loadCalendar(n *source.Node, loc *time.Location, errs *source.List) calendar {
	c := calendar{loc: loc}
	if n.IsNull() {
		return c
	}
	if n.Kind() != source.Mapping {
		errs.Add(n.Pos(), "write shifts: below hours:, with a name and two times each, as in shifts: {白班: 09:00-18:00}", "hours are given as %v", n.Kind())
		return c
	}
	f := n.Fields(errs, "hours", format.Keys("hours")...)
	for _, field := range f.Get("shifts").Pairs(errs, "shifts") {
		if s, ok := parseShift(field, errs); ok {
			c.shifts = append(c.shifts, s)
		}
	}
	for _, day := range f.Get("days_off").Items(errs, "days_off") {
		text := day.Text(errs, "days_off")
		if days := weekdays(text); days != nil {
			for _, d := range days {
				c.weekly[d] = true
			}
			continue
		}
		c.off = appendDays(c.off, day, text, "days_off", errs)
	}
	for _, day := range f.Get("extra_days").Items(errs, "extra_days") {
		c.extra = appendDays(c.extra, day, day.Text(errs, "extra_days"), "extra_days", errs)
	}
	if c.weekly == [7]bool{true, true, true, true, true, true, true} {
		errs.Add(f.Get("days_off").Pos(), "", "days_off: all days of the week are off")
		c.weekly = [7]bool{}
	}
	if len(c.shifts) == 0 && (len(c.off) > 0 || c.weekly != [7]bool{}) {
		c.shifts = []shift{{end: minutesOfDay}}
	}
	c.searched = 9
	for _, r := range c.off {
		c.searched += 2 * (r.last - r.first + 1)
	}
	return c
}

var shiftForm = regexp.MustCompile(`^(\d{1,2}):(\d\d)\s*(?:-|–|—|~|\.\.|至|到)\s*(\d{1,2}):(\d\d)$`)

func parseShift(f source.Field, errs *source.List) (shift, bool) {
	text := strings.TrimSpace(f.Value.Text(errs, "shifts"))
	if text == "" {
		return shift{}, false
	}
	parts := shiftForm.FindStringSubmatch(text)
	if parts == nil {
		errs.Add(f.Value.Pos(), "like 08:00-17:00 or, across midnight, 17:00-01:00", "shift %s: want two times, have %q", f.Key, text)
		return shift{}, false
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(parts[i+1])
	}
	s := shift{name: f.Key, start: n[0]*60 + n[1], end: n[2]*60 + n[3]}
	if n[1] > 59 || n[3] > 59 || s.start >= minutesOfDay || s.end > minutesOfDay {
		errs.Add(f.Value.Pos(), "from 00:00 to 24:00", "shift %s: %q is no time of the day", f.Key, text)
		return shift{}, false
	}
	if s.start == s.end {
		errs.Add(f.Value.Pos(), "write 00:00-24:00 for the whole day", "shift %s starts and ends at the same time", f.Key)
		return shift{}, false
	}
	if s.end < s.start {
		s.end += minutesOfDay
	}
	return s, true
}

// weekdays reads a day of the week, or 周末; nil for anything else.
func weekdays(text string) []time.Weekday {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "周末" || text == "weekend" {
		return []time.Weekday{time.Saturday, time.Sunday}
	}
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := strings.ToLower(d.String())
		han := weekdayHan(d)
		if slices.Contains([]string{name, name[:3], "周" + han, "星期" + han, "礼拜" + han}, text) {
			return []time.Weekday{d}
		}
	}
	if text == "周天" || text == "星期天" {
		return []time.Weekday{time.Sunday}
	}
	return nil
}

func appendDays(days []dayRange, n *source.Node, text, what string, errs *source.List) []dayRange {
	if text == "" {
		return days
	}
	const hint = "like 2026-10-01 or 2026-10-01..2026-10-07"
	w, err := source.ParseWindow(text, time.UTC)
	switch {
	case err != nil:
		errs.Add(n.Pos(), hint, "%s: %v", what, err)
	case w.From.IsZero() || w.To.IsZero() || w.From.Unix()%86400 != 0 || w.To.Unix()%86400 != 0:
		errs.Add(n.Pos(), hint, "%s: want days, have %q", what, text)
	case w.To.Sub(w.From) > maxDaysOff*24*time.Hour:
		errs.Add(n.Pos(), "check the years", "%s: %s are more than two years", what, text)
	default:
		days = append(days, dayRange{civilDay(w.From), civilDay(w.To) - 1})
	}
	return days
}

// civilDay numbers the days of the calendar in the time's own zone.
func civilDay(t time.Time) int {
	year, month, day := t.Date()
	return int(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (c calendar) in(t time.Time) time.Time {
	if c.loc == nil {
		return t
	}
	return t.In(c.loc)
}

// works tells whether a day is a working day.
func (c calendar) works(day int) bool {
	holds := func(r dayRange) bool { return r.first <= day && day <= r.last }
	if slices.ContainsFunc(c.extra, holds) {
		return true
	}
	// Day 0, 1970-01-01, was a Thursday.
	return !c.weekly[((day+4)%7+7)%7] && !slices.ContainsFunc(c.off, holds)
}

// hours returns when the i-th shift of t's day, moved by days, starts and
// ends.
func (c calendar) hours(i int, t time.Time, days int) (from, to time.Time) {
	year, month, day := t.Date()
	from = time.Date(year, month, day+days, 0, c.shifts[i].start, 0, 0, t.Location())
	return from, time.Date(year, month, day+days, 0, c.shifts[i].end, 0, 0, t.Location())
}

// holds tells whether the i-th shift is there at t, and until when.
func (c calendar) holds(i int, t time.Time) (until time.Time, ok bool) {
	local := c.in(t)
	for _, days := range [...]int{0, -1} {
		if from, to := c.hours(i, local, days); !t.Before(from) && t.Before(to) && c.works(civilDay(local)+days) {
			return to, true
		}
	}
	return time.Time{}, false
}

// open tells whether somebody is there at t.
func (c calendar) open(t time.Time) bool {
	for i := range c.shifts {
		if _, ok := c.holds(i, t); ok {
			return true
		}
	}
	return len(c.shifts) == 0
}

// shiftAt returns the name of the shift at t, of overlapping ones that which
// the shop names first; "" when it is closed or has no shifts.
func (c calendar) shiftAt(t time.Time) string {
	for i := range c.shifts {
		if _, ok := c.holds(i, t); ok {
			return c.shifts[i].name
		}
	}
	return ""
}

// nextOpen returns the first moment from t on at which somebody is there: t
// itself while it is open.
func (c calendar) nextOpen(t time.Time) time.Time {
	if c.open(t) {
		return t
	}
	local := c.in(t)
	for days := 0; days <= c.searched; days++ {
		var first time.Time
		for i := range c.shifts {
			from, _ := c.hours(i, local, days)
			if from.After(t) && (first.IsZero() || from.Before(first)) {
				first = from
			}
		}
		if !first.IsZero() && c.works(civilDay(local)+days) {
			return first
		}
	}
	return t
}

// addOpen returns the moment at which the shop has been open for d since t. A
// d that ends with a shift ends with it, not with the start of the next one.
func (c calendar) addOpen(t time.Time, d time.Duration) time.Time {
	if len(c.shifts) == 0 {
		return t.Add(d)
	}
	at := c.nextOpen(t)
	for {
		until := c.closes(at, d)
		if left := until.Sub(at); left < d && left > 0 {
			d -= left
			at = c.nextOpen(until)
			continue
		}
		return at.Add(d)
	}
}

// closes returns when the shop closes that is open at t, or a moment after
// t+d if it does not close before.
func (c calendar) closes(t time.Time, d time.Duration) time.Time {
	until := t
	for until.Sub(t) <= d {
		latest := until
		for i := range c.shifts {
			if to, ok := c.holds(i, until); ok && to.After(latest) {
				latest = to
			}
		}
		if latest.Equal(until) {
			break
		}
		until = latest
	}
	return until
}

// dispatchBy returns the day, at its first moment, by which an order paid at
// now leaves: the days-th working day, where today is the first one if it is a
// working day and it is before cutoff ("16:00"; "" = no cutoff). days below 1
// count as 1.
func (c calendar) dispatchBy(now time.Time, cutoff string, days int) time.Time {
	now = c.in(now)
	year, month, day := now.Date()
	today := civilDay(now)
	skip := 0
	if at, err := time.Parse("15:04", strings.TrimSpace(cutoff)); err == nil && now.Hour()*60+now.Minute() >= at.Hour()*60+at.Minute() {
		skip = 1
	}
	for left := max(1, min(days, maxDaysOff)); ; skip++ {
		if c.works(today + skip) {
			if left--; left == 0 {
				return time.Date(year, month, day+skip, 0, 0, 0, 0, now.Location())
			}
		}
	}
}

// arriveBy returns the day on which a parcel arrives that is days on its way;
// couriers work every day.
func (c calendar) arriveBy(dispatch time.Time, days int) time.Time {
	return c.in(dispatch).AddDate(0, 0, max(0, days))
}

func weekdayHan(d time.Weekday) string {
	return [...]string{"日", "一", "二", "三", "四", "五", "六"}[d]
}

// formatDate writes the day of t for customers: 11月6日(周五), in English Fri,
// Nov 6; with the year when it is not now's. lang is "en" or anything else.
func formatDate(t, now time.Time, lang string) string {
	now = now.In(t.Location())
	if lang == "en" {
		if t.Year() != now.Year() {
			return t.Format("Mon, Jan 2, 2006")
		}
		return t.Format("Mon, Jan 2")
	}
	return dayHan(t, now) + "(周" + weekdayHan(t.Weekday()) + ")"
}

// formatClock writes the moment t for customers: 今天20:13, 明天08:10,
// 11月6日08:00; in English today 20:13, tomorrow 08:10, Nov 6 08:00.
func formatClock(t, now time.Time, lang string) string {
	now = now.In(t.Location())
	english := lang == "en"
	clock := t.Format("15:04")
	switch days := civilDay(t) - civilDay(now); {
	case days == 0 && english:
		return "today " + clock
	case days == 0:
		return "今天" + clock
	case days == 1 && english:
		return "tomorrow " + clock
	case days == 1:
		return "明天" + clock
	case english && t.Year() != now.Year():
		return t.Format("Jan 2, 2006 ") + clock
	case english:
		return t.Format("Jan 2 ") + clock
	}
	return dayHan(t, now) + clock
}

func dayHan(t, now time.Time) string {
	day := fmt.Sprintf("%d月%d日", t.Month(), t.Day())
	if t.Year() != now.Year() {
		day = fmt.Sprintf("%d年", t.Year()) + day
	}
	return day
}
