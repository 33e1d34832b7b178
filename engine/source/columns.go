package source

import (
	"regexp"
	"slices"
	"strings"
)

// Column is a column that a table may have: its key, and the other words that
// stand for it in a header, the usual one first. A key of "" is that of columns
// which people keep for themselves: they are passed over.
type Column struct {
	Key   string
	Words []string
}

// Unread are the columns that every table may have and nobody reads.
var Unread = Column{Words: []string{"序号", "备注", "图片", "no.", "note", "notes"}}

// columnUnit is what may stand behind a word of a header: 价格(元), 腰围（cm）.
var columnUnit = regexp.MustCompile(`[(\x{ff08}](?i:元|克|g|厘米|cm|件|个|必填|选填)[)\x{ff09}]$`)

// ColumnWord is a header cell without what people put around its word: spaces,
// the * of a column that must be filled in, a unit in brackets.
func ColumnWord(header string) string {
	word := strings.Join(strings.Fields(strings.Trim(header, "* \u3000")), " ")
	return strings.TrimSpace(columnUnit.ReplaceAllString(word, ""))
}

// FindColumn returns the column that a header cell names, without regard to
// case; ok is false when none does.
func FindColumn(columns []Column, header string) (key string, ok bool) {
	word := strings.ToLower(ColumnWord(header))
	for _, c := range append(columns, Unread) {
		if word == c.Key && word != "" || slices.Contains(c.Words, word) {
			return c.Key, true
		}
	}
	return "", false
}

// ColumnHint helps with a header that names no column: the nearest word, else
// remedy, which may be empty, and the words of all columns.
func ColumnHint(columns []Column, header, remedy string) string {
	var known []string
	for _, c := range columns {
		known = append(append(known, c.Key), c.Words...)
	}
	word := strings.ToLower(ColumnWord(header))
	if near := Suggest(word, known); near != "" {
		return DidYouMean(word, known)
	}
	if remedy != "" {
		remedy += "; "
	}
	return remedy + "columns: " + ColumnList(columns)
}

// ColumnList names all columns, each with its usual word: code 货号, name 名称.
func ColumnList(columns []Column) string {
	var all []string
	for _, c := range columns {
		all = append(all, strings.Join(append([]string{c.Key}, c.Words[:min(1, len(c.Words))]...), " "))
	}
	return strings.Join(all, ", ")
}
