package main

import (
	"bytes"
	"io"
)

// indent writes lines two columns in.
type indent struct {
	w    io.Writer
	open bool // in a line
}

func (i *indent) Write(b []byte) (int, error) {
	var out []byte
	for _, line := range bytes.SplitAfter(b, []byte("\n")) {
		if len(line) > 0 && !i.open {
			out = append(out, "  "...)
		}
		if len(line) > 0 {
			out = append(out, line...)
			i.open = line[len(line)-1] != '\n'
		}
	}
	if _, err := i.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
