package rules

import (
	"cmp"
	"errors"
	"regexp"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/huashu-go/huashu/engine/source"
)

// Expressions are parsed by expr-lang/expr and compiled by us, in one walk over its tree that checks types, refuses what
// the fence does not list, and builds closures. We do not run expr's machine, for one reason: in a shop's rules a value is
// often not known yet, and then a condition must be false, also under `not`, instead of failing or comparing with zero.
// The walk reports every mistake of an expression with its place, and a condition costs tens of nanoseconds.

// evalFn computes a value in a frame.
type evalFn func(f *frame) Value

// program is a compiled expression.
type program struct {
	eval     evalFn
	typ      Type
	src      string
	reads    []string  // paths of two names that it reads: slots.height_cm, vars.vip
	hush     bool      // it reads something that must not be told to customers
	compares *compared // what it demands first; may be nil
}

// scope is what names mean where an expression stands.
type scope struct {
	schema  *Schema
	set     *Set
	errs    *source.List
	lets    []letDef
	it      *Type           // the element of a generated list of choices
	gather  map[string]bool // what the rule reads; may be nil
	inText  bool            // holes of texts may not read secret fields
	asValue bool            // a hole may be a date or a list: it is a value, not a text
}

type letDef struct {
	name string
	prog *program
	pos  source.Pos
}

// compiler walks one expression.
type compiler struct {
	*scope
	at    place
	reads []string
	hush  bool
	depth int   // of predicates: one level is enough and keeps loops bounded
	elem  *Type // type of # inside a predicate
}

// place turns offsets inside an expression into positions in a file.
type place struct {
	node  *source.Node // nil: the scalar stands at pos
	pos   source.Pos
	src   string // the whole scalar
	shift int    // runes of the scalar before the expression
}

func (p place) at(offset int) source.Pos {
	if p.node != nil {
		return p.node.PosAt(byteOffset(p.src, p.shift+offset))
	}
	pos := p.pos
	pos.Column += p.shift + offset
	return pos
}

func byteOffset(s string, runes int) int {
	for i := range s {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(s)
}

// maxExpression is the longest expression in runes; expr limits the number of its nodes as well.
const maxExpression = 1000

// compile parses and checks src. It returns nil after reporting.
func (s *scope) compile(src string, at place) *program {
	if strings.TrimSpace(src) == "" {
		s.errs.Add(at.at(0), "write a value such as item.name", "empty expression")
		return nil
	}
	if len(src) > maxExpression*4 {
		s.errs.Add(at.at(0), "split it with let", "expression longer than %d characters", maxExpression)
		return nil
	}
	tree, err := parser.Parse(src)
	if err != nil {
		s.notParsed(src, at, err)
		return nil
	}
	c := &compiler{scope: s, at: at}
	before := s.errs.Len()
	eval, typ := c.node(tree.Node)
	if s.errs.Len() > before {
		return nil
	}
	for _, path := range c.reads {
		if s.gather != nil {
			s.gather[path] = true
		}
	}
	return &program{eval: eval, typ: typ, src: src, reads: c.reads, compares: c.comparison(tree.Node), hush: c.hush}
}

// condition compiles src and demands yes or no.
func (s *scope) condition(src string, at place) *program {
	p := s.compile(src, at)
	if p == nil {
		return nil
	}
	switch p.typ.Kind {
	case KindYesNo, KindUnset:
		return p
	}
	s.errs.Add(at.at(0), "compare it, as in x == 1, or ask x != nil", "condition %q is %s, not yes or no", src, aType(p.typ))
	return nil
}

func (s *scope) notParsed(src string, at place, err error) {
	var fe *file.Error
	switch {
	case !errors.As(err, &fe):
		s.errs.Add(at.at(0), "", "expression %q: %v", src, err)
	case at.node.IsCut():
		s.errs.Add(at.at(0), "put all of it in quotes", "the expression %q ends at \" #\", the rest is a comment", src)
	case strings.Contains(fe.Message, `Operator("=")`):
		s.errs.Add(at.at(fe.From), "write == to compare", "expression %q: unexpected \"=\"", src)
	default:
		hint := cmp.Or(source.FullWidth(unrecognized.FindString(fe.Message)), numberHint(fe.Message))
		s.errs.Add(at.at(fe.From), hint, "expression %q: %s", src, plain(fe.Message))
	}
}

var unrecognized = regexp.MustCompile(`unrecognized character: U\+[0-9A-F]+ ('.+')`)

var unexpectedToken = regexp.MustCompile(`unexpected token \w+\((".*?")\)`)

// plain says in an author's words what the parser says in its own.
func plain(msg string) string {
	msg = strings.ReplaceAll(msg, "unexpected token EOF", "it ends too early")
	msg = unrecognized.ReplaceAllString(msg, "$1 has no meaning here")
	return strings.TrimSpace(unexpectedToken.ReplaceAllString(msg, "unexpected $1"))
}

func (c *compiler) fail(n ast.Node, hint, format string, args ...any) (evalFn, Type) {
	c.errs.Add(c.at.at(n.Location().From), hint, format, args...)
	return func(*frame) Value { return Value{} }, broken
}

// broken is the type of what was reported already: nothing more is said of it.
var broken = Type{Name: "?"}

func constant(v Value) evalFn { return func(*frame) Value { return v } }
