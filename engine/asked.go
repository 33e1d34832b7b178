package engine

import (
	"slices"
	"strings"

	"github.com/huashu-go/huashu/rules"
)

// colourSize is a variant of a product; colour or size may be empty. said is the colour in the customer's own word, empty if the message names none.
type colourSize struct{ colour, size, said string }

// askedType is what a message asks for that names more than one variant: 黑色和白色都有货吗, 白色L两件XL一件. The sku is the last of them.
var askedType = &rules.ObjectType{Name: "asked", Fields: map[string]rules.Field{
	"have": field(rules.ListOf(rules.TypeText), func(t *turn) rules.Value { return textsIf(t.asked(true)) }),
	"lack": field(rules.ListOf(rules.TypeText), func(t *turn) rules.Value { return textsIf(t.asked(false)) }),
}}

// textsIf is a list of texts, unset if it is empty.
func textsIf(list []string) rules.Value {
	if len(list) == 0 {
		return rules.Value{}
	}
	return rules.Texts(list)
}

// asked names those of several variants asked for that are in stock, or those that are not. It is nil for one variant, and for a
// product of which no stock is known.
func (t *turn) asked(inStock bool) (labels []string) {
	p := t.product(t.st.item)
	if p == nil || !t.several("colour") && !t.several("size") {
		return nil
	}
	for _, v := range t.variantsNamed() {
		count, known := p.StockOf(v.colour, v.size)
		if known && count > 0 == inStock {
			labels = append(labels, t.variantLabel(v))
		}
	}
	return labels
}

// several tells whether the message names more than one value of a kind.
func (t *turn) several(kind string) bool {
	n := 0
	for i := range t.heard.Entities {
		if t.heard.Entities[i].Kind == kind {
			n++
		}
	}
	return n > 1
}

// variantLabel names a variant in the customer's language: the catalogue has its colours in one only.
func (t *turn) variantLabel(v colourSize) string {
	if t.language() == "zh" {
		return skuLabel(v.colour, v.size)
	}
	return strings.TrimSpace(v.said + " " + v.size)
}

// variantsNamed are the variants that the message names. Where each colour has sizes of its own, or each size colours, these belong together
// (黑L白XL, L黑M白); else every colour is asked for in every size. What the message does not say is what the conversation is about.
func (t *turn) variantsNamed() (list []colourSize) {
	var colours, sizes, paired []colourSize
	lead := ""
	for i := range t.heard.Entities {
		e := &t.heard.Entities[i]
		var v colourSize
		switch e.Kind {
		case "colour":
			v.colour, v.said = e.Str, e.Text
			colours = append(colours, v)
		case "size":
			v.size = t.ownSize(e.Str)
			sizes = append(sizes, v)
		default:
			continue
		}
		if lead == "" {
			lead = e.Kind
		}
		n := len(paired)
		switch {
		case e.Kind == lead:
			paired = append(paired, v)
		case paired[n-1].whole():
			paired = append(paired, paired[n-1].with(v))
		default:
			paired[n-1] = paired[n-1].with(v)
		}
	}
	if len(colours) > 1 && len(sizes) > 1 && !slices.ContainsFunc(paired, func(v colourSize) bool { return !v.whole() }) {
		return paired
	}
	if len(colours) == 0 {
		colours = []colourSize{{colour: t.st.colour}}
	}
	if len(sizes) == 0 {
		sizes = []colourSize{{size: t.st.size}}
	}
	for _, colour := range colours {
		for _, size := range sizes {
			list = append(list, colour.with(size))
		}
	}
	return list
}

func (v colourSize) whole() bool { return v.colour != "" && v.size != "" }

// with is v with the colour or the size of another.
func (v colourSize) with(other colourSize) colourSize {
	if other.colour != "" {
		v.colour, v.said = other.colour, other.said
	}
	if other.size != "" {
		v.size = other.size
	}
	return v
}
