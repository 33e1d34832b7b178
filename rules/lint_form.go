package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/huashu-go/huashu/engine/source"
)

// forms finds slots that are read before they are asked, and slots that are read and never filled.
func (l *linter) forms() []Finding {
	var out []Finding
	for _, r := range l.set.Rules {
		before := l.before(r)
		before.hold(r.When, r.lets)
		for i, q := range r.Ask {
			if c := before.claims["slots."+q.Slot]; c != nil && c.set {
				out = append(out, Finding{Pos: q.Pos, Message: fmt.Sprintf("rule %q never asks %s: its when holds only where that is known already", r.ID, q.Slot),
					Hint: "move the condition to an entry of say, which is looked at after the questions", Witness: sources(r.When)})
			}
			out = append(out, l.readsLater(r, i)...)
		}
	}
	return append(out, l.neverFilled()...)
}

// readsLater finds what question i of a form reads of itself and of the questions behind it.
func (l *linter) readsLater(r *Rule, i int) []Finding {
	q := r.Ask[i]
	read := l.slotsRead(q.when, r.lets)
	var out []Finding
	for _, later := range r.Ask[i+1:] {
		if slices.Contains(read, later.Slot) {
			out = append(out, Finding{Pos: q.Pos, Message: fmt.Sprintf("rule %q: whether %s is asked depends on %s, which is asked later", r.ID, q.Slot, later.Slot),
				Hint: "ask " + later.Slot + " first", Witness: sources(q.when)})
		}
	}
	itself := l.before(r)
	itself.hold(q.when, r.lets)
	if c := itself.claims["slots."+q.Slot]; c != nil && c.set {
		out = append(out, Finding{Pos: q.Pos, Message: fmt.Sprintf("rule %q never asks %s: it is asked only where it is known already", r.ID, q.Slot),
			Hint: "take " + q.Slot + " out of its own when", Witness: sources(q.when)})
	}
	for _, block := range []*sayBlock{q.say, q.again} {
		for _, t := range block.texts() {
			for _, p := range t.parts {
				if p.hole == nil {
					continue
				}
				for _, later := range r.Ask[i:] {
					if slices.Contains(l.slotsRead([]*program{p.hole}, r.lets), later.Slot) && !slices.Contains(read, later.Slot) {
						out = append(out, Finding{Pos: t.pos, Message: fmt.Sprintf("rule %q: the question for %s reads %s, which is not asked yet", r.ID, q.Slot, later.Slot),
							Hint: "put that part into $[…], or ask " + later.Slot + " first", Witness: "${" + p.hole.src + "}"})
					}
				}
			}
		}
	}
	return out
}

// holes are all holes of a text, those of optional parts too.
func holes(parts []part) []*program {
	var out []*program
	for _, p := range parts {
		if p.hole != nil {
			out = append(out, p.hole)
		}
		out = append(out, holes(p.optional)...)
	}
	return out
}

// slotsReadBy are the slots that an expression reads.
func (l *linter) slotsReadBy(src string, lets []letDef) []string {
	if src == "" {
		return nil
	}
	return l.slotsRead([]*program{{src: src}}, lets)
}

// slotsRead are the slots that the expressions read, also through let and tables.
func (l *linter) slotsRead(programs []*program, lets []letDef) []string {
	var out []string
	for _, p := range programs {
		n := l.tree(p.src, lets)
		ast.Walk(&n, slotReader{l, &out})
	}
	return out
}

type slotReader struct {
	l   *linter
	out *[]string
}

func (s slotReader) Visit(n *ast.Node) {
	switch n := (*n).(type) {
	case *ast.MemberNode:
		root, ok := n.Node.(*ast.IdentifierNode)
		field, named := n.Property.(*ast.StringNode)
		if ok && named && root.Value == "slots" {
			*s.out = append(*s.out, field.Value)
		}
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok || callee.Value != "lookup" || len(n.Arguments) != 1 {
			return
		}
		if name, ok := n.Arguments[0].(*ast.StringNode); ok && s.l.set.tables[name.Value] != nil {
			for _, path := range s.l.set.tables[name.Value].reads() {
				if slot, ok := strings.CutPrefix(path, "slots."); ok {
					*s.out = append(*s.out, slot)
				}
			}
		}
	}
}

// neverFilled finds conditions and texts that read a slot which only a question fills, and no rule asks or sets.
func (l *linter) neverFilled() []Finding {
	filled := map[string]bool{}
	for _, r := range l.set.Rules {
		for _, q := range r.Ask {
			filled[q.Slot] = true
		}
	}
	l.everyAnswer(func(at answerAt) {
		for _, s := range at.answer.set {
			filled[s.name] = true
		}
	})
	var out []Finding
	look := func(programs []*program, lets []letDef, what string, pos source.Pos) {
		for _, p := range programs {
			for _, slot := range l.slotsRead([]*program{p}, lets) {
				if l.set.schema.Slots[slot].OnlyAsked && !filled[slot] {
					out = append(out, Finding{Pos: pos, Message: fmt.Sprintf("%s reads slot %q, which is only filled when asked, and no rule asks it", what, slot),
						Hint: "add it under ask:, or take only_asked from the slot", Witness: p.src})
				}
			}
		}
	}
	for _, r := range l.set.Rules {
		look(r.When, r.lets, fmt.Sprintf("rule %q", r.ID), r.Pos)
	}
	l.texts(func(t *template, at answerAt) {
		look(holes(t.parts), at.lets, "the text", t.pos)
	})
	return out
}
