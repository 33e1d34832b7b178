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
// by | or ;. Columns have the names of products.yaml or the words below.

// variantColumns are those of a row's variant.
var variantColumns = []string{"colour", "size", "stock", "usual_size"}

// columns are all of them but measures and what a shop declares, each with the
// words that exports and people use for it.
var columns = []source.Column{
	{Key: "code", Words: []string{"货号", "编码", "编号", "款号", "商品编码", "商品编号", "商家编码", "商品货号", "商品id", "sku", "id"}},
	{Key: "name", Words: []string{"名称", "名字", "品名", "商品", "商品名", "商品名称", "商品标题", "标题", "宝贝标题", "宝贝名称"}},
	{Key: "aliases", Words: []string{"别名", "俗称", "又名", "简称"}},
	{Key: "link", Words: []string{"链接", "商品链接", "宝贝链接", "网址", "url"}},
	{Key: "price", Words: []string{"价格", "售价", "单价", "一口价", "价钱", "定价", "标价", "商品价格"}},
	{Key: "floor", Words: []string{"底价", "最低价", "保底价"}},
	{Key: "weight_g", Words: []string{"重量", "克重", "净重"}},
	{Key: "tags", Words: []string{"标签", "分类", "类目", "类别", "品类"}},
	{Key: "size_table", Words: []string{"尺码表"}},
	{Key: "restock", Words: []string{"补货", "补货日期", "补货时间", "到货日期"}},
	{Key: "substitutes", Words: []string{"替代", "替代款", "相似款"}},
	{Key: "matches", Words: []string{"搭配", "搭配款"}},
	{Key: "colour", Words: []string{"颜色", "颜色分类", "花色", "color"}},
	{Key: "size", Words: []string{"尺码", "码数", "尺寸", "规格"}},
	{Key: "stock", Words: []string{"库存", "库存数量", "库存量", "数量", "现货", "件数"}},
	{Key: "usual_size", Words: []string{"别家码", "平时穿"}},
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
	header := l.header(rows[0])
	if header == nil {
		return
	}
	var open *csvProduct
	done := map[string]source.Pos{}
	for _, row := range rows[1:] {
		r := csvRow{columns: header, cells: row}
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

// header reads the first row. It is nil when the table cannot be read at all.
func (l *loader) header(header []source.Cell) []column {
	known := make([]column, len(header))
	seen := map[string]bool{}
	for i, cell := range header {
		c, ok := l.column(cell.Text)
		if !ok {
			l.errs.Add(cell.Pos, source.ColumnHint(append(slices.Clone(columns), l.ownColumns()...), cell.Text, ownField), "unknown column %q", cell.Text)
		}
		if known[i] = c; c.name == "" {
			continue
		}
		if seen[c.name] {
			l.errs.Add(cell.Pos, "", "column %s is given twice", c.name)
		}
		seen[c.name] = true
	}
	if !seen["code"] {
		l.errs.Add(header[0].Pos, "the first row holds the names of the columns: 货号, 名称, 价格 …", "there is no column code (货号)")
		return nil
	}
	return known
}

// column reads a cell of the header: a field that the shop declares, one of
// columns, a measure. The name is "" for a column that nobody reads.
func (l *loader) column(header string) (c column, ok bool) {
	word := source.ColumnWord(header)
	if slices.Contains(l.ownNames, word) {
		return column{name: word}, true
	}
	if key, ok := source.FindColumn(columns, header); ok {
		return column{name: key}, true
	}
	canonical, ok := measureWord(strings.ToLower(word))
	return column{name: canonical, measure: ok}, ok
}

// ownColumns are those that the shop declares.
func (l *loader) ownColumns() []source.Column {
	var own []source.Column
	for _, name := range l.ownNames {
		own = append(own, source.Column{Key: name})
	}
	return own
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
	return c.name != "" && !c.measure && !slices.Contains(variantColumns, c.name)
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
