package rules

import (
	"fmt"

	"github.com/expr-lang/expr/ast"

	"github.com/huashu-go/huashu/engine/source"
)

// negated finds conditions that ask for something else than a value, and fail where there is no value at all.
func (l *linter) negated() []Finding {
	var out []Finding
	look := func(conditions []*program, lets []letDef, g *given, pos source.Pos, what string) {
		for _, p := range conditions {
			value, why := l.denies(l.tree(p.src, lets), g)
			if why != "" {
				out = append(out, Finding{Pos: pos, Message: fmt.Sprintf("%s: %s does not hold either where %s", what, p.src, why),
					Hint: fmt.Sprintf("write %s == nil or …, if it should; %s != nil and …, if it should not", value, value), Witness: p.src})
			}
		}
	}
	for _, r := range l.set.Rules {
		g := l.before(r)
		g.guards(r.When, r.lets)
		look(r.When, r.lets, g, r.Pos, fmt.Sprintf("rule %q", r.ID))
	}
	l.everyAnswer(func(at answerAt) {
		if len(at.answer.when) > 0 {
			g := l.ofRule(at.answer.Rule)
			g.guards(at.answer.when, at.lets)
			look(at.answer.when, at.lets, g, at.answer.Pos, at.name())
		}
		if at.answer.say == nil {
			return
		}
		for i := range at.answer.say.entries {
			e := &at.answer.say.entries[i]
			g := at.given.clone()
			g.guards(e.when, at.lets)
			look(e.when, at.lets, g, e.pos, at.name())
		}
	})
	for _, script := range l.around.Scripts {
		for _, conditions := range [][]*Condition{script.When, script.Unless} {
			g := &given{situation: l.situation()}
			list := programs(conditions)
			g.guards(list, nil)
			look(list, nil, g, script.pos(), script.Name)
		}
	}
	return out
}

// guards adds what conditions demand beside asking for something else than a value.
func (g *given) guards(conditions []*program, lets []letDef) {
	var add func(n ast.Node)
	add = func(n ast.Node) {
		switch b := n.(type) {
		case *ast.BinaryNode:
			switch {
			case b.Operator == "and" || b.Operator == "&&":
				add(b.Left)
				add(b.Right)
				return
			case b.Operator == "!=" && !isNil(b.Left) && !isNil(b.Right):
				return
			}
		case *ast.UnaryNode:
			if b.Operator == "not" || b.Operator == "!" {
				return
			}
		}
		g.assume(n, true)
	}
	for _, p := range conditions {
		add(g.l.tree(p.src, lets))
	}
}

// denies looks for a != b and not (…) in what a condition demands: the value that may not be known, and the case. What other
// conditions demand to be known is.
func (l *linter) denies(n ast.Node, g *given) (value, why string) {
	switch n := n.(type) {
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return l.operand(n.Node, g)
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			if value, why = l.denies(n.Left, g); why != "" {
				return value, why
			}
			return l.denies(n.Right, g)
		case "!=":
			return l.operand(n, g)
		}
	}
	return "", ""
}

// operand is the first side of a comparison that may not be known although nothing else in the conditions demands it.
func (l *linter) operand(n ast.Node, g *given) (value, why string) {
	b, ok := n.(*ast.BinaryNode)
	if !ok || isNil(b.Left) || isNil(b.Right) {
		if _, member := n.(*ast.MemberNode); member && g.claims[n.String()] != nil {
			return l.unguarded(n, g)
		}
		return "", ""
	}
	switch b.Operator {
	case "and", "&&", "or", "||":
		if value, why = l.operand(b.Left, g); why != "" {
			return value, why
		}
		return l.operand(b.Right, g)
	case "==", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "endsWith":
		if value, why = l.unguarded(b.Left, g); why != "" {
			return value, why
		}
		return l.unguarded(b.Right, g)
	}
	return "", ""
}

// unguarded is n where it may not be known, with the case.
func (l *linter) unguarded(n ast.Node, g *given) (value, why string) {
	if _, literal := literalOf(n); literal {
		return "", ""
	}
	return n.String(), g.unknown(n)
}
