package commerce

import (
	"regexp"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// maxCM bounds measures: nothing that a shop sells is longer than 100 m.
const maxCM = 10_000

// measures are the names of a size chart with the other words for them. Shops
// may add their own; a name that is almost one of these is a slip.
var measures = [][]string{
	{"waist", "腰围", "腰"},
	{"hip", "臀围", "臀"},
	{"bust", "胸围", "chest", "胸"},
	{"shoulder", "肩宽", "肩"},
	{"length", "衣长", "裤长", "长度", "长"},
	{"sleeve", "袖长", "袖"},
	{"thigh", "大腿围", "腿围"},
	{"foot", "脚长"},
	{"width", "宽度", "宽"},
	{"height", "高度", "高"},
}

// measure returns the canonical name of a measure; ok is false for a slip,
// with what was meant as a hint.
func measure(name string) (canonical, hint string, ok bool) {
	var known []string
	for _, words := range measures {
		if slices.Contains(words, name) {
			return words[0], "", true
		}
		known = append(known, words[0])
	}
	if source.Suggest(name, known) != "" {
		return name, source.DidYouMean(name, known), false
	}
	return name, "", true
}

// sizeWord tells sizes from colours where a stock has only one level.
var sizeWord = regexp.MustCompile(`^(?i:[2-9]?x{0,3}[sml]|[x2-9]{0,2}xl|f|\d+(\.\d)?(/\d+[a-z]?)?码?|均码)$`)

// packWord are weights, volumes, lengths and packs: 50克, 500ml*6, 8+128G, 1.5米, 小罐, 三件套, 礼盒装. They are sizes too.
var packWord = regexp.MustCompile(`^(?i:` + amount + `(?:[*x×+]` + amount + `|/` + packUnit + `)*床?装?|[一二两三四五六七八九十半单双小中大特加超迷你]+` + packUnit + `装?|.+装|散称|整箱|礼盒|[小中大]|(?:特|加)大)$`)

const (
	amount   = `\d+(?:\.\d+)?(?:-\d+)?` + packUnit + `?`
	packUnit = `(?:克|g|kg|千克|公斤|斤|两|ml|毫升|l|升|gb?|tb?|片|包|袋|盒|罐|瓶|听|支|枚|粒|颗|条|件|件套|套|个|只|双|份|箱|桶|提|卷|抽|杯|碗|块|饼|号|英?寸|mm|cm|厘米|m|米|人|人份|岁|格|层|瓦|w)`
)

// hueWord is what a colour looks like where its neighbours are packs.
var hueWord = regexp.MustCompile(`[色黑白红蓝绿黄灰紫粉棕褐橙橘青咖驼杏]$`)

// IsPack reports whether a size is a weight, a pack or the like and not a size
// of clothes or shoes.
func IsPack(size string) bool { return packWord.MatchString(size) && !sizeWord.MatchString(size) }

// isSize tells the sizes of a stock of one level from its colours. A word of which neither can be told is a colour, unless packs
// stand beside it.
func isSize(word string, beside source.Fields) bool {
	if sizeWord.MatchString(word) || packWord.MatchString(word) {
		return true
	}
	packs := slices.ContainsFunc(beside, func(f source.Field) bool { return packWord.MatchString(f.Key) })
	return packs && !hueWord.MatchString(word)
}

// sizesBelow are keys that are no colour: what stands below is the sizes, whatever they are called.
var sizesBelow = []string{"规格", "尺码", "size"}

// stock reads {colour: {size: count}}, {colour: count}, {size: count}, {规格: {size: count}} or a single count.
func (l *loader) stock(p *Product, n, chart *source.Node) {
	if n.IsNull() {
		return
	}
	if n.Kind() == source.Scalar {
		p.Stock = []ColourStock{{Sizes: []SizeStock{{Count: l.count(n)}}}}
		return
	}
	var sizesOnly ColourStock
	all := n.Pairs(l.errs, "stock")
	for _, f := range all {
		switch {
		case f.Value.Kind() == source.Mapping:
			colour := ColourStock{Colour: f.Key}
			if slices.Contains(sizesBelow, f.Key) {
				colour.Colour = ""
			}
			for _, s := range f.Value.Pairs(l.errs, "stock") {
				colour.Sizes = append(colour.Sizes, SizeStock{s.Key, l.count(s.Value)})
			}
			p.Stock = append(p.Stock, colour)
		case isSize(f.Key, all) || isKey(chart, f.Key):
			sizesOnly.Sizes = append(sizesOnly.Sizes, SizeStock{f.Key, l.count(f.Value)})
		default:
			p.Stock = append(p.Stock, ColourStock{f.Key, []SizeStock{{Count: l.count(f.Value)}}})
		}
	}
	if len(sizesOnly.Sizes) > 0 {
		if len(p.Stock) > 0 {
			l.errs.Add(n.Pos(), "write each colour with its sizes: 黑色: {M: 3, L: 5}", "stock: colours and sizes beside each other")
		}
		p.Stock = append(p.Stock, sizesOnly)
	}
}

func isKey(n *source.Node, key string) bool {
	if n.Kind() != source.Mapping {
		return false
	}
	return n.Pairs(&source.List{}, "").Get(key) != nil
}

func (l *loader) count(n *source.Node) int {
	count := n.Int(l.errs, "stock")
	if count < 0 {
		l.errs.Add(n.Pos(), "", "stock: want at least 0")
		return 0
	}
	return count
}

// chart reads {size: {measure: centimetres}}.
func (l *loader) chart(p *Product, n *source.Node) {
	for _, f := range n.Pairs(l.errs, "size_chart") {
		row := SizeRow{Size: f.Key, CM: map[string]float64{}}
		for _, m := range f.Value.Pairs(l.errs, "size_chart") {
			name, hint, ok := measure(m.Key)
			if !ok {
				l.errs.Add(m.KeyPos, hint, "size_chart: unknown measure %q", m.Key)
			}
			l.cm(row, name, m.Value)
		}
		p.SizeChart = append(p.SizeChart, row)
	}
}

func (l *loader) cm(row SizeRow, name string, n *source.Node) {
	before := l.errs.Len()
	value := n.Float(l.errs, name)
	if l.errs.Len() == before && (value <= 0 || value > maxCM) {
		l.errs.Add(n.Pos(), "", "%s: want centimetres, more than 0", name)
		return
	}
	row.CM[name] = value
}

// sizePos finds the place of a size in a product's field: stock under colour
// and size (joined by a zero byte), usual_size under the other brand's size.
func sizePos(n *source.Node, path string) source.Pos {
	if n.Kind() != source.Mapping {
		return source.Pos{}
	}
	none := &source.List{}
	colour, size, inStock := strings.Cut(path, "\x00")
	if inStock && colour != "" {
		inner := n.Pairs(none, "").Get(colour)
		if inner.Kind() != source.Mapping {
			return source.Pos{}
		}
		return keyPos(inner.Pairs(none, ""), size)
	}
	if inStock {
		return keyPos(n.Pairs(none, ""), size)
	}
	return n.Pairs(none, "").Get(path).Pos()
}

func keyPos(f source.Fields, key string) source.Pos {
	for _, field := range f {
		if field.Key == key {
			return field.KeyPos
		}
	}
	return source.Pos{}
}
