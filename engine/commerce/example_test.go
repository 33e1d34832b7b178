package commerce_test

import (
	"fmt"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

func Example() {
	fsys := fstest.MapFS{
		"products.yaml": {Data: []byte(`
products:
  - code: A2031
    name: 直筒休闲裤
    price: 129
    tags: [裤子]
    stock: {黑色: {M: 12, L: 3}}
`)},
		"promotions.yaml": {Data: []byte(`
promotions:
  - id: two_pants
    valid: 2026-11-01..2026-11-30
    scope: {tags: [裤子]}
    pieces: 2
    off: 30
    text: 裤装任选两条减30元
`)},
	}
	var errs source.List
	products := commerce.LoadProducts(fsys, nil, time.UTC, &errs)
	promos := commerce.LoadPromotions(fsys, products, time.UTC, &errs)
	if err := errs.Err(); err != nil {
		fmt.Println(err)
		return
	}
	c := commerce.NewCatalogue(products, promos)
	now := time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)
	pants := c.ByCode("A2031")
	left, _ := pants.StockOf("黑色", "L")
	text, each, _ := c.BundleOf(pants, now)
	fmt.Printf("%s %v元, 还剩%d件; %s, 每条%v元\n", pants.Name, c.PriceNow(pants, now), left, text, each)
	// Output: 直筒休闲裤 129元, 还剩3件; 裤装任选两条减30元, 每条114元
}
