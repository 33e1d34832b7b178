package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/huashu-go/huashu/engine/source"
)

// node compiles n: the allow-list of what expressions may hold.
func (c *compiler) node(n ast.Node) (evalFn, Type) {
	switch n := n.(type) {
	case *ast.NilNode:
		return constant(Value{}), Type{}
	case *ast.IntegerNode:
		return constant(Number(float64(n.Value))), TypeNumber
	case *ast.FloatNode:
		return constant(Number(n.Value)), TypeNumber
	case *ast.BoolNode:
		return constant(YesNo(n.Value)), TypeYesNo
	case *ast.StringNode:
		return constant(Value{kind: KindText, str: n.Value}), TypeText
	case *ast.IdentifierNode:
		return c.identifier(n)
	case *ast.ChainNode:
		return c.node(n.Node)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.UnaryNode:
		return c.unary(n)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ConditionalNode:
		return c.conditional(n)
	case *ast.ArrayNode:
		return c.array(n)
	case *ast.PointerNode:
		return c.pointer(n)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(n, callee.Value, n.Arguments)
		}
		return c.fail(n, "", "only the functions of Huashu can be called")
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	case *ast.MapNode:
		return c.fail(n, "use a table", "{…} is not allowed in an expression")
	}
	return c.fail(n, "", "this is not allowed in an expression: %s", n)
}

func (c *compiler) identifier(n *ast.IdentifierNode) (evalFn, Type) {
	name := n.Value
	if name == "it" {
		if c.it == nil {
			return c.fail(n, "use it under choices: each", "`it` has no meaning here")
		}
		return func(f *frame) Value { return f.it }, *c.it
	}
	for i, let := range c.lets {
		if let.name == name {
			if let.prog == nil {
				return func(*frame) Value { return Value{} }, broken
			}
			prog := let.prog
			c.hush = c.hush || prog.hush
			if prog.hush && c.inText {
				return c.fail(n, "conditions may use it, texts may not", "%s holds what must not be told to customers", name)
			}
			return func(f *frame) Value { return f.let(i, prog) }, prog.typ
		}
	}
	typ, ok := c.schema.Roots[name]
	if !ok {
		known := sortedKeys(c.schema.Roots)
		for _, let := range c.lets {
			known = append(known, let.name)
		}
		return c.fail(n, source.DidYouMeanOr(name, known, "a text needs quotes: "+strconv.Quote(name)), "unknown name %q", name)
	}
	c.set.used["fact "+name] = true
	return func(f *frame) Value {
		if f.err != nil {
			return Value{}
		}
		v, err := f.turn.Facts.Fact(name)
		if err != nil {
			f.err = err
		}
		return v
	}, typ
}

func (c *compiler) member(n *ast.MemberNode) (evalFn, Type) {
	if n.Method {
		return c.fail(n, "", "methods cannot be called")
	}
	base, typ := c.node(n.Node)
	name, literal := n.Property.(*ast.StringNode)
	switch typ.Kind {
	case KindObject:
		if !literal {
			return c.fail(n, "write x.name", "a field is named by a word")
		}
		field, ok := typ.Object.Fields[name.Value]
		if !ok {
			return c.fail(n.Property, fieldHint(name.Value, typ.Object), "%s has no field %q", typ.Object.Name, name.Value)
		}
		if root, ok := n.Node.(*ast.IdentifierNode); ok {
			c.reads = append(c.reads, root.Value+"."+name.Value)
			c.set.used[root.Value+"."+name.Value] = true
		}
		c.set.used[typ.Object.Name+"."+name.Value] = true
		c.hush = c.hush || field.Secret
		if field.Secret && c.inText {
			return c.fail(n, "conditions may use it, texts may not", "%s.%s must not be told to customers", typ.Object.Name, name.Value)
		}
		get := field.Get
		return func(f *frame) Value {
			v := base(f)
			if v.kind != KindObject {
				return Value{}
			}
			return get(v.ref)
		}, field.Type
	case KindMap:
		key, _ := c.node(n.Property)
		return func(f *frame) Value {
			v, k := base(f), key(f)
			get, ok := v.ref.(func(string) Value)
			if !ok || !k.IsSet() {
				return Value{}
			}
			return get(k.String())
		}, *typ.Elem
	case KindList:
		index, it := c.node(n.Property)
		if it.Kind != KindNumber {
			return c.fail(n.Property, "write list[0]", "a list is read by number")
		}
		return func(f *frame) Value {
			items, i := base(f).Items(), int(index(f).num)
			if i < 0 {
				i += len(items)
			}
			if i < 0 || i >= len(items) {
				return Value{}
			}
			return items[i]
		}, *typ.Elem
	case KindUnset:
		if typ.Name == broken.Name {
			return base, broken
		}
		return c.fail(n, "", "nothing has no fields")
	}
	return c.fail(n, "", "a %s has no fields", typ)
}

func (c *compiler) unary(n *ast.UnaryNode) (evalFn, Type) {
	x, typ := c.node(n.Node)
	switch n.Operator {
	case "not", "!":
		if typ.Kind != KindYesNo && typ.Kind != KindUnset {
			return c.fail(n, "compare it first", "not needs yes or no, this is %s", aType(typ))
		}
		source := n.Node.String()
		return func(f *frame) Value {
			v := x(f)
			if !v.IsSet() {
				f.markUnset(source)
			}
			return YesNo(!v.True())
		}, TypeYesNo
	case "-", "+":
		if !typ.fits(TypeNumber) {
			return c.fail(n, "", "%s needs a number, this is %s", n.Operator, aType(typ))
		}
		sign := 1.0
		if n.Operator == "-" {
			sign = -1
		}
		return func(f *frame) Value {
			v, ok := x(f).Number()
			if !ok {
				return Value{}
			}
			return Number(sign * v)
		}, TypeNumber
	}
	return c.fail(n, "", "operator %s is not allowed", n.Operator)
}

func (c *compiler) conditional(n *ast.ConditionalNode) (evalFn, Type) {
	cond, ct := c.node(n.Cond)
	yes, yt := c.node(n.Exp1)
	no, nt := c.node(n.Exp2)
	if ct.Kind != KindYesNo && ct.Kind != KindUnset {
		return c.fail(n.Cond, "", "the part before ? is %s, not yes or no", aType(ct))
	}
	if yt.Kind != nt.Kind && yt.Kind != KindUnset && nt.Kind != KindUnset {
		return c.fail(n, "give both sides the same type", "%s or %s: the two sides differ", yt, nt)
	}
	typ := yt
	if yt.Kind == KindUnset {
		typ = nt
	}
	typ.Words = slices.Concat(yt.Words, nt.Words)
	return func(f *frame) Value {
		if cond(f).True() {
			return yes(f)
		}
		return no(f)
	}, typ
}

// maxLoop bounds the lists that predicates walk.
const maxLoop = 1000

func (c *compiler) array(n *ast.ArrayNode) (evalFn, Type) {
	if len(n.Nodes) > maxLoop {
		return c.fail(n, "use a table", "a list of more than %d values", maxLoop)
	}
	var elem Type
	items := make([]evalFn, len(n.Nodes))
	for i, node := range n.Nodes {
		item, typ := c.node(node)
		if i > 0 && typ.Kind != elem.Kind {
			return c.fail(node, "", "a list holds one type: %s and %s", elem, typ)
		}
		items[i], elem = item, typ
	}
	return func(f *frame) Value {
		out := make([]Value, len(items))
		for i, item := range items {
			out[i] = item(f)
		}
		return List(out)
	}, ListOf(elem)
}

func (c *compiler) pointer(n *ast.PointerNode) (evalFn, Type) {
	if c.elem == nil || n.Name != "" {
		return c.fail(n, "", "# has no meaning here")
	}
	return func(f *frame) Value { return f.it }, *c.elem
}

// literalIn checks a text literal against the closed words of the other side.
func (c *compiler) literalIn(lit ast.Node, other Type) bool {
	s, ok := lit.(*ast.StringNode)
	if !ok || other.Words == nil || slices.Contains(other.Words, s.Value) {
		return true
	}
	c.fail(lit, source.DidYouMean(s.Value, other.Words), "%q can never be: it is one of %s", s.Value, strings.Join(other.Words, " "))
	return false
}

func (c *compiler) mismatch(n ast.Node, op string, l, r Type) (evalFn, Type) {
	hint := ""
	if l.Kind == KindText && r.Kind == KindNumber || l.Kind == KindNumber && r.Kind == KindText {
		hint = "quote the text, or declare the number where it comes from (a table's output: `out name: number`)"
	}
	return c.fail(n, hint, "%s %s %s: these cannot be compared", l, op, r)
}
