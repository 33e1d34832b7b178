package main

import (
	"context"
	"expvar"

	"github.com/huashu-go/huashu/engine"
)

// metrics are counters since the start, served as JSON at GET /metrics. Prometheus or OpenTelemetry would count at the same places,
// with the seconds as histograms. Nothing in them names a customer.
type metrics struct{ expvar.Map }

// observe is told of every input. It only counts: the customer waits meanwhile.
func (m *metrics) observe(_ context.Context, o engine.Observed) {
	m.Add("handled."+o.Result(), 1)
	m.AddFloat("seconds.total", o.Duration.Seconds())
	m.AddFloat("seconds.lookups", o.Spent.Lookups.Seconds())
	m.AddFloat("seconds.store", o.Spent.Store.Seconds())
	m.AddFloat("seconds.late", o.Late().Seconds())     // of wakes, behind their time
	m.AddFloat("seconds.waited", o.Waited().Seconds()) // of customers, for a person
	m.Add("conflicts", int64(max(0, o.Attempts-1)))
	for _, a := range o.Answers {
		m.Add("lookups."+a.Call.Name, 1)
		if a.Failed {
			m.Add("lookups_failed."+a.Call.Name, 1)
		}
	}
	if o.Err != nil {
		m.Add("errors."+o.Failure(), 1)
		return
	}
	if o.Outcome.Reply.Duplicate {
		return // counted when it was new
	}
	for _, intent := range o.Outcome.Intents {
		m.Add("intents."+intent, 1)
	}
	for _, a := range o.Outcome.Reply.Actions {
		m.Add("actions."+a.Name, 1)
	}
	if h := o.Outcome.Reply.Handoff; h != nil {
		m.Add("handoffs."+h.Queue+"."+h.Reason, 1)
	}
}

// forget erases a customer's conversation: what the engine holds, and what this service was given of it. Coupons stay: they are the
// shop's books.
func (s *service) forget(ctx context.Context, c struct{ Conversation string }) (any, error) {
	if err := s.bot.Forget(ctx, c.Conversation); err != nil {
		return nil, err
	}
	_, err := s.db.ExecContext(ctx, `DELETE FROM outbox WHERE conversation = ?1; DELETE FROM wakes WHERE conversation = ?1;
		DELETE FROM handoffs WHERE conversation = ?1; DELETE FROM done WHERE substr(id, 1, length(?1) + 1) = ?1 || '/'`, c.Conversation)
	return c, err
}
