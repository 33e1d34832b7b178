package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// Whether a value is always known where an answer is given, for findings about texts that cannot be said. Around.Unknown tells of each
// value in which case it is not; needs, when, ask, grant and earlier cases guard against that.

// given is what is certain where a text is said.
type given struct {
	*situation
	events []string // the events that the rule is on; nil where it is on an intent as well
	needs  []string
	asked  []string // slots whose question must have been answered
	grant  bool     // something was agreed in this turn
	it     *Type
}

func (g *given) clone() *given {
	out := *g
	out.situation = g.situation.clone()
	return &out
}

// before is what is certain where the rule's conditions are looked at.
func (l *linter) before(r *Rule) *given {
	g := &given{situation: l.situation(), needs: r.Needs}
	if slices.Contains(r.Needs, "item") {
		g.needs = append(slices.Clone(g.needs), "sku")
	}
	for _, on := range r.On {
		event, ok := strings.CutPrefix(on, "event.")
		if !ok {
			g.events = nil
			break
		}
		g.events = append(g.events, event)
	}
	return g
}

// ofRule is what is certain where the rule's answer is given.
func (l *linter) ofRule(r *Rule) *given {
	g := l.before(r)
	g.hold(r.When, r.lets)
	for _, q := range r.Ask {
		if !q.Optional && len(q.when) == 0 {
			g.asked = append(g.asked, q.Slot)
		}
	}
	return g
}

// is reports that the path is surely one of the words, or with none that it is surely known. event is the event the rule is on, and
// event but one that is none of the words.
func (g *given) is(path string, words ...string) bool {
	if path == "event" {
		return len(g.events) > 0 && !slices.ContainsFunc(g.events, func(e string) bool { return !slices.Contains(words, e) })
	}
	if path == "event but" {
		return len(g.events) > 0 && !slices.ContainsFunc(g.events, func(e string) bool { return slices.Contains(words, e) })
	}
	if path == "grant" {
		return g.grant
	}
	c := g.claims[path]
	if c == nil {
		return slices.Contains(g.needs, path)
	}
	if len(words) == 0 {
		return c.set || slices.Contains(g.needs, path)
	}
	if c.yes && slices.Contains(words, "yes") || slices.Contains(words, "more") && (c.low > 0 || c.low == 0 && c.lowOpen) {
		return true
	}
	return len(c.words) > 0 && !slices.ContainsFunc(c.words, func(w string) bool { return !slices.Contains(words, w) })
}

// unknown tells in which case n is not known; "" is never.
func (g *given) unknown(n ast.Node) string {
	if c := g.claims[n.String()]; c != nil && c.set {
		return ""
	}
	switch n := n.(type) {
	case *ast.ChainNode:
		return g.unknown(n.Node)
	case *ast.IdentifierNode:
		return g.unknownRoot(n.Value)
	case *ast.MemberNode:
		return g.unknownMember(n)
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return ""
		}
		return g.unknown(n.Node)
	case *ast.BinaryNode:
		switch n.Operator {
		case "??":
			return g.unknown(n.Right)
		case "+", "-", "*", "/", "%":
			return g.unknownAny(n.Left, n.Right)
		}
	case *ast.ConditionalNode:
		return g.unknownEither(n)
	case *ast.BuiltinNode:
		if n.Name == "len" || len(n.Arguments) == 0 {
			return ""
		}
		return g.unknown(n.Arguments[0])
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return g.unknownCall(callee.Value, n.Arguments)
		}
	}
	return ""
}

// unknownEither tells in which case a ? b : c is not known: that of b where a holds, and that of c where it does not. A comparison with
// something unset in a makes it unset as well.
func (g *given) unknownEither(n *ast.ConditionalNode) string {
	if _, why := g.l.operand(n.Cond, g); why != "" {
		return why
	}
	yes, no := g.clone(), g.clone()
	yes.assume(n.Cond, true)
	no.fails(n.Cond)
	if why := yes.unknown(n.Exp1); why != "" {
		return why
	}
	return no.unknown(n.Exp2)
}

func (g *given) unknownAny(nodes ...ast.Node) string {
	for _, n := range nodes {
		if why := g.unknown(n); why != "" {
			return why
		}
	}
	return ""
}

func (g *given) unknownRoot(name string) string {
	if name == "it" || slices.Contains(g.needs, name) {
		return ""
	}
	return g.l.around.unknown(name, g.is)
}

func (s *Around) unknown(path string, is func(string, ...string) bool) string {
	if s.Unknown == nil {
		return ""
	}
	return s.Unknown(path, is)
}

func (g *given) unknownMember(n *ast.MemberNode) string {
	if call, ok := n.Node.(*ast.CallNode); ok {
		if callee, ok := call.Callee.(*ast.IdentifierNode); ok && callee.Value == "lookup" && len(call.Arguments) == 1 {
			if lit, ok := call.Arguments[0].(*ast.StringNode); ok {
				return g.unknownRow(lit.Value, n.Property)
			}
		}
	}
	base := g.l.typeOf(n.Node, g.it)
	if base.Kind == KindList {
		if why := g.emptyList(n.Node); why != "" {
			return why
		}
		return g.unknown(n.Node)
	}
	if why := g.unknown(n.Node); why != "" {
		return why
	}
	switch {
	case base.Kind == KindMap:
		if why := g.unknown(n.Property); why != "" {
			return why
		}
		return g.l.around.unknown(n.Node.String()+"[]", g.is)
	case base.Object == nil:
		return ""
	}
	name := "?"
	if field, ok := n.Property.(*ast.StringNode); ok {
		name = field.Value
	}
	if base.Object.Name == "slots" && slices.Contains(g.asked, name) || g.said(name) && base.Object.Name == "slots" {
		return ""
	}
	if root, ok := n.Node.(*ast.IdentifierNode); ok && root.Value == base.Object.Name {
		return g.l.around.unknown(root.Value+"."+name, g.is)
	}
	// Another object of the type: what is certain of the one in focus is not of this.
	return g.l.around.unknown(base.Object.Name+"."+name, func(string, ...string) bool { return false })
}

// said reports that the conditions demand the slot to be named in this message.
func (g *given) said(slot string) bool {
	c := g.claims["said."+slot]
	return c != nil && c.yes
}

// emptyList tells in which case a list is empty.
func (g *given) emptyList(list ast.Node) string {
	if c := g.claims["len("+list.String()+")"]; c != nil && (c.low > 0 || c.low == 0 && (c.lowOpen || slices.Contains(c.notNumbers, 0))) {
		return ""
	}
	switch n := list.(type) {
	case *ast.IdentifierNode:
		return g.l.around.unknown(n.Value+"[]", g.is)
	case *ast.MemberNode:
		if typ := g.l.typeOf(n.Node, g.it); typ.Object != nil {
			if field, ok := n.Property.(*ast.StringNode); ok {
				return g.l.around.unknown(typ.Object.Name+"."+field.Value, g.is)
			}
		}
	}
	if text := list.String(); len(text) <= 40 {
		return "the list " + text + " is empty"
	}
	return "the list is empty"
}

func (g *given) unknownCall(name string, args []ast.Node) string {
	fn := g.l.set.schema.Funcs[name]
	if name == "lookup" && len(args) == 1 {
		if lit, ok := args[0].(*ast.StringNode); ok {
			return g.unknownRow(lit.Value, nil)
		}
	}
	if name == "names" && len(args) == 1 {
		if why := g.unknown(args[0]); why != "" {
			return why
		}
		return g.emptyList(args[0])
	}
	if !fn.Lenient {
		if why := g.unknownAny(args...); why != "" {
			return why
		}
	}
	return g.l.around.unknown(name+"()", g.is)
}

// noRow names a gap of a table, which is a finding of its own.
const noRow = " has no row for "

// unknownRow tells for which inputs a table gives nothing, or for out nil no row.
func (g *given) unknownRow(table string, out ast.Node) string {
	t := g.l.set.tables[table]
	if t == nil {
		return ""
	}
	if t.grid != nil {
		return fmt.Sprintf("%s is outside the chart %q", t.grid.across.src, t.Name)
	}
	if len(t.rows) == 0 || !t.rows[len(t.rows)-1].catchAll() {
		for _, in := range t.inputs {
			if in.prog == nil {
				continue
			}
			if why := g.unknown(g.l.tree(in.prog.src, nil)); why != "" {
				return fmt.Sprintf("table %q has no row: %s", t.Name, why)
			}
		}
		if gap := g.l.gap(t); gap != "" {
			return fmt.Sprintf("table %q", t.Name) + noRow + gap
		}
	}
	if field, ok := out.(*ast.StringNode); ok {
		if get, ok := t.out.Fields[field.Value]; ok {
			for i := range t.rows {
				if v := get.Get(&t.rows[i]); !v.IsSet() {
					return fmt.Sprintf("row %d of table %q leaves %s empty", t.rows[i].index, t.Name, field.Value)
				}
			}
		}
	}
	return ""
}

// refute adds what is certain where a condition failed. That is little: it may have failed because something was not known.
func (g *given) refute(conditions []*program, lets []letDef) {
	if len(conditions) == 1 {
		g.fails(g.l.tree(conditions[0].src, lets))
	}
}

func (g *given) fails(n ast.Node) {
	b, ok := n.(*ast.BinaryNode)
	if !ok {
		return
	}
	if b.Operator == "or" || b.Operator == "||" {
		g.fails(b.Left)
		g.fails(b.Right)
		return
	}
	left, ok := b.Left.(*ast.BuiltinNode)
	if isNil(b.Left) || isNil(b.Right) || ok && left.Name == "len" || g.unknownAny(b.Left, b.Right) == "" {
		g.assume(b, false) // nothing in them can have been unset
	}
}

// unsaid is the first hole of the text, outside optional parts, that may not be known, and the case.
func (g *given) unsaid(t *template, lets []letDef) (hole, why string) {
	for _, p := range t.parts {
		if p.hole != nil {
			if why := g.unknown(g.l.tree(p.hole.src, lets)); why != "" {
				return p.hole.src, why
			}
		}
	}
	return "", ""
}
