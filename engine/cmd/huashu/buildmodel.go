package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/huashu-go/huashu/intents"
)

func buildModel(flags *flag.FlagSet) func(*console, []string) error {
	file := flags.String("o", "", "model `file` to write")
	return func(c *console, args []string) error {
		if err := arguments(args, "DIR"); err != nil {
			return err
		}
		if *file == "" {
			return usagef("name the file to write with -o FILE")
		}
		if _, err := os.Stat(args[0]); err != nil {
			return err
		}
		var model bytes.Buffer
		if err := intents.Build(&model, os.DirFS(args[0])); err != nil {
			return err
		}
		if err := replaceFile(*file, model.Bytes()); err != nil {
			return err
		}
		fmt.Fprintf(c.err, "%s: %d bytes\n", *file, model.Len())
		return nil
	}
}

// replaceFile writes a file as a whole: whoever reads it meanwhile has the old one. What is no plain file (/dev/stdout) is
// written to directly.
func replaceFile(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, data, 0o644)
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".model-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(data)
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chmod(temp.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(temp.Name(), name)
}
