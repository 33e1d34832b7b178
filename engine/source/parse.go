package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// maxDepth is how deep lists and fields may be nested; no content needs a
// tenth of it, and the readers of nodes are recursive.
const maxDepth = 64

// Read parses a YAML file of the folder like [Parse]. A file that cannot be
// read is reported.
func Read(fsys fs.FS, file string, errs *List) *Node {
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		errs.Add(Pos{File: file}, "", "cannot be read: %v", err)
		return nil
	}
	return Parse(file, data, errs)
}

// Parse parses one YAML document, strictly: beside errors of syntax it refuses
// what a writer of texts can only have meant otherwise or what hides content,
// that is several documents, anchors, aliases, merge keys, tags, keys that are
// no plain words and keys that occur twice.
//
// Frequent errors of syntax are named in plain words; where their repair is
// certain the rest of the file is read as if they were mended, so that one run
// reports everything. The result is nil, with nothing reported, for a file
// without content, and nil after an error that stops reading.
func Parse(file string, data []byte, errs *List) *Node {
	text, ok := decode(file, data, errs)
	if !ok {
		return nil
	}
	root, text := parseMending(file, text, errs)
	if root == nil || len(root.Content) == 0 {
		return nil
	}
	c := converter{doc: newDocument(file, text), errs: errs}
	n := c.node(root.Content[0], 0)
	if n.IsNull() {
		return nil
	}
	return n
}

// decode checks the bytes: UTF-8 without control characters.
func decode(file string, data []byte, errs *List) (string, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	line, column := 1, 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		pos := Pos{File: file, Line: line, Column: column}
		if r == utf8.RuneError && size == 1 {
			errs.Add(pos, "save the file as UTF-8 in your editor", "the file is not UTF-8 text")
			return "", false
		}
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff {
			errs.Add(pos, "delete it", "control character U+%04X", r)
			return "", false
		}
		i += size
		column++
		if isBreak(r) && !(r == '\r' && i < len(data) && data[i] == '\n') {
			line, column = line+1, 1
		}
	}
	return string(data), true
}

// parseYAML runs the YAML library. The library panics on a few malformed
// inputs; they are errors of syntax like the others.
func parseYAML(text string) (root *yaml.Node, second *yaml.Node, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("yaml: %v", p)
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader([]byte(text)))
	var nodes [2]*yaml.Node
	for i := range nodes {
		n := &yaml.Node{}
		if err := dec.Decode(n); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		nodes[i] = n
	}
	return nodes[0], nodes[1], nil
}

// converter turns the library's nodes into ours and refuses what Parse says.
type converter struct {
	doc  *document
	errs *List
}

func (c *converter) node(y *yaml.Node, depth int) *Node {
	n := &Node{doc: c.doc, line: y.Line, column: y.Column, flow: y.Style&yaml.FlowStyle != 0}
	if depth > maxDepth {
		c.errs.Add(n.Pos(), "", "nested more than %d deep", maxDepth)
		return n
	}
	c.refuse(y, n)
	switch y.Kind {
	case yaml.MappingNode:
		n.kind = Mapping
		c.mapping(y, n, depth)
	case yaml.SequenceNode:
		n.kind = Sequence
		n.items = make([]*Node, 0, len(y.Content))
		for _, item := range y.Content {
			child := c.node(item, depth+1)
			child.inFlowList = n.flow
			child.flow = child.flow || n.flow
			n.items = append(n.items, child)
		}
	default:
		n.text = y.Value
		switch {
		case y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
			n.style = quoted
		case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
			n.style = block
		}
	}
	return n
}

// refuse reports anchors, aliases and tags. They are told by the character in
// the file, because the library forgets a lone "!".
func (c *converter) refuse(y *yaml.Node, n *Node) {
	const hint = "put the text in quotes"
	switch first := c.doc.at(c.doc.offset(y.Line, y.Column)); {
	case y.Kind == yaml.AliasNode:
		c.errs.Add(n.Pos(), hint, "a value must not start with * (YAML takes it for a reference)")
	case y.Anchor != "" || first == '&':
		c.errs.Add(n.Pos(), hint, "a value must not start with & (YAML takes it for a name)")
	case y.Style&yaml.TaggedStyle != 0 || first == '!':
		c.errs.Add(n.Pos(), hint, "a value must not start with ! (YAML takes it for a type)")
	}
}

func (c *converter) mapping(y *yaml.Node, n *Node, depth int) {
	n.fields = make(Fields, 0, len(y.Content)/2)
	var seen map[string]Pos
	if len(y.Content) > 16 {
		seen = make(map[string]Pos, len(y.Content)/2)
	}
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, ok := c.key(y.Content[i])
		value := c.node(y.Content[i+1], depth+1)
		value.flow = value.flow || n.flow
		if !ok {
			continue
		}
		pos := Pos{File: c.doc.file, Line: y.Content[i].Line, Column: y.Content[i].Column}
		first, twice := n.fields.find(key, seen)
		if twice {
			c.errs.Add(pos, "", "%s is given twice, first in line %d", key, first.Line)
			continue
		}
		if seen != nil {
			seen[key] = pos
		}
		n.fields = append(n.fields, Field{Key: key, KeyPos: pos, Value: value})
	}
}

// key returns the text of a key; it must be a single word or text.
func (c *converter) key(y *yaml.Node) (string, bool) {
	pos := Pos{File: c.doc.file, Line: y.Line, Column: y.Column}
	before := c.errs.Len()
	c.refuse(y, &Node{doc: c.doc, line: y.Line, column: y.Column})
	switch {
	case c.errs.Len() > before:
		return "", false
	case y.Kind != yaml.ScalarNode:
		c.errs.Add(pos, "if this is a text that starts with { or [, put it in quotes", "a key must be a word")
		return "", false
	case y.Tag == "!!merge":
		c.errs.Add(pos, "write the fields out", "<< is not allowed as a key")
		return "", false
	case y.Value == "":
		c.errs.Add(pos, "write key: value", "the key before : is missing")
		return "", false
	}
	return y.Value, true
}
