package redisstore_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"testing/fstest"

	"github.com/redis/go-redis/v9"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/redisstore"
)

// An engine whose conversations are shared by many machines. Nothing is sent before the first message.
func Example() {
	client := redis.NewUniversalClient(&redis.UniversalOptions{
		Addrs:     []string{"redis.internal:6380"}, // several: a cluster
		Username:  "huashu",
		Password:  "from the environment",
		TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	})
	defer client.Close()
	shop, err := engine.Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")}})
	if err != nil {
		panic(err)
	}
	bot, err := engine.New(shop, engine.Config{Store: redisstore.New(client, redisstore.Options{Prefix: "shop:"})})
	if err != nil {
		panic(err)
	}
	stopping, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = bot.Handle(stopping, engine.Input{Conversation: "buyer-1", ID: "m1", Text: "在吗"})
	fmt.Println(err)
	// Output: engine: reading the conversation: redisstore: conversation "buyer-1": context canceled
}
