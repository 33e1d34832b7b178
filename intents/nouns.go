package intents

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// Nouns of the trade, by class: goods of six kinds, parts, materials, colours, people, couriers, days, regions, places and illnesses. To the
// features a word of it is one token, which is its class: 核桃怎么卖 and 毛巾怎么卖 are the same sentence, whichever of the two the examples
// have. Which word it was stays a feature beside it, alone and with its neighbours. A line of a file is a class and some of its words.

//go:embed nouns/zh.txt
var nounsZh string

//go:embed nouns/en.txt
var nounsEn string

// classBit marks the tokens that are classes; the rest is the hash of the class's name.
const classBit = 0xE0000000

// nouns finds the longest word at a place; its value is the class's token.
var nouns = sync.OnceValue(func() *trie {
	var b trieBuilder
	var n text.Normalized
	for _, file := range []string{nounsZh, nounsEn} {
		for line := range strings.Lines(file) {
			class, words, _ := strings.Cut(line, ":")
			id := classNumber(class)
			for _, word := range strings.Fields(words) {
				text.Normalize(&n, word)
				b.add(n.Runes, id)
			}
		}
	}
	return b.build()
})

// classNumber is the token of a class, without classBit.
func classNumber(name string) int32 {
	h := uint32(0)
	for _, r := range name {
		h = mix(h, uint32(r))
	}
	return int32(h & 0xFFFF)
}

// goodsClass tells whether a class is one of things to buy.
func goodsClass(class int32) bool { return slices.Contains(goodsClasses(), class) }

var goodsClasses = sync.OnceValue(func() []int32 {
	var classes []int32
	for _, name := range []string{"beauty", "child", "clothes", "electronics", "food", "home", "part"} {
		classes = append(classes, classNumber(name))
	}
	return classes
})
