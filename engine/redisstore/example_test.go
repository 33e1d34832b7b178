package redisstore_test

import (
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
	_ = bot // bot.Handle(ctx, engine.Input{…}) for every message, on every machine
	fmt.Println(shop.Name(), "is ready")
	// Output: 小店 is ready
}
