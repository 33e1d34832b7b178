package rules

import (
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// claim is what is certain about one value, or about a condition that is no comparison.
type claim struct {
	key               string
	node              ast.Node
	set, unset        bool
	low, high         float64
	lowOpen, highOpen bool
	bounded           bool
	words, notWords   []string // of a text; words nil is any
	notNumbers        []float64
	yes, no           bool
	bare              bool // no value: a condition that holds or does not
}

// keep lets only the words stand that are kept.
func (c *claim) keep(words []string) {
	if c.words == nil {
		c.words = slices.Clone(words)
		return
	}
	c.words = slices.DeleteFunc(c.words, func(w string) bool { return !slices.Contains(words, w) })
}

// restrict adds a comparison with a literal.
func (c *claim) restrict(op string, v Value) {
	switch {
	case v.kind == KindText && op == "==":
		c.keep([]string{v.str})
	case v.kind == KindText && op == "!=":
		c.notWords = append(c.notWords, v.str)
	case v.kind == KindYesNo && (op == "==" || op == "!="):
		yes := v.True() == (op == "==")
		c.yes, c.no = c.yes || yes, c.no || !yes
	case v.kind == KindNumber:
		c.bounded = true
		switch op {
		case "==":
			c.atLeast(v.num, false)
			c.atMost(v.num, false)
		case "!=":
			c.notNumbers = append(c.notNumbers, v.num)
		case "<", "<=":
			c.atMost(v.num, op == "<")
		default:
			c.atLeast(v.num, op == ">")
		}
	}
}

func (c *claim) atLeast(n float64, open bool) {
	if n > c.low || n == c.low && open {
		c.low, c.lowOpen = n, open
	}
}

func (c *claim) atMost(n float64, open bool) {
	if n < c.high || n == c.high && open {
		c.high, c.highOpen = n, open
	}
}

// example is a value, or a condition, for which the claim holds; "" where any known value does.
func (c *claim) example() string {
	switch {
	case c.unset:
		return c.key + " not known"
	case len(c.words) > 0:
		return c.key + " = " + c.words[0]
	case c.bounded:
		return c.key + " = " + Number(c.number()).String()
	case c.yes && c.bare:
		return c.key
	case c.yes:
		return c.key + " = yes"
	case c.no && c.bare:
		return "not (" + c.key + ")"
	case c.no:
		return c.key + " = no"
	case len(c.notWords) > 0:
		return c.key + " other than " + strings.Join(c.notWords, " ")
	}
	return ""
}

// number is one that satisfies the claim: a whole one near the bound where there is any.
func (c *claim) number() float64 {
	n := 1.0
	switch {
	case !math.IsInf(c.low, 0):
		if n = math.Ceil(c.low); n == c.low && c.lowOpen {
			n++
		}
	case !math.IsInf(c.high, 0):
		if n = math.Floor(c.high); n == c.high && c.highOpen {
			n--
		}
	}
	for slices.Contains(c.notNumbers, n) {
		n++
	}
	if n > c.high || n == c.high && c.highOpen {
		n = (c.low + c.high) / 2
	}
	return n
}
