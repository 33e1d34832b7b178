package commerce

import (
	"cmp"
	"slices"
	"time"
)

// Catalogue finds products and the promotions that hold for them. It is
// immutable and may be used by any number of goroutines at once. Products that
// are asked about need not be its own: a host's live product, known by its
// code, has its own price and stock.
//
// Codes, tags and promotions are indexed, so that the time of a lookup does
// not grow with the catalogue; Similar looks at the nearest prices of one tag,
// Pick at the products of one tag.
type Catalogue struct {
	products []*Product
	byCode   map[string]*Product
	byTag    map[string][]*Product // in the order of the catalogue
	byPrice  map[string][]*Product // the products whose first tag it is, by price
	order    map[string]int        // of each code

	promos     []*Promotion
	forAll     []int // indices of promos
	forProduct map[string][]int
	forTag     map[string][]int
}

// NewCatalogue indexes products and promotions. Of products with the same code
// the first one counts. Neither slice nor what it points to may be changed
// afterwards.
func NewCatalogue(products []*Product, promos []*Promotion) *Catalogue {
	c := &Catalogue{
		byCode: make(map[string]*Product, len(products)), byTag: map[string][]*Product{}, byPrice: map[string][]*Product{},
		order: make(map[string]int, len(products)), promos: promos, forProduct: map[string][]int{}, forTag: map[string][]int{},
	}
	for _, p := range products {
		if p == nil || c.byCode[p.Code] != nil {
			continue
		}
		c.order[p.Code] = len(c.products)
		c.products = append(c.products, p)
		c.byCode[p.Code] = p
		for i, tag := range p.Tags {
			if !slices.Contains(p.Tags[:i], tag) {
				c.byTag[tag] = append(c.byTag[tag], p)
			}
		}
		if len(p.Tags) > 0 {
			c.byPrice[p.Tags[0]] = append(c.byPrice[p.Tags[0]], p)
		}
	}
	for _, same := range c.byPrice {
		slices.SortStableFunc(same, func(a, b *Product) int { return cmp.Compare(a.Price, b.Price) })
	}
	for i, promo := range promos {
		if len(promo.Scope.Products)+len(promo.Scope.Tags) == 0 {
			c.forAll = append(c.forAll, i)
		}
		for _, code := range promo.Scope.Products {
			c.forProduct[code] = append(c.forProduct[code], i)
		}
		for _, tag := range promo.Scope.Tags {
			c.forTag[tag] = append(c.forTag[tag], i)
		}
	}
	return c
}

// All returns the products in the order of the catalogue; it must not be
// changed.
func (c *Catalogue) All() []*Product { return c.products }

// ByCode returns the product of a code, nil if there is none.
func (c *Catalogue) ByCode(code string) *Product { return c.byCode[code] }

// Promotions returns all promotions in the order of the file, whenever they
// hold; it must not be changed.
func (c *Catalogue) Promotions() []*Promotion { return c.promos }

// Active returns the promotions that hold now, in the order of the file.
func (c *Catalogue) Active(now time.Time) []*Promotion {
	var active []*Promotion
	for _, promo := range c.promos {
		if promo.Valid.Holds(now) {
			active = append(active, promo)
		}
	}
	return active
}

// holding calls see with each promotion that holds now for p, in no certain
// order; one that holds for several reasons is seen several times.
func (c *Catalogue) holding(p *Product, now time.Time, see func(i int, promo *Promotion)) {
	look := func(indices []int) {
		for _, i := range indices {
			if promo := c.promos[i]; promo.Valid.Holds(now) {
				see(i, promo)
			}
		}
	}
	look(c.forAll)
	look(c.forProduct[p.Code])
	for _, tag := range p.Tags {
		look(c.forTag[tag])
	}
}

// PriceNow returns what one piece of p costs: its price less the best
// promotion for single pieces. Promotions do not add up.
func (c *Catalogue) PriceNow(p *Product, now time.Time) Fen {
	if p == nil {
		return 0
	}
	price := p.Price
	c.holding(p, now, func(_ int, promo *Promotion) {
		if promo.single() {
			price = min(price, promo.each(p.Price))
		}
	})
	return price
}

// PromoOf returns the promotion to tell of with p, nil if there is none: the
// one that PriceNow counts, else another one for single pieces, else one for
// several pieces, the cheapest first; ties go by the order of the file.
func (c *Catalogue) PromoOf(p *Product, now time.Time) *Promotion {
	if p == nil {
		return nil
	}
	best := -1
	c.holding(p, now, func(i int, promo *Promotion) {
		if best < 0 || before(p, promo, c.promos[best], i, best) {
			best = i
		}
	})
	if best < 0 {
		return nil
	}
	return c.promos[best]
}

func before(p *Product, a, b *Promotion, i, j int) bool {
	if a.single() != b.single() {
		return a.single()
	}
	return cmp.Or(cmp.Compare(a.each(p.Price), b.each(p.Price)), cmp.Compare(i, j)) < 0
}

// BundleOf returns the best promotion that makes p cheaper when several pieces
// are bought: its text and the price of each piece. ok is false when there is
// none, or when a single piece costs no more.
func (c *Catalogue) BundleOf(p *Product, now time.Time) (text string, each Fen, ok bool) {
	if p == nil {
		return "", 0, false
	}
	best := -1
	c.holding(p, now, func(i int, promo *Promotion) {
		if !promo.single() && (promo.Rate > 0 || promo.Off > 0) && (best < 0 || before(p, promo, c.promos[best], i, best)) {
			best = i
		}
	})
	if best < 0 {
		return "", 0, false
	}
	each = c.promos[best].each(p.Price)
	return c.promos[best].Text, each, each < c.PriceNow(p, now)
}

// Pick returns up to n products in stock that have the tag occasion ("" = any)
// and cost at most budget now (0 = any), in the order of the catalogue: a shop
// lists first what it wants to sell.
func (c *Catalogue) Pick(occasion string, budget Fen, n int, now time.Time) []*Product {
	from := c.products
	if occasion != "" {
		from = c.byTag[occasion]
	}
	var picked []*Product
	for _, p := range from {
		if len(picked) >= n {
			break
		}
		if count, known := p.StockOf("", ""); known && count <= 0 || budget > 0 && c.PriceNow(p, now) > budget {
			continue
		}
		picked = append(picked, p)
	}
	return picked
}
