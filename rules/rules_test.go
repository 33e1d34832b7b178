package rules

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// world is a tiny host for tests: facts by name, and a memory.
type world struct {
	facts    map[string]Value
	err      map[string]error
	steps    map[string]int
	uses     map[string]int
	variants map[string]Variant
	passed   map[string]bool
}

func (w *world) Fact(name string) (Value, error) { return w.facts[name], w.err[name] }
func (w *world) Step(rule string) int            { return w.steps[rule] }
func (w *world) Uses(rule string, _ Limit) int   { return w.uses[rule] }
func (w *world) Passed(slot string) bool         { return w.passed[slot] }
func (w *world) Variant(key string) (last int, used uint64) {
	if v, ok := w.variants[key]; ok {
		return v.Index, v.Used
	}
	return -1, 0
}

// remember keeps the rotation of an answer for the next one.
func (w *world) remember(r Result) {
	for _, v := range r.Variants {
		w.variants[v.Key] = v
	}
}

type pants struct {
	name  string
	price float64
}

var itemObject = &ObjectType{Name: "item", Fields: map[string]Field{
	"name":       {Type: TypeText, Get: func(o any) Value { return Text(o.(*pants).name) }},
	"price":      {Type: TypeMoney, Get: func(o any) Value { return Number(o.(*pants).price) }},
	"fabric":     {Type: TypeText, Get: func(any) Value { return Value{} }},
	"size_table": {Type: TypeText, Get: func(any) Value { return Text("裤子") }},
}}

func slotField(name string, typ Type) Field {
	return Field{Type: typ, Get: func(o any) Value { return o.(map[string]Value)[name] }}
}

func testSchema() Schema {
	return Schema{
		Roots: map[string]Type{
			"item": ObjectOf(itemObject), "n": TypeNumber, "city": {Kind: KindText, Name: "region"}, "mood": OneOf("angry", "pleased"),
			"words": ListOf(TypeText), "yes": TypeYesNo, "when": TypeTime,
			"deal": ObjectOf(&ObjectType{Name: "deal", Fields: map[string]Field{"room": {Type: TypeMoney, Secret: true, Get: func(any) Value { return Number(3) }}}}),
			"slots": ObjectOf(&ObjectType{Name: "slots", Fields: map[string]Field{
				"height_cm": slotField("height_cm", TypeNumber), "weight_kg": slotField("weight_kg", TypeNumber), "why": slotField("why", OneOf("大了", "坏了"))}}),
		},
		Funcs: map[string]Func{
			"yuan":   {Params: []Type{TypeNumber}, Result: TypeText, Call: func(_ Facts, a []Value) (Value, error) { return Text(a[0].String() + "元"), nil }},
			"points": {Params: []Type{TypeText}, Result: TypeNumber, Call: func(Facts, []Value) (Value, error) { return Value{}, ErrUnavailable }},
		},
		Intents: []string{"stock", "size", "bargain.plain", "bargain.excuse", "affirm", "deny"}, Events: []string{"order.paid"},
		Actions: map[string][]Name{"notify": {}, "ticket": {{Name: "why", Type: OneOf("大了", "坏了")}}},
		Slots:   map[string]Slot{"height_cm": {Type: TypeNumber}, "weight_kg": {Type: TypeNumber}, "why": {Type: OneOf("大了", "坏了")}},
		Gifts:   []string{"船袜"}, Parts: []string{"gift"}, Caps: []string{"outbound"}, Needs: []string{"item", "order"}, Location: time.UTC,
		Sheet: []string{"size"}, Assignable: map[string]Type{"item": TypeText},
		Broader: func(typ, v string) string {
			if typ == "region" && v == "杭州" {
				return "浙江"
			}
			return ""
		},
	}
}

func newWorld() *world {
	return &world{
		facts: map[string]Value{"item": Object(&pants{"直筒裤", 129}), "n": Number(3), "city": Text("杭州"), "slots": Object(map[string]Value{}), "deal": Object(1)},
		err:   map[string]error{}, steps: map[string]int{}, uses: map[string]int{}, variants: map[string]Variant{}, passed: map[string]bool{},
	}
}

func load(t *testing.T, files map[string]string) *Set {
	t.Helper()
	set, err := Load(folder(files), testSchema())
	require.NoError(t, err)
	return set
}

func folder(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

func turnFor(w *world, intent string) Turn {
	return Turn{Intent: intent, Facts: w, Memory: w, Ledger: &Ledger{}, Now: time.Date(2026, 11, 5, 10, 0, 0, 0, time.UTC)}
}

func eval(t *testing.T, src string, w *world) (yes bool, why string) {
	t.Helper()
	schema := testSchema()
	var errs source.List
	sc := &scope{schema: &schema, set: &Set{schema: schema, used: map[string]bool{}}, errs: &errs}
	p := sc.condition(src, place{src: src})
	require.NoError(t, errs.Err(), src)
	turn := turnFor(w, "stock")
	return p.test(&frame{turn: &turn, set: sc.set})
}

func TestConditions(t *testing.T) {
	w := newWorld()
	for src, want := range map[string]bool{
		`n == 3`: true, `n != 3`: false, `n > 2 and n < 4`: true, `n + 1 >= 4`: true, `n in [1, 3]`: true,
		`item.name contains "直筒"`: true, `item != nil`: true, `item.fabric == nil`: true, `n / 0 == 1`: false, `-n < 0`: true,
		// what is not known makes a condition false, also under not
		`item.fabric == "棉"`: false, `item.fabric != "棉"`: false, `not (item.fabric == "棉")`: false, `mood != "angry"`: false,
		`mood == nil or mood == "angry"`: true, `len(words) > 0`: false, `any(words, # == "a")`: false, `(item.fabric ?? "棉") == "棉"`: true,
		`n > 2 ? true : false`: true,
		// a flag that is not known: the other side may settle it
		`yes`: false, `not yes`: false, `not (yes or n == 4)`: false, `not (n == 4 or yes)`: false, `not (yes and n == 3)`: false, `not (n == 3 and yes)`: false,
		`not (yes and n == 4)`: true, `not (n == 4 and yes)`: true, `yes or n == 3`: true, `n == 3 or yes`: true,
	} {
		got, _ := eval(t, src, w)
		require.Equal(t, want, got, src)
	}
	_, why := eval(t, `mood == "angry"`, w)
	require.Equal(t, "mood", why)
}

// One mistake an expression, with its place and hint.
func TestConditionMistakes(t *testing.T) {
	for src, want := range map[string]string{
		`itm.name == "x"`:              `f.yaml:1:1: unknown name "itm" (did you mean "item"?)`,
		`item.nmae == "x"`:             `f.yaml:1:6: item has no field "nmae" (did you mean "name"?)`,
		`mood == "angri"`:              `f.yaml:1:9: "angri" can never be: it is one of angry pleased (did you mean "angry"?)`,
		`n == "3"`:                     "f.yaml:1:3: number == text: these cannot be compared (quote the text, or declare the number where it comes from (a table's output: `out name: number`))",
		`n`:                            `f.yaml:1:1: condition "n" is a number, not yes or no (compare it, as in x == 1, or ask x != nil)`,
		`item.name matches "a.*"`:      `f.yaml:1:11: regular expressions are not allowed in rules (use contains, or an intent with patterns)`,
		`{"a": n}.a == 1`:              `f.yaml:1:1: {…} is not allowed in an expression (use a table)`,
		`now() > when`:                 `f.yaml:1:1: unknown function now() (known: all, any, body_size, count, filter, len, lookup, none, points, yuan)`,
		`yuan() == "x"`:                `f.yaml:1:1: yuan() takes 1 value, here are 0`,
		`any(words, any(words, true))`: `f.yaml:1:12: any() inside another loop (use let)`,
		`toJSON(item) == "x"`:          `f.yaml:1:1: unknown function toJSON() (known: all, any, body_size, count, filter, len, lookup, none, points, yuan)`,
		`lookup(item.name) == nil`:     `f.yaml:1:1: lookup() takes the name of a table as written, and nothing else (write lookup("name"))`,
	} {
		schema := testSchema()
		var errs source.List
		sc := &scope{schema: &schema, set: &Set{schema: schema, used: map[string]bool{}}, errs: &errs}
		sc.condition(src, place{pos: source.Pos{File: "f.yaml", Line: 1, Column: 1}, src: src})
		require.EqualError(t, errs.Err(), want, src)
	}
}

func TestTemplates(t *testing.T) {
	w := newWorld()
	for text, want := range map[string]string{
		`${item.name}一件${yuan(item.price)}`: "直筒裤一件129元",
		`有货$[,料子是${item.fabric}]。`:          "有货。",
		`有货$[,共${n}件]。`:                     "有货,共3件。",
		`$${n} 和 $$[a]`:                     "${n} 和 $[a]",
		`${n / 8}`:                          "0.38",
		`料子是${item.fabric}`:                 "", // never a blank
	} {
		schema := testSchema()
		var errs source.List
		sc := &scope{schema: &schema, set: &Set{schema: schema, used: map[string]bool{}}, errs: &errs}
		tmpl := sc.template(text, place{src: text})
		require.NoError(t, errs.Err(), text)
		turn := turnFor(w, "stock")
		require.Equal(t, want, tmpl.line(&frame{turn: &turn, set: sc.set}), text)
	}
}

// A customer's text is the value of a hole, and never read as a template.
func TestCustomerTextIsData(t *testing.T) {
	w := newWorld()
	w.facts["city"] = Text(`${item.price} $[x] {{ }} "a" OR b:*`)
	set := load(t, map[string]string{"rules/a.yaml": "rules:\n  - id: a\n    on: stock\n    say: 寄到${city}吗?\n"})
	d, err := set.Decide(turnFor(w, "stock"))
	require.NoError(t, err)
	require.Equal(t, []string{`寄到${item.price} $[x] {{ }} "a" OR b:*吗?`}, d.Result.Bubbles)
}
