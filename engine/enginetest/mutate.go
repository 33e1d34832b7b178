package enginetest

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// Mutant is a shop with one rule switched off.
type Mutant struct {
	Rule    engine.Part
	Noticed string // the first conversation that fails without the rule; "" when none does: nothing tests what the rule is for
}

// Mutate switches every rule of the shop off in turn, and tells which conversation of the folder notices. The conversations must
// pass as they are. The order is that of the rules.
func Mutate(shop *engine.Shop, dir string) ([]Mutant, error) {
	report, err := Run(shop, dir, false)
	if err != nil {
		return nil, err
	}
	if n := report.Failed(); n > 0 {
		return nil, fmt.Errorf("%d conversations fail as it is; mend them first", n)
	}
	scripts, err := readScripts(dir)
	if err != nil {
		return nil, err
	}
	rules := shop.Rules()
	out := make([]Mutant, len(rules))
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				out[i] = Mutant{Rule: rules[i], Noticed: noticed(shop.Without(rules[i].ID), scripts)}
			}
		})
	}
	for i := range rules {
		next <- i
	}
	close(next)
	wait.Wait()
	return out, nil
}

type scriptFile struct{ name, text string }

// readScripts reads a folder of *.chat, or one such file.
func readScripts(dir string) ([]scriptFile, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("conversations: %w", err)
	}
	names := []string{filepath.Base(dir)}
	if info.IsDir() {
		if names, err = source.Files(os.DirFS(dir), "*.chat"); err != nil {
			return nil, fmt.Errorf("conversations: %w", err)
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s holds no *.chat", dir)
		}
	} else {
		dir = filepath.Dir(dir)
	}
	var out []scriptFile
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("conversations: %w", err)
		}
		out = append(out, scriptFile{name, string(data)})
	}
	return out, nil
}

// noticed is the first conversation that does not pass.
func noticed(shop *engine.Shop, scripts []scriptFile) string {
	r := &Report{reached: map[string]bool{}}
	for _, s := range scripts {
		if c, _ := r.playText(shop, s.name, s.text, false); !c.Passed() {
			return s.name
		}
	}
	return ""
}
