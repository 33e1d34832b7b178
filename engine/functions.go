package engine

import (
	"math"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/rules"
)

// functions are those that rules may call, besides lookup, body_size, len and the predicates, which rules brings itself.
func (s *Shop) functions(item, order *rules.ObjectType) map[string]rules.Func {
	itemT, number, anything := rules.ObjectOf(item), rules.TypeNumber, rules.Type{}
	size := rules.Type{Kind: rules.KindText, Name: "size"}
	fns := map[string]rules.Func{
		"similar":    {Params: []rules.Type{itemT, number}, Optional: 1, Result: rules.ListOf(itemT), Call: fnSimilar},
		"pick_goods": {Params: []rules.Type{rules.TypeText, rules.TypeMoney, number}, Optional: 2, Lenient: true, Result: rules.ListOf(itemT), Call: fnPick},
		"stock_of":   {Params: []rules.Type{itemT, rules.TypeText, rules.TypeText}, Optional: 2, Lenient: true, Result: number, Call: fnStockOf},
		"chart_fit":  {Params: []rules.Type{itemT, number}, Optional: 1, Result: size, Call: fnChartFit},
		"larger":     {Params: []rules.Type{itemT, size}, Result: size, Call: fnLarger},
		"postage":    {Params: []rules.Type{number, number, number, number}, Result: rules.TypeMoney, Call: fnPostage},
		"dispatch_by": {Params: []rules.Type{rules.TypeTime}, Optional: 1, Result: rules.TypeTime, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			t := f.(*turn)
			from := t.now
			if len(a) > 0 {
				from = a[0].Time()
			}
			return rules.Time(t.dispatchBy(from)), nil
		}},
		"arrive_by": {Params: []rules.Type{number}, Optional: 1, Result: rules.TypeTime, Call: fnArriveBy},
		"days_since": {Params: []rules.Type{rules.TypeTime}, Result: number, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			return rules.Number(math.Floor(f.(*turn).now.Sub(a[0].Time()).Hours() / 24)), nil
		}},
		"promise": {Params: []rules.Type{rules.TypeText}, Optional: 1, Result: rules.TypeTime, Call: fnPromise},
		"yuan": {Params: []rules.Type{number}, Result: rules.TypeText, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			n, ok := a[0].Number()
			if !ok {
				return rules.Value{}, nil
			}
			if f.(*turn).language() == "en" {
				return rules.Text("¥" + rules.Number(n).String()), nil
			}
			return rules.Text(rules.Number(n).String() + "元"), nil
		}},
		"date": {Params: []rules.Type{rules.TypeTime}, Result: rules.TypeText, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			t := f.(*turn)
			return rules.Text(formatDate(a[0].Time().In(t.shop.set.loc), t.now, t.language())), nil
		}},
		"clock": {Params: []rules.Type{rules.TypeTime}, Result: rules.TypeText, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			t := f.(*turn)
			return rules.Text(formatClock(a[0].Time().In(t.shop.set.loc), t.now, t.language())), nil
		}},
		"names": {Params: []rules.Type{anything}, Result: rules.TypeText, Call: fnNames},
	}
	for _, d := range s.set.lookups {
		fns[d.name] = rules.Func{Params: d.args, Result: d.typ, Call: func(f rules.Facts, a []rules.Value) (rules.Value, error) {
			args := make([]string, len(a))
			for i, v := range a {
				args[i] = v.String()
			}
			t := f.(*turn)
			x, err := t.ask(d.name, args...)
			return t.typed(x, d.typ), err
		}}
	}
	return fns
}

// maxPicked bounds what similar and pick_goods return.
const maxPicked = 20

func pickCount(a []rules.Value, i, fallback int) int {
	if len(a) > i && a[i].IsSet() {
		n, _ := a[i].Number()
		return max(0, min(int(n), maxPicked))
	}
	return fallback
}

func fnSimilar(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t, v := f.(*turn), a[0].Ref().(*itemView)
	return t.items(t.catalogue.Similar(v.p, t.st.colour, t.st.size, pickCount(a, 1, 3), t.now)), nil
}

func fnPick(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t := f.(*turn)
	var budget commerce.Fen
	if len(a) > 1 && a[1].IsSet() {
		n, _ := a[1].Number()
		budget = commerce.Yuan(n)
	}
	return t.items(t.catalogue.Pick(a[0].Text(), budget, pickCount(a, 2, 3), t.now)), nil
}

func fnStockOf(_ rules.Facts, a []rules.Value) (rules.Value, error) {
	v, ok := a[0].Ref().(*itemView)
	if !ok {
		return rules.Value{}, nil
	}
	text := func(i int) string {
		if len(a) > i {
			return a[i].Text()
		}
		return ""
	}
	return knownStock(v.p.StockOf(text(1), text(2))), nil
}

// fnChartFit fits the measures that the customer gave to the size chart, with ease in centimetres (default: policies.ease_cm, else 0).
func fnChartFit(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t, v := f.(*turn), a[0].Ref().(*itemView)
	ease, ok := t.shop.set.value(t.shop.set.policies, "ease_cm").Number()
	if len(a) > 1 {
		ease, ok = a[1].Number()
	}
	if !ok {
		ease = 0
	}
	measure := func(slot string) float64 {
		n, _ := t.st.slot(slot).Number()
		return n
	}
	return rules.Text(commerce.ChartFit(v.p, measure("waist_cm"), measure("hip_cm"), measure("bust_cm"), ease)), nil
}

func fnLarger(_ rules.Facts, a []rules.Value) (rules.Value, error) {
	return rules.Text(commerce.Larger(a[0].Ref().(*itemView).p, a[1].Text())), nil
}

// fnPostage is what the freight of the cart costs: the first kilograms at a price, each further one (begun) at another; free
// from a total on. A region whose free_over is 0 has no free freight.
func fnPostage(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t := f.(*turn)
	var n [4]float64
	for i := range n {
		v, ok := a[i].Number()
		if !ok {
			return rules.Value{}, nil
		}
		n[i] = v
	}
	kg, total := 0.0, 0.0
	if p := t.product(t.st.item); p != nil {
		kg = float64(p.WeightG) * t.quantity() / 1000
		total = float64(t.ledger.Price) / 100 * t.quantity()
	}
	if n[3] > 0 && total >= n[3] || t.ledger.Deal.Postage {
		return rules.Number(0), nil
	}
	return rules.Number(n[1] + math.Ceil(math.Max(0, kg-n[0]))*n[2]), nil
}

// fnArriveBy is the day by which a parcel ordered now arrives: dispatch and then days on the way. Without days, the
// slowest that the table "postage" (output to) has for the customer's region, else policies.arrive_days, else 7.
func fnArriveBy(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t := f.(*turn)
	days := 7.0
	if n, ok := t.shop.set.value(t.shop.set.policies, "arrive_days").Number(); ok {
		days = n
	}
	if len(a) > 0 {
		if n, ok := a[0].Number(); ok {
			days = n
		}
	} else {
		v, err := t.shop.rules.Row(t.ruleTurn(), "postage", "to")
		if err != nil {
			return v, err
		}
		if n, ok := v.Number(); ok {
			days = n
		}
	}
	return rules.Time(t.shop.set.hours.arriveBy(t.dispatchBy(t.now), int(days))), nil
}

// fnPromise is the time by which a person answers: the given span (default policies.reply_within) of open hours from now.
func fnPromise(f rules.Facts, a []rules.Value) (rules.Value, error) {
	t := f.(*turn)
	within := t.shop.set.replyWithin()
	if len(a) > 0 {
		if d, ok := source.ParseDuration(a[0].Text()); ok {
			within = d
		}
	}
	return rules.Time(t.shop.set.hours.addOpen(t.now, within)), nil
}

// fnNames joins a list for a sentence: products by name, promotions by text.
func fnNames(f rules.Facts, a []rules.Value) (rules.Value, error) {
	var names []string
	for _, v := range a[0].Items() {
		switch x := v.Ref().(type) {
		case *itemView:
			names = append(names, x.p.Name)
		case *commerce.Promotion:
			names = append(names, x.Text)
		case *orderView:
			names = append(names, x.items())
		default:
			names = append(names, v.String())
		}
	}
	sep := "、"
	if f.(*turn).language() == "en" {
		sep = ", "
	}
	return rules.Text(strings.Join(names, sep)), nil
}

// dispatchBy is the day by which an order paid at from leaves: policies.dispatch_days working days (default 1), counted from
// the next one after policies.dispatch_cutoff (default: no cutoff).
func (t *turn) dispatchBy(from time.Time) time.Time {
	days, ok := t.shop.set.value(t.shop.set.policies, "dispatch_days").Number()
	if !ok {
		days = 1
	}
	return t.shop.set.hours.dispatchBy(from.In(t.shop.set.loc), t.shop.set.value(t.shop.set.policies, "dispatch_cutoff").Text(), int(days))
}
