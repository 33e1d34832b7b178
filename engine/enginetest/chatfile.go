package enginetest

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
)

// script is a .chat file: entries in the order of the file, each with the lines it was written in, so that String gives the
// same text back.
type script struct {
	file    string
	bom     bool
	newline string // the line end of new lines
	entries []*entry
}

// entry is one directive with the lines that continue it. Blank lines and comments are entries that mean nothing.
type entry struct {
	pos   source.Pos
	lines []string // without "\n", with "\r" where the file has it
	means any      // nil or one of the types below
}

// What an entry means. The first four are inputs: each opens a block of expectations.
type (
	message struct {
		from engine.Role
		text string
	}
	event struct {
		name string
		data map[string]any
	}
	attachment struct{ kind, name string }
	clock      struct {
		at    time.Time     // zero for +D
		after time.Duration // of +D
	}

	itemIs     struct{ code string }
	customerIs struct{ id string }
	orderIs    struct{ order commerce.Order }
	lookupIs   struct {
		call  engine.Call
		value any
	}
	failing struct{ name string }
	factIs  struct {
		name  string
		value any
	}
	seedIs struct{ seed uint64 }

	bubble struct {
		text string
		re   *regexp.Regexp // of <~
	}
	intentIDs struct{ ids []string }
	ruleID    struct{ id string }
	effect    struct {
		name   string
		values []string // by place
		named  []pair
	}
)

type pair struct{ name, value string }

// opens tells whether a block of expectations begins with e.
func (e *entry) opens() bool {
	switch e.means.(type) {
	case message, event, attachment, clock:
		return true
	}
	return false
}

// expects tells whether e says what a block should bring.
func (e *entry) expects() bool {
	switch e.means.(type) {
	case bubble, intentIDs, ruleID, effect:
		return true
	}
	return false
}

// parseScript reads a .chat file. Times without a zone are in loc. All mistakes are reported; the script holds what could be
// read.
func parseScript(file, text string, loc *time.Location, errs *source.List) *script {
	s := &script{file: file, newline: "\n"}
	text, s.bom = strings.CutPrefix(text, "\ufeff")
	if first, _, _ := strings.Cut(text, "\n"); strings.HasSuffix(first, "\r") {
		s.newline = "\r\n"
	}
	p := &parser{loc: loc, errs: errs}
	started := false
	for i, raw := range strings.Split(text, "\n") {
		p.pos = source.Pos{File: file, Line: i + 1, Column: 1}
		if !p.valid(raw) {
			return s
		}
		if s.continued(raw) {
			continue
		}
		e := p.entry(raw)
		started = started || e.opens()
		if e.expects() && !started {
			p.fail(0, "write the customer's message before it: > 在吗", "an expectation without an input")
		}
		s.entries = append(s.entries, e)
	}
	return s
}

// continued adds the line to the message or bubble above it. Blank lines between belong to the text, since editors strip the
// two spaces of an empty line.
func (s *script) continued(raw string) bool {
	text, ok := strings.CutPrefix(strings.TrimSuffix(raw, "\r"), "  ")
	if !ok || strings.TrimSpace(text) == "" {
		return false
	}
	at := len(s.entries) - 1
	for at >= 0 && s.entries[at].blank() {
		at--
	}
	if at < 0 {
		return false
	}
	e := s.entries[at]
	lines := strings.Repeat("\n", len(s.entries)-at) + text
	switch m := e.means.(type) {
	case message:
		m.text += lines
		e.means = m
	case bubble:
		if m.re != nil {
			return false
		}
		m.text += lines
		e.means = m
	default:
		return false
	}
	for _, blank := range s.entries[at+1:] {
		e.lines = append(e.lines, blank.lines...)
	}
	e.lines = append(e.lines, raw)
	s.entries = s.entries[:at+1]
	return true
}

func (e *entry) blank() bool {
	return e.means == nil && len(e.lines) == 1 && strings.TrimSpace(e.lines[0]) == ""
}

// String is the text of the file.
func (s *script) String() string {
	var lines []string
	for _, e := range s.entries {
		lines = append(lines, e.lines...)
	}
	text := strings.Join(lines, "\n")
	if s.bom {
		text = "\ufeff" + text
	}
	return text
}

// written makes an entry of lines that are not from a file.
func (s *script) written(lines ...string) *entry {
	for i := range lines {
		lines[i] += strings.TrimSuffix(s.newline, "\n")
	}
	return &entry{lines: lines}
}

// parser reads one line at a time. pos is its beginning.
type parser struct {
	loc  *time.Location
	errs *source.List
	pos  source.Pos
}

// fail reports a mistake behind so many runes of the line.
func (p *parser) fail(column int, hint, format string, args ...any) {
	pos := p.pos
	pos.Column += column
	p.errs.Add(pos, hint, format, args...)
}

func (p *parser) valid(raw string) bool {
	if utf8.ValidString(raw) {
		return true
	}
	column := 0
	for _, r := range raw {
		if r == utf8.RuneError {
			break
		}
		column++
	}
	p.fail(column, "save the file as UTF-8 in your editor", "the file is not UTF-8 text")
	return false
}

// fullWidth are signs as a Chinese keyboard gives them.
var fullWidth = map[rune]string{'\uff1e': ">", '\u300b': ">", '\uff1c': "<", '\u300a': "<", '\uff1d': "=", '\uff1a': ":", '\uff01': "!", '\uff20': "@",
	'\uff03': "#", '\u3000': "two narrow spaces"}

const lineHint = "a line begins with @ > a> < = : ! or #, or with two spaces to continue the text above"

// entry reads a line that continues nothing.
func (p *parser) entry(raw string) *entry {
	e := &entry{pos: p.pos, lines: []string{raw}}
	line := strings.TrimSuffix(raw, "\r")
	rest := func(sign string) string { return strings.TrimPrefix(line[len(sign):], " ") }
	trimmed := func(sign string) string { return strings.TrimSpace(line[len(sign):]) }
	switch {
	case strings.TrimSpace(line) == "", strings.HasPrefix(line, "#"):
	case strings.HasPrefix(line, ">"):
		e.means = message{from: engine.Customer, text: rest(">")}
	case strings.HasPrefix(line, "a>"):
		e.means = message{from: engine.Agent, text: rest("a>")}
	case strings.HasPrefix(line, "<~"):
		e.means = p.regexp(trimmed("<~"), line)
	case strings.HasPrefix(line, "<"):
		e.means = bubble{text: rest("<")}
	case strings.HasPrefix(line, "="):
		e.means = p.intents(trimmed("="))
	case strings.HasPrefix(line, ":"):
		e.means = p.rule(trimmed(":"))
	case strings.HasPrefix(line, "!"):
		e.means = p.effect(trimmed("!"), line)
	case strings.HasPrefix(line, "@"):
		e.means = p.directive(line)
	case strings.HasPrefix(line, "  "):
		p.fail(0, lineHint, "nothing above that this line could continue")
	default:
		hint := lineHint
		first, _ := utf8.DecodeRuneInString(line)
		if narrow, ok := fullWidth[first]; ok {
			hint = "write " + narrow
		}
		p.fail(0, hint, "a line that begins with %q", string(first))
	}
	return e
}

func (p *parser) regexp(text, line string) any {
	const hint = "a Go regexp (RE2); . does not match a line end without (?s)"
	if _, err := regexp.Compile(text); err != nil {
		p.fail(columnOf(line, text), hint, "bad regexp: %v", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return nil
	}
	whole, err := regexp.Compile(`\A(?:` + text + `)\z`)
	if err != nil { // a \Q that runs on to the end
		p.fail(columnOf(line, text), hint, "bad regexp: \\Q without \\E")
		return nil
	}
	return bubble{text: text, re: whole}
}

func (p *parser) intents(text string) any {
	ids := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == '\t' })
	if len(ids) == 0 {
		p.fail(0, "like = stock logistics.fee, or = oos", "no intents")
		return nil
	}
	return intentIDs{ids}
}

func (p *parser) rule(text string) any {
	if text == "" || strings.ContainsAny(text, " \t") {
		p.fail(0, "one rule a line, like : stock.yes or : bargain.compare#2", "want the id of a rule, have %q", text)
		return nil
	}
	return ruleID{text}
}

func (p *parser) effect(text, line string) any {
	name, rest, _ := strings.Cut(text, " ")
	if name == "" {
		p.fail(0, "like ! notify product=A2031, ! silent or ! nothing", "no action")
		return nil
	}
	e := effect{name: name}
	e.values, e.named = splitValues(rest)
	if (name == "silent" || name == "nothing") && len(e.values)+len(e.named) > 0 {
		p.fail(columnOf(line, rest), "", "! %s takes nothing more", name)
		return nil
	}
	if p.emptyEffect(e) {
		return nil
	}
	return e
}

// emptyEffect reports the effects that need a value and have none.
func (p *parser) emptyEffect(e effect) bool {
	want := map[string]string{"timer": "like ! timer unpaid.remind#1 15m", "cancel": "like ! cancel unpaid.remind", "focus": "like ! focus A2031"}[e.name]
	if want == "" || len(e.values) > 0 {
		return false
	}
	p.fail(0, want, "! %s names nothing", e.name)
	return true
}

// columnOf is how many runes of line stand before part, which is a piece of it.
func columnOf(line, part string) int {
	at := strings.LastIndex(line, part)
	if at < 0 {
		return 0
	}
	return utf8.RuneCountInString(line[:at])
}
