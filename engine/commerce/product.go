package commerce

import (
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Product is one article of the catalogue. Once it is in a [Catalogue] it must
// not be changed.
type Product struct {
	Code, Name  string // Code is unique in the catalogue
	Link        string
	Aliases     []string
	Price       Fen // of one piece, before promotions
	Floor       Fen // the lowest price that may be agreed; 0 = no concession
	WeightG     int // grams; 0 = not known
	Tags        []string
	SizeTable   string        // name of the decision table that gives a size for height and weight
	Stock       []ColourStock // in the order of the file; empty = not known
	SizeChart   []SizeRow     // in the order of the file, small to large
	UsualSize   []Pair        // another brand's size → this product's
	Restock     time.Time     // when it is expected again; zero = not known
	Substitutes []string      // codes
	Matches     []string      // codes of what goes with it
	// Fields are those that the shop declares: text → string, texts →
	// []string, yes_no → bool, number and money (yuan) → float64, date →
	// time.Time, other types as they are written.
	Fields map[string]any
	Pos    source.Pos // where it is written; zero for a host's product
}

// ColourStock is what there is of one colour; "" where a product has none.
type ColourStock struct {
	Colour string
	Sizes  []SizeStock
}

// SizeStock is how many pieces there are of a size; "" where there are none.
type SizeStock struct {
	Size  string
	Count int
}

// SizeRow holds the measures of one size in centimetres, under waist, hip,
// bust, shoulder, length and so on.
type SizeRow struct {
	Size string
	CM   map[string]float64
}

// Pair is a key with its value.
type Pair struct{ Key, Value string }

// StockOf counts the pieces of a variant; "" stands for any colour or size. A
// colour that the product does not come in has none; where it does not come
// in colours, or sizes, at all, that wish is passed over. known is false when
// the product's stock is not given.
func (p *Product) StockOf(colour, size string) (count int, known bool) {
	if p == nil {
		return 0, false
	}
	for _, c := range p.Stock {
		if colour != "" && c.Colour != "" && c.Colour != colour {
			continue
		}
		for _, s := range c.Sizes {
			if size == "" || s.Size == "" || s.Size == size {
				count += s.Count
			}
		}
	}
	return count, len(p.Stock) > 0
}

// sizes returns the product's sizes, small to large: those of the chart, else
// those of the stock in the order in which they first occur.
func (p *Product) sizes() []string {
	var sizes []string
	for _, row := range p.SizeChart {
		sizes = append(sizes, row.Size)
	}
	if len(sizes) > 0 {
		return sizes
	}
	for _, colour := range p.Stock {
		for _, s := range colour.Sizes {
			if s.Size != "" && !slices.Contains(sizes, s.Size) {
				sizes = append(sizes, s.Size)
			}
		}
	}
	return sizes
}

// Larger returns the size after the given one, "" after the largest and for a
// size that the product does not come in.
func Larger(p *Product, size string) string {
	if p == nil {
		return ""
	}
	sizes := p.sizes()
	if at := slices.Index(sizes, size); at >= 0 && at+1 < len(sizes) {
		return sizes[at+1]
	}
	return ""
}

// ChartFit returns the smallest size of the product's chart that has, in each
// given measure, room for the body's plus ease; all in centimetres, 0 = not
// given. Measures that the chart does not have are passed over. The result is
// "" when no size is large enough or nothing could be compared.
func ChartFit(p *Product, waist, hip, bust, ease float64) string {
	if p == nil {
		return ""
	}
	body := [...]struct {
		name  string
		value float64
	}{{"waist", waist}, {"hip", hip}, {"bust", bust}}
	best, bestSum := "", 0.0
	for _, row := range p.SizeChart {
		sum, fits := 0.0, true
		for _, measure := range body {
			has := row.CM[measure.name]
			if measure.value <= 0 || has <= 0 {
				continue
			}
			sum += has
			fits = fits && has >= measure.value+ease
		}
		if fits && sum > 0 && (best == "" || sum < bestSum) {
			best, bestSum = row.Size, sum
		}
	}
	return best
}
