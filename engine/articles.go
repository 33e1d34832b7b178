package engine

import (
	"context"
	"slices"

	"github.com/huashu-go/huashu/kb"
	"github.com/huashu-go/huashu/rules"
)

// What no rule answers: the knowledge base, an honest question back, or a person. Never an answer made up, never a loop.

// unmatched answers an intent that no rule answers: from the knowledge base, else by a person, at once.
func (t *turn) unmatched(intent string) error {
	if slices.Contains(polite, intent) {
		return t.text("empty")
	}
	done, err := t.fromArticles(intent, false)
	if done || err != nil {
		return err
	}
	t.unanswered(intent)
	return t.handoff(&rules.Handoff{Reason: intent}, true)
}

// unanswered traces what the shop's content lacks for this message.
func (t *turn) unanswered(intent string) {
	hit := slices.ContainsFunc(t.out.trace.Steps, func(s TraceStep) bool { return s.Kind == TraceHit })
	// Whole sentences, since joining them would take memory.
	var missing string
	switch ruled := t.shop.rules.Handles(intent); {
	case intent == "" && hit:
		missing = "no intent is understood, no article is near enough"
	case intent == "":
		missing = "no intent is understood, no article was found"
	case ruled && hit:
		missing = "none of its rules answers, no article is near enough"
	case ruled:
		missing = "none of its rules answers, no article was found"
	case hit:
		missing = "no rule is on it, no article is near enough"
	default:
		missing = "no rule is on it, no article was found"
	}
	t.trace(TraceUnanswered, intent, missing, 0)
}

// notUnderstood answers a message without any intent: from the knowledge base, else it asks for other words, and the second
// time in a row calls a person.
func (t *turn) notUnderstood() error {
	done, err := t.fromArticles("", false)
	if done || err != nil {
		return err
	}
	t.unanswered("")
	if t.st.missed++; t.st.missed >= t.shop.set.patience {
		t.st.missed = 0
		return t.handoff(&rules.Handoff{Reason: "not_understood"}, true)
	}
	return t.text("not_understood")
}

// fromArticles answers from the knowledge base: a sure article answers; a near one is asked back unless the rule has words
// of its own.
func (t *turn) fromArticles(intent string, sureOnly bool) (done bool, err error) {
	if t.shop.kb == nil || blank(t.in.Text) {
		return false, nil
	}
	hits, err := t.shop.kb.Search(context.Background(), kb.Query{Text: t.clause(intent), Kind: kb.KindArticle, Product: t.st.item, Language: t.language(), Intent: intent, Now: t.now, N: 3})
	if err != nil {
		t.trace(TraceError, "search", err.Error(), 0)
		return false, nil
	}
	for _, h := range hits {
		t.trace(TraceHit, h.ID, h.Ask, h.Score)
	}
	switch kb.Outcome(hits, t.shop.set.sure, t.shop.set.near) {
	case "sure":
		t.st.missed = 0
		return true, t.article(hits[0].ID)
	case "near":
		if sureOnly {
			return false, nil
		}
		return true, t.didYouMean(hits)
	}
	return false, nil
}

// clause is the part of the message that raised the intent, or all of it.
func (t *turn) clause(intent string) string {
	for _, i := range t.heard.Intents {
		if i.ID == intent && i.Start < i.End && i.End <= len(t.in.Text) {
			return t.in.Text[i.Start:i.End]
		}
	}
	return t.in.Text
}

func (t *turn) article(id string) error {
	d, err := t.shop.rules.Article(t.ruleTurn(), id)
	if err != nil {
		return err
	}
	if d.Outcome != rules.Answered {
		return t.handoff(&rules.Handoff{Reason: "article"}, true)
	}
	t.out.articles = append(t.out.articles, id)
	return t.apply(nil, d.Result)
}

func (t *turn) didYouMean(hits []kb.Hit) error {
	line, err := t.textLine("did_you_mean")
	if err != nil {
		return err
	}
	m := &menu{until: t.now.Add(t.shop.set.menu)}
	res := rules.Result{Bubbles: []string{line}}
	for _, h := range hits {
		if h.Score < t.shop.set.near || len(m.items) == 3 {
			break
		}
		m.items = append(m.items, menuItem{label: h.Ask, article: h.ID})
	}
	none, err := t.textLine("none_of_these")
	if err != nil {
		return err
	}
	m.items = append(m.items, menuItem{label: none, goTo: "none"})
	for _, item := range m.items {
		res.Choices = append(res.Choices, rules.Picked{Label: item.label})
	}
	t.emit(res)
	t.st.menu = m
	return nil
}
