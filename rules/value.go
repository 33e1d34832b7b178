package rules

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Kind is the shape of a value or of a type.
type Kind uint8

// The kinds of the type language. KindUnset is a value that is not known.
const (
	KindUnset Kind = iota
	KindText
	KindNumber
	KindYesNo
	KindTime
	KindDuration
	KindList
	KindObject
	KindMap
)

var kindNames = [...]string{"nothing", "text", "number", "yes_no", "date", "duration", "list", "object", "map"}

func (k Kind) String() string { return kindNames[k] }

// Value is one value of the rule language: a small tagged union, so that evaluating a condition allocates nothing.
// The zero Value is unset. Values are immutable and safe to share.
type Value struct {
	kind Kind
	num  float64
	str  string
	ref  any
}

// Text is a text value; an empty text is unset, so that a blank can never reach a reply.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: KindText, str: s}
}

// Label is a text that may be empty: the one value that is set and yet prints nothing.
func Label(s string) Value { return Value{kind: KindText, str: s} }

// Number is a number; NaN and infinities are unset.
func Number(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Value{}
	}
	return Value{kind: KindNumber, num: f}
}

// YesNo is a truth value.
func YesNo(b bool) Value {
	v := Value{kind: KindYesNo}
	if b {
		v.num = 1
	}
	return v
}

// Time is a moment or a day; the zero time is unset.
func Time(t time.Time) Value {
	if t.IsZero() {
		return Value{}
	}
	return Value{kind: KindTime, ref: t}
}

// Duration is a length of time.
func Duration(d time.Duration) Value {
	return Value{kind: KindDuration, num: float64(d)}
}

// List is a list of values, which must not change afterwards.
func List(items []Value) Value { return Value{kind: KindList, ref: items} }

// Texts is a list of texts.
func Texts(items []string) Value {
	out := make([]Value, len(items))
	for i, s := range items {
		out[i] = Text(s)
	}
	return List(out)
}

// Object is a value of an object type; o is what the Get functions of its fields receive. A nil o is unset.
func Object(o any) Value {
	if o == nil {
		return Value{}
	}
	return Value{kind: KindObject, ref: o}
}

// Map is a lookup from text to a value, as in item.usual_size["28"].
func Map(get func(key string) Value) Value {
	if get == nil {
		return Value{}
	}
	return Value{kind: KindMap, ref: get}
}

// Kind tells the shape of v.
func (v Value) Kind() Kind { return v.kind }

// IsSet reports whether v is known.
func (v Value) IsSet() bool { return v.kind != KindUnset }

// Text is the text of a text value, "" otherwise.
func (v Value) Text() string { return v.str }

// Number is the number of a number or of a text that is written as one.
func (v Value) Number() (float64, bool) {
	switch v.kind {
	case KindNumber, KindDuration:
		return v.num, true
	case KindText:
		f, err := strconv.ParseFloat(strings.TrimSpace(v.str), 64)
		return f, err == nil
	}
	return 0, false
}

// True reports whether v is yes. A text, list or object that is there counts as yes.
func (v Value) True() bool {
	switch v.kind {
	case KindYesNo, KindNumber:
		return v.num != 0
	case KindUnset:
		return false
	case KindList:
		return len(v.Items()) > 0
	}
	return true
}

// Time is the moment of a time value.
func (v Value) Time() time.Time {
	t, _ := v.ref.(time.Time)
	return t
}

// Duration is the length of a duration value.
func (v Value) Duration() time.Duration { return time.Duration(v.num) }

// Items are the values of a list.
func (v Value) Items() []Value {
	items, _ := v.ref.([]Value)
	return items
}

// Ref is what an object value was made from.
func (v Value) Ref() any { return v.ref }

// Any turns v into the plain Go value that actions carry: string, float64, bool, time.Time, time.Duration, []any or nil.
func (v Value) Any() any {
	switch v.kind {
	case KindText:
		return v.str
	case KindNumber:
		return v.num
	case KindYesNo:
		return v.num != 0
	case KindTime:
		return v.Time()
	case KindDuration:
		return v.Duration()
	case KindList:
		out := make([]any, 0, len(v.Items()))
		for _, item := range v.Items() {
			out = append(out, item.Any())
		}
		return out
	}
	return nil
}

// Of turns a plain Go value, as hosts give facts and lookup answers, into a Value. Unknown types are unset.
func Of(x any) Value {
	switch x := x.(type) {
	case Value:
		return x
	case string:
		return Text(x)
	case float64:
		return Number(x)
	case float32:
		return Number(float64(x))
	case int:
		return Number(float64(x))
	case int64:
		return Number(float64(x))
	case bool:
		return YesNo(x)
	case time.Time:
		return Time(x)
	case time.Duration:
		return Duration(x)
	case []string:
		return Texts(x)
	case []any:
		out := make([]Value, len(x))
		for i := range x {
			out[i] = Of(x[i])
		}
		return List(out)
	}
	return Value{}
}

// String shows v as a hole prints it: numbers with at most two decimals, yes and no as 是 and 否.
func (v Value) String() string { return string(v.appendTo(nil)) }

func (v Value) appendTo(dst []byte) []byte {
	switch v.kind {
	case KindText:
		return append(dst, v.str...)
	case KindNumber:
		return appendNumber(dst, v.num)
	case KindYesNo:
		if v.num != 0 {
			return append(dst, "是"...)
		}
		return append(dst, "否"...)
	case KindTime:
		t := v.Time()
		if h, m, s := t.Clock(); h == 0 && m == 0 && s == 0 {
			return t.AppendFormat(dst, time.DateOnly)
		}
		return t.AppendFormat(dst, time.RFC3339)
	case KindDuration:
		return append(dst, v.Duration().String()...)
	case KindList:
		for i, item := range v.Items() {
			if i > 0 {
				dst = append(dst, "、"...)
			}
			dst = item.appendTo(dst)
		}
	}
	return dst
}

// appendNumber prints at most two decimals, without trailing zeros, rounding half away from zero.
func appendNumber(dst []byte, f float64) []byte {
	hundredths := math.Round(f * 100)
	if math.Abs(hundredths) > 1e15 {
		return strconv.AppendFloat(dst, f, 'f', 0, 64)
	}
	n := int64(hundredths)
	if n < 0 {
		dst = append(dst, '-')
		n = -n
	}
	dst = strconv.AppendInt(dst, n/100, 10)
	switch rest := n % 100; {
	case rest == 0:
	case rest%10 == 0:
		dst = append(dst, '.', byte('0'+rest/10))
	default:
		dst = append(dst, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
	return dst
}

// equal compares two set values of comparable kinds.
func equal(a, b Value) bool {
	switch {
	case a.kind != b.kind:
		// A text that is written as a number equals that number: table cells are text unless declared.
		x, okX := a.Number()
		y, okY := b.Number()
		return okX && okY && x == y
	case a.kind == KindText:
		return a.str == b.str
	case a.kind == KindTime:
		return a.Time().Equal(b.Time())
	case a.kind == KindObject:
		return a.ref == b.ref
	}
	return a.num == b.num
}

// compare orders two set values: -1, 0, 1; ok is false where they have no order.
func compare(a, b Value) (order int, ok bool) {
	if a.kind == KindTime && b.kind == KindTime {
		return a.Time().Compare(b.Time()), true
	}
	if a.kind == KindText && b.kind == KindText {
		return strings.Compare(a.str, b.str), true
	}
	x, okX := a.Number()
	y, okY := b.Number()
	switch {
	case !okX || !okY:
		return 0, false
	case x < y:
		return -1, true
	case x > y:
		return 1, true
	}
	return 0, true
}
