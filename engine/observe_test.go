package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// observedShop has a rule, an article, a follow-up and nothing else.
func observedShop(t testing.TB) *engine.Shop {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: hi
    on: greeting
    say: 在的
  - id: mine
    on: logistics.tracking
    needs: order
    say: 您的单号${order.no}
  - id: remind
    on: event.order.unpaid
    follow_up:
      - after: 15m
        say: 还没付款哦
  - id: seen
    on: event.order.paid
    count: paid
`)},
		"kb/a.yaml": {Data: []byte("articles:\n  - id: store\n    ask: [有实体店吗]\n    say: 只有网上这一家\n")},
	})
	require.NoError(t, err)
	return shop
}

// Every Handle is told of once, with what a counter wants to know.
func TestObservedTellsWhatMetricsNeed(t *testing.T) {
	now := morning
	var seen []engine.Observed
	var down error
	store := &brokenStore{Store: engine.NewMemoryStoreAt(0, func() time.Time { return now })}
	e, err := engine.New(observedShop(t), engine.Config{Store: store, Now: func() time.Time { return now },
		Orders: ordersFunc(func() ([]commerce.Order, error) {
			time.Sleep(time.Millisecond)
			return []commerce.Order{{No: "1", State: "paid"}}, down
		}),
		Observe: func(_ context.Context, o engine.Observed) { seen = append(seen, o) }})
	require.NoError(t, err)
	handle := func(in engine.Input) engine.Observed {
		before := len(seen)
		if in.Conversation == "" {
			in.Conversation = "c"
		}
		_, err := e.Handle(context.Background(), in)
		require.Len(t, seen, before+1)
		o := seen[before]
		require.Equal(t, err, o.Err)
		require.Equal(t, in, o.Input)
		require.LessOrEqual(t, o.Spent.Lock+o.Spent.Store+o.Spent.Lookups+o.Spent.Turns, o.Duration)
		return o
	}

	o := handle(engine.Input{ID: "1", Text: "在吗"})
	require.Equal(t, engine.ResultRule, o.Result())
	require.Nil(t, o.Before)
	require.Equal(t, 1, o.Attempts)
	require.Equal(t, []string{"greeting"}, o.Outcome.Intents)
	require.Zero(t, o.Spent.Lookups)
	require.Equal(t, engine.ResultDuplicate, handle(engine.Input{ID: "1", Text: "在吗"}).Result())

	o = handle(engine.Input{Text: "有实体店吗"})
	require.Equal(t, engine.ResultArticle, o.Result())
	require.Equal(t, []string{"store"}, o.Outcome.Articles)
	require.Equal(t, engine.ResultAsked, handle(engine.Input{Text: "今天股市怎么样"}).Result())
	require.Equal(t, engine.ResultActed, handle(engine.Input{Event: "order.paid", Data: map[string]any{"order": "1"}}).Result())
	require.Equal(t, engine.ResultSilent, handle(engine.Input{Event: "order.shipped", Data: map[string]any{"order": "1"}}).Result())

	store.conflicts = 2
	o = handle(engine.Input{Text: "我的快递到哪了"})
	require.Equal(t, 3, o.Attempts)
	require.Len(t, o.Answers, 1)
	require.GreaterOrEqual(t, o.Spent.Lookups, time.Millisecond)

	handle(engine.Input{Event: "order.unpaid", Data: map[string]any{"order": "1"}})
	now = now.Add(17 * time.Minute)
	o = handle(engine.Input{Event: "wake"})
	require.Equal(t, 2*time.Minute, o.Late())
	require.Equal(t, engine.ResultRule, o.Result())
	require.Zero(t, handle(engine.Input{Event: "wake"}).Late(), "one that was not due is not late")

	down = errors.New("down")
	o = handle(engine.Input{Text: "我的快递到哪了"})
	require.Equal(t, engine.ResultHandoff, o.Result())
	require.Equal(t, "unavailable", o.Outcome.Reply.Handoff.Reason)
	require.True(t, o.Answers[0].Failed)
	require.Zero(t, o.Waited())

	now = now.Add(20 * time.Minute)
	require.Equal(t, engine.ResultHandoff, handle(engine.Input{Event: "wake"}).Result(), "nobody has come: called again")
	now = now.Add(5 * time.Minute)
	require.Equal(t, engine.ResultSilent, handle(engine.Input{Text: "在吗"}).Result())
	require.Equal(t, 25*time.Minute, handle(engine.Input{Event: "agent.join"}).Waited(), "since the first call")
	require.Zero(t, handle(engine.Input{From: engine.Agent, Text: "您好"}).Waited(), "they are there already")
	handle(engine.Input{Event: "agent.release"})
	handle(engine.Input{Text: "转人工"})
	now = now.Add(time.Minute)
	require.Equal(t, time.Minute, handle(engine.Input{From: engine.Agent, Text: "您好"}).Waited(), "who writes has come")

	store.conflicts = 100
	o = handle(engine.Input{Text: "在吗"})
	require.Equal(t, engine.ResultError, o.Result())
	require.Equal(t, "busy", o.Failure())
	require.Equal(t, 8, o.Attempts)
	store.conflicts, store.err = 0, errors.New("disk full")
	require.Equal(t, "store", handle(engine.Input{Text: "在吗"}).Failure())
	o = handle(engine.Input{Event: "order.payed"})
	require.Equal(t, "input", o.Failure())
	require.Nil(t, o.Outcome)
	store.err = context.DeadlineExceeded
	require.Equal(t, "gone", handle(engine.Input{Text: "在吗"}).Failure())
}

// brokenStore refuses Puts.
type brokenStore struct {
	engine.Store
	conflicts int
	err       error
}

func (s *brokenStore) Put(ctx context.Context, key string, prev, next *engine.State) error {
	if s.conflicts > 0 {
		s.conflicts--
		return engine.ErrConflict
	}
	if s.err != nil {
		return s.err
	}
	return s.Store.Put(ctx, key, prev, next)
}

// A panic of the host's Observe costs the customer nothing.
func TestObserveMayPanic(t *testing.T) {
	var log bytes.Buffer
	e := newEngine(t, engine.Config{Observe: func(context.Context, engine.Observed) { panic("no such counter") }, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	require.NotEmpty(t, say(t, e, "", "在吗").Messages)
	require.Contains(t, log.String(), "no such counter")
	require.NotEmpty(t, say(t, e, "", "在吗").Messages, "the conversation is free again")
}

// What is logged, at any level, and the trace hold nothing personal, whatever the customer tells and whichever way it takes.
func TestNothingPersonalIsLogged(t *testing.T) {
	secrets := []string{"13912345678", "王小明", "青羊区", "人民路", "510104199001011234", "6222021234567890123", "身份证照片", "20261105123456", "SF1234567890123", "我妈住院"}
	order := commerce.Order{No: "20261105123456", Product: "S101", Colour: "黑色", Size: "L", Quantity: 1, State: "shipped", Name: "王小明", Phone: "13912345678",
		Address: "成都市青羊区人民路8号", Courier: "顺丰", TrackingNo: "SF1234567890123", PaidAt: morning.Add(-48 * time.Hour), ShippedAt: morning.Add(-24 * time.Hour)}
	var down error
	var log bytes.Buffer
	var traces strings.Builder
	e := newEngine(t, engine.Config{Orders: ordersFunc(func() ([]commerce.Order, error) { return []commerce.Order{order}, down }),
		Logger: slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})), LookupTimeout: time.Minute,
		Observe: func(_ context.Context, o engine.Observed) { traces.WriteString(o.Outcome.Reply.Trace.String()) }})
	handle := func(in engine.Input) {
		in.Conversation, in.Customer = "c1", "王小明"
		_, err := e.Handle(context.Background(), in)
		require.NoError(t, err)
	}
	order.State = "paid"
	handle(engine.Input{Event: "order.paid", Data: map[string]any{"order": order.No}})
	handle(engine.Input{Text: "电话改成13912345678"})
	handle(engine.Input{Text: "地址改成成都市青羊区人民路8号，收件人王小明"})
	handle(engine.Input{Text: "对"})
	order.State = "shipped"
	for _, text := range []string{"我的快递到哪了", "20261105123456这单到哪了", "SF1234567890123到哪了", "我叫王小明，身份证510104199001011234", "卡号6222021234567890123退到这里",
		"我要退货", "质量问题", "裤子破了，我妈住院没空", "身份证照片", "20261105123456", "是的", "13912345678", "我175 130斤穿什么码", "转人工"} {
		handle(engine.Input{Text: text})
		handle(engine.Input{Text: text, Attachments: []engine.Attachment{{Kind: "image", Name: "身份证照片.jpg", URL: "https://x/王小明"}}})
		handle(engine.Input{Event: "agent.release"})
	}
	down = errors.New("no orders of 13912345678")
	handle(engine.Input{Text: "我的快递到哪了"})
	require.Contains(t, log.String(), "a lookup is unavailable")
	require.Contains(t, log.String(), `"result":"rule"`)
	require.NotEmpty(t, traces.String())
	for _, secret := range secrets {
		for where, text := range map[string]string{"log": log.String(), "trace": traces.String()} {
			for line := range strings.Lines(text) {
				if strings.Contains(line, secret) {
					t.Errorf("the %s tells %s: %s", where, secret, line)
				}
			}
		}
	}
}

// Metrics out of Observe: plain counters here; with Prometheus, OpenTelemetry or expvar they look the same.
func ExampleObserved_Result() {
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\npolicies: {courier: 申通}\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: carrier\n    on: logistics.carrier\n    say: 默认发${policies.courier}~\n")},
	})
	if err != nil {
		panic(err)
	}
	counters := map[string]int{} // Observe is called concurrently: a real one takes a lock, or counts atomically
	bot, err := engine.New(shop, engine.Config{Observe: func(_ context.Context, o engine.Observed) {
		counters["handled "+o.Result()]++
		if o.Err != nil {
			counters["errors "+o.Failure()]++
			return
		}
		for _, intent := range o.Outcome.Intents {
			counters["intent "+intent]++
		}
		if h := o.Outcome.Reply.Handoff; h != nil {
			counters["handoffs "+h.Queue+" "+h.Reason]++
		}
		for _, a := range o.Answers {
			counters[fmt.Sprintf("lookups %s failed=%t", a.Call.Name, a.Failed)]++
		}
		// And as histograms: o.Duration, o.Spent.Lookups, o.Spent.Store, o.Late(), o.Waited(), o.Attempts.
	}})
	if err != nil {
		panic(err)
	}
	for _, text := range []string{"发什么快递呀", "默认发什么快递", "转人工"} {
		if _, err := bot.Handle(context.Background(), engine.Input{Conversation: "buyer-1", Text: text}); err != nil {
			panic(err)
		}
	}
	fmt.Println(counters["handled rule"], counters["intent logistics.carrier"], counters["handoffs sales human"])
	// Output: 2 2 1
}

// BenchmarkObserved is BenchmarkHandle with an Observe that counts.
func BenchmarkObserved(b *testing.B) {
	counters := map[string]int{}
	e := newEngine(b, engine.Config{Observe: func(_ context.Context, o engine.Observed) { counters[o.Result()]++ }})
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := e.Handle(context.Background(), engine.Input{Conversation: "c", Text: script[i%3]}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
