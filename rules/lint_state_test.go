package rules

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// What findings say about conditions is compared with what the conditions do, in every state of a small world: ones that exclude each
// other hold nowhere, one that implies another holds only where that does, and what is known where a condition holds is known.
func TestSituationsAgreeWithConditions(t *testing.T) {
	set := load(t, rulesFile("  - id: a\n    on: stock\n    say: 好\n"))
	l := newLinter(set, Around{})
	r := rand.New(rand.NewPCG(1, 2))
	worlds := smallWorlds()
	excluded, implied := 0, 0
	for range 1500 {
		var errs source.List
		sc := &scope{schema: &set.schema, set: set, errs: &errs}
		a, b := sc.condition(randomCondition(r, 3), place{}), sc.condition(randomCondition(r, 2), place{})
		require.NoError(t, errs.Err())
		sa, sb := l.situation(), l.situation()
		sa.hold([]*program{a}, nil)
		sb.hold([]*program{b}, nil)
		implies := sa.implies(sb)
		if sa.never {
			excluded++
		} else if implies {
			implied++
		}
		for _, w := range worlds {
			f := set.frame(&Turn{Facts: w, Memory: w})
			if holds, _ := a.test(f); holds {
				require.False(t, sa.never, "%s", a.src)
				if implies {
					also, _ := b.test(f)
					require.True(t, also, "%s implies %s", a.src, b.src)
				}
				for key, c := range sa.claims {
					if c.set && !c.bare {
						require.True(t, sc.compile(key, place{}).value(f).IsSet(), "%s is known where %s", key, a.src)
					}
				}
			}
			f.release()
		}
	}
	require.Greater(t, excluded, 50)
	require.Greater(t, implied, 50)
}

// randomCondition is one about the values of smallWorlds.
func randomCondition(r *rand.Rand, depth int) string {
	atoms := []string{"n == 1", "n != 2", "n > 2", "n <= 3", "3 > n", "n == nil", "n != nil", `mood == "angry"`, `mood != "angry"`,
		`mood in ["angry", "pleased"]`, "mood == nil", "yes", "slots.height_cm > 170", "slots.height_cm != 160", "slots.height_cm - n > 170",
		"(slots.height_cm ?? 180) > 170", "1 == 2", "true"}
	switch n := r.IntN(6); {
	case depth == 0 || n > 2:
		return atoms[r.IntN(len(atoms))]
	case n == 0:
		return "not (" + randomCondition(r, depth-1) + ")"
	case n == 1:
		return "(" + randomCondition(r, depth-1) + ") and (" + randomCondition(r, depth-1) + ")"
	}
	return "(" + randomCondition(r, depth-1) + ") or (" + randomCondition(r, depth-1) + ")"
}

// A rule that is said never to answer answers in no state of the small world.
func TestUnreachableRulesNeverAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	worlds := smallWorlds()
	never := 0
	for range 300 {
		var b strings.Builder
		for i := range 5 {
			fmt.Fprintf(&b, "  - id: r%d\n    on: stock\n", i)
			if r.IntN(4) > 0 {
				fmt.Fprintf(&b, "    when: '%s'\n", randomCondition(r, 2))
			}
			fmt.Fprintf(&b, "    say: %s\n", []string{"好", "${n}件", "好$[,${n}件]", "${mood}"}[r.IntN(4)])
		}
		set, err := Load(folder(rulesFile(b.String())), testSchema())
		require.NoError(t, err)
		var ids []string
		for _, f := range set.Lint(doubtful) {
			if strings.Contains(f.Message, "can never") {
				ids = append(ids, strings.Split(f.Message, `"`)[1])
			}
		}
		never += len(ids)
		for _, w := range worlds {
			d, err := set.Decide(turnFor(w, "stock"))
			require.NoError(t, err)
			if d.Outcome == Answered {
				require.NotContains(t, ids, d.Rule.ID, b.String())
			}
		}
	}
	require.Greater(t, never, 100)
}

func smallWorlds() []*world {
	var out []*world
	for _, n := range []Value{{}, Number(0), Number(1), Number(2), Number(3), Number(4)} {
		for _, mood := range []Value{{}, Text("angry"), Text("pleased")} {
			for _, yes := range []Value{{}, YesNo(true), YesNo(false)} {
				for _, height := range []Value{{}, Number(160), Number(180)} {
					w := newWorld()
					w.facts["n"], w.facts["mood"], w.facts["yes"] = n, mood, yes
					w.facts["slots"] = Object(map[string]Value{"height_cm": height})
					out = append(out, w)
				}
			}
		}
	}
	return out
}

func TestSituationNamesAState(t *testing.T) {
	set := load(t, rulesFile("  - id: a\n    on: stock\n    say: 好\n"))
	for src, want := range map[string]string{
		`n > 3 and n != 4`:                          "n = 5",
		`n < 3 and mood != "angry"`:                 "n = 2, mood = pleased",
		`n == nil and not yes`:                      "n not known, yes = no",
		`slots.height_cm > 170 or slots.why != nil`: "slots.height_cm > 170 or slots.why != nil",
		`item != nil`:                               "any state",
	} {
		var errs source.List
		p := (&scope{schema: &set.schema, set: set, errs: &errs}).condition(src, place{})
		require.NoError(t, errs.Err())
		st := newLinter(set, Around{}).situation()
		st.hold([]*program{p}, nil)
		require.Equal(t, want, st.String(), src)
	}
}
