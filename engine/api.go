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

// Owner is who has a conversation: who answers the customer.
type Owner uint8

// The owners.
const (
	OwnerBot    Owner = iota // the engine
	OwnerCalled              // a person, who was called and has not come: the engine answers no more, and calls again while nobody comes
	OwnerPerson              // a person, who is there: the engine listens, for the story, and is silent until the conversation is given back
)

// Owner is who has the conversation; the engine has one that never began. What the shop gives back by time is given back when the next
// input comes.
func (s *State) Owner() Owner {
	switch {
	case s == nil || !s.owner.active:
		return OwnerBot
	case s.owner.joined:
		return OwnerPerson
	}
	return OwnerCalled
}

// Attachment is something that is not text. Kind is one of AttachmentKinds; another is taken as a file.
type Attachment struct {
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

// AttachmentKinds are the kinds of attachments.
func AttachmentKinds() []string { return []string{"voice", "video", "image", "file"} }

// Input is one message or event of a conversation. Exactly one of Event and Text with Attachments is meant; an input with an
// Event ignores Text. Its JSON has the names of the tags, with From as "customer" or "agent"; all but the conversation may be left out.
type Input struct {
	Conversation string `json:"conversation"`       // the lasting thread of one customer with the shop; required
	ID           string `json:"id,omitempty"`       // the host's id of this input: a redelivery with the same id gets the recorded reply; "" is never a redelivery
	Customer     string `json:"customer,omitempty"` // the customer's id; default: Conversation
	// Item is the code or link of the product the customer is looking at. One that the catalogue does not have is passed over, and traced.
	Item    string    `json:"item,omitempty"`
	Channel string    `json:"channel,omitempty"`
	From    Role      `json:"from,omitzero"`
	Time    time.Time `json:"time,omitzero"`   // when it was sent; zero: Config.Now
	Text    string    `json:"text,omitempty"`  // any bytes; cut at 2,000 runes
	Event   string    `json:"event,omitempty"` // EventOrderPaid and the others, or one that the shop declares under events
	// Data holds the fields of the event (see EventOrderPaid and the others), and of any input the facts that the shop declares, the text
	// customer.tier and the bool desk.busy. Another key is passed over, and traced.
	Data        map[string]any `json:"data,omitempty"`
	Attachments []Attachment   `json:"attachments,omitempty"`
}

// Message is one bubble. Text includes Prefix, which the shop's tone put before it; a menu's lines are in Choices, not in Text: send
// String where a channel shows text alone. The ID of a message, action or handoff is conversation/turn/n, the last two whole numbers: a
// redelivery gets the same ids, and a conversation that was forgotten and began anew repeats none.
type Message struct {
	ID          string   `json:"id"`
	Text        string   `json:"text"`
	Prefix      string   `json:"prefix,omitempty"`
	Choices     []string `json:"choices,omitempty"`     // numbered from 1; the customer answers by number, label or 第二个
	Attachments []string `json:"attachments,omitempty"` // names as the shop's content gives them
}

// Field is one named value of an action: string, float64, bool, time.Time, time.Duration or []any. In JSON a duration is a text such
// as 1h30m0s, a time one of RFC 3339.
type Field struct {
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Action is what the host is asked to do: ActionReprice and the others, or one that the shop declares under actions, whose fields are
// in the order of their declaration.
type Action struct {
	ID     string  `json:"id"`
	Name   string  `json:"name"`
	Fields []Field `json:"fields,omitempty"`
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
	ID     string        `json:"id"`
	Queue  string        `json:"queue"`
	Reason string        `json:"reason"`
	Level  int           `json:"level"` // 0 at first, one more each time that nobody has come by Due
	Within time.Duration `json:"-"`     // of open hours, until Due; in JSON a text: "within":"10m0s"
	Due    time.Time     `json:"due,omitzero"`
	Urgent bool          `json:"urgent"`
	Story  Story         `json:"story"`
}

// Story is what the person must know so that nothing is asked twice. It is not masked.
type Story struct {
	Customer    string    `json:"customer,omitempty"`
	Channel     string    `json:"channel,omitempty"`
	Since       time.Time `json:"since,omitzero"`    // of this session
	Stage       string    `json:"stage,omitempty"`   // before, during, after the sale
	Demand      string    `json:"demand,omitempty"`  // consultation, request, complaint
	Intents     []string  `json:"intents,omitempty"` // in standard terms, in order
	Words       []string  `json:"words,omitempty"`   // the customer's last messages; those of a person of the shop begin with "a> "
	Item        string    `json:"item,omitempty"`
	Colour      string    `json:"colour,omitempty"`
	Size        string    `json:"size,omitempty"`
	Order       string    `json:"order,omitempty"`
	Slots       []Field   `json:"slots,omitempty"`
	Tried       []string  `json:"tried,omitempty"`    // rules that answered
	Promised    []string  `json:"promised,omitempty"` // concessions and deadlines
	Mood        string    `json:"mood,omitempty"`
	Attachments []string  `json:"attachments,omitempty"` // kind, name and address of each
}

// Reply is what a turn says and asks for. Its JSON has the names of the tags; what is empty is left out: no wake means nothing is
// pending, no owner means the engine has the conversation ("called" and "person" are the others). The trace is not in it: it tells what
// rules tried and what customers wrote; where one wants it, (*Trace).String is masked and json.Marshal(reply.Trace) is not.
type Reply struct {
	Messages []Message `json:"messages,omitempty"`
	Actions  []Action  `json:"actions,omitempty"`
	Handoff  *Handoff  `json:"handoff,omitempty"` // a person is called, in this very turn
	Wake     time.Time `json:"wake,omitzero"`     // send the event wake at this time; zero: nothing pending
	// Owner is who has the conversation after this input, also where nothing was said. Handle sets it, for a redelivery to who has it now;
	// after Turn ask Outcome.State.Owner.
	Owner     Owner  `json:"owner,omitzero"`
	Duplicate bool   `json:"duplicate,omitempty"` // the recorded reply of an input that was handled before
	Trace     *Trace `json:"-"`
}

// Call is a lookup that a decision waits for. Orders are the call orders(customer), a live product is product(code).
type Call struct {
	Name string   `json:"name"`
	Args []string `json:"args"`
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
	// ErrInput means that the input cannot be meant, and sending it again is of no use: no conversation, an unknown role, an undeclared
	// event. What the shop merely does not know, a product or a key of Data, is a step of the trace instead (TraceUnknown).
	ErrInput = errors.New("engine: bad input")
)
