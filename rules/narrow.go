package rules

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// Large shops have hundreds of rules on one intent, most of them about one product each: when: item.code == "A1". A long list of
// candidates is therefore grouped by what the first condition compares with a text, so that a decision looks up the value once
// and tries only the rules for it. What is tried, in which order and with which outcome is the same as for the plain list, but
// that rules which cannot match leave no trace.

// narrowFrom is the length from which a list is narrowed; shorter ones are tried one by one, each with its trace.
const narrowFrom = 32

// maxGroups bounds the paths that a list is grouped by; rules on further ones are always tried.
const maxGroups = 8

// compared is what a condition demands first: that a path is one of some texts.
type compared struct {
	root, path string
	value      *program // of the path
	words      []string
}

// narrowed is a long list of candidates.
type narrowed struct {
	all    []*Rule
	open   []int // places in all of the rules that are always tried
	groups []group
}

// group holds the rules whose first condition compares the same path.
type group struct {
	all   []int // the places of its rules
	root  string
	value *program
	by    map[string][]int
	needy []int // those that need something: where the path is unset they may ask for it
}

// comparison finds what the tree demands first; nil where that is no comparison of a path with texts.
func (c *compiler) comparison(n ast.Node) *compared {
	b, ok := n.(*ast.BinaryNode)
	if !ok {
		return nil
	}
	var words []string
	switch b.Operator {
	case "and", "&&":
		return c.comparison(b.Left)
	case "==":
		if word, ok := b.Right.(*ast.StringNode); ok {
			words = []string{word.Value}
		}
	case "in":
		if list, ok := b.Right.(*ast.ArrayNode); ok {
			for _, item := range list.Nodes {
				word, ok := item.(*ast.StringNode)
				if !ok {
					return nil
				}
				words = append(words, word.Value)
			}
		}
	}
	member, ok := b.Left.(*ast.MemberNode)
	if !ok || len(words) == 0 {
		return nil
	}
	root, okRoot := member.Node.(*ast.IdentifierNode)
	name, okName := member.Property.(*ast.StringNode)
	if !okRoot || !okName {
		return nil
	}
	if _, known := c.schema.Roots[root.Value]; !known {
		return nil // a let
	}
	eval, typ := c.node(member)
	if typ.Kind != KindText {
		return nil
	}
	path := root.Value + "." + name.Value
	return &compared{root: root.Value, path: path, value: &program{eval: eval, typ: typ, src: path}, words: words}
}

// narrow groups a list; nil where it is short, or where grouping does not help.
func narrow(list []*Rule) *narrowed {
	if len(list) < narrowFrom {
		return nil
	}
	out := &narrowed{all: list}
	places := map[string]int{}
	for i, r := range list {
		c := r.compares()
		at, known := 0, false
		if c != nil {
			at, known = places[c.path]
		}
		if c == nil || !known && len(out.groups) == maxGroups {
			out.open = append(out.open, i)
			continue
		}
		if !known {
			at = len(out.groups)
			places[c.path] = at
			out.groups = append(out.groups, group{root: c.root, value: c.value, by: map[string][]int{}})
		}
		g := &out.groups[at]
		g.all = append(g.all, i)
		for _, word := range c.words {
			if places := g.by[word]; len(places) == 0 || places[len(places)-1] != i {
				g.by[word] = append(places, i)
			}
		}
		if len(r.Needs) > 0 {
			g.needy = append(g.needy, i)
		}
	}
	if len(out.open) == len(list) {
		return nil
	}
	return out
}

// compares is the comparison by which the rule can be grouped. Needs come before conditions: a rule that needs anything but what
// the comparison itself looks at may ask for it although the comparison fails.
func (r *Rule) compares() *compared {
	if len(r.When) == 0 || r.When[0].compares == nil {
		return nil
	}
	c := r.When[0].compares
	if slices.ContainsFunc(r.Needs, func(need string) bool { return need != c.root }) {
		return nil
	}
	return c
}

// walker goes through candidates in order.
type walker struct {
	list  []*Rule // all of them, where n is nil
	at    int
	n     *narrowed
	lists [maxGroups + 1][]int // what is left of the places to try: open, then a list for each group
	ready [maxGroups]bool      // groups whose value was looked up
	needy [maxGroups]bool      // groups of which only the needy are tried
}

func (s *Set) walk(intent string) walker {
	if n := s.narrowed[intent]; n != nil {
		w := walker{n: n}
		w.lists[0] = n.open
		return w
	}
	return walker{list: s.candidates(intent)}
}

// next is the next rule to try; nil behind the last one. With waiting, something is missing already: rules that could only ask
// for more are left out.
func (w *walker) next(f *frame, waiting bool) *Rule {
	if w.n == nil {
		if w.at == len(w.list) {
			return nil
		}
		w.at++
		return w.list[w.at-1]
	}
	for i := range w.n.groups {
		if w.needy[i] && waiting {
			w.lists[i+1] = nil
		}
	}
	for {
		from, place := -1, len(w.n.all)
		for i, places := range w.lists[:len(w.n.groups)+1] {
			if len(places) > 0 && places[0] < place {
				from, place = i, places[0]
			}
		}
		// A group is looked up when the first of its rules would be tried, not earlier: a value may cost a lookup of the host.
		if g := w.unread(place); g >= 0 {
			w.lists[g+1] = w.read(g, f, waiting)
			continue
		}
		if from < 0 {
			return nil
		}
		w.lists[from] = w.lists[from][1:]
		return w.n.all[place]
	}
}

// unread is a group that begins before place and was not looked up; -1 for none.
func (w *walker) unread(place int) int {
	for i := range w.n.groups {
		if !w.ready[i] && w.n.groups[i].all[0] < place {
			return i
		}
	}
	return -1
}

// read looks up a group's value: the places of the rules for it.
func (w *walker) read(i int, f *frame, waiting bool) []int {
	w.ready[i] = true
	g := &w.n.groups[i]
	f.begin(0, f.turn.It)
	v := g.value.value(f)
	switch {
	case f.err != nil:
		f.err = nil
		return g.all // the first that gets as far as the condition meets the error again, as it should
	case v.IsSet():
		return g.by[v.str]
	}
	// Nothing compares with what is unset. Where it is unset because the root is, a rule may ask for the root.
	if root, err := f.turn.Facts.Fact(g.root); err == nil && (root.IsSet() || waiting) {
		return nil
	}
	w.needy[i] = true
	return g.needy
}
