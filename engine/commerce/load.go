package commerce

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

const (
	yamlFile = "products.yaml"
	csvFile  = "products.csv"
)

// MaxProducts is the number of products that a catalogue may hold.
const MaxProducts = 50_000

// LoadProducts reads products.yaml and products.csv, where they exist, in this
// order. fields are the types of the fields that the shop declares for its
// products, by name; dates are in loc.
//
// It reports, beside what is malformed: codes given twice, prices that are
// missing or below the floor, substitutes and matches that do not exist, and
// sizes that the size chart does not know. What it returns in spite of
// mistakes serves to check other files.
func LoadProducts(fsys fs.FS, fields map[string]string, loc *time.Location, errs *source.List) []*Product {
	l := newLoader(fields, loc, errs)
	files, _ := source.Files(fsys, yamlFile, csvFile)
	if slices.Contains(files, yamlFile) {
		l.yaml(source.Read(fsys, yamlFile, errs))
	}
	if slices.Contains(files, csvFile) {
		data, err := fs.ReadFile(fsys, csvFile)
		if err != nil {
			errs.Add(source.Pos{File: csvFile}, "", "cannot be read: %v", err)
		}
		l.csv(source.CSV(csvFile, data, errs))
	}
	l.references()
	return l.products
}

// ownField is the remedy for a field that products do not have.
const ownField = "declare a field of the shop's own under product_fields: in shop.yaml"

type loader struct {
	own      map[string]string
	ownNames []string // sorted
	keys     []string // of a product in YAML
	loc      *time.Location
	errs     *source.List
	products []*Product
	byCode   map[string]*Product
	// refs are the codes that products name, with their places: they can be
	// checked only when all products are known.
	refs []reference
}

type reference struct {
	from *Product
	node *source.Node
	code string
}

func newLoader(fields map[string]string, loc *time.Location, errs *source.List) *loader {
	l := &loader{own: fields, loc: loc, errs: errs, byCode: map[string]*Product{}}
	for name := range fields {
		l.ownNames = append(l.ownNames, name)
	}
	slices.Sort(l.ownNames)
	l.keys = append(format.Keys("product"), l.ownNames...)
	return l
}

func (l *loader) yaml(root *source.Node) {
	f := root.Fields(l.errs, yamlFile, "products")
	for _, n := range f.Get("products").Items(l.errs, "products") {
		if !l.room(n.Pos()) {
			return
		}
		l.product(n)
	}
}

// room tells whether another product may be added, and reports it if not.
func (l *loader) room(pos source.Pos) bool {
	if len(l.products) < MaxProducts {
		return true
	}
	l.errs.Add(pos, "split the catalogue between shops, or give it to the engine as a Catalog", "more than %d products", MaxProducts)
	return false
}

func (l *loader) product(n *source.Node) {
	f := n.FieldsOr(l.errs, "product", ownField, l.keys...)
	p := &Product{Pos: n.Pos()}
	for _, field := range f {
		switch field.Key {
		case "stock":
			l.stock(p, field.Value, f.Get("size_chart"))
		case "size_chart":
			l.chart(p, field.Value)
		case "usual_size":
			for _, pair := range field.Value.Pairs(l.errs, "usual_size") {
				p.UsualSize = append(p.UsualSize, Pair{pair.Key, pair.Value.Text(l.errs, "usual_size")})
			}
		default:
			l.set(p, field.Key, field.Value, field.Value.Items(l.errs, field.Key))
		}
	}
	l.add(p, func(key string) *source.Node { return f.Get(key) })
	l.sizes(p, func(section, size string) source.Pos { return sizePos(f.Get(section), size) })
}

// set reads a plain field, or one that the shop declares. items are the value
// as a list.
func (l *loader) set(p *Product, key string, n *source.Node, items []*source.Node) {
	texts := func() []string {
		var all []string
		for _, item := range items {
			if text := item.Text(l.errs, key); text != "" {
				all = append(all, text)
			}
		}
		return all
	}
	codes := func() []string {
		all := texts()
		if len(all) == len(items) {
			for i, code := range all {
				l.refs = append(l.refs, reference{p, items[i], code})
			}
		}
		return all
	}
	switch key {
	case "code":
		p.Code = n.Text(l.errs, key)
	case "name":
		p.Name = n.Sentence(l.errs, key)
	case "link":
		p.Link = n.Text(l.errs, key)
	case "aliases":
		p.Aliases = texts()
	case "tags":
		p.Tags = texts()
	case "price":
		p.Price = money(n, l.errs, key)
	case "floor":
		p.Floor = money(n, l.errs, key)
	case "weight_g":
		if p.WeightG = n.Int(l.errs, key); p.WeightG < 0 {
			l.errs.Add(n.Pos(), "", "weight_g: want grams, at least 0")
		}
	case "size_table":
		p.SizeTable = n.Text(l.errs, key)
	case "restock":
		p.Restock = n.Time(l.errs, key, l.loc)
	case "substitutes":
		p.Substitutes = codes()
	case "matches":
		p.Matches = codes()
	default:
		if p.Fields == nil {
			p.Fields = make(map[string]any, len(l.own))
		}
		if v := l.value(key, n, texts); v != nil {
			p.Fields[key] = v
		}
	}
}

// value reads a declared field; nil stands for a value that was reported.
func (l *loader) value(key string, n *source.Node, texts func() []string) any {
	before := l.errs.Len()
	var v any
	switch kind := l.own[key]; kind {
	case "texts":
		return texts()
	case "yes_no":
		v = n.Bool(l.errs, key)
	case "number", "height", "weight", "waist", "hip", "bust", "quantity", "discount", "percent":
		v = n.Float(l.errs, key)
	case "money":
		v = money(n, l.errs, key).Yuan()
	case "date", "time":
		v = n.Time(l.errs, key, l.loc)
	case "duration":
		n.Duration(l.errs, key)
		v = n.Text(l.errs, key)
	default:
		text := n.Sentence(l.errs, key)
		if list, ok := strings.CutPrefix(kind, "one_of("); ok && text != "" {
			l.oneOf(n, key, text, strings.Split(strings.TrimSuffix(list, ")"), "|"))
		}
		v = text
	}
	if l.errs.Len() > before {
		return nil
	}
	return v
}

func (l *loader) oneOf(n *source.Node, key, text string, words []string) {
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	if !slices.Contains(words, text) {
		l.errs.Add(n.Pos(), source.DidYouMean(text, words), "%s: unknown word %q", key, text)
	}
}

// add checks a product by itself and takes it into the catalogue. at gives the
// place of a field, nil where it is not given.
func (l *loader) add(p *Product, at func(key string) *source.Node) {
	for _, key := range []string{"code", "name", "price"} {
		if at(key).IsNull() {
			l.errs.Add(p.Pos, "", "product%s: %s is missing", spaced(p.Code), key)
		}
	}
	if price := at("price"); !price.IsNull() && p.Price == 0 {
		l.errs.Add(price.Pos(), "", "price: want more than 0")
	}
	if p.Floor > p.Price && p.Price > 0 {
		l.errs.Add(at("floor").Pos(), "", "floor: %v is more than the price, %v", p.Floor, p.Price)
	}
	if first := l.byCode[p.Code]; first != nil {
		l.errs.Add(at("code").Pos(), "", "product %s is given twice, first at %v", p.Code, first.Pos)
		return
	}
	if p.Code != "" {
		l.byCode[p.Code] = p
	}
	l.products = append(l.products, p)
}

func spaced(code string) string {
	if code == "" {
		return ""
	}
	return " " + code
}

// references checks the codes that products name.
func (l *loader) references() {
	known := newNames(l.products)
	for _, ref := range l.refs {
		if ref.code == ref.from.Code {
			l.errs.Add(ref.node.Pos(), "", "product %s names itself", ref.code)
			continue
		}
		known.product(ref.node, ref.code, l.errs)
	}
}

// sizes checks that the size chart knows all sizes of the stock, and the
// product all sizes that another brand's are turned into.
func (l *loader) sizes(p *Product, at func(section, size string) source.Pos) {
	chart := make([]string, len(p.SizeChart))
	for i, row := range p.SizeChart {
		chart[i] = row.Size
	}
	if len(chart) > 0 {
		for _, colour := range p.Stock {
			for _, s := range colour.Sizes {
				if s.Size != "" {
					l.size(cmp.Or(at("stock", colour.Colour+"\x00"+s.Size), p.Pos), s.Size, chart, "stock")
				}
			}
		}
	}
	if known := p.sizes(); len(known) > 0 {
		for _, pair := range p.UsualSize {
			l.size(cmp.Or(at("usual_size", pair.Key), p.Pos), pair.Value, known, "usual_size")
		}
	}
}

func (l *loader) size(pos source.Pos, size string, known []string, what string) {
	if size != "" && !slices.Contains(known, size) {
		l.errs.Add(pos, source.DidYouMean(size, known), "%s: size %q is not in the size chart or stock", what, size)
	}
}
