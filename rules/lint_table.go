package rules

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
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
	for j := range t.rows {
		if word, hint := t.rows[j].unparted(); hint != "" {
			out = append(out, Finding{Pos: t.rows[j].pos, Message: fmt.Sprintf("table %q: %q is one word", t.Name, word), Hint: "write | between words", Witness: t.rows[j].witness(t)})
		}
	}
	hidden, fits := t.hidden(), t.fits()
	for j := range t.rows {
		row := &t.rows[j]
		if hidden[j] >= 0 {
			out = append(out, Finding{Pos: row.pos, Message: fmt.Sprintf("table %q: this row is never reached, row %d comes first", t.Name, t.rows[hidden[j]].index),
				Hint: "move it up or delete it", Witness: row.witness(t)})
			continue
		}
		for i := range min(j, maxOverlapping) {
			if shared := fits.overlap(i, j); shared != "" && !slices.EqualFunc(t.rows[i].outs, row.outs, same) {
				first := t.rows[i].index
				out = append(out, Finding{Pos: row.pos, Message: fmt.Sprintf("table %q: this row and row %d both fit some inputs; row %d wins", t.Name, first, first),
					Hint: "let the cells not share a value", Witness: shared})
				break
			}
		}
	}
	return out
}

// unparted is a word of a cell that holds a sign with which Chinese parts words, and a table does not.
func (r *tableRow) unparted() (word, hint string) {
	for i := range r.cells {
		for _, v := range r.cells[i].values {
			if hint := source.Unparted(v.str); hint != "" {
				return v.str, hint
			}
		}
	}
	return "", ""
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
	if !all {
		return t.covered()
	}
	for j := range out {
		if reached[j] {
			out[j] = -1
		}
	}
	return out
}

// covered is hidden for tables too large to try: a row is covered by the first that says the same or anything in each cell. Of the
// rows with a * only the first maxOverlapping are looked at.
func (t *Table) covered() []int {
	out := make([]int, len(t.rows))
	first := map[string]int{}
	var loose []int
	said := make([][]string, len(t.rows))
	for j := range t.rows {
		row := &t.rows[j]
		said[j] = make([]string, len(row.cells))
		for i := range row.cells {
			said[j][i] = row.cells[i].text()
		}
		key := strings.Join(said[j], "\x00")
		out[j] = -1
		if i, ok := first[key]; ok {
			out[j] = i
		} else {
			first[key] = j
		}
		for _, i := range loose {
			if (out[j] < 0 || i < out[j]) && row.coveredBy(&t.rows[i], said[j], said[i]) {
				out[j] = i
				break
			}
		}
		if len(loose) < maxOverlapping && slices.ContainsFunc(row.cells, func(c cell) bool { return c.any }) {
			loose = append(loose, j)
		}
	}
	return out
}

// coveredBy reports whether o fits wherever the row does because its cells say the same or anything.
func (r *tableRow) coveredBy(o *tableRow, said, others []string) bool {
	for i := range r.cells {
		if !o.cells[i].any && said[i] != others[i] {
			return false
		}
	}
	return true
}

func (r *tableRow) catchAll() bool {
	return !slices.ContainsFunc(r.cells, func(c cell) bool { return !c.any })
}

func (c *cell) text() string {
	return fmt.Sprint(c.values, c.low, c.high, c.lowOpen, c.highOpen, c.negate, c.any)
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
