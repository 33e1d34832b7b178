package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/huashu-go/huashu/engine"
)

// handle works on one input and carries out its reply in one transaction. The engine has saved the conversation by then: if this
// process dies in between, or the transaction fails, whoever sent the input sends it again with the same id, gets the recorded
// reply, and all is carried out then. Ids make sure that nothing is done twice.
func (s *service) handle(ctx context.Context, in engine.Input) (engine.Reply, error) {
	reply, err := s.bot.Handle(ctx, in)
	if err != nil {
		return engine.Reply{}, err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return engine.Reply{}, err
	}
	defer tx.Rollback()
	if err := s.carryOut(tx, in, reply); err != nil {
		return engine.Reply{}, err
	}
	return reply, tx.Commit()
}

func (s *service) carryOut(tx *sql.Tx, in engine.Input, r engine.Reply) error {
	if in.Event != "" { // nobody waits for what is said about an event: it is fetched from the outbox, menus as numbered lines
		for _, m := range r.Messages {
			if _, err := tx.Exec(`INSERT OR IGNORE INTO outbox (id, conversation, text) VALUES (?, ?, ?)`, m.ID, in.Conversation, m.String()); err != nil {
				return err
			}
		}
	}
	for _, a := range r.Actions {
		if err := s.act(tx, in.Conversation, a); err != nil {
			return fmt.Errorf("action %s %s: %w", a.Name, a.ID, err)
		}
	}
	if h := r.Handoff; h != nil {
		story, err := json.Marshal(h.Story)
		if err != nil {
			return err
		}
		if _, err = tx.Exec(`INSERT OR IGNORE INTO handoffs VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')`,
			h.ID, in.Conversation, h.Queue, h.Reason, h.Level, h.Urgent, h.Due.Unix(), string(story)); err != nil {
			return err
		}
	}
	// Replies may get here in another order than they were made. A wake too many finds nothing to do, one too few breaks a
	// promise: so the earliest stays, and only waking takes it away.
	if _, err := tx.Exec(`DELETE FROM wakes WHERE conversation = ? AND 'wake/' || at = ?`, in.Conversation, in.ID); err != nil || r.Wake.IsZero() {
		return err
	}
	at := r.Wake.Add(time.Millisecond - 1).UnixMilli() // rounded up: a wake before its time does nothing, and its id is used up
	_, err := tx.Exec(`INSERT INTO wakes VALUES (?1, ?2, ?2) ON CONFLICT DO UPDATE SET at = ?2, next = ?2 WHERE ?2 < at`, in.Conversation, at)
	return err
}

// act does in the shop what the content asked for. The fields are those of the documentation, or of the shop's own declaration.
func (s *service) act(tx *sql.Tx, conversation string, a engine.Action) error {
	done, err := tx.Exec(`INSERT OR IGNORE INTO done VALUES (?)`, a.ID)
	if err != nil {
		return err
	}
	if fresh, err := done.RowsAffected(); err != nil || fresh == 0 {
		return err
	}
	switch a.Name {
	case engine.ActionRemark:
		_, err = tx.Exec(`UPDATE orders SET remark = ? WHERE no = ?`, a.Get("text"), a.Get("order"))
	case engine.ActionReprice:
		_, err = tx.Exec(`UPDATE orders SET total_fen = round(? * 100) * quantity WHERE no = ? AND state = 'unpaid'`, a.Get("price"), a.Get("order"))
	case "coupon": // declared in shop.yaml
		_, err = tx.Exec(`INSERT INTO coupons VALUES (?, ?, round(? * 100), ?)`, a.ID, conversation, a.Get("yuan"), a.Get("why"))
	default: // grant, note, notify: nothing in this shop waits for them
		s.log.Info("action", "name", a.Name, "id", a.ID)
	}
	return err
}

// wakeUp sends the event wake to what is due until ctx ends. Any number of processes may do this on one database: the id of the
// input is made of what is due, so that two that wake the same conversation get the same reply.
func (s *service) wakeUp(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(200 * time.Millisecond):
		}
		var due []struct{ Conversation, ID string }
		rows, err := s.db.rows(ctx, `SELECT json_object('conversation', conversation, 'id', 'wake/' || at) AS row FROM wakes WHERE next <= ? ORDER BY next LIMIT 64`, s.now().UnixMilli())
		if err == nil {
			err = json.Unmarshal(rows, &due)
		}
		if err != nil && ctx.Err() == nil {
			s.log.Error("looking for what is due", "error", err)
		}
		for _, d := range due {
			in := engine.Input{Conversation: d.Conversation, ID: d.ID, Event: engine.EventWake}
			if _, err := s.handle(context.WithoutCancel(ctx), in); err != nil { // later, so that it keeps no other waiting; at stays, and so the id
				s.log.Error("a conversation could not be woken", "conversation", d.Conversation, "error", err)
				_, _ = s.db.ExecContext(ctx, `UPDATE wakes SET next = ? WHERE conversation = ?`, s.now().Add(time.Minute).UnixMilli(), d.Conversation)
			}
		}
	}
}
