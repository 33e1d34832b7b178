package enginetest

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine"
)

// update rewrites the expectations of a block that do not hold to what came. What holds stays as it is written, with its …
// and regexps. A customer's message without any expectation gets its replies and actions; other inputs need none.
func (s *script) update(v *verdict) {
	fresh := len(v.block.expects) == 0 && v.wants()
	if len(v.wrong()) == 0 && !fresh {
		return
	}
	s.updateBubbles(v, fresh)
	if !v.intentsOK {
		s.replace(v.block, v.intents, s.lineOf("= "+strings.Join(v.got.intents, " "), len(v.got.intents) > 0))
	}
	if slices.Contains(v.ruled, false) {
		var rules []*entry
		for _, id := range v.got.rules {
			rules = append(rules, s.written(": "+id))
		}
		s.replace(v.block, v.rules, rules)
	}
	s.updateEffects(v)
	if len(v.block.expects) == 0 && v.wants() { // everything that was expected is gone
		s.updateBubbles(v, true)
	}
}

// wants tells whether an author expects an answer here: to a customer, or wherever something was said.
func (v *verdict) wants() bool {
	if m, ok := v.block.input.means.(message); ok {
		return m.from == engine.Customer
	}
	return !v.got.silent()
}

func (s *script) lineOf(line string, there bool) []*entry {
	if !there {
		return nil
	}
	return []*entry{s.written(line)}
}

func (s *script) updateBubbles(v *verdict, fresh bool) {
	if v.repliesOK() && !fresh {
		return
	}
	var list []*entry
	j := 0
	upTo := func(n int) {
		for ; j < n; j++ {
			list = append(list, s.written(textLines("<", v.got.bubbles[j])...))
		}
	}
	for _, pair := range v.pairs {
		upTo(pair[1])
		list = append(list, v.bubbles[pair[0]])
		j++
	}
	upTo(len(v.got.bubbles))
	switch {
	case len(list) > 0:
	case v.got.idle():
		list = s.lineOf("! nothing", true)
	default:
		list = s.lineOf("! silent", true)
	}
	s.replace(v.block, append(slices.Clone(v.nothings), v.bubbles...), list)
}

func (s *script) updateEffects(v *verdict) {
	if !v.actsOK() {
		var list, gone []*entry
		for i, e := range v.effects {
			if v.found[i] < 0 {
				gone = append(gone, e)
			}
		}
		for _, a := range v.spare {
			list = append(list, s.written(a.line(false, v.loc)))
		}
		s.replace(v.block, gone, list)
	}
	if slices.Contains(v.held, false) {
		var list []*entry
		for _, line := range v.asideLines() {
			// A focus is written only where one was asked for.
			if !strings.HasPrefix(line, "! focus") || slices.ContainsFunc(v.asides, func(e *entry) bool { return e.means.(effect).name == "focus" }) {
				list = append(list, s.written(line))
			}
		}
		s.replace(v.block, v.asides, list)
	}
}

// replace puts entries where the first of the old ones stands, else behind the block's last line. Old ones go, unless they are
// among the new.
func (s *script) replace(b *block, old, with []*entry) {
	isOld := func(e *entry) bool { return slices.Contains(old, e) }
	at := slices.IndexFunc(s.entries, isOld)
	if at < 0 {
		for i, e := range s.entries {
			if e == b.input || slices.Contains(b.expects, e) {
				at = i + 1
			}
		}
	}
	s.entries = slices.Insert(slices.DeleteFunc(slices.Clone(s.entries), isOld), at, with...)
	b.expects = append(slices.DeleteFunc(b.expects, isOld), with...)
}
