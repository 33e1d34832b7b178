package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/huashu-go/huashu/engine"
)

// replay plays a recorded log on a shop and shows every reply that comes out differently by any byte.
func replay(*flag.FlagSet) func(*console, []string) error {
	return func(c *console, args []string) error {
		if err := arguments(args, "LOG", "DIR"); err != nil {
			return err
		}
		shop, err := loadShop(args[1])
		if err != nil {
			return err
		}
		f, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer f.Close()
		records, err := engine.ReadRecords(f)
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		differ, err := shop.Replay(records)
		for _, d := range differ {
			fmt.Fprintf(c.out, "%s:%d: conversation %s, %q\n- %s\n+ %s\n", args[0], d.Line, d.Record.Input.Conversation, d.Record.Input.Text, d.Want, d.Got)
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%d turns, %d differ\n", len(records), len(differ))
		if len(differ) > 0 {
			return errFailed
		}
		return nil
	}
}
