package main

import (
	"flag"
	"fmt"
	"strings"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

// schema prints a JSON Schema of a kind of file, or all of them as one object by kind. Editors that read it complete and check
// while an author types.
func schema(*flag.FlagSet) func(*console, []string) error {
	return func(c *console, args []string) error {
		if len(args) > 1 {
			return usagef("unexpected argument %q", args[1])
		}
		if len(args) == 1 {
			text := format.Schema(args[0])
			if text == nil {
				return usagef("no kind of file is called %q (%s)", args[0], source.DidYouMean(args[0], format.Kinds))
			}
			_, err := c.out.Write(text)
			return err
		}
		var all []string
		for _, kind := range format.Kinds {
			all = append(all, fmt.Sprintf("%q: %s", kind, strings.TrimSpace(string(format.Schema(kind)))))
		}
		_, err := fmt.Fprintf(c.out, "{\n%s\n}\n", strings.Join(all, ",\n"))
		return err
	}
}
