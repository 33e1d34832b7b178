package rules

import (
	"maps"
	"slices"
	"strings"
)

// Without is the set as if the rule were written with `enabled: false`; s itself is not changed. An unknown id changes nothing.
func (s *Set) Without(id string) *Set {
	r := s.byID[id]
	if r == nil {
		return s
	}
	is := func(other *Rule) bool { return other == r }
	drop := func(from map[string][]*Rule) map[string][]*Rule {
		out := maps.Clone(from)
		for key, rules := range out {
			if slices.ContainsFunc(rules, is) {
				out[key] = slices.DeleteFunc(slices.Clone(rules), is)
			}
		}
		return out
	}
	out := *s
	out.Rules = slices.DeleteFunc(slices.Clone(s.Rules), is)
	out.anyOn = slices.DeleteFunc(slices.Clone(s.anyOn), is)
	out.byOn, out.groups, out.index = drop(s.byOn), drop(s.groups), drop(s.index)
	out.narrowed = map[string]*narrowed{}
	for trigger, n := range s.narrowed {
		if slices.ContainsFunc(n.all, is) {
			n = narrow(out.index[trigger])
		}
		if n != nil {
			out.narrowed[trigger] = n
		}
	}
	out.byID = maps.Clone(s.byID)
	delete(out.byID, id)
	out.answers = maps.Clone(s.answers)
	maps.DeleteFunc(out.answers, func(key string, _ *Answer) bool { return strings.HasPrefix(key, id+"\x00") })
	return &out
}
