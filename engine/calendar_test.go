package engine

import (
	"testing"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/stretchr/testify/require"
)

var shanghai = time.FixedZone("CST", 8*3600)

func testCalendar(t *testing.T, yaml string) calendar {
	t.Helper()
	var errs source.List
	c := loadCalendar(source.Parse("shop.yaml", []byte(yaml), &errs), shanghai, &errs)
	require.NoError(t, errs.Err())
	return c
}

const trialHours = `
shifts: {白班: 08:00-17:00, 晚班: 17:00-01:00}
days_off: [2026-10-01..2026-10-07]
extra_days: [2026-10-10]
`

func moment(t *testing.T, text string) time.Time {
	t.Helper()
	at, _, ok := source.ParseTime(text, shanghai)
	require.True(t, ok, text)
	return at
}

func TestCalendarOpenAndShift(t *testing.T) {
	c := testCalendar(t, trialHours)
	tests := []struct{ at, shift, next string }{
		{"2026-11-05 07:59", "", "2026-11-05 08:00"},
		{"2026-11-05 08:00", "白班", "2026-11-05 08:00"},
		{"2026-11-05 16:59", "白班", "2026-11-05 16:59"},
		{"2026-11-05 17:00", "晚班", "2026-11-05 17:00"},
		{"2026-11-06 00:59", "晚班", "2026-11-06 00:59"},
		{"2026-11-06 01:00", "", "2026-11-06 08:00"},
		{"2026-11-06 02:00", "", "2026-11-06 08:00"},
		{"2026-10-01 00:30", "晚班", "2026-10-01 00:30"},
		{"2026-10-01 12:00", "", "2026-10-08 08:00"},
		{"2026-10-08 00:30", "", "2026-10-08 08:00"},
		{"2026-10-10 12:00", "白班", "2026-10-10 12:00"},
	}
	for _, test := range tests {
		at := moment(t, test.at)
		require.Equal(t, test.shift, c.shiftAt(at), test.at)
		require.Equal(t, test.shift != "", c.open(at), test.at)
		require.True(t, moment(t, test.next).Equal(c.nextOpen(at)), "%s: %v", test.at, c.nextOpen(at))
		require.Equal(t, test.shift, c.shiftAt(at.UTC()), "in another zone: %s", test.at)
	}
}

func TestCalendarAddOpen(t *testing.T) {
	trial := testCalendar(t, trialHours)
	day := testCalendar(t, "shifts: {a: 09:00-12:00, b: 11:00-18:00}\ndays_off: [周末]\n")
	always := testCalendar(t, "shifts: {a: 00:00-24:00}")
	tests := []struct {
		name string
		c    calendar
		at   string
		d    time.Duration
		want string
	}{
		{"while open", trial, "2026-11-05 20:03", 10 * time.Minute, "2026-11-05 20:13"},
		{"across two shifts", trial, "2026-11-05 16:55", 10 * time.Minute, "2026-11-05 17:05"},
		{"across midnight", trial, "2026-11-05 23:55", 10 * time.Minute, "2026-11-06 00:05"},
		{"at night", trial, "2026-11-06 02:00", 10 * time.Minute, "2026-11-06 08:10"},
		{"over the end", trial, "2026-11-06 00:55", 10 * time.Minute, "2026-11-06 08:05"},
		{"just to the end", trial, "2026-11-06 00:50", 10 * time.Minute, "2026-11-06 01:00"},
		{"into the holiday", trial, "2026-10-01 00:55", 10 * time.Minute, "2026-10-08 08:05"},
		{"nothing", trial, "2026-11-06 02:00", 0, "2026-11-06 08:00"},
		{"overlapping shifts count once", day, "2026-11-05 09:00", 5 * time.Hour, "2026-11-05 14:00"},
		{"days of nine hours", day, "2026-11-05 09:00", 20 * time.Hour, "2026-11-09 11:00"},
		{"always open", always, "2026-11-05 23:00", 72 * time.Hour, "2026-11-08 23:00"},
		{"no hours", calendar{}, "2026-11-05 03:00", time.Hour, "2026-11-05 04:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, moment(t, test.want).UTC(), test.c.addOpen(moment(t, test.at), test.d).UTC())
		})
	}
}

func TestCalendarWithoutShifts(t *testing.T) {
	c := testCalendar(t, "days_off: [周日, saturday]\nextra_days: 2026-11-07\n")
	require.True(t, c.open(moment(t, "2026-11-06 03:00")))
	require.True(t, c.open(moment(t, "2026-11-07 03:00")))
	require.False(t, c.open(moment(t, "2026-11-08 03:00")))
	require.True(t, c.open(moment(t, "2026-11-09 00:00")))
	require.False(t, c.open(moment(t, "2026-11-14 00:00")))
	require.True(t, calendar{}.open(moment(t, "2026-11-08 03:00")))
	require.Empty(t, calendar{}.shiftAt(moment(t, "2026-11-08 03:00")))
}

func TestCalendarOverlappingShiftsGoByOrder(t *testing.T) {
	c := testCalendar(t, "shifts: {早: 08:00-17:00, 中: 09:00-18:00, 晚: 17:00-09:00}")
	require.Equal(t, "早", c.shiftAt(moment(t, "2026-11-05 10:00")))
	require.Equal(t, "中", c.shiftAt(moment(t, "2026-11-05 17:30")))
	require.Equal(t, "早", c.shiftAt(moment(t, "2026-11-05 08:30")), "before the night shift of the day before")
}

func TestCalendarDispatchAndArrival(t *testing.T) {
	c := testCalendar(t, trialHours)
	tests := []struct {
		name, now, cutoff string
		days              int
		want              string
	}{
		{"before the cutoff today counts", "2026-11-05 15:59", "16:00", 1, "2026-11-05"},
		{"at the cutoff it does not", "2026-11-05 16:00", "16:00", 1, "2026-11-06"},
		{"two days", "2026-11-05 15:00", "16:00", 2, "2026-11-06"},
		{"two days from tomorrow", "2026-11-05 20:00", "16:00", 2, "2026-11-07"},
		{"no cutoff", "2026-11-05 23:00", "", 1, "2026-11-05"},
		{"none means one", "2026-11-05 10:00", "16:00", 0, "2026-11-05"},
		{"over the holiday", "2026-09-30 17:00", "16:00", 2, "2026-10-09"},
		{"in the holiday", "2026-10-03 10:00", "16:00", 1, "2026-10-08"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, moment(t, test.want).UTC(), c.dispatchBy(moment(t, test.now), test.cutoff, test.days).UTC())
		})
	}
	require.Equal(t, moment(t, "2026-11-11").UTC(), c.arriveBy(moment(t, "2026-11-06"), 5).UTC())
}

func TestLoadCalendarReports(t *testing.T) {
	tests := []struct{ name, yaml, want string }{
		{"not two times", "shifts: {白班: 八点}", `shop.yaml:1:14: shift 白班: want two times, have "八点" (like 08:00-17:00 or, across midnight, 17:00-01:00)`},
		{"no such time", "shifts: {a: 08:00-25:00}", `shop.yaml:1:13: shift a: "08:00-25:00" is no time of the day (from 00:00 to 24:00)`},
		{"no length", "shifts: {a: 08:00-08:00}", `shop.yaml:1:13: shift a starts and ends at the same time (write 00:00-24:00 for the whole day)`},
		{"no date", "days_off: [10-01]", `shop.yaml:1:12: days_off: want a date, have "10-01" (like 2026-10-01 or 2026-10-01..2026-10-07)`},
		{"open end", "days_off: [2026-10-01..]", `shop.yaml:1:12: days_off: want days, have "2026-10-01.." (like 2026-10-01 or 2026-10-01..2026-10-07)`},
		{"a time", "extra_days: [2026-10-01..2026-10-02 12:00]", `shop.yaml:1:14: extra_days: want days, have "2026-10-01..2026-10-02 12:00" (like 2026-10-01 or 2026-10-01..2026-10-07)`},
		{"too long", "days_off: [2026-10-01..2036-10-07]", `shop.yaml:1:12: days_off: 2026-10-01..2036-10-07 are more than two years (check the years)`},
		{"never", "days_off: [周末, 周一, 周二, 周三, 周四, 周五]", "shop.yaml:1:11: days_off: all days of the week are off"},
		{"unknown key", "shift: {}", `shop.yaml:1:1: hours: unknown key "shift" (did you mean "shifts"?)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var errs source.List
			loadCalendar(source.Parse("shop.yaml", []byte(test.yaml), &errs), shanghai, &errs)
			require.EqualError(t, errs.Err(), test.want)
		})
	}
}

func TestFormatDateAndClock(t *testing.T) {
	tests := []struct{ at, now, dateZH, dateEN, clockZH, clockEN string }{
		{"2026-11-05 20:13", "2026-11-05 20:03", "11月5日(周四)", "Thu, Nov 5", "今天20:13", "today 20:13"},
		{"2026-11-06 08:10", "2026-11-05 23:50", "11月6日(周五)", "Fri, Nov 6", "明天08:10", "tomorrow 08:10"},
		{"2026-11-06 08:00", "2026-11-02 10:00", "11月6日(周五)", "Fri, Nov 6", "11月6日08:00", "Nov 6 08:00"},
		{"2026-11-04 09:05", "2026-11-05 10:00", "11月4日(周三)", "Wed, Nov 4", "11月4日09:05", "Nov 4 09:05"},
		{"2027-01-01 00:30", "2026-12-31 23:50", "2027年1月1日(周五)", "Fri, Jan 1, 2027", "明天00:30", "tomorrow 00:30"},
		{"2027-01-03 00:30", "2026-12-31 23:50", "2027年1月3日(周日)", "Sun, Jan 3, 2027", "2027年1月3日00:30", "Jan 3, 2027 00:30"},
	}
	for _, test := range tests {
		at, now := moment(t, test.at), moment(t, test.now).UTC()
		require.Equal(t, test.dateZH, formatDate(at, now, "zh"), test.at)
		require.Equal(t, test.dateEN, formatDate(at, now, "en"), test.at)
		require.Equal(t, test.clockZH, formatClock(at, now, "zh"), test.at)
		require.Equal(t, test.clockEN, formatClock(at, now, "en"), test.at)
	}
}
