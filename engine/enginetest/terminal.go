package enginetest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// Terminal talks with a shop. What it prints is a .chat file, so that a conversation can be kept as a test: drop the lines that
// do not matter and run it.
//
// Each line read is a customer's message. A line may also be a directive (@clock +15m, @event order.paid order=1001, @item A2031 …)
// or an agent's word (a> 我来看看). When In is a terminal there is a prompt and time passes; else lines are echoed, and the clock
// moves by @clock alone.
type Terminal struct {
	Shop     *engine.Shop
	In       io.Reader
	Out      io.Writer
	Now      time.Time // where the clock starts; zero: the present
	Item     string    // the code or link of the product the customer is looking at
	Customer string
	Explain  bool // print the trace of every turn as comments

	// Changes tells which files of the shop have changed, as hotreload.Watch does: the shop is then loaded anew with Load, and the
	// conversation goes on. A comment says so, or why the shop before stays. Both or neither must be set.
	Changes <-chan []string
	Load    func() (*engine.Shop, error)

	prompt  bool // a person types
	present func() time.Time
	player  *player
	started time.Time // of the real clock, when the conversation's clock was last set
	told    bool      // how to go on after a handoff
}

// Run talks until the input ends. The error is that of reading or writing.
func (t Terminal) Run() error {
	if f, ok := t.In.(*os.File); ok {
		t.prompt = isTerminal(f)
	}
	return t.run(time.Now)
}

// isTerminal tells whether a person types: a character device that is not the null device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// Control codes that take a prompt back, so that what stays on the screen is a conversation.
const (
	eraseLine   = "\r\x1b[K"
	eraseBefore = "\x1b[1A" + eraseLine
)

func (t *Terminal) run(present func() time.Time) error {
	t.present = present
	t.player = newPlayer(t.Shop)
	out := &stickyWriter{w: t.Out}
	t.begin(out)
	stop := make(chan struct{})
	defer close(stop)
	next := t.reading(stop)
	for {
		if t.prompt {
			fmt.Fprint(out, "> ")
		}
		l := next(out)
		if l.err != nil && !errors.Is(l.err, io.EOF) {
			return fmt.Errorf("reading the conversation: %w", l.err)
		}
		if l.text == "" {
			break
		}
		t.line(strings.TrimSuffix(strings.TrimSuffix(l.text, "\n"), "\r"), out)
		if out.err != nil {
			return fmt.Errorf("writing the conversation: %w", out.err)
		}
	}
	if t.prompt {
		fmt.Fprint(out, eraseLine)
	}
	return out.err
}

// begin prints what the conversation starts from.
func (t *Terminal) begin(out io.Writer) {
	t.started = t.present()
	now := t.Now
	if now.IsZero() {
		now = t.started
	}
	now = now.In(t.Shop.Location()).Truncate(time.Second) // what is written below
	t.player.now = now
	fmt.Fprintf(out, "@clock %s\n", now.Format(time.RFC3339))
	if t.Customer != "" {
		t.player.customer = t.Customer
		fmt.Fprintf(out, "@customer %s\n", t.Customer)
	}
	if t.Item != "" {
		t.player.item = t.Item
		fmt.Fprintf(out, "@item %s\n", t.Item)
	}
}

func (t *Terminal) line(text string, out io.Writer) {
	if t.prompt && strings.TrimSpace(text) == "" {
		fmt.Fprint(out, eraseBefore)
		return
	}
	if means, ok := t.directive(text, out); ok {
		if means == nil {
			return // a mistake, which has been shown
		}
		if !t.prompt {
			fmt.Fprintln(out, text)
		}
		t.follow(means, out)
		return
	}
	t.timePassed(text, out)
	if !t.prompt {
		writeLines(out, textLines(">", text))
	}
	t.follow(message{from: engine.Customer, text: text}, out)
}

// directive reads a line that is no message.
func (t *Terminal) directive(text string, out io.Writer) (means any, ok bool) {
	name, _, _ := strings.Cut(strings.TrimPrefix(text, "@"), " ")
	known := false
	for _, d := range directives {
		known = known || d.name == name
	}
	if !strings.HasPrefix(text, "a> ") && !(strings.HasPrefix(text, "@") && known) {
		return nil, false
	}
	var errs source.List
	p := &parser{loc: t.Shop.Location(), errs: &errs, pos: source.Pos{File: "input", Line: 1, Column: 1}}
	if !p.valid(text) {
		return nil, false
	}
	e := p.entry(text)
	if err := errs.Err(); err != nil {
		comment(out, err.Error())
		return nil, true
	}
	return e.means, true
}

// timePassed lets the time that a person took pass in the conversation, a minute at least: what fell due meanwhile is said
// first. The line that was typed is taken up again behind it.
func (t *Terminal) timePassed(text string, out io.Writer) {
	passed := t.present().Sub(t.started).Truncate(time.Second)
	if !t.prompt || passed < time.Minute {
		return
	}
	t.started = t.started.Add(passed)
	fmt.Fprintf(out, eraseBefore+"@clock +%s\n", span(passed))
	t.follow(clock{after: passed}, out)
	writeLines(out, textLines(">", text))
}

// follow gives a line to the conversation and prints what comes of it.
func (t *Terminal) follow(means any, out io.Writer) {
	e := entry{means: means}
	if !e.opens() {
		t.player.set(means)
		return
	}
	got := t.player.play(means)
	for _, text := range got.bubbles {
		writeLines(out, textLines("<", text))
	}
	for _, a := range got.acts() {
		fmt.Fprintln(out, a.line(true, t.Shop.Location()))
	}
	if _, said := means.(message); said && got.silent() {
		fmt.Fprintln(out, "! silent")
	}
	for _, problem := range got.problems {
		comment(out, problem)
	}
	if len(got.handoffs) > 0 && !t.told {
		t.told = true
		comment(out, t.howToGoOn())
	}
	if t.Explain {
		for _, trace := range got.traces {
			comment(out, trace)
		}
	}
}

// howToGoOn tells who has the conversation after a handoff: without it one talks with nobody.
func (t *Terminal) howToGoOn() string {
	back := "@event agent.release"
	if word := t.Shop.HandBack(); word != "" {
		back = "a> " + word
	}
	return "a person was called and the bot is silent: write as that person with a> …, give the conversation back with " + back
}

func writeLines(out io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
}

// comment prints a text as comment lines.
func comment(out io.Writer, text string) {
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if line != "" {
			fmt.Fprintln(out, "# "+strings.ToValidUTF8(line, "\ufffd"))
		}
	}
}

// stickyWriter remembers the first error, so that printing need not be checked line by line.
type stickyWriter struct {
	w   io.Writer
	err error
}

func (s *stickyWriter) Write(b []byte) (int, error) {
	if s.err == nil {
		_, s.err = s.w.Write(b)
	}
	return len(b), nil
}
