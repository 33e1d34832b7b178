package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/intents"
)

// classified is one line of the output of classify.
type classified struct {
	Text     string         `json:"text"`
	Intents  []scored       `json:"intents"`
	Entities map[string]any `json:"entities"`
}

type scored struct {
	ID    string  `json:"id"`
	Score float64 `json:"score"`
}

func classify(flags *flag.FlagSet) func(*console, []string) error {
	asJSON := flags.Bool("json", false, "one JSON object a line; the only form there is")
	load := understandingFlags(flags)
	now := nowFlag(flags)
	return func(c *console, args []string) error {
		if err := arguments(args); err != nil {
			return err
		}
		if !*asJSON {
			return usagef("write -json")
		}
		understand, err := load()
		if err != nil {
			return err
		}
		return eachLine(c.in, c.out, func(line string) (any, error) {
			return classifiedLine(line, understand(line, now.in(time.Local))), nil
		})
	}
}

type understanding func(text string, now time.Time) intents.Result

// understandingFlags are -shop and -m: whose understanding is asked. Without them it is that of the built-in models.
func understandingFlags(flags *flag.FlagSet) func() (understanding, error) {
	dir := flags.String("shop", "", "understand as the shop in this `folder` does")
	var models list
	flags.Var(&models, "m", "model `file` from build-model, instead of the built-in ones; may be repeated")
	return func() (understanding, error) {
		if *dir != "" && len(models) > 0 {
			return nil, usagef("-shop brings its own models: give either -shop or -m")
		}
		if *dir != "" {
			shop, err := loadShop(*dir)
			if err != nil {
				return nil, err
			}
			return shop.Understand, nil
		}
		c, err := classifierOf(models)
		if err != nil {
			return nil, err
		}
		return func(text string, now time.Time) intents.Result { return c.Understand(text, intents.Context{Now: now}) }, nil
	}
}

func classifierOf(files []string) (*intents.Classifier, error) {
	var o intents.Options
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		m, err := intents.Open(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		o.Models = append(o.Models, m)
	}
	if len(files) == 0 {
		for _, language := range []string{"zh", "en"} {
			m, err := intents.Retail(language)
			if err != nil {
				return nil, err
			}
			o.Models = append(o.Models, m)
		}
	}
	return intents.New(o)
}

func classifiedLine(text string, r intents.Result) classified {
	line := classified{Text: text, Intents: []scored{}, Entities: map[string]any{}}
	for _, i := range r.Intents {
		line.Intents = append(line.Intents, scored{i.ID, round4(i.Score)})
	}
	for _, e := range r.Entities {
		if e.Kind == "number" || e.Kind == "yes_no" {
			continue // answers to a form's question, which nobody asked here
		}
		value := entityValue(e)
		switch before := line.Entities[e.Kind].(type) {
		case nil:
			line.Entities[e.Kind] = value
		case []any:
			line.Entities[e.Kind] = append(before, value)
		default:
			line.Entities[e.Kind] = []any{before, value}
		}
	}
	return line
}

var numeric = strings.Fields("height_cm weight_kg waist_cm hip_cm bust_cm money discount quantity")

// entityValue is a number for the numeric kinds, else the canonical word.
func entityValue(e intents.Entity) any {
	if slices.Contains(numeric, e.Kind) {
		return round4(e.Num)
	}
	return e.Str
}

func round4(f float64) float64 { return math.Round(f*1e4) / 1e4 }
