package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/enginetest"
)

var morning = time.Date(2026, 11, 5, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))

func clock() time.Time { return morning }

var exampleShop = sync.OnceValues(func() (*engine.Shop, error) { return engine.Load(os.DirFS("../examples/shop")) })

func example(t testing.TB) *engine.Shop {
	t.Helper()
	shop, err := exampleShop()
	require.NoError(t, err)
	return shop
}

func newEngine(t testing.TB, cfg engine.Config) *engine.Engine {
	t.Helper()
	if cfg.Now == nil {
		cfg.Now = clock
	}
	e, err := engine.New(example(t), cfg)
	require.NoError(t, err)
	return e
}

func say(t testing.TB, e *engine.Engine, id, text string) engine.Reply {
	t.Helper()
	reply, err := e.Handle(context.Background(), engine.Input{Conversation: "c1", ID: id, Text: text})
	require.NoError(t, err)
	return reply
}

func words(r engine.Reply) string {
	var out []string
	for _, m := range r.Messages {
		out = append(out, strings.TrimPrefix(m.Text, m.Prefix))
	}
	return strings.Join(out, "\n")
}

func TestRedeliveryGetsTheRecordedReply(t *testing.T) {
	e := newEngine(t, engine.Config{})
	first := say(t, e, "m1", "直筒裤黑色L码有货吗")
	require.Contains(t, words(first), "还剩3件")
	again := say(t, e, "m1", "直筒裤黑色L码有货吗")
	require.True(t, again.Duplicate)
	require.Equal(t, first.Messages, again.Messages)
	require.Equal(t, first.Messages[0].ID, again.Messages[0].ID)
	for i := range 16 {
		say(t, e, fmt.Sprint("n", i), "在吗")
	}
	require.False(t, say(t, e, "m1", "直筒裤黑色L码有货吗").Duplicate, "only the last 16 are recorded")
}

func TestIDsAreStable(t *testing.T) {
	a, b := newEngine(t, engine.Config{}), newEngine(t, engine.Config{})
	for i, text := range script {
		x, y := say(t, a, fmt.Sprint(i), text), say(t, b, fmt.Sprint(i), text)
		require.Equal(t, x.Messages, y.Messages, "the same inputs at the same times give the same ids")
		require.Equal(t, x.Actions, y.Actions)
		require.Regexp(t, `^c1/[0-9]+/1$`, x.Messages[0].ID)
	}
}

// A conversation that was forgotten and began anew repeats no id: a host that carries out each once would drop what is new.
func TestIDsDifferOverTheLivesOfAConversation(t *testing.T) {
	for name, pause := range map[string]time.Duration{"a clock that stands still": 0, "a clock of milliseconds": time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			now, seen := morning, map[string]bool{}
			e := newEngine(t, engine.Config{Now: func() time.Time { return now }})
			for life := range 20 {
				for i := range 5 {
					id := say(t, e, fmt.Sprint(life, "/", i), "在吗").Messages[0].ID
					require.False(t, seen[id], "%s was given twice", id)
					seen[id] = true
				}
				require.NoError(t, e.Forget(context.Background(), "c1"))
				now = now.Add(pause)
			}
		})
	}
}

// Two goroutines on one conversation: every message is worked on, one after the other.
func TestOneConversationLosesNothing(t *testing.T) {
	e := newEngine(t, engine.Config{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[string]bool{}
	for g := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 50 {
				r, err := e.Handle(context.Background(), engine.Input{Conversation: "c1", ID: fmt.Sprintf("%d/%d", g, i), Text: "在吗"})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				turn := strings.Split(r.Messages[0].ID, "/")[1]
				if seen[turn] {
					t.Errorf("turn %s happened twice", turn)
				}
				seen[turn] = true
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	require.Len(t, seen, 100)
}

// A store that another process writes to between Get and Put.
type rivalStore struct {
	engine.Store
	left int
}

func (s *rivalStore) Put(ctx context.Context, key string, prev, next *engine.State) error {
	if s.left > 0 {
		s.left--
		return engine.ErrConflict
	}
	return s.Store.Put(ctx, key, prev, next)
}

func TestConflictsAreRetried(t *testing.T) {
	calls := 0
	orders := ordersFunc(func() ([]commerce.Order, error) {
		calls++
		return []commerce.Order{{No: "1001", Product: "S101", State: "paid", Address: "成都市"}}, nil
	})
	e := newEngine(t, engine.Config{Store: &rivalStore{engine.NewMemoryStore(0), 7}, Orders: orders})
	require.Contains(t, words(say(t, e, "m1", "我的快递到哪了")), "还没出库")
	require.Equal(t, 1, calls, "answers of lookups are kept over the attempts")
	e = newEngine(t, engine.Config{Store: &rivalStore{engine.NewMemoryStore(0), 8}})
	_, err := e.Handle(context.Background(), engine.Input{Conversation: "c1", Text: "在吗"})
	require.ErrorIs(t, err, engine.ErrBusy)
}

type ordersFunc func() ([]commerce.Order, error)

func (f ordersFunc) Orders(context.Context, string) ([]commerce.Order, error) { return f() }

func TestFailingAndSlowLookupsHandOff(t *testing.T) {
	for name, f := range map[string]ordersFunc{
		"error": func() ([]commerce.Order, error) { return nil, errors.New("down") },
		"panic": func() ([]commerce.Order, error) { panic("boom") },
		"slow":  func() ([]commerce.Order, error) { time.Sleep(time.Second); return nil, nil },
	} {
		t.Run(name, func(t *testing.T) {
			e := newEngine(t, engine.Config{Orders: f, LookupTimeout: 20 * time.Millisecond})
			r := say(t, e, "", "我的快递到哪了")
			require.NotNil(t, r.Handoff)
			require.Equal(t, "unavailable", r.Handoff.Reason)
			require.Equal(t, "after_sale", r.Handoff.Queue)
			require.NotEmpty(t, words(r), "a customer is never left in silence")
		})
	}
}

func TestBadInputs(t *testing.T) {
	e := newEngine(t, engine.Config{})
	_, err := e.Handle(context.Background(), engine.Input{Text: "在吗"})
	require.ErrorIs(t, err, engine.ErrInput)
	_, err = e.Handle(context.Background(), engine.Input{Conversation: "c", Event: "order.payed"})
	require.ErrorIs(t, err, engine.ErrInput)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, text := range []string{"", " \u200b\n", "\xff\xfe\x00", strings.Repeat("长", 5000), "\u202eabc", "🙂🙂🙂"} {
		r := say(t, newEngine(t, engine.Config{}), "", text)
		require.NotEmpty(t, words(r), "%q", text)
	}
	_ = ctx
}

func TestNewNeedsTheDeclaredLookups(t *testing.T) {
	shop, err := engine.Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: 小店\nlookups:\n  points: {args: [text], gives: number}\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: a\n    on: greeting\n    say: 您有${points(customer.id)}分\n")}})
	require.NoError(t, err)
	_, err = engine.New(shop, engine.Config{})
	require.EqualError(t, err, `engine: the shop declares lookup "points"; give it in Config.Lookups`)
	e, err := engine.New(shop, engine.Config{Now: clock, Lookups: map[string]engine.Lookup{
		"points": func(_ context.Context, args ...string) (any, error) { return 120, nil }}})
	require.NoError(t, err)
	require.Equal(t, "您有120分", words(say(t, e, "", "在吗")))
}

// The same inputs, clock and seed give the same bytes.
func TestSameInputsSameBytes(t *testing.T) {
	shop := example(t)
	play := func() []byte {
		var st *engine.State
		var all []byte
		for i, text := range script {
			out := shop.Turn(st, engine.Input{Conversation: "c", ID: fmt.Sprint(i), Text: text}, engine.World{Now: morning.Add(time.Duration(i) * time.Minute),
				Answers: []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"c"}}, Value: []commerce.Order(nil)}}})
			require.Empty(t, out.Needs)
			st = out.State
			data, err := st.MarshalBinary()
			require.NoError(t, err)
			all = append(all, data...)
			all = append(all, out.Reply.Trace.String()...)
		}
		return all
	}
	require.True(t, bytes.Equal(play(), play()))
}

var script = []string{"在吗", "黑色直筒裤L码有货吗", "那卡其的呢", "我175 130斤穿什么码", "少10块我就付款", "不要", "能发顺丰吗", "好", "几天到成都", "我要退货", "推荐一款", "自己穿", "2", "没有", "asdf"}

func TestStateSurvivesItsCodec(t *testing.T) {
	shop := example(t)
	var st *engine.State
	for i, text := range script {
		w := engine.World{Now: morning, Answers: []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"c"}}, Value: []commerce.Order(nil)}}}
		in := engine.Input{Conversation: "c", ID: fmt.Sprint(i), Text: text}
		out := shop.Turn(st, in, w)
		if st != nil {
			data, err := st.MarshalBinary()
			require.NoError(t, err)
			back, err := engine.DecodeState(data)
			require.NoError(t, err)
			again := shop.Turn(back, in, w)
			require.Equal(t, out.Reply.Messages, again.Reply.Messages, text)
			require.Equal(t, out.Reply.Actions, again.Reply.Actions, text)
			a, _ := out.State.MarshalBinary()
			b, _ := again.State.MarshalBinary()
			require.Equal(t, a, b, text)
		}
		st = out.State
	}
	data, err := st.MarshalBinary()
	require.NoError(t, err)
	_, err = engine.DecodeState(append([]byte{4}, data[1:]...))
	require.ErrorContains(t, err, "has version 4, this engine reads up to 3")
	for i := range data {
		_, err := engine.DecodeState(data[:i])
		require.Error(t, err, "a state that was cut at %d bytes", i)
	}
}

// Whatever the sequence of bargaining messages, no agreed price is below the floor, nor are the concessions over the budget.
func TestBargainingStaysWithinFloorAndBudget(t *testing.T) {
	shop := example(t)
	floors := map[string]float64{"S101": 112, "S102": 105, "S201": 120, "S301": 138, "S601": 0}
	codes := []string{"S101", "S102", "S201", "S301", "S601"}
	lines := []string{"能便宜点吗", "少%d块我就付款", "%d卖不卖,不卖算了", "打%d折我就拍", "包邮我马上拍", "抹个零我就付", "我支付宝里只有%d了", "别家才卖%d", "便宜点以后常来",
		"两件%d行不行,行我就拍", "送双棉袜我就买", "不要", "好的", "再便宜%d块", "学生党没钱,%d行吗", "太贵了", "那包邮呢", "不要,就一条"}
	r := rand.New(rand.NewPCG(7, 11))
	granted := 0
	for range 120 {
		var st *engine.State
		given := map[string]float64{}
		for turn := range 14 {
			text := lines[r.IntN(len(lines))]
			if strings.Contains(text, "%d") {
				n := 1 + r.IntN(160)
				if strings.Contains(text, "折") {
					n = 1 + r.IntN(9)
				}
				text = fmt.Sprintf(text, n)
			}
			in := engine.Input{Conversation: "c", Text: text, Item: codes[r.IntN(len(codes))]}
			if turn%3 > 0 {
				in.Item = ""
			}
			out := shop.Turn(st, in, engine.World{Now: morning.Add(time.Duration(turn) * time.Minute),
				Answers: []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"c"}}, Value: []commerce.Order(nil)}}})
			st = out.State
			for _, a := range out.Reply.Actions {
				if a.Name != "grant" {
					continue
				}
				granted++
				given["order"] += a.Get("cut").(float64)
				require.LessOrEqual(t, given["order"], 15.0, "budget, after %q", text)
				code := a.Get("product").(string)
				require.Positive(t, floors[code], "%s has no floor: no concession", code)
				if a.Get("kind") == "price" {
					require.GreaterOrEqual(t, a.Get("price").(float64), floors[code], "%q", text)
				}
			}
			if st.HandedOff() {
				out = shop.Turn(st, engine.Input{Conversation: "c", Event: "agent.release"}, engine.World{Now: morning})
				st = out.State
			}
		}
	}
	require.Greater(t, granted, 30, "the property is about concessions that are made")
}

// After a handoff the engine is silent until the person gives the conversation back.
func TestSilentAfterHandoff(t *testing.T) {
	e := newEngine(t, engine.Config{})
	r := say(t, e, "", "转人工")
	require.NotNil(t, r.Handoff)
	require.Equal(t, morning.Add(10*time.Minute).Unix(), r.Wake.Unix())
	require.Empty(t, say(t, e, "", "在吗").Messages)
	_, err := e.Handle(context.Background(), engine.Input{Conversation: "c1", Event: "agent.release"})
	require.NoError(t, err)
	require.NotEmpty(t, say(t, e, "", "在吗").Messages)
}

func FuzzHandle(f *testing.F) {
	for _, text := range script {
		f.Add(text, "2")
	}
	f.Add("\xff\xfe", "${shop.name}")
	shop, err := exampleShop()
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, a, b string) {
		var st *engine.State
		for _, text := range []string{a, b, a} {
			out := shop.Turn(st, engine.Input{Conversation: "c", Text: text, Item: "S101"}, engine.World{Now: morning,
				Answers: []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"c"}}, Failed: true}}})
			if out.Reply.Trace != nil && out.Reply.Trace.Stack != "" {
				t.Fatalf("panic: %s", out.Reply.Trace.Stack)
			}
			if len(out.Reply.Messages) == 0 && !out.State.HandedOff() {
				t.Fatalf("silence after %q", text)
			}
			data, err := out.State.MarshalBinary()
			require.NoError(t, err)
			_, err = engine.DecodeState(data)
			require.NoError(t, err)
			st = out.State
		}
	})
}

// shortMessages are what customers of the example shop mostly write; none of them searches the knowledge base.
var shortMessages = []string{"在吗", "直筒裤黑色L码有货吗", "几天到成都", "能便宜点吗", "发什么快递", "有色差吗"}

// handler sends all the short messages to one conversation, then to the next, of 5,000.
func handler(tb testing.TB, cfg engine.Config) func() {
	e := newEngine(tb, cfg)
	conversations := make([]string, 5000)
	for i := range conversations {
		conversations[i] = fmt.Sprint("c", i)
	}
	i := 0
	return func() {
		_, err := e.Handle(context.Background(), engine.Input{Conversation: conversations[i/len(shortMessages)%len(conversations)], Text: shortMessages[i%len(shortMessages)]})
		if err != nil {
			tb.Fatal(err)
		}
		i++
	}
}

// BenchmarkHandle is a turn on the memory store; those on bbolt and Redis stand in their packages.
func BenchmarkHandle(b *testing.B) {
	enginetest.Benchmark(b, example(b), engine.Config{Now: clock}, 1, shortMessages...)
}

// A turn without search takes at most 25 pieces of memory.
func TestHandleAllocatesLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests run under the race detector, which empties pools")
	}
	handle := handler(t, engine.Config{})
	for range 2000 {
		handle()
	}
	require.LessOrEqual(t, testing.AllocsPerRun(2000, handle), 25.0)
}

// Encoding a state only reads it: stores may do so while other turns go on from it.
func TestEncodingIsReadOnly(t *testing.T) {
	st := example(t).Turn(nil, engine.Input{Conversation: "c", ID: "m1", Text: "黑色直筒裤L码有货吗"}, engine.World{Now: morning}).State
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := st.MarshalBinary()
			if err != nil {
				t.Error(err)
			}
		}()
	}
	wg.Wait()
}

// A caller that leaves while a lookup runs gets its error, and nothing is saved: the retry is worked on anew.
func TestCallerWhoLeavesChangesNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	block := true
	e := newEngine(t, engine.Config{Orders: ordersFunc(func() ([]commerce.Order, error) {
		if block {
			cancel()
			return nil, ctx.Err()
		}
		return nil, nil
	})})
	in := engine.Input{Conversation: "c1", ID: "m1", Text: "我的快递到哪了"}
	_, err := e.Handle(ctx, in)
	require.ErrorIs(t, err, context.Canceled)
	block = false
	r, err := e.Handle(context.Background(), in)
	require.NoError(t, err)
	require.False(t, r.Duplicate)
	require.Nil(t, r.Handoff)
}

// Whatever the host sends, and for however many orders, the state can be written.
func TestStateStaysWithinItsSize(t *testing.T) {
	shop := example(t)
	long := strings.Repeat("长", 20_000)
	var st *engine.State
	for i := range 300 {
		in := engine.Input{Conversation: "c", ID: fmt.Sprint(i, long), Item: long, Customer: long, Channel: long, Attachments: []engine.Attachment{{Kind: "image", Name: long}}, Text: long}
		if i%2 == 1 {
			in = engine.Input{Conversation: "c", ID: fmt.Sprint(i), Event: "order.shipped", Data: map[string]any{"order": fmt.Sprint(i, long)}}
		}
		w := engine.World{Now: morning.Add(time.Duration(i) * time.Hour)}
		out := shop.Turn(st, in, w)
		for _, call := range out.Needs {
			w.Answers = append(w.Answers, engine.Answer{Call: call, Value: []commerce.Order{{No: fmt.Sprint(i), Product: "S101", State: "shipped"}}})
		}
		st = shop.Turn(st, in, w).State
		if st == nil {
			t.Fatal("no state")
		}
		if st.HandedOff() {
			st = shop.Turn(st, engine.Input{Conversation: "c", Event: "agent.release"}, engine.World{Now: morning}).State
		}
	}
	data, err := st.MarshalBinary()
	require.NoError(t, err)
	require.LessOrEqual(t, len(data), engine.MaxState)
	_, err = engine.DecodeState(data)
	require.NoError(t, err)
}

// A full store takes a new conversation in about the time of one that is not full: it drops a sixteenth at once.
func TestFullMemoryStore(t *testing.T) {
	const most = 64 * 4096
	st := example(t).Turn(nil, engine.Input{Conversation: "c", Text: "在吗"}, engine.World{Now: morning}).State
	store := engine.NewMemoryStoreAt(most, clock)
	fill := func(n int) time.Duration {
		start := time.Now()
		for i := range n {
			require.NoError(t, store.Put(context.Background(), fmt.Sprint(n, "-", i), nil, st))
		}
		return time.Since(start)
	}
	empty := fill(most)
	full := fill(most + 1)
	require.LessOrEqual(t, store.Len(), most)
	require.Greater(t, store.Len(), most*13/16)
	require.Less(t, full, 30*empty, "looking through the shard for each new conversation took over a hundred times as long")
}
