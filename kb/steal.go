package kb

import "slices"

// steals compares every way of asking with what retrieval finds for it.
func (e *engine) steals() ([]Steal, error) {
	var s scratch
	var all []Steal
	for i := range e.asks.phrases {
		p := &e.asks.phrases[i]
		own := &e.articles[p.entry]
		ask := own.Ask[p.text]
		e.analyzer.analyze(&s.analysis, ask)
		s.terms = s.terms[:0].add(&s.analysis).sorted()
		s.candidates = s.candidates[:0]
		rival := func(entry int32) bool { return entry != p.entry && rivals(own, &e.articles[entry]) }
		for _, field := range []string{fieldGeneral, fieldScoped} {
			found, err := e.inverted.retrieve(&s.acc, field, s.terms, rival, s.candidates)
			if err != nil {
				return nil, err
			}
			s.candidates = found
		}
		e.prepare(&s)
		best := match{entry: -1}
		for _, c := range s.candidates {
			m := e.nearest(&s, c.entry)
			if m.score = likeness(m.distance); m.score > best.score || m.score == best.score && m.entry < best.entry {
				best = m
			}
		}
		if best.score >= Sure {
			by := &e.articles[best.entry]
			all = append(all, Steal{Article: own.ID, Ask: ask, By: by.ID, ByAsk: by.Ask[e.asks.phrases[best.phrase].text], Score: best.score})
		}
	}
	return all, nil
}

// rivals tells whether two articles can be found by the same customer, neither
// coming first by its scope.
func rivals(a, b *Article) bool {
	if a.Language != "" && b.Language != "" && a.Language != b.Language {
		return false
	}
	if !a.Valid.To.IsZero() && !b.Valid.From.IsZero() && !a.Valid.To.After(b.Valid.From) ||
		!b.Valid.To.IsZero() && !a.Valid.From.IsZero() && !b.Valid.To.After(a.Valid.From) {
		return false
	}
	if len(a.Scope.Products)+len(a.Scope.Tags)+len(b.Scope.Products)+len(b.Scope.Tags) == 0 {
		return true
	}
	share := func(x, y []string) bool {
		return slices.ContainsFunc(x, func(s string) bool { return slices.Contains(y, s) })
	}
	return share(a.Scope.Products, b.Scope.Products) || share(a.Scope.Tags, b.Scope.Tags)
}
