package intents

// trie finds the longest word at a place in a text, in time that depends on the word's length and not on the number of words. Its
// edges stand in one open-addressed table, and a bitmap of first runes settles nearly every place of a message with one load.
// The zero trie holds nothing. A built trie is immutable and safe for concurrent use.
type trie struct {
	first []uint64 // a bit for every first rune, by its low bits: as many words as keep most other runes out, a power of two
	keys  []uint64 // node<<32 | rune, plus one so that 0 is an empty place
	next  []uint32 // the node behind the edge in keys
	ends  []int32  // by node: 1 + the value of the word that ends there, 0 for none
	mask  uint64
}

// trieBuilder collects words for a trie.
type trieBuilder struct {
	edges map[uint64]uint32
	ends  []int32
}

// add files a word under value unless it has one already, and returns the value that the word has then. An empty word is left out.
func (b *trieBuilder) add(word []rune, value int32) int32 {
	if len(word) == 0 {
		return value
	}
	if b.edges == nil {
		b.edges, b.ends = map[uint64]uint32{}, make([]int32, 1)
	}
	node := uint32(0)
	for _, r := range word {
		key := edgeKey(node, r)
		next, ok := b.edges[key]
		if !ok {
			next = uint32(len(b.ends))
			b.edges[key] = next
			b.ends = append(b.ends, 0)
		}
		node = next
	}
	if b.ends[node] == 0 {
		b.ends[node] = value + 1
	}
	return b.ends[node] - 1
}

func (b *trieBuilder) build() *trie {
	begun := 0
	for key := range b.edges {
		if key>>32 == 0 {
			begun++
		}
	}
	wide := 1
	for wide < 1024 && wide < begun/2 {
		wide *= 2
	}
	t := &trie{ends: b.ends, first: make([]uint64, wide)}
	if len(b.edges) == 0 {
		return t
	}
	size := uint64(4)
	for size < 2*uint64(len(b.edges)) {
		size *= 2
	}
	t.keys, t.next, t.mask = make([]uint64, size), make([]uint32, size), size-1
	for key, next := range b.edges {
		at := edgeHash(key) & t.mask
		for t.keys[at] != 0 {
			at = (at + 1) & t.mask
		}
		t.keys[at], t.next[at] = key, next
		if key>>32 == 0 {
			r := int(uint32(key - 1))
			t.first[r>>6&(wide-1)] |= 1 << (r & 63)
		}
	}
	return t
}

func edgeKey(node uint32, r rune) uint64 { return uint64(node)<<32 | uint64(uint32(r)) + 1 }

func edgeHash(key uint64) uint64 {
	key *= 0x9E3779B97F4A7C15
	return key ^ key>>29
}

// begins tells whether a word may begin with r; it errs only towards yes.
func (t *trie) begins(r rune) bool {
	return len(t.first) > 0 && t.first[int(uint32(r)>>6)&(len(t.first)-1)]>>(r&63)&1 != 0
}

// longest returns the value and length of the longest word at r[i], n 0 if there is none. Words do not end or begin within a
// run of Latin letters and digits.
func (t *trie) longest(r []rune, i int) (value int32, n int) {
	if !t.begins(r[i]) || !edgeAt(r, i) {
		return 0, 0
	}
	return t.behind(r, i)
}

// behind is longest for a word that may stand right behind a digit or letter: the kg of 65kg.
func (t *trie) behind(r []rune, i int) (value int32, n int) {
	node, keys, mask := uint32(0), t.keys, t.mask // in registers while the word is followed
	for j := i; j < len(r); j++ {
		key := edgeKey(node, r[j])
		at := edgeHash(key) & mask
		for keys[at] != key {
			if keys[at] == 0 {
				return value, n
			}
			at = (at + 1) & mask
		}
		node = t.next[at]
		if end := t.ends[node]; end != 0 && edgeAt(r, j+1) {
			value, n = end-1, j+1-i
		}
	}
	return value, n
}

// edgeAt tells whether i is no place within a run of Latin letters and digits.
func edgeAt(r []rune, i int) bool {
	return i <= 0 || i >= len(r) || !isAlnum(r[i-1]) || !isAlnum(r[i])
}

func isAlnum(r rune) bool { return isLatin(r) || isDigit(r) }
func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }
