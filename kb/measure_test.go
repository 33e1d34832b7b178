package kb

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/stretchr/testify/require"
)

// dataRow is a row of the data sets that the figures are measured on.
type dataRow struct {
	Text, Intent string
	Query, Doc   string
	Label        int
}

// measured reads a data set from the folder that HUASHU_DATA names; without it
// the test is skipped.
func measured(tb testing.TB, name string) []dataRow {
	tb.Helper()
	root := os.Getenv("HUASHU_DATA")
	if root == "" {
		tb.Skip("HUASHU_DATA does not name the folder of the data sets: nothing is measured")
	}
	file, err := os.Open(filepath.Join(root, name))
	if err != nil {
		tb.Skipf("the data set is not there: %v", err)
	}
	defer file.Close()
	var rows []dataRow
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row dataRow
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &row))
		rows = append(rows, row)
	}
	require.NoError(tb, lines.Err())
	return rows
}

// base is an index of articles made in memory.
func base(articles []Article) *Index { return &Index{articles: articles} }

// groups makes an article of each intent: of every ten messages the first
// seven are its ways of asking, the rest become questions.
func groups(rows []dataRow, shift int) (articles []Article, questions []EvalRow) {
	at, seen := map[string]int{}, map[string]int{}
	for _, row := range rows {
		k := seen[row.Intent]
		seen[row.Intent]++
		if (k+shift)%10 >= 7 {
			questions = append(questions, EvalRow{Text: row.Text, Want: row.Intent})
			continue
		}
		i, ok := at[row.Intent]
		if !ok {
			i = len(articles)
			at[row.Intent] = i
			articles = append(articles, Article{ID: row.Intent})
		}
		articles[i].Ask = append(articles[i].Ask, row.Text)
	}
	return articles, questions
}

func (r EvalReport) String() string {
	return fmt.Sprintf("hit@1 %.3f hit@3 %.3f MRR %.3f of %d; answered %d right %.3f; asked back %d right %.3f; none %d right %.3f; no answer in the base: %d, answered %.3f",
		r.HitRate1(), r.HitRate3(), r.MRR(), r.Rows, r.Answered, r.AnsweredPrecision(), r.Asked, r.AskedPrecision(), r.None, r.NonePrecision(), r.Missing, r.WronglyAnswered())
}

func evaluate(t *testing.T, ix *Index, rows []EvalRow) EvalReport {
	t.Helper()
	r, err := Evaluate(ix, rows)
	require.NoError(t, err)
	t.Log(r)
	return r
}

// without takes every third article away, and tells so in the questions.
func without(articles []Article, questions []EvalRow) ([]Article, []EvalRow) {
	questions = slices.Clone(questions)
	var kept []Article
	for i, a := range articles {
		if i%3 != 0 {
			kept = append(kept, a)
			continue
		}
		for j := range questions {
			if questions[j].Want == a.ID {
				questions[j].Want = ""
			}
		}
	}
	return kept, questions
}

func TestMeasureGroups(t *testing.T) {
	for _, set := range []string{"ecd_intent/val.jsonl", "jddc_intent/val.jsonl"} {
		for shift := 0; shift < 9; shift += 3 {
			t.Run(fmt.Sprintf("%s from %d", set, shift), func(t *testing.T) {
				articles, questions := groups(measured(t, set), shift)
				r := evaluate(t, base(articles), questions)
				require.GreaterOrEqual(t, r.HitRate1(), .80)
				require.GreaterOrEqual(t, r.HitRate3(), .92)
				require.GreaterOrEqual(t, r.AnsweredPrecision(), .95)

				kept, questions := without(articles, questions)
				r = evaluate(t, base(kept), questions)
				require.LessOrEqual(t, r.WronglyAnswered(), .05)
			})
		}
	}
}

// mistyped loses or swaps two characters of a text, without leaving nothing.
func mistyped(s string, r *rand.Rand) string {
	runes := []rune(s)
	for range 2 {
		if i := r.IntN(len(runes)); r.IntN(2) == 0 && len(runes) > 3 {
			runes = slices.Delete(runes, i, i+1)
		} else if i+1 < len(runes) {
			runes[i], runes[i+1] = runes[i+1], runes[i]
		}
	}
	return string(runes)
}

// faq makes an article of every different question.
func faq(rows []dataRow) (articles []Article) {
	seen := map[string]bool{}
	for i, row := range rows {
		if key := text.String(row.Text); !seen[key] && !blank(row.Text) {
			seen[key] = true
			articles = append(articles, Article{ID: fmt.Sprint(i), Ask: []string{row.Text}})
		}
	}
	return articles
}

func TestMeasureFAQ(t *testing.T) {
	articles := faq(measured(t, "csds_faq/train.jsonl"))
	r := rand.New(rand.NewPCG(1, 2))
	var mistakes, missing []EvalRow
	var kept []Article
	for i, a := range articles {
		if i%4 == 0 {
			mistakes = append(mistakes, EvalRow{Text: mistyped(a.Ask[0], r), Want: a.ID})
		}
		if i%10 == 0 {
			missing = append(missing, EvalRow{Text: a.Ask[0]})
		} else {
			kept = append(kept, a)
		}
	}
	t.Log(len(articles), "articles")
	report := evaluate(t, base(articles), mistakes)
	require.GreaterOrEqual(t, report.HitRate1(), .97)
	require.GreaterOrEqual(t, report.AnsweredPrecision(), .95)
	report = evaluate(t, base(kept), missing)
	require.LessOrEqual(t, report.WronglyAnswered(), .05)
}

// TestMeasureSmallBase takes ten articles of the 13,000: the thresholds mean the
// same as among all.
func TestMeasureSmallBase(t *testing.T) {
	articles := faq(measured(t, "csds_faq/train.jsonl"))
	r := rand.New(rand.NewPCG(3, 4))
	var total EvalReport
	for i := 0; i+1000 < len(articles); i += 500 {
		var few []Article
		var rows []EvalRow
		for k := range 10 {
			few = append(few, articles[i+50*k])
			rows = append(rows, EvalRow{Text: mistyped(articles[i+50*k].Ask[0], r), Want: articles[i+50*k].ID}, EvalRow{Text: articles[i+50*k+25].Ask[0]})
		}
		report, err := Evaluate(base(few), rows)
		require.NoError(t, err)
		total = total.plus(report)
	}
	t.Log(total)
	require.GreaterOrEqual(t, total.HitRate1(), .97)
	require.GreaterOrEqual(t, total.AnsweredPrecision(), .95)
	require.LessOrEqual(t, total.WronglyAnswered(), .05)
}

func (r EvalReport) plus(o EvalReport) EvalReport {
	return EvalReport{
		Rows: r.Rows + o.Rows, Hit1: r.Hit1 + o.Hit1, Hit3: r.Hit3 + o.Hit3, Reciprocal: r.Reciprocal + o.Reciprocal, Missing: r.Missing + o.Missing,
		Answered: r.Answered + o.Answered, AnsweredRight: r.AnsweredRight + o.AnsweredRight, Asked: r.Asked + o.Asked, AskedRight: r.AskedRight + o.AskedRight,
		None: r.None + o.None, NoneRight: r.NoneRight + o.NoneRight, MissingAnswered: r.MissingAnswered + o.MissingAnswered,
	}
}

func TestMeasurePairs(t *testing.T) {
	rows := measured(t, "lcqmc/val.jsonl")
	var articles []Article
	for i, row := range rows {
		articles = append(articles, Article{ID: fmt.Sprint(i), Ask: []string{row.Doc}})
	}
	e, err := base(articles).open()
	require.NoError(t, err)
	scores, same := make([]float64, len(rows)), make([]bool, len(rows))
	var s scratch
	for i, row := range rows {
		e.analyzer.analyze(&s.analysis, row.Query)
		e.prepare(&s)
		m := e.nearest(&s, int32(i))
		scores[i], same[i] = likeness(m.distance), row.Label == 1
	}
	accuracy, threshold := bestThreshold(scores, same)
	sure, right := 0, 0
	for i, score := range scores {
		if score >= Sure {
			sure++
			if same[i] {
				right++
			}
		}
	}
	t.Logf("accuracy %.4f at a threshold of %.3f; sure %d of %d pairs, of these the same %.3f", accuracy, threshold, sure, len(rows), rate(right, sure))
	require.GreaterOrEqual(t, accuracy, .76)
	require.GreaterOrEqual(t, rate(right, sure), .95)
}

// bestThreshold returns the share of the pairs that are told right when those
// that score at least the threshold are taken for the same.
func bestThreshold(scores []float64, same []bool) (accuracy, threshold float64) {
	order := make([]int, len(scores))
	right := 0
	for i := range order {
		order[i] = i
		if !same[i] {
			right++
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(scores[b], scores[a]) })
	best := right
	for i, at := range order {
		if same[at] {
			right++
		} else {
			right--
		}
		if right > best && (i+1 == len(order) || scores[order[i+1]] < scores[at]) {
			best, threshold = right, scores[at]
		}
	}
	return float64(best) / float64(len(scores)), threshold
}
