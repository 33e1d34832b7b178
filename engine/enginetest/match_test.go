package enginetest

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

func TestWild(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"您好", "您好", true},
		{"您好", "您好呀", false},
		{"…", "", true},
		{"…", "a\nb", true},
		{"您…", "您好", true},
		{"…好", "您好呀", false},
		{"a…a", "a", false},
		{"a…b…c", "axbxbxc", true},
		{"a…b…c", "axcxb", false},
		{"…b…b…", "ab", false},
		{"(.*)", "x", false},
	} {
		require.Equal(t, c.want, wild(c.pattern, c.text), "%q against %q", c.pattern, c.text)
	}
}

func TestSameValue(t *testing.T) {
	day := time.Date(2026, 11, 6, 0, 0, 0, 0, shanghai)
	for _, c := range []struct {
		got  any
		want string
		same bool
	}{
		{119., "119", true},
		{119., "119.00", true},
		{9.9, "9.9", true},
		{0.1 + 0.2, "0.3", true},
		{119., "118", false},
		{119., "x", false},
		{"1001", "1001", true},
		{"1001", "1001.0", false},
		{"a b ", "a b", true},
		{true, "true", true},
		{true, "是", true},
		{false, "no", true},
		{false, "true", false},
		{24 * time.Hour, "1d", true},
		{90 * time.Minute, "1h30m", true},
		{time.Minute, "x", false},
		{day, "2026-11-06", true},
		{day.Add(8 * time.Hour), "2026-11-06", true},
		{day.Add(8 * time.Hour), "2026-11-06T08:00:00+08:00", true},
		{day.Add(8 * time.Hour), "2026-11-06T00:00:00Z", true},
		{day.Add(8 * time.Hour), "2026-11-06T09:00:00+08:00", false},
		{day, "2026-11-05", false},
		{time.Time{}, "", true},
		{[]any{"a", 2.}, "a,2", true},
		{nil, "", true},
		{nil, "x", false},
	} {
		require.Equal(t, c.same, sameValue(c.got, c.want, shanghai), "%v against %q", c.got, c.want)
	}
}

// Every value is written so that it reads back as the same.
func TestPrintedReadsBack(t *testing.T) {
	for _, v := range []any{"a", "a b", `"a`, "a=b", "", "x y=z", 0.5, 129., -3.25, true, time.Hour, 36 * time.Hour, 1500 * time.Millisecond,
		time.Date(2026, 11, 6, 0, 0, 0, 0, shanghai), time.Date(2026, 11, 6, 8, 30, 1, 0, shanghai), []any{"a", 1.}} {
		for _, name := range []string{"own", "note"} {
			a := engine.Action{Name: name, Fields: []engine.Field{{Name: "part", Value: v}, {Name: "text", Value: v}, {Name: "more", Value: v}}}
			line := actionLine(a, shanghai)
			p := &parser{loc: shanghai}
			e, ok := p.entry(line).means.(effect)
			require.True(t, ok, line)
			require.True(t, e.is(act{action: a}, shanghai), line)
		}
	}
}

func TestBubbleText(t *testing.T) {
	require.Equal(t, "您好\n1. 查物流\n2. 选码\n[image a]\n[voice b.AMR]\n[video c.mp4]\n[file d.pdf]\n[image e.png]", bubbleText(engine.Message{Text: "亲,您好", Prefix: "亲,",
		Choices: []string{"查物流", "选码"}, Attachments: []string{"a", "b.AMR", "c.mp4", "d.pdf", "e.png"}}))
	require.Equal(t, "[image a]", bubbleText(engine.Message{Attachments: []string{"a"}}))
}

func TestHandoffLine(t *testing.T) {
	h := &engine.Handoff{Queue: "sales", Reason: "price", Within: 90 * time.Minute, Urgent: true, Due: time.Date(2026, 11, 5, 20, 13, 0, 0, shanghai),
		Story: engine.Story{Order: "1001", Item: "A1", Slots: []engine.Field{{Name: "fault", Value: "坏了 a=b"}, {Name: "height_cm", Value: 175.}}}}
	require.Equal(t, "! handoff sales price 1h30m urgent", handoffLine(h, false, shanghai))
	line := `! handoff sales price 1h30m urgent due=2026-11-05T20:13:00+08:00 item=A1 order=1001 fault="坏了 a=b" height_cm=175`
	require.Equal(t, line, handoffLine(h, true, shanghai))
	e := (&parser{loc: shanghai}).entry(line).means.(effect)
	require.True(t, e.is(act{handoff: h}, shanghai))
	late := *h
	late.Level = 1
	require.Equal(t, "! handoff sales price overdue urgent", handoffLine(&late, false, shanghai))
	require.False(t, effect{name: "handoff", values: []string{"sales", "price", "overdue"}}.is(act{handoff: h}, shanghai))
	require.False(t, effect{name: "handoff", named: []pair{{"photo", "x"}}}.is(act{handoff: h}, shanghai))
}
