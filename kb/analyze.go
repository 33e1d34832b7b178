package kb

import (
	"maps"
	"strings"
	"sync"
	"unicode"

	porterstemmer "github.com/blevesearch/go-porterstemmer"

	"github.com/huashu-go/huashu/engine/text"
)

// A symbol is what texts are compared by: a character by its number, a word
// (of letters without case and ending, or digits) by a hash, a synonym group by
// its number.
type symbol uint32

const (
	groupBit symbol = 1 << 30
	wordBit  symbol = 1 << 31
)

// maxSymbols bounds the symbols of a text. What customers ask is in the first
// hundred; the cost of a search grows with them.
const maxSymbols = 100

// analyzer turns texts into symbols. It is safe for concurrent use once it has
// learned the words of the base.
type analyzer struct {
	words    *wordNode // synonyms and fillers, by runes
	speller  *speller
	learning bool               // the texts are the base's own: their words are right
	mine     map[*wordNode]bool // nodes that may change; nil once the words are known
}

// wordNode is a node of the trie of words that stand for a symbol.
type wordNode struct {
	next   map[rune]*wordNode
	symbol symbol
	known  bool // a word ends here; symbol 0 = a filler
}

// builtinWords are the fillers and the built-in synonyms, compiled once in a process: all bases share them, and copy what they change.
var builtinWords = sync.OnceValue(func() *wordNode {
	a := &analyzer{words: &wordNode{}, mine: map[*wordNode]bool{}}
	for _, filler := range fillers {
		a.put(filler, 0)
	}
	for i, group := range builtin {
		a.group(group, groupBit|symbol(i+1))
	}
	return a.words
})

func newAnalyzer(shop [][]string) *analyzer {
	a := &analyzer{words: builtinWords(), speller: newSpeller(), learning: true, mine: map[*wordNode]bool{}}
	for i, group := range shop {
		if a.alike(group) {
			a.group(group, groupBit|symbol(len(builtin)+i+1))
		}
	}
	a.mine = nil
	return a
}

// opposites are pairs of characters that tell words apart which a shop puts into one class: too big and too small are both a wrong size.
var opposites = []string{"大小", "长短", "松紧", "厚薄", "胖瘦", "高矮", "高低", "宽窄", "深浅", "多少", "冷热", "轻重", "快慢", "早晚", "硬软", "新旧"}

// alike tells whether a shop's words mean the same. Words of which two have different built-in meanings, or are opposites, are a
// class of reasons (质量问题: 掉色, 起球) and no synonyms.
func (a *analyzer) alike(words []string) bool {
	var meaning symbol
	all := strings.Join(words, " ")
	for _, pair := range opposites {
		if half := len(pair) / 2; strings.Contains(all, pair[:half]) && strings.Contains(all, pair[half:]) {
			return false
		}
	}
	for _, word := range words {
		n := a.find(text.String(word))
		if n == nil || !n.known || n.symbol == 0 || n.symbol > groupBit|symbol(len(builtin)) {
			continue
		}
		if meaning != 0 && meaning != n.symbol {
			return false
		}
		meaning = n.symbol
	}
	return true
}

// group gives the words the symbol. A word that has one already keeps it, and
// the whole group takes that: groups that share a word mean the same.
func (a *analyzer) group(words []string, s symbol) {
	for _, word := range words {
		if n := a.find(text.String(word)); n != nil && n.known && n.symbol != 0 {
			s = n.symbol
			break
		}
	}
	for _, word := range words {
		a.put(text.String(word), s)
	}
}

func (a *analyzer) put(word string, s symbol) {
	if blank(word) {
		return
	}
	a.words = a.own(a.words)
	n := a.words
	for _, r := range word {
		child := a.own(n.next[r])
		if n.next == nil {
			n.next = map[rune]*wordNode{}
		}
		n.next[r] = child
		n = child
	}
	n.known, n.symbol = true, s
}

// own is the node itself where it may change, else a copy that may; of nil a new one.
func (a *analyzer) own(n *wordNode) *wordNode {
	if a.mine[n] {
		return n
	}
	own := &wordNode{}
	if n != nil {
		*own = wordNode{maps.Clone(n.next), n.symbol, n.known}
	}
	a.mine[own] = true
	return own
}

func (a *analyzer) find(word string) *wordNode {
	n := a.words
	for _, r := range word {
		if n = n.next[r]; n == nil {
			return nil
		}
	}
	return n
}

// analysed is an analysed text. Its memory is reused.
type analysed struct {
	normal  text.Normalized
	symbols []symbol // with one symbol for all words of a group, without fillers
	raw     []symbol // with neither: a slip inside a word hides it from its group
	word    []rune
}

// analyze fills dst with the symbols of s. A text of fillers alone is analysed
// as it is.
func (a *analyzer) analyze(dst *analysed, s string) {
	text.Normalize(&dst.normal, s)
	dst.raw = a.scan(dst, dst.raw[:0], nil)
	if dst.symbols = a.scan(dst, dst.symbols[:0], a.words); len(dst.symbols) == 0 {
		dst.symbols = append(dst.symbols, dst.raw...)
	}
	if n := len(dst.symbols) - 1; n > 0 && (dst.symbols[n] == '不' || dst.symbols[n] == '没') {
		dst.symbols = dst.symbols[:n] // 起球不 asks what 起球吗 asks
	}
}

// scan appends the symbols of dst's text, with the words of a trie taken as
// one.
func (a *analyzer) scan(dst *analysed, symbols []symbol, words *wordNode) []symbol {
	runes := dst.normal.Runes
	for i := 0; i < len(runes) && len(symbols) < maxSymbols; {
		r := runes[i]
		if !isWord(r) && !unicode.IsLetter(r) {
			i++
			continue
		}
		if n, s := words.longest(runes, i); n > 0 {
			if s != 0 {
				symbols = append(symbols, s)
			}
			i += n
			continue
		}
		if !isWord(r) {
			symbols = append(symbols, symbol(r))
			i++
			continue
		}
		end := wordEnd(runes, i)
		symbols = append(symbols, a.wordSymbol(dst, runes[i:end]))
		i = skipPossessive(runes, end)
	}
	return symbols
}

// longest returns the length in runes of the longest synonym or filler that
// begins at i, 0 for none. Words of letters and digits must end where it ends.
func (n *wordNode) longest(runes []rune, i int) (length int, s symbol) {
	for j := i; n != nil && j < len(runes); j++ {
		if n = n.next[runes[j]]; n == nil {
			break
		}
		if n.known && (!isWord(runes[j]) || wordEnd(runes, j) == j+1) {
			length, s = j+1-i, n.symbol
		}
	}
	return length, s
}

// longestWord is how much of a word counts; the rest is noise.
const longestWord = 48

// wordSymbol hashes a word; words of letters alone lose their English ending,
// and take that of the base's word that they were meant to be.
func (a *analyzer) wordSymbol(dst *analysed, word []rune) symbol {
	dst.word = append(dst.word[:0], word[:min(len(word), longestWord)]...)
	stem := dst.word
	if len(word) > 3 && !hasDigit(word) {
		stem = porterstemmer.StemWithoutLowerCasing(stem)
	}
	h := uint32(2166136261) // FNV-1a, a rune at a time
	for _, r := range stem {
		h = (h ^ uint32(r)) * 16777619
	}
	s := wordBit | symbol(h>>1)
	if a.learning {
		a.speller.learn(stem, s)
		return s
	}
	return a.speller.mend(stem, s)
}

// isWord tells letters that form words when they stand together: all but those
// of the scripts that write without spaces.
func isWord(r rune) bool {
	if r < unicode.MaxASCII {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func hasDigit(word []rune) bool {
	for _, r := range word {
		if r >= '0' && r <= '9' {
			return true
		}
	}
	return false
}

func wordEnd(runes []rune, i int) int {
	for i < len(runes) && isWord(runes[i]) {
		i++
	}
	return i
}

// skipPossessive skips the 's of what's, the n't is part of don + t.
func skipPossessive(runes []rune, i int) int {
	if i+1 < len(runes) && (runes[i] == '\'' || runes[i] == '’') && runes[i+1] == 's' && wordEnd(runes, i+1) == i+2 {
		return i + 2
	}
	return i
}

// blank tells a text without a letter or digit.
func blank(s string) bool {
	for _, r := range text.String(s) {
		if isWord(r) || unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// sound returns what a symbol sounds like: homophones share it.
func sound(s symbol) symbol {
	if s < groupBit {
		if p := text.Pinyin(rune(s)); p != 0 {
			return groupBit>>1 | symbol(p)
		}
	}
	return s
}
