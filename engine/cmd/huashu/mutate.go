package main

import (
	"fmt"
	"path/filepath"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

// mutate lists the rules that could be switched off without any conversation noticing.
func mutate(c *console, shop *engine.Shop, dir string) error {
	mutants, err := enginetest.Mutate(shop, filepath.Join(dir, "chats"))
	if err != nil {
		return err
	}
	survivors := 0
	for _, m := range mutants {
		if m.Noticed == "" {
			survivors++
			fmt.Fprintf(c.out, "%s: no conversation notices when rule %s is switched off\n", m.Rule.Pos, m.Rule.ID)
		}
	}
	fmt.Fprintf(c.err, "%d rules switched off in turn, %d not noticed\n", len(mutants), survivors)
	return nil
}
