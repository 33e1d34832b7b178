package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// Which rule answers: priority first, then an exact intent before a group before any, then with conditions before without,
// then the order in the files. The order is fixed when the shop loads, so that a decision looks only at rules that can match.

func (s *Set) buildIndex() {
	for _, r := range s.Rules {
		for _, on := range r.On {
			switch prefix, group := strings.CutSuffix(on, "*"); {
			case on == "any":
				s.anyOn = append(s.anyOn, r)
			case group:
				s.groups[prefix] = append(s.groups[prefix], r)
			default:
				s.byOn[on] = append(s.byOn[on], r)
			}
		}
	}
	for _, id := range s.schema.Intents {
		s.index[id] = s.ranked(id)
	}
	for _, event := range s.schema.Events {
		s.index["event."+event] = s.ranked("event." + event)
	}
	s.narrowed = map[string]*narrowed{}
	for trigger, list := range s.index {
		if n := narrow(list); n != nil {
			s.narrowed[trigger] = n
		}
	}
}

func (s *Set) candidates(intent string) []*Rule {
	if rules, ok := s.index[intent]; ok {
		return rules
	}
	return s.ranked(intent)
}

type rankedRule struct {
	rule        *Rule
	specificity int // 0 exact, 1 group, 2 any
}

func (s *Set) ranked(intent string) []*Rule {
	var found []rankedRule
	seen := map[*Rule]bool{}
	add := func(rules []*Rule, specificity int) {
		for _, r := range rules {
			if !seen[r] {
				seen[r] = true
				found = append(found, rankedRule{r, specificity})
			}
		}
	}
	add(s.byOn[intent], 0)
	for i := len(intent); i > 0; i-- {
		if intent[i-1] == '.' {
			add(s.groups[intent[:i]], 1)
		}
	}
	if !strings.HasPrefix(intent, "event.") {
		add(s.anyOn, 2)
	}
	slices.SortStableFunc(found, func(a, b rankedRule) int {
		return cmp.Or(
			cmp.Compare(b.rule.Priority, a.rule.Priority),
			cmp.Compare(a.specificity, b.specificity),
			cmp.Compare(conditional(b.rule), conditional(a.rule)),
			cmp.Compare(a.rule.order, b.rule.order),
		)
	})
	out := make([]*Rule, len(found))
	for i, f := range found {
		out[i] = f.rule
	}
	return out
}

func conditional(r *Rule) int {
	if len(r.When) > 0 {
		return 1
	}
	return 0
}

func (r *Rule) conditions() string {
	var b strings.Builder
	for _, c := range r.When {
		b.WriteString(c.src + "\n")
	}
	return b.String()
}

// checkTies reports rules of different files of which chance would decide which one answers.
func (s *Set) checkTies(errs *source.List) {
	type key struct {
		on         string
		priority   int
		conditions string
	}
	first := map[key]*Rule{}
	for _, r := range s.Rules {
		for _, on := range r.On {
			k := key{on, r.Priority, r.conditions()}
			other := first[k]
			if other == nil {
				first[k] = r
				continue
			}
			if other.Pos.File != r.Pos.File && other.Limit == r.Limit && slices.Equal(other.Needs, r.Needs) {
				errs.Add(r.Pos, "give one of them a when or a priority, or put both into one file", "rules %q and %q (%s) both answer %s under the same conditions", r.ID, other.ID, other.Pos, on)
			}
		}
	}
}

// Asks reports whether a rule that may answer the intent has the slot in its form.
func (s *Set) Asks(intent, slot string) bool {
	for _, r := range s.candidates(intent) {
		for i := range r.Ask {
			if r.Ask[i].Slot == slot {
				return true
			}
		}
	}
	return false
}

// Reads reports whether a rule on the intent reads the path, or anything of a root given as "sku.", or asks the slot.
func (s *Set) Reads(intent, path string) bool {
	root, all := strings.CutSuffix(path, ".")
	slot := strings.TrimPrefix(path, "slots.")
	for _, r := range s.candidates(intent) {
		if r.reads[path] || all && slices.Contains(r.Needs, root) {
			return true
		}
		if slices.ContainsFunc(r.Ask, func(q Question) bool { return q.Slot == slot }) {
			return true
		}
		for read := range r.reads {
			if all && strings.HasPrefix(read, path) {
				return true
			}
		}
	}
	return false
}

// NeedsFor reports whether a rule on the intent needs what is named: item, order.
func (s *Set) NeedsFor(intent, need string) bool {
	return slices.ContainsFunc(s.candidates(intent), func(r *Rule) bool { return slices.Contains(r.Needs, need) })
}
