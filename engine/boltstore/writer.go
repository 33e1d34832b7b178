package boltstore

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// writer gathers the writes of all goroutines. One goroutine commits: whatever waits when a commit ends is the next batch. A
// lone write is committed at once, and under load a batch grows to what arrived during one sync of the disk. bbolt's own Batch
// makes a lone write wait for others, and runs a whole batch again when one of its writes is refused.
type writer struct {
	mu      sync.Mutex
	waiting []*write
	closed  bool
	wake    chan struct{} // of capacity 1: there is something waiting
	done    chan struct{} // closed when the last batch is written
}

// write is one change of one conversation.
type write struct {
	key    []byte
	prev   uint64 // the revision that must be stored
	next   []byte // the record
	forget bool   // delete instead

	state atomic.Uint32
	err   error // valid once ready is closed
	ready chan struct{}
}

// The states of a write. Only a waiting one can still be given up.
const (
	waiting uint32 = iota
	taken
	givenUp
)

var errClosed = errors.New("boltstore: the store is closed")

func (w *writer) start(commit func([]*write) error) {
	w.wake, w.done = make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(w.done)
		for range w.wake {
			w.run(commit)
		}
	}()
}

// run commits batches until nothing waits.
func (w *writer) run(commit func([]*write) error) {
	for {
		w.mu.Lock()
		batch := w.waiting
		w.waiting = nil
		w.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		kept := batch[:0]
		for _, one := range batch {
			if one.state.CompareAndSwap(waiting, taken) {
				kept = append(kept, one)
			}
		}
		if len(kept) == 0 {
			continue
		}
		err := commit(kept)
		for _, one := range kept {
			if err != nil {
				one.err = err
			}
			close(one.ready)
		}
	}
}

// do has a write committed and returns what it came to.
func (w *writer) do(ctx context.Context, one *write) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	one.ready = make(chan struct{})
	w.mu.Lock()
	if w.closed {
		w.mu.Unlock()
		return errClosed
	}
	w.waiting = append(w.waiting, one)
	select {
	case w.wake <- struct{}{}:
	default:
	}
	w.mu.Unlock()
	select {
	case <-one.ready:
		return one.err
	case <-ctx.Done():
		if one.state.CompareAndSwap(waiting, givenUp) {
			return ctx.Err()
		}
		<-one.ready
		return one.err
	}
}

// stop refuses further writes and waits for those that were accepted.
func (w *writer) stop() {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.wake)
	}
	w.mu.Unlock()
	<-w.done
}
