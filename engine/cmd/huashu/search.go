package main

import (
	"context"
	"flag"
)

// found is one line of the output of search.
type found struct {
	Text    string `json:"text"`
	Hits    []hit  `json:"hits"`
	Outcome string `json:"outcome"`
}

type hit struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

func search(flags *flag.FlagSet) func(*console, []string) error {
	asJSON := flags.Bool("json", false, "one JSON object a line; the only form there is")
	item := flags.String("item", "", "`code` of the product the customer is looking at")
	now := nowFlag(flags)
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		if !*asJSON {
			return usagef("write -json")
		}
		shop, err := loadShop(args[0])
		if err != nil {
			return err
		}
		if err := warm(c, shop); err != nil {
			return err
		}
		return eachLine(c.in, c.out, func(line string) (any, error) {
			hits, outcome, err := shop.Search(context.Background(), line, *item, now.in(shop.Location()))
			f := found{Text: line, Hits: []hit{}, Outcome: outcome}
			for _, h := range hits {
				f.Hits = append(f.Hits, hit{h.ID, round4(h.Score)})
			}
			return f, err
		})
	}
}
