package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/kb"
)

// importCSV turns a table of articles, as Excel exports it, into the YAML that means the same.
func importCSV(flags *flag.FlagSet) func(*console, []string) error {
	out := flags.String("o", "", "`file` to write; standard output if not given")
	return func(c *console, args []string) error {
		if err := arguments(args, "FILE.csv"); err != nil {
			return err
		}
		data, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		text, err := kb.YAML(args[0], data)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%d articles\n", bytes.Count(text, []byte("\n  - id: ")))
		if *out == "" {
			_, err = c.out.Write(text)
			return err
		}
		return os.WriteFile(*out, text, 0o644)
	}
}

// question is one line of the input of eval -kb.
type question struct {
	Text    string `json:"text"`
	Article string `json:"article"` // "" where the base has no answer
	Product string `json:"product"`
	Intent  string `json:"intent"`
}

// evalKB measures a shop's articles on questions of which the right article is known.
func evalKB(c *console, dir, file string, now time.Time) error {
	shop, err := loadShop(dir)
	if err != nil {
		return err
	}
	if err := warm(c, shop); err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var rows []kb.EvalRow
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		var q question
		if strings.TrimSpace(in.Text()) == "" {
			continue
		}
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			return fmt.Errorf("%s:%d: want {\"text\", \"article\"}: %w", file, n, err)
		}
		rows = append(rows, kb.EvalRow{Text: q.Text, Want: q.Article, Product: q.Product, Intent: q.Intent, Now: now})
	}
	if err := in.Err(); err != nil {
		return err
	}
	report, err := kb.Evaluate(shop.KB(), rows)
	if err != nil {
		return err
	}
	printKB(c.out, report)
	return nil
}

func printKB(w io.Writer, r kb.EvalReport) {
	fmt.Fprintf(w, "rows       %d with an answer, %d without\n", r.Rows, r.Missing)
	fmt.Fprintf(w, "hit@1      %.3f\nhit@3      %.3f\nMRR        %.3f\n", r.HitRate1(), r.HitRate3(), r.MRR())
	fmt.Fprintf(w, "answered   %d, right %.3f\n", r.Answered, r.AnsweredPrecision())
	fmt.Fprintf(w, "asked back %d, right %.3f\n", r.Asked, r.AskedPrecision())
	fmt.Fprintf(w, "none       %d, right %.3f\n", r.None, r.NonePrecision())
	fmt.Fprintf(w, "answered where there is no answer %.3f\n", r.WronglyAnswered())
}

// slowBase is from how many entries on building the index is worth a progress bar.
const slowBase = 2000

// warm builds the search index, with a progress bar on standard error where it takes a while.
func warm(c *console, shop *engine.Shop) error {
	shown := false
	err := shop.Warm(func(done, total int) {
		if total < slowBase {
			return
		}
		const width = 40
		filled := width * done / total
		fmt.Fprintf(c.err, "\rindexing [%s%s] %d/%d", strings.Repeat("#", filled), strings.Repeat(".", width-filled), done, total)
		shown = true
	})
	if shown {
		fmt.Fprintln(c.err)
	}
	return err
}
