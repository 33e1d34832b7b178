package kb

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/huashu-go/huashu/engine/source"
)

// columns are those of a CSV of articles. A cell may hold several values, one a
// line or with | between them.
var columns = []source.Column{
	{Key: "id", Words: []string{"编号"}},
	{Key: "ask", Words: []string{"问题", "问法", "问", "提问", "问句", "标准问", "标准问题", "常见问题", "question"}},
	{Key: "also", Words: []string{"相似问", "相似问法", "相似问题", "其他问法", "扩展问"}},
	{Key: "say", Words: []string{"答案", "回答", "答", "答复", "回复", "话术", "标准答案", "回答内容", "answer"}},
	{Key: "products", Words: []string{"商品", "货号", "商品编码", "适用商品"}},
	{Key: "tags", Words: []string{"标签", "分类", "类目"}},
	{Key: "intent", Words: []string{"意图"}},
	{Key: "valid", Words: []string{"有效期"}},
	{Key: "language", Words: []string{"语言"}},
	{Key: "enabled", Words: []string{"启用", "是否启用"}},
	{Key: "attach", Words: []string{"附件"}},
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
		key, ok := source.FindColumn(columns, cell.Text)
		switch {
		case !ok:
			errs.Add(cell.Pos, source.ColumnHint(columns, cell.Text, ""), "unknown column %q", cell.Text)
		case key != "" && slices.Contains(keys[:i], key):
			errs.Add(cell.Pos, "", "two columns for %s", key)
		default:
			keys[i] = key
		}
	}
	if !slices.Contains(keys, "ask") {
		errs.Add(header[0].Pos, "the first row names the columns: 问题, 答案 …", "no column ask (问题)")
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

// asks are the ways of asking.
func (r csvRow) asks() []string { return append(r.values("ask"), r.values("also")...) }

// longestID is how many runes of a question its id has.
const longestID = 24

// id is the id of the row. One that has none is called after its first question and what it holds for, so that it keeps its id
// when rows come and go around it or its answer changes: 能机洗吗, 能机洗吗-A2031.
func (r csvRow) id() string {
	if id := r.cells["id"].Text; id != "" {
		return id
	}
	asks := r.asks()
	if len(asks) == 0 {
		return ""
	}
	id := idOf(asks[0])
	for _, key := range []string{"products", "tags", "valid"} {
		if text := r.cells[key].Text; text != "" {
			id += "-" + idOf(text)
		}
	}
	return id
}

// idOf makes a text the part of an id: its letters and digits. Of a long one the end is given by its hash.
func idOf(text string) string {
	words := strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	id := []rune(strings.Join(words, "-"))
	if len(id) <= longestID {
		return string(id)
	}
	return fmt.Sprintf("%s-%x", string(id[:longestID]), source.Cell{Text: string(id)}.Node().Hash())
}

func (l *loader) row(row csvRow) {
	id := row.cells["id"]
	a := Article{ID: row.id(), Pos: row.pos, Ask: row.asks(), Intent: row.cells["intent"].Text, IntentPos: row.cells["intent"].Pos}
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
	if first, ok := l.places[a.ID]; ok && id.Text == "" && a.ID != "" {
		l.errs.Add(row.pos, fmt.Sprintf("the first is at %v: join the two, or give each an id in a column 编号", first), "two rows ask %q", a.Ask[0])
		return
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
		if len(row.asks()) == 0 {
			errs.Add(row.pos, "write how customers ask for it", "a row without a question")
			continue
		}
		writeRow(&out, row)
	}
	return []byte(out.String()), errs.Err()
}

func writeRow(out *strings.Builder, row csvRow) {
	out.WriteString("  - id: " + quoted(row.id()) + "\n")
	writeList(out, "    ", "ask", row.asks())
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
