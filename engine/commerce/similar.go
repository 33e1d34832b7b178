package commerce

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// maxNear is how many products in stock Similar compares: the nearest prices.
const maxNear = 64

// nearPrice is how far from a product's price, as a share of it, the price of
// a similar one may be.
const nearPrice = 0.4

// Similar returns up to n products that can be sold in place of p and are in
// stock, in that size if it is given: first the substitutes that the shop
// names, then those of the same kind, which is the first tag, at a near price.
// The latter go by the number of tags they share with p, whether they come in
// the colour, and how near their price of now is.
func (c *Catalogue) Similar(p *Product, colour, size string, n int, now time.Time) []*Product {
	if p == nil || n <= 0 {
		return nil
	}
	var similar []*Product
	for _, code := range p.Substitutes {
		other := c.byCode[code]
		if len(similar) < n && other != nil && other.Code != p.Code && !slices.Contains(similar, other) && has(other, "", size) {
			similar = append(similar, other)
		}
	}
	if len(similar) == n || len(p.Tags) == 0 {
		return similar
	}
	type rated struct {
		*Product
		shared, colour int
		far            Fen
	}
	var near []rated
	price := c.PriceNow(p, now)
	for _, other := range c.near(p, size) {
		if slices.Contains(similar, other) {
			continue
		}
		r := rated{Product: other, far: max(c.PriceNow(other, now)-price, price-c.PriceNow(other, now))}
		for _, tag := range other.Tags {
			if slices.Contains(p.Tags, tag) {
				r.shared++
			}
		}
		if colour != "" && has(other, colour, size) {
			r.colour = 1
		}
		near = append(near, r)
	}
	slices.SortFunc(near, func(a, b rated) int {
		return cmp.Or(-cmp.Compare(a.shared, b.shared), -cmp.Compare(a.colour, b.colour), cmp.Compare(a.far, b.far), cmp.Compare(c.order[a.Code], c.order[b.Code]))
	})
	for _, r := range near[:min(len(near), n-len(similar))] {
		similar = append(similar, r.Product)
	}
	return similar
}

// has tells whether a variant can be bought; a product whose stock is not
// given counts as one that can.
func has(p *Product, colour, size string) bool {
	count, known := p.StockOf(colour, size)
	return count > 0 || !known
}

// near returns the products of p's kind with the nearest prices.
func (c *Catalogue) near(p *Product, size string) []*Product {
	kind := c.byPrice[p.Tags[0]]
	reach := Fen(float64(p.Price) * nearPrice)
	up := sort.Search(len(kind), func(i int) bool { return kind[i].Price >= p.Price })
	down := up - 1
	var near []*Product
	for len(near) < maxNear {
		var next *Product
		switch canUp, canDown := up < len(kind) && kind[up].Price-p.Price <= reach, down >= 0 && p.Price-kind[down].Price <= reach; {
		case canUp && (!canDown || kind[up].Price-p.Price <= p.Price-kind[down].Price):
			next = kind[up]
			up++
		case canDown:
			next = kind[down]
			down--
		default:
			return near
		}
		if next.Code != p.Code && has(next, "", size) {
			near = append(near, next)
		}
	}
	return near
}
