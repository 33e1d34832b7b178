package engine

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/intents"
)

// Goods that come in weights and packs: how customers say those, and ask for them.

// units are words for the same unit.
var units = [][]string{{"克", "g"}, {"千克", "公斤", "kg"}, {"毫升", "ml"}, {"升", "l"}, {"厘米", "cm"}, {"米", "m"}}

// sizeSays are the ways of saying a size of the catalogue: itself, a weight or measure with the other words for its unit.
func sizeSays(size string) []string {
	number := strings.TrimRight(size, "克千公斤毫升厘米gkmlcGKMLC")
	if number == "" || strings.Trim(number, "0123456789.") != "" {
		return []string{size}
	}
	for _, same := range units {
		if slices.Contains(same, strings.ToLower(size[len(number):])) {
			says := []string{size}
			for _, unit := range same {
				says = append(says, number+unit)
			}
			return says
		}
	}
	return []string{size}
}

// mostPacks bounds the packs of which packsInStock speaks.
const mostPacks = 200

// packsInStock says that whoever names a pack with 有吗 asks for its stock: the models know sizes of clothes, not 小罐 and 50克.
func packsInStock(sizes []string) intents.Intent {
	in, packs := intents.Intent{ID: "stock"}, 0
	for _, size := range sizes {
		if !commerce.IsPack(size) || strings.ContainsAny(size, "()[]|*^$") || packs == mostPacks {
			continue
		}
		packs++
		for _, says := range sizeSays(size) {
			in.Patterns = append(in.Patterns, says+"[装][的][还]有(吗|嘛|么|没|不|没有)$", "有(|没有)"+says+"[装][的](|吗|嘛|么|没)$")
		}
	}
	return in
}
