package rules

import (
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// grid is a size chart as shops draw it: one input across, one down, both ends of a range in; where a value stands in two
// ranges the earlier one counts.
type grid struct {
	name, key    string
	across, down *program
	columns      []cell
	lines        []gridLine
	typ          Type
}

type gridLine struct {
	head   cell
	values []Value
	index  int
	pos    source.Pos
}

// yamlTable reads one entry of `tables:`, a grid:
//
//	grid: {down: expr, across: expr, gives: type}
//	across: [160..165, …]
//	down: {100..115: [M, …], …}
func yamlTable(sc *scope, def source.Field) *Table {
	fields := def.Value.Fields(sc.errs, "table "+def.Key, tableKeys...)
	head := fields.Get("grid")
	if head == nil {
		sc.errs.Add(def.KeyPos, "write grid: with across, down and gives; other tables are CSV files", "table %q has no grid", def.Key)
		return nil
	}
	f := head.Fields(sc.errs, "grid "+def.Key, gridKeys...)
	g := &grid{name: def.Key, key: "table " + def.Key, typ: TypeText, down: sc.gridAxis(f, head, "down"), across: sc.gridAxis(f, head, "across")}
	if gives := f.Get("gives"); gives != nil {
		name := gives.Text(sc.errs, "gives")
		typ, ok := TypeNamed(name, sc.set.lists)
		if !ok {
			sc.errs.Add(gives.Pos(), source.DidYouMean(name, TypeNames(sc.set.lists)), "unknown type %q", name)
		}
		g.typ = typ
	}
	for _, c := range fields.Get("across").Items(sc.errs, "across") {
		g.columns = append(g.columns, sc.gridHead(c.Text(sc.errs, "a column"), c.Pos(), g.across))
	}
	rows := fields.Get("down").Pairs(sc.errs, "down")
	for _, row := range rows {
		g.addLine(sc, row)
	}
	if len(g.columns) == 0 || len(rows) == 0 {
		sc.errs.Add(def.KeyPos, "list the ranges under across: and down:", "grid %q has no cells", def.Key)
	}
	return &Table{Name: def.Key, Pos: def.KeyPos, grid: g}
}

func (s *scope) gridAxis(f source.Fields, head *source.Node, axis string) *program {
	n := f.Get(axis)
	if n == nil {
		s.errs.Add(head.Pos(), "for example across: slots.height_cm", "the grid says not what goes %s", axis)
		return nil
	}
	src := n.Text(s.errs, axis)
	return s.compile(src, placeOf(n, src))
}

func (s *scope) gridHead(text string, pos source.Pos, axis *program) cell {
	var typ Type
	if axis != nil {
		typ = axis.typ
	}
	return parseCell(s, source.Cell{Text: text, Pos: pos}, typ)
}

func (g *grid) addLine(s *scope, row source.Field) {
	line := gridLine{head: s.gridHead(row.Key, row.KeyPos, g.down), index: len(g.lines) + 1, pos: row.KeyPos}
	for _, v := range row.Value.Items(s.errs, "a row") {
		text := v.Text(s.errs, "a cell")
		if strings.EqualFold(text, "none") || text == "-" {
			text = ""
		}
		value, ok := ParseValue(text, g.typ, s.schema.Location)
		if !ok {
			s.errs.Add(v.Pos(), "", "%q is not %s", text, aType(g.typ))
		}
		line.values = append(line.values, value)
	}
	if len(line.values) != len(g.columns) {
		s.errs.Add(row.KeyPos, "one value a column", "grid %q: this row has %d values, across has %d", g.name, len(line.values), len(g.columns))
		return
	}
	g.lines = append(g.lines, line)
}

func (g *grid) value(f *frame) Value {
	x, y := g.across.value(f), g.down.value(f)
	if f.err != nil {
		return Value{}
	}
	for i := range g.lines {
		line := &g.lines[i]
		if !line.head.matches(y) {
			continue
		}
		for j := range g.columns {
			if g.columns[j].matches(x) {
				f.turn.reach(g.key, line.index)
				return line.values[j]
			}
		}
	}
	return Value{}
}
