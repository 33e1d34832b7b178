package main

import (
	"flag"
	"fmt"
	"path/filepath"

	"github.com/huashu-go/huashu/engine/enginetest"
)

func test(flags *flag.FlagSet) func(*console, []string) error {
	cover := flags.Bool("cover", false, "list what no conversation reached")
	mutated := flags.Bool("mutate", false, "switch each rule off in turn and list those that no conversation notices")
	update := flags.Bool("update", false, "rewrite the expectations that do not hold")
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		shop, err := loadShop(args[0])
		if err != nil {
			return err
		}
		if !isFolder(filepath.Join(args[0], "chats")) {
			return fmt.Errorf("%s has no folder chats with conversations in *.chat files", args[0])
		}
		report, err := enginetest.Run(shop, filepath.Join(args[0], "chats"), *update)
		if err != nil {
			return err
		}
		fmt.Fprint(c.out, report)
		if *cover {
			fmt.Fprint(c.out, report.CoverText())
		}
		for _, one := range report.Conversations {
			if one.Updated {
				fmt.Fprintf(c.err, "%s was rewritten\n", one.File)
			}
		}
		fmt.Fprintf(c.err, "%d passed, %d failed\n", report.Passed(), report.Failed())
		if report.Failed() > 0 {
			return errFailed
		}
		if *mutated {
			return mutate(c, shop, args[0])
		}
		return nil
	}
}
