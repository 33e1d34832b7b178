package engine_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// hostShop declares what a host may send, has a catalogue of one and knows no more.
func hostShop(t testing.TB) *engine.Shop {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":     {Data: []byte("version: 1\nname: 小店\nfacts: {points: number}\nevents: {birthday: {who: text}, order.paid: {amount: money}}\n")},
		"products.yaml": {Data: []byte("products:\n  - {code: A1, name: 直筒裤, price: 129, link: https://shop.example/1}\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: hi
    on: greeting
    say: 在的
  - id: paid
    on: event.order.paid
    when: order.state == "paid"
    say: 收到
  - id: help
    on: human
    say: 我叫人
    handoff: sales
`)},
	})
	require.NoError(t, err)
	return shop
}

func hostEngine(t testing.TB) *engine.Engine {
	t.Helper()
	e, err := engine.New(hostShop(t), engine.Config{Now: clock, Orders: ordersFunc(func() ([]commerce.Order, error) {
		return []commerce.Order{{No: "1001", Product: "A1", State: "paid"}}, nil
	})})
	require.NoError(t, err)
	return e
}

// What cannot be meant is an error that names it with its remedy, and changes nothing.
func TestInputsThatCannotBeMeant(t *testing.T) {
	order := map[string]any{"order": "1001"}
	for _, c := range []struct {
		in   engine.Input
		want string
	}{
		{engine.Input{Conversation: " ", Text: "在吗"}, `Conversation is empty`},
		{engine.Input{From: 7, Text: "在吗"}, `From is 7, want Customer or Agent`},
		{engine.Input{Event: "order.payed", Data: order}, `event "order.payed" is not declared by the shop (did you mean "order.paid"?)`},
		{engine.Input{Event: "birthda"}, `event "birthda" is not declared by the shop (did you mean "birthday"?)`},
	} {
		e := hostEngine(t)
		if c.in.Conversation == "" {
			c.in.Conversation = "c"
		}
		_, err := e.Handle(context.Background(), c.in)
		require.ErrorIs(t, err, engine.ErrInput)
		require.EqualError(t, err, "engine: bad input: "+c.want)
		st, err := e.State(context.Background(), "c")
		require.NoError(t, err)
		require.Nil(t, st)
	}
}

// What the shop does not know, because one side changed first, is traced: the customer is answered.
func TestUnknownNamesAreTraced(t *testing.T) {
	e := hostEngine(t)
	for _, c := range []struct {
		in    engine.Input
		trace []string
		said  string
	}{
		{engine.Input{Event: "order.paid"}, []string{`unknown order Data["order"] is missing: the latest is taken`}, "收到"},
		{engine.Input{Text: "在吗", Item: "NOPE"}, []string{"unknown item NOPE"}, "在的"},
		{engine.Input{Text: "在吗", Data: map[string]any{"pionts": 1, "order": "x"}}, []string{`unknown data order (known: customer.tier, desk.busy, points)`, `unknown data pionts (did you mean "points"?)`}, "在的"},
		{engine.Input{Event: "order.paid", Data: map[string]any{"order": "9999"}}, []string{"unknown order 9999"}, ""},
		{engine.Input{Event: "order.paid", Data: map[string]any{"order": "1001", "amuont": 5}}, []string{`unknown data amuont (did you mean "amount"?)`}, "收到"},
		{engine.Input{Text: "在吗", Attachments: []engine.Attachment{{Kind: "picture"}}}, []string{`unknown attachment "picture" is taken as a file (want voice, video, image, file)`}, "在的"},
		{engine.Input{Event: "order.paid", Data: map[string]any{"order": 1001, "amount": 129, "points": 3, "customer.tier": "金卡"}}, nil, "收到"},
		{engine.Input{Text: "在吗", Item: "A1", Data: map[string]any{"points": 3, "desk.busy": true}}, nil, "在的"},
		{engine.Input{Text: "在吗", Item: "https://shop.example/1"}, nil, "在的"},
	} {
		c.in.Conversation = "c"
		r, err := e.Handle(context.Background(), c.in)
		require.NoError(t, err)
		require.Equal(t, c.said, words(r))
		var got []string
		for line := range strings.Lines(r.Trace.String()) {
			if strings.HasPrefix(line, "unknown ") {
				got = append(got, strings.TrimSpace(line))
			}
		}
		require.Equal(t, c.trace, got)
	}
}

// The host knows who has the conversation: from the reply, where nothing is said too, and from the engine at any time.
func TestWhoHasTheConversation(t *testing.T) {
	e := hostEngine(t)
	state := func() *engine.State {
		st, err := e.State(context.Background(), "c")
		require.NoError(t, err)
		return st
	}
	require.Equal(t, engine.OwnerBot, state().Owner(), "one that never began")
	for i, c := range []struct {
		in   engine.Input
		want engine.Owner
		said bool
	}{
		{engine.Input{Event: "chat.open"}, engine.OwnerBot, false},
		{engine.Input{Text: "在吗"}, engine.OwnerBot, true},
		{engine.Input{ID: "help", Text: "转人工"}, engine.OwnerCalled, true},
		{engine.Input{Text: "在吗"}, engine.OwnerCalled, false},
		{engine.Input{From: engine.Agent, Text: "您好"}, engine.OwnerPerson, false},
		{engine.Input{Text: "在吗"}, engine.OwnerPerson, false},
		{engine.Input{ID: "help", Text: "转人工"}, engine.OwnerPerson, true}, // sent again: the reply of then, the owner of now
		{engine.Input{Event: "agent.release"}, engine.OwnerBot, false},
		{engine.Input{Text: "在吗"}, engine.OwnerBot, true},
	} {
		c.in.Conversation = "c"
		r, err := e.Handle(context.Background(), c.in)
		require.NoError(t, err)
		require.Equal(t, c.want, r.Owner, "%d: %v", i, c.in)
		require.Equal(t, c.said, len(r.Messages) > 0, "%d: %v", i, c.in)
		require.Equal(t, c.want, state().Owner())
		require.Equal(t, c.want != engine.OwnerBot, state().HandedOff())
	}
}
