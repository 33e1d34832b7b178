package source

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Cell is one field of a CSV file.
type Cell struct {
	Text string // without white space around it
	Pos  Pos
}

// Node returns the cell as a scalar, so that it can be read with the accessors
// of YAML values. An empty cell is null.
func (c Cell) Node() *Node {
	n := &Node{doc: &document{file: c.Pos.File}, line: c.Pos.Line, column: c.Pos.Column, text: c.Text, style: block}
	if c.Text == "" {
		n.style = plain
	}
	return n
}

// CSV reads a CSV file as Excel exports it: UTF-8 with or without byte order
// mark, or GBK when the bytes are not UTF-8; columns in quotes may hold commas,
// line ends and doubled quotes. The first row is the header. Empty rows are
// left out, all others have exactly as many cells as the header: a row that
// has more, or fewer, or is malformed is reported and left out. A file without
// content has no rows.
func CSV(file string, data []byte, errs *List) [][]Cell {
	text, ok := decodeCSV(file, data, errs)
	if !ok {
		return nil
	}
	s := csvScanner{file: file, text: []rune(text), line: 1, column: 1, errs: errs}
	var rows [][]Cell
	for s.at < len(s.text) {
		row, ok := s.row()
		used := usedCells(row)
		if !ok || used == 0 {
			continue
		}
		if len(rows) == 0 {
			row = row[:used]
		} else if row, ok = fit(row, used, len(rows[0]), errs); !ok {
			continue
		}
		rows = append(rows, row)
	}
	return rows
}

func decodeCSV(file string, data []byte, errs *List) (string, bool) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		wide := bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if wide || err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			errs.Add(Pos{File: file}, `in Excel save as "CSV UTF-8"`, "the file is neither UTF-8 nor GBK text")
			return "", false
		}
		data = decoded
	}
	return string(data), true
}

// usedCells counts the cells up to the last one that is not empty: Excel adds
// empty ones to every row when one row was wider.
func usedCells(row []Cell) int {
	used := len(row)
	for used > 0 && row[used-1].Text == "" {
		used--
	}
	return used
}

// fit gives a row the width of the header. Cells that Excel left out are
// empty; one cell too many is a text with a comma in it.
func fit(row []Cell, used, width int, errs *List) ([]Cell, bool) {
	if used > width {
		errs.Add(row[width].Pos, `a text with a comma must be in double quotes ("a,b")`, "the row has %d cells, the header %d", used, width)
		return nil, false
	}
	row = row[:min(len(row), width)]
	for len(row) < width {
		row = append(row, Cell{Pos: row[len(row)-1].Pos})
	}
	return row, true
}

// csvScanner reads rows; it counts lines and columns in runes.
type csvScanner struct {
	file         string
	text         []rune
	at           int
	line, column int
	errs         *List
}

func (s *csvScanner) peek() rune {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return '\n'
}

func (s *csvScanner) next() rune {
	r := s.peek()
	s.at++
	s.column++
	if r == '\n' || r == '\r' && s.peek() != '\n' {
		s.line, s.column = s.line+1, 1
	}
	return r
}

func (s *csvScanner) pos() Pos { return Pos{File: s.file, Line: s.line, Column: s.column} }

func (s *csvScanner) atEnd() bool { return s.at >= len(s.text) || s.peek() == '\n' || s.peek() == '\r' }

// row reads up to and with the end of the line. It is false when a cell is
// malformed; then the rest of the line is skipped.
func (s *csvScanner) row() ([]Cell, bool) {
	var row []Cell
	for ok := true; ; {
		var cell Cell
		if cell, ok = s.cell(); !ok {
			for !s.atEnd() {
				s.next()
			}
			s.endLine()
			return nil, false
		}
		row = append(row, cell)
		if s.atEnd() {
			s.endLine()
			return row, true
		}
		s.next() // the comma
	}
}

func (s *csvScanner) endLine() {
	if s.peek() == '\r' {
		s.next()
		if s.at >= len(s.text) || s.peek() != '\n' {
			return
		}
	}
	s.next()
}

func (s *csvScanner) cell() (Cell, bool) {
	for s.peek() == ' ' || s.peek() == '\t' {
		s.next()
	}
	start := s.pos()
	if s.peek() == '"' {
		return s.quotedCell(start)
	}
	begin := s.at
	for !s.atEnd() && s.peek() != ',' {
		s.next()
	}
	return Cell{Text: strings.TrimSpace(string(s.text[begin:s.at])), Pos: start}, true
}

func (s *csvScanner) quotedCell(start Pos) (Cell, bool) {
	var text strings.Builder
	s.next()
	for {
		if s.at >= len(s.text) {
			s.errs.Add(start, `close it with "; a quote inside a cell is doubled ("")`, "the quote of this cell is not closed")
			return Cell{}, false
		}
		r := s.next()
		if r != '"' {
			text.WriteRune(r)
			continue
		}
		if s.peek() != '"' {
			break
		}
		text.WriteRune(s.next())
	}
	for s.peek() == ' ' || s.peek() == '\t' {
		s.next()
	}
	if !s.atEnd() && s.peek() != ',' {
		s.errs.Add(s.pos(), `a quote inside a cell is doubled ("")`, "text after the closing quote of a cell")
		return Cell{}, false
	}
	clean := strings.ReplaceAll(text.String(), "\r\n", "\n")
	return Cell{Text: strings.TrimSpace(clean), Pos: start}, true
}
