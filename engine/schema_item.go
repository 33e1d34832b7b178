package engine

import (
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/rules"
)

// itemView is a product as rules see it in a turn: with the prices and promotions of the moment. There is no way from it to
// the floor price.
type itemView struct {
	t *turn
	p *commerce.Product
}

// bundleView is a promotion for several pieces.
type bundleView struct {
	text string
	each commerce.Fen
}

var bundleType = &rules.ObjectType{Name: "bundle", Fields: map[string]rules.Field{
	"text": field(rules.TypeText, func(b *bundleView) rules.Value { return rules.Text(b.text) }),
	"each": field(rules.TypeMoney, func(b *bundleView) rules.Value { return yuan(int64(b.each)) }),
}}

func (s *Shop) itemType() *rules.ObjectType {
	o := &rules.ObjectType{Name: "item"}
	text := func(get func(p *commerce.Product) string) rules.Field {
		return field(rules.TypeText, func(v *itemView) rules.Value { return rules.Text(get(v.p)) })
	}
	list := func(get func(v *itemView) []*commerce.Product) rules.Field {
		return field(rules.ListOf(rules.ObjectOf(o)), func(v *itemView) rules.Value { return v.t.items(get(v)) })
	}
	o.Fields = map[string]rules.Field{
		"code": text(func(p *commerce.Product) string { return p.Code }), "name": text(func(p *commerce.Product) string { return p.Name }),
		"link":       text(func(p *commerce.Product) string { return p.Link }),
		"size_table": text(func(p *commerce.Product) string { return p.SizeTable }),
		"price":      field(rules.TypeMoney, func(v *itemView) rules.Value { return yuan(int64(v.p.Price)) }),
		"price_now":  field(rules.TypeMoney, func(v *itemView) rules.Value { return yuan(int64(v.t.catalogue.PriceNow(v.p, v.t.now))) }),
		"weight_g":   field(rules.TypeNumber, func(v *itemView) rules.Value { return rules.Number(float64(v.p.WeightG)) }),
		"tags":       field(rules.ListOf(rules.TypeText), func(v *itemView) rules.Value { return rules.Texts(v.p.Tags) }),
		"aliases":    field(rules.ListOf(rules.TypeText), func(v *itemView) rules.Value { return rules.Texts(v.p.Aliases) }),
		"restock": field(rules.TypeTime, func(v *itemView) rules.Value {
			if v.p.Restock.Before(v.t.now) {
				return rules.Value{} // a date that has passed promises nothing
			}
			return rules.Time(v.p.Restock)
		}),
		"stock":     field(rules.TypeNumber, func(v *itemView) rules.Value { return knownStock(v.p.StockOf("", "")) }),
		"colours":   field(rules.ListOf(rules.TypeText), func(v *itemView) rules.Value { return rules.Texts(coloursInStock(v.p)) }),
		"sizes":     field(rules.ListOf(rules.TypeText), func(v *itemView) rules.Value { return rules.Texts(sizesInStock(v.p, v.t.st.colour)) }),
		"all_sizes": field(rules.ListOf(rules.TypeText), func(v *itemView) rules.Value { return rules.Texts(allSizes(v.p)) }),
		"promo": field(rules.ObjectOf(promoType), func(v *itemView) rules.Value {
			if p := v.t.catalogue.PromoOf(v.p, v.t.now); p != nil && v.t.mood() != "angry" {
				return rules.Object(p)
			}
			return rules.Value{}
		}),
		"bundle": field(rules.ObjectOf(bundleType), func(v *itemView) rules.Value {
			if text, each, ok := v.t.catalogue.BundleOf(v.p, v.t.now); ok {
				return rules.Object(&bundleView{text, each})
			}
			return rules.Value{}
		}),
		"usual_size": field(rules.MapOf(rules.Type{Kind: rules.KindText, Name: "size"}), func(v *itemView) rules.Value {
			return rules.Map(func(key string) rules.Value {
				for _, pair := range v.p.UsualSize {
					if pair.Key == key {
						return rules.Text(pair.Value)
					}
				}
				return rules.Value{}
			})
		}),
		"matches":     list(func(v *itemView) []*commerce.Product { return v.t.byCodes(v.p.Matches) }),
		"substitutes": list(func(v *itemView) []*commerce.Product { return v.t.byCodes(v.p.Substitutes) }),
	}
	lists := s.set.listWords()
	for name, kind := range s.set.productFields {
		typ, _ := rules.TypeNamed(kind, lists)
		o.Fields[name] = field(typ, func(v *itemView) rules.Value { return v.t.typed(v.p.Fields[name], typ) })
	}
	return o
}

// coloursInStock and sizesInStock are what can be bought now, in the order of the catalogue.
func coloursInStock(p *commerce.Product) []string {
	var out []string
	for _, c := range p.Stock {
		if n, _ := p.StockOf(c.Colour, ""); n > 0 {
			out = append(out, c.Colour)
		}
	}
	return out
}

func sizesInStock(p *commerce.Product, colour string) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range p.Stock {
		if colour != "" && c.Colour != colour {
			continue
		}
		for _, s := range c.Sizes {
			if s.Count > 0 && !seen[s.Size] {
				seen[s.Size] = true
				out = append(out, s.Size)
			}
		}
	}
	return out
}

// allSizes are the sizes that a product comes in, in stock or not, in the order of its stock.
func allSizes(p *commerce.Product) []string {
	var out []string
	for _, c := range p.Stock {
		for _, s := range c.Sizes {
			if s.Size != "" && !slices.Contains(out, s.Size) {
				out = append(out, s.Size)
			}
		}
	}
	return out
}

// comesIn tells whether a product has a size, in stock or not.
func comesIn(p *commerce.Product, size string) bool {
	return slices.ContainsFunc(p.Stock, func(c commerce.ColourStock) bool {
		return slices.ContainsFunc(c.Sizes, func(s commerce.SizeStock) bool { return s.Size == size })
	})
}

// orderView is an order as rules see it, with the corrections of an open confirmation sheet.
type orderView struct {
	t *turn
	o *commerce.Order
}

var refundType = &rules.ObjectType{Name: "refund", Fields: map[string]rules.Field{
	"amount": field(rules.TypeMoney, func(r *commerce.Refund) rules.Value { return yuan(int64(r.Amount)) }),
	"at":     field(rules.TypeTime, func(r *commerce.Refund) rules.Value { return rules.Time(r.At) }),
}}

// orderType is the same in all shops, and its fields are many: they share it.
var orderType = newOrderType()

func newOrderType() *rules.ObjectType {
	o := &rules.ObjectType{Name: "order", Fields: map[string]rules.Field{}}
	text := func(name string, get func(o *commerce.Order) string) {
		o.Fields[name] = field(rules.TypeText, func(v *orderView) rules.Value {
			if edit := v.t.edited(v.o.No, name); edit != "" {
				return rules.Text(edit)
			}
			return rules.Text(get(v.o))
		})
	}
	text("no", func(o *commerce.Order) string { return o.No })
	text("code", func(o *commerce.Order) string { return o.Product })
	text("colour", func(o *commerce.Order) string { return o.Colour })
	text("size", func(o *commerce.Order) string { return o.Size })
	text("name", func(o *commerce.Order) string { return o.Name })
	text("phone", func(o *commerce.Order) string { return o.Phone })
	text("address", func(o *commerce.Order) string { return o.Address })
	text("courier", func(o *commerce.Order) string { return o.Courier })
	text("tracking_no", func(o *commerce.Order) string { return o.TrackingNo })
	text("scan", func(o *commerce.Order) string { return o.Scan })
	text("quantity", func(o *commerce.Order) string { return rules.Number(float64(max(1, o.Quantity))).String() })
	o.Fields["remark"] = field(rules.TypeText, func(v *orderView) rules.Value {
		if edit := v.t.edited(v.o.No, "remark"); edit != "" {
			return rules.Text(edit)
		}
		return rules.Text(v.remark())
	})
	when := func(name string, get func(o *commerce.Order) time.Time) {
		o.Fields[name] = field(rules.TypeTime, func(v *orderView) rules.Value { return rules.Time(get(v.o)) })
	}
	when("paid_at", func(o *commerce.Order) time.Time { return o.PaidAt })
	when("shipped_at", func(o *commerce.Order) time.Time { return o.ShippedAt })
	when("delivered_at", func(o *commerce.Order) time.Time { return o.DeliveredAt })
	when("created_at", func(o *commerce.Order) time.Time { return o.CreatedAt })
	o.Fields["dispatch_by"] = field(rules.TypeTime, func(v *orderView) rules.Value {
		from := v.o.PaidAt
		if from.IsZero() {
			from = v.t.now
		}
		return rules.Time(v.t.dispatchBy(from))
	})
	o.Fields["product"] = field(rules.TypeText, func(v *orderView) rules.Value { return rules.Text(v.t.productName(v.o.Product)) })
	o.Fields["items"] = field(rules.TypeText, func(v *orderView) rules.Value { return rules.Text(v.items()) })
	o.Fields["label"] = field(rules.TypeText, func(v *orderView) rules.Value {
		return rules.Label(skuLabel(orderPart(v, "colour"), orderPart(v, "size")))
	})
	o.Fields["total"] = field(rules.TypeMoney, func(v *orderView) rules.Value { return yuan(int64(v.o.Total)) })
	o.Fields["state"] = field(rules.OneOf(orderStates...), func(v *orderView) rules.Value { return rules.Text(v.o.State) })
	o.Fields["state_label"] = field(rules.TypeText, func(v *orderView) rules.Value { return rules.Text(stateLabel(v.o.State, v.t.language())) })
	o.Fields["refund"] = field(rules.ObjectOf(refundType), func(v *orderView) rules.Value {
		if v.o.Refund == nil {
			return rules.Value{}
		}
		return rules.Object(v.o.Refund)
	})
	return o
}

// remark is the order's remark with what was noted in the conversation since; 无 where there is none.
func (v *orderView) remark() string {
	var parts []string
	if v.o.Remark != "" {
		parts = append(parts, v.o.Remark)
	}
	for _, n := range v.t.st.notes {
		if !slices.Contains(parts, n.text) {
			parts = append(parts, n.text)
		}
	}
	if len(parts) == 0 {
		return "无"
	}
	return strings.Join(parts, "、")
}

func (v *orderView) items() string {
	name := v.t.productName(v.o.Product)
	if name == "" {
		return ""
	}
	return name + skuLabel(orderPart(v, "colour"), orderPart(v, "size")) + "×" + orderPart(v, "quantity")
}

var stateLabels = map[string][2]string{
	"unpaid": {"还没付款", "not paid yet"}, "paid": {"已付款", "paid"}, "shipped": {"已发货", "shipped"}, "delivered": {"已签收", "delivered"},
	"done": {"已完成", "completed"}, "closed": {"已关闭", "closed"}, "refunding": {"退款中", "being refunded"}, "refunded": {"已退款", "refunded"},
}

func stateLabel(state, lang string) string {
	if lang == "en" {
		return stateLabels[state][1]
	}
	return stateLabels[state][0]
}
