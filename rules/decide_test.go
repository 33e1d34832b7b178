package rules

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func rulesFile(body string) map[string]string {
	return map[string]string{"rules/a.yaml": "rules:\n" + body}
}

func answer(t *testing.T, s *Set, w *world, intent string) Decision {
	t.Helper()
	d, err := s.Decide(turnFor(w, intent))
	require.NoError(t, err)
	w.remember(d.Result)
	return d
}

// Priority first, then exact before group before any, then with conditions before without, then the order of the file.
func TestWhichRule(t *testing.T) {
	set := load(t, rulesFile(`  - id: any
    on: any
    say: 1
  - id: group
    on: bargain.*
    say: 2
  - id: exact
    on: bargain.plain
    say: 3
  - id: exact.when
    on: bargain.plain
    when: n == 3
    say: 4
  - id: urgent
    on: bargain.*
    when: n == 4
    priority: 5
    say: 5
`))
	w := newWorld()
	require.Equal(t, "exact.when", answer(t, set, w, "bargain.plain").Rule.ID)
	w.facts["n"] = Number(4)
	require.Equal(t, "urgent", answer(t, set, w, "bargain.plain").Rule.ID)
	w.facts["n"] = Value{}
	require.Equal(t, "exact", answer(t, set, w, "bargain.plain").Rule.ID)
	require.Equal(t, "group", answer(t, set, w, "bargain.excuse").Rule.ID)
	d := answer(t, set, w, "stock")
	require.Equal(t, "any", d.Rule.ID)
	require.Equal(t, Nothing, answer(t, set, w, "event.order.paid").Outcome)
}

func TestVariantsRotate(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: stock
    say:
      - 一
      - 二
      - 三
  - id: b
    on: size
    rotate: all
    say:
      - 甲
      - when: n == 3
        text: 乙
      - 料子是${item.fabric}
`))
	w := newWorld()
	var said []string
	for range 4 {
		said = append(said, answer(t, set, w, "stock").Result.Bubbles...)
	}
	require.Equal(t, []string{"一", "二", "三", "一"}, said)
	said = nil
	for range 4 {
		said = append(said, answer(t, set, w, "size").Result.Bubbles...)
	}
	require.Equal(t, []string{"甲", "乙", "甲", "乙"}, said)
}

func TestStepsAndLimit(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: bargain.plain
    steps:
      - say: 一
      - when: n == 9
        say: 二
      - say: 三
  - id: b
    on: bargain.plain
    limit: once per session
    say: 四
`))
	w := newWorld()
	d := answer(t, set, w, "bargain.plain")
	require.Equal(t, []RuleRef{{"a", 1}}, d.Result.Rules)
	w.steps["a"] = 1
	require.Equal(t, []RuleRef{{"a", 3}}, answer(t, set, w, "bargain.plain").Result.Rules, "a step whose when is false tries the next")
	w.steps["a"] = 3
	require.Equal(t, "b", answer(t, set, w, "bargain.plain").Rule.ID, "all steps given: the next rule")
	w.uses["b"] = 1
	d = answer(t, set, w, "bargain.plain")
	require.Equal(t, Nothing, d.Outcome)
	require.Equal(t, []string{"steps", "limit"}, []string{d.Tried[0].Why, d.Tried[1].Why})
}

func TestFormAsksOnlyWhatIsMissing(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: size
    needs: item
    ask:
      height_cm: 身高?
      why:
        say: 原因?
        choices: true
        optional: true
    say: ${slots.height_cm}厘米$[,因为${slots.why}]
`))
	w := newWorld()
	d := answer(t, set, w, "size")
	require.Equal(t, Asks, d.Outcome)
	require.Equal(t, []string{"身高?"}, d.Result.Bubbles)
	w.facts["slots"] = Object(map[string]Value{"height_cm": Number(175)})
	d = answer(t, set, w, "size")
	require.Equal(t, "why", d.Question.Slot)
	require.Equal(t, []Picked{{Label: "大了", Slot: "why", Word: "大了"}, {Label: "坏了", Slot: "why", Word: "坏了"}}, d.Result.Choices)
	w.passed["why"] = true
	require.Equal(t, []string{"175厘米"}, answer(t, set, w, "size").Result.Bubbles)
	w.facts["item"] = Value{}
	d = answer(t, set, w, "size")
	require.Equal(t, Needs, d.Outcome)
	require.Equal(t, "item", d.Need)
}

func TestTablesFirstRowWins(t *testing.T) {
	files := rulesFile(`  - id: a
    on: stock
    let:
      p: lookup("postage")
    say: ${p.fee}元${p.free}
`)
	files["tables/postage.csv"] = "\ufeffin 地区 = city,in 件数 = n,out fee: number,out free\n浙江|上海,<=2,5,不包\n浙江,*,0,包\n!浙江,1..3,8,不包\n*,*,9,不包\n"
	set := load(t, files)
	w := newWorld()
	for _, c := range []struct {
		city string
		n    float64
		want string
	}{{"上海", 2, "5元不包"}, {"杭州", 3, "0元包"}, {"杭州", 2, "5元不包"}, {"北京", 3, "8元不包"}, {"北京", 4, "9元不包"}} {
		w.facts["city"], w.facts["n"] = Text(c.city), Number(c.n)
		require.Equal(t, []string{c.want}, answer(t, set, w, "stock").Result.Bubbles, "%v", c)
	}
}

func TestGridBothEndsIn(t *testing.T) {
	files := rulesFile(`  - id: a
    on: size
    let:
      s: body_size(item)
    say:
      - when: s == nil
        text: 超出
      - ${s}
`)
	files["tables/g.yaml"] = `tables:
  裤子:
    grid:
      down: slots.weight_kg * 2
      across: slots.height_cm
      gives: size
    across: [160..170, 170..180]
    down:
      100..130: [M, L]
      130..150: [L, none]
`
	set := load(t, files)
	w := newWorld()
	for _, c := range []struct {
		h, kg float64
		want  string
	}{{165, 60, "M"}, {170, 65, "M"}, {171, 65, "L"}, {171, 70, "超出"}, {190, 60, "超出"}} {
		w.facts["slots"] = Object(map[string]Value{"height_cm": Number(c.h), "weight_kg": Number(c.kg)})
		require.Equal(t, []string{c.want}, answer(t, set, w, "size").Result.Bubbles, "%v", c)
	}
}

func TestUnavailableAnswer(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: stock
    when: points("c1") > 3
    say: 有
    unavailable: 查不到
  - id: b
    on: size
    when: points("c1") > 3
    say: 有
`))
	w := newWorld()
	d := answer(t, set, w, "stock")
	require.Equal(t, []string{"查不到"}, d.Result.Bubbles)
	require.Equal(t, Unavailable, answer(t, set, w, "size").Outcome)
	w.err["item"] = ErrNeeds
	_, err := load(t, rulesFile("  - id: c\n    on: stock\n    needs: item\n    say: 有\n")).Decide(turnFor(w, "stock"))
	require.ErrorIs(t, err, ErrNeeds)
}

// A grant that is refused makes the rule as if it did not match, and leaves the ledger as it was.
func TestGrantRefused(t *testing.T) {
	set := load(t, rulesFile(`  - id: yes
    on: bargain.plain
    grant: offer
    say: 行
  - id: unsaid
    on: bargain.excuse
    grant: offer
    say: 料子是${item.fabric}
  - id: no
    on: bargain.*
    say: 不行
`))
	w := newWorld()
	turn := turnFor(w, "bargain.plain")
	turn.Ledger = &Ledger{Terms: Terms{Budget: 1500}, Price: 12900, Floor: 11200, Offer: Offer{Kind: "price", Price: 12000}}
	d, err := set.Decide(turn)
	require.NoError(t, err)
	require.Equal(t, "yes", d.Rule.ID)
	require.EqualValues(t, 900, turn.Ledger.Given)
	turn.Ledger.Offer.Price = 8000
	d, err = set.Decide(turn)
	require.NoError(t, err)
	require.Equal(t, "no", d.Rule.ID)
	require.EqualValues(t, 900, turn.Ledger.Given)
	turn.Intent, turn.Ledger.Offer.Price = "bargain.excuse", 11900
	d, err = set.Decide(turn)
	require.NoError(t, err)
	require.Equal(t, "no", d.Rule.ID)
	require.EqualValues(t, 900, turn.Ledger.Given, "a text that cannot be said grants nothing")
}

func TestRunEndsAtDepth(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: stock
    say: 一
    run: b
  - id: b
    on: size
    say: 二
    run: a
`))
	d := answer(t, set, newWorld(), "stock")
	require.Equal(t, Nothing, d.Outcome, "a circle of run is refused, not followed for ever")
}

func TestLanguages(t *testing.T) {
	set := load(t, rulesFile(`  - id: a
    on: stock
    say:
      zh: 有货
      en: In stock
`))
	turn := turnFor(newWorld(), "stock")
	turn.Language = "en"
	d, err := set.Decide(turn)
	require.NoError(t, err)
	require.Equal(t, "In stock", strings.Join(d.Result.Bubbles, ""))
}
