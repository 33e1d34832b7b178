package rules

import (
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Rule is one compiled rule: when it answers, and what.
type Rule struct {
	ID       string
	Pos      source.Pos
	On       []string // intents, groups (bargain.*), events (event.order.paid), any
	Needs    []string // item, order
	When     []*program
	Ask      []Question
	Limit    Limit
	Priority int
	Valid    source.Window
	KBFirst  bool

	Answer      *Answer
	Steps       []*Answer
	AfterLast   string // next, repeat, restart
	ContinueOn  []string
	FollowUps   []FollowUp
	CancelOn    []string
	Cap         string
	Confirm     *Confirm
	Unavailable *Answer

	lets  []letDef
	reads map[string]bool // paths that its conditions and texts read: slots.region, sku.stock
	order int             // in the set
}

// Limit bounds how often a rule answers: Times per session, order or item, or Times within Window. The zero Limit does not bound.
type Limit struct {
	Times  int
	Per    string // session, order, item, or "" with Window
	Window time.Duration
}

// Question is one field of a form.
type Question struct {
	Slot     string
	Pos      source.Pos
	Tries    int // how often it is asked before a person is called; at least 1
	Optional bool
	Choices  bool // the words of the slot's list as a numbered menu

	say   *sayBlock
	again *sayBlock
	when  []*program
}

// FollowUp is one timed answer; After counts from the one before, the first from the event.
type FollowUp struct {
	After  time.Duration
	Answer *Answer
}

// Confirm is a confirmation sheet: shown, edited by the customer, and ended by a yes.
type Confirm struct {
	Editable []string
	Timeout  time.Duration
	show     *template
}

// Answer is everything that can be said and done at one place: a rule, step, case, choice, branch, follow-up or article.
type Answer struct {
	Rule *Rule  // nil for an article
	Path string // "", steps.2, choices.1, expect.affirm, follow_up.1, unavailable; or say.2 for a case with parts of its own
	Pos  source.Pos

	when    []*program
	valid   *source.Window // nil is always
	say     *sayBlock
	attach  []*template
	choices []Choice
	expect  []Branch
	do      []actionDef
	set     []assignment
	note    []assignment
	count   *template
	grant   *grantDef
	handoff *handoffDef
	goTo    string
	run     string
	alone   bool
	all     bool // rotate: all
	things  bool // a choice that stands for each of several objects
	key     string
	marked  string // path~mark of a choice or an expected branch: see moved.go
	setting *letting
}

// OfThings reports whether the answer is a choice that was made for each of several objects, such as products.
func (a *Answer) OfThings() bool { return a.things }

// letting are the names of let that an article or rule defines for its answers.
type letting struct{ defs []letDef }

type sayBlock struct {
	entries []sayEntry
	key     string // where the rotation is remembered
}

type sayEntry struct {
	when  []*program
	valid *source.Window // nil is always
	texts localized
	extra *Answer // a case with parts of its own
	plain bool
	index int
	pos   source.Pos
}

// localized is a text in the languages that it was written in, sorted by them; "" is the shop's own. It is a list because most texts
// stand in one language, and a map costs more than the text.
type localized []localText

type localText struct {
	language string
	*template
}

// Choice is one line of a menu: fixed, or one for each element of a list.
type Choice struct {
	Answer *Answer
	each   *program
	show   localized
}

// Branch is what the customer's next message means after an answer.
type Branch struct {
	On     string // affirm, deny, another intent, or a group
	Answer *Answer
}

type actionDef struct {
	name   string
	pos    source.Pos
	fields []assignment
}

type assignment struct {
	name  string
	value *template
	fixed Value // a literal of the declared type
	pos   source.Pos
}

type grantDef struct {
	offer   bool
	postage bool
	gift    *template
	pos     source.Pos
}

type handoffDef struct {
	queue  *template
	reason *template
	within time.Duration
	urgent bool
}

// Set is a loaded set of rules, immutable and safe for concurrent use.
type Set struct {
	Rules    []*Rule
	Tables   []*Table
	Articles map[string]*Answer // the answers of kb articles by id

	schema   Schema
	lists    map[string][]string
	byID     map[string]*Rule
	byOn     map[string][]*Rule // exact
	groups   map[string][]*Rule // by prefix, "bargain."
	anyOn    []*Rule
	index    map[string][]*Rule   // candidates in order, for every known intent and event
	narrowed map[string]*narrowed // the long ones of index
	tables   map[string]*Table
	answers  map[string]*Answer // by rule id and path
	used     map[string]bool    // what rules name, for lint
	queues   []Plain            // what handoffs name and no queue is called, in a shop that declares none
}

// Rule returns the rule with id, or nil.
func (s *Set) Rule(id string) *Rule { return s.byID[id] }

// Handles reports whether any rule answers the intent or event.
func (s *Set) Handles(intent string) bool { return len(s.candidates(intent)) > 0 }

// Ref points at an answer by the ids that authors wrote.
type Ref struct {
	Rule string // an article is "kb:" and its id
	Path string // with ~ and a mark where places may change: see moved.go
}
