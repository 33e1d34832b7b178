package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Suggest returns the word of known that is most like name, "" when none is
// near: within one edit for up to four runes, two for up to eight, else three.
// Edits are inserted, dropped, changed and swapped runes (the optimal
// string alignment distance), without regard to case. Ties go by order.
func Suggest(name string, known []string) string {
	word := []rune(strings.ToLower(name))
	if len(word) == 0 || len(word) > 64 {
		return ""
	}
	limit := 3
	switch n := len(word); {
	case n == 1:
		limit = 0
	case n <= 4:
		limit = 1
	case n <= 8:
		limit = 2
	}
	best := ""
	for _, candidate := range known {
		if count := utf8.RuneCountInString(candidate); count < len(word)-limit || count > len(word)+limit {
			continue
		}
		if d := distance(word, []rune(strings.ToLower(candidate))); d <= limit {
			best, limit = candidate, d-1
		}
	}
	return best
}

// DidYouMean returns a hint for a name that is not known: the nearest word,
// else the full-width sign in it, else all known ones when they are few, else
// "".
func DidYouMean(name string, known []string) string {
	if word := Suggest(name, known); word != "" {
		return fmt.Sprintf("did you mean %q?", word)
	}
	if hint := FullWidth(name); hint != "" {
		return hint
	}
	if len(known) == 0 || len(known) > 12 {
		return ""
	}
	return "known: " + strings.Join(known, ", ")
}

// DidYouMeanOr is DidYouMean for a name that an author may be free to declare:
// when it is like none of the known ones the hint is remedy, before the known
// ones where they are few.
func DidYouMeanOr(name string, known []string, remedy string) string {
	hint := DidYouMean(name, known)
	switch {
	case hint == "":
		return remedy
	case strings.HasPrefix(hint, "known: "):
		return remedy + "; " + hint
	}
	return hint
}

// distance is the optimal string alignment distance of two words.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
