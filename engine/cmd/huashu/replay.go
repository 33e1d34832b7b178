package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
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
			return fmt.Errorf("%s: %w (not a recorded log)", args[0], err)
		}
		differ, err := shop.Replay(records)
		for i, d := range differ {
			if i > 0 {
				fmt.Fprintln(c.out)
			}
			fmt.Fprint(c.out, enginetest.LogChange(args[0], d.Line, d.Record.Input, d.Want, d.Got, shop.Location()))
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
