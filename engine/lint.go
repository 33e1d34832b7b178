package engine

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/kb"
	"github.com/huashu-go/huashu/rules"
)

// Lint lists what the content can be loaded with and yet should be looked at, each with a witness. Findings that depend on the
// date are left to LintAt.
func (s *Shop) Lint() []rules.Finding { return s.LintAt(time.Time{}) }

// LintAt is Lint with what depends on the date: promotions that are over.
func (s *Shop) LintAt(now time.Time) []rules.Finding {
	out := s.rules.Lint()
	out = append(out, s.unanswered()...)
	out = append(out, s.promotionFindings(now)...)
	out = append(out, s.stealing()...)
	slices.SortFunc(out, func(a, b rules.Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// unanswered finds intents that neither a rule nor an article answers: they are handed off at once.
func (s *Shop) unanswered() []rules.Finding {
	bound := map[string]bool{}
	for _, a := range s.kb.Articles() {
		bound[a.Intent] = true
	}
	var missing []string
	for _, id := range intentIDs(s.own) {
		if !s.rules.Handles(id) && !bound[id] {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []rules.Finding{{Pos: source.Pos{File: "shop.yaml", Line: 1, Column: 1},
		Message: fmt.Sprintf("%d intents have neither a rule nor an article: a person is called at once for %s", len(missing), list3(missing)),
		Hint:    "write a rule on them, or an article with intent:", Witness: missing[0]}}
}

// list3 names the first few of many.
func list3(names []string) string {
	text := ""
	for i, name := range names {
		if i == 8 {
			return text + " …"
		}
		if i > 0 {
			text += " "
		}
		text += name
	}
	return text
}

// kept is how long a promotion that is over may stay: customers ask about it in the weeks after.
const kept = 30 * 24 * time.Hour

func (s *Shop) promotionFindings(now time.Time) []rules.Finding {
	var out []rules.Finding
	for _, p := range s.catalogue.Promotions() {
		switch {
		case p.Valid.To.IsZero():
			out = append(out, rules.Finding{Pos: p.Pos, Message: fmt.Sprintf("promotion %q has no end", p.ID), Hint: "write valid: FROM..TO", Witness: p.Text})
		case !now.IsZero() && now.Sub(p.Valid.To) > kept:
			out = append(out, rules.Finding{Pos: p.Pos, Message: fmt.Sprintf("promotion %q is over", p.ID), Hint: "delete it or give it new dates",
				Witness: "ended " + p.Valid.To.Add(-time.Second).Format(time.DateOnly)})
		}
	}
	return out
}

// stealing finds articles that answer each other's questions.
func (s *Shop) stealing() []rules.Finding {
	steals, err := kb.Steals(s.kb)
	if err != nil {
		return nil // the index was validated when the shop was loaded
	}
	places := map[string]source.Pos{}
	for _, a := range s.kb.Articles() {
		places[a.ID] = a.Pos
	}
	var out []rules.Finding
	for _, st := range steals {
		out = append(out, rules.Finding{Pos: places[st.Article], Message: fmt.Sprintf("article %q: article %q answers one of its questions", st.Article, st.By),
			Hint: "join the two, or move the question", Witness: st.Ask})
	}
	return out
}
