package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Type is a static type of the rule language. The zero Type is the type of nil.
type Type struct {
	Kind   Kind
	Elem   *Type       // of a list or map
	Object *ObjectType // of an object
	Words  []string    // the closed set of words that a text may be; nil is any text
	Name   string      // a nominal name that tables understand: region, size, colour …
	Money  bool        // a number counted in yuan
}

// The plain types.
var (
	TypeText     = Type{Kind: KindText}
	TypeNumber   = Type{Kind: KindNumber}
	TypeMoney    = Type{Kind: KindNumber, Money: true}
	TypeYesNo    = Type{Kind: KindYesNo}
	TypeTime     = Type{Kind: KindTime}
	TypeDuration = Type{Kind: KindDuration}
)

// ListOf is the type of lists of elem.
func ListOf(elem Type) Type { return Type{Kind: KindList, Elem: &elem} }

// MapOf is the type of lookups by text.
func MapOf(elem Type) Type { return Type{Kind: KindMap, Elem: &elem} }

// OneOf is the type of texts out of a closed set of words.
func OneOf(words ...string) Type { return Type{Kind: KindText, Words: words} }

// ObjectOf is the type of values with the fields of o.
func ObjectOf(o *ObjectType) Type { return Type{Kind: KindObject, Object: o} }

// ObjectType describes values with named fields. It is shared by pointer, so that types may refer to each other.
type ObjectType struct {
	Name   string
	Fields map[string]Field
}

// Field is one field of an object type. Get receives what Object was given and must be safe for concurrent use.
type Field struct {
	Type   Type
	Get    func(o any) Value
	Secret bool // conditions may read it, texts may not: the customer must not learn it
}

func (t Type) String() string {
	switch {
	case t.Kind == KindList && t.Elem != nil:
		return "list of " + t.Elem.String()
	case t.Kind == KindMap && t.Elem != nil:
		return "map of " + t.Elem.String()
	case t.Kind == KindObject && t.Object != nil:
		return t.Object.Name
	case t.Money:
		return "money"
	case t.Name != "":
		return t.Name
	}
	return t.Kind.String()
}

// aType is the type with its article: a text, an item.
func aType(t Type) string {
	name := t.String()
	if t.Money {
		return "an amount of money"
	}
	if strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// fits reports whether a value of type t may stand where want is expected. Texts fit numbers: a table's output is text
// unless declared, and a function that counts reads the number written in it.
func (t Type) fits(want Type) bool {
	if t.Kind == KindUnset || want.Kind == KindUnset {
		return true
	}
	if t.Kind == KindText && want.Kind == KindNumber {
		return true
	}
	if t.Kind != want.Kind {
		return false
	}
	if t.Kind == KindList && t.Elem != nil && want.Elem != nil {
		return t.Elem.fits(*want.Elem)
	}
	return t.Kind != KindObject || want.Object == nil || t.Object == want.Object
}

// Func is a function that expressions may call.
type Func struct {
	Params   []Type // KindUnset accepts anything
	Optional int    // how many of the last parameters may be left out
	Lenient  bool   // called with unset arguments too; otherwise an unset argument makes the result unset
	Result   Type
	Call     func(f Facts, args []Value) (Value, error)
}

// Facts gives the values of the root names of a schema during one turn. It is asked lazily, and only for what a rule reads.
type Facts interface {
	// Fact returns ErrNeeds where the value waits for a lookup of the host, ErrUnavailable where that lookup failed.
	Fact(name string) (Value, error)
}

// The two ways in which a fact or function may have no answer.
var (
	ErrNeeds       = errors.New("rules: waits for a lookup")
	ErrUnavailable = errors.New("rules: a lookup is unavailable")
)

// Slot describes what a form may ask for.
type Slot struct {
	Type Type
	From string // "message": the message that raised the rule's intent is the value
	// OnlyAsked slots are filled by the answer to a question alone.
	OnlyAsked bool
}

// Schema is what a shop declares and the engine provides: every name that rules may use, with its type.
type Schema struct {
	Roots   map[string]Type
	Funcs   map[string]Func
	Intents []string // ids of intents, built-in and the shop's
	// Meant is the intent that a name in the author's own language stands for, "" for none: 问候 is greeting. It may be nil.
	Meant    func(name string) string
	Events   []string          // without the prefix "event."
	Actions  map[string][]Name // actions a rule may ask for, with their fields in order
	Slots    map[string]Slot
	Queues   []string // that handoffs may name
	OpenDesk bool     // the shop declares no queues: names besides Queues are findings
	Gifts    []string // gifts that concessions price
	Parts    []string // parts of the order remark
	Caps     []string
	Needs    []string // what `needs` may name, in the order asked: item, order
	Location *time.Location
	// Broader names what contains a value of a nominal type: the province of a city for "region". Table cells match both.
	Broader func(typeName, value string) string
	// Assignable are the roots that `set` may change besides slots, with their types: item.
	Assignable map[string]Type
	// Forbidden are words that no text may hold, because advertising law or the platform forbids them; nil is the default list.
	Forbidden []string
	// Declared are places of what the shop declares, for findings about names that nothing uses: "slots.x", "vars.x",
	// "policies.x", "item.x" (a field of products), "list x", "action x", "cap x", "fact x", "lookup x", "event x", "gift x", "queue x",
	// "part x".
	Declared map[string]source.Pos
	// Articles are answers of articles that do not stand in kb/*.yaml: those of CSV files.
	Articles []ArticleText
	// Sheet are the parts of an order that a confirmation sheet may let the customer edit.
	Sheet []string
}

// ArticleText is the answer of an article that kb read from a table.
type ArticleText struct {
	ID     string
	Say    *source.Node
	Attach []*source.Node
	Pos    source.Pos
}

// Name is a declared field of an action.
type Name struct {
	Name   string
	Type   Type
	Needed bool // of an action's field: it must be given
}

// TypeNamed reads the small type language of declarations: text, texts, number, money, yes_no, date, duration, list(a|b).
func TypeNamed(name string, lists map[string][]string) (Type, bool) {
	switch name {
	case "text", "attachment", "order_no", "tracking_no", "phone":
		return TypeText, true
	case "texts":
		return ListOf(TypeText), true
	case "number", "height", "weight", "waist", "hip", "bust", "quantity", "discount", "percent":
		return TypeNumber, true
	case "money":
		return TypeMoney, true
	case "yes_no":
		return TypeYesNo, true
	case "date", "time":
		return TypeTime, true
	case "duration":
		return TypeDuration, true
	case "size", "colour", "region", "product":
		return Type{Kind: KindText, Name: name}, true
	}
	if words, ok := lists[name]; ok {
		return Type{Kind: KindText, Words: words}, true
	}
	if words, ok := strings.CutPrefix(name, "one_of("); ok && strings.HasSuffix(words, ")") {
		out := OneOf()
		for _, w := range strings.Split(strings.TrimSuffix(words, ")"), "|") {
			out.Words = append(out.Words, strings.TrimSpace(w))
		}
		return out, true
	}
	return Type{}, false
}

// TypeNames are the names that TypeNamed knows, sorted, for hints.
func TypeNames(lists map[string][]string) []string {
	names := []string{"text", "texts", "number", "money", "yes_no", "date", "time", "duration", "height", "weight", "waist", "hip",
		"bust", "quantity", "discount", "size", "colour", "region", "product", "attachment", "order_no", "tracking_no", "phone"}
	for name := range lists {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
