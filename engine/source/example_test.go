package source_test

import (
	"fmt"

	"github.com/huashu-go/huashu/engine/source"
)

// A loader reports everything that is wrong with a file in one run.
func Example() {
	const file = `
name: 青野男装
prise: 129
limit: soon
say: 满100减10 #1号券
`
	var errs source.List
	fields := source.Parse("shop.yaml", []byte(file), &errs).Fields(&errs, "shop", "name", "price", "limit", "say")
	fmt.Println(fields.Get("name").Text(&errs, "name"))
	fields.Get("limit").Duration(&errs, "limit")
	fields.Get("say").Sentence(&errs, "say")
	fmt.Println(errs.Err())
	// Output:
	// 青野男装
	// shop.yaml:3:1: shop: unknown key "prise" (did you mean "price"?)
	// shop.yaml:4:8: limit: want a length of time, have "soon" (like 90s, 15m, 3h, 1d or 10分钟)
	// shop.yaml:5:6: say: the text ends at " #", the rest is a comment (put the text in quotes, or write it as a block (|))
}
