package engine

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// A rule that was passed over says why, and what in its condition was not known.
func TestTraceTellsWhatIsNotKnown(t *testing.T) {
	trace := Trace{Steps: []TraceStep{{Kind: TraceTried, Name: "arrival.paid", Why: "when", Detail: `order.state == "paid"`, Unset: "order.state"}, {Kind: TraceTried, Name: "again", Why: "limit"}}}
	require.Equal(t, "tried arrival.paid when: order.state == \"paid\" (order.state is not known)\ntried again limit\n", trace.String())
}
