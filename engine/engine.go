package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

// Engine runs conversations of one shop over a store. It is safe for concurrent use: inputs of one conversation are worked on
// one after the other, different ones in parallel.
type Engine struct {
	shop  atomic.Pointer[Shop]
	cfg   Config
	locks keyedLock
}

// New makes an engine. It fails if a lookup that the shop declares has no implementation.
func New(shop *Shop, cfg Config) (*Engine, error) {
	if shop == nil {
		return nil, errors.New("engine: New needs a shop; make one with Load")
	}
	if cfg.Store == nil {
		cfg.Store = NewMemoryStore(0)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.LookupTimeout <= 0 {
		cfg.LookupTimeout = 2 * time.Second
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.New(slog.DiscardHandler)
	}
	e := &Engine{cfg: cfg}
	if err := e.Swap(shop); err != nil {
		return nil, err
	}
	return e, nil
}

// Swap changes the content. Turns in flight end on the shop they began with; on an error the old shop stays.
func (e *Engine) Swap(shop *Shop) error {
	if shop == nil {
		return errors.New("engine: Swap needs a shop")
	}
	for _, d := range shop.set.lookups {
		if e.cfg.Lookups[d.name] == nil {
			return fmt.Errorf("engine: the shop declares lookup %q; give it in Config.Lookups", d.name)
		}
	}
	if e.cfg.Catalog != nil {
		ctx, cancel := context.WithTimeout(context.Background(), e.cfg.LookupTimeout)
		defer cancel()
		products, err := e.cfg.Catalog.Products(ctx)
		if err != nil {
			return fmt.Errorf("engine: reading the catalogue: %w", err)
		}
		if shop, err = shop.withProducts(products); err != nil {
			return err
		}
	}
	e.shop.Store(shop)
	return nil
}

// maxAttempts bounds the retries on a conflict.
const maxAttempts = 8

// MaxRounds bounds how often one input may ask for lookups; what is still open after them counts as failed. Golden conversations
// play under the same bound.
const MaxRounds = 3

// Handle works on one input and releases its reply. An error means that no reply was released and nothing changed: send the
// same input again with the same ID. Errors are ErrInput, ErrBusy, the context's, or the store's.
func (e *Engine) Handle(ctx context.Context, in Input) (Reply, error) {
	began := time.Now()
	shop := e.shop.Load()
	o := Observed{Input: in, Seed: e.cfg.Seed, Shop: shop.digest}
	reply, err := e.handle(ctx, shop, in, &o)
	if e.cfg.Observe != nil {
		o.Duration, o.Err = time.Since(began), err
		e.cfg.Observe(ctx, o)
	}
	return reply, err
}

func (e *Engine) handle(ctx context.Context, shop *Shop, in Input, o *Observed) (Reply, error) {
	if err := shop.check(in); err != nil {
		return Reply{}, err
	}
	held, err := e.locks.lock(ctx, in.Conversation)
	if err != nil {
		return Reply{}, err
	}
	defer e.locks.unlock(in.Conversation, held)
	o.Now = e.cfg.Now()
	w := World{Now: o.Now, Seed: e.cfg.Seed, LiveCatalog: e.cfg.Catalog != nil}
	for o.Attempts = 1; o.Attempts <= maxAttempts; o.Attempts++ {
		prev, err := e.cfg.Store.Get(ctx, in.Conversation)
		if err != nil {
			return Reply{}, fmt.Errorf("engine: reading the conversation: %w", err)
		}
		out := e.run(ctx, shop, prev, in, &w)
		if e.cfg.Observe != nil {
			seen := out
			o.Answers, o.Outcome = w.Answers, &seen
		}
		if err := ctx.Err(); err != nil {
			return Reply{}, err // lookups failed because the caller left: that is no answer
		}
		if out.Reply.Duplicate || prev == nil && in.Event == "wake" {
			return out.Reply, nil // nothing to save: a wake brings no forgotten conversation back
		}
		switch err := e.cfg.Store.Put(ctx, in.Conversation, prev, out.State); {
		case err == nil:
			return out.Reply, nil
		case !errors.Is(err, ErrConflict):
			return Reply{}, fmt.Errorf("engine: saving the conversation: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return Reply{}, err
		}
	}
	return Reply{}, ErrBusy
}

// run turns the kernel until it has all the answers it wants. What is still open after the last round counts as failed.
func (e *Engine) run(ctx context.Context, shop *Shop, prev *State, in Input, w *World) Outcome {
	out := shop.Turn(prev, in, *w)
	for round := 0; len(out.Needs) > 0; round++ {
		if round == MaxRounds {
			for _, call := range out.Needs {
				w.Answers = append(w.Answers, Answer{Call: call, Failed: true})
			}
		} else {
			w.Answers = append(w.Answers, e.fetch(ctx, out.Needs)...)
		}
		out = shop.Turn(prev, in, *w)
		if round > MaxRounds+4 {
			break
		}
	}
	if out.State == nil && !out.Reply.Duplicate {
		return shop.panicked(prev, in, *w, "lookups without end", nil)
	}
	if out.Reply.Trace != nil && out.Reply.Trace.Stack != "" {
		e.cfg.Logger.Error("huashu: a panic in a turn became a handoff", "conversation", in.Conversation, "trace", out.Reply.Trace.String(), "stack", out.Reply.Trace.Stack)
	}
	return out
}

// fetch asks the host for all calls at once, each within LookupTimeout. A call that fails is an answer too.
func (e *Engine) fetch(ctx context.Context, calls []Call) []Answer {
	if len(calls) == 1 && calls[0].Name == "orders" && e.cfg.Orders == nil {
		return []Answer{{Call: calls[0], Value: []commerce.Order(nil)}}
	}
	ctx, cancel := context.WithTimeout(ctx, e.cfg.LookupTimeout)
	defer cancel()
	answers := make([]Answer, len(calls))
	var wg sync.WaitGroup
	for i, call := range calls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			answers[i] = e.call(ctx, call)
		}()
	}
	wg.Wait()
	return answers
}

func (e *Engine) call(ctx context.Context, call Call) Answer {
	type result struct {
		value any
		err   error
	}
	done := make(chan result, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- result{nil, fmt.Errorf("panic: %v", p)}
			}
		}()
		v, err := e.lookup(ctx, call)
		done <- result{v, err}
	}()
	var r result
	select {
	case r = <-done:
	case <-ctx.Done():
		r.err = ctx.Err()
	}
	if r.err != nil {
		e.cfg.Logger.Warn("huashu: a lookup is unavailable", "lookup", call.Name, "error", r.err)
		return Answer{Call: call, Failed: true}
	}
	return Answer{Call: call, Value: r.value}
}

func (e *Engine) lookup(ctx context.Context, call Call) (any, error) {
	switch call.Name {
	case "orders":
		if e.cfg.Orders == nil {
			return []commerce.Order(nil), nil
		}
		return e.cfg.Orders.Orders(ctx, call.Args[0])
	case "product":
		return e.cfg.Catalog.Product(ctx, call.Args[0])
	}
	f := e.cfg.Lookups[call.Name]
	if f == nil {
		return nil, fmt.Errorf("no lookup %q", call.Name)
	}
	return f(ctx, call.Args...)
}

// check refuses inputs that cannot be handled.
func (s *Shop) check(in Input) error {
	if strings.TrimSpace(in.Conversation) == "" {
		return fmt.Errorf("%w: Conversation is empty", ErrInput)
	}
	if in.Event != "" && !s.rules.KnowsEvent(in.Event) {
		return fmt.Errorf("%w: event %q is not declared by the shop", ErrInput, in.Event)
	}
	return nil
}

// Forget erases all that is remembered of a conversation.
func (e *Engine) Forget(ctx context.Context, conversation string) error {
	held, err := e.locks.lock(ctx, conversation)
	if err != nil {
		return err
	}
	defer e.locks.unlock(conversation, held)
	return e.cfg.Store.Delete(ctx, conversation)
}

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

// withProducts is the shop over a host's catalogue.
func (s *Shop) withProducts(products []*commerce.Product) (*Shop, error) {
	products = slices.Clone(products)
	next := *s
	next.model = ""
	next.kb = s.kb.WithProducts(products)
	next.catalogue = commerce.NewCatalogue(products, s.catalogue.Promotions())
	var errs source.List
	next.loadClassifier(s.own, products, &errs)
	return &next, errs.Err()
}
