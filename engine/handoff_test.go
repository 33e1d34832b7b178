package engine_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// deskShop is a shop that hands off, reminds and keeps a person from nothing.
func deskShop(t testing.TB, more string) *engine.Shop {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte(`version: 1
name: 小店
timezone: Asia/Shanghai
hours:
  shifts: {白班: 09:00-18:00}
concessions: {budget: 20}
slots:
  height_cm: {type: height, range: 140..210, keep: customer}
  phone: {type: phone}
` + more)},
		"products.yaml": {Data: []byte("products:\n  - {code: A1, name: 直筒裤, price: 129, floor: 100, stock: {黑色: {L: 3}}}\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: bargain
    on: bargain.ultimatum
    needs: item
    grant: offer
    say: ${deal.text}给您
  - id: stock
    on: stock
    needs: item
    say: 有${sku.stock}件
  - id: carrier
    on: logistics.carrier
    say: 发申通
  - id: size
    on: size
    say: 拿L
  - id: unpaid
    on: event.order.unpaid
    follow_up:
      - after: 15m
        say: 还没付款哦
`)},
	})
	require.NoError(t, err)
	return shop
}

// desk is an engine with a clock that the test moves.
type desk struct {
	t      testing.TB
	engine *engine.Engine
	now    time.Time
}

func newDesk(t testing.TB, shop *engine.Shop, cfg engine.Config) *desk {
	t.Helper()
	d := &desk{t: t, now: morning}
	cfg.Now = func() time.Time { return d.now }
	var err error
	d.engine, err = engine.New(shop, cfg)
	require.NoError(t, err)
	return d
}

func (d *desk) send(in engine.Input) engine.Reply {
	d.t.Helper()
	in.Conversation = "c1"
	r, err := d.engine.Handle(context.Background(), in)
	require.NoError(d.t, err)
	return r
}

func (d *desk) says(text string) engine.Reply { return d.send(engine.Input{Text: text}) }

// Whoever takes over knows who it is, since when and over what, in whose words, what was promised, and has every file.
func TestStoryIsWhole(t *testing.T) {
	orders := ordersFunc(func() ([]commerce.Order, error) {
		return []commerce.Order{{No: "1001", Product: "A1", State: "delivered", DeliveredAt: morning.Add(-24 * time.Hour)}}, nil
	})
	d := newDesk(t, deskShop(t, ""), engine.Config{Orders: orders})
	d.send(engine.Input{Text: "黑色L码有货吗", Item: "A1", Customer: "老张", Channel: "旺旺"})
	d.now = d.now.Add(time.Minute)
	d.says("少10块我就付款")
	d.says("我身高175,电话13812345678")
	d.send(engine.Input{Attachments: []engine.Attachment{{Kind: "image", Name: "a.jpg", URL: "https://img.example/a.jpg"}}})
	d.send(engine.Input{Attachments: []engine.Attachment{{Kind: "image", Name: "b.jpg", URL: "https://img.example/" + strings.Repeat("b", 1000)}}})
	r := d.says("转人工")
	require.NotNil(t, r.Handoff)
	require.Equal(t, "human", r.Handoff.Reason)
	story := r.Handoff.Story
	require.True(t, story.Since.Equal(morning))
	story.Since = time.Time{}
	require.Equal(t, engine.Story{
		Customer: "老张", Channel: "旺旺", Stage: "after", Demand: "consultation",
		Intents: []string{"stock", "bargain.ultimatum", "size", "human"},
		Words:   []string{"黑色L码有货吗", "少10块我就付款", "我身高175,电话13812345678", "转人工"},
		Item:    "A1", Colour: "黑色", Size: "L", Order: "1001",
		Slots:       []engine.Field{{Name: "height_cm", Value: 175.}, {Name: "phone", Value: "13812345678"}},
		Tried:       []string{"stock", "bargain", "size"},
		Promised:    []string{"119元"},
		Attachments: []string{"image a.jpg https://img.example/a.jpg", "image b.jpg"},
	}, story)
	require.NotContains(t, r.Trace.String(), "13812345678", "the trace is masked, the story is not")

	// What is said while the customer waits is in the louder call, with the words of both.
	d.says("质量也不行,穿一天就开线")
	d.now = d.now.Add(10 * time.Minute)
	again := d.send(engine.Input{Event: "wake"}).Handoff
	require.Equal(t, 1, again.Level)
	require.Equal(t, "complaint", again.Story.Demand)
	require.Equal(t, "after", again.Story.Stage)
	require.Contains(t, again.Story.Intents, "complaint.quality")
	require.Equal(t, []string{"119元", "reply by 2026-11-05T10:11:00+08:00"}, again.Story.Promised)
	require.Equal(t, "质量也不行,穿一天就开线", again.Story.Words[len(again.Story.Words)-1])
}

// A person who was called in the evening is told in the morning what it was about, and what was agreed before that.
func TestStoryOutlastsTheNight(t *testing.T) {
	d := newDesk(t, deskShop(t, ""), engine.Config{})
	d.now = time.Date(2026, 11, 5, 20, 30, 0, 0, morning.Location())
	d.send(engine.Input{Text: "少10块我就付款", Item: "A1"})
	d.now = d.now.Add(13 * time.Hour)
	d.send(engine.Input{Text: "在吗", Item: "A1"}) // another session: the deal is still good
	d.now = time.Date(2026, 11, 6, 19, 0, 0, 0, morning.Location())
	r := d.says("转人工")
	require.Contains(t, words(r), "明天09:10")
	require.Contains(t, r.Handoff.Story.Promised, "119元")
	d.now = d.now.Add(14 * time.Hour) // longer than a session idles
	require.Empty(t, d.says("我等了一晚上了").Messages)
	d.now = d.now.Add(10 * time.Minute)
	again := d.send(engine.Input{Event: "wake"}).Handoff
	require.Equal(t, 1, again.Level)
	require.Equal(t, []string{"在吗", "转人工", "我等了一晚上了"}, again.Story.Words)
}

// takeoverStore lets a person write just before the next Put: after the engine has read the state and decided.
type takeoverStore struct {
	engine.Store
	before func()
}

func (s *takeoverStore) Put(ctx context.Context, key string, prev, next *engine.State) error {
	if f := s.before; f != nil {
		s.before = nil
		f()
	}
	return s.Store.Put(ctx, key, prev, next)
}

// A reply that was decided before the person took over is not sent: the state is checked again when it is saved.
func TestReplyDecidedBeforeThePersonCameIsNotSent(t *testing.T) {
	for name, in := range map[string]engine.Input{
		"an answer":    {Conversation: "c1", ID: "m2", Text: "发什么快递"},
		"a follow-up":  {Conversation: "c1", ID: "w1", Event: "wake"},
		"a handoff":    {Conversation: "c1", ID: "m2", Text: "转人工"},
		"a concession": {Conversation: "c1", ID: "m2", Text: "少10块我就付款", Item: "A1"},
	} {
		for how, takes := range map[string]engine.Input{"by a word": {Conversation: "c1", From: engine.Agent, Text: "您好,我是小王"}, "by the event": {Conversation: "c1", Event: "agent.join"}} {
			t.Run(name+" "+how, func(t *testing.T) {
				inner := engine.NewMemoryStoreAt(0, clock)
				store := &takeoverStore{Store: inner}
				shop := deskShop(t, "")
				d := newDesk(t, shop, engine.Config{Store: store})
				other := newDesk(t, shop, engine.Config{Store: inner}) // another machine
				d.send(engine.Input{Event: "order.unpaid", Data: map[string]any{"order": "1001"}})
				d.now = d.now.Add(15 * time.Minute)
				other.now = d.now
				store.before = func() { other.send(takes) }
				r := d.send(in)
				require.Empty(t, r.Messages)
				require.Empty(t, r.Actions)
				require.Nil(t, r.Handoff)
				require.True(t, d.send(in).Duplicate, "what was decided anew is what a redelivery gets")
				require.Empty(t, d.send(in).Messages)
			})
		}
	}
}

// A host that forgets the wake, or sends it hours late, still has its person called again.
func TestOverdueDoesNotHangOnTheWake(t *testing.T) {
	d := newDesk(t, deskShop(t, ""), engine.Config{})
	require.Equal(t, 0, d.says("转人工").Handoff.Level)
	d.now = d.now.Add(9 * time.Minute)
	require.Nil(t, d.says("在吗").Handoff, "not due yet")
	d.now = d.now.Add(time.Minute)
	r := d.says("人呢")
	require.Equal(t, 1, r.Handoff.Level)
	require.Len(t, r.Messages, 1, "the customer is reassured")
	d.now = d.now.Add(20 * time.Hour)
	r = d.send(engine.Input{Event: "wake"})
	require.Equal(t, 2, r.Handoff.Level)
	require.Empty(t, r.Messages, "once")
	require.True(t, r.Wake.IsZero(), "nothing more is pending")
}

// A shop that wants no louder calls has none, and the customer is not left to the silence for ever.
func TestNoLouderCalls(t *testing.T) {
	d := newDesk(t, deskShop(t, "desk: {levels: 0, release_after: 1h}\n"), engine.Config{})
	require.True(t, d.says("转人工").Wake.IsZero())
	d.now = d.now.Add(time.Hour)
	require.Empty(t, d.says("发什么快递").Messages)
	d.now = d.now.Add(11 * time.Minute)
	require.Equal(t, "发申通", words(d.says("发什么快递")))
}

// An event's own handoff calls its queue and takes the conversation from nobody who is there.
func TestHandoffOfAnEventLeavesThePersonThere(t *testing.T) {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: refund\n    on: event.order.refunding\n    say: 退款在办了\n    handoff: {queue: money, within: 30m}\n")},
	})
	require.NoError(t, err)
	d := newDesk(t, shop, engine.Config{})
	d.send(engine.Input{From: engine.Agent, Text: "您好"})
	r := d.send(engine.Input{Event: "order.refunding", Data: map[string]any{"order": "1001"}})
	require.Equal(t, "money", r.Handoff.Queue)
	require.Empty(t, r.Messages)
	require.True(t, r.Wake.IsZero(), "a person is there: nobody is called again")
	require.Empty(t, d.says("在吗").Messages)
}

// Whatever the customer writes and whatever happens in the shop: while a person is there nothing is said but by them.
func TestNobodyTalksOverAPerson(t *testing.T) {
	shop := example(t)
	events := []string{"chat.open", "order.unpaid", "order.paid", "order.closed", "order.shipped", "order.delivered", "order.refunding", "order.refunded", "stock.back", "idle", "wake"}
	r := rand.New(rand.NewPCG(2, 9))
	kept := 0
	for range 60 {
		l := &timeline{t: t, shop: shop, now: morning, orders: []commerce.Order{{No: "1001", Product: "S101", State: "unpaid", CreatedAt: morning.Add(-time.Hour), Address: "成都市"}}}
		step := func() engine.Reply {
			l.now = l.now.Add(time.Duration(r.IntN(3000)) * time.Second)
			if r.IntN(3) > 0 {
				return l.input(engine.Input{Text: script[r.IntN(len(script))], Item: "S101"})
			}
			return l.input(engine.Input{Event: events[r.IntN(len(events))], Data: map[string]any{"order": "1001", "product": "S101"}})
		}
		for range r.IntN(8) {
			step()
		}
		l.input(engine.Input{From: engine.Agent, Text: "您好,我是小王"})
		for range 10 {
			reply := step()
			require.Empty(t, reply.Messages)
			if strings.Contains(reply.Trace.String(), "not said: a person has the conversation") {
				kept++
			}
		}
		l.input(engine.Input{Event: "agent.release"})
		require.NotEmpty(t, l.input(engine.Input{Text: "在吗"}).Messages, "and then the engine is back")
	}
	require.Greater(t, kept, 30, "the rules had something to say")
}
