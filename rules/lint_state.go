package rules

import (
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// What conditions say about a state, for findings: that two exclude each other, that one holds wherever another does, what is known
// where they hold, and a state as a witness. Conditions are read as claims about single values (sku.stock is less than 3, mood is
// angry, item.promo is known); what is no such claim counts as a condition of its own, which may hold or not. So everything that is
// said to be impossible is impossible, and some impossible things are not seen.

// situation is what is certain where some conditions hold.
type situation struct {
	l      *linter
	claims map[string]*claim
	order  []string // keys of claims, as they came up
	never  bool     // the conditions exclude each other
}

func (l *linter) situation() *situation { return &situation{l: l, claims: map[string]*claim{}} }

func (st *situation) clone() *situation {
	out := &situation{l: st.l, claims: make(map[string]*claim, len(st.claims)), order: slices.Clone(st.order), never: st.never}
	for key, c := range st.claims {
		copied := *c
		copied.words, copied.notWords, copied.notNumbers = slices.Clone(c.words), slices.Clone(c.notWords), slices.Clone(c.notNumbers)
		out.claims[key] = &copied
	}
	return out
}

// hold adds what is certain where the conditions hold.
func (st *situation) hold(conditions []*program, lets []letDef) {
	for _, p := range conditions {
		st.assume(st.l.tree(p.src, lets), true)
	}
	st.check()
}

func (st *situation) claim(n ast.Node) *claim {
	key := n.String()
	c := st.claims[key]
	if c == nil {
		c = &claim{key: key, node: n, low: math.Inf(-1), high: math.Inf(1)}
		st.claims[key] = c
		st.order = append(st.order, key)
	}
	return c
}

// assume adds what is certain where n is known to be yes, or with truth false known to be no.
func (st *situation) assume(n ast.Node, truth bool) {
	switch n := n.(type) {
	case *ast.ChainNode:
		st.assume(n.Node, truth)
		return
	case *ast.BoolNode:
		st.never = st.never || n.Value != truth
		return
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			if !truth || !bareValue(n.Node) {
				st.assume(n.Node, !truth)
				return
			}
			st.known(n.Node)
			st.claim(n.Node).no = true
			return
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&", "or", "||":
			if (n.Operator == "and" || n.Operator == "&&") == truth {
				st.assume(n.Left, truth)
				st.assume(n.Right, truth)
				return
			}
		case "==", "!=", "<", "<=", ">", ">=", "in":
			if st.compare(n, truth) {
				return
			}
		case "contains", "startsWith", "endsWith":
			st.known(n.Left)
			st.known(n.Right)
		}
	}
	c := st.claim(n)
	c.yes, c.no = c.yes || truth, c.no || !truth
	switch {
	case !bareValue(n):
		c.bare = true
	case truth: // a value that is not yes inside and, or may be unset as well
		st.known(n)
	}
}

// bareValue reports that n is a value by itself, with no comparison.
func bareValue(n ast.Node) bool {
	switch n.(type) {
	case *ast.MemberNode, *ast.IdentifierNode:
		return true
	}
	return false
}

// inverse names the operator of a comparison that is known to fail.
var inverse = map[string]string{"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not in"}

// mirrored names the operator with the sides exchanged.
var mirrored = map[string]string{"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}

// compare reads a comparison of a value with a literal; false where it is something else.
func (st *situation) compare(n *ast.BinaryNode, truth bool) bool {
	op, left, right := n.Operator, n.Left, n.Right
	if _, literal := literalOf(left); (literal || isNil(left)) && op != "in" {
		op, left, right = mirrored[op], right, left
	}
	if !truth {
		op = inverse[op]
	}
	if isNil(right) {
		if op == "==" {
			st.claim(left).unset = true
		} else {
			st.known(left)
		}
		return true
	}
	if a, ok := literalOf(left); ok {
		b, ok := literalOf(right)
		if ok {
			st.never = st.never || !holds(a, op, b)
		}
		return ok
	}
	if list, ok := right.(*ast.ArrayNode); ok && (op == "in" || op == "not in") {
		return st.member(left, list, op)
	}
	v, ok := literalOf(right)
	if !ok {
		st.known(left)
		st.known(right)
		return false
	}
	st.known(left)
	st.claim(left).restrict(op, v)
	return true
}

func (st *situation) member(left ast.Node, list *ast.ArrayNode, op string) bool {
	var words []string
	for _, item := range list.Nodes {
		s, ok := item.(*ast.StringNode)
		if !ok {
			st.known(left)
			return false
		}
		words = append(words, s.Value)
	}
	st.known(left)
	c := st.claim(left)
	if op == "in" {
		c.keep(words)
	} else {
		c.notWords = append(c.notWords, words...)
	}
	return true
}

// known notes that the value of n, and everything it is made of, is known.
func (st *situation) known(n ast.Node) {
	switch n := n.(type) {
	case *ast.ChainNode:
		st.known(n.Node)
		return
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.ConditionalNode, *ast.NilNode, *ast.ArrayNode, *ast.PredicateNode:
		return
	case *ast.MemberNode:
		st.known(n.Node)
		if _, field := n.Property.(*ast.StringNode); !field {
			st.known(n.Property)
		}
	case *ast.UnaryNode:
		st.known(n.Node)
	case *ast.BinaryNode:
		if n.Operator == "??" {
			return
		}
		st.known(n.Left)
		st.known(n.Right)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && !st.l.set.schema.Funcs[callee.Value].Lenient {
			for _, arg := range n.Arguments {
				st.known(arg)
			}
		}
	}
	st.claim(n).set = true
}

// check finds out whether the claims exclude each other.
func (st *situation) check() {
	for _, key := range st.order {
		c := st.claims[key]
		if c.words == nil && len(c.notWords) > 0 {
			c.words = slices.Clone(st.l.typeOf(c.node, nil).Words)
		}
		c.words = slices.DeleteFunc(c.words, func(w string) bool { return slices.Contains(c.notWords, w) })
		single := c.low == c.high && slices.Contains(c.notNumbers, c.low)
		if c.set && c.unset || c.yes && c.no || c.words != nil && len(c.words) == 0 || c.low > c.high || c.low == c.high && (c.lowOpen || c.highOpen) || single {
			st.never = true
		}
	}
}

// implies reports that wherever st is, other is.
func (st *situation) implies(other *situation) bool {
	if other.never {
		return st.never
	}
	for _, key := range other.order {
		want, have := other.claims[key], st.claims[key]
		if have == nil {
			return false
		}
		if want.set && !have.set || want.unset && !have.unset || want.yes && !have.yes || want.no && !have.no {
			return false
		}
		if want.low > have.low || want.low == have.low && want.lowOpen && !have.lowOpen ||
			want.high < have.high || want.high == have.high && want.highOpen && !have.highOpen {
			return false
		}
		if want.words != nil && (have.words == nil || slices.ContainsFunc(have.words, func(w string) bool { return !slices.Contains(want.words, w) })) {
			return false
		}
		if want.words == nil && slices.ContainsFunc(want.notWords, func(w string) bool {
			return !slices.Contains(have.notWords, w) && (have.words == nil || slices.Contains(have.words, w))
		}) {
			return false
		}
		for _, n := range want.notNumbers {
			if !slices.Contains(have.notNumbers, n) && n >= have.low && n <= have.high {
				return false
			}
		}
	}
	return true
}

// String is a state in which the conditions hold.
func (st *situation) String() string {
	var parts []string
	for _, key := range st.order {
		if text := st.claims[key].example(); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) == 0 {
		return "any state"
	}
	return strings.Join(parts, ", ")
}
