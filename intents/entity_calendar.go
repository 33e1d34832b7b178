package intents

import "time"

// Which day of the calendar a named day is.

// addDayOfMonth adds a day of a month that was not named.
func (s *scan) addDayOfMonth(day, from, to int) {
	now := s.context.Now
	past, future := s.tense(from, to)
	future = future || s.awaits("date")
	ago := now.Day() - day
	step := 0
	switch {
	case ago > -7 && ago < 16 && s.dayNow(from, to), ago > -7 && ago < 16 && s.promised(from) && (ago < 0 || !future || s.overdue(to)),
		!past && !future && ago > 0 && s.has(to, len(s.r), cueStill) && !s.supposed(from):
		// This month's, come or gone.
	case past && ago < 0:
		step = -1
	case !past && ago > 0 && (future || ago > 7):
		step = 1
	}
	for month := 0; month < 3; month++ { // a month may lack the day
		first := time.Date(now.Year(), now.Month()+time.Month(step), 1, 0, 0, 0, 0, now.Location())
		if day <= daysIn(first.Year(), int(first.Month())) {
			s.addDate(first.Year(), int(first.Month()), day, from, to)
			return
		}
		if step < 0 || past {
			step--
		} else {
			step++
		}
	}
}

// addMonthDay adds a day whose year was not named: the coming one, or the last one where that is what the words say or it is
// much nearer.
func (s *scan) addMonthDay(month, day, from, to int) {
	now := s.context.Now
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	past, future := s.tense(from, to)
	past, future = past && !s.promised(from), future || s.awaits("date")
	for n := range 9 { // 29 February comes every eighth year at worst
		next := time.Date(now.Year()+n, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if next.Day() != day || next.Month() != time.Month(month) || next.Before(today) {
			continue
		}
		year := next.Year()
		if before := time.Date(year-1, time.Month(month), day, 0, 0, 0, 0, time.UTC); before.Day() == day && !next.Equal(today) &&
			(past || !future && next.Sub(today) > 183*24*time.Hour || today.Sub(before) < 46*24*time.Hour) {
			year--
		}
		s.addDate(year, month, day, from, to)
		return
	}
}

// addDate adds a day of the calendar if there is such a day.
func (s *scan) addDate(year, month, day, from, to int) {
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || d.Day() != day {
		return
	}
	s.add("date", dateOnly(d), 0, from, to)
}

// addDay adds the day of t; without a clock nobody knows it.
func (s *scan) addDay(t time.Time, from, to int) {
	if !s.context.Now.IsZero() {
		s.add("date", dateOnly(t), 0, from, to)
	}
}

// dateOnly is t in the layout time.DateOnly, which Format interprets at some cost.
func dateOnly(t time.Time) string {
	year, month, day := t.Date()
	if year < 0 || year > 9999 {
		return t.Format(time.DateOnly)
	}
	b := [...]byte{byte('0' + year/1000), byte('0' + year/100%10), byte('0' + year/10%10), byte('0' + year%10), '-', byte('0' + month/10), byte('0' + month%10), '-', byte('0' + day/10), byte('0' + day%10)}
	return string(b[:])
}

// tense tells whether the words beside a day at from..to speak of what is done or of what is to come: those of its phrase, else those of
// the rest of the clause.
func (s *scan) tense(from, to int) (past, future bool) {
	start, end := s.phrase(from, to)
	for k := s.cueAt(start); k < len(s.cues) && int(s.cues[k].from) < end; k++ {
		c := &s.cues[k]
		if c.set&(cuePast|cueFuture) == 0 {
			continue
		}
		if int(c.from) >= to {
			// The next word behind the day tells.
			return c.set&cuePast != 0, c.set&cueFuture != 0
		}
		past, future = c.set&cuePast != 0, c.set&cueFuture != 0
	}
	if past || future {
		return past, future
	}
	_, to = s.clause(from)
	for k := s.cueAt(end); k < len(s.cues) && int(s.cues[k].from) < to; k++ {
		if set := s.cues[k].set; set&(cuePast|cueFuture) != 0 {
			return set&cuePast != 0, set&cueFuture != 0
		}
	}
	return false, false
}

// phrase is the part of a clause around the day at from..to: customers write spaces for stops.
func (s *scan) phrase(from, to int) (start, end int) {
	start, end = s.clause(from)
	if !s.han {
		return start, end
	}
	for k := to + 1; k < end; k++ {
		if s.r[k] == ' ' && isHan(s.r[k-1]) {
			end = k
		}
	}
	for k := from - 2; k > start; k-- {
		if s.r[k] == ' ' && isHan(s.r[k+1]) {
			start = k
		}
	}
	return start, end
}

// dayNow tells whether the customer says which day it is: 现在都25号了, it's the 25th now.
func (s *scan) dayNow(from, to int) bool {
	if !s.han {
		return s.wordAt(to+1, "now already today") || s.spoken(from, "it's the ") || s.spoken(from, "its the ") || s.spoken(from, "today is the ")
	}
	return s.at(to) == '了' && (s.at(from-1) == '都' || s.spoken(from, "现在") || s.spoken(from, "今天"))
}

// promised tells whether the day that begins at from is one that the shop named: 说好20号发.
func (s *scan) promised(from int) bool {
	return s.at(from-1) == '说' || s.at(from-1) == '讲' || s.has(max(0, from-8), from, cuePromise)
}

// overdue tells whether the words behind a day that was promised say that it has passed: 说好20号 现在还没发.
func (s *scan) overdue(to int) bool {
	for i := to; i < len(s.r); i++ {
		if s.starts(i, "现在") || s.starts(i, "今天") || s.r[i] == '都' {
			return true
		}
	}
	return s.has(to, len(s.r), cueStill)
}

// supposed tells whether the clause of i supposes something: 如果十七号还没到.
func (s *scan) supposed(i int) bool {
	from, _ := s.clause(i)
	for k := from; k < i; k++ {
		if s.starts(k, "如果") || s.starts(k, "要是") || s.starts(k, "万一") {
			return true
		}
	}
	return false
}

// weekday is how many days from now a weekday is; it was said at from..to.
func (s *scan) weekday(which, day, from, to int) int {
	today := (int(s.context.Now.Weekday())+6)%7 + 1
	if day == weekend {
		day = 6
		if today == 7 && which <= thisWeek {
			day = 7
		}
	}
	switch which {
	case thisWeek:
		return day - today
	case nextWeek:
		return day - today + 7
	case weekAfter:
		return day - today + 14
	case lastWeek:
		return day - today - 7
	}
	ahead := (day - today + 7) % 7
	if past, _ := s.tense(from, to); past {
		return ahead - 7
	}
	return ahead
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
