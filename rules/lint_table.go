package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Tables: inputs without a row, rows that are never reached, rows that overlap by mistake. Each input of a table is tried at the
// values that its cells tell apart: every word of a list, both sides of every bound, every word that is written, and one that is not.

// maxCombinations bounds the search through the inputs of one table.
const maxCombinations = 20_000

// maxOverlapping is how many of the first rows of a table are compared with the ones behind them.
const maxOverlapping = 300

func (l *linter) tables() []Finding {
	var out []Finding
	for _, t := range l.set.Tables {
		switch {
		case t.grid != nil:
			out = append(out, t.chart()...)
		case len(t.rows) == 0:
			out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("table %q has no rows", t.Name), Hint: "write a row for each case, or delete the file", Witness: t.Name})
		default:
			out = append(out, l.rows(t)...)
		}
	}
	return out
}

func (l *linter) rows(t *Table) []Finding {
	var out []Finding
	if gap := l.gap(t); gap != "" {
		out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("table %q has no row for some inputs", t.Name),
			Hint: "add a row for them, or a last row of *", Witness: gap})
	}
	domains := make([][]Value, len(t.inputs))
	for i := range t.inputs {
		domains[i] = t.domain(i)
	}
	hidden := t.hidden()
	for j := range t.rows {
		row := &t.rows[j]
		if hidden[j] >= 0 {
			out = append(out, Finding{Pos: row.pos, Message: fmt.Sprintf("table %q: this row is never reached, row %d comes first", t.Name, t.rows[hidden[j]].index),
				Hint: "move it up or delete it", Witness: row.witness(t)})
			continue
		}
		for i := range min(j, maxOverlapping) {
			if shared := t.overlap(&t.rows[i], row, domains); shared != "" && !slices.EqualFunc(t.rows[i].outs, row.outs, same) {
				first := t.rows[i].index
				out = append(out, Finding{Pos: row.pos, Message: fmt.Sprintf("table %q: this row and row %d both fit some inputs; row %d wins", t.Name, first, first),
					Hint: "let the cells not share a value", Witness: shared})
				break
			}
		}
	}
	return out
}

func same(a, b Value) bool { return a.IsSet() == b.IsSet() && (!a.IsSet() || a.String() == b.String()) }

// gap is an input for which no row matches; "" where there is none, or the table is too large to tell.
func (l *linter) gap(t *Table) string {
	if gap, ok := l.gaps[t]; ok {
		return gap
	}
	gap := ""
	if n := len(t.rows); n > 0 && !t.rows[n-1].catchAll() {
		t.combinations(func(values []Value) bool {
			if t.first(values) < 0 {
				gap = t.inputsText(values)
			}
			return gap == ""
		})
	}
	l.gaps[t] = gap
	return gap
}

// combinations calls visit with inputs until it returns false; not at all where there are too many.
func (t *Table) combinations(visit func([]Value) bool) (all bool) {
	domains := make([][]Value, len(t.inputs))
	total := 1
	for i := range t.inputs {
		domains[i] = t.domain(i)
		if total *= len(domains[i]); total > maxCombinations {
			return false
		}
	}
	values := make([]Value, len(domains))
	for n := range total {
		for i, rest := 0, n; i < len(domains); i++ {
			values[i] = domains[i][rest%len(domains[i])]
			rest /= len(domains[i])
		}
		if !visit(values) {
			break
		}
	}
	return true
}

// first is the place of the first row that matches; -1 for none.
func (t *Table) first(values []Value) int {
	return slices.IndexFunc(t.rows, func(r tableRow) bool { return r.matches(values) })
}

// hidden tells for each row which one comes before it wherever it fits; -1 where it is reached.
func (t *Table) hidden() []int {
	out := make([]int, len(t.rows))
	for j := range out {
		out[j] = -1
	}
	reached := make([]bool, len(t.rows))
	all := t.combinations(func(values []Value) bool {
		if i := t.first(values); i >= 0 {
			reached[i] = true
			for j := i + 1; j < len(t.rows); j++ {
				if t.rows[j].matches(values) {
					out[j] = i
				}
			}
		}
		return true
	})
	for j := range out {
		if !all {
			out[j] = slices.IndexFunc(t.rows[:j], func(r tableRow) bool { return r.covers(&t.rows[j]) })
		} else if reached[j] {
			out[j] = -1
		}
	}
	return out
}

func (r *tableRow) catchAll() bool {
	return !slices.ContainsFunc(r.cells, func(c cell) bool { return !c.any })
}

// covers reports, for tables too large to try, that the row fits wherever o does because its cells say the same or anything.
func (r *tableRow) covers(o *tableRow) bool {
	for i := range r.cells {
		if a, b := &r.cells[i], &o.cells[i]; !a.any && a.text() != b.text() {
			return false
		}
	}
	return true
}

func (c *cell) text() string {
	return fmt.Sprint(c.values, c.low, c.high, c.lowOpen, c.highOpen, c.negate, c.any)
}

// overlap is an input that both rows fit although some column tells them apart only in part: 1..3 and 3..5. A row for a special case
// before one for more cases is how tables are meant, and no overlap.
func (t *Table) overlap(r, o *tableRow, domains [][]Value) string {
	several := func(c *cell) bool { return c.ranged || len(c.values) > 1 }
	if !anyColumn(r, o, func(a, b *cell) bool { return several(a) && several(b) }) {
		return "" // a single value is in the other cell or not
	}
	partly := false
	values := make([]Value, len(r.cells))
	for i := range r.cells {
		a, b := &r.cells[i], &o.cells[i]
		var both, onlyA, onlyB bool
		for _, v := range domains[i] {
			inA, inB := a.matches(v), b.matches(v)
			if inA && inB && !both {
				both, values[i] = true, v
			}
			onlyA, onlyB = onlyA || inA && !inB, onlyB || inB && !inA
		}
		if !both {
			return ""
		}
		partly = partly || onlyA && onlyB && !a.negate && !b.negate
	}
	if !partly {
		return ""
	}
	return t.inputsText(values)
}

func anyColumn(r, o *tableRow, is func(a, b *cell) bool) bool {
	for i := range r.cells {
		if is(&r.cells[i], &o.cells[i]) {
			return true
		}
	}
	return false
}

func (r *tableRow) witness(t *Table) string {
	var parts []string
	for i, c := range r.cells {
		if c.any {
			continue
		}
		for _, v := range t.domain(i) {
			if c.matches(v) && v.str != "…" {
				parts = append(parts, t.inputs[i].name+" = "+v.String())
				break
			}
		}
	}
	if len(parts) == 0 {
		return "any input"
	}
	return strings.Join(parts, ", ")
}

// domain are the values of an input that its cells tell apart.
func (t *Table) domain(i int) []Value {
	var typ Type
	if t.inputs[i].prog != nil {
		typ = t.inputs[i].prog.typ
	}
	switch {
	case typ.Words != nil:
		return Texts(typ.Words).Items()
	case typ.Kind == KindYesNo:
		return []Value{YesNo(true), YesNo(false)}
	}
	var out []Value
	var numbers []float64
	for _, row := range t.rows {
		c := row.cells[i]
		for _, v := range append([]Value{c.low, c.high}, c.values...) {
			switch {
			case v.kind == KindNumber:
				numbers = append(numbers, v.num-1, v.num, v.num+1)
			case v.kind == KindTime:
				out = append(out, Time(v.Time().AddDate(0, 0, -1)), v, Time(v.Time().AddDate(0, 0, 1)))
			case v.kind == KindDuration:
				out = append(out, Duration(v.Duration()-time.Minute), v, Duration(v.Duration()+time.Minute))
			case v.IsSet():
				out = append(out, v)
			}
		}
	}
	for _, n := range between(numbers) {
		out = append(out, Number(n))
	}
	if typ.Kind == KindText {
		out = append(out, Text("…"))
	}
	if len(out) == 0 {
		out = append(out, Number(0))
	}
	return out
}

// between are the numbers in order, with those between two of which one is broken: nothing lies between 3 and 4 pieces, but
// something between 3.5 and 3.6 kg.
func between(numbers []float64) []float64 {
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	var out []float64
	for i, n := range numbers {
		if i > 0 && (n != math.Trunc(n) || numbers[i-1] != math.Trunc(numbers[i-1])) {
			out = append(out, (n+numbers[i-1])/2)
		}
		out = append(out, n)
	}
	return out
}

func (t *Table) inputsText(values []Value) string {
	var parts []string
	for i, in := range t.inputs {
		text := values[i].String()
		if text == "…" {
			text = "anything else"
		}
		parts = append(parts, in.name+" = "+text)
	}
	return strings.Join(parts, ", ")
}
