package engine

import (
	"slices"
	"strconv"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/rules"
)

// Names of intents in the settings and articles, and what an author means who writes one in Chinese.

// meant is the intent that a name in the author's own language stands for: by its label, else by what customers want who write
// it; "" for none.
func (s *Shop) meant(name string) string {
	if id := s.labels[name]; name == "" || id != "" || s.classifier == nil {
		return id
	}
	for _, in := range s.classifier.Understand(name, intents.Context{Now: time.Unix(0, 0).In(s.set.loc)}).Intents {
		return in.ID
	}
	return ""
}

// intentHint helps with a name that no intent has.
func (s *Shop) intentHint(name string, known []string) string {
	if id := s.meant(name); id != "" && source.Suggest(name, known) == "" {
		return "did you mean " + strconv.Quote(id) + "?"
	}
	return source.DidYouMean(name, known)
}

// checkQueues reports queues that take what no intent is called.
func (s *Shop) checkQueues(errs *source.List) {
	ids := intentIDs(s.own)
	for _, q := range s.set.queues {
		for i, on := range q.intents {
			if i < len(q.places) && !slices.ContainsFunc(ids, func(id string) bool { return rules.Matches(on, id) }) {
				errs.Add(q.places[i], s.intentHint(on, append(rules.Groups(ids), ids...)), "queue %s: no intent is called %q", q.name, on)
			}
		}
	}
}
