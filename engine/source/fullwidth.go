package source

import (
	"fmt"
	"strings"
)

// fullWidth are signs that a Chinese keyboard gives where the format wants
// plain ones.
var fullWidth = map[rune]string{
	0xFF0C: ", and a space", 0x3001: ", and a space", 0xFF1B: ", and a space", 0xFF1A: ": and a space", 0x3002: ".",
	0x201C: `"`, 0x201D: `"`, 0x2018: "'", 0x2019: "'", 0xFF08: "(", 0xFF09: ")", 0xFF3B: "[", 0xFF3D: "]", 0x3010: "[", 0x3011: "]",
	0xFF5B: "{", 0xFF5D: "}", 0xFF04: "$", 0xFF1E: ">", 0xFF1C: "<", 0x2265: ">=", 0x2264: "<=", 0x2260: "!=", 0xFF1D: "==", 0xFF01: "!",
	0xFF0B: "+", 0xFF0D: "-", 0x2014: "-", 0x00D7: "*", 0x00F7: "/", 0xFF0A: "*", 0xFF0F: "/", 0x3000: "a plain space", 0xFF03: "#",
}

// FullWidth returns a hint about the first full-width sign in a name or an
// expression: what to write in its place. It is "" where there is none.
func FullWidth(text string) string {
	for _, r := range text {
		if plain, ok := fullWidth[r]; ok {
			return fmt.Sprintf("write %s in place of the full-width %c", plain, r)
		}
		if r >= 0xFF10 && r <= 0xFF19 {
			return fmt.Sprintf("write %c in place of the full-width %c", r-0xFF10+'0', r)
		}
	}
	return ""
}

// Unparted returns a hint where a word of a list holds a sign with which
// Chinese parts words, but which does not part a list; "" where it does not.
func Unparted(word string) string {
	if i := strings.IndexAny(word, "\uff0c\u3001\uff1b"); i >= 0 {
		return FullWidth(word[i:])
	}
	return ""
}
