package commerce

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func load(files map[string]string, fields map[string]string) ([]*Product, string) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var errs source.List
	products := LoadProducts(fsys, fields, shanghai, &errs)
	if err := errs.Err(); err != nil {
		return products, err.Error()
	}
	return products, ""
}

func TestLoadProductsReports(t *testing.T) {
	const file = `products:
  - code: A1
    name: 裤子
    price: 129
    floor: 130
    colour: 黑
    stock: {黑色: {M: -1, XXl: 3}, 灰色: {M: x}}
    size_chart: {M: {wiast: 76}, XXL: {waist: 0}}
    usual_size: {28: XM}
    substitutes: [A2, A1]
    matches: A9
  - code: A2
    price: 12.345
    weight_g: -3
    restock: 下周
    fabric: 棉 #1
    custom_made: 也许
    grade: 优
    season: [春]
  - code: A1
    name: 另一条
    price: 0
  - name: 无货号
    price: 1
    stock: {黑色: 3, M: 4}
`
	_, errs := load(map[string]string{"products.yaml": file}, map[string]string{"fabric": "text", "custom_made": "yes_no", "grade": "one_of(优级|良级)", "season": "number"})
	require.Equal(t, `products.yaml:5:12: floor: 130 is more than the price, 129
products.yaml:6:5: product: unknown key "colour" (declare a field of the shop's own under product_fields: in shop.yaml)
products.yaml:7:21: stock: want at least 0
products.yaml:7:25: stock: size "XXl" is not in the size chart or stock (did you mean "XXL"?)
products.yaml:7:42: stock: want a whole number, have "x"
products.yaml:8:22: size_chart: unknown measure "wiast" (did you mean "waist"?)
products.yaml:8:47: waist: want centimetres, more than 0
products.yaml:9:22: usual_size: size "XM" is not in the size chart or stock (did you mean "M"?)
products.yaml:10:23: product A1 names itself
products.yaml:11:14: there is no product "A9" (did you mean "A1"?)
products.yaml:12:5: product A2: name is missing
products.yaml:13:12: price: want an amount of money, have "12.345" (yuan with at most two decimals, like 129 or 9.9)
products.yaml:13:12: price: want more than 0
products.yaml:14:15: weight_g: want grams, at least 0
products.yaml:15:14: restock: want a date, have "下周" (like 2026-11-20 or 2026-11-20 16:00)
products.yaml:16:13: fabric: the text ends at " #", the rest is a comment (put the text in quotes, or write it as a block (|))
products.yaml:17:18: custom_made: want yes or no, have "也许" (write yes or no (是 or 否))
products.yaml:18:12: grade: unknown word "优" (known: 优级, 良级)
products.yaml:19:13: season: want a single value, have a list (a text that starts with [ or { must be in quotes)
products.yaml:20:11: product A1 is given twice, first at products.yaml:2:5
products.yaml:22:12: price: want more than 0
products.yaml:23:5: product: code is missing
products.yaml:25:12: stock: colours and sizes beside each other (write each colour with its sizes: 黑色: {M: 3, L: 5})`, errs)
}

func TestLoadProductsStockForms(t *testing.T) {
	products, errs := load(map[string]string{"products.yaml": `products:
  - {code: a, name: 坚果, price: 9.9, stock: 40}
  - {code: b, name: 包, price: 99, stock: {黑色: 3, 红色: 0}}
  - {code: c, name: 鞋, price: 99, stock: {42: 3, 42.5: 1, 均码: 2, XXL: 5}}
  - {code: d, name: 垫, price: 99, stock: {双人床: 3}, size_chart: {双人床: {宽: 150, 长: 200, 厚: 8}}}
  - {code: e, name: 杯, price: ¥9, stock: }
`}, nil)
	require.Empty(t, errs)
	require.Equal(t, []ColourStock{{"", []SizeStock{{"", 40}}}}, products[0].Stock)
	require.Equal(t, []ColourStock{{"黑色", []SizeStock{{"", 3}}}, {"红色", []SizeStock{{"", 0}}}}, products[1].Stock)
	require.Equal(t, []ColourStock{{"", []SizeStock{{"42", 3}, {"42.5", 1}, {"均码", 2}, {"XXL", 5}}}}, products[2].Stock)
	require.Equal(t, []ColourStock{{"", []SizeStock{{"双人床", 3}}}}, products[3].Stock)
	require.Equal(t, map[string]float64{"width": 150, "length": 200, "厚": 8}, products[3].SizeChart[0].CM)
	require.Empty(t, products[4].Stock)
}

func TestLoadProductsFields(t *testing.T) {
	fields := map[string]string{"n": "number", "m": "money", "d": "date", "s": "texts", "y": "yes_no", "l": "some_list", "t": "duration"}
	products, errs := load(map[string]string{"products.yaml": `products:
  - {code: "0031", name: a, price: 1, n: 1.5, m: 9.9, d: 2026-11-20, s: 一个, y: 否, l: 词, t: 3d}
`}, fields)
	require.Empty(t, errs)
	require.Equal(t, "0031", products[0].Code)
	require.Equal(t, map[string]any{"n": 1.5, "m": 9.9, "d": moment(t, "2026-11-20"), "s": []string{"一个"}, "y": false, "l": "词", "t": "3d"}, products[0].Fields)
}

const table = `货号,名称,别名,价格,底价,标签,颜色,尺码,库存,腰围,臀围,别家码,praise,补货
A1,直筒裤,裤|休闲裤,"1,129.00",112,裤子;通勤,黑色,M,12,76,98,27,"耐穿,好洗",2026/11/20
,,,,,,黑色,L,3,80,102,28|29,,
A1,直筒裤,,,,,卡其,L,0,80,,,,
B2,坚果,,9.9,,零食,,,40,,,,,
`

func TestLoadProductsCSV(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(strings.ReplaceAll(table, "\n", "\r\n"))
	require.NoError(t, err)
	for name, text := range map[string]string{"UTF-8": table, "byte order mark": "\ufeff" + table, "GBK": gbk} {
		t.Run(name, func(t *testing.T) {
			products, errs := load(map[string]string{"products.csv": text}, map[string]string{"praise": "text"})
			require.Empty(t, errs)
			require.Equal(t, []*Product{
				{
					Code: "A1", Name: "直筒裤", Aliases: []string{"裤", "休闲裤"}, Price: Yuan(1129), Floor: Yuan(112), Tags: []string{"裤子", "通勤"},
					Stock:     []ColourStock{{"黑色", []SizeStock{{"M", 12}, {"L", 3}}}, {"卡其", []SizeStock{{"L", 0}}}},
					SizeChart: []SizeRow{{"M", map[string]float64{"waist": 76, "hip": 98}}, {"L", map[string]float64{"waist": 80, "hip": 102}}},
					UsualSize: []Pair{{"27", "M"}, {"28", "L"}, {"29", "L"}}, Restock: moment(t, "2026-11-20"),
					Fields: map[string]any{"praise": "耐穿,好洗"}, Pos: source.Pos{File: "products.csv", Line: 2, Column: 1},
				},
				{Code: "B2", Name: "坚果", Price: Yuan(9.9), Tags: []string{"零食"}, Stock: []ColourStock{{"", []SizeStock{{"", 40}}}}, Pos: source.Pos{File: "products.csv", Line: 5, Column: 1}},
			}, products)
		})
	}
}

func TestLoadProductsCSVReports(t *testing.T) {
	_, errs := load(map[string]string{"products.csv": `code,name,prise,price,size,stock,waist,price,substitutes
A1,裤,,129,M,3,76,,A7
A1,裤子,,139,L,,80,,
A1,裤,,,L,x,81,,
A1,裤,,,XL,1,,,
A1,裤,,,XXL,,,,
B1,鞋,,99,,1,,,
A1,裤,,129,3XL,4,,,
B1,鞋,,99,,1,,,
,帽,,9,,1,,,
`}, nil)
	require.Equal(t, `products.csv:1:11: unknown column "prise" (did you mean "price"?)
products.csv:1:40: column price is given twice
products.csv:2:19: there is no product "A7" (did you mean "A1"?)
products.csv:3:4: name: "裤子", but "裤" in line 2, which is the same product
products.csv:3:8: price: "139", but "129" in line 2, which is the same product
products.csv:4:10: stock: want a whole number, have "x"
products.csv:4:12: waist: 81, but 80 for size L above
products.csv:5:8: stock: size "XL" is not in the size chart or stock (did you mean "L"?)
products.csv:6:12: stock is empty (write 0 for what is sold out)
products.csv:8:1: product A1 goes on here, it began at products.csv:2:1 (put all rows of a product below each other)
products.csv:9:1: product B1 is given twice, first at products.csv:7:1
products.csv:10:1: product: code is missing`, errs)
}

func TestLoadProductsCSVHeader(t *testing.T) {
	_, errs := load(map[string]string{"products.csv": "name,price\na,1\n"}, nil)
	require.Equal(t, "products.csv:1:1: there is no column code (货号) (the first row holds the names of the columns: 货号, 名称, 价格 …)", errs)
	_, errs = load(map[string]string{"products.csv": "货号,名字,口味\na,1,甜\n"}, map[string]string{"praise": "text"})
	require.Contains(t, errs, `products.csv:1:7: unknown column "口味" (declare a field of the shop's own under product_fields: in shop.yaml; columns: code 货号, name 名称, aliases 别名, `)
	require.Contains(t, errs, "usual_size 别家码, praise)")
	for _, header := range []string{"货号,名字,价格,底价,库存", "商品编码,宝贝标题,一口价(元),最低价,数量", "SKU,品名,单价,底价,库存量", "*编号,商品名称,售价（元）,底价,现货,"} {
		products, errs := load(map[string]string{"products.csv": header + "\na,裤子,129,112,3\n"}, nil)
		require.Empty(t, errs)
		products[0].Pos = source.Pos{}
		require.Equal(t, &Product{Code: "a", Name: "裤子", Price: Yuan(129), Floor: Yuan(112), Stock: []ColourStock{{"", []SizeStock{{"", 3}}}}}, products[0], header)
	}
	products, errs := load(map[string]string{"products.csv": "序号,货号,分类,名称,价格,规格,库存,备注\n1,a,红茶,金骏眉,129,小罐,3,x\n2,a,红茶,金骏眉,129,大罐,0,y\n"}, map[string]string{"分类": "text"})
	require.Empty(t, errs)
	require.Equal(t, map[string]any{"分类": "红茶"}, products[0].Fields, "what the shop declares comes first")
	require.Equal(t, []ColourStock{{"", []SizeStock{{"小罐", 3}, {"大罐", 0}}}}, products[0].Stock)
	products, errs = load(map[string]string{"products.csv": ""}, nil)
	require.Empty(t, products)
	require.Empty(t, errs)
}

func TestLoadProductsBothFiles(t *testing.T) {
	products, errs := load(map[string]string{
		"products.yaml": "products:\n  - {code: a, name: x, price: 1, matches: [b]}\n",
		"products.csv":  "code,name,price\nb,y,2\na,z,3\n",
	}, nil)
	require.Equal(t, []string{"a", "b"}, codes(products))
	require.Equal(t, "products.csv:3:1: product a is given twice, first at products.yaml:2:5", errs)
	products, errs = load(nil, nil)
	require.Empty(t, products)
	require.Empty(t, errs)
}

func TestLoadProductsLimit(t *testing.T) {
	var text strings.Builder
	text.WriteString("code,name,price\n")
	for i := range MaxProducts + 2 {
		fmt.Fprintf(&text, "p%d,x,1\n", i)
	}
	products, errs := load(map[string]string{"products.csv": text.String()}, nil)
	require.Len(t, products, MaxProducts)
	require.Equal(t, "products.csv:50002:1: more than 50000 products (split the catalogue between shops, or give it to the engine as a Catalog)", errs)
}

func TestLoadPromotionsReports(t *testing.T) {
	fsys := fstest.MapFS{"promotions.yaml": {Data: []byte(`promotions:
  - id: a
    valid: 2026-11-30..2026-11-01
    rate: 90
    text: 满100减10 #券
  - id: a
    scope: {tags: [裤], products: [A2]}
    rate: 0.9
    off: 5
    text: x
  - rate: 0.5
    pieces: 0
  - id: b
    scope: {}
    pieces: 2
    text: x
  - id: c
    scope: {products: [A1]}
    off: 129
    text: x
  - id: d
    enabled: 否
    off: 1
    text: x
    vaild: 2026-11-01
`)}}
	var errs source.List
	promos := LoadPromotions(fsys, []*Product{{Code: "A1", Price: Yuan(129), Tags: []string{"裤子"}}}, time.UTC, &errs)
	require.Len(t, promos, 5, "the disabled one is left out")
	require.EqualError(t, errs.Err(), `promotions.yaml:3:12: valid: 2026-11-30..2026-11-01 ends before it begins (like 2026-11-01..2026-11-30 or 2026-11-10 20:00..2026-11-11)
promotions.yaml:4:11: rate: want a number between 0 and 1 (0.9 is 10 % off)
promotions.yaml:5:11: text: the text ends at " #", the rest is a comment (put the text in quotes, or write it as a block (|))
promotions.yaml:6:9: promotion a is given twice, first at promotions.yaml:2:5
promotions.yaml:7:20: no product has the tag "裤" (known: 裤子)
promotions.yaml:7:35: there is no product "A2" (did you mean "A1"?)
promotions.yaml:9:10: rate and off in one promotion (make two promotions, or give one of them)
promotions.yaml:11:5: promotion: id is missing
promotions.yaml:11:5: promotion: text is missing
promotions.yaml:12:13: pieces: want 1 to 1000
promotions.yaml:14:12: scope names neither products nor tags (leave scope out when it is for all products)
promotions.yaml:15:13: pieces without an advantage (add rate, off or gift)
promotions.yaml:19:10: off: nothing is left of the price of A1
promotions.yaml:25:5: promotion: unknown key "vaild" (did you mean "valid"?)`)
}

func TestParseOrder(t *testing.T) {
	var errs source.List
	o := ParseOrder(source.Parse("f", []byte(`{no: 1001, product: A2031, colour: 黑色, size: L, total: 129, state: delivered, name: 张三, phone: 13800000000, address: 成都市青羊区1号, courier: 申通, delivered_at: 2026-11-05T10:00:00+08:00, paid_at: 2026-11-04 09:00, refund: {amount: 9.9, at: 2026-11-06}, fields: {tier: 金牌}}`), &errs), shanghai, &errs)
	require.NoError(t, errs.Err())
	require.True(t, moment(t, "2026-11-05 10:00").Equal(o.DeliveredAt))
	o.DeliveredAt = time.Time{}
	require.Equal(t, Order{
		No: "1001", Product: "A2031", Colour: "黑色", Size: "L", Quantity: 1, Total: Yuan(129), State: "delivered", Name: "张三", Phone: "13800000000",
		Address: "成都市青羊区1号", Courier: "申通", PaidAt: moment(t, "2026-11-04 09:00"), Refund: &Refund{Yuan(9.9), moment(t, "2026-11-06")}, Fields: map[string]any{"tier": "金牌"},
	}, o)
}

func TestParseOrderReports(t *testing.T) {
	var errs source.List
	ParseOrder(source.Parse("f", []byte("{state: payed, quantity: 0, payed_at: 2026-11-05, total: -1, items: 裤子}"), &errs), shanghai, &errs)
	require.EqualError(t, errs.Err(), `f:1:1: order: no is missing
f:1:9: unknown state "payed" of an order (did you mean "paid"?)
f:1:26: quantity: want at least 1
f:1:29: order: unknown key "payed_at" (did you mean "paid_at"?)
f:1:58: total: want an amount of money, have "-1" (yuan with at most two decimals, like 129 or 9.9)
f:1:62: order: unknown key "items" (known: no, product, colour, size, quantity, total, state, name, phone, address, courier, tracking_no, scan, remark, paid_at, shipped_at, delivered_at, created_at, refund, fields; further texts stand under fields)`)
}

// The reference lists every column with its words.
func TestReferenceListsColumns(t *testing.T) {
	text, err := os.ReadFile("../../rules/README.md")
	require.NoError(t, err)
	for _, c := range columns {
		require.Contains(t, string(text), "| `"+c.Key+"` | "+strings.Join(c.Words, " ")+" |\n")
	}
}

func FuzzLoadProducts(f *testing.F) {
	f.Add("products:\n  - {code: a, name: x, price: 1, stock: {黑: {M: 1}}, size_chart: {M: {waist: 3}}}\n", table)
	f.Add("products: [{code: [a], stock: [1], usual_size: {1: M}}]", "code,stock,size,waist\na,1,,3\n,2,M,\na,1,M,\n")
	f.Fuzz(func(t *testing.T, yaml, csv string) {
		if len(yaml) > 1<<12 {
			return
		}
		products, _ := load(map[string]string{"products.yaml": yaml, "products.csv": csv}, own)
		c := NewCatalogue(products, nil)
		for _, p := range c.All() {
			p.StockOf("", "M")
			ChartFit(p, 80, 98, 90, 5)
			require.NotContains(t, codes(c.Similar(p, "", "", 3, time.Time{})), p.Code)
		}
	})
}
