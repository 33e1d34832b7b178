package source

import "strings"

// Kind tells the shape of a [Node].
type Kind uint8

// The shapes of YAML.
const (
	Scalar Kind = iota
	Mapping
	Sequence
)

// String returns the word that messages use.
func (k Kind) String() string {
	return [...]string{"a single value", "fields (key: value)", "a list"}[k]
}

type style uint8

const (
	plain style = iota
	quoted
	block
)

// Node is one value of a file with its place. It is immutable. All methods are
// safe on a nil Node, which stands for a value that is not there: they return
// the zero value and report nothing.
type Node struct {
	doc          *document
	kind         Kind
	style        style // of a scalar
	flow         bool  // written as [a, b] or {a: b}, or inside one
	inFlowList   bool  // an item of a [list]
	line, column int
	text         string
	items        []*Node
	fields       Fields
}

// document is what the nodes of one file share.
type document struct {
	file  string
	runes []rune
	lines []int // index in runes of the start of each line; nil for a cell of a table
}

func newDocument(file, text string) *document {
	d := &document{file: file, runes: []rune(text), lines: []int{0}}
	for i, r := range d.runes {
		if r == '\r' && i+1 < len(d.runes) && d.runes[i+1] == '\n' {
			continue
		}
		if isBreak(r) {
			d.lines = append(d.lines, i+1)
		}
	}
	return d
}

// isBreak tells what YAML 1.1 takes as the end of a line.
func isBreak(r rune) bool {
	return r == '\n' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// offset returns the index in runes of a place, clipped to the text.
func (d *document) offset(line, column int) int {
	if line < 1 || line > len(d.lines) {
		return len(d.runes)
	}
	return min(d.lines[line-1]+column-1, len(d.runes))
}

// place is the inverse of offset.
func (d *document) place(offset int) (line, column int) {
	low, high := 0, len(d.lines)
	for high-low > 1 {
		if mid := (low + high) / 2; d.lines[mid] <= offset {
			low = mid
		} else {
			high = mid
		}
	}
	return low + 1, offset - d.lines[low] + 1
}

// Kind returns the shape; Scalar for a nil Node.
func (n *Node) Kind() Kind {
	if n == nil {
		return Scalar
	}
	return n.kind
}

// Pos returns where the value starts.
func (n *Node) Pos() Pos {
	if n == nil {
		return Pos{}
	}
	return Pos{File: n.doc.file, Line: n.line, Column: n.column}
}

// IsFlow tells whether the value is written as [a, b] or {a: b}, or stands
// inside such a value.
func (n *Node) IsFlow() bool { return n != nil && n.flow }

// IsNull tells whether nothing is written: an empty value, ~ or null. A nil
// Node is null too.
func (n *Node) IsNull() bool {
	if n == nil {
		return true
	}
	if n.kind != Scalar || n.style != plain {
		return false
	}
	return n.text == "" || n.text == "~" || n.text == "null"
}

// Quoted tells whether a scalar is written in quotes or as a block (| or >),
// so that its text is meant as it stands.
func (n *Node) Quoted() bool { return n != nil && n.kind == Scalar && n.style != plain }

// PosAt returns the place in the file of the byte at offset in the scalar's
// text, also across the lines of a block. Where it cannot be told (an escape
// like \u4f60 before it) the last place that is certain is returned.
func (n *Node) PosAt(offset int) Pos {
	if n == nil || n.kind != Scalar || n.doc.lines == nil {
		return n.Pos()
	}
	offset = max(0, min(offset, len(n.text)))
	at := n.walk(n.text[:offset])
	if offset < len(n.text) && !isSpace(rune(n.text[offset])) {
		at = n.doc.skipSpace(at)
	}
	line, column := n.doc.place(at)
	return Pos{File: n.doc.file, Line: line, Column: column}
}

// walk returns the index in the document's runes that follows the given
// beginning of the scalar's text. White space may be longer in the file than
// in the text, because YAML folds it and takes indentation away.
func (n *Node) walk(text string) int {
	d := n.doc
	at := d.offset(n.line, n.column)
	quote := rune(0)
	switch n.style {
	case quoted:
		quote = d.at(at)
		at++
	case block:
		if n.line < len(d.lines) {
			at = d.lines[n.line]
		}
	}
	for _, r := range text {
		if isSpace(r) {
			// One space of the text is one or more of the file; two in a row
			// need no more, since the first took all of them.
			at = d.skipSpace(at)
			continue
		}
		at = d.skipSpace(at)
		switch c := d.at(at); {
		case quote == '"' && c == '\\':
			if strings.ContainsRune("xuU", d.at(at+1)) {
				return at
			}
			at += 2
		case quote == '\'' && c == '\'':
			at += 2
		case c != r:
			return at
		default:
			at++
		}
	}
	return at
}

func (d *document) at(i int) rune {
	if i < 0 || i >= len(d.runes) {
		return 0
	}
	return d.runes[i]
}

func (d *document) skipSpace(i int) int {
	for i < len(d.runes) && isSpace(d.runes[i]) {
		i++
	}
	return i
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || isBreak(r) }

// comment tells whether a comment follows on the same line at offset i: only
// blanks, at least one unless i is at blanks already, and then #.
func (d *document) comment(i int) bool {
	start := i
	for d.at(i) == ' ' || d.at(i) == '\t' {
		i++
	}
	return d.at(i) == '#' && (i > start || start == 0 || isSpace(d.at(start-1)) || d.at(start-1) == ':')
}
