package intents_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/intents"
	"github.com/stretchr/testify/require"
)

// measuredRow is a row of the data sets that the figures are measured on.
type measuredRow struct {
	Text, Intent string
	Intents      []string
	Query, Doc   string
	Label        int
}

// measured reads a data set from the folder that HUASHU_DATA names; without it the test is skipped.
func measured(tb testing.TB, name string) []measuredRow {
	root := os.Getenv("HUASHU_DATA")
	if root == "" {
		tb.Skip("HUASHU_DATA does not name the folder of the data sets: nothing is measured")
	}
	return rowsOf(tb, filepath.Join(root, name))
}

// rowsOf reads a file of JSON Lines.
func rowsOf(tb testing.TB, name string) (rows []measuredRow) {
	file, err := os.Open(name)
	require.NoError(tb, err)
	defer file.Close()
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var row measuredRow
		require.NoError(tb, json.Unmarshal(lines.Bytes(), &row))
		rows = append(rows, row)
	}
	require.NoError(tb, lines.Err())
	return rows
}

// hiding is a data set by intent, of whose messages two in three are learned and one is asked, with messages out of scope.
type hiding struct {
	ids              []string
	learn, asks      map[string][]string
	strange, outside []string // to learn and to ask
}

func hidingOf(tb testing.TB) hiding {
	h := hiding{learn: map[string][]string{}, asks: map[string][]string{}}
	seen := map[string]int{}
	for _, r := range measured(tb, "ecd_intent/val.jsonl") {
		switch {
		case seen[r.Intent] == 0:
			h.ids = append(h.ids, r.Intent)
			fallthrough
		case seen[r.Intent]%3 < 2:
			h.learn[r.Intent] = append(h.learn[r.Intent], r.Text)
		default:
			h.asks[r.Intent] = append(h.asks[r.Intent], r.Text)
		}
		seen[r.Intent]++
	}
	slices.Sort(h.ids)
	for i, r := range measured(tb, "smp2017/train.jsonl") {
		if i%5 == 0 {
			h.strange = append(h.strange, r.Text)
		}
	}
	for i, r := range measured(tb, "smp2017/val.jsonl") {
		if i%2 == 0 {
			h.outside = append(h.outside, r.Text)
		}
	}
	return h
}

// model learns all intents, of each as many messages as few says.
func (h *hiding) model(tb testing.TB, few func(id string) int) *intents.Model {
	var b strings.Builder
	b.WriteString("intents:\n")
	add := func(id string, texts []string) {
		if len(texts) > 0 {
			fmt.Fprintf(&b, "  - id: %s\n    examples:\n", id)
		}
		for _, s := range texts {
			fmt.Fprintf(&b, "      - %q\n", s)
		}
	}
	for _, id := range h.ids {
		add(id, h.learn[id][:min(few(id), len(h.learn[id]))])
	}
	add(intents.OOS, h.strange)
	var out bytes.Buffer
	require.NoError(tb, intents.Build(&out, fstest.MapFS{"a.yaml": {Data: []byte(b.String())}}))
	m, err := intents.Open(out.String())
	require.NoError(tb, err)
	return m
}

// shares count messages of new intents, of old ones and out of scope, and those that were understood.
type shares struct{ right, rows [3]int }

const (
	ofNew = iota
	ofOld
	ofNone
)

func (s *shares) count(kind int, right bool) {
	s.rows[kind]++
	if right {
		s.right[kind]++
	}
}

func (s *shares) of(kind int) float64 {
	return 100 * float64(s.right[kind]) / float64(max(s.rows[kind], 1))
}

func (s *shares) String() string {
	return fmt.Sprintf("new %.1f, old %.1f, out of scope %.1f", s.of(ofNew), s.of(ofOld), s.of(ofNone))
}

func (s *shares) ask(c *intents.Classifier, h *hiding, hidden []string) {
	for _, id := range h.ids {
		kind := ofOld
		if slices.Contains(hidden, id) {
			kind = ofNew
		}
		for _, text := range h.asks[id] {
			s.count(kind, ids(c.Understand(text, intents.Context{})) == id)
		}
	}
	for _, text := range h.outside {
		s.count(ofNone, ids(c.Understand(text, intents.Context{})) == "")
	}
}

// What a shop adds to a model is understood about as well as if everything had been learned anew. Five intents after the other are hidden
// from a model of ecd_intent and added as a shop's own with twenty examples each; SMP2017 is what is out of scope.
func TestMeasureOverlay(t *testing.T) {
	h := hidingOf(t)
	const examples = 20
	var full, over shares
	for hidden := range slices.Chunk(h.ids[:60], 5) {
		few := func(n int) func(string) int {
			return func(id string) int {
				if slices.Contains(hidden, id) {
					return n
				}
				return len(h.learn[id])
			}
		}
		full.ask(classifier(t, intents.Options{Models: []*intents.Model{h.model(t, few(examples))}}), &h, hidden)
		var own []intents.Intent
		for _, id := range hidden {
			own = append(own, intents.Intent{ID: id, Examples: h.learn[id][:examples]})
		}
		over.ask(classifier(t, intents.Options{Models: []*intents.Model{h.model(t, few(0))}, Intents: own}), &h, hidden)
	}
	t.Logf("learned anew: %v", &full)
	t.Logf("as overlay:   %v", &over)
	require.Greater(t, over.of(ofNew), full.of(ofNew)-3)
	require.Greater(t, over.of(ofOld), full.of(ofOld)-1)
	require.Greater(t, over.of(ofNone), full.of(ofNone)-1)
}

// Many intents of one example each beside the built-in ones: LCQMC has pairs of questions that mean the same, of which one is the example and
// the other is asked; old and out of scope are those of the development set, whole.
func TestMeasureManyOwnIntents(t *testing.T) {
	var pairs []measuredRow
	seen := map[string]bool{}
	for _, r := range measured(t, "lcqmc/val.jsonl") {
		if r.Label == 1 && !seen[r.Query] && !seen[r.Doc] {
			pairs = append(pairs, r)
		}
		seen[r.Query], seen[r.Doc] = true, true
	}
	dev := rowsOf(t, "testdata/dev.jsonl")
	zh, err := intents.Retail("zh")
	require.NoError(t, err)
	var before shares
	for _, n := range []int{0, 100, 1000, len(pairs)} {
		id := func(i int) string { return fmt.Sprintf("own.%d", i) }
		var own []intents.Intent
		for i, r := range pairs[:n] {
			own = append(own, intents.Intent{ID: id(i), Examples: []string{r.Query}})
		}
		start := time.Now()
		c := classifier(t, intents.Options{Models: []*intents.Model{zh}, Intents: own})
		spent := time.Since(start)
		var s shares
		for i, r := range pairs[:n] {
			s.count(ofNew, ids(c.Understand(r.Doc, intents.Context{})) == id(i))
		}
		for _, r := range dev {
			want := strings.Join(slices.DeleteFunc(r.Intents, func(id string) bool { return id == intents.OOS }), " ")
			kind := ofOld
			if want == "" {
				kind = ofNone
			}
			s.count(kind, ids(c.Understand(r.Text, intents.Context{})) == want)
		}
		t.Logf("%5d own intents: %v, made in %v", n, &s, spent)
		if n == 0 {
			before = s
			continue
		}
		require.Greater(t, s.of(ofNew), 75.0)
		require.Greater(t, s.of(ofOld), before.of(ofOld)-1)
		require.Greater(t, s.of(ofNone), before.of(ofNone)-10, "questions of all kinds look like what is out of scope of a shop")
	}
}
