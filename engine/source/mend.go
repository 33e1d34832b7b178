package source

import (
	"cmp"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// The YAML library stops at the first error of syntax, names only a line and
// often a wrong one. So the text is searched for the mistakes that people make
// who are no programmers, one after another: a guess is right if the error
// vanishes or moves further down once the line is mended as guessed, and then
// the rest of the file can be read, too.

// maxMends bounds how many errors of syntax of one file are reported.
const maxMends = 50

// parseMending parses text and returns it as it was mended. The root is nil
// after an error whose repair is not certain.
func parseMending(file, text string, errs *List) (*yaml.Node, string) {
	for range maxMends {
		root, second, err := parseYAML(text)
		if err == nil {
			if second != nil {
				errs.Add(Pos{File: file, Line: second.Line, Column: second.Column}, "delete the line ---, or make two files", "a file must hold only one document")
			}
			return root, text
		}
		lines := splitLines(text)
		fault := diagnose(lines, err)
		for _, f := range fault {
			errs.Add(Pos{File: file, Line: f.line + 1, Column: f.column + 1}, f.hint, "%s", f.message)
		}
		mended, ok := fault[0].apply(lines)
		if !ok {
			break
		}
		text = mended
	}
	return nil, text
}

// fault is a mistake found in the text; line and column count from 0, the
// column in runes.
type fault struct {
	line, column  int
	message, hint string
	mended        string // the line without the mistake; "" = not known
}

func (f fault) apply(lines []string) (string, bool) {
	if f.mended == "" {
		return "", false
	}
	changed := append([]string(nil), lines...)
	end := changed[f.line][len(strings.TrimRight(changed[f.line], "\r\n\u0085\u2028\u2029")):]
	changed[f.line] = f.mended + end
	return strings.Join(changed, ""), true
}

// splitLines cuts a text after each line end that YAML knows.
func splitLines(text string) []string {
	var lines []string
	start := 0
	for i, r := range text {
		if isBreak(r) && !(r == '\r' && strings.HasPrefix(text[i+1:], "\n")) {
			end := i + len(string(r))
			lines = append(lines, text[start:end])
			start = end
		}
	}
	return append(lines, text[start:])
}

// problem is what the library says: its words and a line, from 0.
type problem struct {
	text string
	line int
}

var lineInError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// located finds the line of an error. What the scanner reports has the right
// line, the first one is not named. What the parser reports has that of a
// beginning far above: then the line is the first with which the beginning of
// the text has the same error.
func located(lines []string, err error) problem {
	parts := lineInError.FindStringSubmatch(err.Error())
	if parts == nil {
		return problem{text: err.Error()}
	}
	number, _ := strconv.Atoi(parts[1])
	p := problem{text: parts[2], line: min(max(0, number-1), len(lines)-1)}
	if !strings.HasPrefix(p.text, "did not find expected ") || strings.Contains(p.text, "character") || strings.Contains(p.text, "line break") {
		return p
	}
	p.line = sort.Search(len(lines)-1, func(i int) bool {
		_, _, err := parseYAML(strings.Join(lines[:i+1], ""))
		return err != nil && strings.HasSuffix(err.Error(), p.text)
	})
	return p
}

// diagnose returns at least one fault; the first one tells whether it can be
// mended.
func diagnose(lines []string, err error) []fault {
	p := located(lines, err)
	if tabs := tabFaults(lines, p); tabs != nil {
		return tabs
	}
	guesses := guess(lines, p)
	for _, f := range guesses {
		text, ok := f.apply(lines)
		if !ok {
			continue
		}
		_, _, err := parseYAML(text)
		if err == nil || located(splitLines(text), err).line > max(f.line, p.line) {
			return []fault{f}
		}
	}
	for _, f := range guesses {
		if f.mended == "" {
			return []fault{f}
		}
	}
	return []fault{plainWords(lines, p)}
}

// tabFaults reports all lines from the error on that are indented with a tab.
func tabFaults(lines []string, p problem) []fault {
	first := p.line
	if strings.Contains(p.text, "tab character") {
		first = max(0, p.line-1)
		for first < len(lines)-1 && tabAt(lines[first]) < 0 {
			first++
		}
	} else if !strings.Contains(p.text, "cannot start any token") {
		return nil
	}
	var faults []fault
	for i := first; i < len(lines) && len(faults) < maxMends; i++ {
		if at := tabAt(lines[i]); at >= 0 {
			faults = append(faults, fault{line: i, column: at, message: "the line is indented with a tab", hint: "use spaces: two for each level"})
		} else if i == first {
			return nil
		}
	}
	return faults
}

// tabAt returns where a tab stands in the indentation of a line, -1 if none.
func tabAt(line string) int {
	indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
	return strings.IndexByte(indent, '\t')
}

// plainWords says the library's message so that an author understands it.
func plainWords(lines []string, p problem) fault {
	f := fault{line: p.line, column: parseLine(lines[p.line]).indent}
	switch {
	case strings.Contains(p.text, "could not find expected ':'"):
		f.message, f.hint = `want "key: value"`, "the rest of a longer text must be indented more than its key"
	case strings.HasPrefix(p.text, "mapping values"):
		f.message, f.hint = `": " where no key can be`, `put a text with ": " in quotes; keys of one level start in the same column`
	case strings.Contains(p.text, "' or '"), strings.Contains(p.text, "',' or"):
		f.message, f.hint = "a [ or { is not closed", "a text that starts with [ or { must be in quotes"
		if from := strings.IndexAny(lines[p.line], "[{"); from >= 0 {
			f.hint = cmp.Or(FullWidth(lines[p.line][from:]), f.hint)
		}
	case strings.HasSuffix(p.text, "end of stream"), strings.HasSuffix(p.text, "document indicator"):
		f.message, f.hint = "a quote is not closed", `close it, or put a text that has " in it in '…'`
	case strings.HasPrefix(p.text, "did not find expected key"), strings.HasPrefix(p.text, "did not find expected '-'"), strings.HasPrefix(p.text, "did not find expected <"):
		f.message, f.hint = "the line does not fit the lines above", "check how far it is indented, and the quotes above it"
	default:
		f.message = "not valid YAML: " + p.text
	}
	return f
}
