package engine_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

var soak = flag.Duration("soak", 2*time.Second, "how long TestSoak talks: go test ./engine -run Soak -soak 5m -v")

// soaker is a shop's day that does not end: new customers come, regulars come back for months, events and people of the shop come in
// between, lookups fail, wakes are sent when they are due, content is swapped, conversations are forgotten.
type soaker struct {
	testing.TB
	rand    *rand.Rand
	bot     *engine.Engine
	store   *engine.MemoryStore
	now     time.Time
	lines   []string
	shops   []*engine.Shop
	last    engine.Input // for redeliveries
	called  []string     // conversations that wait for a person
	steps   int
	results map[string]int
	bytes   struct{ sum, n, most int }
}

const (
	soakStore    = 512 // conversations that the store keeps; fewer than come
	soakPresent  = 200 // customers who are there at a time
	soakRegulars = 20  // customers who never stop coming
)

func newSoaker(t testing.TB) *soaker {
	s := &soaker{TB: t, rand: rand.New(rand.NewPCG(20, 26)), now: morning, results: map[string]int{}, lines: customerLines(t)}
	s.store = engine.NewMemoryStoreAt(soakStore, func() time.Time { return s.now })
	s.shops = []*engine.Shop{example(t), nil}
	bot, err := engine.New(s.shops[0], engine.Config{Store: s.store, Orders: ordersOf(s.orders), Now: func() time.Time { return s.now }, Observe: s.observe})
	require.NoError(t, err)
	s.bot = bot
	return s
}

// customerLines are what customers say in the example shop's golden conversations.
func customerLines(t testing.TB) []string {
	files, err := filepath.Glob("../examples/shop/chats/*.chat")
	require.NoError(t, err)
	var lines []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for in := bufio.NewScanner(bytes.NewReader(data)); in.Scan(); {
			if line, ok := strings.CutPrefix(in.Text(), "> "); ok {
				lines = append(lines, line)
			}
		}
	}
	require.Greater(t, len(lines), 300)
	return append(lines, "\xff\xfe", "", strings.Repeat("长", 3000), "🙂")
}

type ordersOf func(customer string) ([]commerce.Order, error)

func (f ordersOf) Orders(_ context.Context, customer string) ([]commerce.Order, error) {
	return f(customer)
}

// orders are two of each customer, in a state that changes with the days; one lookup in fifty fails.
func (s *soaker) orders(customer string) ([]commerce.Order, error) {
	if s.rand.IntN(50) == 0 {
		return nil, errors.New("the shop's backend is down")
	}
	day := int(s.now.Sub(morning).Hours()/24) + len(customer)
	state := commerce.States()[day%len(commerce.States())]
	return []commerce.Order{
		{No: "A" + customer, Product: "S101", Colour: "黑色", Size: "L", Quantity: 1, Total: 12900, State: state, Name: "王小明", Phone: "13912345678", Address: "成都市青羊区",
			PaidAt: s.now.Add(-30 * time.Hour), ShippedAt: s.now.Add(-20 * time.Hour), DeliveredAt: s.now.Add(-5 * time.Hour), CreatedAt: s.now.Add(-31 * time.Hour)},
		{No: "B" + customer, Product: "S201", Quantity: 2, Total: 23800, State: "done", Address: "杭州市", PaidAt: s.now.AddDate(0, -2, 0)},
	}, nil
}

func (s *soaker) observe(_ context.Context, o engine.Observed) {
	s.results[o.Result()]++
	if o.Result() == engine.ResultPanic {
		s.Errorf("step %d: %v\n%s", s.steps, o.Outcome.Reply.Trace, o.Outcome.Reply.Trace.Stack)
	}
	if o.Err == nil && s.steps%16 == 0 {
		data, err := o.Outcome.State.MarshalBinary()
		require.NoError(s, err)
		s.bytes.n++
		s.bytes.sum += len(data)
		s.bytes.most = max(s.bytes.most, len(data))
	}
}

func (s *soaker) handle(in engine.Input) engine.Reply {
	reply, err := s.bot.Handle(context.Background(), in)
	require.NoError(s, err, "step %d: %+v", s.steps, in)
	if reply.Handoff != nil && len(s.called) < 64 && !slices.Contains(s.called, in.Conversation) {
		s.called = append(s.called, in.Conversation)
	}
	return reply
}

// customer is one of those who are there now. Every twentieth step one goes and another comes.
func (s *soaker) customer() string {
	if n := s.rand.IntN(10); n == 0 {
		return fmt.Sprint("regular", s.rand.IntN(soakRegulars))
	}
	return fmt.Sprint("c", s.steps/20+s.rand.IntN(soakPresent))
}

// step is one input of somebody, and what has become due.
func (s *soaker) step() {
	s.steps++
	s.now = s.now.Add(time.Duration(s.rand.IntN(240)) * time.Second)
	if s.steps%16 == 0 {
		due, err := s.store.Due(context.Background(), s.now, 64)
		require.NoError(s, err)
		for _, key := range due {
			s.handle(engine.Input{Conversation: key, ID: fmt.Sprint("wake", s.steps), Event: "wake"})
		}
	}
	who := s.customer()
	in := engine.Input{Conversation: who, ID: fmt.Sprint(s.steps)}
	switch n := s.rand.IntN(100); {
	case n < 70:
		in.Text = s.lines[s.rand.IntN(len(s.lines))]
		if n < 20 {
			in.Item = []string{"S101", "S102", "S201", "S301", "S601"}[s.rand.IntN(5)]
		}
		if n == 20 {
			in.Attachments = []engine.Attachment{{Kind: "image", Name: "1.jpg"}}
		}
	case n < 84:
		in.Event = []string{"chat.open", "order.unpaid", "order.paid", "order.shipped", "order.delivered", "order.refunding", "order.closed", "stock.back"}[s.rand.IntN(8)]
		in.Data = map[string]any{"order": "A" + who, "product": "S101"}
	case n < 86:
		in.Event = []string{"agent.join", "agent.release", "approval.granted", "approval.refused"}[s.rand.IntN(4)]
	case n < 96:
		s.serve()
		return
	case n < 98 && s.last.ID != "":
		require.True(s, s.handle(s.last).Duplicate, "step %d", s.steps)
		return
	default:
		require.NoError(s, s.bot.Forget(context.Background(), who))
		if s.last.Conversation == who {
			s.last = engine.Input{}
		}
		return
	}
	s.handle(in)
	s.last = in
	if s.steps%500 == 0 {
		s.swap()
	}
	if s.steps%5000 == 0 {
		s.now = s.now.AddDate(0, 2, 0)
	}
}

// serve lets people of the shop take over from the three who wait longest, say a word, and give the conversations back.
func (s *soaker) serve() {
	served := s.called[:min(3, len(s.called))]
	s.called = s.called[len(served):]
	for _, who := range served {
		for i, in := range []engine.Input{{Event: "agent.join"}, {From: engine.Agent, Text: "我来看看"}, {Text: "好的"}, {Event: "agent.release"}} {
			in.Conversation, in.ID = who, fmt.Sprint(s.steps, "/", i)
			s.handle(in)
		}
	}
}

// swap goes over to a shop with other content and back: what states refer to is gone for a while. Each time the other shop is a new one,
// and the one before is left to the collector.
func (s *soaker) swap() {
	if s.shops[1] != nil {
		s.shops[1] = nil
		require.NoError(s, s.bot.Swap(s.shops[0]))
		return
	}
	other, err := engine.Load(seededShop(s.steps/1000%50, shopSize{rules: 50, articles: 50, products: 20}))
	require.NoError(s, err)
	s.shops[1] = other
	require.NoError(s, s.bot.Swap(other))
}

// Conversations go on for months: what the process keeps does not grow, whoever comes and goes.
func TestSoak(t *testing.T) {
	s := newSoaker(t)
	for s.steps < 6000 || s.shops[1] != nil { // until the store is full, and every customer has a past
		s.step()
	}
	goroutines := settled(0)
	var heaps []float64
	began, steps, from := time.Now(), s.steps, s.now
	var talked time.Duration
	for talked < *soak {
		lap := time.Now()
		for time.Since(lap) < *soak/30 {
			s.step()
		}
		for s.shops[1] != nil { // measured on the same shop each time
			s.step()
		}
		talked += time.Since(lap)
		heaps = append(heaps, liveKB())
	}
	require.LessOrEqual(t, s.store.Len(), soakStore+64)
	require.LessOrEqual(t, s.bytes.most, engine.MaxState)
	require.LessOrEqual(t, settled(goroutines), goroutines, "goroutines")
	first, last := median(heaps[:len(heaps)/3]), median(heaps[len(heaps)-len(heaps)/3:])
	t.Logf("%d inputs over %.0f days in %v (%.0f/s): memory in use %.0f KB in the first third, %.0f KB in the last; states of %d bytes, at most %d; goroutines %d; results %v; %s",
		s.steps-steps, s.now.Sub(from).Hours()/24, time.Since(began).Round(time.Second), float64(s.steps-steps)/talked.Seconds(), first, last,
		s.bytes.sum/s.bytes.n, s.bytes.most, runtime.NumGoroutine(), s.results, runtime.Version())
	require.LessOrEqual(t, last, first*1.15+1024, "KB in use, at the end and at the beginning: %.0f", heaps)
}

func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return sorted[len(sorted)/2]
}
