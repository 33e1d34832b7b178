package kb

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// columns are the headers that a CSV of articles may have, each with its other
// names. A cell may hold several values, one a line or with | between them.
var columns = []struct {
	key   string
	names []string
}{
	{"id", []string{"编号"}},
	{"ask", []string{"question", "问法", "问题", "问"}},
	{"say", []string{"answer", "回答", "答案", "答"}},
	{"products", []string{"商品", "货号"}},
	{"tags", []string{"标签"}},
	{"intent", []string{"意图"}},
	{"valid", []string{"有效期"}},
	{"language", []string{"语言"}},
	{"enabled", []string{"启用"}},
	{"attach", []string{"附件"}},
}

func isCSV(file string) bool { return strings.HasSuffix(strings.ToLower(file), ".csv") }

// csv reads a table of articles. Bad rows are reported and left out.
func (l *loader) csv(dir fs.FS, file string) {
	data, err := fs.ReadFile(dir, file)
	if err != nil {
		l.errs.Add(source.Pos{File: file}, "", "cannot be read: %v", err)
		return
	}
	for _, row := range csvRows(file, data, l.errs) {
		l.row(row)
	}
}

// csvRow holds the cells of one row by column.
type csvRow struct {
	pos   source.Pos
	cells map[string]source.Cell
}

func csvRows(file string, data []byte, errs *source.List) []csvRow {
	table := source.CSV(file, data, errs)
	if len(table) == 0 {
		return nil
	}
	keys := csvHeader(table[0], errs)
	var rows []csvRow
	for _, cells := range table[1:] {
		row := csvRow{pos: cells[0].Pos, cells: map[string]source.Cell{}}
		for i, cell := range cells {
			if keys[i] != "" && cell.Text != "" {
				row.cells[keys[i]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// csvHeader returns the key of each column, "" for one that is not known.
func csvHeader(header []source.Cell, errs *source.List) []string {
	keys := make([]string, len(header))
	for i, cell := range header {
		name := strings.ToLower(cell.Text)
		var known []string
		for _, column := range columns {
			if name == column.key || slices.Contains(column.names, name) {
				keys[i] = column.key
			}
			known = append(append(known, column.key), column.names...)
		}
		switch {
		case keys[i] == "":
			errs.Add(cell.Pos, source.DidYouMean(name, known), "unknown column %q", cell.Text)
		case slices.Contains(keys[:i], keys[i]):
			errs.Add(cell.Pos, "", "two columns for %s", keys[i])
			keys[i] = ""
		}
	}
	for _, need := range []string{"id", "ask"} {
		if !slices.Contains(keys, need) {
			errs.Add(header[0].Pos, "the first row names the columns", "no column %q", need)
		}
	}
	return keys
}

// values splits a cell.
func (r csvRow) values(key string) []string {
	var values []string
	for _, value := range strings.FieldsFunc(r.cells[key].Text, func(c rune) bool { return c == '|' || c == '\n' || c == '\r' }) {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}

func (l *loader) row(row csvRow) {
	id := row.cells["id"]
	a := Article{ID: id.Text, Pos: row.pos, Ask: row.values("ask"), Intent: row.cells["intent"].Text, IntentPos: row.cells["intent"].Pos}
	if id.Text != "" {
		a.Pos = id.Pos
	}
	for _, code := range row.values("products") {
		a.Scope.Products = append(a.Scope.Products, l.known(row.cells["products"].Node(), "product", code, &l.codes))
	}
	for _, tag := range row.values("tags") {
		a.Scope.Tags = append(a.Scope.Tags, l.known(row.cells["tags"].Node(), "tag", tag, &l.tags))
	}
	if cell, ok := row.cells["valid"]; ok {
		a.Valid = cell.Node().Window(l.errs, "valid", l.loc)
	}
	if cell, ok := row.cells["language"]; ok {
		a.Language = l.language(cell.Node())
	}
	if cell, ok := row.cells["enabled"]; ok {
		a.Disabled = !cell.Node().Bool(l.errs, "enabled")
	}
	if cell, ok := row.cells["say"]; ok {
		a.Say = cell.Node()
	}
	for _, name := range row.values("attach") {
		a.Attach = append(a.Attach, source.Cell{Text: name, Pos: row.cells["attach"].Pos}.Node())
	}
	l.add(a, row.pos)
}

// YAML turns a CSV of articles (UTF-8 or GBK, as Excel exports it) into the
// YAML that means the same, answers included. The error is source.Errors; rows
// without mistakes are in the result all the same.
func YAML(file string, data []byte) ([]byte, error) {
	var errs source.List
	var out strings.Builder
	out.WriteString("articles:\n")
	for _, row := range csvRows(file, data, &errs) {
		if row.cells["id"].Text == "" || len(row.values("ask")) == 0 {
			errs.Add(row.pos, "", "a row needs an id and a way of asking")
			continue
		}
		writeRow(&out, row)
	}
	return []byte(out.String()), errs.Err()
}

func writeRow(out *strings.Builder, row csvRow) {
	out.WriteString("  - id: " + quoted(row.cells["id"].Text) + "\n")
	writeList(out, "    ", "ask", row.values("ask"))
	if row.cells["products"].Text+row.cells["tags"].Text != "" {
		out.WriteString("    scope:\n")
		writeList(out, "      ", "products", row.values("products"))
		writeList(out, "      ", "tags", row.values("tags"))
	}
	for _, key := range []string{"intent", "valid", "language", "enabled", "say"} {
		if cell, ok := row.cells[key]; ok {
			out.WriteString("    " + key + ": " + quoted(cell.Text) + "\n")
		}
	}
	writeList(out, "    ", "attach", row.values("attach"))
}

func writeList(out *strings.Builder, indent, key string, values []string) {
	if len(values) == 0 {
		return
	}
	out.WriteString(indent + key + ":\n")
	for _, value := range values {
		out.WriteString(indent + "  - " + quoted(value) + "\n")
	}
}

// quoted writes a YAML scalar in double quotes, whose escapes are among those
// of Go. Numbers and dates stay the text they are.
func quoted(text string) string { return strconv.Quote(text) }
