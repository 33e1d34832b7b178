package rules

import "time"

// Ledger is the only way to a concession. It knows what the customer wishes, what the item costs and may cost, and what was
// given already; Grant either agrees to something within both the floor of the product and the budget of the order, or
// refuses. All money is in fen. The zero Ledger grants nothing.
type Ledger struct {
	Terms
	Price int64 // of one piece now, promotions deducted; 0 where no item is known
	Floor int64 // of one piece; 0 means that no concession is allowed
	Offer Offer
	Deal  Deal
	Given int64 // of the budget of this order
}

// Terms are the shop's `concessions`.
type Terms struct {
	Budget      int64
	PostageCost int64
	Gifts       map[string]int64 // what each gift costs
	ApproveOver int64            // a single concession above this needs a person; 0 means never
	AgreedFor   time.Duration
}

// Offer is what the customer wishes, made absolute when it was said.
type Offer struct {
	Kind   string // "", price, off, discount, round, balance, postage, gift, none
	Price  int64  // wished for one piece; 0 where the wish is not a price
	Pieces int    // at least 1
	Gift   string
	Rival  int64 // another seller's price: never an offer
}

// Deal is what was agreed.
type Deal struct {
	Kind    string // of the last concession: price, postage, gift
	Price   int64  // agreed for one piece; 0 where none was
	Pieces  int
	Gift    string
	Postage bool
	Cut     int64 // what the last concession cost
	Spent   int64 // what Price for Pieces has cost of the budget
	Until   time.Time
}

// Verdict is what the ledger says to a wish.
type Verdict uint8

// The verdicts.
const (
	Refused Verdict = iota
	Granted
	NeedsApproval
)

// Wish is what a rule's grant asks for.
type Wish struct {
	Offer    bool // what the customer wishes
	Gift     string
	Postage  bool
	Approved bool // a person has agreed already: approve_over does not apply
}

// current is what one piece costs at this point of the conversation.
func (l *Ledger) current() int64 {
	if l.Deal.Price > 0 && l.Deal.Price < l.Price {
		return l.Deal.Price
	}
	return l.Price
}

// Room is how much lower the price of one piece may still go: within the floor and within what is left of the budget.
func (l *Ledger) Room() int64 {
	if l.Price <= 0 || l.Floor <= 0 {
		return 0
	}
	return max(0, min(l.current()-l.Floor, l.Left()))
}

// Left is what is left of the budget.
func (l *Ledger) Left() int64 { return max(0, l.Budget-l.Given) }

// Cut is what the customer's wish would cost in all, from the price as it stands; ok is false where there is no such wish.
func (l *Ledger) Cut() (fen int64, ok bool) {
	switch l.Offer.Kind {
	case "postage":
		return l.postage(), true
	case "gift":
		cost, known := l.Gifts[l.Offer.Gift]
		return cost, known
	case "", "none":
		return 0, false
	}
	if l.Offer.Price <= 0 || l.Price <= 0 {
		return 0, false
	}
	if l.Offer.Price >= l.current() && l.Offer.Pieces <= max(1, l.Deal.Pieces) {
		return 0, true
	}
	// Counted from the price, less what the price agreed so far has cost: more pieces at it cost more.
	return max(0, (l.Price-min(l.Offer.Price, l.current()))*int64(max(1, l.Offer.Pieces))-l.Deal.Spent), true
}

func (l *Ledger) postage() int64 {
	if l.Deal.Postage {
		return 0
	}
	return l.PostageCost
}

// Grant asks for w. Where it is granted the ledger has changed, otherwise not.
func (l *Ledger) Grant(w Wish, now time.Time) Verdict {
	verdict, _ := l.ask(w, now)
	return verdict
}

// ask is Grant that tells why it refused: for a trace, never for the customer.
func (l *Ledger) ask(w Wish, now time.Time) (Verdict, string) {
	next := *l
	verdict, why := next.grant(w)
	if verdict != Granted {
		return verdict, why
	}
	if next.AgreedFor > 0 {
		next.Deal.Until = now.Add(next.AgreedFor)
	}
	*l = next
	return Granted, ""
}

func (l *Ledger) grant(w Wish) (Verdict, string) {
	if l.Floor <= 0 {
		return Refused, "no product with a floor is known"
	}
	var cost int64
	switch {
	case w.Gift != "":
		return l.give("gift", w.Gift, w.Approved)
	case w.Postage:
		return l.give("postage", "", w.Approved)
	case l.Offer.Kind == "gift":
		return l.give("gift", l.Offer.Gift, w.Approved)
	case l.Offer.Kind == "postage":
		return l.give("postage", "", w.Approved)
	default:
		cut, ok := l.Cut()
		switch {
		case !ok:
			return Refused, "the customer has named no offer"
		case cut <= 0: // a wish at or above the price is no concession, and never raises it
			return Refused, "the offer is not below the price"
		case l.Offer.Price < l.Floor:
			return Refused, "the offer is below the floor"
		}
		cost = cut
	}
	if v, why := l.afford(cost, w.Approved); v != Granted {
		return v, why
	}
	l.Deal.Kind, l.Deal.Price, l.Deal.Pieces, l.Deal.Cut = "price", min(l.Offer.Price, l.current()), max(1, l.Offer.Pieces), cost
	l.Deal.Spent += cost
	l.Given += cost
	return Granted, ""
}

func (l *Ledger) give(kind, gift string, approved bool) (Verdict, string) {
	cost := l.PostageCost
	switch {
	case kind == "gift" && l.Deal.Gift != "", kind == "postage" && l.Deal.Postage:
		return Refused, "it was given already" // one gift an order, the postage once
	case kind == "gift":
		price, ok := l.Gifts[gift]
		if !ok {
			return Refused, "the gift has no cost under concessions.gifts"
		}
		cost = price
	}
	if v, why := l.afford(cost, approved); v != Granted {
		return v, why
	}
	if kind == "gift" {
		l.Deal.Gift = gift
	} else {
		l.Deal.Postage = true
	}
	l.Deal.Kind, l.Deal.Cut = kind, cost
	l.Given += cost
	return Granted, ""
}

func (l *Ledger) afford(cost int64, approved bool) (Verdict, string) {
	if cost > l.Left() {
		return Refused, "it costs more than is left of the budget"
	}
	if l.ApproveOver > 0 && cost > l.ApproveOver && !approved {
		return NeedsApproval, ""
	}
	return Granted, ""
}
