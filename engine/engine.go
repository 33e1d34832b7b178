package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
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
	swap  sync.Mutex // held by Swap
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

// Swap changes the content. Turns in flight end on the shop they began with, those that begin later are on the new one; on an
// error the old shop stays. Conversations go on: forms, menus, steps, deals and timers hold on to the ids in the content, and
// what no longer is there is dropped and traced. Where the old shop's search index was in use the new one is built before the
// change, so that no customer waits for it. Swaps happen one after the other.
func (e *Engine) Swap(shop *Shop) error {
	if shop == nil {
		return errors.New("engine: Swap needs a shop")
	}
	e.swap.Lock()
	defer e.swap.Unlock()
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
	if old := e.shop.Load(); old != nil && old.kb.Built() {
		if err := shop.Warm(nil); err != nil {
			return fmt.Errorf("engine: building the search index: %w", err)
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
// same input again with the same ID, unless it is ErrInput, which names what the host must mend. The others are ErrBusy, the context's,
// and the store's.
func (e *Engine) Handle(ctx context.Context, in Input) (Reply, error) {
	began := time.Now()
	o := Observed{Input: in, Seed: e.cfg.Seed, Shop: e.shop.Load().digest, watch: stopwatch{e.watched(ctx), began}}
	reply, err := e.handle(ctx, in, &o)
	if o.watch.on {
		o.Duration, o.Err = time.Since(began), err
		e.tell(ctx, o)
	}
	return reply, err
}

func (e *Engine) handle(ctx context.Context, in Input, o *Observed) (Reply, error) {
	if strings.TrimSpace(in.Conversation) == "" {
		return Reply{}, errNoConversation
	}
	held, err := e.locks.lock(ctx, in.Conversation)
	if err != nil {
		return Reply{}, err
	}
	defer e.locks.unlock(in.Conversation, held)
	shop := e.shop.Load() // maybe one that came while the turn waited for its conversation, which never goes back to an older shop
	o.Shop = shop.digest
	o.watch.lap(&o.Spent.Lock)
	if err := shop.check(in); err != nil {
		return Reply{}, err
	}
	o.Now = e.cfg.Now()
	w := World{Now: o.Now, Seed: e.cfg.Seed, LiveCatalog: e.cfg.Catalog != nil}
	for o.Attempts = 1; o.Attempts <= maxAttempts; o.Attempts++ {
		prev, err := e.cfg.Store.Get(ctx, in.Conversation)
		if err != nil {
			return Reply{}, fmt.Errorf("engine: reading the conversation: %w", err)
		}
		o.watch.lap(&o.Spent.Store)
		out := e.run(ctx, shop, prev, in, &w, o)
		out.Reply.Owner = out.State.Owner()
		shop.traceUnknown(in, w.Answers, out.Reply.Trace)
		if o.watch.on {
			seen := out
			o.Before, o.Answers, o.Outcome = prev, w.Answers, &seen
			o.watch.lap(&o.Spent.Turns)
		}
		if err := ctx.Err(); err != nil {
			return Reply{}, err // lookups failed because the caller left: that is no answer
		}
		if out.Reply.Duplicate || prev == nil && in.Event == "wake" {
			return out.Reply, nil // nothing to save: a wake brings no forgotten conversation back
		}
		err = e.cfg.Store.Put(ctx, in.Conversation, prev, out.State)
		o.watch.lap(&o.Spent.Store)
		switch {
		case err == nil:
			return out.Reply, nil
		case !errors.Is(err, ErrConflict):
			return Reply{}, fmt.Errorf("engine: saving the conversation: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return Reply{}, err
		}
	}
	o.Attempts = maxAttempts
	return Reply{}, ErrBusy
}

// run turns the kernel until it has all the answers it wants. What is still open after the last round counts as failed.
func (e *Engine) run(ctx context.Context, shop *Shop, prev *State, in Input, w *World, o *Observed) Outcome {
	out := shop.Turn(prev, in, *w)
	for round := 0; len(out.Needs) > 0; round++ {
		if round == MaxRounds {
			for _, call := range out.Needs {
				w.Answers = append(w.Answers, Answer{Call: call, Failed: true})
			}
		} else {
			o.watch.lap(&o.Spent.Turns)
			w.Answers = append(w.Answers, e.fetch(ctx, out.Needs)...)
			o.watch.lap(&o.Spent.Lookups)
		}
		out = shop.Turn(prev, in, *w)
		if round > MaxRounds+4 {
			break
		}
	}
	if out.State == nil && !out.Reply.Duplicate {
		return shop.panicked(prev, in, *w, "lookups without end", debug.Stack())
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
		e.cfg.Logger.Warn("huashu: a lookup is unavailable", "lookup", call.Name, "error", maskNumbers(r.err.Error()))
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

// State is what is remembered of a conversation, to be read: who has it (Owner), when it wants to be woken (Wake). It is nil for one
// that never began or was forgotten, and the nil state can be asked, too. It does not wait for an input that is being worked on.
func (e *Engine) State(ctx context.Context, conversation string) (*State, error) {
	st, err := e.cfg.Store.Get(ctx, conversation)
	if err != nil {
		return nil, fmt.Errorf("engine: reading the conversation: %w", err)
	}
	return st, nil
}

// Forget erases a conversation from the store: what was said, slots and story, recorded replies, pending wakes, who has it. An input
// that is being worked on is waited for; one that comes later begins anew. The engine holds nothing else of it. What the host was
// given is the host's to erase: messages, actions and handoffs with their stories, what it logs or keeps of Observed, and the log of a
// recorder, for which there is EraseRecords (huashu erase).
func (e *Engine) Forget(ctx context.Context, conversation string) error {
	held, err := e.locks.lock(ctx, conversation)
	if err != nil {
		return err
	}
	defer e.locks.unlock(conversation, held)
	return e.cfg.Store.Delete(ctx, conversation)
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
