package engine

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/rules"
)

// TraceKind is what a step of a trace tells.
type TraceKind uint8

// The kinds of steps.
const (
	TraceIntent     TraceKind = iota // Name was understood with Score
	TraceEntity                      // Name was read as Detail
	TraceOffer                       // the customer wishes Name
	TraceSlot                        // slot Name was filled with Detail
	TraceCarry                       // the last intent Name goes on
	TraceTried                       // rule Name did not answer: Why, with Detail
	TraceRule                        // rule Name answered
	TraceHit                         // article or product Name was found with Score
	TraceMenu                        // the line Detail was picked
	TraceForm                        // a form was opened, dropped or corrected
	TraceHandoff                     // queue Name was called, for reason Detail
	TraceOwner                       // who has the conversation
	TraceCap                         // rule Name was kept back by cap Detail
	TraceGone                        // Name is no longer in the content
	TraceError                       // something failed
	TraceUnknown                     // the host named an item, order or key of Data (Name) that is not known: Detail
	TraceUnanswered                  // the shop has no answer to intent Name, or understood none: Detail tells what is missing
)

var traceNames = [...]string{"intent", "entity", "offer", "slot", "carried", "tried", "rule", "found", "picked", "form", "handoff", "owner", "capped", "gone", "error", "unknown", "unanswered"}

// TraceStep is one step of how a turn came out as it did.
type TraceStep struct {
	Kind   TraceKind `json:"kind"`
	Name   string    `json:"name,omitempty"`
	Why    string    `json:"why,omitempty"` // of TraceTried: limit, needs, when, grant, text, steps, valid, again, alone or unavailable
	Detail string    `json:"detail,omitempty"`
	Unset  string    `json:"unset,omitempty"` // of TraceTried: what in the condition Detail is not known
	Score  float64   `json:"score,omitempty"`
}

// Trace tells why a turn came out as it did. It is typed; String renders it with personal data masked, its JSON is not masked.
type Trace struct {
	Shop  string      `json:"shop"`  // digest of the content
	Model string      `json:"model"` // digest of the models
	Steps []TraceStep `json:"steps"`
	Stack string      `json:"stack,omitempty"` // of a panic
}

// newTrace is an empty trace with room for the steps of most turns, in one piece of memory.
func newTrace(s *Shop) *Trace {
	t := &struct {
		Trace
		room [16]TraceStep
	}{Trace: Trace{Shop: s.digest, Model: s.model}}
	t.Steps = t.room[:0]
	return &t.Trace
}

func (t *turn) trace(kind TraceKind, name, detail string, score float64) {
	t.out.trace.Steps = append(t.out.trace.Steps, TraceStep{Kind: kind, Name: name, Detail: detail, Score: score})
}

func (t *turn) traceTried(tried []rules.Try) {
	for _, try := range tried {
		if try.Why == "matched" {
			continue
		}
		t.out.trace.Steps = append(t.out.trace.Steps, TraceStep{Kind: TraceTried, Name: try.Rule.ID, Why: try.Why, Detail: try.Detail, Unset: try.Unset})
	}
}

// private are the entities and slots that are masked.
var private = []string{"phone", "address", "name", "order_no", "tracking_no"}

// String renders the trace, a step a line.
func (t *Trace) String() string {
	if t == nil {
		return ""
	}
	var b strings.Builder
	for _, s := range t.Steps {
		detail := s.Detail
		for _, name := range private {
			if s.Name == name {
				detail = mask(detail)
			}
		}
		if s.Unset != "" {
			detail += " (" + s.Unset + " is not known)"
		}
		detail = maskNumbers(detail)
		if s.Why != "" && detail != "" {
			detail = s.Why + ": " + detail
		}
		b.WriteString(s.Kind.String())
		for _, part := range []string{s.Name, cmp.Or(detail, s.Why)} {
			if part != "" {
				b.WriteString(" " + part)
			}
		}
		if s.Score != 0 {
			b.WriteString(" " + strconv.FormatFloat(s.Score, 'f', 2, 64))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// mask keeps the first two and the last two characters of something personal.
func mask(s string) string {
	r := []rune(s)
	if len(r) <= 4 {
		return strings.Repeat("*", len(r))
	}
	return string(r[:2]) + strings.Repeat("*", len(r)-4) + string(r[len(r)-2:])
}

// maskNumbers masks runs of nine and more digits: phones, identity and bank cards, order numbers.
func maskNumbers(s string) string {
	start := -1
	var b strings.Builder
	flush := func(end int) {
		if start < 0 {
			return
		}
		run := s[start:end]
		if len(run) >= 9 {
			run = mask(run)
		}
		b.WriteString(run)
		start = -1
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			if start < 0 {
				start = i
			}
			continue
		}
		flush(i)
		b.WriteByte(s[i])
	}
	flush(len(s))
	return b.String()
}

func reachKey(what string, part int) string {
	what = strings.ReplaceAll(what, "\x00", "/")
	if part == 0 {
		return strings.TrimSuffix(what, "/")
	}
	return fmt.Sprintf("%s#%d", strings.TrimSuffix(what, "/"), part)
}
