package intents

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// labelledLine is a line of the files of testdata: a message with its intents, and its entities by kind: a value or a list of them.
type labelledLine struct {
	Text     string
	Intents  []string
	Entities map[string]any
	Offer    string // as offerString writes it
	Style    string
	Now      time.Time // the clock that its dates are told by, if it is not that of the tests
}

// labelledCatalogue is what the shop sells to which messages of the style "product" are sent.
func labelledCatalogue() []Term {
	return []Term{
		{Kind: "product", Value: "A2031", Says: []string{"直筒休闲裤", "直筒裤", "https://shop.example/item/A2031"}},
		{Kind: "product", Value: "B1102", Says: []string{"重磅纯棉T恤", "纯棉T", "https://shop.example/item/B1102"}},
		{Kind: "product", Value: "C330", Says: []string{"M65风衣", "风衣"}},
		{Kind: "product", Value: "D08", Says: []string{"XL号收纳箱", "收纳箱"}},
		{Kind: "product", Value: "E77", Says: []string{"38度保温杯", "保温杯"}},
		{Kind: "product", Value: "F12", Says: []string{"三件套床品", "三件套"}},
		{Kind: "product", Value: "G5", Says: []string{"小黑裙", "黑裙子"}},
		{Kind: "product", Value: "H618", Says: []string{"618纪念款卫衣", "纪念款卫衣"}},
		{Kind: "colour", Value: "黑色"}, {Kind: "colour", Value: "白色"}, {Kind: "colour", Value: "卡其色"}, {Kind: "colour", Value: "雾霾蓝"}, {Kind: "colour", Value: "奶油白"},
		{Kind: "size", Value: "S"}, {Kind: "size", Value: "M"}, {Kind: "size", Value: "L"}, {Kind: "size", Value: "XL"}, {Kind: "size", Value: "3XL"},
		{Kind: "size", Value: "32"}, {Kind: "size", Value: "33"}, {Kind: "size", Value: "34"},
	}
}

// entities are the row's, in the order of their kinds.
func (l labelledLine) entities(t *testing.T) []Entity {
	found := []Entity{}
	for kind, value := range l.Entities {
		values, several := value.([]any)
		if !several {
			values = []any{value}
		}
		for _, v := range values {
			switch v := v.(type) {
			case string:
				found = append(found, Entity{Kind: kind, Str: v})
			case float64:
				found = append(found, Entity{Kind: kind, Num: v})
			default:
				t.Fatalf("%s: %s is %v", l.Text, kind, v)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Entity) int { return strings.Compare(a.Kind, b.Kind) })
	return found
}

func readLabelled(t *testing.T, name string) (lines []labelledLine) {
	f, err := os.Open(name)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	for in := bufio.NewScanner(f); in.Scan(); {
		var l labelledLine
		require.NoError(t, json.Unmarshal(in.Bytes(), &l))
		lines = append(lines, l)
	}
	return lines
}

// measureEntities is the F1 of the entities of a file; what was missed or invented is logged.
func measureEntities(t *testing.T, name string) float64 {
	plain, err := New(Options{})
	require.NoError(t, err)
	stocked, err := New(Options{Terms: labelledCatalogue()})
	require.NoError(t, err)
	var all tally
	for _, l := range readLabelled(t, name) {
		require.NotNil(t, l.Entities, l.Text)
		c := plain
		if l.Style == "product" {
			c = stocked
		}
		if l.Now.IsZero() {
			l.Now = thursday
		}
		want, got := l.entities(t), c.Understand(l.Text, Context{Now: l.Now}).Entities
		got = slices.DeleteFunc(got, func(e Entity) bool { return e.Kind == kindNumber })
		before := all
		all.addEntities(want, got)
		if right := all.entitiesRight - before.entitiesRight; right != len(want) || right != len(got) {
			t.Logf("%s\n  got  %s\n  want %s", l.Text, entitiesString(got), fmt.Sprint(l.Entities))
		}
	}
	f1 := ratio(2*all.entitiesRight, all.entitiesWant+all.entitiesGot)
	t.Logf("%s: F1 %.4f, right %d of %d found and %d meant", name, f1, all.entitiesRight, all.entitiesGot, all.entitiesWant)
	return f1
}

// The rows of dev.jsonl are about intents first; entities.jsonl was written for entities: 267 rows by somebody who had not seen the rules,
// with an F1 of .885 then, .904 where their labels keep to our words for colours; 171, 109 and 60 more, each before the rules were mended on
// them, to measure how far the mending carries: .960, .938 and .913 at first sight. A further set of 150 rows, by somebody who had not seen
// the rules and with a clock of its own, was .870 at first sight against its own labels, and .887 with the six rows relabelled that the
// definitions contradict (article codes and a link that no catalogue has, heights rounded to whole centimetres, a quantity left out). The next
// 150 of the kind were .901 at first sight, .926 with six rows relabelled (article codes, inches and pounds rounded, pieces told one by one); with
// them stand the 58 of a stranger's messages that hold something, .924.
func TestLabelledEntities(t *testing.T) {
	require.GreaterOrEqual(t, measureEntities(t, "testdata/dev.jsonl"), .985)
	require.GreaterOrEqual(t, measureEntities(t, "testdata/entities.jsonl"), .985)
}

// The wishes of bargaining customers: 156 rows of all the ways that came to mind, half of which the rules read before they were mended on
// them, and two sets of 60 and 40 written later, of which 35 and 35 were read as meant at first sight.
func TestLabelledOffers(t *testing.T) {
	zh, err := Retail("zh")
	require.NoError(t, err)
	en, err := Retail("en")
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{zh, en}})
	require.NoError(t, err)
	right, lines := 0, readLabelled(t, "testdata/offers.jsonl")
	for _, l := range lines {
		if got := offerString(c.Understand(l.Text, Context{Now: thursday}).Offer); got == l.Offer {
			right++
		} else {
			t.Logf("%s\n  got  %q\n  want %q", l.Text, got, l.Offer)
		}
	}
	t.Logf("%d of %d offers", right, len(lines))
	require.GreaterOrEqual(t, ratio(right, len(lines)), .92)
}
