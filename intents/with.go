package intents

// With is the same classifier over another catalogue and other lists: what was learned of the shop's intents is shared, not learned
// again.
func (c *Classifier) With(terms []Term, lists []List) *Classifier {
	next := &Classifier{bases: c.bases, patterns: c.patterns, ids: c.ids, exact: c.exact, extractor: newExtractor(terms, lists)}
	next.scratch.New = c.scratch.New
	return next
}
