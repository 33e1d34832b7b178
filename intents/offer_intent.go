package intents

import (
	"slices"
	"strings"
)

// firmBargain is the bargain of a customer who would buy at once.
const firmBargain = "bargain.ultimatum"

// outbid are the intents that a price named for agreement looks like by its other words, and is not: 黑色L码80卖不卖, 100包邮可以吗.
var outbid = [...]string{
	"stock", "size", "price", "product_info", "quality", "recommend", "logistics.fee", "logistics.carrier", "logistics.dispatch", "order.place", "compensation", "affirm", "deny",
}

// bargain finds a bargain where the customer wishes for a price and no intent tells so. Classifiers that were never taught
// bargains are left alone, and so is what a pattern says.
func (b *base) bargain(w *scratch, o *Offer, c *Context) {
	if o.Kind == "" || o.Kind == "gift" && o.price.to == 0 || slices.ContainsFunc(w.found, func(f finding) bool { return strings.HasPrefix(f.id, bargains) }) {
		return
	}
	id := plainBargain
	if o.firm {
		id = firmBargain
	}
	if !slices.Contains(b.names, id) {
		return
	}
	wish := finding{id: id, score: .9, from: o.price.from, to: o.price.to}
	if o.price.to == 0 {
		for wish.to < len(w.text.Runes) && int(w.text.Offsets[wish.to]) < o.End {
			if wish.to++; int(w.text.Offsets[wish.to-1]) < o.Start {
				wish.from = wish.to
			}
		}
	}
	for k := range w.found {
		f := &w.found[k]
		if f.from > wish.from || f.to < wish.to {
			continue
		}
		if !f.pattern && o.outbids(f.id, c) {
			wish.from, wish.to = f.from, f.to
			*f = wish
		}
		return
	}
	// The clause of the wish said nothing by itself: 150 再送双袜子, 好 150.
	w.found = slices.DeleteFunc(w.found, func(f finding) bool { return f.kind != matter })
	at := slices.IndexFunc(w.found, func(f finding) bool { return f.from > wish.from })
	if at < 0 {
		at = len(w.found)
	}
	w.found = slices.Insert(w.found, at, wish)
}

// outbids tells whether the wish is what was meant rather than the intent of its clause. While one bargains, 那邮费你出 is no question
// about a return's.
func (o *Offer) outbids(id string, c *Context) bool {
	bargaining := slices.ContainsFunc(c.Awaiting, func(a Slot) bool { return a.Kind == "price" })
	switch {
	case o.Kind == "off" && id == "complaint.wrong":
		return bargaining || o.Pieces > 0
	case o.Kind == "postage" && id == "returns.freight":
		return bargaining
	case o.Kind == "off" && id == "logistics.fee":
		return true // 再便宜5块包邮
	case o.Kind == "price", bargaining, o.Kind == "off" && o.Pieces > 0, o.Kind == "postage" && o.firm:
		return slices.Contains(outbid[:], id)
	}
	return false
}
