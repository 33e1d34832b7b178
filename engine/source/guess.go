package source

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// lineParts is one line, taken apart without knowing what is around it:
//
//	indent "- "… key ": " value
//
// start and valueAt are bytes, indent and the columns of faults runes.
type lineParts struct {
	text    string // without the line end
	indent  int    // blanks before the first character
	start   int    // after the dashes
	key     string // as written, "" when there is none
	value   string // without white space around it, "" when there is none
	valueAt int
}

func parseLine(line string) lineParts {
	p := lineParts{text: strings.TrimRight(line, "\r\n\u0085\u2028\u2029")}
	p.start = len(p.text) - len(strings.TrimLeft(p.text, " \t"))
	p.indent = p.start
	for strings.HasPrefix(p.text[p.start:], "- ") {
		rest := strings.TrimLeft(p.text[p.start+1:], " \t")
		p.start = len(p.text) - len(rest)
	}
	rest := p.text[p.start:]
	end := keyEnd(rest)
	if end >= 0 {
		p.key = rest[:end]
		rest = rest[end+1:]
	}
	value := strings.TrimLeft(rest, " \t")
	p.valueAt = len(p.text) - len(value)
	p.value = strings.TrimRight(value, " \t")
	return p
}

// keyEnd returns the index of the colon after a key, -1 if there is no key.
func keyEnd(text string) int {
	if text == "" || strings.ContainsRune("[{#", rune(text[0])) {
		return -1
	}
	from := 0
	if text[0] == '"' || text[0] == '\'' {
		from = closing(text)
		if from < 0 || !strings.HasPrefix(text[from:], ":") {
			return -1
		}
	}
	for i := from; i < len(text); i++ {
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\t') {
			return i
		}
	}
	return -1
}

// closing returns the index after the quote that closes the one at the start
// of text, -1 if there is none.
func closing(text string) int {
	quote := text[0]
	for i := 1; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\':
			i++
		case text[i] != quote:
		case quote == '\'' && strings.HasPrefix(text[i+1:], "'"):
			i++
		default:
			return i + 1
		}
	}
	return -1
}

// bracketEnd returns the index after the bracket that closes the one at the
// start of text, -1 if there is none.
func bracketEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

// missingBrackets returns what closes the brackets that text leaves open.
func missingBrackets(text string) string {
	var open []byte
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			open = append(open, ']')
		case '{':
			open = append(open, '}')
		case ']', '}':
			open = open[:max(0, len(open)-1)]
		}
	}
	slices.Reverse(open)
	return string(open)
}

// goesOn tells whether a line has more than a comment after a closed value.
func goesOn(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t")
	return trimmed != "" && (trimmed == rest || trimmed[0] != '#') && trimmed[0] != '#'
}

// fault returns one at the value, mended by putting the whole value in quotes.
func (p lineParts) fault(line int, message, hint string) fault {
	return fault{
		line: line, column: utf8.RuneCountInString(p.text[:p.valueAt]), message: message, hint: hint,
		mended: p.text[:p.valueAt] + "'" + strings.ReplaceAll(p.value, "'", "''") + "'",
	}
}

// guess lists what may be wrong, the likeliest first.
func guess(lines []string, p problem) []fault {
	var faults []fault
	here := parseLine(lines[p.line])
	if f, ok := valueFault(here, p.line); ok {
		faults = append(faults, f)
	}
	above := p.line - 1
	for above > 0 && blank(lines[above]) {
		above--
	}
	switch {
	case blankFaults(lines, p.line) != nil:
		return blankFaults(lines, p.line)
	case strings.HasPrefix(p.text, "unknown anchor"):
		faults = append(faults, starFaults(lines)...)
	case strings.HasPrefix(p.text, "could not find expected ':'"):
		faults = append(faults, colonFaults(here, p.line)...)
	case strings.HasPrefix(p.text, "mapping values"):
		faults = append(faults, mappingFaults(lines, here, p.line, above)...)
	case strings.HasPrefix(p.text, "did not find expected key"), strings.HasPrefix(p.text, "did not find expected '-'"):
		if above >= 0 {
			faults = append(faults, colonFaults(parseLine(lines[above]), above)...)
		}
	case strings.Contains(p.text, "',' or"):
		if at := questionInFlow.FindStringSubmatchIndex(here.text); at != nil {
			faults = append(faults, fault{line: p.line, column: utf8.RuneCountInString(here.text[:at[2]]), message: "a ? inside [ ] or { }",
				hint: "put the text in quotes, or write it in a line of its own"})
		}
	case strings.Contains(p.text, "escape"):
		faults = append(faults, escapeFaults(lines, p.line)...)
	}
	return append(faults, openFaults(lines, p)...)
}

func blank(line string) bool {
	trimmed := strings.TrimSpace(line)
	return trimmed == "" || trimmed[0] == '#'
}

// valueFault explains a value by how it starts and what it holds.
func valueFault(p lineParts, line int) (fault, bool) {
	const inQuotes = "put the text in quotes"
	if p.value == "" {
		return fault{}, false
	}
	first, size := utf8.DecodeRuneInString(p.value)
	switch {
	case strings.ContainsRune("@`%*&!,]}", first) || strings.HasPrefix(p.value, "? "):
		return p.fault(line, "a text must not start with "+string(first), inQuotes), true
	case first == '|' || first == '>':
		if strings.Trim(p.value[size:], "+-123456789") != "" {
			return p.fault(line, "text after "+string(first)+", which starts a block", "put the text in quotes, or in the next lines, indented"), true
		}
	case first == '"' || first == '\'':
		if end := closing(p.value); end >= 0 && goesOn(p.value[end:]) {
			return p.fault(line, "the text goes on after the closing quote", `put the whole text in '…', or use “” inside it`), true
		}
	case first == '[' || first == '{':
		if end := bracketEnd(p.value); end >= 0 && goesOn(p.value[end:]) {
			return p.fault(line, "the text starts with "+string(first)+", which starts a list or fields", inQuotes), true
		}
	case p.key != "" && strings.HasPrefix(p.value, "- "):
		return p.fault(line, `"- " after a key`, "a list starts in the next line; a text that starts with - must be in quotes"), true
	case p.key != "" && (strings.Contains(p.value, ": ") || strings.HasSuffix(p.value, ":")):
		return p.fault(line, `": " inside a text`, "put the text in quotes, or write it as a block (|)"), true
	}
	return fault{}, false
}

// blankFaults explains a beginning of a line that only looks right: with a
// full-width space, or with a dash that no space follows or that is none.
func blankFaults(lines []string, from int) []fault {
	for i := from; i >= 0 && i > from-3; i-- {
		trimmed := strings.TrimLeft(lines[i], " ")
		at := len(lines[i]) - len(trimmed)
		f := fault{line: i, column: at}
		switch first, size := utf8.DecodeRuneInString(trimmed); {
		case first == 0x3000:
			f.message, f.hint = "the line begins with a full-width space", "use plain spaces: two for each level"
			f.mended = strings.TrimRight(lines[i][:at]+strings.ReplaceAll(trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, " \u3000"))], "\u3000", "  ")+strings.TrimLeft(trimmed, " \u3000"), "\r\n")
		case (first == 0xFF0D || first == 0x2014 || first == 0x2013) && len(trimmed) > size:
			f.message, f.hint = "a full-width dash begins the line", `write "- " in its place`
			f.mended = strings.TrimRight(lines[i][:at]+"- "+strings.TrimLeft(trimmed[size:], " "), "\r\n")
		case dashKey.MatchString(trimmed):
			f.message, f.hint = "no space after the dash", `write "- id: …"` // and its other keys stand a column too far to the left
		default:
			continue
		}
		return []fault{f}
	}
	return nil
}

// questionInFlow is a question mark in a list or fields in one line, where YAML takes it for a sign of its own.
var questionInFlow = regexp.MustCompile(`[\[{][^"']*?(\?)[ \t,}\]]`)

// dashKey is a dash that a key follows at once.
var dashKey = regexp.MustCompile(`^-[\pL_][\pL\pN_.]*:( |$)`)

// starFaults finds texts that start with * and were taken for references.
func starFaults(lines []string) []fault {
	for i, line := range lines {
		if p := parseLine(line); strings.HasPrefix(p.value, "*") {
			f, _ := valueFault(p, i)
			return []fault{f}
		}
	}
	return nil
}

var wordColon = regexp.MustCompile(`^("[^"]*"|'[^']*'|[\pL\pN_.-]+)[ \t]*(:|\x{ff1a})[ \t]*`)

// colonFaults explains a line without "key: ": the wrong colon, or no space
// after it.
func colonFaults(p lineParts, line int) []fault {
	rest := p.text[p.start:]
	at := wordColon.FindStringSubmatchIndex(rest)
	if at == nil || p.key != "" {
		return nil
	}
	f := fault{
		line: line, column: utf8.RuneCountInString(p.text[:p.start+at[4]]),
		message: "no space after the colon", hint: "write key: value",
		mended: p.text[:p.start+at[3]] + ": " + rest[at[1]:],
	}
	if rest[at[4]:at[5]] != ":" {
		f.message, f.hint = "a full-width colon (\uff1a) after a key", `write ": " in its place`
	}
	return []fault{f}
}

// mappingFaults explains "key: " where none can be: the line above is no key,
// or this line is indented too far.
func mappingFaults(lines []string, here lineParts, line, above int) []fault {
	if above < 0 {
		return nil
	}
	up := parseLine(lines[above])
	faults := colonFaults(up, above)
	if up.key != "" && up.value != "" && here.start > up.start {
		faults = append(faults, fault{
			line: line, column: here.indent, message: "the line is indented further than the one above",
			hint: "keys of one level start in the same column; a text of several lines needs a block (|)",
		})
	}
	return faults
}

// escapeFaults finds the backslash in double quotes that YAML does not know.
func escapeFaults(lines []string, from int) []fault {
	for i := from; i < len(lines); i++ {
		text := lines[i]
		for at := 0; at+1 < len(text); at++ {
			if text[at] != '\\' {
				continue
			}
			if strings.IndexByte("0abtnvfre \"'/\\N_LPxuU\t\r\n", text[at+1]) < 0 {
				return []fault{{
					line: i, column: utf8.RuneCountInString(text[:at]), message: `\ and a character that have no meaning in "…"`,
					hint:   `put the text in '…', or double the \`,
					mended: strings.TrimRight(text[:at]+`\`+text[at:], "\r\n"),
				}}
			}
			at++
		}
	}
	return nil
}

// openFaults finds a quote or bracket in this line, or not far above it, that
// is not closed in its line; the nearest few, because each guess is tried.
func openFaults(lines []string, p problem) []fault {
	var faults []fault
	for i := p.line; i >= 0 && i > p.line-40 && len(faults) < 3; i-- {
		part := parseLine(lines[i])
		if part.value == "" || strings.IndexByte(`"'[{`, part.value[0]) < 0 {
			continue
		}
		column := utf8.RuneCountInString(part.text[:part.valueAt])
		switch first := part.value[0]; {
		case first == '"' || first == '\'':
			if closing(part.value) < 0 {
				faults = append(faults, fault{
					line: i, column: column, message: "the quote is not closed", hint: "close it in the same line, or leave both out",
					mended: part.text[:part.valueAt] + "'" + strings.ReplaceAll(part.value[1:], "'", "''") + "'",
				})
			}
		case bracketEnd(part.value) < 0:
			faults = append(faults, fault{
				line: i, column: column, message: string(first) + " is not closed", hint: "close it; a text that starts with it must be in quotes",
				mended: part.text[:part.valueAt] + part.value + missingBrackets(part.value),
			})
		}
	}
	return faults
}
