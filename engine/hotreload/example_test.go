package hotreload_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/hotreload"
)

func Example() {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithCancel(context.Background())
	changes, err := hotreload.Watch(ctx, dir)
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "shop.yaml"), []byte("version: 1\nname: 松果\n"), 0o644); err != nil {
		panic(err)
	}
	fmt.Println(<-changes)
	cancel()
	_, open := <-changes
	fmt.Println(open)
	// Output:
	// [shop.yaml]
	// false
}

// A shop is edited while customers talk with it. A mistake leaves the shop before in its place.
func Example_swap() {
	dir, err := os.MkdirTemp("", "shop")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	save := func(name, text string) { // as editors do: another file, put in the place of the first
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file+".new", []byte(text), 0o644); err != nil {
			panic(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			panic(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "rules"), 0o755); err != nil {
		panic(err)
	}
	save("shop.yaml", "version: 1\nname: 松果\n")
	save("rules/a.yaml", "rules:\n  - id: hello\n    on: greeting\n    say: 您好\n")
	ctx, cancel := context.WithCancel(context.Background())
	changes, err := hotreload.Watch(ctx, dir) // before Load: no save in between is missed
	if err != nil {
		panic(err)
	}
	shop, err := engine.Load(os.DirFS(dir))
	if err != nil {
		panic(err)
	}
	desk, err := engine.New(shop, engine.Config{})
	if err != nil {
		panic(err)
	}

	reloaded := make(chan error)
	go func() {
		defer close(reloaded)
		for range changes {
			shop, err := engine.Load(os.DirFS(dir))
			if err == nil {
				err = desk.Swap(shop)
			}
			reloaded <- err
		}
	}()

	greet := func() {
		r, err := desk.Handle(ctx, engine.Input{Conversation: "c1", Text: "在吗"})
		if err != nil {
			panic(err)
		}
		fmt.Println(r.Messages[0].Text)
	}
	greet()
	save("rules/a.yaml", "rules:\n  - id: hello\n    on: greeting\n    say: 在的，请讲\n")
	fmt.Println(<-reloaded)
	greet()
	save("rules/a.yaml", "rules:\n  - id: hello\n    on: greting\n    say: 您好\n")
	fmt.Println(<-reloaded)
	greet()
	cancel()
	<-reloaded
	// Output:
	// 您好
	// <nil>
	// 在的，请讲
	// rules/a.yaml:3:9: unknown intent "greting" (did you mean "greeting"?)
	// 在的，请讲
}
