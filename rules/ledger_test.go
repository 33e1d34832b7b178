package rules

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Whatever is wished, in whatever order: no agreed price below the floor, never more given than the budget, and a wish never
// raises a price.
func TestLedgerNeverBelowFloorNorOverBudget(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := []string{"price", "off", "discount", "round", "balance", "postage", "gift", "none", ""}
	granted := 0
	for range 3000 {
		l := Ledger{Terms: Terms{Budget: r.Int64N(4000), PostageCost: r.Int64N(1500), Gifts: map[string]int64{"a": r.Int64N(900), "b": r.Int64N(900)}},
			Price: 1 + r.Int64N(30000)}
		if r.IntN(4) > 0 {
			l.Floor = 1 + r.Int64N(l.Price)
		}
		for range 12 {
			l.Offer = Offer{Kind: kinds[r.IntN(len(kinds))], Price: r.Int64N(l.Price + 2000), Pieces: 1 + r.IntN(3), Gift: []string{"a", "b", "c"}[r.IntN(3)]}
			before := l
			w := []Wish{{Offer: true}, {Gift: l.Offer.Gift}, {Postage: true}}[r.IntN(3)]
			verdict := l.Grant(w, time.Unix(0, 0))
			if verdict != Granted {
				require.Equal(t, before, l)
				continue
			}
			granted++
			require.Positive(t, l.Floor, "an unset floor means no concession")
			require.LessOrEqual(t, l.Given, l.Budget)
			require.GreaterOrEqual(t, l.Given, before.Given)
			if l.Deal.Price > 0 {
				require.LessOrEqual(t, (l.Price-l.Deal.Price)*int64(l.Deal.Pieces), l.Given, "what the price costs for all its pieces is in the budget")
				require.GreaterOrEqual(t, l.Deal.Price, l.Floor)
				require.LessOrEqual(t, l.Deal.Price, before.current())
			}
		}
	}
	require.Greater(t, granted, 500, "the property is about concessions that are made")
}

func TestLedgerApproval(t *testing.T) {
	l := Ledger{Terms: Terms{Budget: 2000, ApproveOver: 1000, AgreedFor: time.Hour}, Price: 12900, Floor: 10000, Offer: Offer{Kind: "price", Price: 11500, Pieces: 1}}
	require.Equal(t, NeedsApproval, l.Grant(Wish{Offer: true}, time.Unix(0, 0)))
	require.Zero(t, l.Given)
	require.Equal(t, Granted, l.Grant(Wish{Offer: true, Approved: true}, time.Unix(0, 0)))
	require.EqualValues(t, 1400, l.Deal.Cut)
	require.EqualValues(t, 600, l.Left())
	require.EqualValues(t, 600, l.Room())
	require.Equal(t, time.Unix(3600, 0), l.Deal.Until)
}

func TestLedgerTellsWhyItRefuses(t *testing.T) {
	terms := Terms{Budget: 1000, PostageCost: 800, Gifts: map[string]int64{"a": 600, "b": 1200}}
	for _, c := range []struct {
		floor int64
		offer Offer
		wish  Wish
		why   string
	}{
		{0, Offer{Kind: "price", Price: 9000, Pieces: 1}, Wish{Offer: true}, "no product with a floor is known"},
		{9000, Offer{}, Wish{Offer: true}, "the customer has named no offer"},
		{9000, Offer{Kind: "none"}, Wish{Offer: true}, "the customer has named no offer"},
		{9000, Offer{Kind: "price", Price: 8000, Pieces: 1}, Wish{Offer: true}, "the offer is below the floor"},
		{9000, Offer{Kind: "price", Price: 10000, Pieces: 1}, Wish{Offer: true}, "the offer is not below the price"},
		{5000, Offer{Kind: "price", Price: 8000, Pieces: 1}, Wish{Offer: true}, "it costs more than is left of the budget"},
		{9000, Offer{}, Wish{Gift: "b"}, "it costs more than is left of the budget"},
		{9000, Offer{}, Wish{Gift: "c"}, "the gift has no cost under concessions.gifts"},
		{9000, Offer{}, Wish{Gift: "a"}, ""},
	} {
		l := Ledger{Terms: terms, Price: 10000, Floor: c.floor, Offer: c.offer}
		verdict, why := l.ask(c.wish, time.Unix(0, 0))
		require.Equal(t, c.why, why)
		require.Equal(t, c.why == "", verdict == Granted)
	}
	l := Ledger{Terms: terms, Price: 10000, Floor: 9000, Deal: Deal{Gift: "a"}}
	_, why := l.ask(Wish{Gift: "a"}, time.Unix(0, 0))
	require.Equal(t, "it was given already", why)
}
