package enginetest

import (
	"fmt"
	"slices"
	"strings"
)

// diff shows a block that is not as expected: where it stands, what differs, and the conversation with what was expected (-)
// and what came (+).
func (v *verdict) diff() string {
	d := &diffText{}
	d.line("%s:%d: not as expected: %s", v.block.input.pos.File, v.block.input.pos.Line, strings.Join(v.wrong(), ", "))
	d.entry(" ", v.block.input)
	for _, problem := range v.got.problems {
		d.line("! %s", problem)
	}
	v.diffBubbles(d)
	if v.intentsOK {
		d.entries(" ", v.intents)
	} else {
		d.entries("-", v.intents)
		d.line("+ = %s", strings.Join(v.got.intents, " "))
	}
	v.diffRules(d)
	v.diffEffects(d)
	return d.String()
}

type diffText struct{ strings.Builder }

func (d *diffText) line(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

func (d *diffText) entry(sign string, e *entry) {
	for _, line := range e.lines {
		d.line("%s %s", sign, strings.TrimSuffix(line, "\r"))
	}
}

func (d *diffText) entries(sign string, list []*entry) {
	for _, e := range list {
		d.entry(sign, e)
	}
}

func (d *diffText) bubble(sign, text string) {
	for _, line := range textLines("<", text) {
		d.line("%s %s", sign, line)
	}
}

// diffBubbles walks both sides between the pairs.
func (v *verdict) diffBubbles(d *diffText) {
	d.entries(" ", v.quiet)
	d.entries("-", v.nothings)
	sign := "+"
	if len(v.bubbles)+len(v.nothings) == 0 {
		sign = " " // replies are not checked here
	}
	i, j := 0, 0
	upTo := func(m, n int) {
		d.entries("-", v.bubbles[i:m])
		for _, text := range v.got.bubbles[j:n] {
			d.bubble(sign, text)
		}
	}
	for _, pair := range v.pairs {
		upTo(pair[0], pair[1])
		d.entry(" ", v.bubbles[pair[0]])
		i, j = pair[0]+1, pair[1]+1
	}
	upTo(len(v.bubbles), len(v.got.bubbles))
	if len(v.got.bubbles) == 0 && len(v.bubbles) > 0 {
		d.line("+ ! silent")
	}
}

func (v *verdict) diffRules(d *diffText) {
	for i, e := range v.rules {
		if v.ruled[i] {
			d.entry(" ", e)
		} else {
			d.entry("-", e)
		}
	}
	if !slices.Contains(v.ruled, false) {
		return
	}
	for _, id := range v.got.rules {
		d.line("+ : %s", id)
	}
}

func (v *verdict) diffEffects(d *diffText) {
	for i, e := range v.effects {
		if v.found[i] >= 0 {
			d.entry(" ", e)
		} else {
			d.entry("-", e)
		}
	}
	for _, a := range v.spare {
		d.line("+ %s", a.line(true, v.loc))
	}
	for i, e := range v.asides {
		if v.held[i] {
			d.entry(" ", e)
		} else {
			d.entry("-", e)
		}
	}
	if !slices.Contains(v.held, false) {
		return
	}
	for _, line := range v.asideLines() {
		d.line("+ %s", line)
	}
}
