package engine

import (
	"time"
	"unicode/utf8"

	"github.com/huashu-go/huashu/rules"
)

// State is all that is remembered of one conversation: an immutable value. It refers to content only by the ids that authors
// wrote; what no longer resolves after a reload is dropped. Stores keep it by pointer, or through AppendBinary and DecodeState.
type State struct {
	rev  uint64
	turn uint32
	seen time.Time

	sessionStart time.Time
	language     string
	customer     string
	channel      string
	mood         string

	item, viewed, colour, size, order string
	lastIntent, lastRule              string
	orderIntent                       string // the intent that an open order question belongs to

	slots    []slotValue
	steps    []counter
	uses     []use
	variants []variant

	form    *form
	menu    *menu
	expect  *expectation
	need    *need
	sheet   *sheet
	owner   owner
	offer   rules.Offer
	wished  wished
	deals   []itemDeal
	given   int64
	givenAt time.Time
	waiting *pendingWish // a wish that needs approval

	notes    []note
	timers   []timer
	missed   int // times in a row that nothing was understood
	noticed  bool
	words    []string // the customer's last messages
	intents  []string // of this session, in order, each once
	tried    []string // rules that answered in this session
	promised []string
	files    []string // attachments of this session
	later    []string // intents that wait until the open question is done
	recent   []recorded

	burst     []string  // messages that wait for the end of a burst
	burstDue  time.Time // when they are answered together
	burstFrom time.Time
	idled     bool      // the event idle was worked on since the last message
	idleDue   time.Time // when the session ends by idling; zero: no rule wants to know
}

// pendingWish is a concession that a person must agree to, with the product it is for.
type pendingWish struct {
	wish  rules.Wish
	offer rules.Offer
	item  string
}

// itemDeal is what was agreed for one product.
type itemDeal struct {
	item string
	deal rules.Deal
}

type slotValue struct {
	name string
	keep uint8 // keepSession …
	val  rules.Value
}

const (
	keepSession uint8 = iota
	keepOrder
	keepCustomer
)

type counter struct {
	key string
	n   int
}

type use struct {
	key string
	at  []int64 // unix seconds, oldest first
}

type variant struct {
	key  string
	last int
	used uint64
}

type form struct {
	rule, intent, slot string
	tries              int
	passed             []string
	resumed            bool // asked again after a digression
	dropped            bool // not asked any more; a late answer is still taken
}

type menuItem struct {
	label      string
	rule, path string
	it         string // product code or word that a generated choice stands for
	slot, word string
	goTo       string
	article    string
}

type menu struct {
	items  []menuItem
	until  time.Time
	aside  bool // one digression was made
	intent string
}

type branch struct{ on, rule, path, it string }

type expectation struct {
	branches []branch
	intent   string
}

type need struct {
	kind, intent string
	tries        int
}

type sheet struct {
	rule, order string
	edits       []note
	until       time.Time
}

type owner struct {
	active    bool // a person has been called or is there
	joined    bool
	called    time.Time // when a person was called first
	queue     string
	reason    string
	level     int
	within    time.Duration // until the next call; 0: this was the last
	due       time.Time     // when the person must have come; where one is there, when they last wrote
	urgent    bool
	reassured bool
}

type note struct{ part, text string }

type timer struct {
	rule  string
	step  int // index of the follow-up
	due   time.Time
	order string
	item  string
}

type recorded struct {
	id    string
	reply *Reply
}

const (
	keptReplies = 16
	keptWords   = 10
	keptRunes   = 200
)

// Wake is when the conversation wants the event wake; zero when nothing is pending.
func (s *State) Wake() time.Time {
	var wake time.Time
	earlier := func(t time.Time) {
		if !t.IsZero() && (wake.IsZero() || t.Before(wake)) {
			wake = t
		}
	}
	if s == nil {
		return wake
	}
	for _, t := range s.timers {
		earlier(t.due)
	}
	if s.owner.active && !s.owner.joined && s.owner.within > 0 {
		earlier(s.owner.due)
	}
	if s.sheet != nil {
		earlier(s.sheet.until)
	}
	earlier(s.burstDue)
	if !s.idled {
		earlier(s.idleDue)
	}
	return wake
}

// Expires is when the state may be forgotten: 180 days after the last turn.
func (s *State) Expires() time.Time { return s.seen.Add(180 * 24 * time.Hour) }

// Revision identifies the state among those of its conversation: one more with every turn. It begins at the time of birth in
// nanoseconds, so that a conversation that expired and began anew is never taken for the old one.
func (s *State) Revision() uint64 {
	if s == nil {
		return 0
	}
	return s.rev
}

// HandedOff reports whether a person has been called or has joined. What the shop gives back by time is given back when the next
// input comes.
func (s *State) HandedOff() bool { return s != nil && s.owner.active }

// born is the revision before the first turn: the time of birth in nanoseconds, moved by less than a millisecond that depends on the
// first input: lives that begin in one tick of a coarse clock differ, too.
func born(now time.Time, in Input) uint64 {
	said := in.Text[:min(len(in.Text), maxName)]
	if !utf8.ValidString(in.Text) {
		text := string([]rune(in.Text)) // as a log keeps it
		said = text[:min(len(text), maxName)]
	}
	sum := uint32(2166136261) // FNV-1a
	for _, b := range []byte(in.ID + said + in.Event) {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return uint64(now.UnixNano()) + uint64(sum%1e6)
}

// clone copies the state for the next turn. Slices are shared until written: every writer below clones first.
func (s *State) clone() *State {
	next := *s
	if s.form != nil {
		f := *s.form
		next.form = &f
	}
	if s.menu != nil {
		m := *s.menu
		next.menu = &m
	}
	if s.need != nil {
		n := *s.need
		next.need = &n
	}
	if s.sheet != nil {
		c := *s.sheet
		next.sheet = &c
	}
	return &next
}

func (s *State) slot(name string) rules.Value {
	for i := range s.slots {
		if s.slots[i].name == name {
			return s.slots[i].val
		}
	}
	return rules.Value{}
}

func (s *State) step(key string) int {
	for _, c := range s.steps {
		if c.key == key {
			return c.n
		}
	}
	return 0
}

const (
	keptUses = 16 // times of one rule
	keptKeys = 96 // rules with their orders and items
)
