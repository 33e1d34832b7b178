package kb

import (
	"context"
	"runtime"
	"time"
)

// EvalRow is a question with the article that should answer it.
type EvalRow struct {
	Text    string
	Want    string // the article's id; "" = the base has no answer
	Product string
	Intent  string
	Now     time.Time
}

// EvalReport tells how well a base answers questions.
type EvalReport struct {
	Rows       int // that have an answer in the base
	Hit1, Hit3 int // the right article came first, among the first three
	Reciprocal float64
	Missing    int // rows that have none

	// How many questions were answered, asked back or given up, and how often
	// that was right: the first article; one of those offered; no answer in the
	// base.
	Answered, AnsweredRight int
	Asked, AskedRight       int
	None, NoneRight         int
	MissingAnswered         int // rows without an answer that were answered
}

// HitRate1 is the share of the answerable questions whose article came first;
// 0 without any, like all rates here.
func (r EvalReport) HitRate1() float64 { return rate(r.Hit1, r.Rows) }

// HitRate3 is the share whose article was among the first three.
func (r EvalReport) HitRate3() float64 { return rate(r.Hit3, r.Rows) }

// MRR is the mean reciprocal rank over the first three.
func (r EvalReport) MRR() float64 {
	if r.Rows == 0 {
		return 0
	}
	return r.Reciprocal / float64(r.Rows)
}

// AnsweredPrecision is the share of the answers that were right.
func (r EvalReport) AnsweredPrecision() float64 { return rate(r.AnsweredRight, r.Answered) }

// AskedPrecision is the share of the questions asked back that offered the
// right article.
func (r EvalReport) AskedPrecision() float64 { return rate(r.AskedRight, r.Asked) }

// NonePrecision is the share of the questions given up that have no answer.
func (r EvalReport) NonePrecision() float64 { return rate(r.NoneRight, r.None) }

// WronglyAnswered is the share of the questions without an answer that got one.
func (r EvalReport) WronglyAnswered() float64 { return rate(r.MissingAnswered, r.Missing) }

func rate(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Evaluate asks the base all rows, with the default thresholds.
func Evaluate(ix *Index, rows []EvalRow) (EvalReport, error) {
	var r EvalReport
	for _, row := range rows {
		hits, err := ix.Search(context.Background(), Query{Text: row.Text, Product: row.Product, Intent: row.Intent, Now: row.Now, Kind: KindArticle})
		if err != nil {
			return r, err
		}
		r.count(row.Want, hits)
	}
	return r, nil
}

func (r *EvalReport) count(want string, hits []Hit) {
	place := 0
	for i, hit := range hits {
		if hit.ID == want && want != "" {
			place = i + 1
			break
		}
	}
	outcome := Outcome(hits, 0, 0)
	if want == "" {
		r.Missing++
		if outcome == "sure" {
			r.MissingAnswered++
		}
	} else {
		r.Rows++
	}
	if place > 0 {
		r.Hit3++
		r.Reciprocal += 1 / float64(place)
	}
	if place == 1 {
		r.Hit1++
	}
	switch outcome {
	case "sure":
		r.Answered++
		if place == 1 {
			r.AnsweredRight++
		}
	case "near":
		r.Asked++
		if place > 0 && hits[place-1].Score >= Near {
			r.AskedRight++
		}
	default:
		r.None++
		if want == "" {
			r.NoneRight++
		}
	}
}

// Steal tells of a way of asking that another article answers as well: whoever
// asks so is asked back, or gets the wrong one.
type Steal struct {
	Article, Ask string  // whose it is, and the way of asking
	By, ByAsk    string  // the other article, and its way of asking that is too near
	Score        float64 // of the other one: 1 = the same words
}

// Steals searches for every way of asking and returns those that an article of
// the same scope, valid at the same time, answers surely too. They come in the
// order of the articles, each pair of phrases once.
func Steals(ix *Index) ([]Steal, error) {
	if len(ix.articles) == 0 {
		return nil, nil
	}
	e, err := ix.open()
	if err != nil {
		return nil, err
	}
	defer runtime.KeepAlive(ix) // its cleanup closes the index
	return e.steals()
}
