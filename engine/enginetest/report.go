package enginetest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine"
)

// Conversation is the result of one .chat file.
type Conversation struct {
	File    string
	Turns   int
	Diff    string // the blocks that are not as expected, with - expected and + got lines; "" when all are
	Err     error  // source.Errors when the file cannot be read as a conversation
	Updated bool   // the file was rewritten
}

// Passed tells whether everything came as expected.
func (c Conversation) Passed() bool { return c.Err == nil && c.Diff == "" }

// Report is the result of a folder of conversations, in the order of their names.
type Report struct {
	Conversations []Conversation
	parts         []engine.Part
	reached       map[string]bool
}

// Passed and Failed count conversations.
func (r *Report) Passed() int { return len(r.Conversations) - r.Failed() }

// Failed counts the conversations that did not come as expected, or cannot be read.
func (r *Report) Failed() int {
	n := 0
	for _, c := range r.Conversations {
		if !c.Passed() {
			n++
		}
	}
	return n
}

// String shows what failed; "" when nothing did.
func (r *Report) String() string {
	var parts []string
	for _, c := range r.Conversations {
		switch {
		case c.Err != nil:
			parts = append(parts, c.Err.Error()+"\n")
		case c.Diff != "":
			parts = append(parts, c.Diff)
		}
	}
	return strings.Join(parts, "\n")
}

// row is the kind of part that is listed apart and does not count.
const row = "row"

// Missed lists what no conversation reached, in the order of the files. Rows of tables are among them, at the end.
func (r *Report) Missed() []engine.Part {
	var parts, rows []engine.Part
	for _, p := range r.parts {
		switch {
		case r.reached[p.ID]:
		case p.Kind == row:
			rows = append(rows, p)
		default:
			parts = append(parts, p)
		}
	}
	return append(parts, rows...)
}

// Cover counts the parts that conversations reached: rules, steps, cases, choices and articles together, table rows apart.
func (r *Report) Cover() (reached, all, rowsReached, rows int) {
	for _, p := range r.parts {
		hit := 0
		if r.reached[p.ID] {
			hit = 1
		}
		if p.Kind == row {
			rows++
			rowsReached += hit
		} else {
			all++
			reached += hit
		}
	}
	return reached, all, rowsReached, rows
}

// CoverText is the report that `huashu test -cover` prints: what was not reached, then the shares by kind.
func (r *Report) CoverText() string {
	var b strings.Builder
	for _, p := range r.Missed() {
		fmt.Fprintf(&b, "%s: %s %s is not reached\n", p.Pos, p.Kind, p.ID)
	}
	type count struct{ hit, all int }
	counts := map[string]*count{}
	var kinds []string
	for _, p := range r.parts {
		if counts[p.Kind] == nil {
			counts[p.Kind] = &count{}
			kinds = append(kinds, p.Kind)
		}
		counts[p.Kind].all++
		if r.reached[p.ID] {
			counts[p.Kind].hit++
		}
	}
	order := []string{"rule", "step", "case", "choice", "article"}
	slices.SortStableFunc(kinds, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	var by []string
	for _, kind := range kinds {
		if kind != row {
			by = append(by, fmt.Sprintf("%ss %d/%d", kind, counts[kind].hit, counts[kind].all))
		}
	}
	reached, all, rowsReached, rows := r.Cover()
	fmt.Fprintf(&b, "coverage %.1f %% (%d of %d): %s\n", share(reached, all), reached, all, strings.Join(by, ", "))
	if rows > 0 {
		fmt.Fprintf(&b, "table rows %.1f %% (%d of %d), not counted above\n", share(rowsReached, rows), rowsReached, rows)
	}
	return b.String()
}

func share(part, all int) float64 {
	if all == 0 {
		return 100
	}
	return float64(part) / float64(all) * 100
}
