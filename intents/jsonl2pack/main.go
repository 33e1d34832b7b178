// Command jsonl2pack turns lines of {"text": …, "intent": …} into a pack folder for `huashu build-model`, so that the
// classifier can be measured on public data. A line may carry "intents", a list, instead.
//
//	jsonl2pack FILE.jsonl… -o DIR
//
// It reads standard input when no file is named, and writes one file, pack.yaml, with the intents sorted and the texts in the order of the lines.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	out := flag.String("o", "", "the folder to write pack.yaml to")
	flag.Parse()
	if err := run(flag.Args(), *out, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, "jsonl2pack:", err)
		os.Exit(1)
	}
}

func run(files []string, dir string, in io.Reader) error {
	if dir == "" {
		return errors.New("name the folder to write: -o DIR")
	}
	var rows []row
	if len(files) == 0 {
		var err error
		if rows, err = read("standard input", in); err != nil {
			return err
		}
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		more, err := read(name, f)
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "pack.yaml"), []byte(yaml(rows)), 0o644)
}

type row struct {
	Text    string   `json:"text"`
	Intent  string   `json:"intent"`
	Intents []string `json:"intents"`
}

// read takes one row a line; empty lines are skipped.
func read(name string, in io.Reader) ([]row, error) {
	var rows []row
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var r row
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
		if r.Intent != "" {
			r.Intents = append(r.Intents, r.Intent)
		}
		if len(r.Intents) == 0 {
			r.Intents = []string{"oos"}
		}
		rows = append(rows, r)
	}
	return rows, lines.Err()
}

// yaml is the pack. Every text is quoted: what customers write is full of signs that mean something to YAML.
func yaml(rows []row) string {
	examples := map[string][]string{}
	var multi []row
	for _, r := range rows {
		if len(r.Intents) > 1 {
			multi = append(multi, r)
		}
		for _, id := range r.Intents {
			if len(r.Intents) == 1 {
				examples[id] = append(examples[id], r.Text)
			} else if examples[id] == nil {
				examples[id] = []string{}
			}
		}
	}
	ids := make([]string, 0, len(examples))
	for id := range examples {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var b strings.Builder
	b.WriteString("intents:\n")
	for _, id := range ids {
		fmt.Fprintf(&b, "  - id: %s\n    label: %s\n", quoted(id), quoted(id))
		if len(examples[id]) > 0 {
			b.WriteString("    examples:\n")
		}
		for _, text := range examples[id] {
			fmt.Fprintf(&b, "      - %s\n", quoted(text))
		}
	}
	if len(multi) > 0 {
		b.WriteString("multi:\n")
	}
	for _, r := range multi {
		fmt.Fprintf(&b, "  - text: %s\n    intents:\n", quoted(r.Text))
		for _, id := range r.Intents {
			fmt.Fprintf(&b, "      - %s\n", quoted(id))
		}
	}
	return b.String()
}

// quoted is s in double quotes; the escapes of Go are among those of YAML.
func quoted(s string) string {
	return strconv.Quote(strings.ToValidUTF8(s, ""))
}
