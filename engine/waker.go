package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

// DueLister lists conversations that want the event wake: those whose State.Wake is not after now, at most limit, the longest
// due first. MemoryStore and boltstore.Store are such. Due must be safe for concurrent use.
type DueLister interface {
	Due(ctx context.Context, now time.Time, limit int) ([]string, error)
}

// Waker sends the event wake to the conversations of one process. Where many processes share a store, let the host's own
// scheduler do this instead: keep Reply.Wake of every reply and send the event with an id of its own (examples/service).
//
// The reply of a wake goes to Deliver once its state is saved. A process that is killed between the two loses that reply: a
// host that cannot afford this uses its own scheduler, too.
type Waker struct {
	Engine   *Engine
	Due      DueLister                                                   // default: the engine's store
	Deliver  func(ctx context.Context, conversation string, reply Reply) // called for every wake, at most Parallel at once
	Every    time.Duration                                               // how often the store is asked; default 250ms
	Parallel int                                                         // how many conversations are woken at once; default 8
}

const (
	defaultEvery    = 250 * time.Millisecond
	defaultParallel = 8
	longestRest     = time.Minute      // between attempts on a conversation that cannot be woken
	wakeTimeout     = 30 * time.Second // of one wake, so that Run always ends
)

// Run wakes what is due until ctx ends, and returns nil when the wakes under way are finished: these are not cut short. It
// returns an error at once if something is missing. Errors of the store and of Handle are logged by the engine's logger; a
// conversation that cannot be woken is tried again, after a rest that grows to a minute, without keeping others waiting.
func (w *Waker) Run(ctx context.Context) error {
	r := wakerRun{Waker: *w, resting: map[string]*rest{}}
	if r.Engine == nil {
		return errors.New("engine: Waker.Engine is missing")
	}
	if r.Due == nil {
		lister, ok := r.Engine.cfg.Store.(DueLister)
		if !ok {
			return fmt.Errorf("engine: a %T cannot list what is due; set Waker.Due, or send the event wake from the host", r.Engine.cfg.Store)
		}
		r.Due = lister
	}
	if r.Deliver == nil {
		return errors.New("engine: Waker.Deliver is missing: replies of wakes would be lost")
	}
	if r.Every <= 0 {
		r.Every = defaultEvery
	}
	if r.Parallel <= 0 {
		r.Parallel = defaultParallel
	}
	r.places = make(chan struct{}, r.Parallel)
	r.began = time.Now().UnixNano()
	tick := time.NewTicker(r.Every)
	defer tick.Stop()
	defer r.work.Wait()
	for {
		r.round(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

type wakerRun struct {
	Waker
	places chan struct{} // one for each wake under way
	work   sync.WaitGroup
	began  int64

	mu      sync.Mutex
	wakes   uint64           // how many were begun
	resting map[string]*rest // conversations being woken, and those whose wake came to nothing
}

// rest is why a conversation that is due is left alone.
type rest struct {
	busy  bool
	id    string // of the input whose outcome is not known: it is sent again
	until time.Time
	pause time.Duration
}

// round wakes everything that is due now. It lists a few more than may be passed over, so that these never hide the others.
func (r *wakerRun) round(ctx context.Context) {
	keys := r.retries()
	due, err := r.Due.Due(ctx, r.Engine.cfg.Now(), 4*r.Parallel+r.resters())
	if err != nil && ctx.Err() == nil {
		r.Engine.cfg.Logger.Error("huashu: listing what is due", "error", maskNumbers(err.Error()))
	}
	for _, key := range due {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		id, ok := r.claim(key)
		if !ok {
			continue
		}
		select {
		case r.places <- struct{}{}:
		case <-ctx.Done():
			r.mu.Lock()
			delete(r.resting, key)
			r.mu.Unlock()
			return
		}
		r.work.Go(func() {
			defer func() { <-r.places }()
			r.wake(context.WithoutCancel(ctx), key, id)
		})
	}
}

// retries lists the inputs that failed and have rested: one whose state was saved in spite of an error is no longer due, but
// its recorded reply was not delivered yet. Rests that are long over and were not needed again are forgotten.
func (r *wakerRun) retries() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var keys []string
	for key, held := range r.resting {
		switch rested := time.Since(held.until); {
		case held.busy || rested < 0:
		case held.id != "":
			keys = append(keys, key)
		case rested > longestRest:
			delete(r.resting, key)
		}
	}
	return keys
}

func (r *wakerRun) resters() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.resting)
}

// claim takes a conversation for waking, unless it is being woken or rests.
func (r *wakerRun) claim(key string) (id string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	held := r.resting[key]
	if held == nil {
		held = &rest{}
		r.resting[key] = held
	}
	if held.busy || time.Now().Before(held.until) {
		return "", false
	}
	held.busy = true
	if held.id == "" {
		r.wakes++
		held.id = fmt.Sprintf("wake/%d/%d", r.began, r.wakes)
	}
	return held.id, true
}

func (r *wakerRun) wake(ctx context.Context, key, id string) {
	ctx, cancel := context.WithTimeout(ctx, wakeTimeout)
	defer cancel()
	reply, err := r.Engine.Handle(ctx, Input{Conversation: key, ID: id, Event: "wake"})
	if err == nil {
		r.Deliver(ctx, key, reply)
	} else {
		r.Engine.cfg.Logger.Error("huashu: a conversation could not be woken", "conversation", key, "error", maskNumbers(err.Error()))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	held := r.resting[key]
	held.busy = false
	if err == nil {
		held.id = ""
	}
	if err == nil && (reply.Wake.IsZero() || reply.Wake.After(r.Engine.cfg.Now())) {
		delete(r.resting, key)
		return
	}
	held.pause = min(max(2*held.pause, r.Every), longestRest)
	held.until = time.Now().Add(held.pause)
}
