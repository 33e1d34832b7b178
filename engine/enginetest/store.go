package enginetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
)

// Store checks that a store keeps the contract of engine.Store. open returns an empty store whose states expire by the given
// clock; it may be called several times, and registers its own cleanup. The clock is safe for concurrent use.
func Store(t *testing.T, open func(*testing.T, func() time.Time) engine.Store) {
	shop, err := engine.Load(fstest.MapFS{"shop.yaml": {Data: []byte("version: 1\nname: store\nbot: off\n")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		check func(*storeTest)
	}{
		{"an absent conversation is nil", (*storeTest).absent},
		{"what was put is got", (*storeTest).putAndGet},
		{"put compares with what is stored", (*storeTest).compareAndSwap},
		{"delete forgets", (*storeTest).forget},
		{"conversations are apart", (*storeTest).keys},
		{"states expire by the clock", (*storeTest).expiry},
		{"nothing is lost between goroutines", (*storeTest).concurrency},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &storeTest{T: t, shop: shop, at: time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)}
			s.store = open(t, s.now)
			c.check(s)
		})
	}
}

type storeTest struct {
	*testing.T
	shop  *engine.Shop
	store engine.Store
	mu    sync.Mutex
	at    time.Time
}

func (s *storeTest) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

func (s *storeTest) pass(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.at = s.at.Add(d)
}

// next is a state that follows prev.
func (s *storeTest) next(prev *engine.State, text string) *engine.State {
	out := s.shop.Turn(prev, engine.Input{Conversation: "store", Text: text}, engine.World{Now: s.now(),
		Answers: []engine.Answer{{Call: engine.Call{Name: "orders", Args: []string{"store"}}, Value: []commerce.Order(nil)}}})
	if out.State == nil {
		s.Errorf("the kernel gave no state: %+v", out)
	}
	return out.State
}

func (s *storeTest) get(key string) *engine.State {
	s.Helper()
	st, err := s.store.Get(context.Background(), key)
	if err != nil {
		s.Fatalf("Get(%q): %v", key, err)
	}
	return st
}

func (s *storeTest) put(key string, prev, next *engine.State) {
	s.Helper()
	if err := s.store.Put(context.Background(), key, prev, next); err != nil {
		s.Fatalf("Put(%q): %v", key, err)
	}
}

func (s *storeTest) conflict(key string, prev, next *engine.State, why string) {
	s.Helper()
	if err := s.store.Put(context.Background(), key, prev, next); !errors.Is(err, engine.ErrConflict) {
		s.Fatalf("Put %s: want ErrConflict, have %v", why, err)
	}
}

// same compares all that can be seen of two states from outside.
func (s *storeTest) same(what string, want, got *engine.State) {
	s.Helper()
	if want == nil || got == nil {
		if want != got {
			s.Fatalf("%s: want %v, have %v", what, want, got)
		}
		return
	}
	if want.Revision() != got.Revision() || !want.Wake().Equal(got.Wake()) || !want.Expires().Equal(got.Expires()) || want.HandedOff() != got.HandedOff() {
		s.Fatalf("%s: the state that came back is another", what)
	}
}

func (s *storeTest) absent() {
	s.same("a conversation that never was", nil, s.get("nobody"))
	if err := s.store.Delete(context.Background(), "nobody"); err != nil {
		s.Fatalf("Delete of what is not there: %v", err)
	}
}

func (s *storeTest) putAndGet() {
	first := s.next(nil, "在吗")
	s.put("a", nil, first)
	s.same("after the first Put", first, s.get("a"))
	second := s.next(s.get("a"), "转人工")
	s.put("a", first, second)
	s.same("after the second Put", second, s.get("a"))
	// What came back must be good to go on from.
	s.put("a", s.get("a"), s.next(s.get("a"), "谢谢"))
}

func (s *storeTest) compareAndSwap() {
	first := s.next(nil, "在吗")
	s.conflict("a", first, s.next(first, "?"), "with a previous state where none is stored")
	s.put("a", nil, first)
	s.conflict("a", nil, s.next(nil, "?"), "without a previous state where one is stored")
	second := s.next(first, "有货吗")
	s.put("a", first, second)
	s.conflict("a", first, s.next(first, "?"), "with a state that was replaced")
	s.same("after conflicts", second, s.get("a"))
	s.pass(time.Second)
	s.conflict("a", s.next(nil, "another birth"), s.next(nil, "?"), "with a state of another birth")
}

func (s *storeTest) forget() {
	first := s.next(nil, "在吗")
	s.put("a", nil, first)
	s.put("b", nil, first)
	if err := s.store.Delete(context.Background(), "a"); err != nil {
		s.Fatalf("Delete: %v", err)
	}
	s.same("after Delete", nil, s.get("a"))
	s.same("beside Delete", first, s.get("b"))
	s.conflict("a", first, s.next(first, "?"), "with a state that was deleted")
	s.put("a", nil, s.next(nil, "anew"))
	s.forgetWake()
}

// forgetWake: what was pending goes with the conversation.
func (s *storeTest) forgetWake() {
	lister, ok := s.store.(engine.DueLister)
	if !ok {
		return
	}
	called := s.next(nil, "转人工")
	s.put("called", nil, called)
	at := called.Wake().Add(time.Second)
	due := func() []string {
		keys, err := lister.Due(context.Background(), at, 100)
		if err != nil {
			s.Fatalf("Due: %v", err)
		}
		return keys
	}
	if keys := due(); !slices.Contains(keys, "called") {
		s.Fatalf("Due after the wake time: want called among them, have %q", keys)
	}
	if err := s.store.Delete(context.Background(), "called"); err != nil {
		s.Fatalf("Delete: %v", err)
	}
	if keys := due(); slices.Contains(keys, "called") {
		s.Fatalf("Due after Delete still lists called: %q", keys)
	}
}

func (s *storeTest) keys() {
	keys := []string{"a", "A", "a/b", "a:b", "a b", "客户1", "\u0000", "..", strings.Repeat("k", 1000)}
	var states []*engine.State
	for _, key := range keys {
		st := s.next(nil, key)
		s.put(key, nil, st)
		states = append(states, st)
		s.pass(time.Second)
	}
	for i, key := range keys {
		s.same(fmt.Sprintf("key %.20q", key), states[i], s.get(key))
	}
}

func (s *storeTest) expiry() {
	first := s.next(nil, "在吗")
	s.put("a", nil, first)
	s.pass(first.Expires().Sub(s.now()) - time.Minute)
	s.same("a minute before it expires", first, s.get("a"))
	s.pass(2 * time.Minute)
	s.same("a minute after it expired", nil, s.get("a"))
	s.conflict("a", first, s.next(first, "?"), "with a state that expired")
	again := s.next(nil, "在吗")
	s.put("a", nil, again)
	s.same("born anew", again, s.get("a"))
	s.conflict("a", first, s.next(first, "?"), "with the state of the life before")
}

// concurrency lets goroutines count: each adds to the same conversation by compare-and-swap until its share is done. The
// revision grows by one a turn, so that it tells how many were kept.
func (s *storeTest) concurrency() {
	const workers, each = 8, 20
	first := s.next(nil, "在吗")
	s.put("a", nil, first)
	ctx := context.Background()
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for done, tries := 0, 0; done < each; tries++ {
				prev, err := s.store.Get(ctx, "a")
				if err != nil || prev == nil || tries > workers*each*100 {
					s.Errorf("Get: %v, %v after %d tries", prev, err, tries)
					return
				}
				switch err := s.store.Put(ctx, "a", prev, s.next(prev, "有货吗")); {
				case err == nil:
					done++
				case !errors.Is(err, engine.ErrConflict):
					s.Errorf("Put: %v", err)
					return
				}
			}
		}()
	}
	wg.Wait()
	if s.Failed() {
		return
	}
	if got := s.get("a").Revision() - first.Revision(); got != workers*each {
		s.Fatalf("want %d turns kept, have %d: an update was lost", workers*each, got)
	}
}
