package rules

import (
	"io/fs"
	"path"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/huashu-go/huashu/engine/source"
)

// maxTableRows bounds the rows of all tables of a shop.
const maxTableRows = 200_000

// Table is a decision table or a grid. Rows are tried from top to bottom; the first that matches wins.
type Table struct {
	Name   string
	Pos    source.Pos
	key    string // as coverage names it
	inputs []tableInput
	out    *ObjectType // outputs of a decision table
	rows   []tableRow
	grid   *grid
}

type tableInput struct {
	name string
	prog *program
	src  string
}

// tableRow is a row; a pointer to it is the value that a lookup gives.
type tableRow struct {
	cells []cell
	outs  []Value
	pos   source.Pos
	index int // 1-based, as in coverage
}

func (s *Set) loadTables(dir fs.FS, sc *scope) {
	files, err := source.Files(dir, "tables/*.csv", "tables/*.yaml", "tables/*.yml")
	if err != nil {
		sc.errs.Add(source.Pos{File: "tables"}, "", "%v", err)
		return
	}
	rows := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".csv") {
			data, err := fs.ReadFile(dir, file)
			if err != nil {
				sc.errs.Add(source.Pos{File: file}, "", "%v", err)
				continue
			}
			s.addTable(sc, csvTable(sc, file, source.CSV(file, data, sc.errs)))
			continue
		}
		root := source.Read(dir, file, sc.errs)
		if root == nil {
			continue
		}
		for _, def := range root.Fields(sc.errs, "a file of tables", "tables").Get("tables").Pairs(sc.errs, "tables") {
			s.addTable(sc, yamlTable(sc, def))
		}
	}
	for _, t := range s.Tables {
		rows += len(t.rows)
	}
	if rows > maxTableRows {
		sc.errs.Add(source.Pos{File: "tables"}, "keep large data with the host and ask for it by a lookup", "%d table rows, at most %d", rows, maxTableRows)
	}
}

func (s *Set) addTable(sc *scope, t *Table) {
	if t == nil {
		return
	}
	if other, ok := s.tables[t.Name]; ok {
		sc.errs.Add(t.Pos, "rename one of them", "table %q is defined twice, first at %s", t.Name, other.Pos)
		return
	}
	s.tables[t.Name] = t
	s.Tables = append(s.Tables, t)
}

// csvTable reads a decision table: `in name = expr` and `out name` (or `out name: type`) in the header, a row a case.
func csvTable(sc *scope, file string, rows [][]source.Cell) *Table {
	if len(rows) == 0 {
		sc.errs.Add(source.Pos{File: file, Line: 1, Column: 1}, "the first row names the columns: in x = expr, out y", "empty table")
		return nil
	}
	name := strings.TrimSuffix(path.Base(file), ".csv")
	t := &Table{Name: name, key: "table " + name, Pos: rows[0][0].Pos, out: &ObjectType{Name: "a row of table " + name, Fields: map[string]Field{}}}
	var outs []Type
	for _, head := range rows[0] {
		text := strings.TrimSpace(head.Text)
		switch {
		case strings.HasPrefix(text, "in "):
			if len(outs) > 0 {
				sc.errs.Add(head.Pos, "put the in columns first", "an input after an output")
			}
			t.inputs = append(t.inputs, csvInput(sc, head, strings.TrimSpace(text[3:])))
		case strings.HasPrefix(text, "out "):
			outs = append(outs, t.addOut(sc, head, strings.TrimSpace(text[4:]), len(outs)))
		default:
			sc.errs.Add(head.Pos, "write `in name = expr` or `out name`", "column %q is neither an input nor an output", text)
			return nil
		}
	}
	if len(outs) == 0 {
		sc.errs.Add(t.Pos, "add a column `out name`", "table %q has no output", name)
	}
	for i, cells := range rows[1:] {
		if row := t.csvRow(sc, cells, outs); row != nil {
			row.index = i + 1
			t.rows = append(t.rows, *row)
		}
	}
	return t
}

func csvInput(sc *scope, head source.Cell, def string) tableInput {
	name, src, ok := strings.Cut(def, "=")
	in := tableInput{name: strings.TrimSpace(name), src: strings.TrimSpace(src)}
	if !ok || in.src == "" {
		sc.errs.Add(head.Pos, "write `in name = expr`, for example `in region = slots.region`", "input %q says not what it is", def)
		return in
	}
	offset := strings.Index(head.Text, in.src)
	in.prog = sc.compile(in.src, place{pos: head.Pos, src: head.Text, shift: len([]rune(head.Text[:max(offset, 0)]))})
	return in
}

func (t *Table) addOut(sc *scope, head source.Cell, def string, index int) Type {
	name, typeName, declared := strings.Cut(def, ":")
	name, typeName = strings.TrimSpace(name), strings.TrimSpace(typeName)
	typ := TypeText
	if declared {
		var ok bool
		if typ, ok = TypeNamed(typeName, sc.set.lists); !ok {
			sc.errs.Add(head.Pos, source.DidYouMean(typeName, TypeNames(sc.set.lists)), "unknown type %q", typeName)
		}
	}
	if _, ok := t.out.Fields[name]; ok || name == "" {
		sc.errs.Add(head.Pos, "give every output a name of its own", "output %q is there already", name)
	}
	t.out.Fields[name] = Field{Type: typ, Get: func(o any) Value { return o.(*tableRow).outs[index] }}
	return typ
}

func (t *Table) csvRow(sc *scope, cells []source.Cell, outs []Type) *tableRow {
	want := len(t.inputs) + len(outs)
	if len(cells) != want {
		sc.errs.Add(cells[0].Pos, "quote a text that holds a comma", "table %q: this row has %d cells, the header %d", t.Name, len(cells), want)
		return nil
	}
	row := &tableRow{pos: cells[0].Pos}
	for i, in := range t.inputs {
		var typ Type
		if in.prog != nil {
			typ = in.prog.typ
		}
		row.cells = append(row.cells, parseCell(sc, cells[i], typ))
	}
	for i, typ := range outs {
		row.outs = append(row.outs, parseOut(sc, cells[len(t.inputs)+i], typ))
	}
	return row
}

func parseOut(sc *scope, c source.Cell, typ Type) Value {
	text := strings.TrimSpace(c.Text)
	v, ok := ParseValue(text, typ, sc.schema.Location)
	if !ok {
		sc.errs.Add(c.Pos, "", "%q is not %s", text, aType(typ))
	}
	return v
}

// lookup compiles lookup("name"): the outputs of the first row that matches, or the value of a grid.
func (c *compiler) lookup(n ast.Node, args []ast.Node) (evalFn, Type) {
	var name string
	if len(args) == 1 {
		if lit, ok := args[0].(*ast.StringNode); ok {
			name = lit.Value
		}
	}
	if name == "" {
		return c.fail(n, `write lookup("name")`, "lookup() takes the name of a table as written, and nothing else")
	}
	t, ok := c.set.tables[name]
	if !ok {
		return c.fail(args[0], didYouMeanTable(name, c.set), "unknown table %q", name)
	}
	c.set.used["table "+name] = true
	c.reads = append(c.reads, t.reads()...)
	if t.grid != nil {
		return func(f *frame) Value { return t.grid.value(f) }, t.grid.typ
	}
	return func(f *frame) Value { return t.find(f) }, ObjectOf(t.out)
}

func didYouMeanTable(name string, s *Set) string {
	return source.DidYouMean(name, sortedKeys(s.tables))
}

// bodySize compiles body_size(item): the grid that the item names in size_table, looked up with the slots in its header.
func (c *compiler) bodySize(n ast.Node, args []ast.Node) (evalFn, Type) {
	if len(args) != 1 {
		return c.fail(n, "write body_size(item)", "body_size() takes an item")
	}
	item, typ := c.node(args[0])
	if typ.Kind != KindObject {
		return c.fail(args[0], "", "body_size() takes an item, this is %s", aType(typ))
	}
	for _, t := range c.set.Tables {
		if t.grid != nil {
			c.reads = append(c.reads, t.reads()...)
		}
	}
	field, ok := typ.Object.Fields["size_table"]
	if !ok {
		return c.fail(args[0], "", "%s has no size_table", typ)
	}
	return func(f *frame) Value {
		v := item(f)
		if v.kind != KindObject {
			return Value{}
		}
		t := f.set.tables[field.Get(v.ref).Text()]
		if t == nil || t.grid == nil {
			return Value{}
		}
		return t.grid.value(f)
	}, Type{Kind: KindText, Name: "size"}
}

// reads are the paths that the inputs of the table read.
func (t *Table) reads() []string {
	var out []string
	for _, in := range t.inputs {
		if in.prog != nil {
			out = append(out, in.prog.reads...)
		}
	}
	if t.grid != nil && t.grid.across != nil && t.grid.down != nil {
		out = append(append(out, t.grid.across.reads...), t.grid.down.reads...)
	}
	return out
}

func (t *Table) find(f *frame) Value {
	var buf [8]Value
	values := buf[:0]
	for _, in := range t.inputs {
		values = append(values, in.prog.value(f))
		if f.err != nil {
			return Value{}
		}
	}
	for i := range t.rows {
		row := &t.rows[i]
		if row.matches(values) {
			f.turn.reach(t.key, row.index)
			return Object(row)
		}
	}
	return Value{}
}

func (r *tableRow) matches(values []Value) bool {
	for i := range r.cells {
		if !r.cells[i].matches(values[i]) {
			return false
		}
	}
	return true
}

func number(s string) (float64, bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return f, err == nil
}

// Row is one output of the first row of a table that matches, for functions of the engine; unset where there is no such
// table, output or row.
func (s *Set) Row(turn Turn, table, out string) (Value, error) {
	t := s.tables[table]
	if t == nil || t.out == nil {
		return Value{}, nil
	}
	field, ok := t.out.Fields[out]
	if !ok {
		return Value{}, nil
	}
	f := s.frame(&turn)
	defer f.release()
	row := t.find(f)
	if !row.IsSet() {
		return Value{}, f.err
	}
	return field.Get(row.ref), f.err
}
