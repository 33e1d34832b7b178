package engine

// Without is the shop as if one of its rules were written with `enabled: false`, to see which conversation notices. The shop
// itself is not changed; an unknown rule changes nothing.
func (s *Shop) Without(rule string) *Shop {
	out := *s
	out.rules = s.rules.Without(rule)
	return &out
}

// Rules are the rules that are switched on, in the order of the files.
func (s *Shop) Rules() []Part {
	out := make([]Part, len(s.rules.Rules))
	for i, r := range s.rules.Rules {
		out[i] = Part{ID: r.ID, Kind: "rule", Pos: r.Pos}
	}
	return out
}
