package rules

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/huashu-go/huashu/engine/source"
)

// chart finds ranges of a size chart that leave something out, or share more than their end.
func (t *Table) chart() []Finding {
	heads, places := make([]*cell, 0, len(t.grid.lines)), make([]source.Pos, 0, len(t.grid.lines))
	for i := range t.grid.lines {
		heads, places = append(heads, &t.grid.lines[i].head), append(places, t.grid.lines[i].pos)
	}
	out := t.ranges(heads, places, t.grid.down)
	heads, places = nil, nil
	for i := range t.grid.columns {
		heads, places = append(heads, &t.grid.columns[i]), append(places, t.Pos)
	}
	return append(out, t.ranges(heads, places, t.grid.across)...)
}

func (t *Table) ranges(heads []*cell, places []source.Pos, axis *program) []Finding {
	var out []Finding
	order := make([]int, 0, len(heads))
	for i, h := range heads {
		if h.ranged && h.low.kind == KindNumber && h.high.kind == KindNumber {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(heads[a].low.num, heads[b].low.num) })
	for n := 1; n < len(order); n++ {
		before, after := heads[order[n-1]], heads[order[n]]
		from, to := before.high.num, after.low.num
		switch middle := axis.src + " = " + Number((from+to)/2).String(); {
		case from < to:
			out = append(out, Finding{Pos: places[order[n]], Message: fmt.Sprintf("chart %q has nothing between %v and %v", t.Name, before.high, after.low),
				Hint: fmt.Sprintf("let the ranges meet: %v..%v and then from %v on; both ends count", before.low, before.high, before.high), Witness: middle})
		case from > to:
			out = append(out, Finding{Pos: places[order[n]], Witness: middle, Hint: "let them share no more than their ends",
				Message: fmt.Sprintf("chart %q: the ranges %v..%v and %v..%v overlap; the one written first wins", t.Name, before.low, before.high, after.low, after.high)})
		}
	}
	return out
}
