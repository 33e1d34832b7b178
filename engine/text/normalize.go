// Package text holds what understanding and search both need of a customer's writing: one normal form,
// homophones, and numerals.
package text

import "unicode/utf8"

//go:generate go -C gen run .

// Normalized is the normal form of a text. Offsets[i] is the byte in the original at which the material of
// Runes[i] begins; Offsets has one element more than Runes, the length of the original.
// What stood between two runes and was dropped belongs to the former.
type Normalized struct {
	Runes   []rune
	Offsets []int32
}

// Normalize writes the normal form of s to dst, reusing its memory: compatibility forms become plain ones (NFKC: full
// width, circled, units such as ㎏), accents and case are dropped, Traditional characters become Simplified ones, any white
// space becomes a space. Control and zero-width characters and invalid UTF-8 are left out; emoji stay.
//
// It is one pass over a generated table and does not allocate once dst has grown. s must be shorter than 2 GiB.
func Normalize(dst *Normalized, s string) {
	runes, offsets := dst.Runes[:0], dst.Offsets[:0]
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if f := asciiFold[c]; f != 0 {
				runes, offsets = append(runes, rune(f)), append(offsets, int32(i))
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		at := int32(i)
		i += size
		if r == utf8.RuneError {
			continue // invalid, or a mark that something was: no information either way
		}
		if uint32(r) >= foldLimit {
			runes, offsets = append(runes, r), append(offsets, at)
			continue
		}
		f := r + foldBlocks[foldIndex[r>>8]][r&0xFF]
		switch {
		case f >= 0:
			runes, offsets = append(runes, f), append(offsets, at)
		case f < -1:
			for _, l := range foldLong[-2-f] {
				runes, offsets = append(runes, l), append(offsets, at)
			}
		}
	}
	dst.Runes, dst.Offsets = runes, append(offsets, int32(len(s)))
}

// String returns the normal form of s.
func String(s string) string {
	var n Normalized
	Normalize(&n, s)
	return string(n.Runes)
}

// asciiFold is the normal form of each ASCII character, 0 to drop it.
var asciiFold = func() (fold [utf8.RuneSelf]byte) {
	for c := range fold {
		switch {
		case c == '\t' || c == '\n' || c == '\r':
			fold[c] = ' '
		case c < ' ' || c == 0x7F:
			fold[c] = 0
		case c >= 'A' && c <= 'Z':
			fold[c] = byte(c) + 'a' - 'A'
		default:
			fold[c] = byte(c)
		}
	}
	return fold
}()
