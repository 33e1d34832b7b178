package intents

import (
	"slices"
	"testing"

	"github.com/huashu-go/huashu/engine/text"
	"github.com/stretchr/testify/require"
)

// What is counted once for the clauses and the whole is what each of them has by itself.
func TestFeaturesOfPartsAddUp(t *testing.T) {
	hashesOf := func(runes []rune) []uint32 {
		var f features
		f.extract(runes)
		return slices.Sorted(slices.Values(f.hashes))
	}
	for _, s := range []string{"黑色L码还有货吗什么时候发货呀", "在吗,有货,谢谢", "发什么快递?1.5斤多少钱 好", "不是问运费,是问有货吗,急", "is it real? and can i pay cash", "a?b", "😀,,好", "好吗,好吗好的,ok ok好"} {
		var n text.Normalized
		text.Normalize(&n, s)
		clauses := peeled(withoutCorrected(clausesOf(nil, n.Runes), n.Runes), n.Runes)
		if len(clauses) == 0 {
			continue
		}
		base := clauses[0].from
		runes := n.Runes[base:clauses[len(clauses)-1].to]
		var f features
		f.tokenise(runes)
		ranges := f.rangesOf(nil, clauses)
		var whole []uint32
		for k, c := range clauses {
			inside := f.inside(nil, ranges[k].from, ranges[k].to, runes)
			whole = append(whole, inside...)
			part := f.edges(inside, ranges[k].from, ranges[k].to, runes)
			require.Equal(t, hashesOf(n.Runes[c.from:c.to]), slices.Sorted(slices.Values(part)), "%s: clause %d", s, k)
		}
		whole = f.between(whole, ranges, runes)
		require.Equal(t, hashesOf(runes), slices.Sorted(slices.Values(whole)), s)
	}
}

func TestClausesOf(t *testing.T) {
	for s, want := range map[string][]string{
		"有货吗,ok?":                                 {"有货吗", "ok"},
		"any coupons? can i pay cash":             {"any coupons", " can i pay cash"},
		"is it real and how much":                 {"is it real", "and how much"},
		"black and white":                         {"black and white"},
		"哦,165 110斤":                              {"165 110斤"},
		"今天能发货吗有赠品吗":                              {"今天能发货吗", "有赠品吗"},
		"呃":                                       {"呃"},
		"i want the red one but you sent me blue": {"i want the red one", "but you sent me blue"},
	} {
		var n text.Normalized
		text.Normalize(&n, s)
		var got []string
		for _, c := range clausesOf(nil, n.Runes) {
			got = append(got, string(n.Runes[c.from:c.to]))
		}
		require.Equal(t, want, got, s)
	}
}

func TestIsQuestion(t *testing.T) {
	for s, want := range map[string]bool{"有货吗": true, "有货?": true, "多少钱": true, "有货": false, "少了一件": false} {
		r := []rune(s)
		require.Equal(t, want, isQuestion(r, 0, len(r)), s)
	}
}

// A plain wish for less says nothing beside one with a lever, and politeness nothing beside a matter.
func TestTidy(t *testing.T) {
	for _, x := range []struct{ found, want []string }{
		{[]string{"bargain.plain", "bargain.promise"}, []string{"bargain.promise"}},
		{[]string{"bargain.plain", "stock"}, []string{"bargain.plain", "stock"}},
		{[]string{"greeting", "stock", "thanks"}, []string{"stock"}},
		{[]string{"greeting", "thanks"}, []string{"thanks"}},
		{[]string{"stock", "stock"}, []string{"stock"}},
	} {
		var found []finding
		for _, id := range x.found {
			found = append(found, finding{id: id, kind: kindOf(id)})
		}
		var got []string
		for _, f := range tidy(found) {
			got = append(got, f.id)
		}
		require.Equal(t, x.want, got)
	}
}

// A model that is cut down is learned again on the rows that stay, and still knows its samples.
func TestBuildCutDown(t *testing.T) {
	p := &packed{ids: []string{"a", "b", OOS}, labels: []string{"", "", ""}, several: true}
	for class, list := range [][]string{{"有货吗", "还有货吗", "有现货没"}, {"发什么快递", "哪家快递", "快递是哪家"}, {"讲个笑话", "今天天气", "背首诗"}} {
		for _, s := range list {
			p.samples = append(p.samples, labelled{s, []int32{int32(class)}})
		}
	}
	r := several
	r.maxRows = 40
	m, err := Open(string(p.build(r)))
	require.NoError(t, err)
	require.Equal(t, 40, m.rows)
	b := newBase(m, nil)
	var w scratch
	for _, s := range p.samples {
		var f features
		var t0 subtotal
		f.extract([]rune(s.text))
		t0.reset(b.words)
		b.count(&t0, &w, f.hashes)
		scores := b.scores(nil, &t0, &w.touched)
		best := slices.Index(scores, slices.Max(scores))
		require.Equal(t, int(s.classes[0]), best, s.text)
	}
}

// A clause that tells a fault adds it to what is wanted for it: 鞋底开胶,怎么赔 is a complaint, too. Other clauses of the same weight add nothing.
func TestFaultsStayBesideRemedies(t *testing.T) {
	for _, x := range []struct {
		clause, main string
		want         bool
	}{
		{"complaint.quality", "compensation", true},
		{"complaint.damaged", "returns.request", true},
		{"complaint.wrong", "returns.exchange", true},
		{"complaint.wrong", "complaint.service", true},
		{"complaint.service", "compensation", false},
		{"complaint.quality", "stock", false},
		{"stock", "returns.request", false},
	} {
		b := &base{Model: &Model{classes: 2}, names: []string{x.main, x.clause}}
		w := &scratch{whole: []int32{0, 0}}
		require.Equal(t, x.want, b.adds(w, finding{id: x.clause}, 1, 0, []int32{0, 0}, false), "%s beside %s", x.clause, x.main)
	}
}

func TestQuestionsByTheirForm(t *testing.T) {
	for said, want := range map[string]bool{
		"几天能到": true, "是纯棉的不": true, "有货没啊": true, "收不收花呗": true, "包邮吗": true, "哪个好": true, "how long is it": true, "any in blue": true, "and how long is it": true, "also which one": true, "收唔收": true, "有冇货": true, "真的?": true,
		"昨天到的": false, "开胶了": false, "不要": false, "it never came": false, "candles broke": false, "": false,
	} {
		require.Equal(t, want, isQuestion([]rune(said), 0, len([]rune(said))), said)
	}
}

// Of two questions both are meant, where a clause that only tells would add nothing.
func TestWhoAsksTwoThingsMeansBoth(t *testing.T) {
	b := &base{Model: &Model{classes: 2}, names: []string{"size", "product_info"}}
	for said, want := range map[string][2]bool{"是纯棉的吗": {false, true}, "是纯棉的": {false, false}} {
		w := &scratch{whole: []int32{0, -1 << 14}} // so much against it that being a question is not enough
		w.text.Runes = []rune(said)
		f := finding{id: "product_info", to: len(w.text.Runes)}
		require.Equal(t, want, [2]bool{b.adds(w, f, 1, 0, []int32{0, 0}, false), b.adds(w, f, 1, 0, []int32{0, 0}, true)}, said)
	}
}
