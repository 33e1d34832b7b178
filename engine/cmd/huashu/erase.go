package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/huashu-go/huashu/engine"
)

// erase copies a recorded log without one conversation.
func erase(*flag.FlagSet) func(*console, []string) error {
	return func(c *console, args []string) error {
		if err := arguments(args, "LOG", "CONVERSATION"); err != nil {
			return err
		}
		log, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer log.Close()
		erased, err := engine.EraseRecords(c.out, log, args[1])
		if err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
		fmt.Fprintf(c.err, "%d records left out\n", erased)
		return nil
	}
}
