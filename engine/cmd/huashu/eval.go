package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/intents"
)

// labelled is one line of the input of eval. Entities holds a value or a list of values by kind; a line without it says nothing of them.
type labelled struct {
	Text     string         `json:"text"`
	Intent   string         `json:"intent"`
	Intents  []string       `json:"intents"`
	Entities map[string]any `json:"entities"`
}

// mostConfusions is how many confusions are listed.
const mostConfusions = 15

func eval(flags *flag.FlagSet) func(*console, []string) error {
	var models list
	flags.Var(&models, "m", "model `file` from build-model, instead of the built-in ones; may be repeated")
	base := flags.String("kb", "", "a shop's `folder`: measure its articles; lines are {\"text\", \"article\"}")
	now := nowFlag(flags)
	return func(c *console, args []string) error {
		if err := arguments(args, "FILE"); err != nil {
			return err
		}
		if *base != "" {
			return evalKB(c, *base, args[0], now.in(time.Local))
		}
		classifier, err := classifierOf(models)
		if err != nil {
			return err
		}
		rows, err := readRows(args[0], now.in(time.Local))
		if err != nil {
			return err
		}
		printEval(c.out, intents.Evaluate(classifier, rows))
		return nil
	}
}

// readRows reads JSON Lines of {"text","intent"} or {"text","intents"}, with {"entities"} or without.
func readRows(file string, now time.Time) ([]intents.Row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var rows []intents.Row
	in := bufio.NewReader(f)
	for n := 1; ; n++ {
		line, readErr := in.ReadString('\n')
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return nil, readErr
		}
		if strings.TrimSpace(line) != "" {
			var l labelled
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n, err)
			}
			if l.Intent != "" {
				l.Intents = append([]string{l.Intent}, l.Intents...)
			}
			rows = append(rows, intents.Row{Text: l.Text, Intents: slices.Compact(l.Intents), Entities: l.entities(), Context: intents.Context{Now: now}})
		}
		if readErr != nil {
			break
		}
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s holds no rows", file)
	}
	return rows, nil
}

// entities are the values of a line, nil where it says nothing of them.
func (l *labelled) entities() (found []intents.Entity) {
	if l.Entities != nil {
		found = []intents.Entity{}
	}
	for _, kind := range slices.Sorted(maps.Keys(l.Entities)) {
		values, several := l.Entities[kind].([]any)
		if !several {
			values = []any{l.Entities[kind]}
		}
		for _, v := range values {
			e := intents.Entity{Kind: kind}
			switch v := v.(type) {
			case float64:
				e.Num = v
			default:
				e.Str = fmt.Sprint(v)
			}
			found = append(found, e)
		}
	}
	return found
}

func printEval(w io.Writer, r intents.Report) {
	percent := func(name string, share float64) { fmt.Fprintf(w, "%-18s %6.2f %%\n", name, share*100) }
	fmt.Fprintf(w, "%-18s %d\n", "rows", r.Rows)
	percent("top-1", r.Top1)
	percent("first is one of", r.Any)
	percent("all intents exact", r.Exact)
	percent("of several, exact", r.SeveralExact)
	percent("macro F1", r.MacroF1)
	percent("oos recall", r.OOSRecall)
	percent("false rejections", r.FalseRejections)
	if r.Labelled {
		percent("entity F1", r.EntityF1)
	}
	fmt.Fprintln(w, "\nintent                   rows  precision  recall      F1")
	for _, in := range r.Intents {
		fmt.Fprintf(w, "%-24s %4d  %8.1f  %6.1f  %6.1f\n", in.ID, in.Rows, in.Precision*100, in.Recall*100, in.F1*100)
	}
	if len(r.Confusions) == 0 {
		return
	}
	fmt.Fprintln(w, "\ntaken for another")
	for _, c := range r.Confusions[:min(mostConfusions, len(r.Confusions))] {
		fmt.Fprintf(w, "%4d  %s → %s\n", c.Count, c.Want, c.Got)
	}
}
