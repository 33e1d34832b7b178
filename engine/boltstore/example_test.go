package boltstore_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/boltstore"
)

// A service that keeps its conversations in one file.
func Example() {
	dir, err := os.MkdirTemp("", "boltstore")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	store, err := boltstore.Open(filepath.Join(dir, "conversations.db"), boltstore.Options{})
	if err != nil {
		panic(err)
	}
	defer store.Close()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: hello\n    on: greeting\n    say: 在的,您说~\n")},
	})
	if err != nil {
		panic(err)
	}
	bot, err := engine.New(shop, engine.Config{Store: store})
	if err != nil {
		panic(err)
	}
	reply, err := bot.Handle(context.Background(), engine.Input{Conversation: "buyer-1", ID: "m1", Text: "在吗"})
	if err != nil {
		panic(err)
	}
	fmt.Println(reply.Messages[0].Text)
	// Output: 在的,您说~
}
