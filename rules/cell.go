package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// cell is one condition of a table: * (anything), a|b (one of), a..b (both ends in), <a <=a >a >=a, !x (anything else), 是/否.
type cell struct {
	any      bool
	negate   bool
	values   []Value
	low      Value
	high     Value
	lowOpen  bool // > instead of >=
	highOpen bool // < instead of <=
	ranged   bool
	nominal  string
	broader  func(typeName, value string) string
}

func parseCell(sc *scope, c source.Cell, typ Type) cell {
	text := strings.TrimSpace(c.Text)
	out := cell{nominal: typ.Name, broader: sc.schema.Broader}
	if text == "*" {
		out.any = true
		return out
	}
	if text == "" {
		sc.errs.Add(c.Pos, "write * for anything", "empty cell")
		return out
	}
	if rest, ok := strings.CutPrefix(text, "!"); ok {
		out.negate, text = true, strings.TrimSpace(rest)
	}
	value := func(s string) Value {
		v, ok := ParseValue(strings.TrimSpace(s), typ, sc.schema.Location)
		if !ok {
			hint := ""
			if typ.Words != nil {
				hint = source.DidYouMean(s, typ.Words)
			}
			sc.errs.Add(c.Pos, hint, "%q is not %s", s, describeType(typ))
		}
		return v
	}
	for _, op := range []string{"<=", ">=", "<", ">"} {
		if rest, ok := strings.CutPrefix(text, op); ok {
			out.ranged = true
			if op[0] == '<' {
				out.high, out.highOpen = value(rest), op == "<"
			} else {
				out.low, out.lowOpen = value(rest), op == ">"
			}
			return out
		}
	}
	if low, high, ok := strings.Cut(text, ".."); ok {
		out.ranged = true
		if low != "" {
			out.low = value(low)
		}
		if high != "" {
			out.high = value(high)
		}
		if order, ok := compare(out.low, out.high); ok && order > 0 {
			sc.errs.Add(c.Pos, "write the smaller end first", "the range %s is empty", text)
		}
		return out
	}
	for _, word := range strings.Split(text, "|") {
		out.values = append(out.values, value(word))
	}
	return out
}

func describeType(t Type) string {
	if t.Words != nil {
		return fmt.Sprintf("one of %s", strings.Join(t.Words, " "))
	}
	return aType(t)
}

// matches tells whether v satisfies the cell. Something unset satisfies only *.
func (c *cell) matches(v Value) bool {
	if c.any {
		return true
	}
	if !v.IsSet() {
		return false
	}
	if c.ranged {
		return c.inRange(v) != c.negate
	}
	found := slices.ContainsFunc(c.values, func(w Value) bool { return w.IsSet() && equal(v, w) })
	if !found && c.nominal != "" && c.broader != nil {
		if wider := c.broader(c.nominal, v.str); wider != "" && wider != v.str {
			found = slices.ContainsFunc(c.values, func(w Value) bool { return w.str == wider })
		}
	}
	return found != c.negate
}

func (c *cell) inRange(v Value) bool {
	if c.low.IsSet() {
		order, ok := compare(v, c.low)
		if !ok || order < 0 || order == 0 && c.lowOpen {
			return false
		}
	}
	if c.high.IsSet() {
		order, ok := compare(v, c.high)
		if !ok || order > 0 || order == 0 && c.highOpen {
			return false
		}
	}
	return true
}

// ParseValue reads a value as an author writes it, by its declared type; "" and none are unset. ok is false where the text
// is not of the type.
func ParseValue(text string, typ Type, loc *time.Location) (v Value, ok bool) {
	if text == "" {
		return Value{}, true
	}
	switch typ.Kind {
	case KindNumber:
		f, ok := number(text)
		return Number(f), ok
	case KindYesNo:
		switch text {
		case "是", "yes", "true":
			return YesNo(true), true
		case "否", "no", "false":
			return YesNo(false), true
		}
		return Value{}, false
	case KindTime:
		if loc == nil {
			loc = time.UTC
		}
		for _, layout := range []string{time.DateOnly, "2006-01-02 15:04", time.RFC3339} {
			if t, err := time.ParseInLocation(layout, text, loc); err == nil {
				return Time(t), true
			}
		}
		return Value{}, false
	case KindDuration:
		d, err := time.ParseDuration(text)
		return Duration(d), err == nil
	case KindList:
		var items []string
		for _, item := range strings.Split(text, "|") {
			items = append(items, strings.TrimSpace(item))
		}
		return Texts(items), true
	case KindText:
		if typ.Words != nil && !slices.Contains(typ.Words, text) {
			return Value{}, false
		}
	}
	return Text(text), true
}
