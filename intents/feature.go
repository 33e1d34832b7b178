package intents

import "github.com/huashu-go/huashu/engine/text"

// Features are hashed n-grams over tokens. A token is a character of a script without word breaks, a word of a script with
// them, a run of digits (by its length only: what a number says is the business of entities), or an emoji.
// Punctuation is no token. A start and an end mark stand around the message. A noun that nouns.go has is one token, which is its class.
//
//	one     a token, however often it comes; of such a noun the word too
//	two     two neighbours in their order
//	sound   two neighbouring syllables, so that 发获 still looks like 发货
//	near    two tokens in either order at most reach apart: they see through fillers, and do more than any longer n-gram
//	class   both of these where one of the two is a class; the word with its neighbour is a feature of family two
//	parts   3- to 5-grams of the letters of a word with marks around it, so that "shiping" looks like "shipping"
//
// A feature's hash has 32 bits, the lowest three name its family. Nothing is done about collisions, which strike one feature
// in thousands.

type token struct {
	id       uint32 // what it is
	sound    uint32 // of a character: its syllable; else its id
	word     uint32 // of a noun that has a class: which it is; else 0
	at       int32  // the first of its runes
	from, to int32  // its runes, while it is a word
	before   int32  // the token that was the same before, 0 if there was none
}

const (
	markStart = 0xF0000001
	markEnd   = 0xF0000002
	digits    = 0xF0000010 // + number of digits
	wordBit   = 0x80000000
)

// The families of features.
const (
	famOne = iota
	famTwo
	famSound
	famNear
	famParts
	famClass
	famMask = 7
)

// reach is how far apart the two tokens of a near pair may be.
const reach = 4

// familyWeight is what a feature of each family weighs beside its rarity, 1/256. Tuned on public data.
var familyWeight = [famMask + 1]int32{famOne: 512, famTwo: 256, famSound: 352, famNear: 200, famParts: 256, famClass: 200}

// features is the memory of one pass; it is reused.
type features struct {
	tokens []token
	hashes []uint32
}

func mix(h, x uint32) uint32 {
	h ^= x
	h *= 0x9E3779B1
	return h ^ h>>15
}

func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85EBCA6B
	h ^= h >> 13
	h *= 0xC2B2AE35
	return h ^ h>>16
}

func isLetter(r rune) bool { // of a script that separates words; the normal form has lower case only
	return r >= 'a' && r <= 'z' || r == '\'' || r >= 0xC0 && r < 0x2000 && r != 0xD7 && r != 0xF7
}

func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r < 0x4DC0 || r >= 0x20000 && r < 0x30000
}

// isSilent tells the runes that carry no meaning of their own: punctuation, spaces and signs of text.
func isSilent(r rune) bool {
	switch {
	case r < 0xC0, r >= 0x2000 && r < 0x2190, r >= 0x3000 && r < 0x3040, r >= 0xFE10 && r < 0xFE70, r >= 0xFF00 && r < 0xFFF0:
		return true
	}
	return false
}

// tokenise fills f.tokens from normalised runes.
func (f *features) tokenise(runes []rune) {
	f.tokens = append(f.tokens[:0], token{id: markStart, sound: markStart})
	words := nouns()
	for i := 0; i < len(runes); {
		r := runes[i]
		switch {
		case isHan(r):
			if class, n := words.longest(runes, i); n > 0 {
				f.tokens = append(f.tokens, classToken(class, wordID(runes[i:i+n]), i))
				i += n
				continue
			}
			t := token{id: uint32(r), sound: uint32(r), at: int32(i)}
			if s := text.Pinyin(r); s != 0 {
				t.sound = uint32(s)
			}
			f.tokens = append(f.tokens, t)
			i++
		case r >= '0' && r <= '9':
			n := i
			for n < len(runes) && (runes[n] >= '0' && runes[n] <= '9' || runes[n] == '.' && n+1 < len(runes) && runes[n+1] >= '0' && runes[n+1] <= '9') {
				n++
			}
			id := uint32(digits + min(n-i, 8))
			f.tokens = append(f.tokens, token{id: id, sound: id, at: int32(i)})
			i = n
		case isLetter(r):
			n := i
			for n < len(runes) && isLetter(runes[n]) {
				n++
			}
			id := wordID(runes[i:n])
			t := token{id: id, sound: id, at: int32(i)}
			switch class, k := words.longest(runes, i); {
			case k == n-i:
				t = classToken(class, id, i)
			case k > n-i && wordEnds(runes, i+k): // t恤, mp3
				t = classToken(class, wordID(runes[i:i+k]), i)
				n = i + k
			}
			t.from, t.to = int32(i), int32(n)
			f.tokens = append(f.tokens, t)
			i = n
		case isSilent(r):
			i++
		default:
			f.tokens = append(f.tokens, token{id: uint32(r), sound: uint32(r), at: int32(i)})
			i++
		}
	}
	f.tokens = append(f.tokens, token{id: markEnd, sound: markEnd})
	f.findRepeated()
}

// wordEnds tells whether a word may end at i: not amid letters or digits.
func wordEnds(runes []rune, i int) bool {
	return i == len(runes) || isHan(runes[i-1]) || !isLetter(runes[i]) && !isDigit(runes[i])
}

func wordID(word []rune) uint32 {
	h := uint32(0)
	for _, r := range word {
		h = mix(h, uint32(r))
	}
	return h | wordBit
}

func classToken(class int32, word uint32, at int) token {
	id := classBit | uint32(class)
	return token{id: id, sound: id, word: word, at: int32(at)}
}

// own is what a token is by itself, even if it has a class.
func (t *token) own() uint32 {
	if t.word != 0 {
		return t.word
	}
	return t.id
}

// courierClass is the token of couriers, whose bare name asks for one.
var courierClass = classBit | uint32(classNumber("courier"))

// onlyNouns tells whether nothing but nouns that have a class is said: 衬衫, 黑色羽绒服. What is meant by them the conversation knows.
func (f *features) onlyNouns() bool {
	for i := range f.tokens[1 : len(f.tokens)-1] {
		if t := &f.tokens[i+1]; t.word == 0 || t.id == courierClass {
			return false
		}
	}
	return len(f.tokens) > 2
}

// horizon is how far back a token is looked for.
const horizon = 100

// findRepeated fills before. Few tokens of a message come twice, and most of those that do not are told by one bit of their id.
func (f *features) findRepeated() {
	var seen uint64
	for i := 1; i < len(f.tokens)-1; i++ {
		id := f.tokens[i].own()
		bit := uint64(1) << (id * 0x9E3779B1 >> 26)
		if seen&bit == 0 {
			seen |= bit
			continue
		}
		for k := i - 1; k >= max(1, i-horizon); k-- {
			if f.tokens[k].own() == id {
				f.tokens[i].before = int32(k)
				break
			}
		}
	}
}

// tagged ends a hash with its family.
func tagged(h, family uint32) uint32 { return finish(h)&^famMask | family }

// extract fills f.hashes with the features of normalised runes.
func (f *features) extract(runes []rune) {
	f.tokenise(runes)
	f.hashes = f.edges(f.inside(f.hashes[:0], 1, len(f.tokens)-1, runes), 1, len(f.tokens)-1, runes)
}

// rangesOf appends the tokens of each clause, when the runes given to tokenise were those from the first clause on.
func (f *features) rangesOf(list []span, clauses []span) []span {
	i := 1
	for _, s := range clauses {
		from, to := int32(s.from-clauses[0].from), int32(s.to-clauses[0].from)
		for i < len(f.tokens)-1 && f.tokens[i].at < from {
			i++
		}
		begin := i
		for i < len(f.tokens)-1 && f.tokens[i].at < to {
			i++
		}
		list = append(list, span{begin, i})
	}
	return list
}

// inside appends the features that lie within tokens from..to, whatever stands around them. The runes are those given to tokenise.
func (f *features) inside(h []uint32, from, to int, runes []rune) []uint32 {
	for i := from; i < to; i++ {
		if f.tokens[i].before == 0 {
			h = f.alone(h, i, runes)
		}
		h = pairs(h, &f.tokens[i], f.tokens[i+1:min(i+1+reach, to)], true)
	}
	return h
}

// edges appends the features that tokens from..to have as a stretch of its own: those with a mark at either end, and the tokens that inside
// leaves out because they came before the stretch.
func (f *features) edges(h []uint32, from, to int, runes []rune) []uint32 {
	start, end := token{id: markStart, sound: markStart}, token{id: markEnd, sound: markEnd}
	if from == to {
		return neighbours(h, &start, &end)
	}
	for i := from; i < to; i++ {
		if b := int(f.tokens[i].before); b > 0 && b < from {
			h = f.alone(h, i, runes)
		}
	}
	h = pairs(h, &start, f.tokens[from:min(from+reach, to)], true)
	for i := max(from, to-reach); i < to; i++ {
		h = near(h, &f.tokens[i], &end)
	}
	return neighbours(h, &f.tokens[to-1], &end)
}

// between appends what inside and edges leave out of the whole, when inside was asked for parts only: pairs of tokens that are not of one part,
// with the marks of the whole, and what is in no part. parts are ranges of tokens, ascending.
func (f *features) between(h []uint32, parts []span, runes []rune) []uint32 {
	last := len(f.tokens) - 1
	k := 0
	for i := range last {
		for k < len(parts) && parts[k].to <= i {
			k++
		}
		next := i + 1
		if k < len(parts) && parts[k].from <= i {
			next = parts[k].to // what is before it is of the same part
		} else if i > 0 && f.tokens[i].before == 0 {
			h = f.alone(h, i, runes)
		}
		limit := min(i+1+reach, last+1)
		if i == 0 {
			limit = min(limit, last) // the two marks are no pair
		}
		if next < limit {
			h = pairs(h, &f.tokens[i], f.tokens[next:limit], next == i+1)
		}
	}
	return h
}

// alone appends the features of one token.
func (f *features) alone(h []uint32, i int, runes []rune) []uint32 {
	t := &f.tokens[i]
	h = append(h, tagged(mix(famOne+1, t.id), famOne))
	if t.word != 0 {
		h = append(h, tagged(mix(famOne+1, t.word), famOne))
	}
	if t.to > t.from {
		h = wordParts(h, runes[t.from:t.to])
	}
	return h
}

// pairs appends the pairs of a token with those behind it; adjacent tells that the first of these is its neighbour.
func pairs(h []uint32, a *token, behind []token, adjacent bool) []uint32 {
	if adjacent && len(behind) > 0 {
		h = neighbours(h, a, &behind[0])
	}
	for k := range behind {
		h = near(h, a, &behind[k])
	}
	return h
}

func neighbours(h []uint32, a, b *token) []uint32 {
	if a.word|b.word != 0 {
		return append(h,
			tagged(mix(mix(famTwo+1, a.own()), b.own()), famTwo),
			tagged(mix(mix(famTwo+1, a.id), b.id), famClass))
	}
	return append(h,
		tagged(mix(mix(famTwo+1, a.id), b.id), famTwo),
		tagged(mix(mix(famSound+1, a.sound), b.sound), famSound))
}

func near(h []uint32, a, b *token) []uint32 {
	family := uint32(famNear)
	if a.word|b.word != 0 {
		family = famClass
	}
	return append(h, tagged(mix(mix(famNear+1, min(a.id, b.id)), max(a.id, b.id)), family))
}

// wordParts appends the 3- to 5-grams of a word's letters, with a mark at either end.
func wordParts(h []uint32, word []rune) []uint32 {
	n := len(word)
	if n < 3 {
		return h
	}
	at := func(i int) uint32 {
		if i < 0 || i >= n {
			return ' '
		}
		return uint32(word[i])
	}
	for i := -1; i < n-1; i++ {
		g := mix(mix(famParts+1, at(i)), at(i+1))
		for k := 2; k < 5 && i+k <= n; k++ {
			g = mix(g, at(i+k))
			h = append(h, tagged(g+uint32(k), famParts))
		}
	}
	return h
}
