package source

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestParseDuration(t *testing.T) {
	tests := []struct {
		text string
		want time.Duration
		ok   bool
	}{
		{"15m", 15 * time.Minute, true},
		{"3h", 3 * time.Hour, true},
		{"1d", 24 * time.Hour, true},
		{"90s", 90 * time.Second, true},
		{"1200ms", 1200 * time.Millisecond, true},
		{"1d12h", 36 * time.Hour, true},
		{"1.5h", 90 * time.Minute, true},
		{"10分钟", 10 * time.Minute, true},
		{"2 小时 30 分", 150 * time.Minute, true},
		{"7天", 7 * 24 * time.Hour, true},
		{"0", 0, true},
		{"", 0, false},
		{"10", 0, false},
		{"-5m", 0, false},
		{"m", 0, false},
		{"5x", 0, false},
		{"1..5h", 0, false},
		{"99999d", 0, false},
		{"3000d3000d", 0, false},
	}
	for _, test := range tests {
		got, ok := ParseDuration(test.text)
		require.Equal(t, test.ok, ok, test.text)
		require.Equal(t, test.want, got, test.text)
	}
}

func TestParseWindow(t *testing.T) {
	shanghai := time.FixedZone("CST", 8*3600)
	day := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, shanghai) }
	tests := []struct {
		text     string
		from, to time.Time
		err      string
	}{
		{"2026-11-01..2026-11-30", day(1, 0, 0), day(31, 0, 0), ""},
		{"2026-11-10 20:00..2026-11-11", day(10, 20, 0), day(12, 0, 0), ""},
		{"2026-11-10 20:00..2026-11-11 24:00", day(10, 20, 0), day(12, 0, 0), ""},
		{"2026-11-10..2026-11-11 12:00", day(10, 0, 0), day(11, 12, 0), ""},
		{"2026-11-11", day(11, 0, 0), day(12, 0, 0), ""},
		{"2026-11-11..", day(11, 0, 0), time.Time{}, ""},
		{"..2026-11-11", time.Time{}, day(12, 0, 0), ""},
		{"2026/11/1 .. 2026年11月2日", day(1, 0, 0), day(3, 0, 0), ""},
		{"2026-11-10T12:00:00Z..", day(10, 20, 0), time.Time{}, ""},
		{"2026-11-10 20:00", time.Time{}, time.Time{}, `want a range of times, have the moment "2026-11-10 20:00"`},
		{"2026-11-12..2026-11-11", time.Time{}, time.Time{}, `2026-11-12..2026-11-11 ends before it begins`},
		{"2026-13-01..", time.Time{}, time.Time{}, `want a date, have "2026-13-01"`},
		{"..soon", time.Time{}, time.Time{}, `want a date, have "soon"`},
		{"..", time.Time{}, time.Time{}, `want dates, have ".."`},
		{"0001-01-01..", time.Time{}, time.Time{}, `want a date, have "0001-01-01"`},
		{"2026-11-10 25:00..", time.Time{}, time.Time{}, `want a date, have "2026-11-10 25:00"`},
	}
	for _, test := range tests {
		w, err := ParseWindow(test.text, shanghai)
		if test.err != "" {
			require.EqualError(t, err, test.err, test.text)
			continue
		}
		require.NoError(t, err, test.text)
		require.True(t, test.from.Equal(w.From), "%s: %v", test.text, w.From)
		require.True(t, test.to.Equal(w.To), "%s: %v", test.text, w.To)
	}
}

func TestWindowHolds(t *testing.T) {
	n, errs := parse(t, "valid: 2026-11-01..2026-11-30")
	w := n.Pairs(errs, "").Get("valid").Window(errs, "valid", time.UTC)
	at := func(text string) time.Time {
		moment, _, ok := ParseTime(text, time.UTC)
		require.True(t, ok)
		return moment
	}
	require.False(t, w.Holds(at("2026-10-31 23:59:59")))
	require.True(t, w.Holds(at("2026-11-01")))
	require.True(t, w.Holds(at("2026-11-30 23:59:59")))
	require.False(t, w.Holds(at("2026-12-01")))
	require.True(t, Window{}.Holds(time.Time{}))
}

func TestValuesReportWhatTheyWant(t *testing.T) {
	n, errs := parse(t, "d: soon\nw: 1..2\nt: x\n")
	f := n.Pairs(errs, "")
	f.Get("d").Duration(errs, "after")
	f.Get("w").Window(errs, "valid", nil)
	f.Get("t").Time(errs, "restock", nil)
	require.Equal(t, `f:1:4: after: want a length of time, have "soon" (like 90s, 15m, 3h, 1d or 10分钟)
f:2:4: valid: want a date, have "1" (like 2026-11-01..2026-11-30 or 2026-11-10 20:00..2026-11-11)
f:3:4: restock: want a date, have "x" (like 2026-11-20 or 2026-11-20 16:00)`, reported(errs))
}
