package rules

import (
	"slices"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"

	"github.com/huashu-go/huashu/engine/source"
)

// call compiles a function call: the table functions, len and the bounded predicates here, the rest from the schema.
func (c *compiler) call(n ast.Node, name string, args []ast.Node) (evalFn, Type) {
	switch name {
	case "lookup":
		return c.lookup(n, args)
	case "body_size":
		return c.bodySize(n, args)
	case "len":
		return c.length(n, args)
	case "any", "all", "none", "count", "filter":
		return c.predicate(n, name, args)
	}
	fn, ok := c.schema.Funcs[name]
	if !ok {
		known := append(sortedKeys(c.schema.Funcs), "lookup", "body_size", "len", "any", "all", "none", "count", "filter")
		slices.Sort(known)
		return c.fail(n, source.DidYouMean(name, known), "unknown function %s()", name)
	}
	c.set.used["call "+name] = true
	if len(args) < len(fn.Params)-fn.Optional || len(args) > len(fn.Params) {
		return c.fail(n, "", "%s() takes %s, here are %d", name, arity(fn), len(args))
	}
	evals := make([]evalFn, len(args))
	for i, arg := range args {
		eval, typ := c.node(arg)
		if !typ.fits(fn.Params[i]) {
			return c.fail(arg, "", "%s(): argument %d is %s, expected %s", name, i+1, aType(typ), aType(fn.Params[i]))
		}
		if !c.literalIn(arg, fn.Params[i]) {
			return constant(Value{}), fn.Result
		}
		evals[i] = eval
	}
	return func(f *frame) Value { return f.apply(&fn, evals) }, fn.Result
}

func arity(fn Func) string {
	if fn.Optional == 0 {
		return count(len(fn.Params), "value")
	}
	return count(len(fn.Params)-fn.Optional, "value") + " to " + count(len(fn.Params), "value")
}

func (f *frame) apply(fn *Func, evals []evalFn) Value {
	var buf [6]Value
	args := buf[:0]
	for _, eval := range evals {
		v := eval(f)
		if f.err != nil || !v.IsSet() && !fn.Lenient {
			return Value{}
		}
		args = append(args, v)
	}
	v, err := fn.Call(f.turn.Facts, args)
	if err != nil {
		f.err = err
	}
	return v
}

func (c *compiler) length(n ast.Node, args []ast.Node) (evalFn, Type) {
	if len(args) != 1 {
		return c.fail(n, "", "len() takes 1 value, here are %d", len(args))
	}
	x, typ := c.node(args[0])
	if typ.Kind != KindList && typ.Kind != KindText && typ.Kind != KindUnset {
		return c.fail(args[0], "", "len() counts lists and texts, this is %s", aType(typ))
	}
	return func(f *frame) Value {
		v := x(f)
		if v.kind == KindText {
			return Number(float64(utf8.RuneCountInString(v.str)))
		}
		return Number(float64(len(v.Items())))
	}, TypeNumber
}

// predicate compiles any(list, cond) and its kin. Only one level deep and over at most maxLoop elements, since expressions
// have no budget of instructions.
func (c *compiler) predicate(n ast.Node, name string, args []ast.Node) (evalFn, Type) {
	if c.depth > 0 {
		return c.fail(n, "use let", "%s() inside another loop", name)
	}
	if len(args) != 2 {
		return c.fail(n, "write "+name+"(list, #.field == x)", "%s() takes a list and a condition", name)
	}
	list, typ := c.node(args[0])
	if typ.Kind != KindList {
		return c.fail(args[0], "", "%s() walks a list, this is %s", name, aType(typ))
	}
	body := args[1]
	if p, ok := body.(*ast.PredicateNode); ok {
		body = p.Node
	}
	inner := &compiler{scope: c.scope, at: c.at, depth: c.depth + 1, elem: typ.Elem}
	test, bt := inner.node(body)
	c.reads = append(c.reads, inner.reads...)
	c.hush = c.hush || inner.hush
	if bt.Kind != KindYesNo && bt.Kind != KindUnset {
		return c.fail(body, "", "%s() needs a condition, this is %s", name, aType(bt))
	}
	result := TypeYesNo
	switch name {
	case "count":
		result = TypeNumber
	case "filter":
		result = typ
	}
	return func(f *frame) Value {
		items := list(f).Items()
		items = items[:min(len(items), maxLoop)]
		outer := f.it
		var kept []Value
		for _, item := range items {
			f.it = item
			if test(f).True() {
				kept = append(kept, item)
			}
		}
		f.it = outer
		switch name {
		case "any":
			return YesNo(len(kept) > 0)
		case "all":
			return YesNo(len(kept) == len(items))
		case "none":
			return YesNo(len(kept) == 0)
		case "count":
			return Number(float64(len(kept)))
		}
		return List(kept)
	}, result
}
