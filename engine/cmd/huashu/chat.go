package main

import (
	"context"
	"flag"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
	"github.com/huashu-go/huashu/engine/hotreload"
)

func chat(flags *flag.FlagSet) func(*console, []string) error {
	now := nowFlag(flags)
	item := flags.String("item", "", "`code` or link of the product the customer is looking at")
	customer := flags.String("customer", "", "the customer's `id`")
	why := flags.Bool("explain", false, "print the trace of every turn as comments")
	watch := flags.Bool("watch", false, "load the shop anew whenever its files change, and go on with the conversation")
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		t := enginetest.Terminal{In: c.in, Out: c.out, Item: *item, Customer: *customer, Explain: *why}
		load := func() (*engine.Shop, error) { return loadShop(args[0]) }
		var err error
		if *watch {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			t.Load = load
			if t.Changes, err = hotreload.Watch(ctx, args[0]); err != nil {
				return err
			}
		}
		if t.Shop, err = load(); err != nil {
			return err
		}
		t.Now = now.in(t.Shop.Location())
		return t.Run()
	}
}
