package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// remindShop follows up an unpaid order after 15 minutes.
func remindShop(t testing.TB) *engine.Shop {
	t.Helper()
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte(`rules:
  - id: remind
    on: event.order.unpaid
    follow_up:
      - after: 15m
        say: 您的订单还没付款哦
    cancel_on: [event.order.paid]
`)},
	})
	require.NoError(t, err)
	return shop
}

// wakers is an engine over a store, a clock that the test moves, and what a Waker delivered.
type wakers struct {
	engine *engine.Engine
	at     atomic.Int64
	log    bytes.Buffer

	mu   sync.Mutex
	said map[string][]engine.Message
	got  chan string
}

func newWakers(t testing.TB, store engine.Store) *wakers {
	t.Helper()
	w := &wakers{said: map[string][]engine.Message{}, got: make(chan string, 1000)}
	w.at.Store(morning.UnixNano())
	e, err := engine.New(remindShop(t), engine.Config{Store: store, Now: w.now, Logger: slog.New(slog.NewTextHandler(&w.log, nil))})
	require.NoError(t, err)
	w.engine = e
	return w
}

func (w *wakers) now() time.Time { return time.Unix(0, w.at.Load()) }

func (w *wakers) pass(d time.Duration) { w.at.Add(int64(d)) }

func (w *wakers) unpaid(t testing.TB, conversation string) {
	t.Helper()
	r, err := w.engine.Handle(context.Background(), engine.Input{Conversation: conversation, Event: "order.unpaid", Data: map[string]any{"order": "1001"}})
	require.NoError(t, err)
	require.True(t, r.Wake.Equal(w.now().Add(15*time.Minute)))
}

func (w *wakers) deliver(_ context.Context, conversation string, r engine.Reply) {
	w.mu.Lock()
	w.said[conversation] = append(w.said[conversation], r.Messages...)
	w.mu.Unlock()
	w.got <- conversation
}

// run runs a waker until the test ends, or until stop is called; stop waits for Run.
func (w *wakers) run(t testing.TB, waker engine.Waker) (stop func()) {
	t.Helper()
	waker.Engine, waker.Every = w.engine, 2*time.Millisecond
	if waker.Deliver == nil {
		waker.Deliver = w.deliver
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- waker.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			require.NoError(t, err)
		case <-time.After(10 * time.Second):
			t.Error("Run did not end with its context")
		}
	})
	t.Cleanup(stop)
	return stop
}

func (w *wakers) wait(t testing.TB, n int) []string {
	t.Helper()
	var keys []string
	for len(keys) < n {
		select {
		case key := <-w.got:
			keys = append(keys, key)
		case <-time.After(10 * time.Second):
			t.Fatalf("%d of %d wakes were delivered", len(keys), n)
		}
	}
	return keys
}

func TestWakerSendsFollowUps(t *testing.T) {
	w := newWakers(t, nil)
	for i := range 30 {
		w.unpaid(t, fmt.Sprint("c", i))
	}
	stop := w.run(t, engine.Waker{})
	w.pass(14 * time.Minute)
	time.Sleep(20 * time.Millisecond)
	require.Empty(t, w.got, "nothing is due yet")
	w.pass(time.Minute)
	w.wait(t, 30)
	time.Sleep(20 * time.Millisecond)
	stop()
	require.Empty(t, w.got, "each is woken once")
	for i := range 30 {
		messages := w.said[fmt.Sprint("c", i)]
		require.Len(t, messages, 1)
		require.Equal(t, "您的订单还没付款哦", messages[0].Text)
		require.Regexp(t, fmt.Sprintf("^c%d/[0-9]+/1$", i), messages[0].ID)
	}
	require.Empty(t, w.log.String())
}

func TestWakerBoundsItsWork(t *testing.T) {
	w := newWakers(t, nil)
	for i := range 12 {
		w.unpaid(t, fmt.Sprint("c", i))
	}
	w.pass(time.Hour)
	var under, most atomic.Int32
	started, release := make(chan struct{}, 12), make(chan struct{})
	stop := w.run(t, engine.Waker{Parallel: 3, Deliver: func(ctx context.Context, key string, r engine.Reply) {
		now := under.Add(1)
		for old := most.Load(); now > old && !most.CompareAndSwap(old, now); old = most.Load() {
		}
		started <- struct{}{}
		<-release
		under.Add(-1)
		w.deliver(ctx, key, r)
	}})
	for range 3 {
		<-started
	}
	time.Sleep(20 * time.Millisecond)
	require.Len(t, started, 0, "a fourth must wait")
	close(release)
	w.wait(t, 12)
	stop()
	require.EqualValues(t, 3, most.Load())
}

// A wake under way is finished, not cut short, when the context ends.
func TestWakerStopsGently(t *testing.T) {
	w := newWakers(t, nil)
	w.unpaid(t, "c1")
	w.pass(time.Hour)
	entered := make(chan struct{})
	stop := w.run(t, engine.Waker{Deliver: func(ctx context.Context, key string, r engine.Reply) {
		close(entered)
		time.Sleep(30 * time.Millisecond)
		if err := ctx.Err(); err != nil {
			t.Errorf("the context of a wake under way ended: %v", err)
		}
		w.deliver(ctx, key, r)
	}})
	<-entered
	stop()
	require.Equal(t, []string{"c1"}, w.wait(t, 1))
}

// faultyStore fails the next Puts of a conversation, after writing or instead of it.
type faultyStore struct {
	*engine.MemoryStore
	key   string
	fails atomic.Int32
	saves bool
}

func (s *faultyStore) Put(ctx context.Context, key string, prev, next *engine.State) error {
	if key == s.key && s.fails.Add(-1) >= 0 {
		if s.saves {
			if err := s.MemoryStore.Put(ctx, key, prev, next); err != nil {
				return err
			}
		}
		return errors.New("connection reset")
	}
	return s.MemoryStore.Put(ctx, key, prev, next)
}

func TestWakerOutlastsFaults(t *testing.T) {
	for name, saves := range map[string]bool{"nothing was saved": false, "saved, and the answer was lost": true} {
		t.Run(name, func(t *testing.T) {
			store := &faultyStore{MemoryStore: engine.NewMemoryStoreAt(0, clock), key: "bad", saves: saves}
			w := newWakers(t, store)
			for _, key := range []string{"bad", "good1", "good2"} {
				w.unpaid(t, key)
			}
			w.pass(time.Hour)
			store.fails.Store(2)
			stop := w.run(t, engine.Waker{Parallel: 1})
			order := w.wait(t, 3)
			time.Sleep(20 * time.Millisecond)
			stop()
			require.Empty(t, w.got)
			require.Equal(t, "bad", order[2], "a conversation that fails must not keep the others waiting")
			require.Len(t, w.said["bad"], 1)
			require.Contains(t, w.log.String(), "connection reset")
		})
	}
}

func TestWakerSaysWhatIsMissing(t *testing.T) {
	e := newEngine(t, engine.Config{})
	opaque := newEngine(t, engine.Config{Store: &rivalStore{engine.NewMemoryStore(0), 0}})
	deliver := func(context.Context, string, engine.Reply) {}
	for want, w := range map[string]engine.Waker{
		"Waker.Engine is missing":             {Deliver: deliver},
		"Waker.Deliver is missing":            {Engine: e},
		"*engine_test.rivalStore cannot list": {Engine: opaque, Deliver: deliver},
	} {
		require.ErrorContains(t, w.Run(context.Background()), want)
	}
}

func TestMemoryStoreListsWhatIsDue(t *testing.T) {
	now := morning
	store := engine.NewMemoryStoreAt(0, func() time.Time { return now })
	shop := remindShop(t)
	put := func(key string, at time.Time, in engine.Input) {
		in.Conversation = key
		require.NoError(t, store.Put(context.Background(), key, nil, shop.Turn(nil, in, engine.World{Now: at}).State))
	}
	unpaid := engine.Input{Event: "order.unpaid", Data: map[string]any{"order": "1001"}}
	put("second", morning.Add(time.Minute), unpaid)
	put("first", morning, unpaid)
	put("idle", morning, engine.Input{Text: "在吗"})
	put("later", morning.Add(time.Hour), unpaid)
	due := func(after time.Duration, limit int) []string {
		keys, err := store.Due(context.Background(), morning.Add(after), limit)
		require.NoError(t, err)
		return keys
	}
	require.Empty(t, due(15*time.Minute-1, 9))
	require.Equal(t, []string{"first"}, due(15*time.Minute, 9), "due at the very time")
	require.Equal(t, []string{"first", "second"}, due(20*time.Minute, 9))
	require.Equal(t, []string{"first"}, due(20*time.Minute, 1))
	require.Empty(t, due(20*time.Minute, 0))
	now = morning.AddDate(1, 0, 0)
	require.Empty(t, due(0, 9), "what expired is not woken")
}

func BenchmarkMemoryDue(b *testing.B) {
	store := engine.NewMemoryStoreAt(200_000, clock)
	shop := remindShop(b)
	for i := range 100_000 {
		in := engine.Input{Conversation: fmt.Sprint(i), Text: "在吗"}
		if i%10 == 0 {
			in = engine.Input{Conversation: fmt.Sprint(i), Event: "order.unpaid", Data: map[string]any{"order": "1001"}}
		}
		require.NoError(b, store.Put(context.Background(), in.Conversation, nil, shop.Turn(nil, in, engine.World{Now: morning}).State))
	}
	b.ReportAllocs()
	for b.Loop() {
		if keys, err := store.Due(context.Background(), morning, 32); err != nil || len(keys) > 0 {
			b.Fatal(keys, err)
		}
	}
}
