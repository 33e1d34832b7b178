package main

import (
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/huashu-go/huashu/engine"
)

// routes are the service's. Whoever calls them is trusted: put your gateway's authentication in front.
func (s *service) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /inputs", s.input)
	mux.HandleFunc("POST /handoffs/take", s.take)
	mux.HandleFunc("GET /handoffs", func(w http.ResponseWriter, r *http.Request) { // the urgent ones first, then those due first
		s.list(w, r, `SELECT json_object('id', id, 'conversation', conversation, 'queue', queue, 'reason', reason, 'due', due,
			'story', json(story)) FROM handoffs WHERE agent = '' ORDER BY urgent DESC, due`)
	})
	mux.HandleFunc("GET /outbox/{conversation}", func(w http.ResponseWriter, r *http.Request) { // what came after the last that one has seen
		s.list(w, r, `SELECT json_object('n', n, 'id', id, 'text', text) FROM outbox WHERE conversation = ? AND n > CAST(? AS INT) ORDER BY n`,
			r.PathValue("conversation"), r.FormValue("after"))
	})
	return http.MaxBytesHandler(mux, 64<<10)
}

// input takes what a customer says, with "from": "agent" what a person of the shop says, or an event of the shop.
func (s *service) input(w http.ResponseWriter, r *http.Request) {
	var m struct {
		engine.Input
		From string
	}
	if !s.read(w, r, &m) {
		return
	}
	if m.From == "agent" {
		m.Input.From = engine.Agent
	}
	reply, err := s.handle(r.Context(), m.Input)
	s.answer(w, map[string]any{"messages": reply.Messages, "handoff": reply.Handoff != nil, "duplicate": reply.Duplicate}, err)
}

// take gives a handoff to one agent; another who asks later is told that it is gone.
func (s *service) take(w http.ResponseWriter, r *http.Request) {
	var t struct{ ID, Agent, Conversation string }
	if !s.read(w, r, &t) {
		return
	}
	err := s.db.QueryRowContext(r.Context(), `UPDATE handoffs SET agent = ?1 WHERE id = ?2 AND agent IN ('', ?1) RETURNING conversation`, t.Agent, t.ID).Scan(&t.Conversation)
	if errors.Is(err, sql.ErrNoRows) {
		http.Error(w, "taken by another agent, or there is none of this id", http.StatusConflict)
		return
	}
	if err == nil {
		_, err = s.handle(r.Context(), engine.Input{Conversation: t.Conversation, ID: "join/" + t.ID, Event: "agent.join"})
	}
	s.answer(w, t, err)
}

func (s *service) list(w http.ResponseWriter, r *http.Request, text string, args ...any) {
	rows, err := query[json.RawMessage](r.Context(), s.db, text, args...)
	s.answer(w, rows, err)
}

func (s *service) read(w http.ResponseWriter, r *http.Request, into any) bool {
	err := json.NewDecoder(r.Body).Decode(into)
	if err != nil {
		http.Error(w, "want a JSON object: "+err.Error(), http.StatusBadRequest)
	}
	return err == nil
}

// answer writes a value or an error: what got 400 is wrong, what got 503 is to be sent again with the same id.
func (s *service) answer(w http.ResponseWriter, v any, err error) {
	switch {
	case errors.Is(err, engine.ErrInput):
		http.Error(w, err.Error(), http.StatusBadRequest)
	case err != nil:
		s.log.Error("request", "error", err)
		w.Header().Set("Retry-After", "1")
		http.Error(w, "send it again with the same id", http.StatusServiceUnavailable)
	default:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(v)
	}
}
