package rules

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Whatever the rules and whatever is known: a narrowed list decides as the plain one does.
func TestNarrowedDecidesAsThePlainList(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	pick := func(from ...string) string { return from[r.IntN(len(from))] }
	outcomes := map[Outcome]int{}
	schema := testSchema()
	schema.Roots["order"] = ObjectOf(&ObjectType{Name: "order", Fields: map[string]Field{"no": {Type: TypeText, Get: func(o any) Value { return Text(o.(string)) }}}})
	for round := range 60 {
		var b strings.Builder
		for i := range 40 + r.IntN(80) {
			fmt.Fprintf(&b, "  - id: r%d\n    on: %s\n    priority: %d\n", i, pick("stock", "stock", "any"), r.IntN(3))
			b.WriteString(pick("", "", "    needs: item\n", "    needs: order\n", "    limit: once per session\n", "    valid: 2020-01-01..2020-02-01\n"))
			fmt.Fprintf(&b, "    when: %s\n    say: %s\n", pick(
				fmt.Sprintf(`item.name == "p%d"`, r.IntN(6)), fmt.Sprintf(`item.name == "p%d" and n > %d`, r.IntN(6), r.IntN(5)),
				fmt.Sprintf(`item.name in ["p%d", "p%d"]`, r.IntN(6), r.IntN(6)), `slots.why == "大了"`, `item.fabric == "棉"`, `n == 77`,
				fmt.Sprintf(`item.name != "p%d" and n > 3`, r.IntN(6)), `order.no == "1"`), pick("有", "${item.fabric}"))
		}
		set, err := Load(folder(rulesFile(b.String())), schema)
		require.NoError(t, err)
		require.NotNil(t, set.narrowed["stock"], round)
		for range 60 {
			w := newWorld()
			w.facts["item"], w.facts["n"] = Object(&pants{name: fmt.Sprintf("p%d", r.IntN(8))}), Number(float64(r.IntN(6)))
			w.facts["slots"] = Object(map[string]Value{"why": Text(pick("", "大了", "坏了"))})
			switch r.IntN(6) {
			case 0:
				w.facts["item"] = Value{}
			case 1:
				w.facts["n"] = Value{}
			case 2:
				w.err["order"] = pickErr(r)
			case 3:
				w.err["item"] = pickErr(r)
			case 4:
				w.facts["order"] = Object(fmt.Sprint(r.IntN(2)))
			}
			for i := range 10 {
				w.uses[fmt.Sprintf("r%d", i*r.IntN(9))] = 1
			}
			turn := turnFor(w, "stock")
			want, wantErr := set.decide(&turn, walker{list: set.candidates("stock")})
			got, gotErr := set.decide(&turn, set.walk("stock"))
			require.Equal(t, wantErr, gotErr)
			if wantErr != nil {
				continue
			}
			outcomes[want.Outcome]++
			require.Equal(t, want.Outcome, got.Outcome)
			require.Same(t, want.Rule, got.Rule)
			require.Equal(t, want.Need, got.Need)
			require.Equal(t, want.Result, got.Result)
			require.LessOrEqual(t, len(got.Tried), len(want.Tried))
		}
	}
	for _, o := range []Outcome{Nothing, Answered, Needs, Unavailable} {
		require.Positive(t, outcomes[o], "%d", o)
	}
}

func pickErr(r *rand.Rand) error {
	return []error{ErrNeeds, ErrUnavailable, errors.New("broken")}[r.IntN(3)]
}

// Only rules that can match are looked at.
func TestNarrowedLooksAtFewRules(t *testing.T) {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "  - id: r%d\n    on: stock\n    needs: item\n    when: item.name == \"p%d\"\n    say: 有\n", i, i)
	}
	b.WriteString("  - id: rest\n    on: any\n    say: 没有\n")
	set := load(t, rulesFile(b.String()))
	w := newWorld()
	w.facts["item"] = Object(&pants{name: "p700"})
	d := answer(t, set, w, "stock")
	require.Equal(t, "r700", d.Rule.ID)
	require.Len(t, d.Tried, 1)
	w.facts["item"] = Object(&pants{name: "x"})
	d = answer(t, set, w, "stock")
	require.Equal(t, "rest", d.Rule.ID)
	require.Len(t, d.Tried, 1)
	w.facts["item"] = Value{}
	d = answer(t, set, w, "stock")
	require.Equal(t, "rest", d.Rule.ID)
	require.LessOrEqual(t, len(d.Tried), 2)
	d = answer(t, set.Without("rest"), w, "stock")
	require.Equal(t, Needs, d.Outcome)
	require.Equal(t, "item", d.Need)
	require.Equal(t, Answered, answer(t, set.Without("r5"), w, "stock").Outcome)
	require.Nil(t, set.Without("r5").Rule("r5"))
}
