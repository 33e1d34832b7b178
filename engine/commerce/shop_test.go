package commerce

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/stretchr/testify/require"
)

var (
	shanghai = time.FixedZone("CST", 8*3600)
	own      = map[string]string{"fabric": "text", "cut": "text", "praise": "text", "pros": "texts", "cons": "texts", "custom_made": "yes_no"}
)

func moment(t testing.TB, text string) time.Time {
	t.Helper()
	at, _, ok := source.ParseTime(text, shanghai)
	require.True(t, ok, text)
	return at
}

// shop loads the menswear shop of testdata.
func shop(t testing.TB) *Catalogue {
	t.Helper()
	var errs source.List
	fsys := os.DirFS("testdata/shop")
	products := LoadProducts(fsys, own, shanghai, &errs)
	promos := LoadPromotions(fsys, products, shanghai, &errs)
	require.NoError(t, errs.Err())
	return NewCatalogue(products, promos)
}

func codes(products []*Product) []string {
	var all []string
	for _, p := range products {
		all = append(all, p.Code)
	}
	return all
}

func TestShopProducts(t *testing.T) {
	c := shop(t)
	require.Equal(t, []string{"A2031", "A2032", "B1107", "C3302", "D4105", "G6600"}, codes(c.All()))
	p := c.ByCode("A2031")
	require.Equal(t, "直筒休闲裤", p.Name)
	require.Equal(t, []string{"直筒裤", "休闲裤", "2031"}, p.Aliases)
	require.Equal(t, "https://item.example.com/a2031", p.Link)
	require.Equal(t, Yuan(129), p.Price)
	require.Equal(t, Yuan(112), p.Floor)
	require.Equal(t, 520, p.WeightG)
	require.Equal(t, []string{"裤子", "通勤", "四季"}, p.Tags)
	require.Equal(t, "裤子", p.SizeTable)
	require.Equal(t, []ColourStock{
		{"黑色", []SizeStock{{"M", 12}, {"L", 3}, {"XL", 8}, {"XXL", 0}}},
		{"卡其", []SizeStock{{"M", 0}, {"L", 0}, {"XL", 5}, {"XXL", 2}}},
	}, p.Stock)
	require.Equal(t, SizeRow{"M", map[string]float64{"waist": 76, "hip": 98, "length": 100}}, p.SizeChart[0])
	require.Equal(t, []Pair{{"27", "M"}, {"28", "L"}, {"29", "XL"}, {"30", "XXL"}}, p.UsualSize)
	require.Equal(t, []string{"A2032"}, p.Substitutes)
	require.Equal(t, []string{"B1107"}, p.Matches)
	require.Equal(t, map[string]any{"fabric": "新疆长绒棉混弹力丝", "cut": "版型标准,大腿略宽松", "praise": "裤脚做了加固,蹲下起身不勒", "pros": []string{"不易皱", "有弹力"}, "cons": []string{"冬天要加秋裤"}}, p.Fields)
	require.Equal(t, "products.yaml:2:5", p.Pos.String())
	require.Equal(t, moment(t, "2026-11-20"), c.ByCode("D4105").Restock)
	require.Equal(t, true, c.ByCode("G6600").Fields["custom_made"])
	require.Nil(t, c.ByCode("none"))
}

func TestShopPromotions(t *testing.T) {
	c := shop(t)
	pants, jacket := c.ByCode("A2031"), c.ByCode("D4105")
	tests := []struct {
		now         string
		active      int
		pants       Fen
		promo, each string // of the pants
		jacket      string // its promotion
	}{
		{"2026-10-31 23:59", 0, Yuan(129), "", "", ""},
		{"2026-11-05 10:00", 1, Yuan(129), "two_pants", "114", ""},
		{"2026-11-10 19:59", 1, Yuan(129), "two_pants", "114", ""},
		{"2026-11-10 20:00", 2, Yuan(116.1), "double11", "114", "double11"},
		{"2026-11-11 23:59", 2, Yuan(116.1), "double11", "114", "double11"},
		{"2026-11-12 00:00", 1, Yuan(129), "two_pants", "114", ""},
		{"2026-12-05 10:00", 0, Yuan(129), "", "", ""},
	}
	id := func(p *Promotion) string {
		if p == nil {
			return ""
		}
		return p.ID
	}
	for _, test := range tests {
		t.Run(test.now, func(t *testing.T) {
			now := moment(t, test.now)
			require.Len(t, c.Active(now), test.active)
			require.Equal(t, test.pants, c.PriceNow(pants, now))
			require.Equal(t, test.promo, id(c.PromoOf(pants, now)))
			require.Equal(t, test.jacket, id(c.PromoOf(jacket, now)))
			text, each, ok := c.BundleOf(pants, now)
			require.Equal(t, test.each != "", ok)
			if ok {
				require.Equal(t, "裤装任选两条减30元", text)
				require.Equal(t, test.each, each.String())
			}
			_, _, ok = c.BundleOf(jacket, now)
			require.False(t, ok)
		})
	}
	require.Equal(t, Yuan(18), c.PriceNow(&Product{Code: "A2031", Price: Yuan(20)}, moment(t, "2026-11-11")), "a host's live product")
}

func TestShopStockAndSizes(t *testing.T) {
	c := shop(t)
	pants := c.ByCode("A2031")
	tests := []struct {
		colour, size string
		want         int
	}{
		{"黑色", "L", 3}, {"卡其", "L", 0}, {"", "L", 3}, {"黑色", "", 23}, {"", "", 30}, {"红色", "", 0}, {"黑色", "5XL", 0},
	}
	for _, test := range tests {
		count, known := pants.StockOf(test.colour, test.size)
		require.Equal(t, test.want, count, "%s %s", test.colour, test.size)
		require.True(t, known)
	}
	count, known := c.ByCode("D4105").StockOf("", "M")
	require.Equal(t, 2, count)
	require.True(t, known)

	require.Equal(t, "XXL", ChartFit(pants, 80, 98, 0, 5))
	require.Equal(t, "XL", ChartFit(pants, 79, 0, 0, 5))
	require.Equal(t, "M", ChartFit(pants, 70, 90, 150, 5), "the chart has no bust")
	require.Empty(t, ChartFit(pants, 120, 98, 0, 5), "too large for all")
	require.Empty(t, ChartFit(pants, 0, 0, 100, 5), "nothing to compare")
	require.Empty(t, ChartFit(c.ByCode("G6600"), 80, 98, 0, 5), "no chart")
	require.Equal(t, "XL", Larger(pants, "L"))
	require.Empty(t, Larger(pants, "XXL"))
	require.Empty(t, Larger(pants, "S"))
}

func TestShopSimilarAndPick(t *testing.T) {
	c := shop(t)
	now := moment(t, "2026-12-05 10:00")
	require.Equal(t, []string{"A2032"}, codes(c.Similar(c.ByCode("A2031"), "卡其", "L", 3, now)))
	require.Equal(t, []string{"C3302"}, codes(c.Similar(c.ByCode("D4105"), "", "XL", 3, now)))
	require.Equal(t, []string{"C3302"}, codes(c.Similar(c.ByCode("B1107"), "", "XL", 3, now)), "no substitute is named: the same kind at a near price")
	require.Empty(t, c.Similar(c.ByCode("A2031"), "", "3XL", 3, now))
	require.Empty(t, c.Similar(c.ByCode("A2031"), "", "L", 0, now))

	pick := func(occasion string, budget float64, n int) []string {
		return codes(c.Pick(occasion, Yuan(budget), n, now))
	}
	require.Equal(t, []string{"A2032", "C3302", "D4105"}, pick("休闲", 0, 3))
	require.Equal(t, []string{"A2032", "C3302"}, pick("休闲", 200, 3))
	require.Equal(t, []string{"A2032"}, pick("休闲", 0, 1))
	require.Equal(t, []string{"A2031", "A2032"}, pick("", 0, 2))
	require.Empty(t, pick("约会", 0, 3))
	require.Equal(t, []string{"A2032", "C3302"}, codes(c.Pick("休闲", Yuan(150), 3, moment(t, "2026-11-11"))), "the promotion counts")
}

func TestSimilarOrder(t *testing.T) {
	product := func(code string, price float64, colour string, tags ...string) *Product {
		return &Product{Code: code, Price: Yuan(price), Tags: tags, Stock: []ColourStock{{colour, []SizeStock{{"L", 1}}}}}
	}
	p := product("p", 100, "红", "裤子", "通勤", "春")
	p.Substitutes = []string{"sub", "gone", "sub"}
	c := NewCatalogue([]*Product{
		p,
		product("far", 141, "红", "裤子", "通勤", "春"),
		product("other", 100, "红", "上衣", "通勤", "春"),
		product("one", 101, "红", "裤子"),
		product("two", 139, "蓝", "裤子", "春"),
		product("two.red", 60, "红", "裤子", "春"),
		product("three", 90, "蓝", "裤子", "通勤", "春"),
		product("sub", 900, "蓝", "包"),
		{Code: "empty", Price: Yuan(100), Tags: []string{"裤子"}, Stock: []ColourStock{{"红", []SizeStock{{"L", 0}}}}},
		{Code: "unknown", Price: Yuan(100), Tags: []string{"裤子"}},
	}, nil)
	require.Equal(t, []string{"sub", "three", "two.red", "two", "unknown", "one"}, codes(c.Similar(p, "红", "L", 10, time.Time{})))
	require.Equal(t, []string{"sub", "three"}, codes(c.Similar(p, "红", "L", 2, time.Time{})))
	require.Equal(t, []string{"unknown"}, codes(c.Similar(p, "", "XL", 5, time.Time{})))
}

func TestStockWithoutColoursOrSizes(t *testing.T) {
	bag := &Product{Stock: []ColourStock{{"", []SizeStock{{"", 7}}}}}
	count, known := bag.StockOf("黑色", "L")
	require.Equal(t, 7, count, "a bag has no sizes: the customer's is passed over")
	require.True(t, known)
	count, known = (&Product{}).StockOf("", "")
	require.Zero(t, count)
	require.False(t, known)
	_, known = (*Product)(nil).StockOf("", "")
	require.False(t, known)
}

func TestChartFitWithoutOrder(t *testing.T) {
	p := &Product{SizeChart: []SizeRow{{"XL", map[string]float64{"waist": 90}}, {"M", map[string]float64{"waist": 80}}, {"L", map[string]float64{"waist": 85}}}}
	require.Equal(t, "L", ChartFit(p, 80, 0, 0, 3), "the smallest, wherever it stands")
}

func TestPromotionPrices(t *testing.T) {
	at := time.Date(2026, 11, 5, 0, 0, 0, 0, time.UTC)
	p := &Product{Code: "a", Price: Yuan(99.9), Tags: []string{"x"}}
	rate := &Promotion{ID: "rate", Rate: .88}
	off := &Promotion{ID: "off", Off: Yuan(5), Scope: Scope{Tags: []string{"x"}}}
	gift := &Promotion{ID: "gift", Gift: "袜子", Scope: Scope{Products: []string{"a"}}}
	three := &Promotion{ID: "three", Pieces: 3, Off: Yuan(100), Text: "三件减100"}
	half := &Promotion{ID: "half", Pieces: 2, Rate: .5, Text: "两件5折", Scope: Scope{Products: []string{"b"}}}
	dear := &Promotion{ID: "dear", Pieces: 2, Off: Yuan(1), Text: "两件减1"}
	catalogue := func(promos ...*Promotion) *Catalogue { return NewCatalogue([]*Product{p}, promos) }

	c := catalogue(gift, off, three, rate, half)
	require.Equal(t, Yuan(87.91), c.PriceNow(p, at), "the best one, rounded to a fen")
	require.Equal(t, rate, c.PromoOf(p, at))
	_, each, ok := c.BundleOf(p, at)
	require.True(t, ok)
	require.Equal(t, Yuan(66.57), each, "199.70 for three, rounded up")
	require.Equal(t, gift, catalogue(three, gift).PromoOf(p, at))
	require.Equal(t, three, catalogue(half, three).PromoOf(p, at))
	_, each, ok = catalogue(rate, dear).BundleOf(p, at)
	require.Equal(t, Yuan(99.4), each)
	require.False(t, ok, "a single piece costs less")
	require.Zero(t, catalogue().PriceNow(nil, at))
	require.Nil(t, catalogue(rate).PromoOf(nil, at))
}

func BenchmarkPriceNow(b *testing.B) {
	c := shop(b)
	p, now := c.ByCode("A2031"), moment(b, "2026-11-11")
	b.ReportAllocs()
	for b.Loop() {
		c.PriceNow(p, now)
	}
}

func BenchmarkSimilar(b *testing.B) {
	var products []*Product
	for i := range MaxProducts {
		products = append(products, &Product{Code: fmt.Sprint(i), Price: Fen(5000 + i%20000), Tags: []string{"裤子"}, Stock: []ColourStock{{"黑色", []SizeStock{{"L", i % 3}}}}})
	}
	c := NewCatalogue(products, nil)
	b.ReportAllocs()
	for b.Loop() {
		c.Similar(products[777], "黑色", "L", 3, time.Time{})
	}
}
