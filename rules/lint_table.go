package rules

import (
	"fmt"
	"strings"
)

// maxCombinations bounds the search for inputs that no row covers.
const maxCombinations = 20_000

// gaps finds inputs for which no row of a decision table matches. Each input is tried at the values that its cells tell apart:
// every word of a list, both sides of every bound, every word that is written, and one that is not.
func (s *Set) gaps() []Finding {
	var out []Finding
	for _, t := range s.Tables {
		if t.grid != nil || len(t.rows) == 0 || t.rows[len(t.rows)-1].catchAll() {
			continue
		}
		domains := make([][]Value, len(t.inputs))
		total := 1
		for i := range t.inputs {
			domains[i] = t.domain(i)
			total *= len(domains[i])
		}
		if total > maxCombinations {
			continue
		}
		for n := range total {
			values := make([]Value, len(domains))
			for i, rest := 0, n; i < len(domains); i++ {
				values[i] = domains[i][rest%len(domains[i])]
				rest /= len(domains[i])
			}
			if !t.covered(values) {
				out = append(out, Finding{Pos: t.Pos, Message: fmt.Sprintf("table %q has no row for some inputs", t.Name), Hint: "add a last row of *", Witness: t.inputsText(values)})
				break
			}
		}
	}
	return out
}

func (r *tableRow) catchAll() bool {
	for _, c := range r.cells {
		if !c.any {
			return false
		}
	}
	return true
}

func (t *Table) covered(values []Value) bool {
	for i := range t.rows {
		if t.rows[i].matches(values) {
			return true
		}
	}
	return false
}

func (t *Table) domain(i int) []Value {
	var typ Type
	if t.inputs[i].prog != nil {
		typ = t.inputs[i].prog.typ
	}
	var out []Value
	switch {
	case typ.Words != nil:
		return Texts(typ.Words).Items()
	case typ.Kind == KindYesNo:
		return []Value{YesNo(true), YesNo(false)}
	}
	for _, row := range t.rows {
		c := row.cells[i]
		for _, v := range append([]Value{c.low, c.high}, c.values...) {
			if n, ok := v.Number(); ok && v.kind == KindNumber {
				out = append(out, Number(n-1), Number(n), Number(n+1))
			} else if v.IsSet() {
				out = append(out, v)
			}
		}
	}
	if typ.Kind == KindText {
		out = append(out, Text("…"))
	}
	if len(out) == 0 {
		out = append(out, Number(0))
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
