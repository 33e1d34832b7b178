package rules

import (
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"

	"github.com/huashu-go/huashu/engine/source"
)

// linter walks expressions of one set again. Trees are not kept for decisions, so they are parsed anew.
type linter struct {
	set    *Set
	around Around
	trees  map[treeKey]ast.Node
	gaps   map[*Table]string
}

type treeKey struct {
	src  string
	lets *letDef // the first one
	n    int
}

func newLinter(s *Set, around Around) *linter {
	return &linter{set: s, around: around, trees: map[treeKey]ast.Node{}, gaps: map[*Table]string{}}
}

// tree is the parsed source, which compiled once already, with the names of let written out: the same text means the same.
func (l *linter) tree(src string, lets []letDef) ast.Node {
	key := treeKey{src: src, n: len(lets)}
	if len(lets) > 0 {
		key.lets = &lets[0]
	}
	if n, ok := l.trees[key]; ok {
		return n
	}
	var out ast.Node = &ast.NilNode{}
	if tree, err := parser.Parse(src); err == nil {
		out = tree.Node
		ast.Walk(&out, expander{l, lets})
	}
	l.trees[key] = out
	return out
}

// expander puts the expression of a let where its name stands.
type expander struct {
	l    *linter
	lets []letDef
}

func (e expander) Visit(n *ast.Node) {
	id, ok := (*n).(*ast.IdentifierNode)
	if !ok {
		return
	}
	for i, let := range e.lets {
		if let.name == id.Value && let.prog != nil {
			*n = e.l.tree(let.prog.src, e.lets[:i])
		}
	}
}

// typeOf is the static type of an expression that compiled once already.
func (l *linter) typeOf(n ast.Node, it *Type) Type {
	var quiet source.List
	c := &compiler{scope: &scope{schema: &l.set.schema, set: l.set, errs: &quiet, it: it}}
	_, typ := c.node(n)
	return typ
}

// literalOf is the value of a literal: a text, a number, yes or no.
func literalOf(n ast.Node) (Value, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return Value{kind: KindText, str: n.Value}, true
	case *ast.IntegerNode:
		return Number(float64(n.Value)), true
	case *ast.FloatNode:
		return Number(n.Value), true
	case *ast.BoolNode:
		return YesNo(n.Value), true
	case *ast.UnaryNode:
		if v, ok := literalOf(n.Node); ok && n.Operator == "-" && v.kind == KindNumber {
			return Number(-v.num), true
		}
	}
	return Value{}, false
}

func holds(a Value, op string, b Value) bool {
	order, ok := compare(a, b)
	switch op {
	case "==":
		return equal(a, b)
	case "!=":
		return !equal(a, b)
	case "<":
		return ok && order < 0
	case "<=":
		return ok && order <= 0
	case ">":
		return ok && order > 0
	}
	return ok && order >= 0
}
