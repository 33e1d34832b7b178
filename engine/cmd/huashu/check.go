package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"time"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// finding is one row of check: an error, with which a shop does not load, or something that should be looked at.
type finding struct {
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Witness  string `json:"witness,omitempty"` // a case for which it happens
}

func (f finding) String() string {
	text := source.Pos{File: f.File, Line: f.Line, Column: f.Column}.String() + ": " + f.Severity + ": " + f.Message
	if f.Witness != "" {
		text += " [" + f.Witness + "]"
	}
	if f.Hint != "" {
		text += " (" + f.Hint + ")"
	}
	return text
}

func check(flags *flag.FlagSet) func(*console, []string) error {
	asJSON := flags.Bool("json", false, "one JSON object a row")
	strict := flags.Bool("strict", false, "findings fail too")
	now := nowFlag(flags)
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		shop, err := loadShop(args[0])
		var mistakes source.Errors
		if err != nil && !errors.As(err, &mistakes) {
			return err
		}
		rows := errorRows(mistakes)
		if shop != nil {
			rows = append(rows, findingRows(shop, now.in(shop.Location()))...)
		}
		encoder := json.NewEncoder(c.out)
		encoder.SetEscapeHTML(false)
		for _, row := range rows {
			if *asJSON {
				err = encoder.Encode(row)
			} else {
				_, err = fmt.Fprintln(c.out, row)
			}
			if err != nil {
				return err
			}
		}
		fmt.Fprintf(c.err, "%d errors, %d findings\n", len(mistakes), len(rows)-len(mistakes))
		if len(mistakes) > 0 || *strict && len(rows) > 0 {
			return errFailed
		}
		return nil
	}
}

func errorRows(mistakes source.Errors) []finding {
	var rows []finding
	for _, e := range mistakes {
		rows = append(rows, finding{"error", e.Pos.File, e.Pos.Line, e.Pos.Column, e.Message, e.Hint, ""})
	}
	return rows
}

func findingRows(shop *engine.Shop, now time.Time) []finding {
	var rows []finding
	for _, f := range shop.LintAt(now) {
		rows = append(rows, finding{"finding", f.Pos.File, f.Pos.Line, f.Pos.Column, f.Message, f.Hint, f.Witness})
	}
	return rows
}
