package source

// Hash is a hash of what the value says: of its keys, texts and shape, whatever its place and style. It is the same on every
// machine, and 0 for a value that is not there and for no other.
func (n *Node) Hash() uint32 {
	if n == nil {
		return 0
	}
	return max(1, n.mix(fnvOffset))
}

// The constants of FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/.
const (
	fnvOffset = 2166136261
	fnvPrime  = 16777619
)

func (n *Node) mix(h uint32) uint32 {
	h = mixText(h, [...]string{"scalar", "mapping", "list"}[n.kind])
	h = mixText(h, n.text)
	for _, item := range n.items {
		h = item.mix(h)
	}
	for _, f := range n.fields {
		h = f.Value.mix(mixText(h, f.Key))
	}
	return mixText(h, "end")
}

// mixText mixes in the text and its end.
func mixText(h uint32, text string) uint32 {
	for i := range len(text) {
		h = (h ^ uint32(text[i])) * fnvPrime
	}
	return (h ^ 0xff) * fnvPrime
}
