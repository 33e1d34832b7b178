package intents

import "github.com/huashu-go/huashu/engine/text"

// A message that is one of the shop's own examples, letter for letter in the normal form, is that intent: what an operator wrote
// down is never outvoted by the base model. The examples are kept as hashes of their runes.

// addExamples remembers the shop's examples of an intent.
func (c *Classifier) addExamples(in Intent) {
	at := c.idAt(in.ID)
	var n text.Normalized
	for _, example := range in.Examples {
		text.Normalize(&n, example)
		if r := bare(n.Runes); len(r) > 0 {
			if c.exact == nil {
				c.exact = map[uint64]int32{}
			}
			c.exact[hashRunes(r)] = at
		}
	}
}

// example is the index in c.ids of the intent that the runes are an example of, or -1.
func (c *Classifier) example(runes []rune) int32 {
	if len(c.exact) == 0 {
		return -1
	}
	if at, ok := c.exact[hashRunes(bare(runes))]; ok {
		return at
	}
	return -1
}

// bare is without the punctuation and blanks at both ends.
func bare(r []rune) []rune {
	for len(r) > 0 && !isWordRune(r[0]) {
		r = r[1:]
	}
	for len(r) > 0 && !isWordRune(r[len(r)-1]) {
		r = r[:len(r)-1]
	}
	return r
}

func isWordRune(r rune) bool { return isHan(r) || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }

// hashRunes is FNV-1a over the runes.
func hashRunes(r []rune) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range r {
		h = (h ^ uint64(uint32(c))) * 1099511628211
	}
	return h
}
