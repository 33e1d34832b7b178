package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/huashu-go/huashu/engine"
)

// routes are the service's. Whoever calls them is trusted: put your gateway's authentication in front.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /inputs", post(s, s.input))
	mux.HandleFunc("POST /handoffs/take", post(s, s.take))
	mux.HandleFunc("GET /handoffs", s.list(`SELECT json_object('id', id, 'conversation', conversation, 'queue', queue, 'reason', reason,
		'level', level, 'due', due, 'story', json(story)) AS row FROM handoffs
		WHERE rowid IN (SELECT max(rowid) FROM handoffs WHERE agent = '' GROUP BY conversation) ORDER BY level DESC, urgent DESC, due`))
	mux.HandleFunc("GET /outbox", s.list(`SELECT json_object('n', n, 'id', id, 'text', text) AS row FROM outbox
		WHERE conversation = ? AND n > CAST(? AS INT) ORDER BY n`, "conversation", "after")) // after: the last n that one has seen
	mux.HandleFunc("POST /forget", post(s, s.forget))
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) { s.answer(w, json.RawMessage(s.metrics.String()), nil) })
	return http.MaxBytesHandler(mux, 64<<10)
}

// input is what a customer says, with "from": "agent" what a person of the shop says, or an event of the shop. The actions and the story
// of a handoff are this service's: the caller gets what is shown to the customer, and who has the conversation.
func (s *service) input(ctx context.Context, in engine.Input) (any, error) {
	reply, err := s.handle(ctx, in)
	return map[string]any{"messages": reply.Messages, "owner": reply.Owner, "handoff": reply.Handoff != nil, "duplicate": reply.Duplicate}, err
}

// take gives a handoff to one agent, with the calls that were made for it before; another who asks later is told that it is gone.
func (s *service) take(ctx context.Context, t struct{ ID, Agent, Conversation string }) (any, error) {
	err := s.db.QueryRowContext(ctx, `UPDATE handoffs SET agent = ?1 WHERE agent IN ('', ?1) AND conversation =
		(SELECT conversation FROM handoffs WHERE id = ?2 AND agent IN ('', ?1)) RETURNING conversation`, t.Agent, t.ID).Scan(&t.Conversation)
	if err == nil {
		_, err = s.handle(ctx, engine.Input{Conversation: t.Conversation, ID: "join/" + t.ID, Event: engine.EventAgentJoin})
	}
	return t, err
}

func post[T any](s *service, do func(context.Context, T) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, "want a JSON object: "+err.Error(), http.StatusBadRequest)
			return
		}
		out, err := do(r.Context(), in)
		s.answer(w, out, err)
	}
}

// list answers with the rows of a query, given the named parameters of the request.
func (s *service) list(query string, params ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var args []any
		for _, name := range params {
			args = append(args, r.FormValue(name))
		}
		rows, err := s.db.rows(r.Context(), query, args...)
		s.answer(w, rows, err)
	}
}

// answer writes a value or an error: what got 400 is wrong, what got 503 is to be sent again with the same id.
func (s *service) answer(w http.ResponseWriter, v any, err error) {
	switch {
	case errors.Is(err, engine.ErrInput):
		http.Error(w, err.Error(), http.StatusBadRequest)
	case errors.Is(err, sql.ErrNoRows):
		http.Error(w, "there is none of this id, or another has taken it", http.StatusConflict)
	case err != nil:
		s.log.Error("request", "error", err)
		http.Error(w, "send it again with the same id", http.StatusServiceUnavailable)
	default:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
}
