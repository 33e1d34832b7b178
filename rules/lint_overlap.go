package rules

import "math/bits"

// maxFits bounds the values of one input times the rows of a table whose rows are compared.
const maxFits = 20_000_000

// fits tells which values of each input each row's cell fits.
type fits struct {
	*Table
	domains [][]Value
	rows    [][]valueSet // by row and input; nil where the table is too large
}

// valueSet has a bit for each value of an input.
type valueSet []uint64

func (t *Table) fits() *fits {
	f := &fits{Table: t, domains: make([][]Value, len(t.inputs))}
	for i := range t.inputs {
		if f.domains[i] = t.domain(i); len(f.domains[i])*len(t.rows) > maxFits {
			return f
		}
	}
	f.rows = make([][]valueSet, len(t.rows))
	for j := range t.rows {
		f.rows[j] = make([]valueSet, len(t.inputs))
		for i, domain := range f.domains {
			set := make(valueSet, (len(domain)+63)/64)
			for k, v := range domain {
				if t.rows[j].cells[i].matches(v) {
					set[k/64] |= 1 << (k % 64)
				}
			}
			f.rows[j][i] = set
		}
	}
	return f
}

// compare finds the first value that both sets have, -1 for none, and whether each has one that the other lacks.
func (a valueSet) compare(b valueSet) (shared int, apart bool) {
	var onlyA, onlyB bool
	shared = -1
	for k := range a {
		if both := a[k] & b[k]; both != 0 && shared < 0 {
			shared = k*64 + bits.TrailingZeros64(both)
		}
		onlyA, onlyB = onlyA || a[k]&^b[k] != 0, onlyB || b[k]&^a[k] != 0
	}
	return shared, onlyA && onlyB
}

// overlap is an input that two rows fit although some column tells them apart only in part: 1..3 and 3..5; "" where there is none. A
// row for a special case before one for more cases is how tables are meant, and no overlap.
func (f *fits) overlap(r, o int) string {
	a, b := &f.Table.rows[r], &f.Table.rows[o]
	several := func(c *cell) bool { return c.ranged || len(c.values) > 1 }
	if f.rows == nil || !anyColumn(a, b, func(a, b *cell) bool { return several(a) && several(b) }) {
		return "" // a single value is in the other cell or not
	}
	partly := false
	values := make([]Value, len(a.cells))
	for i := range a.cells {
		shared, apart := f.rows[r][i].compare(f.rows[o][i])
		if shared < 0 {
			return ""
		}
		values[i] = f.domains[i][shared]
		partly = partly || apart && !a.cells[i].negate && !b.cells[i].negate
	}
	if !partly {
		return ""
	}
	return f.inputsText(values)
}

func anyColumn(r, o *tableRow, is func(a, b *cell) bool) bool {
	for i := range r.cells {
		if is(&r.cells[i], &o.cells[i]) {
			return true
		}
	}
	return false
}
