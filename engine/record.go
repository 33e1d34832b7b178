package engine

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"sync"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
)

// Record is one line of a recorded log: everything that one turn depended on, and what it said. Reply is the JSON of a Reply without
// what follows from the conversation's state, its owner. Lines of older versions, with the names of Go's fields, are read as well.
type Record struct {
	Input   Input           `json:"input"`
	Answers []recordedCall  `json:"answers,omitempty"`
	Reply   json.RawMessage `json:"reply"`
	Shop    string          `json:"shop"`
	Seed    uint64          `json:"seed"`
	Now     time.Time       `json:"now"`
}

type recordedCall struct {
	Call   Call            `json:"call"`
	Value  json.RawMessage `json:"value,omitempty"`
	Failed bool            `json:"failed,omitempty"`
}

// NewRecorder returns a function for Config.Observe that writes a line of JSON to w for every handled input, so that the
// conversations can be replayed. It is safe for concurrent use. The log holds what customers wrote, unmasked: keep it as
// carefully as the messages themselves. After an error of w nothing more is written, and onError is called once; it may be nil.
func NewRecorder(w io.Writer, onError func(error)) func(context.Context, Observed) {
	var mu sync.Mutex
	var failed bool
	return func(_ context.Context, o Observed) {
		line, err := recordLine(o)
		mu.Lock()
		defer mu.Unlock()
		if line == nil && err == nil || failed {
			return
		}
		if err == nil {
			_, err = w.Write(append(line, '\n'))
		}
		if err != nil {
			failed = true
			if onError != nil {
				onError(err)
			}
		}
	}
}

// recordLine is nil for an input that changed nothing: an error, or a redelivery.
func recordLine(o Observed) ([]byte, error) {
	if o.Err != nil || o.Outcome == nil || o.Outcome.Reply.Duplicate {
		return nil, nil
	}
	r := Record{Input: o.Input, Shop: o.Shop, Seed: o.Seed, Now: o.Now}
	r.Input.Data = maps.Clone(r.Input.Data)
	for key, value := range r.Input.Data {
		r.Input.Data[key] = worded(value) // read back as a text, which rules take for a duration, and not as a number
	}
	var err error
	if r.Reply, err = replyJSON(&o.Outcome.Reply); err != nil {
		return nil, err
	}
	for _, a := range o.Answers {
		c := recordedCall{Call: a.Call, Failed: a.Failed}
		if !a.Failed {
			if c.Value, err = json.Marshal(a.Value); err != nil {
				return nil, err
			}
		}
		r.Answers = append(r.Answers, c)
	}
	return json.Marshal(r)
}

// replyJSON is the reply without what is not compared.
func replyJSON(r *Reply) (json.RawMessage, error) {
	short := *r
	short.Owner = OwnerBot
	return json.Marshal(short)
}

// sameReply tells whether a recorded reply is the one that came out now: the same bytes once both were read and written again. That
// is so for lines of older versions, and for texts with damaged UTF-8, which JSON mends.
func sameReply(recorded, now json.RawMessage, typed *Reply) bool {
	if bytes.Equal(recorded, now) {
		return true
	}
	var was, is Reply
	if json.Unmarshal(recorded, &was) != nil || json.Unmarshal(now, &is) != nil {
		return false
	}
	for i := range min(len(was.Actions), len(typed.Actions)) {
		mendSpans(was.Actions[i].Fields, typed.Actions[i].Fields)
	}
	if was.Handoff != nil && typed.Handoff != nil {
		mendSpans(was.Handoff.Story.Slots, typed.Handoff.Story.Slots)
	}
	a, errA := replyJSON(&was)
	b, errB := replyJSON(&is)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// mendSpans gives the durations of older logs, numbers of nanoseconds, the form of today.
func mendSpans(was, typed []Field) {
	for i := range min(len(was), len(typed)) {
		if d, ok := typed[i].Value.(time.Duration); ok && was[i].Value == float64(d) {
			was[i].Value = d
		}
	}
}

// maxRecord bounds a line of a log in bytes.
const maxRecord = 16 << 20

// ReadRecords reads a recorded log. The error names the line.
func ReadRecords(r io.Reader) ([]Record, error) {
	var out []Record
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxRecord)
	for n := 1; in.Scan(); n++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var rec Record
		if err := json.Unmarshal(in.Bytes(), &rec); err != nil {
			return out, fmt.Errorf("line %d of the log: %w", n, err)
		}
		out = append(out, rec)
	}
	return out, in.Err()
}

// Replayed is one turn of a replay whose reply came out differently.
type Replayed struct {
	Line      int // of the log, from 1
	Record    Record
	Want, Got json.RawMessage
}

// Replay plays the records of a log on the shop, each conversation from its first record, and returns the turns whose reply
// differs by anything. A lookup that the log has no answer for counts as failed. A log must hold its conversations from their
// beginning.
func (s *Shop) Replay(records []Record) ([]Replayed, error) {
	states := map[string]*State{}
	var out []Replayed
	for i, r := range records {
		w := World{Now: r.Now, Seed: r.Seed}
		for _, a := range r.Answers {
			answer, err := a.answer()
			if err != nil {
				return out, fmt.Errorf("line %d of the log: %w", i+1, err)
			}
			w.LiveCatalog = w.LiveCatalog || a.Call.Name == "product"
			w.Answers = append(w.Answers, answer)
		}
		turned := s.Turn(states[r.Input.Conversation], r.Input, w)
		for round := 0; len(turned.Needs) > 0 && round <= MaxRounds; round++ {
			for _, call := range turned.Needs {
				w.Answers = append(w.Answers, Answer{Call: call, Failed: true})
			}
			turned = s.Turn(states[r.Input.Conversation], r.Input, w)
		}
		if turned.State == nil {
			return out, fmt.Errorf("line %d of the log: %w", i+1, errors.New("the turn asks for lookups without end"))
		}
		states[r.Input.Conversation] = turned.State
		got, err := replyJSON(&turned.Reply)
		if err != nil {
			return out, err
		}
		if !sameReply(r.Reply, got, &turned.Reply) {
			out = append(out, Replayed{Line: i + 1, Record: r, Want: r.Reply, Got: got})
		}
	}
	return out, nil
}

// answer gives the value back the type that the engine expects of the call.
func (c recordedCall) answer() (Answer, error) {
	a := Answer{Call: c.Call, Failed: c.Failed}
	if c.Failed || len(c.Value) == 0 {
		return a, nil
	}
	var err error
	switch c.Call.Name {
	case "orders":
		var orders []commerce.Order
		err = json.Unmarshal(c.Value, &orders)
		a.Value = orders
	case "product":
		var p *commerce.Product
		err = json.Unmarshal(c.Value, &p)
		a.Value = p
	default:
		err = json.Unmarshal(c.Value, &a.Value)
	}
	return a, err
}
