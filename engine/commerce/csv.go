package commerce

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// products.csv has one row for each variant: the columns of the product, then
// colour, size, stock and the measures of the size. Further rows of a product
// repeat its code, or leave it empty, and may leave out what does not change.
// A product without variants is one row with its stock. Lists are separated
// by | or ;. Columns have the names of products.yaml or the Chinese ones.

// columnNames are the Chinese words for the columns.
var columnNames = map[string]string{
	"货号": "code", "编码": "code", "商品编码": "code", "商家编码": "code",
	"名称": "name", "商品名称": "name", "品名": "name",
	"别名": "aliases", "俗称": "aliases", "链接": "link",
	"价格": "price", "售价": "price", "单价": "price", "底价": "floor", "最低价": "floor",
	"重量": "weight_g", "克重": "weight_g", "标签": "tags", "尺码表": "size_table", "补货": "restock", "补货日期": "restock",
	"替代": "substitutes", "替代款": "substitutes", "搭配": "matches", "搭配款": "matches",
	"颜色": "colour", "尺码": "size", "库存": "stock", "别家码": "usual_size", "平时穿": "usual_size",
}

type column struct {
	name    string
	measure bool
}

// csv reads the rows; products are added when their last row is read.
func (l *loader) csv(rows [][]source.Cell) {
	if len(rows) == 0 {
		return
	}
	columns := l.columns(rows[0])
	if columns == nil {
		return
	}
	var open *csvProduct
	done := map[string]source.Pos{}
	for _, row := range rows[1:] {
		r := csvRow{columns: columns, cells: row}
		code := r.cell("code")
		if open != nil && (code.Text == "" || code.Text == open.p.Code) && r.isVariant() {
			l.variant(open, r)
			continue
		}
		l.finish(open, done)
		open = nil
		if !l.room(code.Pos) {
			return
		}
		open = l.begin(r)
	}
	l.finish(open, done)
}

type csvProduct struct {
	p     *Product
	first csvRow
	sizes map[string]source.Pos // place of each stock or usual size, as sizePos has it
}

type csvRow struct {
	columns []column
	cells   []source.Cell
}

func (r csvRow) cell(name string) source.Cell {
	for i, c := range r.columns {
		if c.name == name && !c.measure {
			return r.cells[i]
		}
	}
	return source.Cell{Pos: r.cells[0].Pos}
}

// isVariant tells whether the row says something of a colour or size.
func (r csvRow) isVariant() bool {
	return r.cell("colour").Text != "" || r.cell("size").Text != ""
}

// columns reads the header. It is nil when the table cannot be read at all.
func (l *loader) columns(header []source.Cell) []column {
	known := append(slices.Concat(plainKeys, []string{"colour", "size", "stock", "usual_size"}), l.ownNames...)
	columns := make([]column, len(header))
	seen := map[string]bool{}
	for i, cell := range header {
		name := cell.Text
		if key, ok := columnNames[name]; ok {
			name = key
		}
		canonical, isMeasure := measureWord(name)
		switch {
		case slices.Contains(known, name):
			columns[i] = column{name: name}
		case isMeasure:
			columns[i] = column{name: canonical, measure: true}
		default:
			l.errs.Add(cell.Pos, source.DidYouMean(name, known), "unknown column %q", name)
			continue
		}
		if seen[columns[i].name] {
			l.errs.Add(cell.Pos, "", "column %s is given twice", columns[i].name)
		}
		seen[columns[i].name] = true
	}
	if !seen["code"] {
		l.errs.Add(header[0].Pos, "the first row holds the names of the columns: code, name, price …", "there is no column code")
		return nil
	}
	return columns
}

func measureWord(name string) (string, bool) {
	for _, words := range measures {
		if slices.Contains(words, name) {
			return words[0], true
		}
	}
	return "", false
}

// begin reads the first row of a product.
func (l *loader) begin(r csvRow) *csvProduct {
	o := &csvProduct{p: &Product{Pos: r.cell("code").Pos}, first: r, sizes: map[string]source.Pos{}}
	for i, c := range r.columns {
		if cell := r.cells[i]; cell.Text != "" && c.plain() {
			l.set(o.p, c.name, cell.Node(), splitCell(cell))
		}
	}
	l.variant(o, r)
	return o
}

// plain tells a column of the product from one of its variants.
func (c column) plain() bool {
	return c.name != "" && !c.measure && !slices.Contains([]string{"colour", "size", "stock", "usual_size"}, c.name)
}

// splitCell cuts a list in a cell.
func splitCell(cell source.Cell) []*source.Node {
	var items []*source.Node
	for _, part := range strings.FieldsFunc(cell.Text, func(r rune) bool { return r == '|' || r == ';' || r == '\uff1b' || r == '\n' }) {
		if part = strings.TrimSpace(part); part != "" {
			items = append(items, source.Cell{Text: part, Pos: cell.Pos}.Node())
		}
	}
	return items
}

// variant adds what a row says of a colour and size, and checks that it says
// the same of the product as its first row.
func (l *loader) variant(o *csvProduct, r csvRow) {
	for i, c := range r.columns {
		first := o.first.cells[i]
		if cell := r.cells[i]; c.plain() && cell.Text != "" && cell.Text != first.Text {
			l.errs.Add(cell.Pos, "", "%s: %q, but %q in line %d, which is the same product", c.name, cell.Text, first.Text, first.Pos.Line)
		}
	}
	colour, size, stock := r.cell("colour").Text, r.cell("size").Text, r.cell("stock")
	row := SizeRow{Size: size, CM: map[string]float64{}}
	for i, c := range r.columns {
		if cell := r.cells[i]; c.measure && cell.Text != "" {
			l.cm(row, c.name, cell.Node())
		}
	}
	l.chartRow(o.p, row, r)
	if stock.Text != "" {
		l.addStock(o, colour, size, r)
	} else if (colour != "" || size != "") && len(row.CM) == 0 {
		l.errs.Add(stock.Pos, "write 0 for what is sold out", "stock is empty")
	}
	for _, usual := range splitCell(r.cell("usual_size")) {
		key := usual.Text(l.errs, "usual_size")
		o.p.UsualSize = append(o.p.UsualSize, Pair{key, size})
		o.sizes["usual_size"+key] = usual.Pos()
	}
}

// chartRow adds the measures of a size; rows of other colours may repeat them.
func (l *loader) chartRow(p *Product, row SizeRow, r csvRow) {
	if len(row.CM) == 0 {
		return
	}
	at := slices.IndexFunc(p.SizeChart, func(other SizeRow) bool { return other.Size == row.Size })
	if at < 0 {
		p.SizeChart = append(p.SizeChart, row)
		return
	}
	for i, c := range r.columns {
		value, given := row.CM[c.name]
		if !c.measure || !given {
			continue
		}
		if had := p.SizeChart[at].CM[c.name]; had != 0 && had != value {
			l.errs.Add(r.cells[i].Pos, "", "%s: %v, but %v for size %s above", c.name, value, had, row.Size)
		}
		p.SizeChart[at].CM[c.name] = value
	}
}

func (l *loader) addStock(o *csvProduct, colour, size string, r csvRow) {
	cell := r.cell("stock")
	count := l.count(cell.Node())
	at := slices.IndexFunc(o.p.Stock, func(c ColourStock) bool { return c.Colour == colour })
	if at < 0 {
		at = len(o.p.Stock)
		o.p.Stock = append(o.p.Stock, ColourStock{Colour: colour})
	}
	sizes := &o.p.Stock[at].Sizes
	if slices.ContainsFunc(*sizes, func(s SizeStock) bool { return s.Size == size }) {
		l.errs.Add(cell.Pos, "", "stock of %s%s is given twice", colour, size)
		return
	}
	*sizes = append(*sizes, SizeStock{size, count})
	o.sizes["stock"+colour+"\x00"+size] = r.cell("size").Pos
}

// finish checks a product whose rows have all been read.
func (l *loader) finish(o *csvProduct, done map[string]source.Pos) {
	if o == nil {
		return
	}
	if place, again := done[o.p.Code]; again && o.p.Code != "" && o.first.isVariant() {
		l.errs.Add(o.p.Pos, "put all rows of a product below each other", "product %s goes on here, it began at %v", o.p.Code, place)
		return
	}
	done[o.p.Code] = o.p.Pos
	l.add(o.p, func(key string) *source.Node { return o.first.cell(key).Node() })
	l.sizes(o.p, func(section, size string) source.Pos { return o.sizes[section+size] })
}
