// Package source reads a shop's files: strict YAML and CSV, with the place of
// every value, so that all mistakes can be reported at once as
// file:line:column with a hint.
//
// A loader collects mistakes in a [List], reads files with [Read] or [CSV] and
// takes the values out of a [Node] with accessors that report what is wrong
// and go on. It is the only package that knows the YAML library. Its stable
// part is [Pos], [Error] and [Errors].
package source

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Pos is a place in a file of the shop's folder.
type Pos struct {
	File         string // slash-separated path inside the folder
	Line, Column int    // from 1, columns in runes; 0 = not known
}

// String returns "file:line:column", leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Error is one mistake in a shop's content.
type Error struct {
	Pos     Pos
	Message string // what is wrong
	Hint    string // how to mend it; "" = nothing to add
}

// Error returns "file:line:column: message (hint)".
func (e *Error) Error() string {
	text := e.Message
	if place := e.Pos.String(); place != "" {
		text = place + ": " + text
	}
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

// Errors are all mistakes of one loading, sorted by place and without
// repetitions. They are never empty where they are returned as an error.
type Errors []*Error

// Error returns the mistakes, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, one := range e {
		lines[i] = one.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap makes each mistake visible to errors.As and errors.Is.
func (e Errors) Unwrap() []error {
	all := make([]error, len(e))
	for i, one := range e {
		all[i] = one
	}
	return all
}

// List collects mistakes. Its zero value is ready for use. It must not be used
// by several goroutines at once.
type List struct {
	errs Errors
}

// Add reports a mistake. hint may be empty; format and args are those of
// fmt.Sprintf.
func (l *List) Add(pos Pos, hint, format string, args ...any) {
	l.errs = append(l.errs, &Error{Pos: pos, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Join adds the mistakes that another loader returned. Those of [Errors] keep
// their places, any other error is added without one; nil adds nothing.
func (l *List) Join(err error) {
	var list Errors
	var one *Error
	switch {
	case err == nil:
	case errors.As(err, &list):
		l.errs = append(l.errs, list...)
	case errors.As(err, &one):
		l.errs = append(l.errs, one)
	default:
		l.Add(Pos{}, "", "%v", err)
	}
}

// Len returns how often a mistake was reported, repetitions included.
func (l *List) Len() int { return len(l.errs) }

// Err returns nil when nothing was reported, else [Errors]: sorted by file,
// line, column and message, repetitions removed. The list can be used further.
func (l *List) Err() error {
	if len(l.errs) == 0 {
		return nil
	}
	sorted := slices.Clone(l.errs)
	slices.SortStableFunc(sorted, func(a, b *Error) int {
		return cmp.Or(a.Pos.compare(b.Pos), strings.Compare(a.Message, b.Message), strings.Compare(a.Hint, b.Hint))
	})
	return slices.CompactFunc(sorted, func(a, b *Error) bool { return *a == *b })
}

// Files returns the files that match any of the patterns (those of [fs.Glob]),
// each once, sorted by path. A folder that does not exist holds no files. Left
// out are folders and what editors leave behind: names that start with "." or
// "~". The only possible error is a malformed pattern.
func Files(fsys fs.FS, patterns ...string) ([]string, error) {
	var files []string
	for _, pattern := range patterns {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, fmt.Errorf("pattern %q: %w", pattern, err)
		}
		for _, file := range found {
			if name := path.Base(file); strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") {
				continue
			}
			if info, err := fs.Stat(fsys, file); err == nil && info.IsDir() {
				continue
			}
			files = append(files, file)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}
