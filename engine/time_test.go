package engine_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// waitingShop has everything that waits for a time: a burst, a handoff, an idle ending, follow-ups with a cap, a sheet.
func waitingShop(t testing.TB, more string) *engine.Shop {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte(`version: 1
name: 小店
timezone: Asia/Shanghai
hours:
  shifts: {白班: 09:00-18:00, 晚班: 20:00-01:00}
session: {idle: 40m}
burst: 1200ms
caps:
  outbound: {times: 2, within: 24h, quiet: 22:30-08:30}
` + more)},
		"products.yaml": {Data: []byte("products:\n  - {code: A1, name: 直筒裤, price: 129, stock: {黑色: {L: 3}}}\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: carrier
    on: logistics.carrier
    say: 发申通
  - id: idle
    on: event.idle
    say: 先忙啦
  - id: unpaid
    on: event.order.unpaid
    cap: outbound
    follow_up:
      - after: 15m
        say: 还没付款哦
      - after: 3h
        say: 给您留着
    cancel_on: [event.order.paid]
  - id: shipped
    on: event.order.shipped
    cap: outbound
    say: 发货啦
  - id: paid
    on: event.order.paid
    confirm:
      show: 请核对:${order.items}
      timeout: 2h
    say: 好
`)},
	})
	require.NoError(t, err)
	return shop
}

// timeline plays inputs at their times and sends the wakes that replies ask for, at the time they ask for.
type timeline struct {
	t      testing.TB
	shop   *engine.Shop
	state  *engine.State
	now    time.Time
	orders []commerce.Order
	said   []string // with the time of each
	calls  int
}

func (l *timeline) input(in engine.Input) engine.Reply {
	l.t.Helper()
	in.Conversation = "c"
	out := l.shop.Turn(l.state, in, engine.World{Now: l.now, Answers: answers(l.orders)})
	require.Empty(l.t, out.Needs)
	require.Empty(l.t, out.Reply.Trace.Stack)
	l.state = out.State
	for _, m := range out.Reply.Messages {
		l.said = append(l.said, l.now.In(morning.Location()).Format("02 15:04:05 ")+m.Text)
	}
	if out.Reply.Handoff != nil {
		l.calls++
		l.said = append(l.said, l.now.In(morning.Location()).Format("02 15:04:05 ")+fmt.Sprint("call ", out.Reply.Handoff.Level))
	}
	return out.Reply
}

// until lets time pass.
func (l *timeline) until(to time.Time) {
	l.t.Helper()
	for n := 0; !l.state.Wake().IsZero() && !l.state.Wake().After(to); n++ {
		require.Less(l.t, n, 100, "wakes without end at %s", l.now)
		if wake := l.state.Wake(); wake.After(l.now) {
			l.now = wake
		}
		l.input(engine.Input{Event: "wake"})
		require.False(l.t, l.state.Wake().Equal(l.now), "what was due is done")
	}
	l.now = to
}

// The wake time is that of whatever is due first, and what is due is done when it comes.
func TestWakeIsTheEarliestOfAllThatWaits(t *testing.T) {
	l := &timeline{t: t, shop: waitingShop(t, ""), now: morning, orders: []commerce.Order{{No: "1001", Product: "A1", State: "unpaid"}}}
	wake := func(want time.Duration) {
		t.Helper()
		require.Equal(t, morning.Add(want).Format(time.TimeOnly), l.state.Wake().In(morning.Location()).Format(time.TimeOnly))
	}
	l.input(engine.Input{Event: "order.unpaid", Data: map[string]any{"order": "1001"}})
	wake(15 * time.Minute)
	l.now = morning.Add(time.Minute)
	l.input(engine.Input{Text: "转人工"})
	require.Equal(t, l.now.Add(1200*time.Millisecond), l.state.Wake().In(l.now.Location()), "the burst")
	l.until(morning.Add(2 * time.Minute))
	wake(11*time.Minute + time.Second) // nobody comes: ten minutes after the burst ended
	l.input(engine.Input{From: engine.Agent, Text: "您好"})
	wake(15 * time.Minute)
	l.until(morning.Add(20 * time.Minute))
	wake(41 * time.Minute) // idle, after the customer's last message
	l.until(morning.Add(45 * time.Minute))
	wake(15*time.Minute + 3*time.Hour)
	l.input(engine.Input{Event: "agent.release"})
	l.input(engine.Input{Event: "order.paid", Data: map[string]any{"order": "1001"}})
	wake(45*time.Minute + 2*time.Hour) // the sheet; the reminder is cancelled
	l.until(morning.Add(5 * time.Hour))
	require.True(t, l.state.Wake().IsZero())
	require.Equal(t, []string{"05 10:01:01 这个我不敢乱答,已经请同事来看了,今天10:11前给您回话。", "05 10:01:01 call 0", "05 10:45:00 请核对:直筒裤×1"}, l.said)
}

// A wake too many, at whatever moment, changes neither what is said nor when: hosts may send them again, early or late by their
// own schedule. The state survives its codec between any two inputs.
func TestWakesTooManyChangeNothing(t *testing.T) {
	shop := waitingShop(t, "desk: {levels: 3, release_after: 3h}\n")
	r := rand.New(rand.NewPCG(5, 8))
	inputs := []engine.Input{{Text: "发什么快递"}, {Text: "在吗"}, {Text: "转人工"}, {Text: "asdf"}, {Attachments: []engine.Attachment{{Kind: "image", Name: "1.jpg"}}},
		{Event: "order.unpaid", Data: map[string]any{"order": "1001"}}, {Event: "order.unpaid", Data: map[string]any{"order": "1002"}},
		{Event: "order.paid", Data: map[string]any{"order": "1001"}}, {Event: "order.shipped", Data: map[string]any{"order": "1002"}},
		{From: engine.Agent, Text: "您好"}, {From: engine.Agent, Text: "交回"}, {Event: "agent.release"}, {Event: "agent.join"}, {Text: "好的"}}
	pauses := []time.Duration{0, time.Second, 2 * time.Second, time.Minute, 12 * time.Minute, 2 * time.Hour, 7 * time.Hour, 26 * time.Hour}
	calls, lines := 0, 0
	for range 150 {
		orders := []commerce.Order{{No: "1002", Product: "A1", State: "unpaid"}, {No: "1001", Product: "A1", State: "paid"}}
		plain := &timeline{t: t, shop: shop, now: morning, orders: orders}
		noisy := &timeline{t: t, shop: shop, now: morning, orders: orders}
		for range 20 {
			in, pause := inputs[r.IntN(len(inputs))], pauses[r.IntN(len(pauses))]
			plain.input(in)
			noisy.input(in)
			to := plain.now.Add(pause)
			plain.until(to)
			for range r.IntN(4) {
				noisy.until(noisy.now.Add(time.Duration(r.Int64N(int64(to.Sub(noisy.now)) + 1))))
				before := len(noisy.said)
				noisy.input(engine.Input{Event: "wake"})
				require.Len(t, noisy.said, before, "nothing was due")
				data, err := noisy.state.MarshalBinary()
				require.NoError(t, err)
				noisy.state, err = engine.DecodeState(data)
				require.NoError(t, err)
			}
			noisy.until(to)
		}
		require.Equal(t, plain.said, noisy.said)
		calls, lines = calls+plain.calls, lines+len(plain.said)
	}
	require.Greater(t, calls, 100, "the property is about conversations in which people are called")
	require.Greater(t, lines, 1000)
}

// A cap of many times is counted to the end.
func TestCapOfManyTimes(t *testing.T) {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\ncaps:\n  many: {times: 40, within: 24h}\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: back\n    on: event.stock.back\n    cap: many\n    say: 到货啦\n  - id: shipped\n    on: event.order.shipped\n    limit: 30 per 24h\n    say: 发货啦\n")},
	})
	require.NoError(t, err)
	l := &timeline{t: t, shop: shop, now: morning}
	for range 60 {
		l.now = l.now.Add(time.Minute)
		l.input(engine.Input{Event: "stock.back"})
	}
	require.Len(t, l.said, 40)
	for range 60 {
		l.now = l.now.Add(time.Minute)
		l.input(engine.Input{Event: "order.shipped"})
	}
	require.Len(t, l.said, 70)
	l.now = l.now.Add(24 * time.Hour)
	l.input(engine.Input{Event: "stock.back"})
	require.Len(t, l.said, 71)
}

// Quiet hours end by the clock on the wall, also in the nights in which it is changed.
func TestQuietHoursWhenTheClockChanges(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\ntimezone: Europe/Berlin\ncaps:\n  out: {times: 9, quiet: 22:30-08:30}\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: back\n    on: event.stock.back\n    cap: out\n    say: 到货啦\n")},
	})
	require.NoError(t, err)
	for _, at := range []time.Time{time.Date(2026, 3, 28, 23, 0, 0, 0, berlin), time.Date(2026, 3, 29, 4, 0, 0, 0, berlin),
		time.Date(2026, 10, 24, 23, 0, 0, 0, berlin), time.Date(2026, 10, 25, 1, 0, 0, 0, berlin), time.Date(2026, 6, 1, 23, 0, 0, 0, berlin)} {
		l := &timeline{t: t, shop: shop, now: at}
		require.Empty(t, l.input(engine.Input{Event: "stock.back"}).Messages)
		require.Equal(t, "08:30", l.state.Wake().In(berlin).Format("15:04"), "after %s", at)
		l.until(l.state.Wake())
		require.Len(t, l.said, 1)
	}
}
