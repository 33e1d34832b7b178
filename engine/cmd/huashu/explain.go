package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

// explain shows one message from end to end: what was understood, what was searched, and the turn with its trace.
func explain(flags *flag.FlagSet) func(*console, []string) error {
	now := nowFlag(flags)
	item := flags.String("item", "", "`code` or link of the product the customer is looking at")
	return func(c *console, args []string) error {
		if len(args) > 2 {
			args = []string{args[0], strings.Join(args[1:], " ")}
		}
		if err := arguments(args, "DIR", "TEXT"); err != nil {
			return err
		}
		shop, err := loadShop(args[0])
		if err != nil {
			return err
		}
		at := now.in(shop.Location())
		understood(c, shop, args[1], at)
		if err := searched(c, shop, args[1], *item, at); err != nil {
			return err
		}
		fmt.Fprintln(c.out, "turn:")
		indented := &indent{w: c.out}
		return enginetest.Terminal{Shop: shop, In: strings.NewReader(args[1] + "\n"), Out: indented, Now: at, Item: *item, Explain: true}.Run()
	}
}

func understood(c *console, shop *engine.Shop, text string, at time.Time) {
	r := shop.Understand(text, at)
	fmt.Fprintln(c.out, "understood:")
	for _, i := range r.Intents {
		fmt.Fprintf(c.out, "  intent %s %.2f in %q\n", i.ID, i.Score, part(text, i.Start, i.End))
	}
	if len(r.Intents) == 0 {
		fmt.Fprintln(c.out, "  no intent: out of scope")
	}
	for _, e := range r.Entities {
		fmt.Fprintf(c.out, "  %s = %v in %q%s\n", e.Kind, entityValue(e), e.Text, map[bool]string{true: ", which is not meant"}[e.Denied])
	}
	if o := r.Offer; o.Kind != "" || o.Rival > 0 {
		fmt.Fprintf(c.out, "  offer %s %s\n", o.Kind, offerText(o.Amount, o.Pieces, o.Total, o.Rival, o.Gift))
	}
	fmt.Fprintf(c.out, "  language %s%s\n", orNone(r.Language), map[bool]string{true: ", mood " + r.Mood}[r.Mood != ""])
}

func offerText(amount float64, pieces int, total bool, rival float64, gift string) string {
	var parts []string
	add := func(there bool, format string, value any) {
		if there {
			parts = append(parts, fmt.Sprintf(format, value))
		}
	}
	add(amount != 0, "%v", amount)
	add(pieces > 0, "for %d", pieces)
	add(total, "in all%s", "")
	add(rival > 0, "rival %v", rival)
	add(gift != "", "gift %s", gift)
	return strings.Join(parts, " ")
}

func searched(c *console, shop *engine.Shop, text, item string, at time.Time) error {
	hits, outcome, err := shop.Search(context.Background(), text, item, at)
	if err != nil {
		return fmt.Errorf("searching: %w", err)
	}
	fmt.Fprintf(c.out, "searched: %s\n", outcome)
	for _, h := range hits {
		fmt.Fprintf(c.out, "  %s %s %.2f %q\n", h.Kind, h.ID, h.Score, h.Ask)
	}
	return nil
}

func part(text string, start, end int) string {
	if start < 0 || end > len(text) || start > end {
		return ""
	}
	return text[start:end]
}

func orNone(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
