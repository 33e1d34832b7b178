package enginetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// Change is one input that two versions of a shop answer differently.
type Change struct {
	File     string
	Line     int      // of the input
	Input    []string // as the file has it
	Old, New []string // what is said and done, as .chat writes it
}

// String shows the change: the input, what no longer comes (-) and what comes instead (+).
func (c Change) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d:\n", c.File, c.Line)
	write := func(sign string, lines []string) {
		for _, line := range lines {
			fmt.Fprintf(&b, "%s %s\n", sign, strings.TrimSuffix(line, "\r"))
		}
	}
	write(" ", c.Input)
	before, after := c.Old, c.New
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		write(" ", before[:1])
		before, after = before[1:], after[1:]
	}
	tail := 0
	for tail < min(len(before), len(after)) && before[len(before)-1-tail] == after[len(after)-1-tail] {
		tail++
	}
	write("-", before[:len(before)-tail])
	write("+", after[:len(after)-tail])
	write(" ", after[len(after)-tail:])
	return b.String()
}

// Changes plays a folder of conversations, or one file, on two versions of a shop, and returns the inputs whose reply, actions or
// handoff are not the same; turns is how many inputs were played. What the files expect does not matter. The error is for
// files that cannot be read.
func Changes(before, after *engine.Shop, dir string) (changes []Change, turns int, err error) {
	scripts, err := readScripts(dir)
	if err != nil {
		return nil, 0, err
	}
	var errs source.List
	for _, file := range scripts {
		s := parseScript(file.name, file.text, before.Location(), &errs)
		if errs.Len() > 0 {
			continue // all files are read, so that all mistakes are reported
		}
		p, q := newPlayer(before), newPlayer(after)
		for _, b := range s.blocks() {
			for _, e := range b.setup {
				p.set(e.means)
				q.set(e.means)
			}
			was, is := p.play(b.input.means).lines(before.Location()), q.play(b.input.means).lines(after.Location())
			turns++
			if !slices.Equal(was, is) {
				changes = append(changes, Change{File: file.name, Line: b.input.pos.Line, Input: b.input.lines, Old: was, New: is})
			}
		}
	}
	return changes, turns, errs.Err()
}

// lines are what was said and done.
func (g *played) lines(loc *time.Location) []string {
	var out []string
	for _, text := range g.bubbles {
		out = append(out, textLines("<", text)...)
	}
	for _, a := range g.acts() {
		out = append(out, a.line(true, loc))
	}
	if len(out) == 0 {
		out = append(out, "! nothing")
	}
	return out
}
