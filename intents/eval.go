package intents

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Row is a message with what it should be understood as. No intents, or OOS alone, mean out of scope.
type Row struct {
	Text     string
	Intents  []string
	Entities []Entity // compared by kind and canonical value; nil when the row says nothing of entities
	Context  Context
}

// Report is how well a classifier did. Shares are 0..1, and 0 where there was nothing to measure.
type Report struct {
	Rows            int
	Top1            float64     // the first intent found is the first that was meant; of an out-of-scope row: none was found
	Any             float64     // the first intent found is one of those meant
	Exact           float64     // all intents, in any order
	SeveralExact    float64     // the same, of rows with several intents
	MacroF1         float64     // mean F1 of the intents that occur, OOS being one
	OOSRecall       float64     // out-of-scope rows that came out empty
	FalseRejections float64     // other rows that came out empty
	Labelled        bool        // some row says which entities it holds
	EntityF1        float64     // over all entities of rows that name any, or none on purpose; bare numbers count for nothing
	Confusions      []Confusion // most frequent first
	Intents         []IntentReport
	counts          tally
}

// Confusion is how often one intent was taken for another.
type Confusion struct {
	Want, Got string
	Count     int
}

// IntentReport is one intent's part. Missed are the messages whose first intent was it and which came out otherwise.
type IntentReport struct {
	ID                string
	Rows              int
	Precision, Recall float64
	F1                float64
	Missed            []string
}

type tally struct {
	top1, any, exact, several, severalExact, oos, oosFound, rejected int
	entitiesRight, entitiesWant, entitiesGot                         int
}

// Evaluate runs a classifier over rows. Intents come out the worst F1 first.
func Evaluate(c *Classifier, rows []Row) Report {
	r := Report{Rows: len(rows)}
	type count struct{ right, want, got int }
	counts := map[string]*count{}
	of := func(id string) *count {
		if counts[id] == nil {
			counts[id] = &count{}
		}
		return counts[id]
	}
	confused := map[Confusion]int{}
	missed := map[string][]string{}
	for _, row := range rows {
		result := c.Understand(row.Text, row.Context)
		want, got := scopeOf(row.Intents), scopeOf(idsOf(result.Intents))
		for _, id := range want {
			of(id).want++
			if slices.Contains(got, id) {
				of(id).right++
			}
		}
		for _, id := range got {
			of(id).got++
		}
		r.counts.add(want, got)
		if got[0] != want[0] {
			confused[Confusion{Want: want[0], Got: got[0]}]++
			missed[want[0]] = append(missed[want[0]], fmt.Sprintf("%s → %s", row.Text, strings.Join(got, ", ")))
		}
		if row.Entities != nil {
			r.Labelled = true
			r.counts.addEntities(row.Entities, result.Entities)
		}
	}
	r.share()
	for pair, n := range confused {
		pair.Count = n
		r.Confusions = append(r.Confusions, pair)
	}
	slices.SortFunc(r.Confusions, func(a, b Confusion) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Want, b.Want), strings.Compare(a.Got, b.Got))
	})
	for id, n := range counts {
		in := IntentReport{ID: id, Rows: n.want, Missed: missed[id], Precision: ratio(n.right, n.got), Recall: ratio(n.right, n.want), F1: ratio(2*n.right, n.got+n.want)}
		r.Intents = append(r.Intents, in)
	}
	slices.SortFunc(r.Intents, func(a, b IntentReport) int {
		return cmp.Or(cmp.Compare(a.F1, b.F1), strings.Compare(a.ID, b.ID))
	})
	present := 0
	for _, in := range r.Intents {
		if in.Rows > 0 {
			r.MacroF1 += in.F1
			present++
		}
	}
	r.MacroF1 /= float64(max(present, 1))
	return r
}

// scopeOf is ids, or OOS alone if there are none.
func scopeOf(ids []string) []string {
	if len(ids) == 0 {
		return []string{OOS}
	}
	return ids
}

func idsOf(list []Scored) (ids []string) {
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return ids
}

func (t *tally) add(want, got []string) {
	out := want[0] == OOS
	same := len(want) == len(got)
	for _, id := range want {
		same = same && slices.Contains(got, id)
	}
	t.top1 += one01(got[0] == want[0])
	t.any += one01(slices.Contains(want, got[0]))
	t.exact += one01(same)
	if len(want) > 1 {
		t.several++
		t.severalExact += one01(same)
	}
	if out {
		t.oos++
		t.oosFound += one01(got[0] == OOS)
	} else {
		t.rejected += one01(got[0] == OOS)
	}
}

func (t *tally) addEntities(want, got []Entity) {
	t.entitiesWant += len(want)
	left := slices.DeleteFunc(slices.Clone(got), func(e Entity) bool { return e.Kind == kindNumber })
	t.entitiesGot += len(left)
	for _, e := range want {
		at := slices.IndexFunc(left, func(g Entity) bool {
			return g.Kind == e.Kind && (g.Str == e.Str || e.Str == "" && g.Num == e.Num)
		})
		if at >= 0 {
			t.entitiesRight++
			left = slices.Delete(left, at, at+1)
		}
	}
}

func (r *Report) share() {
	t := r.counts
	r.Top1, r.Any, r.Exact = ratio(t.top1, r.Rows), ratio(t.any, r.Rows), ratio(t.exact, r.Rows)
	r.SeveralExact = ratio(t.severalExact, t.several)
	r.OOSRecall, r.FalseRejections = ratio(t.oosFound, t.oos), ratio(t.rejected, r.Rows-t.oos)
	r.EntityF1 = ratio(2*t.entitiesRight, t.entitiesWant+t.entitiesGot)
}

func one01(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
