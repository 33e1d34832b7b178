// Package intents understands what a customer of a shop wants.
//
// A message is normalised, cut into clauses, and each clause is decided first by precise patterns
// and then by a linear model over hashed n-grams of its runes (and, for Latin script, of its words).
// A clause whose evidence is too weak carries no intent: a message without any is out of scope.
// Beside the intents, the entities that a shop cares about are read in canonical form.
//
// Models are made by Build from packs of examples, hold integers only, and come out as the same bytes on
// every machine. Retail returns the built-in ones. A Classifier joins models, a shop's own
// examples and the terms of its catalogue; it is immutable and safe for concurrent use.
package intents

import "time"

// OOS is the id under which a pack teaches what is out of scope. It is never returned by Understand.
const OOS = "oos"

// Options says what a classifier is made of. The zero value knows no intent and still reads entities.
type Options struct {
	Models  []*Model // frozen bases, asked by the language of the message; at most one per language is of use
	Intents []Intent // the shop's own examples and patterns, for built-in ids and for ids of its own
	Terms   []Term   // products, colours and sizes of the catalogue
	Lists   []List   // the shop's lists of words: each is an entity kind of that name
}

// Intent is one intent with ways of saying it. Patterns are read before the model: see New for their form.
type Intent struct {
	ID       string
	Label    string
	Examples []string
	Patterns []string
}

// Term is a word of the catalogue. Kind is "product", "colour" or "size"; Value is what is reported
// (a product's code, the catalogue's colour word); Says are the ways of saying it (name, aliases, link).
type Term struct {
	Kind  string
	Value string
	Says  []string
}

// List is a shop's own list of words.
type List struct {
	Name  string
	Words []Word
}

// Word is a canonical word of a list with its ways of saying.
type Word struct {
	Value string
	Says  []string
}

// Context is what the conversation knows when a message arrives.
type Context struct {
	Now      time.Time // dates are resolved against it, in its location
	Awaiting []Slot    // what open questions ask for, the latest first: a bare number belongs to the first that holds it
	Language string    // "zh", "en" or "": taken when the message does not tell by itself
}

// Slot is a value that an open question asks for. Kind is an entity kind ("height_cm"), "number", or "price" while a price is being
// bargained over: an amount alone is then what the customer would pay.
// Min and Max bound a bare number in the slot's own unit when there are no Units; both zero mean any.
type Slot struct {
	Name  string
	Kind  string
	Units []Unit
	Min   float64
	Max   float64
}

// Unit is a unit that a bare number may be in ("kg", "斤"): it is the first whose range holds the number.
type Unit struct {
	Name string
	Min  float64
	Max  float64
}

// Result is what a message means.
type Result struct {
	Intents  []Scored // in the order raised; empty means out of scope
	Entities []Entity // in the order of mention
	Offer    Offer    // what the customer wishes to pay; Kind "" if nothing was said of it
	Language string   // "zh" or "en": by the script of the message, else Context.Language
	Mood     string   // "", "angry", "anxious" or "pleased"
	Cut      bool     // the message was longer than MaxRunes and only its beginning was read
}

// Scored is an intent with its evidence, 0..1, and the clause that raised it in bytes of the original.
type Scored struct {
	ID    string
	Score float64
	Start int
	End   int
}

// Entity is one value read from a message. Str is canonical ("L", "黑色", "2026-11-06", "浙江"); numeric kinds
// (height_cm weight_kg waist_cm hip_cm bust_cm money discount quantity number) carry Num too.
// Text is the customer's own wording, original[Start:End]. Denied tells that he names the value to exclude it: 不要黑色, the 175 of
// 不是175是165.
type Entity struct {
	Kind   string
	Text   string
	Str    string
	Num    float64
	Start  int
	End    int
	Denied bool
}

// Offer is what the customer wishes: to pay Amount yuan ("price", "balance"), so much less ("off"), a factor ("discount": 0.8),
// a rounding down ("round"), free postage ("postage"), a gift ("gift"), or nothing at all ("none"). Pieces is how many
// pieces it is for (0: not said); Total tells that Amount is for all of them. Rival is another seller's price.
type Offer struct {
	Kind   string
	Amount float64
	Pieces int
	Total  bool
	Rival  float64
	Gift   string
	Start  int
	End    int
	firm   bool // he would buy at once
	price  span // where a price was wished for before the gift; in runes
}
