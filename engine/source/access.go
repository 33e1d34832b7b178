package source

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Field is one key of a mapping with its value.
type Field struct {
	Key    string
	KeyPos Pos
	Value  *Node
}

// Fields are those of a mapping in the order of the file, each key once.
type Fields []Field

// Get returns the value of key, nil when it is absent.
func (f Fields) Get(key string) *Node {
	for i := range f {
		if f[i].Key == key {
			return f[i].Value
		}
	}
	return nil
}

// find looks a key up, through the index seen when there is one: mappings that
// hold a shop's words can be long.
func (f Fields) find(key string, seen map[string]Pos) (Pos, bool) {
	if seen != nil {
		pos, ok := seen[key]
		return pos, ok
	}
	for i := range f {
		if f[i].Key == key {
			return f[i].KeyPos, true
		}
	}
	return Pos{}, false
}

// Fields returns the fields of a mapping and reports keys that are not among
// allowed, which it leaves out. what names the value in messages ("rule",
// "say"). A null value has no fields.
func (n *Node) Fields(errs *List, what string, allowed ...string) Fields {
	return n.FieldsOr(errs, what, "", allowed...)
}

// FieldsOr is Fields where an unknown key that is like none of allowed has a
// remedy: the hint with which it is reported.
func (n *Node) FieldsOr(errs *List, what, remedy string, allowed ...string) Fields {
	all := n.Pairs(errs, what)
	for i := range all {
		if !slices.Contains(allowed, all[i].Key) {
			return knownFields(all, errs, what, remedy, allowed)
		}
	}
	return all
}

func knownFields(all Fields, errs *List, what, remedy string, allowed []string) Fields {
	known := make(Fields, 0, len(all))
	for _, field := range all {
		if slices.Contains(allowed, field.Key) {
			known = append(known, field)
			continue
		}
		hint := DidYouMean(field.Key, allowed)
		if remedy != "" {
			hint = DidYouMeanOr(field.Key, allowed, remedy)
		}
		if word := strings.TrimSpace(field.Key); word != field.Key && slices.Contains(allowed, word) {
			hint = "there is a space beside it that is no ordinary space: type it anew"
		}
		errs.Add(field.KeyPos, hint, "%s: unknown key %q", what, field.Key)
	}
	return known
}

// Pairs returns the fields of a mapping whose keys are the author's own words.
func (n *Node) Pairs(errs *List, what string) Fields {
	if n.IsNull() {
		return nil
	}
	if n.kind != Mapping {
		hint := "write one key: value a line"
		if n.kind == Scalar && wordColon.MatchString(n.text) {
			hint = "write one key: value a line, with a space after the colon"
		}
		errs.Add(n.Pos(), hint, "%s: want fields (key: value), have %v", what, n.kind)
		return nil
	}
	return n.fields
}

// Items returns the items of a list; a single value or mapping counts as one
// item, null as none. what is not reported now, since nothing can be wrong.
func (n *Node) Items(_ *List, _ string) []*Node {
	if n.IsNull() {
		return nil
	}
	if n.kind == Sequence {
		return n.items
	}
	return []*Node{n}
}

// Text returns a scalar as it is written: 0031 stays "0031", yes stays "yes".
// Anything else, null too, is reported and returned as "".
func (n *Node) Text(errs *List, what string) string {
	if n == nil {
		return ""
	}
	if n.kind != Scalar {
		errs.Add(n.Pos(), n.textHint(), "%s: want a single value, have %v", what, n.kind)
		return ""
	}
	if n.text == "" && n.style == plain {
		hint := "write a value, or leave the key out"
		if n.doc.comment(n.doc.offset(n.line, n.column)) {
			hint = "# starts a comment: put the text in quotes"
		}
		errs.Add(n.Pos(), hint, "%s is empty", what)
		return ""
	}
	return n.text
}

// textHint tells what an author can have meant who wrote a list or fields
// where one text belongs.
func (n *Node) textHint() string {
	switch {
	case n.flow:
		return `a text that starts with [ or { must be in quotes`
	case n.kind == Mapping:
		return `a text with ": " in it must be in quotes or a block (|)`
	}
	return ""
}

// Sentence returns a text that customers will read. It is Text, and refuses
// what YAML cuts without a word: texts in a [list, of, texts], which end at
// each comma, and unquoted texts with " #" in them, which end there.
func (n *Node) Sentence(errs *List, what string) string {
	const inQuotes = `put the text in quotes, or write it as a block (|)`
	switch {
	case n == nil:
		return ""
	case n.inFlowList || n.kind != Scalar && n.flow:
		errs.Add(n.Pos(), `one text a line, each after "- "; a text that starts with [ or { in quotes`, "%s: texts must not be written as [a, b] or {a: b}", what)
		return ""
	}
	text := n.Text(errs, what)
	if n.IsCut() {
		errs.Add(n.Pos(), inQuotes, `%s: the text ends at " #", the rest is a comment`, what)
		return ""
	}
	return text
}

// IsCut tells whether an unquoted scalar ends at " #": what follows is a comment
// for YAML, though the author may have meant it.
func (n *Node) IsCut() bool {
	return n != nil && n.kind == Scalar && n.style == plain && n.text != "" && n.doc.comment(n.walk(n.text))
}

// Texts returns the Text of each item; [a, b] is allowed.
func (n *Node) Texts(errs *List, what string) []string {
	items := n.Items(errs, what)
	if len(items) == 0 {
		return nil
	}
	texts := make([]string, 0, len(items))
	for _, item := range items {
		before := errs.Len()
		if text := item.Text(errs, what); errs.Len() == before {
			texts = append(texts, text)
		}
	}
	return texts
}

// Int returns a whole number, at most nine digits.
func (n *Node) Int(errs *List, what string) int {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return 0
	}
	value, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		errs.Add(n.Pos(), "", "%s: want a whole number, have %q", what, text)
		return 0
	}
	return int(value)
}

// Float returns a decimal number such as 0.9 or -12.
func (n *Node) Float(errs *List, what string) float64 {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return 0
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) || strings.Trim(text, "+-.0123456789") != "" {
		errs.Add(n.Pos(), "", "%s: want a number, have %q", what, text)
		return 0
	}
	return value
}

// Bool returns yes or no, written as true/false, yes/no, on/off or 是/否.
func (n *Node) Bool(errs *List, what string) bool {
	text, ok := n.scalarFor(errs, what)
	if !ok {
		return false
	}
	switch strings.ToLower(text) {
	case "true", "yes", "on", "是":
		return true
	case "false", "no", "off", "否":
		return false
	}
	errs.Add(n.Pos(), "write yes or no (是 or 否)", "%s: want yes or no, have %q", what, text)
	return false
}

// scalarFor is Text without white space around it, and false where there is
// nothing to convert.
func (n *Node) scalarFor(errs *List, what string) (string, bool) {
	if n == nil {
		return "", false
	}
	before := errs.Len()
	text := strings.TrimSpace(n.Text(errs, what))
	if errs.Len() > before {
		return "", false
	}
	return text, true
}
