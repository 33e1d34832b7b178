package boltstore

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/enginetest"
)

var morning = time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)

var ctx = context.Background()

func open(t testing.TB, path string, now func() time.Time) *Store {
	t.Helper()
	s, err := Open(path, Options{Now: now})
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	enginetest.Store(t, func(t *testing.T, now func() time.Time) engine.Store {
		return open(t, filepath.Join(t.TempDir(), "states.db"), now)
	})
}

var shop = sync.OnceValue(func() *engine.Shop {
	s, err := engine.Load(fstest.MapFS{
		"shop.yaml":    {Data: []byte("version: 1\nname: 小店\n")},
		"rules/a.yaml": {Data: []byte("rules:\n  - id: remind\n    on: event.order.unpaid\n    follow_up:\n      - after: 15m\n        say: 您的订单还没付款哦\n")},
	})
	if err != nil {
		panic(err)
	}
	return s
})

// turn gives the state after an input, of a customer without orders.
func turn(prev *engine.State, in engine.Input, at time.Time) *engine.State {
	in.Conversation = "c"
	w := engine.World{Now: at}
	for {
		out := shop().Turn(prev, in, w)
		if len(out.Needs) == 0 {
			return out.State
		}
		for _, call := range out.Needs {
			w.Answers = append(w.Answers, engine.Answer{Call: call, Value: []commerce.Order(nil)})
		}
	}
}

// unpaid is the state of a conversation that wants to be woken 15 minutes after at.
func unpaid(prev *engine.State, at time.Time) *engine.State {
	return turn(prev, engine.Input{Event: "order.unpaid", Data: map[string]any{"order": "1001"}}, at)
}

func greeted(prev *engine.State, at time.Time) *engine.State {
	return turn(prev, engine.Input{ID: at.String(), Text: "在吗"}, at)
}

func TestStatesOutliveTheProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "states.db")
	now := func() time.Time { return morning }
	s := open(t, path, now)
	st := unpaid(nil, morning)
	require.NoError(t, s.Put(ctx, "a", nil, st))
	_, err := Open(path, Options{Timeout: 10 * time.Millisecond})
	require.ErrorContains(t, err, "is open in another process")
	require.NoError(t, s.Close())
	require.NoError(t, s.Close(), "closing twice does no harm")
	require.Error(t, s.Put(ctx, "a", st, unpaid(st, morning)))
	_, err = s.Get(ctx, "a")
	require.Error(t, err)

	s = open(t, path, now)
	got, err := s.Get(ctx, "a")
	require.NoError(t, err)
	require.Equal(t, st.Revision(), got.Revision())
	require.True(t, st.Wake().Equal(got.Wake()))
	require.NoError(t, s.Put(ctx, "a", got, greeted(got, morning)))
}

func TestDue(t *testing.T) {
	now := morning
	s := open(t, filepath.Join(t.TempDir(), "states.db"), func() time.Time { return now })
	due := func(after time.Duration, limit int) []string {
		t.Helper()
		keys, err := s.Due(ctx, morning.Add(after), limit)
		require.NoError(t, err)
		return keys
	}
	first, second := unpaid(nil, morning), unpaid(nil, morning.Add(time.Minute))
	require.NoError(t, s.Put(ctx, "second", nil, second))
	require.NoError(t, s.Put(ctx, "first", nil, first))
	require.NoError(t, s.Put(ctx, "idle", nil, greeted(nil, morning)))
	require.NoError(t, s.Put(ctx, "later", nil, unpaid(nil, morning.Add(time.Hour))))
	require.Empty(t, due(15*time.Minute-1, 9))
	require.Equal(t, []string{"first"}, due(15*time.Minute, 9), "due at the very time")
	require.Equal(t, []string{"first", "second"}, due(20*time.Minute, 9))
	require.Equal(t, []string{"first"}, due(20*time.Minute, 1))
	require.Empty(t, due(20*time.Minute, 0))

	// A turn that ends the waiting, and Delete, take the conversation off the list.
	woken := turn(first, engine.Input{Event: "wake"}, morning.Add(time.Hour))
	require.True(t, woken.Wake().IsZero())
	require.NoError(t, s.Put(ctx, "first", first, woken))
	require.Equal(t, []string{"second"}, due(20*time.Minute, 9))
	require.NoError(t, s.Delete(ctx, "second"))
	require.Empty(t, due(20*time.Minute, 9))
	require.Equal(t, []string{"later"}, due(2*time.Hour, 9))
	now = morning.AddDate(1, 0, 0)
	require.Empty(t, due(2*time.Hour, 9), "what expired is not woken")
}

func TestExpiredStatesAreRemoved(t *testing.T) {
	now := morning
	s := open(t, filepath.Join(t.TempDir(), "states.db"), func() time.Time { return now })
	for i := range 10 {
		require.NoError(t, s.Put(ctx, fmt.Sprint("old", i), nil, unpaid(nil, now)))
	}
	now = now.AddDate(0, 3, 0)
	kept := greeted(nil, now)
	require.NoError(t, s.Put(ctx, "kept", nil, kept))
	now = now.AddDate(0, 4, 0)
	for i := range 5 {
		require.NoError(t, s.Put(ctx, fmt.Sprint("new", i), nil, greeted(nil, now)))
	}
	require.Equal(t, 6, s.Len(), "the ten that expired are gone, two with each write")
	st, err := s.Get(ctx, "kept")
	require.NoError(t, err)
	require.Equal(t, kept.Revision(), st.Revision())
	require.NoError(t, s.db.View(func(tx *bbolt.Tx) error {
		require.Zero(t, tx.Bucket(wakes).Stats().KeyN)
		require.Equal(t, 6, tx.Bucket(expiries).Stats().KeyN)
		return nil
	}))
}

// Writers of many conversations share transactions, and each gets its own result.
func TestWritesAreBatched(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "states.db"), nil)
	before := transactions(t, s)
	const writers = 64
	hold, err := s.db.Begin(true) // the first batch waits for the file, and the others gather behind it
	require.NoError(t, err)
	var wg sync.WaitGroup
	for i := range writers {
		st := greeted(nil, time.Now())
		wg.Go(func() {
			if err := s.Put(ctx, fmt.Sprint(i/2), nil, st); err != nil && err != engine.ErrConflict {
				t.Error(err)
			}
		})
	}
	require.Eventually(t, func() bool {
		s.writer.mu.Lock()
		defer s.writer.mu.Unlock()
		return len(s.writer.waiting) > writers/2
	}, 10*time.Second, time.Millisecond)
	require.NoError(t, hold.Rollback())
	wg.Wait()
	require.Equal(t, writers/2, s.Len(), "of two first states of a conversation one wins")
	require.LessOrEqual(t, transactions(t, s)-before, writers/2)
}

// transactions is how many were committed since the file was made.
func transactions(t *testing.T, s *Store) (n int) {
	t.Helper()
	require.NoError(t, s.db.View(func(tx *bbolt.Tx) error { n = tx.ID(); return nil }))
	return n
}

// What is given up before its turn comes is not written; what was begun is waited for.
func TestWritesCanBeGivenUp(t *testing.T) {
	entered, release := make(chan struct{}, 1), make(chan struct{})
	var seen [][]*write
	var w writer
	w.start(func(batch []*write) error {
		entered <- struct{}{}
		<-release
		seen = append(seen, batch)
		return nil
	})
	short, cancel := context.WithCancel(ctx)
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { first <- w.do(short, &write{key: []byte("first")}) }()
	<-entered
	go func() { second <- w.do(short, &write{key: []byte("second")}) }()
	require.Eventually(t, func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.waiting) == 1 }, 5*time.Second, time.Millisecond)
	cancel()
	require.ErrorIs(t, <-second, context.Canceled)
	require.ErrorIs(t, w.do(short, &write{}), context.Canceled)
	close(release)
	require.NoError(t, <-first)
	w.stop()
	require.Len(t, seen, 1)
	require.Equal(t, "first", string(seen[0][0].key))
	require.ErrorIs(t, w.do(ctx, &write{}), errClosed)
}

func TestDamage(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "states.db"), func() time.Time { return morning })
	st := unpaid(nil, morning)
	require.NoError(t, s.Put(ctx, "a", nil, st))
	require.NoError(t, s.Put(ctx, "b", nil, st))
	set := func(value []byte) {
		require.NoError(t, s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(conversations).Put([]byte("a"), value) }))
	}
	whole, err := encode(st)
	require.NoError(t, err)
	for name, value := range map[string][]byte{"cut": whole[:20], "newer": append([]byte{9}, whole[1:]...)} {
		set(value)
		_, err := s.Get(ctx, "a")
		require.ErrorContains(t, err, `conversation "a"`, name)
		require.ErrorContains(t, s.Put(ctx, "a", st, greeted(st, morning)), `conversation "a"`, name)
	}
	keys, err := s.Due(ctx, morning.Add(time.Hour), 9)
	require.NoError(t, err)
	require.Equal(t, []string{"b"}, keys, "one damaged record keeps no other from waking")
	require.NoError(t, s.Delete(ctx, "a"), "damage can be deleted")
	require.NoError(t, s.Put(ctx, "a", nil, st))
	require.ErrorContains(t, s.Put(ctx, "", nil, st), "want 1 to")
}

func TestOpenTellsWhatIsWrong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not.db")
	require.NoError(t, os.WriteFile(path, []byte("this is no database, but it is long enough to be looked at"), 0o600))
	_, err := Open(path, Options{})
	require.ErrorContains(t, err, path)
	_, err = Open(filepath.Join(t.TempDir(), "no", "such", "folder.db"), Options{})
	require.Error(t, err)
}

func FuzzRecord(f *testing.F) {
	whole, err := encode(unpaid(nil, morning))
	require.NoError(f, err)
	f.Add(whole)
	f.Add(whole[:headSize])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := read(data)
		if err == nil && r.state != nil {
			_, _ = engine.DecodeState(r.state)
		}
		if at, key := fromIndex(toIndex(r.expires, []byte("k"))); at != r.expires || string(key) != "k" {
			t.Fatalf("index entry of %d came back as %d %q", r.expires, at, key)
		}
	})
}
