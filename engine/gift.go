package engine

import (
	"slices"
	"strings"
)

// anyGift are the words for a gift that leave it to the shop.
var anyGift = []string{"礼物", "小礼物", "礼品", "小礼品", "赠品", "小赠品", "东西", "小东西", "gift", "a gift", "something"}

// giftNamed is the gift of the shop that a customer means: 棉袜 by 袜子 or 双棉袜, the cheapest by 小礼物. What is none of the
// shop's gifts comes back as it was said.
func giftNamed(gifts map[string]int64, said string) string {
	core := strings.TrimLeft(strings.TrimRight(said, "子儿"), "小")
	anything := slices.Contains(anyGift, said)
	found := ""
	for gift, cost := range gifts {
		if gift == said {
			return said
		}
		if !anything && (core == "" || !strings.Contains(gift, core) && !strings.Contains(said, gift)) {
			continue
		}
		if found == "" || cost < gifts[found] || cost == gifts[found] && gift < found {
			found = gift
		}
	}
	if found == "" {
		return said
	}
	return found
}
