package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// Part is one piece of content that a conversation can reach: What and Part are what Turn.Reach is told.
type Part struct {
	What string
	Part int
	Kind string // rule, step, case, choice, article, row
	Pos  source.Pos
}

// Parts lists them in the order of the files.
func (s *Set) Parts() []Part {
	var out []Part
	for _, r := range s.Rules {
		if len(r.Steps) == 0 {
			out = append(out, Part{r.ID, 0, "rule", r.Pos})
		}
		for i, step := range r.Steps {
			out = append(out, Part{r.ID, i + 1, "step", step.Pos})
		}
	}
	for key, a := range s.answers {
		path := a.ref().Path
		last := path[strings.LastIndexByte(path, '/')+1:]
		switch {
		case a.Rule == nil && path == "":
			out = append(out, Part{key, 0, "article", a.Pos})
		case strings.HasPrefix(last, "choices."):
			out = append(out, Part{key, 0, "choice", a.Pos})
		case strings.HasPrefix(last, "expect."), strings.HasPrefix(last, "follow_up."), last == "unavailable":
			out = append(out, Part{key, 0, "case", a.Pos})
		}
		if a.say == nil || len(a.say.entries) < 2 || a.Rule == nil {
			continue
		}
		for _, e := range a.say.entries {
			if !e.plain {
				out = append(out, Part{a.say.key, e.index + 1, "case", e.pos})
			}
		}
	}
	for _, t := range s.Tables {
		for i := range t.rows {
			out = append(out, Part{"table " + t.Name, t.rows[i].index, "row", t.rows[i].pos})
		}
		if t.grid != nil {
			for i := range t.grid.lines {
				out = append(out, Part{"table " + t.Name, t.grid.lines[i].index, "row", t.grid.lines[i].pos})
			}
		}
	}
	slices.SortFunc(out, func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.What, b.What), cmp.Compare(a.Part, b.Part))
	})
	return out
}

// KnowsEvent reports whether the event is built in, declared, or answered by a rule.
func (s *Set) KnowsEvent(name string) bool {
	return slices.Contains(s.schema.Events, name) || len(s.byOn["event."+name]) > 0
}
