package engine

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/kb"
	"github.com/huashu-go/huashu/rules"
)

// Lint lists what the content can be loaded with and yet should be looked at, each with a witness. Findings that depend on the
// date are left to LintAt.
func (s *Shop) Lint() []rules.Finding { return s.LintAt(time.Time{}) }

// LintAt is Lint with what depends on the date: promotions that are over.
func (s *Shop) LintAt(now time.Time) []rules.Finding {
	out := s.rules.Lint(s.around(now))
	out = append(out, s.unplaced()...)
	out = append(out, s.unanswered()...)
	out = append(out, s.promotionFindings(now)...)
	out = append(out, s.duplicates()...)
	out = append(out, s.stealing()...)
	slices.SortFunc(out, func(a, b rules.Finding) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Message, b.Message))
	})
	return out
}

// unplaced finds opening hours without a time zone: every time that is promised depends on it.
func (s *Shop) unplaced() []rules.Finding {
	if s.set.unplaced == (source.Pos{}) {
		return nil
	}
	witness := "every time is that of " + homeName
	if shifts := s.set.hours.shifts; len(shifts) > 0 {
		clock := func(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60%24, minutes%60) }
		witness = fmt.Sprintf("%s %s-%s is the time of %s", shifts[0].name, clock(shifts[0].start), clock(shifts[0].end), homeName)
	}
	return []rules.Finding{{Pos: s.set.unplaced, Message: "the hours have no time zone", Hint: "write timezone: " + homeName + ", or where the shop is", Witness: witness}}
}

// unanswered finds intents that neither a rule nor an article answers: they are handed off at once. Politeness is not: without a
// rule it gets texts.empty.
func (s *Shop) unanswered() []rules.Finding {
	if s.set.botOff {
		return nil // everything is handed off
	}
	bound := map[string]bool{}
	for _, a := range s.kb.Articles() {
		bound[a.Intent] = true
	}
	const hint = "write a rule on it, or an article with intent:"
	var missing []string
	var out []rules.Finding
	for _, id := range intentIDs(s.own) {
		if s.rules.Handles(id) || bound[id] || slices.Contains(polite, id) {
			continue
		}
		if !slices.ContainsFunc(s.own, func(own intents.Intent) bool { return own.ID == id }) {
			missing = append(missing, id)
			continue
		}
		out = append(out, rules.Finding{Pos: s.ownAt[id], Message: fmt.Sprintf("intent %q has neither a rule nor an article: a person is called at once", id),
			Hint: hint, Witness: s.exampleOf(id)})
	}
	if len(missing) > 0 {
		out = append(out, rules.Finding{Pos: source.Pos{File: "shop.yaml", Line: 1, Column: 1},
			Message: fmt.Sprintf("%d intents have neither a rule nor an article: a person is called at once for %s", len(missing), few(missing)),
			Hint:    "write a rule on each, or an article with intent:", Witness: s.exampleOf(missing[0])})
	}
	return out
}

// exampleOf is a message with the intent; its id where none is known.
func (s *Shop) exampleOf(id string) string {
	for _, own := range s.own {
		if own.ID == id && len(own.Examples) > 0 {
			return own.Examples[0]
		}
	}
	return id
}

// few names the first of many.
func few(names []string) string {
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

// conditionIn finds a condition in the text of a promotion: 满200, 两件, any 2.
var conditionIn = regexp.MustCompile(`满\s*[0-9]+|(第?[二两三四五2345][件条双])|(any|buy) [2-5]|over [¥$]?[0-9]+`)

// forAll are words with which a text says that a promotion holds for everything.
var forAll = []string{"全场", "全店", "全部", "所有", "每单", "每一单", "任意", "下单", "everything", "all ", "every", "site-wide", "storewide"}

func (s *Shop) promotionFindings(now time.Time) []rules.Finding {
	var out []rules.Finding
	add := func(p *commerce.Promotion, witness, hint, format string) {
		out = append(out, rules.Finding{Pos: p.Pos, Message: fmt.Sprintf(format, p.ID), Hint: hint, Witness: witness})
	}
	for _, p := range s.catalogue.Promotions() {
		lowers := p.Rate > 0 || p.Off > 0
		switch condition := conditionIn.FindString(strings.ToLower(p.Text)); {
		case p.Valid.To.IsZero():
			add(p, p.Text, "write valid: FROM..TO", "promotion %q has no end")
		case !now.IsZero() && !p.Valid.To.After(now):
			add(p, "ended "+p.Valid.To.Add(-time.Second).Format(time.DateOnly), "delete it or give it new dates", "promotion %q is over")
		case condition != "" && lowers && p.Pieces < 2:
			add(p, p.Text, "write pieces: for a number of pieces; without it every single piece is cheaper", "promotion %q tells of a condition ("+condition+") that it does not have")
		case len(p.Scope.Products)+len(p.Scope.Tags) == 0 && !slices.ContainsFunc(forAll, func(w string) bool { return strings.Contains(strings.ToLower(p.Text), w) }):
			add(p, p.Text, "write scope:, or say 全场 in its text", "promotion %q has no scope: it holds for every product, and its text does not say so")
		}
	}
	return out
}

// duplicates finds articles that say the same as another one for the same products.
func (s *Shop) duplicates() []rules.Finding {
	var out []rules.Finding
	first := map[string]*kb.Article{}
	articles := s.kb.Articles()
	for i := range articles {
		a := &articles[i]
		said := s.rules.ArticleText(a.ID)
		if said == "" {
			continue
		}
		key := fmt.Sprint(said, "\x00", a.Language, a.Scope, a.Valid)
		if other := first[key]; other != nil {
			out = append(out, rules.Finding{Pos: a.Pos, Message: fmt.Sprintf("article %q says the same as article %q", a.ID, other.ID),
				Hint: "put its questions under ask: of the other one", Witness: said})
			continue
		}
		first[key] = a
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
	told := map[[2]string]bool{}
	for _, st := range steals {
		if told[[2]string{st.By, st.Article}] {
			continue // the other way round
		}
		told[[2]string{st.Article, st.By}] = true
		out = append(out, rules.Finding{Pos: places[st.Article], Message: fmt.Sprintf("article %q: article %q answers one of its questions", st.Article, st.By),
			Hint: "join the two, or move the question", Witness: st.Ask})
	}
	return out
}
