package rules

// Rules are compared in pairs, and large shops have thousands on one intent, most about one product each. So they are kept by the
// first value that must be one certain word: rules for other words are not looked at.

// pairing holds rules by that value and word.
type pairing struct {
	open []*Rule
	by   map[string]map[string][]*Rule // key of the claim, word
}

// maxCompared bounds the rules that one rule is compared with.
const maxCompared = 500

func (p *pairing) add(r *Rule, st *situation) {
	for _, key := range st.order {
		c := st.claims[key]
		if len(c.words) != 1 {
			continue
		}
		if p.by == nil {
			p.by = map[string]map[string][]*Rule{}
		}
		if p.by[key] == nil {
			p.by[key] = map[string][]*Rule{}
		}
		p.by[key][c.words[0]] = append(p.by[key][c.words[0]], r)
		return
	}
	p.open = append(p.open, r)
}

// likely are the rules added whose conditions may hold where st does, at most maxCompared of each kind. With surely, only those that may
// hold wherever st does.
func (p *pairing) likely(st *situation, surely bool) []*Rule {
	out := p.open[:min(len(p.open), maxCompared)]
	out = out[:len(out):len(out)]
	for _, key := range sortedKeys(p.by) {
		words := p.by[key]
		c := st.claims[key]
		switch {
		case c != nil && c.words != nil:
			for _, word := range c.words {
				out = append(out, words[word][:min(len(words[word]), maxCompared)]...)
			}
		case !surely:
			n := 0
			for _, word := range sortedKeys(words) {
				if n += len(words[word]); n > maxCompared {
					break
				}
				out = append(out, words[word]...)
			}
		}
	}
	return out
}
