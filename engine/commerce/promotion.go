package commerce

import (
	"io/fs"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

const promotionsFile = "promotions.yaml"

// Promotion is a price that everybody gets for a time. It either lowers the
// price by Rate or Off, adds a Gift, or only has a Text.
type Promotion struct {
	ID     string
	Valid  source.Window
	Scope  Scope
	Rate   float64 // 0.9 is 10 % off; 0 = none
	Off    Fen     // for all Pieces together; 0 = none
	Pieces int     // so many must be bought at once; 0 and 1 = a single one
	Gift   string
	Text   string // how customers are told
	Pos    source.Pos
}

// Scope tells for which products something is meant. The zero Scope is for
// all of them.
type Scope struct {
	Products []string // codes
	Tags     []string
}

// Holds tells whether p is in the scope: named, or with one of the tags.
func (s Scope) Holds(p *Product) bool {
	if len(s.Products)+len(s.Tags) == 0 {
		return true
	}
	if p == nil {
		return false
	}
	return slices.Contains(s.Products, p.Code) || slices.ContainsFunc(s.Tags, func(tag string) bool { return slices.Contains(p.Tags, tag) })
}

// single tells whether the promotion holds for one piece.
func (p *Promotion) single() bool { return p.Pieces <= 1 }

// each returns what one piece costs when the promotion's number of pieces is
// bought, rounded up to a fen so that nobody is promised less than they pay.
func (p *Promotion) each(price Fen) Fen {
	pieces := Fen(max(1, p.Pieces))
	sum := price * pieces
	if p.Rate > 0 {
		sum = Yuan(sum.Yuan() * p.Rate)
	}
	sum = max(0, sum-p.Off)
	return (sum + pieces - 1) / pieces
}

// LoadPromotions reads promotions.yaml, where there is one. Promotions with
// `enabled: false` are checked and left out. Dates are in loc.
func LoadPromotions(fsys fs.FS, products []*Product, loc *time.Location, errs *source.List) []*Promotion {
	if files, _ := source.Files(fsys, promotionsFile); len(files) == 0 {
		return nil
	}
	l := promotionLoader{known: newNames(products), products: products, loc: loc, errs: errs, first: map[string]source.Pos{}}
	root := source.Read(fsys, promotionsFile, errs).Fields(errs, promotionsFile, "promotions")
	var promos []*Promotion
	for _, item := range root.Get("promotions").Items(errs, "promotions") {
		if p := l.promotion(item); p != nil {
			promos = append(promos, p)
		}
	}
	return promos
}

type promotionLoader struct {
	known    *names
	products []*Product
	loc      *time.Location
	errs     *source.List
	first    map[string]source.Pos // of each id
}

func (l *promotionLoader) promotion(n *source.Node) *Promotion {
	f := n.Fields(l.errs, "promotion", format.Keys("promotion")...)
	p := &Promotion{
		ID: f.Get("id").Text(l.errs, "id"), Valid: f.Get("valid").Window(l.errs, "valid", l.loc), Scope: l.scope(f.Get("scope")),
		Rate: f.Get("rate").Float(l.errs, "rate"), Off: money(f.Get("off"), l.errs, "off"), Pieces: f.Get("pieces").Int(l.errs, "pieces"),
		Gift: f.Get("gift").Text(l.errs, "gift"), Text: f.Get("text").Sentence(l.errs, "text"), Pos: n.Pos(),
	}
	for _, key := range []string{"id", "text"} {
		if f.Get(key) == nil {
			l.errs.Add(p.Pos, "", "promotion: %s is missing", key)
		}
	}
	if place, twice := l.first[p.ID]; twice {
		l.errs.Add(f.Get("id").Pos(), "", "promotion %s is given twice, first at %v", p.ID, place)
	} else if p.ID != "" {
		l.first[p.ID] = p.Pos
	}
	l.check(p, f)
	if on := f.Get("enabled"); on != nil && !on.Bool(l.errs, "enabled") {
		return nil
	}
	return p
}

func (l *promotionLoader) scope(n *source.Node) Scope {
	f := n.Fields(l.errs, "scope", format.Keys("scope")...)
	var s Scope
	for _, item := range f.Get("products").Items(l.errs, "products") {
		s.Products = append(s.Products, item.Text(l.errs, "products"))
		l.known.product(item, s.Products[len(s.Products)-1], l.errs)
	}
	for _, item := range f.Get("tags").Items(l.errs, "tags") {
		s.Tags = append(s.Tags, item.Text(l.errs, "tags"))
		l.known.tag(item, s.Tags[len(s.Tags)-1], l.errs)
	}
	if n != nil && len(s.Products)+len(s.Tags) == 0 {
		l.errs.Add(n.Pos(), "leave scope out when it is for all products", "scope names neither products nor tags")
	}
	return s
}

// check reports numbers that contradict each other or the prices.
func (l *promotionLoader) check(p *Promotion, f source.Fields) {
	if rate := f.Get("rate"); rate != nil && (p.Rate <= 0 || p.Rate >= 1) {
		l.errs.Add(rate.Pos(), "0.9 is 10 % off", "rate: want a number between 0 and 1")
		p.Rate = 0
	}
	if off := f.Get("off"); off != nil && p.Rate > 0 {
		l.errs.Add(off.Pos(), "make two promotions, or give one of them", "rate and off in one promotion")
	}
	pieces := f.Get("pieces")
	if pieces != nil && (p.Pieces < 1 || p.Pieces > 1000) {
		l.errs.Add(pieces.Pos(), "", "pieces: want 1 to 1000")
		p.Pieces = 0
	}
	if p.Pieces > 1 && p.Rate == 0 && p.Off == 0 && p.Gift == "" {
		l.errs.Add(pieces.Pos(), "add rate, off or gift", "pieces without an advantage")
	}
	for _, product := range l.products {
		if p.Off > 0 && p.Scope.Holds(product) && product.Price > 0 && p.each(product.Price) == 0 {
			l.errs.Add(f.Get("off").Pos(), "", "off: nothing is left of the price of %s", product.Code)
			return
		}
	}
}
