package commerce

import (
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
)

// Order is a customer's order as the host knows it. Zero times and empty texts
// are what is not known.
type Order struct {
	No           string
	Product      string // code
	Colour, Size string
	Quantity     int
	Total        Fen
	State        string // one of [States]
	Name, Phone  string // of the receiver
	Address      string
	Courier      string
	TrackingNo   string
	Scan         string // the latest news of the parcel
	Remark       string
	PaidAt       time.Time
	ShippedAt    time.Time
	DeliveredAt  time.Time
	CreatedAt    time.Time
	Refund       *Refund // nil: none was asked for
	Fields       map[string]any
}

// Refund is money on its way back.
type Refund struct {
	Amount Fen
	At     time.Time
}

// States returns the states of an order in the order in which they follow.
func States() []string {
	return []string{"unpaid", "paid", "shipped", "delivered", "done", "closed", "refunding", "refunded"}
}

var orderKeys = []string{
	"no", "product", "colour", "size", "quantity", "total", "state", "name", "phone", "address", "courier", "tracking_no", "scan",
	"remark", "paid_at", "shipped_at", "delivered_at", "created_at", "refund", "fields",
}

// ParseOrder reads an order from its fields, which have the names of
// [Order]'s in small letters (tracking_no, paid_at), as golden conversations
// write it. no and state are needed; the quantity is 1 unless given. Times
// without a zone are in loc. fields holds further texts.
func ParseOrder(n *source.Node, loc *time.Location, errs *source.List) Order {
	f := n.FieldsOr(errs, "order", "known: "+strings.Join(orderKeys, ", ")+"; further texts stand under fields", orderKeys...)
	text := func(key string) string { return f.Get(key).Text(errs, key) }
	at := func(key string) time.Time { return f.Get(key).Time(errs, key, loc) }
	o := Order{
		No: text("no"), Product: text("product"), Colour: text("colour"), Size: text("size"), Quantity: 1, Total: money(f.Get("total"), errs, "total"),
		State: text("state"), Name: text("name"), Phone: text("phone"), Address: text("address"), Courier: text("courier"),
		TrackingNo: text("tracking_no"), Scan: text("scan"), Remark: text("remark"),
		PaidAt: at("paid_at"), ShippedAt: at("shipped_at"), DeliveredAt: at("delivered_at"), CreatedAt: at("created_at"),
	}
	if q := f.Get("quantity"); q != nil {
		if o.Quantity = q.Int(errs, "quantity"); o.Quantity < 1 {
			errs.Add(q.Pos(), "", "quantity: want at least 1")
		}
	}
	for _, key := range []string{"no", "state"} {
		if f.Get(key) == nil {
			errs.Add(n.Pos(), "", "order: %s is missing", key)
		}
	}
	if s := f.Get("state"); o.State != "" && !slices.Contains(States(), o.State) {
		errs.Add(s.Pos(), source.DidYouMean(o.State, States()), "unknown state %q of an order", o.State)
	}
	if r := f.Get("refund"); !r.IsNull() {
		of := r.Fields(errs, "refund", "amount", "at")
		o.Refund = &Refund{Amount: money(of.Get("amount"), errs, "amount"), At: of.Get("at").Time(errs, "at", loc)}
	}
	for _, own := range f.Get("fields").Pairs(errs, "fields") {
		if o.Fields == nil {
			o.Fields = map[string]any{}
		}
		o.Fields[own.Key] = own.Value.Text(errs, own.Key)
	}
	return o
}
