package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// eachLine answers every line of in, empty ones and those of any length too, with one line of JSON. Output is buffered and
// flushed whenever the next line has to be waited for, so that a program at the other end of two pipes gets its answers.
func eachLine(in io.Reader, out io.Writer, answer func(line string) (any, error)) error {
	reader := bufio.NewReaderSize(in, 64<<10)
	writer := bufio.NewWriterSize(out, 64<<10)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, readErr := reader.ReadString('\n')
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return errors.Join(fmt.Errorf("reading standard input: %w", readErr), writer.Flush())
		}
		if line != "" {
			value, err := answer(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"))
			if err == nil {
				err = encoder.Encode(value)
			}
			if err != nil {
				return errors.Join(err, writer.Flush())
			}
		}
		if readErr != nil {
			return writer.Flush()
		}
		if reader.Buffered() == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
	}
}
