package rules

import (
	"fmt"
	"slices"
	"strings"
)

// Every answer of a set, with what is certain where it is given.

// answerAt is one answer in its place.
type answerAt struct {
	answer *Answer
	lets   []letDef
	given  *given
	last   bool // nothing answers instead where this one cannot
}

// name says which answer it is.
func (at answerAt) name() string {
	path := at.answer.Path
	if at.answer.Rule == nil {
		id, rest, _ := strings.Cut(strings.TrimPrefix(path, "kb:"), "/")
		return strings.TrimSuffix(fmt.Sprintf("article %q, %s", id, rest), ", ")
	}
	return strings.TrimSuffix(fmt.Sprintf("rule %q, %s", at.answer.Rule.ID, path), ", ")
}

// everyAnswer calls visit with the answers of rules, in their order, and of articles, by id.
func (l *linter) everyAnswer(visit func(at answerAt)) {
	for _, r := range l.set.Rules {
		g := l.ofRule(r)
		if len(r.Steps) == 0 {
			l.walk(answerAt{answer: r.Answer, lets: r.lets, given: g}, visit)
		}
		for _, step := range r.Steps {
			inner := g.clone()
			inner.hold(step.when, r.lets)
			l.walk(answerAt{answer: step, lets: r.lets, given: inner}, visit)
		}
		for _, later := range r.FollowUps {
			l.walk(answerAt{later.Answer, r.lets, g, true}, visit)
		}
		if r.Unavailable != nil {
			l.walk(answerAt{r.Unavailable, r.lets, g, true}, visit)
		}
	}
	for _, id := range sortedKeys(l.set.Articles) {
		g := &given{situation: l.situation()}
		if l.around.Scoped[id] {
			g.needs = []string{"item", "sku"}
		}
		l.walk(answerAt{l.set.Articles[id], nil, g, true}, visit)
	}
}

// walk visits an answer and those inside it.
func (l *linter) walk(at answerAt, visit func(at answerAt)) {
	a := at.answer
	at.given = at.given.clone()
	at.given.grant = at.given.grant || a.grant != nil
	if slices.ContainsFunc(a.set, func(s assignment) bool { return s.name == "item" }) {
		at.given.needs = append(slices.Clone(at.given.needs), "item", "sku")
	}
	visit(at)
	if a.say != nil {
		for i := range a.say.entries {
			e := &a.say.entries[i]
			if e.extra != nil {
				inner := at.given.clone()
				inner.hold(e.when, at.lets)
				l.walk(answerAt{e.extra, at.lets, inner, at.last}, visit)
			}
		}
	}
	for _, c := range a.choices {
		inner := at.given.clone()
		if c.each != nil && c.each.typ.Elem != nil {
			inner.it = c.each.typ.Elem
		}
		l.walk(answerAt{c.Answer, at.lets, inner, true}, visit)
	}
	for _, b := range a.expect {
		l.walk(answerAt{b.Answer, at.lets, at.given, true}, visit)
	}
}

// texts calls visit with every text that a customer may read, and where it stands.
func (l *linter) texts(visit func(t *template, at answerAt)) {
	l.everyAnswer(func(at answerAt) {
		for _, t := range at.answer.say.texts() {
			visit(t, at)
		}
		for _, c := range at.answer.choices {
			for _, t := range c.show {
				visit(t.template, answerAt{answer: c.Answer, lets: at.lets, given: at.given})
			}
		}
	})
	for _, r := range l.set.Rules {
		at := answerAt{answer: r.Answer, lets: r.lets, given: l.ofRule(r)}
		for _, q := range r.Ask {
			for _, t := range append(q.say.texts(), q.again.texts()...) {
				visit(t, at)
			}
		}
		if r.Confirm != nil && r.Confirm.show != nil {
			visit(r.Confirm.show, at)
		}
	}
}

// texts are all texts of a block.
func (b *sayBlock) texts() []*template {
	if b == nil {
		return nil
	}
	var out []*template
	for _, e := range b.entries {
		for _, t := range e.texts {
			out = append(out, t.template)
		}
	}
	return out
}

// ArticleText is what an article says, as it is written; "" for one that says nothing, or different things.
func (s *Set) ArticleText(id string) string {
	a := s.Articles[id]
	if a == nil || a.say == nil || len(a.say.entries) != 1 || !a.say.entries[0].plain {
		return ""
	}
	var parts []string
	for _, t := range a.say.texts() {
		parts = append(parts, t.text)
	}
	return strings.Join(parts, " ")
}
