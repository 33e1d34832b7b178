package engine

import (
	"context"
	"errors"
	"log/slog"
	"time"
	"unicode/utf8"
)

// What a host needs to count, time and log its bot: Observed, handed to Config.Observe. Where Observe is nil and the logger does not
// log at LevelDebug, nothing is timed or kept.

// Spent is where the time of one Handle went; the parts add up to about Observed.Duration.
type Spent struct {
	Lock    time.Duration // waiting for the input of the same conversation before
	Store   time.Duration // in Store.Get and Store.Put, over all attempts
	Lookups time.Duration // waiting for the catalogue, the orders and lookups; those of one round run side by side
	Turns   time.Duration // in the engine itself
}

// The results of a Handle, as Observed.Result names them.
const (
	ResultError     = "error"     // no reply was released: Observed.Err
	ResultDuplicate = "duplicate" // the recorded reply, once more
	ResultPanic     = "panic"     // a defect of the engine or its content, turned into a handoff; Trace.Stack tells where
	ResultHandoff   = "handoff"   // a person was called, for the first time or again; rules may have answered, too
	ResultRule      = "rule"      // rules answered
	ResultArticle   = "article"   // an article answered
	ResultAsked     = "asked"     // the engine's own words: it did not understand, or asks back
	ResultActed     = "acted"     // nothing was said, something was done
	ResultSilent    = "silent"    // nothing was said or done: a person has the conversation (Reply.Owner), the burst goes on, or no rule cares
)

// Result names what came of the input in one word, for the label of a counter.
func (o Observed) Result() string {
	if o.Err != nil || o.Outcome == nil {
		return ResultError
	}
	out, reply := o.Outcome, &o.Outcome.Reply
	switch {
	case reply.Duplicate:
		return ResultDuplicate
	case reply.Trace != nil && reply.Trace.Stack != "":
		return ResultPanic
	case reply.Handoff != nil:
		return ResultHandoff
	case len(reply.Messages) > 0 && len(out.Rules) > 0:
		return ResultRule
	case len(reply.Messages) > 0 && len(out.Articles) > 0:
		return ResultArticle
	case len(reply.Messages) > 0:
		return ResultAsked
	case len(reply.Actions) > 0:
		return ResultActed
	}
	return ResultSilent
}

// Failure names the kind of Err, for the label of a counter: input, busy, gone (the caller left, or its time was up), store, or ""
// where there was none.
func (o Observed) Failure() string {
	switch {
	case o.Err == nil:
		return ""
	case errors.Is(o.Err, ErrInput):
		return "input"
	case errors.Is(o.Err, ErrBusy):
		return "busy"
	case errors.Is(o.Err, context.Canceled), errors.Is(o.Err, context.DeadlineExceeded):
		return "gone"
	}
	return "store"
}

// Late is how long after it was due a wake came; 0 for other inputs, for a wake that was not due, and for one that failed or came again.
func (o Observed) Late() time.Duration {
	if o.Input.Event != "wake" || o.Err != nil || o.Outcome != nil && o.Outcome.Reply.Duplicate {
		return 0
	}
	due := o.Before.Wake()
	if due.IsZero() {
		return 0
	}
	return max(0, o.at().Sub(due))
}

// Waited is how long the customer had waited for the person who came with this input: the event agent.join, or their first message.
// It is 0 for other inputs, and where nobody had been called.
func (o Observed) Waited() time.Duration {
	if o.Err != nil || o.Outcome == nil || o.Before == nil {
		return 0
	}
	was := o.Before.owner
	if !was.active || was.joined || was.called.IsZero() || !o.Outcome.State.owner.joined {
		return 0
	}
	return max(0, o.at().Sub(was.called))
}

// at is the time that the turn went by.
func (o Observed) at() time.Time {
	if !o.Input.Time.IsZero() {
		return o.Input.Time
	}
	return o.Now
}

// LogValue is the handled input for package slog without anything personal: of the message its length, of attachments their number,
// of slots, orders, names and addresses nothing, of errors no long numbers. The conversation is written as the host named it, so do not
// name it by a phone number.
//
// Config.Logger gets it at LevelDebug for every input. At LevelWarn it gets each lookup that failed; at LevelError panics, and wakes
// that came to nothing. Errors that Handle returns are the caller's to log.
func (o Observed) LogValue() slog.Value {
	in := &o.Input
	fields := make([]slog.Attr, 0, 20)
	text := func(name, value string) {
		if value != "" {
			fields = append(fields, slog.String(name, value))
		}
	}
	number := func(name string, n int) {
		if n != 0 {
			fields = append(fields, slog.Int(name, n))
		}
	}
	list := func(name string, values []string) {
		if len(values) > 0 {
			fields = append(fields, slog.Any(name, values))
		}
	}
	text("result", o.Result())
	text("conversation", in.Conversation)
	text("input", in.ID)
	text("event", in.Event)
	text("channel", in.Channel)
	number("runes", utf8.RuneCountInString(in.Text))
	number("attachments", len(in.Attachments))
	if out := o.Outcome; out != nil {
		list("intents", out.Intents)
		list("rules", out.Rules)
		list("articles", out.Articles)
		if out.Reply.Owner != OwnerBot {
			text("owner", out.Reply.Owner.String())
		}
		number("messages", len(out.Reply.Messages))
		list("actions", names(out.Reply.Actions))
		if h := out.Reply.Handoff; h != nil {
			fields = append(fields, slog.Group("handoff", "queue", h.Queue, "reason", h.Reason, "level", h.Level))
		}
	}
	number("lookups", len(o.Answers))
	list("failed_lookups", failed(o.Answers))
	number("attempts", o.Attempts)
	fields = append(fields, slog.Duration("duration", o.Duration), slog.Group("spent", "lock", o.Spent.Lock, "store", o.Spent.Store, "lookups", o.Spent.Lookups))
	if late := o.Late(); late > 0 {
		fields = append(fields, slog.Duration("late", late))
	}
	if waited := o.Waited(); waited > 0 {
		fields = append(fields, slog.Duration("waited", waited))
	}
	text("shop", o.Shop)
	text("failure", o.Failure())
	if o.Err != nil {
		text("error", maskNumbers(o.Err.Error()))
	}
	return slog.GroupValue(fields...)
}

func names(actions []Action) []string {
	var out []string
	for _, a := range actions {
		out = append(out, a.Name)
	}
	return out
}

func failed(answers []Answer) []string {
	var out []string
	for _, a := range answers {
		if a.Failed {
			out = append(out, a.Call.Name)
		}
	}
	return out
}

// stopwatch sums up where the time goes. The zero stopwatch is off.
type stopwatch struct {
	on   bool
	last time.Time
}

func (w *stopwatch) lap(sum *time.Duration) {
	if !w.on {
		return
	}
	now := time.Now()
	*sum += now.Sub(w.last)
	w.last = now
}

// watched tells whether anybody wants to know of inputs.
func (e *Engine) watched(ctx context.Context) bool {
	return e.cfg.Observe != nil || e.cfg.Logger.Enabled(ctx, slog.LevelDebug)
}

// tell hands a handled input to the host. A panic of the host's must not cost the customer the reply: it is logged.
func (e *Engine) tell(ctx context.Context, o Observed) {
	if e.cfg.Logger.Enabled(ctx, slog.LevelDebug) {
		e.cfg.Logger.LogAttrs(ctx, slog.LevelDebug, "huashu: handled", slog.Any("observed", o))
	}
	if e.cfg.Observe == nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			e.cfg.Logger.Error("huashu: Config.Observe panicked", "panic", p)
		}
	}()
	e.cfg.Observe(ctx, o)
}
