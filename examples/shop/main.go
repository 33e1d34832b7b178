// Command shop talks with the example shop in the terminal.
//
//	go run ./examples/shop                      a conversation, with a prompt
//	printf '在吗\n' | go run ./examples/shop    prints the transcript, which is a valid .chat file
//
// The content is the folder beside this file, embedded: change a line, run it again.
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"time"
	_ "time/tzdata"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

//go:embed shop.yaml products.yaml promotions.yaml rules tables kb intents
var content embed.FS

func main() {
	item := flag.String("item", "", "code of the product the customer is looking at")
	explain := flag.Bool("explain", false, "show why each reply came out as it did")
	now := flag.String("now", "", "where the clock starts, RFC 3339 (default: the present)")
	flag.Parse()
	if err := talk(*item, *now, *explain); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func talk(item, now string, explain bool) error {
	shop, err := engine.Load(content)
	if err != nil {
		return err
	}
	t := enginetest.Terminal{Shop: shop, In: os.Stdin, Out: os.Stdout, Item: item, Explain: explain}
	if now != "" {
		if t.Now, err = time.Parse(time.RFC3339, now); err != nil {
			return fmt.Errorf("-now: write it like 2026-11-05T10:00:00+08:00: %w", err)
		}
	}
	return t.Run()
}
