package main

import (
	"flag"

	"github.com/huashu-go/huashu/engine/enginetest"
)

func chat(flags *flag.FlagSet) func(*console, []string) error {
	now := nowFlag(flags)
	item := flags.String("item", "", "`code` or link of the product the customer is looking at")
	customer := flags.String("customer", "", "the customer's `id`")
	why := flags.Bool("explain", false, "print the trace of every turn as comments")
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		shop, err := loadShop(args[0])
		if err != nil {
			return err
		}
		return enginetest.Terminal{Shop: shop, In: c.in, Out: c.out, Now: now.in(shop.Location()), Item: *item, Customer: *customer, Explain: *why}.Run()
	}
}
