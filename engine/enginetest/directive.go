package enginetest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

// directives are the words after @, each with an example for hints.
var directives = []struct{ name, like string }{
	{"clock", "like @clock 2026-12-05T10:00:00+08:00 or @clock +15m"},
	{"item", "like @item A2031"},
	{"order", "like @order {no: 1001, product: A2031, state: paid, total: 129}"},
	{"event", "like @event order.paid order=1001"},
	{"lookup", `like @lookup points("c1") = 120`},
	{"fail", "like @fail orders"},
	{"attach", "like @attach image photo.jpg"},
	{"fact", "like @fact desk.busy = true"},
	{"customer", "like @customer c1"},
	{"seed", "like @seed 7"},
}

func directiveNames() []string {
	var names []string
	for _, d := range directives {
		names = append(names, d.name)
	}
	return names
}

// directive reads a line that begins with @.
func (p *parser) directive(line string) any {
	name, text, _ := strings.Cut(line[1:], " ")
	name, text = strings.TrimSpace(name), strings.TrimSpace(text)
	i := slices.IndexFunc(directives, func(d struct{ name, like string }) bool { return d.name == name })
	if i < 0 {
		p.fail(0, source.DidYouMean(name, directiveNames()), "unknown directive @%s", name)
		return nil
	}
	if text == "" {
		p.fail(0, directives[i].like, "@%s says nothing", name)
		return nil
	}
	at := columnOf(line, text)
	read := map[string]func(string, int, string) any{
		"clock": p.clock, "order": p.order, "event": p.event, "lookup": p.lookup, "attach": p.attach, "fact": p.fact, "seed": p.seed,
		"item":     func(text string, _ int, _ string) any { return itemIs{text} },
		"customer": func(text string, _ int, _ string) any { return customerIs{text} },
		"fail":     p.failing,
	}[name]
	return read(text, at, directives[i].like)
}

func (p *parser) clock(text string, at int, like string) any {
	if span, ok := strings.CutPrefix(text, "+"); ok {
		d, ok := source.ParseDuration(span)
		if !ok {
			p.fail(at, like, "want a length of time after +, have %q", span)
			return nil
		}
		return clock{after: d}
	}
	t, _, ok := source.ParseTime(text, p.loc)
	if !ok {
		p.fail(at, like, "want a time, have %q", text)
		return nil
	}
	return clock{at: t.In(p.loc)}
}

// yaml reads a value that is written after the directive, with the places of the file.
func (p *parser) yaml(text string, at int) *source.Node {
	before := p.errs.Len()
	padded := strings.Repeat("\n", p.pos.Line-1) + strings.Repeat(" ", p.pos.Column-1+at) + text
	n := source.Parse(p.pos.File, []byte(padded), p.errs)
	if p.errs.Len() > before {
		return nil
	}
	return n
}

func (p *parser) order(text string, at int, like string) any {
	before := p.errs.Len()
	n := p.yaml(text, at)
	if n == nil {
		if p.errs.Len() == before {
			p.fail(at, like, "@order says nothing")
		}
		return nil
	}
	o := commerce.ParseOrder(n, p.loc, p.errs)
	if o.No == "" && p.errs.Len() == before {
		p.fail(at, like, "the order has no number")
	}
	if p.errs.Len() > before {
		return nil
	}
	return orderIs{o}
}

// event reads a name and its fields. All values are texts: the shop's declarations give them their types.
func (p *parser) event(text string, at int, like string) any {
	name, rest, _ := strings.Cut(text, " ")
	values, named := splitValues(rest)
	if len(values) > 0 {
		p.fail(at+columnOf(text, values[0]), like, "want key=value, have %q", values[0])
		return nil
	}
	e := event{name: name, data: map[string]any{}}
	for _, n := range named {
		e.data[n.name] = n.value
	}
	return e
}

var callForm = regexp.MustCompile(`^([\pL_][\pL\pN_.]*)\s*\((.*?)\)\s*=\s*(.*)$`)

func (p *parser) lookup(text string, at int, like string) any {
	m := callForm.FindStringSubmatch(text)
	if m == nil {
		p.fail(at, like, "want name(arguments) = value")
		return nil
	}
	if m[1] == "orders" || m[1] == "product" {
		p.fail(at, "orders are written with @order; products come from products.yaml", "@lookup cannot answer %s", m[1])
		return nil
	}
	value, ok := p.value(m[3], at+columnOf(text, m[3]), like)
	if !ok {
		return nil
	}
	args, ok := arguments(m[2])
	if !ok {
		p.fail(at+columnOf(text, m[2]), like, "a quote is not closed")
		return nil
	}
	return lookupIs{engine.Call{Name: m[1], Args: args}, value}
}

// arguments cuts at commas outside of quotes.
func arguments(text string) ([]string, bool) {
	var args []string
	for text = strings.TrimSpace(text); text != ""; {
		arg := ""
		if quoted, err := strconv.QuotedPrefix(text); err == nil {
			arg, _ = strconv.Unquote(quoted)
			text = text[len(quoted):]
		} else if text[0] == '"' {
			return nil, false
		}
		more, rest, _ := strings.Cut(text, ",")
		args = append(args, arg+strings.TrimSpace(more))
		text = strings.TrimSpace(rest)
	}
	return args, true
}

func (p *parser) fact(text string, at int, like string) any {
	name, value, ok := strings.Cut(text, "=")
	name = strings.TrimSpace(name)
	if !ok || name == "" {
		p.fail(at, like, "want name = value")
		return nil
	}
	v, ok := p.value(strings.TrimSpace(value), at+columnOf(text, strings.TrimSpace(value)), like)
	if !ok {
		return nil
	}
	return factIs{name, v}
}

func (p *parser) attach(text string, at int, like string) any {
	kind, name, _ := strings.Cut(text, " ")
	kinds := engine.AttachmentKinds()
	if !slices.Contains(kinds, kind) {
		p.fail(at, source.DidYouMean(kind, kinds), "unknown kind of attachment %q", kind)
		return nil
	}
	if name = strings.TrimSpace(name); name == "" {
		p.fail(at, like, "the attachment has no name")
		return nil
	}
	return attachment{kind, name}
}

func (p *parser) failing(text string, at int, like string) any {
	if strings.ContainsAny(text, " \t(") {
		p.fail(at, like, "want the name of a lookup, have %q", text)
		return nil
	}
	return failing{text}
}

func (p *parser) seed(text string, at int, like string) any {
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		p.fail(at, like, "want a whole number, have %q", text)
		return nil
	}
	return seedIs{n}
}

// value reads what a host would give: a number, yes or no, a text, a list or fields.
func (p *parser) value(text string, at int, like string) (any, bool) {
	if text == "" {
		p.fail(at, like, "the value is missing")
		return nil, false
	}
	before := p.errs.Len()
	n := p.yaml(text, at)
	v := p.plain(n)
	return v, p.errs.Len() == before
}

func (p *parser) plain(n *source.Node) any {
	switch n.Kind() {
	case source.Sequence:
		list := []any{}
		for _, item := range n.Items(p.errs, "a list") {
			list = append(list, p.plain(item))
		}
		return list
	case source.Mapping:
		fields := map[string]any{}
		for _, f := range n.Pairs(p.errs, "fields") {
			fields[f.Key] = p.plain(f.Value)
		}
		return fields
	}
	if n.IsNull() {
		return nil
	}
	text := n.Text(p.errs, "a value")
	if n.Quoted() {
		return text
	}
	switch text {
	case "true", "yes", "是":
		return true
	case "false", "no", "否":
		return false
	}
	// 0031 is a code, not a number.
	if f, err := strconv.ParseFloat(text, 64); err == nil && (len(text) == 1 || text[0] != '0' || text[1] == '.') && plainNumber.MatchString(text) {
		return f
	}
	return text
}

var plainNumber = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)
