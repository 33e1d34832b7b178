package engine

import (
	"strings"

	"github.com/huashu-go/huashu/rules"
)

// colourSize is a variant of a product; either may be empty. said is the colour in the customer's own word, empty if the message names none.
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

// variantsNamed are the variants that the message names. Several sizes stand with the colour before them, where each has one; else every colour is
// asked for in every size. What the message does not say is what the conversation is about.
func (t *turn) variantsNamed() (list []colourSize) {
	var colours, paired []colourSize
	var sizes []string
	for i := range t.heard.Entities {
		switch e := &t.heard.Entities[i]; e.Kind {
		case "colour":
			colours = append(colours, colourSize{colour: e.Str, said: e.Text})
			paired = append(paired, colours[len(colours)-1])
		case "size":
			size := t.ownSize(e.Str)
			sizes = append(sizes, size)
			if n := len(paired); n > 0 && paired[n-1].size == "" {
				paired[n-1].size = size
			} else if n > 0 {
				paired = append(paired, colourSize{paired[n-1].colour, size, paired[n-1].said})
			}
		}
	}
	if len(colours) > 1 && len(sizes) > 1 && paired[len(paired)-1].size != "" {
		return paired
	}
	if len(colours) == 0 {
		colours = []colourSize{{colour: t.st.colour}}
	}
	if len(sizes) == 0 {
		sizes = []string{t.st.size}
	}
	for _, v := range colours {
		for _, v.size = range sizes {
			list = append(list, v)
		}
	}
	return list
}
