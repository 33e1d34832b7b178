package engine

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// How roles, owners, kinds of steps and durations are written: as words. Logs of older versions, which have numbers there, are read, too.

var (
	roleNames  = []string{"customer", "agent"}
	ownerNames = []string{"bot", "called", "person"}
)

// String is customer or agent.
func (r Role) String() string { return word(r, roleNames, "Role") }

// MarshalText writes customer or agent.
func (r Role) MarshalText() ([]byte, error) { return wordText(r, roleNames, "role") }

// UnmarshalText reads customer or agent, and nothing as the customer.
func (r *Role) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*r = Customer
		return nil
	}
	return readWord(r, text, roleNames, "role")
}

// UnmarshalJSON reads the word, or the number of older logs.
func (r *Role) UnmarshalJSON(data []byte) error {
	var n uint8
	if json.Unmarshal(data, &n) == nil {
		*r = Role(n)
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	return r.UnmarshalText([]byte(text))
}

// String is bot, called or person.
func (o Owner) String() string { return word(o, ownerNames, "Owner") }

// MarshalText writes bot, called or person.
func (o Owner) MarshalText() ([]byte, error) { return wordText(o, ownerNames, "owner") }

// UnmarshalText reads bot, called or person.
func (o *Owner) UnmarshalText(text []byte) error { return readWord(o, text, ownerNames, "owner") }

// String is the word with which a line of a trace begins.
func (k TraceKind) String() string { return word(k, traceNames[:], "TraceKind") }

// MarshalText writes the word with which a line of a trace begins.
func (k TraceKind) MarshalText() ([]byte, error) { return wordText(k, traceNames[:], "kind of step") }

// UnmarshalText reads the word with which a line of a trace begins.
func (k *TraceKind) UnmarshalText(text []byte) error {
	return readWord(k, text, traceNames[:], "kind of step")
}

func word[T ~uint8](v T, names []string, typ string) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%s(%d)", typ, v)
}

func wordText[T ~uint8](v T, names []string, what string) ([]byte, error) {
	if int(v) < len(names) {
		return []byte(names[v]), nil
	}
	return nil, fmt.Errorf("engine: no %s has the number %d", what, v)
}

func readWord[T ~uint8](v *T, text []byte, names []string, what string) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return fmt.Errorf("engine: unknown %s %q, want %s", what, text, strings.Join(names, ", "))
	}
	*v = T(i)
	return nil
}

// span is a duration in JSON: a text as of time.Duration.String. The number of nanoseconds that older logs have is read, too.
type span time.Duration

// MarshalText implements encoding.TextMarshaler.
func (s span) MarshalText() ([]byte, error) { return []byte(time.Duration(s).String()), nil }

// UnmarshalJSON implements json.Unmarshaler.
func (s *span) UnmarshalJSON(data []byte) error {
	if json.Unmarshal(data, (*int64)(s)) == nil {
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	d, err := time.ParseDuration(text)
	*s = span(d)
	return err
}

// worded is a value whose durations are words in JSON.
func worded(v any) any {
	if d, ok := v.(time.Duration); ok {
		return span(d)
	}
	return v
}

// MarshalJSON writes a duration as text. It is read back as that text.
func (f Field) MarshalJSON() ([]byte, error) {
	type plain Field
	f.Value = worded(f.Value)
	return json.Marshal(plain(f))
}

// plainHandoff has the fields of Handoff and none of its methods.
type plainHandoff Handoff

// handoffJSON is a handoff whose duration is a text.
type handoffJSON struct {
	plainHandoff
	Within span `json:"within,omitzero"`
}

// MarshalJSON writes Within as text.
func (h Handoff) MarshalJSON() ([]byte, error) {
	return json.Marshal(handoffJSON{plainHandoff(h), span(h.Within)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (h *Handoff) UnmarshalJSON(data []byte) error {
	var read handoffJSON
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*h = Handoff(read.plainHandoff)
	h.Within = time.Duration(read.Within)
	return nil
}
