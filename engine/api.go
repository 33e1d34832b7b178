package engine

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
)

// Role is who an input comes from.
type Role uint8

// The roles.
const (
	Customer Role = iota
	Agent         // a person of the shop: remembered, never answered
)

// Attachment is something that is not text. Kind is voice, video, image or file.
type Attachment struct{ Kind, Name, URL string }

// Input is one message or event of a conversation. Exactly one of Event and Text with Attachments is meant; an input with an
// Event ignores Text.
type Input struct {
	Conversation string // the lasting thread of one customer with the shop; required
	ID           string // the host's id of this input: a redelivery with the same id gets the recorded reply; "" is never a redelivery
	Customer     string // the customer's id; default: Conversation
	Item         string // the code or link of the product the customer is looking at
	Channel      string
	From         Role
	Time         time.Time      // when it was sent; zero: Config.Now
	Text         string         // any bytes; cut at 2,000 runes
	Event        string         // as in contracts: chat.open, order.paid, wake …
	Data         map[string]any // fields of the event, and facts that the shop declares
	Attachments  []Attachment
}

// Message is one bubble. Text includes Prefix, which the shop's tone put before it. The ID of a message, action or handoff is
// conversation/turn/n, the last two whole numbers: a redelivery gets the same ids, and a conversation that was forgotten and began anew
// repeats none.
type Message struct {
	ID          string
	Text        string
	Prefix      string
	Choices     []string // numbered from 1; the customer answers by number, label or 第二个
	Attachments []string // names as the shop's content gives them
}

// Field is one named value of an action: string, float64, bool, time.Time, time.Duration or []any.
type Field struct {
	Name  string
	Value any
}

// Action is what the host is asked to do; its fields are in the order of their declaration.
type Action struct {
	ID     string
	Name   string
	Fields []Field
}

// Get returns the value of a field, nil when it is absent.
func (a Action) Get(name string) any {
	for _, f := range a.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return nil
}

// Handoff is the signal that a person takes over, with the whole story.
type Handoff struct {
	ID     string
	Queue  string
	Reason string
	Level  int // 0 at first, one more each time that nobody has come by Due
	Within time.Duration
	Due    time.Time
	Urgent bool
	Story  Story
}

// Story is what the person must know so that nothing is asked twice. It is not masked.
type Story struct {
	Customer, Channel  string
	Since              time.Time // of this session
	Stage              string    // before, during, after the sale
	Demand             string    // consultation, request, complaint
	Intents            []string  // in standard terms, in order
	Words              []string  // the customer's last messages; those of a person of the shop begin with "a> "
	Item, Colour, Size string
	Order              string
	Slots              []Field
	Tried              []string // rules that answered
	Promised           []string // concessions and deadlines
	Mood               string
	Attachments        []string // kind, name and address of each
}

// Reply is what a turn says and asks for.
type Reply struct {
	Messages  []Message
	Actions   []Action
	Handoff   *Handoff
	Wake      time.Time // send the event wake at this time; zero: nothing pending
	Duplicate bool      // the recorded reply of an input that was handled before
	Trace     *Trace
}

// Call is a lookup that a decision waits for. Orders are the call orders(customer), a live product is product(code).
type Call struct {
	Name string
	Args []string
}

// Answer is what a call came back with. A call that failed has Failed set: that is an answer too.
type Answer struct {
	Call   Call
	Value  any // orders: []commerce.Order; product: *commerce.Product; else a plain value
	Failed bool
}

// World is everything outside the conversation that a turn depends on.
type World struct {
	Now         time.Time
	Seed        uint64
	Answers     []Answer
	LiveCatalog bool // ask product(code) for price and stock instead of using products.yaml
	Cover       bool // fill Outcome.Reached
}

// Timer is pending work of a follow-up.
type Timer struct {
	Rule string
	Step int
	In   time.Duration
}

// Outcome is the result of a turn: either Needs, to be answered before the turn is run again, or the next state and a reply.
type Outcome struct {
	State     *State
	Reply     Reply
	Needs     []Call
	Intents   []string // decided, after carry-over; oos where nothing was understood
	Rules     []string // rule or rule#step, in order
	Articles  []string // that answered, in order
	Notes     []Field  // notes for the order remark, part and text
	Focus     string   // the product in focus after the turn
	Timers    []Timer  // set in this turn
	Cancelled []string // rules whose timers were cancelled
	Reached   []string // with World.Cover: the parts of the content that answered, as Shop.Parts names them
}

// Store keeps the states of conversations. A nil state means none or expired. Put fails with ErrConflict unless prev is what
// is stored (nil for none), compared by revision. All methods must be safe for concurrent use. enginetest.Store is the
// conformance test.
type Store interface {
	Get(ctx context.Context, key string) (*State, error)
	Put(ctx context.Context, key string, prev, next *State) error
	Delete(ctx context.Context, key string) error
}

// Catalog is the host's catalogue. Products is read at New and Swap for names, search and similar; Product gives the live
// price and stock of one code.
type Catalog interface {
	Products(ctx context.Context) ([]*commerce.Product, error)
	Product(ctx context.Context, code string) (*commerce.Product, error)
}

// Orders gives the orders of a customer, the latest first.
type Orders interface {
	Orders(ctx context.Context, customer string) ([]commerce.Order, error)
}

// Lookup is a host function that the shop declares under lookups. It returns a plain value: string, number, bool, time.Time,
// []string or map[string]any.
type Lookup func(ctx context.Context, args ...string) (any, error)

// Config configures an engine; the zero value works.
type Config struct {
	Store         Store                                 // default: memory, 100,000 conversations
	Catalog       Catalog                               // default: the shop's products.yaml
	Orders        Orders                                // default: customers have no orders
	Lookups       map[string]Lookup                     // one for each that the shop declares
	LookupTimeout time.Duration                         // default 2s; a lookup that takes longer is unavailable
	Now           func() time.Time                      // default time.Now
	Seed          uint64                                // of every choice that is not fixed by the content
	Logger        *slog.Logger                          // default: discards; see Observed.LogValue for what is logged
	Observe       func(ctx context.Context, o Observed) // told of every input that was handled; see Observed
}

// Observed is one handled input, for metrics and records. Config.Observe is called once for every Handle, also for inputs that were
// refused or failed: after the state was saved and before Handle returns, on Handle's goroutine, so the customer waits for it; hand
// slow work to another goroutine. Different conversations call it at once; calls for one may overlap, too, so order them by
// Outcome.State.Revision where that matters. It is read-only, and its Reply is the one that Handle returns: copy what you keep of it
// if you change replies in place. A panic of Observe is logged, and the reply goes out. It is not masked: use LogValue for logs.
type Observed struct {
	Input    Input
	Before   *State    // that the turn began with: nil for a conversation that begins, or where it was not read
	Outcome  *Outcome  // of the last attempt, saved unless Err is set; nil where none was made
	Answers  []Answer  // of lookups, in the order asked
	Now      time.Time // by Config.Now
	Seed     uint64
	Shop     string // digest of the content; that of the model is in Outcome.Reply.Trace
	Duration time.Duration
	Spent    Spent
	Attempts int   // more than 1 where another process wrote in between; 0 where the store was not asked
	Err      error // of Handle

	watch stopwatch
}

// The errors of Handle and of stores.
var (
	// ErrConflict means that the state changed since it was read.
	ErrConflict = errors.New("engine: the state was changed by another")
	// ErrBusy means that the conversation changed under every attempt; retry with the same input id.
	ErrBusy = errors.New("engine: the conversation is busy; send the input again with the same id")
	// ErrInput means that the input cannot be handled: no conversation, or an undeclared event.
	ErrInput = errors.New("engine: bad input")
)
