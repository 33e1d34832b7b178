package enginetest

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
)

// How what a shop says and does is written in a .chat file.

// bubbleText is a message as lines: its text, its choices, its attachments. The prefix of the shop's tone is left out.
func bubbleText(m engine.Message) string {
	m.Text = strings.TrimPrefix(m.Text, m.Prefix)
	return m.String()
}

// textLines writes a text of several lines behind a sign.
func textLines(sign, text string) []string {
	lines := strings.Split(strings.ToValidUTF8(text, "\ufffd"), "\n")
	for i, line := range lines {
		switch {
		case i == 0:
			lines[i] = sign + " " + line
		case line != "":
			lines[i] = "  " + line
		}
	}
	return lines
}

// printed is the form in which values are compared and written: numbers without trailing zeros, days without a time.
func printed(value any, loc *time.Location) string {
	switch v := value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case time.Duration:
		return span(v)
	case time.Time:
		if v.IsZero() {
			return ""
		}
		v = v.In(loc)
		if h, m, s := v.Clock(); h == 0 && m == 0 && s == 0 {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	case []any:
		var list []string
		for _, item := range v {
			list = append(list, printed(item, loc))
		}
		return strings.Join(list, ",")
	}
	return ""
}

// leading are the fields that are usually written by place.
var leading = map[string][]string{"grant": {"kind", "price"}, "reprice": {"order", "price"}, "remark": {"order", "flag", "text"}, "note": {"part", "text"},
	"count": {"what", "product"}, "sheet": {"order"}, "reserve": {"product"}}

func actionLine(a engine.Action, loc *time.Location) string {
	line := "! " + a.Name
	byPlace := leading[a.Name]
	for i, f := range a.Fields {
		text := printed(f.Value, loc)
		switch {
		case i < len(byPlace) && byPlace[i] == f.Name && text != "":
			line += " " + quote(text, false)
			continue
		case text != "":
			line += " " + f.Name + "=" + quote(text, true)
		}
		byPlace = nil
	}
	return line
}

// handoffLine writes a handoff; whole adds what the person is told.
func handoffLine(h *engine.Handoff, whole bool, loc *time.Location) string {
	line := "! handoff " + quote(h.Queue, false) + " " + quote(h.Reason, false)
	switch {
	case h.Level > 0:
		line += " overdue"
	case h.Within > 0:
		line += " " + span(h.Within)
	}
	if h.Urgent {
		line += " urgent"
	}
	if !whole {
		return line
	}
	named := []engine.Field{{Name: "due", Value: h.Due}, {Name: "item", Value: h.Story.Item}, {Name: "order", Value: h.Story.Order}}
	for _, f := range append(named, h.Story.Slots...) {
		if text := printed(f.Value, loc); text != "" {
			line += " " + f.Name + "=" + quote(text, true)
		}
	}
	return line
}

func callText(c engine.Call) string {
	args := make([]string, len(c.Args))
	for i, a := range c.Args {
		args[i] = strconv.Quote(a)
	}
	return c.Name + "(" + strings.Join(args, ", ") + ")"
}
