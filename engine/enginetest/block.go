package enginetest

import (
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine"
)

// block is one input with the directives before it and what is expected of it.
type block struct {
	setup   []*entry
	input   *entry
	expects []*entry
}

func (s *script) blocks() []*block {
	var blocks []*block
	var setup []*entry
	for _, e := range s.entries {
		switch {
		case e.opens():
			blocks = append(blocks, &block{setup: setup, input: e})
			setup = nil
		case e.expects():
			b := blocks[len(blocks)-1] // the parser refuses expectations before the first input
			b.expects = append(b.expects, e)
		case e.means != nil:
			setup = append(setup, e)
		}
	}
	return blocks
}

// verdict compares what a block expects with what came. Entries are split by what they speak of; the lists of flags tell which
// of them hold.
type verdict struct {
	block *block
	got   *played
	loc   *time.Location

	bubbles  []*entry
	pairs    [][2]int // bubble, got
	nothings []*entry // ! silent and ! nothing that do not hold
	quiet    []*entry // those that do

	intents   []*entry
	intentsOK bool

	rules []*entry
	ruled []bool

	effects []*entry // actions and handoffs
	found   []int    // the act of each, or -1
	acts    []act
	spare   []act // that no effect describes

	asides []*entry
	held   []bool
}

func compare(b *block, got *played, loc *time.Location) *verdict {
	v := &verdict{block: b, got: got, loc: loc, acts: got.acts()}
	var bubbles []bubble
	var effects []effect
	var ids []string
	next := 0 // in got.rules
	for _, e := range b.expects {
		switch m := e.means.(type) {
		case bubble:
			v.bubbles, bubbles = append(v.bubbles, e), append(bubbles, m)
		case intentIDs:
			v.intents, ids = append(v.intents, e), append(ids, m.ids...)
		case ruleID:
			at := slices.IndexFunc(got.rules[next:], m.follows)
			v.rules, v.ruled = append(v.rules, e), append(v.ruled, at >= 0)
			next += at + 1 // stays where it is when not found
		case effect:
			switch {
			case m.name == "silent" && got.silent(), m.name == "nothing" && got.idle():
				v.quiet = append(v.quiet, e)
			case m.name == "silent", m.name == "nothing":
				v.nothings = append(v.nothings, e)
			case m.isAside():
				v.asides, v.held = append(v.asides, e), append(v.held, m.holds(got))
			default:
				v.effects, effects = append(v.effects, e), append(effects, m)
			}
		}
	}
	v.pairs = align(bubbles, got.bubbles)
	v.intentsOK = len(v.intents) == 0 || slices.Equal(ids, got.intents)
	v.found = pairUp(effects, v.acts, loc)
	for i, a := range v.acts {
		if !slices.Contains(v.found, i) {
			v.spare = append(v.spare, a)
		}
	}
	return v
}

func (v *verdict) repliesOK() bool {
	if len(v.bubbles) == 0 {
		return len(v.nothings) == 0
	}
	return len(v.nothings) == 0 && len(v.pairs) == len(v.bubbles) && len(v.pairs) == len(v.got.bubbles)
}

func (v *verdict) actsOK() bool { return len(v.spare) == 0 && !slices.Contains(v.found, -1) }

// wrong names what differs; empty when all is as expected.
func (v *verdict) wrong() []string {
	var wrong []string
	add := func(ok bool, what string) {
		if !ok {
			wrong = append(wrong, what)
		}
	}
	add(v.repliesOK(), "replies")
	add(v.intentsOK, "intents")
	add(!slices.Contains(v.ruled, false), "rules")
	add(v.actsOK(), "actions")
	add(!slices.Contains(v.held, false), "timers or focus")
	add(len(v.got.problems) == 0, "the script")
	return wrong
}

// asideLine is what came instead of a timer, cancellation or focus that was written.
func (v *verdict) asideLines() []string {
	var lines []string
	for _, t := range v.got.timers {
		lines = append(lines, timerLine(t))
	}
	for _, rule := range v.got.cancelled {
		lines = append(lines, "! cancel "+rule)
	}
	if v.got.focus != "" {
		lines = append(lines, "! focus "+v.got.focus)
	}
	return lines
}

func timerLine(t engine.Timer) string { return "! timer " + timerName(t) + " " + span(t.In) }
