package engine

import (
	"context"
	"sync"
)

// keyedLock holds one lock a key while somebody wants it. Waiting ends with the context.
type keyedLock struct {
	mu   sync.Mutex
	held map[string]*waiters
	free []*waiters
}

type waiters struct {
	turn chan struct{}
	n    int
}

func (k *keyedLock) lock(ctx context.Context, key string) (*waiters, error) {
	k.mu.Lock()
	if k.held == nil {
		k.held = map[string]*waiters{}
	}
	w := k.held[key]
	if w == nil {
		if n := len(k.free); n > 0 {
			w, k.free = k.free[n-1], k.free[:n-1]
		} else {
			w = &waiters{turn: make(chan struct{}, 1)}
		}
		k.held[key] = w
	}
	w.n++
	k.mu.Unlock()
	select {
	case w.turn <- struct{}{}:
		return w, nil
	case <-ctx.Done():
		k.leave(key, w)
		return nil, ctx.Err()
	}
}

func (k *keyedLock) unlock(key string, w *waiters) {
	<-w.turn
	k.leave(key, w)
}

// maxFreeLocks bounds the locks kept for use again.
const maxFreeLocks = 1024

func (k *keyedLock) leave(key string, w *waiters) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if w.n--; w.n > 0 {
		return
	}
	delete(k.held, key)
	if len(k.free) < maxFreeLocks {
		k.free = append(k.free, w)
	}
}
