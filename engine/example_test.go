package engine_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/huashu-go/huashu/engine"
)

// A bot in a service: a folder of content, an engine, one call a message.
func Example() {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\npolicies: {courier: 申通}\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: carrier\n    on: logistics.carrier\n    say: 默认发${policies.courier}~\n")},
	})
	if err != nil {
		panic(err) // every mistake with its place
	}
	bot, err := engine.New(shop, engine.Config{})
	if err != nil {
		panic(err)
	}
	reply, err := bot.Handle(context.Background(), engine.Input{Conversation: "buyer-1", Text: "发什么快递呀"})
	if err != nil {
		panic(err)
	}
	for _, m := range reply.Messages {
		fmt.Println(m.Text)
	}
	// Output: 默认发申通~
}
