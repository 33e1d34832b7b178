package rules

// Room is memory for the results of the decisions of one turn, so that they need none of their own: what Decide and its kind
// return is part of it. The zero value is ready; a turn of its own needs a Room of its own. Not for concurrent use. Results that find no
// room left, or whose turn has none, take theirs from the heap.
type Room struct {
	tries    [16]Try
	refs     [4]RuleRef
	variants [4]Variant
	bubbles  [6]string
	used     struct{ tries, refs, variants, bubbles int }
}

// carve is the next n elements of a room, empty, or nil when they are used up. What grows beyond n moves to the heap.
func carve[T any](room []T, used *int, n int) []T {
	from := *used
	if from+n > len(room) {
		return nil
	}
	*used += n
	return room[from:from:*used]
}

func (r *Room) newTries() []Try {
	if r == nil {
		return nil
	}
	return carve(r.tries[:], &r.used.tries, 8)
}

func (r *Room) newRefs() []RuleRef {
	if r == nil {
		return nil
	}
	return carve(r.refs[:], &r.used.refs, 1)
}

func (r *Room) newVariants() []Variant {
	if r == nil {
		return nil
	}
	return carve(r.variants[:], &r.used.variants, 1)
}

func (r *Room) newBubbles() []string {
	if r == nil {
		return nil
	}
	return carve(r.bubbles[:], &r.used.bubbles, 2)
}
