package intents

import (
	"strings"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// Entities are read in three steps, none of which compiles or searches a pattern: cues (entity_cues.go) in one pass; then
// from left to right the longest known word or number at each place, which settles most values by what stands beside them;
// then what only the whole message or the open question can settle (entity_resolve.go): height and weight side by side, what the
// customer wishes to pay (offer.go), and to which question a bare number belongs.

// extractor reads entities. It is immutable and safe for concurrent use.
type extractor struct {
	lexicon *lexicon
	trie    *trie // words of the shop; values index says
	says    [][]said
	hues    map[int32]string  // the catalogue's word for a built-in colour
	sizes   map[string]string // the catalogue's word for a canonical size
	scans   sync.Pool
}

// said is what a word of the shop means: an entity of this kind and value.
type said struct{ kind, value string }

// Kinds that do not leave the extractor.
const (
	kindNumber = "number"  // leaves it when nothing claims it
	kindLength = " length" // centimetres of what nobody told
)

// newExtractor compiles the words of a catalogue and the lists of a shop. Of words that mean several things, those of the
// catalogue come before lists, and lists are each reported.
func newExtractor(terms []Term, lists []List) *extractor {
	x := &extractor{lexicon: words(), hues: map[int32]string{}, sizes: map[string]string{}}
	var b trieBuilder
	add := func(word, kind, value string) {
		r := []rune(strings.TrimSpace(text.String(word)))
		at := b.add(r, int32(len(x.says)))
		if len(r) == 0 {
			return
		}
		if int(at) == len(x.says) {
			x.says = append(x.says, nil)
		}
		for _, s := range x.says[at] {
			if s.kind == kind {
				return
			}
		}
		x.says[at] = append(x.says[at], said{kind, value})
	}
	for _, t := range terms {
		for _, w := range append([]string{t.Value}, t.Says...) {
			x.addTerm(t, w, add)
		}
	}
	for _, l := range lists {
		for _, w := range l.Words {
			add(w.Value, l.Name, w.Value)
			for _, s := range w.Says {
				add(s, l.Name, w.Value)
			}
		}
	}
	x.trie = b.build()
	return x
}

func (x *extractor) addTerm(t Term, word string, add func(word, kind, value string)) {
	r := []rune(strings.TrimSpace(text.String(word)))
	switch t.Kind {
	case "colour":
		if at, ok := x.hueOf(r); ok {
			if _, known := x.hues[at]; !known {
				x.hues[at] = t.Value
			}
		}
		if len(r) > 1 {
			add(word, t.Kind, t.Value)
		}
	case "size":
		if s := canonicalSize(string(r)); s != "" {
			if _, known := x.sizes[s]; !known {
				x.sizes[s] = t.Value
			}
			return
		}
		if len(r) > 1 && !isDigits(r) {
			add(word, t.Kind, t.Value)
		} else if isDigits(r) {
			x.sizes[string(r)] = t.Value
		}
	case "product":
		add(word, t.Kind, t.Value)
		if strings.Contains(word, "://") || strings.Contains(word, "/") {
			add(bareLink(string(r)), t.Kind, t.Value)
			add(linkID(string(r)), t.Kind, t.Value)
		}
	}
}

// hueOf finds the built-in colour that a catalogue's word names, with or without 色.
func (x *extractor) hueOf(r []rune) (int32, bool) {
	for _, w := range [][]rune{r, append(r[:len(r):len(r)], '色')} {
		if len(w) == 0 {
			continue
		}
		if v, n := x.lexicon.trie.longest(w, 0); n == len(w) && x.lexicon.meanings[v].kind == meansColour {
			return x.lexicon.meanings[v].arg, true
		}
	}
	return 0, false
}

// extract appends the entities of a message to out, in the order of mention, and returns them with the wish for a price and the
// mood. t is the normal form of original. It is safe for concurrent use and allocates only for what it finds.
func (x *extractor) extract(t *text.Normalized, original string, c Context, out []Entity) ([]Entity, Offer, string) {
	s, _ := x.scans.Get().(*scan)
	if s == nil {
		s = &scan{cues: make([]cueHit, 0, 32)}
	}
	*s = scan{x: x, l: x.lexicon, r: t.Runes, offsets: t.Offsets, original: original, context: c, out: out, from: len(out), cues: s.cues[:0]}
	s.findCues()
	for i := 0; i < len(s.r); {
		i += s.read(i)
	}
	s.resolve()
	if s.awaits("yes_no") {
		s.yesNo()
	}
	s.finish()
	out, offer, mood := s.out, s.offer, s.mood()
	*s = scan{cues: s.cues} // keep nothing of the message
	x.scans.Put(s)
	return out, offer, mood
}

// read reads what begins at place i and returns how many runes it took, at least 1.
func (s *scan) read(i int) int {
	c := s.r[i]
	latin := isLatin(c)
	if latin && edgeAt(s.r, i) {
		if n := s.link(i); n > 0 {
			return n
		}
	}
	if n := s.word(i); n > 0 {
		return n
	}
	switch {
	case latin:
		return s.latin(i)
	case i < s.trapEnd:
		return 1
	case text.IsNumeral(c):
		return s.number(i)
	}
	switch c {
	case '色', '瑟', '涩', '铯':
		s.shade(i)
	case '到', '往', '寄', '发', '送', '在':
		return 1 + s.soundingPlace(i+1, "")
	case '廿', '卅':
		return s.twenty(i)
	case '百':
		if s.at(i+1) == '来' || s.at(i+1) == '把' {
			return s.measure(i, i+1, 100) // 百来件
		}
	}
	return 1
}

// word reads the longest word of the shop or the lexicon at i; 0 if there is none that counts.
func (s *scan) word(i int) int {
	own, n := s.x.trie.longestIf(s.r, i)
	built, m := int32(0), 0
	if i >= s.trapEnd && s.l.trie.begins(s.r[i]) {
		built, m = s.l.trie.longest(s.r, i)
	}
	if n > 0 && n >= m && s.ownCounts(own, i, n) {
		settled := s.own(own, i, n)
		if n == m && !settled {
			s.built(built, i, m)
		}
		return n
	}
	if m == 0 {
		return 0
	}
	return s.built(built, i, m)
}

// longestIf is longest for a trie that may be empty.
func (t *trie) longestIf(r []rune, i int) (int32, int) {
	if len(t.keys) == 0 {
		return 0, 0
	}
	return t.longest(r, i)
}

// ownCounts tells whether a word of the shop is one here: a code of digits is none before a unit (2031元).
func (s *scan) ownCounts(at int32, i, n int) bool {
	if !isDigits(s.r[i : i+n]) {
		return true
	}
	if i+n < len(s.r) {
		if _, k := s.l.units.behind(s.r, i+n); k > 0 {
			return false
		}
	}
	return n >= 3 && (i == 0 || s.r[i-1] != '.') && !s.cueBefore(i, cueCost|cueLess|cueSell|cueOnly|cueJust|cueBody)
}

// own adds the entities of a word of the shop, and tells whether one of them is of the catalogue.
func (s *scan) own(at int32, i, n int) (settled bool) {
	for _, m := range s.x.says[at] {
		if m.kind == "product" && s.repeats(m) {
			settled = true
			continue
		}
		s.add(m.kind, m.value, 0, i, i+n)
		settled = settled || m.kind == "product" || m.kind == "colour" || m.kind == "size"
	}
	return settled
}

// repeats tells whether the same product was the last word of the message already: 直筒裤A2031 is one mention.
func (s *scan) repeats(m said) bool {
	if len(s.out) == s.from {
		return false
	}
	last := s.out[len(s.out)-1]
	return last.Kind == m.kind && last.Str == m.value
}

// built reads a word of the lexicon and returns how many runes it took, 0 if it does not count here.
func (s *scan) built(at int32, i, n int) int {
	m := &s.l.meanings[at]
	switch m.kind {
	case meansNothing:
		if n == 2 && s.starts(i, "黑白") && s.hueRow(i) {
			v, _ := s.l.trie.longest(s.r[:i+1], i)
			return s.colour(&s.l.meanings[v], i, 1) // 黑白各一双
		}
		if next := s.at(i + n); next == '色' && !isAlnum(s.r[i]) || n == 3 && s.starts(i, "二百五") && (next == '十' || next == '一' || next == '块' || next == '卖') {
			return 0 // 别发白色, 二百五十
		}
		s.trapEnd = i + n
		if isAlnum(s.r[i]) {
			return n
		}
		return 1
	case meansColour:
		return s.colour(m, i, n)
	case meansSize:
		return s.wordSize(m, i, n)
	case meansPlace:
		return s.region(m, i, n)
	case meansDiscount:
		if m.context && s.has(max(0, i-4), i, cueTerms) {
			return n
		}
		s.add("discount", "", float64(m.arg)/100, i, i+n)
		return n
	}
	return s.dayWord(m, i, n)
}
