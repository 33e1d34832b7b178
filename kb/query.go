package kb

import (
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
)

// The default thresholds of [Outcome].
const (
	Sure = .60
	Near = .35
)

// Kinds of hits.
const (
	KindArticle = "article"
	KindProduct = "product"
)

// Query is a question. Its text is compared, never parsed.
type Query struct {
	Text     string
	Product  string    // code of the product in focus; "" = none
	Language string    // "zh", "en"; "" = articles of every language
	Intent   string    // what the text was understood as; lifts the articles bound to it
	Now      time.Time // for `valid`; without it only articles without `valid` are found
	N        int       // how many hits of each kind; 0 = 3
	Kind     string    // KindArticle or KindProduct to search these alone; "" = both

	// Of products only: tags that all must be there, and the range of the
	// price. A query without text lists the products that these leave.
	Tags               []string
	MinPrice, MaxPrice commerce.Fen // 0 = open
}

// Hit is an article that may answer the question, or a product that it may
// speak of.
type Hit struct {
	ID    string  // of the article, or the product's code
	Score float64 // 0..1, comparable between bases of any size
	Kind  string  // KindArticle or KindProduct
	Ask   string  // the way of asking (or name) that matched, as written: for 您是想问

	// NeedsProduct tells an article of certain products or tags that was found
	// without a product in focus: which one is meant must be asked before it
	// answers. Such a hit is never sure.
	NeedsProduct bool
}

// Outcome tells what hits are good for: "sure", the first article answers;
// "near", ask back which one is meant; "none". Products do not count: to name
// one is not to answer. A threshold of 0 is its default, Sure or Near.
func Outcome(hits []Hit, sure, near float64) string {
	if sure == 0 {
		sure = Sure
	}
	if near == 0 {
		near = Near
	}
	for _, hit := range hits {
		switch {
		case hit.Kind != KindArticle:
		case hit.Score >= sure && !hit.NeedsProduct:
			return "sure"
		case hit.Score >= near:
			return "near"
		default:
			return "none"
		}
	}
	return "none"
}
