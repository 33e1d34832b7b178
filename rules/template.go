package rules

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// A template is a text with holes: ${expr}, and optional parts $[ … ${expr} … ] that vanish when a hole in them is unset.
// $${ and $$[ stand for ${ and $[. Holes are scalars. Customer text only ever comes in as the value of a hole, never as a
// template.
type template struct {
	parts []part
	text  string // as the author wrote it
	pos   source.Pos
}

type part struct {
	literal  string
	hole     *program
	optional []part // set for $[ … ]
}

// textNode compiles the text of a scalar node.
func (s *scope) textNode(n *source.Node, what string) *template {
	text := n.Sentence(s.errs, what)
	if text == "" {
		return nil
	}
	return s.template(text, placeOf(n, text))
}

// valueNode compiles a scalar that need not be a text for customers: a value of a field, the name of a picture. One that is
// a single hole keeps its type, so it may be a date.
func (s *scope) valueNode(n *source.Node, what string) *template {
	text := n.Text(s.errs, what)
	if text == "" {
		return nil
	}
	inner := *s
	inner.asValue = holeEnd(text[min(2, len(text)):]) == len(text)-3 && strings.HasPrefix(text, "${")
	return inner.template(text, placeOf(n, text))
}

func placeOf(n *source.Node, text string) place { return place{node: n, src: text} }

func (s *scope) template(text string, at place) *template {
	inner := *s
	inner.inText = true
	t := &templateParser{scope: &inner, at: at, text: text, rest: text}
	parts := slices.Clone(t.parts(false)) // without room to grow
	return &template{parts: parts, text: text, pos: at.at(0)}
}

type templateParser struct {
	*scope
	at       place
	text     string
	rest     string
	literal  string // what was read of the present one
	consumed int    // runes
}

func (t *templateParser) take(n int) string {
	s := t.rest[:n]
	t.rest = t.rest[n:]
	t.consumed += len([]rune(s))
	return s
}

func (t *templateParser) parts(optional bool) []part {
	var out []part
	flush := func() {
		if t.literal != "" {
			out = append(out, part{literal: t.literal})
			t.literal = ""
		}
	}
	for t.rest != "" {
		switch {
		case strings.HasPrefix(t.rest, "$${"), strings.HasPrefix(t.rest, "$$["):
			t.say(t.take(3)[1:])
		case strings.HasPrefix(t.rest, "${"):
			flush()
			if hole := t.hole(); hole != nil {
				out = append(out, part{hole: hole})
			}
		case strings.HasPrefix(t.rest, "$[") && !optional:
			flush()
			start := t.consumed
			t.take(2)
			inner := t.parts(true)
			if !strings.HasPrefix(t.rest, "]") {
				t.errs.Add(t.at.at(start), "close it with ]", "the optional part $[ is not closed")
				return out
			}
			t.take(1)
			if !hasHole(inner) {
				t.errs.Add(t.at.at(start), "write $$[ for the characters $[", "an optional part $[…] needs a hole ${…}")
			}
			out = append(out, part{optional: inner})
		case strings.HasPrefix(t.rest, "$["):
			t.errs.Add(t.at.at(t.consumed), "", "an optional part inside an optional part")
			t.take(2)
		case optional && t.rest[0] == ']':
			flush()
			return out
		default:
			n := 1
			for n < len(t.rest) && t.rest[n]&0xC0 == 0x80 {
				n++
			}
			t.say(t.take(n))
		}
	}
	flush()
	return out
}

// say adds to the literal. A piece that follows it in the text only makes it longer: literals are parts of the text, not copies.
func (t *templateParser) say(piece string) {
	if end := len(t.text) - len(t.rest) - len(piece); t.literal != "" && end >= len(t.literal) && t.text[end-len(t.literal):end] == t.literal {
		t.literal = t.text[end-len(t.literal) : end+len(piece)]
		return
	}
	t.literal += piece
}

func hasHole(parts []part) bool {
	for _, p := range parts {
		if p.hole != nil {
			return true
		}
	}
	return false
}

func (t *templateParser) hole() *program {
	start := t.consumed
	t.take(2)
	end := holeEnd(t.rest)
	if end < 0 {
		hint := "close it with }, or write $${ for the characters ${"
		if strings.ContainsRune(t.rest, '\uff5d') {
			hint = source.FullWidth("\uff5d")
		}
		t.errs.Add(t.at.at(start), hint, "the hole ${ is not closed")
		t.take(len(t.rest))
		return nil
	}
	at := t.at
	at.shift += t.consumed
	src := t.take(end)
	t.take(1)
	p := t.compile(src, at)
	if p == nil {
		return nil
	}
	switch p.typ.Kind {
	case KindText, KindNumber, KindYesNo, KindUnset:
		return p
	}
	if t.asValue && p.typ.Kind != KindObject {
		return p
	}
	switch p.typ.Kind {
	case KindTime:
		t.errs.Add(at.at(0), "write ${date("+src+")} or ${clock("+src+")}", "a date needs a form")
	case KindList:
		t.errs.Add(at.at(0), "write ${names("+src+")}", "a list cannot be printed as it is")
	default:
		t.errs.Add(at.at(0), "name one of its fields", "%s cannot be printed", aType(p.typ))
	}
	return nil
}

// holeEnd finds the closing brace, minding quotes.
func holeEnd(s string) int {
	var quote byte
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case quote != 0:
			if ch == '\\' {
				i++
			} else if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case ch == '}':
			return i
		}
	}
	return -1
}

// render appends the text to dst; ok is false, with the hole that was unset, where it cannot be said.
func (t *template) render(dst []byte, f *frame) (out []byte, ok bool, unset string) {
	return renderParts(dst, t.parts, f)
}

func renderParts(dst []byte, parts []part, f *frame) ([]byte, bool, string) {
	start := len(dst)
	for i := range parts {
		p := &parts[i]
		switch {
		case p.hole != nil:
			v := p.hole.value(f)
			if !v.IsSet() {
				return dst[:start], false, p.hole.src
			}
			dst = v.appendTo(dst)
		case p.optional != nil:
			if with, ok, _ := renderParts(dst, p.optional, f); ok {
				dst = with
			}
		default:
			dst = append(dst, p.literal...)
		}
	}
	return dst, true, ""
}

// line renders to a string; "" where a hole is unset.
func (t *template) line(f *frame) string {
	if text, ok := t.literalText(); ok {
		return text
	}
	out, ok, _ := t.render(f.buf[:0], f)
	f.buf = out[:0]
	if !ok {
		return ""
	}
	return string(out)
}

// literalText is the text where it has no holes.
func (t *template) literalText() (string, bool) {
	if len(t.parts) == 0 {
		return "", true
	}
	if len(t.parts) == 1 && t.parts[0].hole == nil && t.parts[0].optional == nil {
		return t.parts[0].literal, true
	}
	return "", false
}

// single is the program of a template that is one hole and nothing else: its value keeps its type.
func (t *template) single() *program {
	if len(t.parts) == 1 {
		return t.parts[0].hole
	}
	return nil
}

// value is what the template stands for where a value is wanted: the typed value of a single hole, else its text.
func (t *template) value(f *frame) Value {
	if p := t.single(); p != nil {
		return p.value(f)
	}
	return Text(t.line(f))
}
