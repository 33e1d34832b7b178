package enginetest

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// matches tells whether a bubble is the one that was written.
func (b bubble) matches(got string) bool {
	if b.re != nil {
		return b.re.MatchString(got)
	}
	return wild(trimLines(b.text), trimLines(got))
}

// trimLines drops blanks at line ends, which editors drop too.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t\r")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// wild matches … against any characters, none included.
func wild(pattern, text string) bool {
	parts := strings.Split(pattern, "…")
	if len(parts) == 1 {
		return pattern == text
	}
	text, ok := strings.CutPrefix(text, parts[0])
	if !ok {
		return false
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return strings.HasSuffix(text, last)
}

// follows tells whether a rule of the outcome is the one that was written: rule or rule#step.
func (r ruleID) follows(got string) bool {
	return got == r.id || !strings.Contains(r.id, "#") && strings.HasPrefix(got, r.id+"#")
}

// sameValue compares a value with the written form. A day stands for any moment of it.
func sameValue(got any, want string, loc *time.Location) bool {
	switch v := got.(type) {
	case float64:
		if f, err := strconv.ParseFloat(want, 64); err == nil {
			return printed(f, loc) == printed(v, loc)
		}
	case bool:
		return v && slices.Contains([]string{"true", "yes", "是"}, want) || !v && slices.Contains([]string{"false", "no", "否"}, want)
	case time.Duration:
		d, ok := source.ParseDuration(want)
		return ok && d == v
	case time.Time:
		if t, whole, ok := source.ParseTime(want, loc); ok && !v.IsZero() {
			return t.Equal(v) || whole && v.In(loc).Format(time.DateOnly) == t.Format(time.DateOnly)
		}
	}
	return trimLines(printed(got, loc)) == trimLines(want)
}

// act is an action or a handoff of an outcome.
type act struct {
	action  engine.Action
	handoff *engine.Handoff
}

func (g *played) acts() []act {
	var all []act
	for _, a := range g.actions {
		all = append(all, act{action: a})
	}
	for _, h := range g.handoffs {
		all = append(all, act{handoff: h})
	}
	return all
}

func (a act) line(whole bool, loc *time.Location) string {
	if a.handoff != nil {
		return handoffLine(a.handoff, whole, loc)
	}
	return actionLine(a.action, loc)
}

// is tells whether e describes a.
func (e effect) is(a act, loc *time.Location) bool {
	if a.handoff != nil {
		return e.name == "handoff" && e.isHandoff(a.handoff, loc)
	}
	if e.name != a.action.Name || len(e.values) > len(a.action.Fields) {
		return false
	}
	for i, want := range e.values {
		if !sameValue(a.action.Fields[i].Value, want, loc) {
			return false
		}
	}
	for _, want := range e.named {
		if !sameValue(a.action.Get(want.name), want.value, loc) {
			return false
		}
	}
	return true
}

// isHandoff reads QUEUE REASON, then a span, overdue or urgent in any order, then keys.
func (e effect) isHandoff(h *engine.Handoff, loc *time.Location) bool {
	for i, want := range e.values {
		same := false
		switch {
		case i == 0:
			same = want == h.Queue
		case i == 1:
			same = want == h.Reason
		case want == "overdue":
			same = h.Level > 0
		case want == "urgent":
			same = h.Urgent
		default:
			same = sameValue(h.Within, want, loc)
		}
		if !same {
			return false
		}
	}
	for _, want := range e.named {
		if !sameValue(handoffField(h, want.name), want.value, loc) {
			return false
		}
	}
	return true
}

// handoffField is what a key of a handoff line names: of the signal, of its story, else a slot.
func handoffField(h *engine.Handoff, name string) any {
	s := &h.Story
	switch name {
	case "queue":
		return h.Queue
	case "reason":
		return h.Reason
	case "level":
		return float64(h.Level)
	case "within":
		return h.Within
	case "due":
		return h.Due
	case "urgent":
		return h.Urgent
	case "customer":
		return s.Customer
	case "channel":
		return s.Channel
	case "stage":
		return s.Stage
	case "demand":
		return s.Demand
	case "item":
		return s.Item
	case "order":
		return s.Order
	case "mood":
		return s.Mood
	case "intents":
		return strings.Join(s.Intents, ",")
	}
	for _, f := range s.Slots {
		if f.Name == name {
			return f.Value
		}
	}
	switch name {
	case "colour":
		return s.Colour
	case "size":
		return s.Size
	}
	return nil
}

// isAside tells the effects that are checked only where they are written.
func (e effect) isAside() bool {
	return slices.Contains([]string{"timer", "cancel", "focus"}, e.name)
}

// holds checks such an effect.
func (e effect) holds(g *played) bool {
	want := e.values[0]
	switch e.name {
	case "focus":
		return g.focus == want
	case "cancel":
		return slices.Contains(g.cancelled, want)
	}
	return slices.ContainsFunc(g.timers, func(t engine.Timer) bool {
		return timerName(t) == want && (len(e.values) < 2 || sameValue(t.In, e.values[1], time.UTC))
	})
}

func timerName(t engine.Timer) string { return t.Rule + "#" + strconv.Itoa(t.Step) }

// pairUp finds the acts that the effects describe, each act once, so that as many effects as possible have theirs: an
// augmenting path for each effect (Kuhn's algorithm). -1 is an effect without an act.
func pairUp(effects []effect, acts []act, loc *time.Location) []int {
	owner := make([]int, len(acts)) // effect + 1
	var assign func(e int, tried []bool) bool
	assign = func(e int, tried []bool) bool {
		for a := range acts {
			if tried[a] || !effects[e].is(acts[a], loc) {
				continue
			}
			tried[a] = true
			if owner[a] == 0 || assign(owner[a]-1, tried) {
				owner[a] = e + 1
				return true
			}
		}
		return false
	}
	for e := range effects {
		assign(e, make([]bool, len(acts)))
	}
	found := slices.Repeat([]int{-1}, len(effects))
	for a, e := range owner {
		if e > 0 {
			found[e-1] = a
		}
	}
	return found
}

// align pairs written bubbles with those that came, in order, as many as possible (the longest common subsequence).
func align(want []bubble, got []string) (pairs [][2]int) {
	best := make([][]int, len(want)+1)
	for i := range best {
		best[i] = make([]int, len(got)+1)
	}
	for i := len(want) - 1; i >= 0; i-- {
		for j := len(got) - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if want[i].matches(got[j]) {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	for i, j := 0, 0; i < len(want) && j < len(got); {
		switch {
		case want[i].matches(got[j]) && best[i][j] == best[i+1][j+1]+1:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}
