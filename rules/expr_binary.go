package rules

import (
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

func (c *compiler) binary(n *ast.BinaryNode) (evalFn, Type) {
	switch n.Operator {
	case "and", "&&", "or", "||":
		return c.logical(n)
	case "==", "!=":
		return c.equality(n)
	case "<", "<=", ">", ">=":
		return c.ordering(n)
	case "+", "-", "*", "/", "%":
		return c.arithmetic(n)
	case "in":
		return c.membership(n)
	case "contains", "startsWith", "endsWith":
		return c.textTest(n)
	case "??":
		left, lt := c.node(n.Left)
		right, rt := c.node(n.Right)
		if !rt.fits(lt) {
			return c.fail(n, "", "%s ?? %s: the two sides differ", lt, rt)
		}
		return func(f *frame) Value {
			if v := left(f); v.IsSet() {
				return v
			}
			return right(f)
		}, lt
	case "matches":
		return c.fail(n, "use contains, or an intent with patterns", "regular expressions are not allowed in rules")
	}
	return c.fail(n, "", "operator %s is not allowed", n.Operator)
}

// logical is and, or of three values: a flag that is not known leaves the whole unknown unless the other side settles it, so
// that it is false also under not.
func (c *compiler) logical(n *ast.BinaryNode) (evalFn, Type) {
	left, lt := c.node(n.Left)
	right, rt := c.node(n.Right)
	for _, side := range []struct {
		node ast.Node
		typ  Type
	}{{n.Left, lt}, {n.Right, rt}} {
		if side.typ.Kind != KindYesNo && side.typ.Kind != KindUnset {
			return c.fail(side.node, "compare it, as in x == 1, or ask x != nil", "%s needs yes or no, this is %s", n.Operator, aType(side.typ))
		}
	}
	if n.Operator == "and" || n.Operator == "&&" {
		return func(f *frame) Value {
			a := left(f)
			if a.IsSet() && !a.True() {
				return a
			}
			if b := right(f); !b.IsSet() || !b.True() {
				return b
			}
			return a
		}, TypeYesNo
	}
	return func(f *frame) Value {
		a := left(f)
		if a.True() {
			return a
		}
		if b := right(f); b.True() || !b.IsSet() {
			return b
		}
		return a
	}, TypeYesNo
}

func isNil(n ast.Node) bool {
	_, ok := n.(*ast.NilNode)
	return ok
}

func (c *compiler) equality(n *ast.BinaryNode) (evalFn, Type) {
	negate := n.Operator == "!="
	if isNil(n.Left) || isNil(n.Right) {
		side := n.Left
		if isNil(n.Left) {
			side = n.Right
		}
		x, _ := c.node(side)
		return func(f *frame) Value { return YesNo(x(f).IsSet() == negate) }, TypeYesNo
	}
	left, lt := c.node(n.Left)
	right, rt := c.node(n.Right)
	if lt.Kind != rt.Kind && lt.Kind != KindUnset && rt.Kind != KindUnset {
		return c.mismatch(n, n.Operator, lt, rt)
	}
	if lt.Kind == KindList || lt.Kind == KindMap {
		return c.fail(n, "use in, any or len", "lists are not compared")
	}
	if !c.literalIn(n.Right, lt) || !c.literalIn(n.Left, rt) {
		return constant(Value{}), TypeYesNo
	}
	source := sourceOf(n)
	return func(f *frame) Value {
		a, b := left(f), right(f)
		if !f.bothSet(&source, a, b) {
			return YesNo(false)
		}
		return YesNo(equal(a, b) != negate)
	}, TypeYesNo
}

// comparison is how the two sides of a comparison are written, for saying which of them is not known.
type comparison struct{ left, right string }

func sourceOf(n *ast.BinaryNode) comparison { return comparison{n.Left.String(), n.Right.String()} }

func (f *frame) bothSet(source *comparison, a, b Value) bool {
	switch {
	case !a.IsSet():
		f.markUnset(source.left)
	case !b.IsSet():
		f.markUnset(source.right)
	default:
		return true
	}
	return false
}

func (c *compiler) ordering(n *ast.BinaryNode) (evalFn, Type) {
	left, lt := c.node(n.Left)
	right, rt := c.node(n.Right)
	if lt.Kind != KindUnset && rt.Kind != KindUnset {
		ordered := lt.Kind == KindNumber || lt.Kind == KindTime || lt.Kind == KindDuration
		if lt.Kind != rt.Kind || !ordered {
			return c.mismatch(n, n.Operator, lt, rt)
		}
	}
	op, source, whole := n.Operator, sourceOf(n), n.String()
	return func(f *frame) Value {
		a, b := left(f), right(f)
		if !f.bothSet(&source, a, b) {
			return YesNo(false)
		}
		order, ok := compare(a, b)
		if !ok {
			f.markUnset(whole)
			return YesNo(false)
		}
		switch op {
		case "<":
			return YesNo(order < 0)
		case "<=":
			return YesNo(order <= 0)
		case ">":
			return YesNo(order > 0)
		}
		return YesNo(order >= 0)
	}, TypeYesNo
}

func (c *compiler) arithmetic(n *ast.BinaryNode) (evalFn, Type) {
	left, lt := c.node(n.Left)
	right, rt := c.node(n.Right)
	if n.Operator == "+" && lt.Kind == KindText && rt.Kind == KindText {
		return func(f *frame) Value {
			a, b := left(f), right(f)
			if !a.IsSet() || !b.IsSet() {
				return Value{}
			}
			return Text(a.str + b.str)
		}, TypeText
	}
	if !lt.fits(TypeNumber) || !rt.fits(TypeNumber) {
		return c.fail(n, "", "%s %s %s: only numbers are counted", lt, n.Operator, rt)
	}
	op := n.Operator[0]
	return func(f *frame) Value {
		a, okA := left(f).Number()
		b, okB := right(f).Number()
		if !okA || !okB {
			return Value{}
		}
		switch op {
		case '+':
			return Number(a + b)
		case '-':
			return Number(a - b)
		case '*':
			return Number(a * b)
		case '/':
			return Number(a / b) // a division by zero is unset
		}
		return Number(math.Mod(a, b))
	}, Type{Kind: KindNumber, Money: lt.Money || rt.Money}
}

func (c *compiler) membership(n *ast.BinaryNode) (evalFn, Type) {
	left, lt := c.node(n.Left)
	if list, ok := n.Right.(*ast.ArrayNode); ok {
		for _, item := range list.Nodes {
			if !c.literalIn(item, lt) {
				return constant(Value{}), TypeYesNo
			}
		}
	}
	right, rt := c.node(n.Right)
	if rt.Kind != KindList && rt.Kind != KindUnset {
		return c.fail(n.Right, `write x in ["a", "b"]`, "in needs a list, this is %s", aType(rt))
	}
	if rt.Elem != nil && lt.Kind != KindUnset && rt.Elem.Kind != KindUnset && lt.Kind != rt.Elem.Kind {
		return c.mismatch(n, "in", lt, rt)
	}
	source := sourceOf(n)
	return func(f *frame) Value {
		a, b := left(f), right(f)
		if !f.bothSet(&source, a, b) {
			return YesNo(false)
		}
		return YesNo(slices.ContainsFunc(b.Items(), func(item Value) bool { return item.IsSet() && equal(a, item) }))
	}, TypeYesNo
}

func (c *compiler) textTest(n *ast.BinaryNode) (evalFn, Type) {
	left, lt := c.node(n.Left)
	right, rt := c.node(n.Right)
	if lt.Kind != KindText && lt.Kind != KindUnset || rt.Kind != KindText && rt.Kind != KindUnset {
		return c.fail(n, "", "%s compares texts, not %s and %s", n.Operator, lt, rt)
	}
	test := map[string]func(string, string) bool{"contains": strings.Contains, "startsWith": strings.HasPrefix, "endsWith": strings.HasSuffix}[n.Operator]
	source := sourceOf(n)
	return func(f *frame) Value {
		a, b := left(f), right(f)
		if !f.bothSet(&source, a, b) {
			return YesNo(false)
		}
		return YesNo(test(a.str, b.str))
	}, TypeYesNo
}
