// Command huashu is for the people who write a shop's folder: talk with it, check it, play its conversations, and see why it
// answers as it does. It also builds and measures models.
//
// Results go to standard output, everything else to standard error. The exit code is 0 when done (findings alone included,
// unless -strict), 1 for errors and mismatches, 2 for wrong usage.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	_ "time/tzdata" // shops name time zones, and machines without zoneinfo must know them

	"github.com/huashu-go/huashu/engine"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// The exit codes.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

// console is what a command reads from and writes to.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// command is one word after huashu. setup declares its flags and returns what to do with the other arguments.
type command struct {
	name, args, about string
	setup             func(*flag.FlagSet) func(*console, []string) error
}

var commands = []command{
	{"chat", "DIR [-watch] [-now T] [-item CODE] [-customer ID] [-explain]", "talk with a shop; what it prints is a .chat file", chat},
	{"check", "DIR [-json] [-strict] [-now DATE]", "report every mistake and finding of a shop", check},
	{"test", "DIR [-cover] [-mutate] [-update]", "play DIR/chats/*.chat", test},
	{"diff", "OLD NEW CHATS [-strict]", "play conversations or a log on two versions of a shop and show only the replies that change", diff},
	{"explain", "DIR TEXT [-now T] [-item CODE]", "show how a message is understood and answered", explain},
	{"classify", "-json [-shop DIR] [-m MODEL]… [-now T]", "understand each line of standard input", classify},
	{"search", "DIR -json [-now T] [-item CODE]", "search the knowledge base for each line of standard input", search},
	{"build-model", "DIR -o FILE", "make a model from a pack of examples", buildModel},
	{"replay", "LOG DIR", "play a recorded log and show any reply that differs", replay},
	{"erase", "LOG CONVERSATION", "copy a recorded log without one conversation, to standard output", erase},
	{"schema", "[KIND]", "print JSON Schemas for editors; KIND is shop, rules, products, promotions, tables, kb or intents", schema},
	{"import", "FILE.csv [-o FILE]", "turn a table of articles into YAML", importCSV},
	{"eval", "FILE.jsonl [-m MODEL]… [-kb DIR] [-now T]", "measure understanding on labelled messages, or with -kb the articles of a shop", eval},
}

// usageError is a wrong command line: exit code 2.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

// errFailed ends a command with exit code 1 after it has reported everything itself.
var errFailed = errors.New("failed")

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &console{stdin, stdout, stderr}
	if len(args) == 0 {
		help(stderr)
		return exitUsage
	}
	if args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		help(stdout)
		return exitOK
	}
	for _, cmd := range commands {
		if cmd.name == args[0] {
			return cmd.run(c, args[1:])
		}
	}
	fmt.Fprintf(stderr, "huashu: unknown command %q\n\n", args[0])
	help(stderr)
	return exitUsage
}

func help(w io.Writer) {
	fmt.Fprintln(w, "usage: huashu COMMAND …")
	for _, cmd := range commands {
		fmt.Fprintf(w, "  %s %s\n        %s\n", cmd.name, cmd.args, cmd.about)
	}
}

func (cmd command) run(c *console, args []string) int {
	flags := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	do := cmd.setup(flags)
	rest, err := parse(flags, args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(c.out, "usage: huashu %s %s\n%s\n", cmd.name, cmd.args, cmd.about)
		flags.SetOutput(c.out)
		flags.PrintDefaults()
		return exitOK
	}
	if err == nil {
		err = do(c, rest)
	}
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintf(c.err, "huashu %s: %v\nusage: huashu %s %s\n", cmd.name, err, cmd.name, cmd.args)
		return exitUsage
	case !errors.Is(err, errFailed):
		fmt.Fprintln(c.err, err)
	}
	return exitFailed
}

// parse reads flags before, between and behind the other arguments; behind -- nothing is a flag.
func parse(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		before := args
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usageError{err.Error()}
		}
		args = flags.Args()
		if n := len(before) - len(args); n > 0 && before[n-1] == "--" {
			return append(rest, args...), nil
		}
		if len(args) == 0 {
			return rest, nil
		}
		rest, args = append(rest, args[0]), args[1:]
	}
}

// arguments checks how many there are; names are for the message.
func arguments(args []string, names ...string) error {
	switch {
	case len(args) < len(names):
		return usagef("%s is missing", names[len(args)])
	case len(args) > len(names):
		return usagef("unexpected argument %q", args[len(names)])
	}
	return nil
}

// moment is a flag for a time or a day.
type moment struct {
	time time.Time // zero until it is given
	day  bool      // a day, which begins where the shop is
}

func (m *moment) String() string { return "" }

func (m *moment) Set(text string) error {
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			m.time, m.day = t, layout == time.DateOnly
			return nil
		}
	}
	return fmt.Errorf("want a day like 2026-12-05 or a time like 2026-12-05T10:00:00+08:00")
}

// in is the given time, else the present.
func (m *moment) in(loc *time.Location) time.Time {
	switch {
	case m.time.IsZero():
		return time.Now().In(loc)
	case m.day:
		return time.Date(m.time.Year(), m.time.Month(), m.time.Day(), 0, 0, 0, 0, loc)
	}
	return m.time
}

func nowFlag(flags *flag.FlagSet) *moment {
	var now moment
	flags.Var(&now, "now", "`time` of the clock, as in 2026-12-05T10:00:00+08:00; default: the present")
	return &now
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string { return strings.Join(*l, ",") }

func (l *list) Set(text string) error {
	*l = append(*l, text)
	return nil
}

// loadShop loads a folder; its error names every mistake.
func loadShop(dir string) (*engine.Shop, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", dir)
	}
	return engine.Load(os.DirFS(dir))
}
