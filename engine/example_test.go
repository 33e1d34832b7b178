package engine_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing/fstest"
	"time"

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
		fmt.Println(m) // m.Text, and the choices of a menu as numbered lines
	}
	// Output: 默认发申通~
}

// What a channel that shows text alone sends for a menu with a picture.
func ExampleMessage_String() {
	m := engine.Message{Text: "您想问哪一项?", Choices: []string{"查物流", "选尺码"}, Attachments: []string{"sizes.png"}}
	fmt.Println(m)
	m.Attachments = nil // sent by themselves
	fmt.Println(m)
	// Output:
	// 您想问哪一项?
	// 1. 查物流
	// 2. 选尺码
	// [image sizes.png]
	// 您想问哪一项?
	// 1. 查物流
	// 2. 选尺码
}

// A reply as a service sends it on.
func ExampleReply_json() {
	reply := engine.Reply{
		Messages: []engine.Message{{ID: "buyer-1/7/1", Text: "您想问哪一项?", Choices: []string{"查物流", "选尺码"}}},
		Actions:  []engine.Action{{ID: "buyer-1/7/2", Name: engine.ActionCount, Fields: []engine.Field{{Name: "what", Value: "色差"}, {Name: "product", Value: "A1"}}}},
		Handoff:  &engine.Handoff{ID: "buyer-1/7/3", Queue: "sales", Reason: "human", Within: 10 * time.Minute},
		Wake:     time.Date(2026, 11, 5, 10, 15, 0, 0, time.UTC),
		Owner:    engine.OwnerCalled,
	}
	data, err := json.MarshalIndent(reply, "", "  ")
	if err != nil {
		panic(err)
	}
	fmt.Println(string(data))
	// Output:
	// {
	//   "messages": [
	//     {
	//       "id": "buyer-1/7/1",
	//       "text": "您想问哪一项?",
	//       "choices": [
	//         "查物流",
	//         "选尺码"
	//       ]
	//     }
	//   ],
	//   "actions": [
	//     {
	//       "id": "buyer-1/7/2",
	//       "name": "count",
	//       "fields": [
	//         {
	//           "name": "what",
	//           "value": "色差"
	//         },
	//         {
	//           "name": "product",
	//           "value": "A1"
	//         }
	//       ]
	//     }
	//   ],
	//   "handoff": {
	//     "id": "buyer-1/7/3",
	//     "queue": "sales",
	//     "reason": "human",
	//     "level": 0,
	//     "urgent": false,
	//     "story": {},
	//     "within": "10m0s"
	//   },
	//   "wake": "2026-11-05T10:15:00Z",
	//   "owner": "called"
	// }
}
