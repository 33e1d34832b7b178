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
	future = future || s.awaits("date")
	for n := range 9 { // 29 February comes every eighth year at worst
		next := time.Date(now.Year()+n, time.Month(month), day, 0, 0, 0, 0, time.UTC)
		if next.Day() != day || next.Month() != time.Month(month) || next.Before(today) {
			continue
		}
		year := next.Year()
		if before := time.Date(year-1, time.Month(month), day, 0, 0, 0, 0, time.UTC); before.Day() == day && !next.Equal(today) &&
			(past || !future && next.Sub(today) > 183*24*time.Hour) {
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
	s.add("date", d.Format(time.DateOnly), 0, from, to)
}

// addDay adds the day of t; without a clock nobody knows it.
func (s *scan) addDay(t time.Time, from, to int) {
	if !s.context.Now.IsZero() {
		s.add("date", t.Format(time.DateOnly), 0, from, to)
	}
}

// tense tells whether the words beside a day at from..to speak of what is done or of what is to come.
func (s *scan) tense(from, to int) (past, future bool) {
	start, end := s.clause(from)
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
	return past, future
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
