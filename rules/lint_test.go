package rules

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine/source"
)

// Each file set has one thing to be found, with its place and witness.
func TestFindings(t *testing.T) {
	body := func(s string) map[string]string { return rulesFile(s) }
	table := func(csv string) map[string]string {
		files := body("  - id: a\n    on: stock\n    let:\n      p: lookup(\"t\")\n    say: ${p.x}\n")
		files["tables/t.csv"] = csv
		return files
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"unreachable": {body("  - id: a\n    on: stock\n    say: 有\n  - id: b\n    on: stock\n    say: 没有\n"),
			`rules/a.yaml:5:9: rule "b" can never answer: "a" always does first [stock] (give "a" a when, or this one a priority)`},
		"tie": {map[string]string{"rules/a.yaml": "rules:\n  - id: a\n    on: stock\n    when: n == 1\n    say: 有\n", "rules/b.yaml": "rules:\n  - id: b\n    on: stock\n    when: n > 0\n    say: 有的\n"},
			`rules/b.yaml:2:9: rules "a" and "b" of different files both answer stock; the first file wins [n = 1] (give one of them a priority)`},
		"row never reached": {table("in 件数 = n,out x\n*,1\n3,2\n"), `tables/t.csv:3:1: table "t": this row is never reached, row 1 comes first [件数 = 3] (move it up or delete it)`},
		"gap in numbers":    {table("in 件数 = n,out x\n<=3,1\n>4,2\n"), `tables/t.csv:1:1: table "t" has no row for some inputs [件数 = 4] (add a row for them, or a last row of *)`},
		"gap in words":      {table("in 原因 = slots.why,out x\n大了,1\n"), `tables/t.csv:1:1: table "t" has no row for some inputs [原因 = 坏了] (add a row for them, or a last row of *)`},
		"price in a bargaining text": {body("  - id: a\n    on: bargain.plain\n    say: 给您99元吧\n"),
			`rules/a.yaml:4:10: rule "a" names the price 99元 in its text [给您99元吧] (let grant agree to it and print ${yuan(deal.price)})`},
		"forbidden word": {body("  - id: a\n    on: stock\n    say: 这是最好的裤子\n"),
			`rules/a.yaml:4:10: the text says "最", which advertising law or the platform forbids [这是最好的裤子] (say what is so, without the superlative; the list is forbidden: in shop.yaml)`},
		"promise without a time": {body("  - id: a\n    on: stock\n    say: 我们会尽快联系您\n"),
			`rules/a.yaml:4:10: the text promises something without a time [我们会尽快联系您] (name it: ${clock(promise())} or ${date(dispatch_by())})`},
		"asked too late": {body("  - id: a\n    on: size\n    ask:\n      why:\n        say: 原因?\n        when: slots.height_cm > 170\n      height_cm: 身高?\n    say: 好\n"),
			`rules/a.yaml:5:7: rule "a": whether why is asked depends on height_cm, which is asked later [slots.height_cm > 170] (ask height_cm first)`},
		"undeclared event": {body("  - id: a\n    on: event.birthday\n    say: 生日快乐\n"),
			`rules/a.yaml:2:9: event "birthday" is not declared [event.birthday] (list it under events: in shop.yaml)`},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range load(t, c.files).Lint(Around{}) {
				got = append(got, f.String())
			}
			require.Equal(t, []string{c.want}, got)
		})
	}
}

func TestUnusedNames(t *testing.T) {
	schema := testSchema()
	schema.Declared = map[string]source.Pos{"slots.why": {File: "shop.yaml", Line: 3, Column: 3}, "slots.height_cm": {File: "shop.yaml", Line: 4, Column: 3}}
	set, err := Load(folder(rulesFile("  - id: a\n    on: size\n    ask:\n      height_cm: 身高?\n    say: 好\n")), schema)
	require.NoError(t, err)
	require.Len(t, set.Lint(Around{}), 1)
	require.Equal(t, "shop.yaml:3:3: nothing uses slots.why [slots.why] (use it or delete it)", set.Lint(Around{})[0].String())
}

// A slot is used where a condition only asks whether the message told it.
func TestSaidUsesTheSlot(t *testing.T) {
	schema := testSchema()
	schema.Declared = map[string]source.Pos{"slots.why": {File: "shop.yaml", Line: 3, Column: 3}}
	schema.Roots["said"] = ObjectOf(&ObjectType{Name: "said", Fields: map[string]Field{"why": slotField("why", TypeYesNo)}})
	set, err := Load(folder(rulesFile("  - id: a\n    on: size\n    when: said.why\n    say: 好\n")), schema)
	require.NoError(t, err)
	require.Empty(t, set.Lint(Around{}))
}

// Words that only look forbidden are not found.
func TestHarmlessWords(t *testing.T) {
	set := load(t, rulesFile("  - id: a\n    on: stock\n    say: 最慢后天到,最新一条物流在成都,第一次洗要单独洗\n"))
	require.Empty(t, set.Lint(Around{}))
}

// A text with a value that may be unset is found, unless something guards it: needs, when, ask, an earlier case, an optional part, a
// variant without it, or a rule behind that answers instead.
func TestUnsetTexts(t *testing.T) {
	unknown := Around{Unknown: func(path string, is func(string, ...string) bool) string {
		switch path {
		case "item", "slots.height_cm", "item.fabric":
			return "there is no " + path
		}
		return ""
	}}
	for body, want := range map[string]string{
		"    say: ${item.name}\n":                                                                                "there is no item",
		"    needs: item\n    say: ${item.name}\n":                                                               "",
		"    when: item.name != nil\n    say: ${item.name}\n":                                                    "",
		"    when: item.price > 100\n    say: ${item.name}\n":                                                    "",
		"    needs: item\n    say: ${item.fabric}\n":                                                             "there is no item.fabric",
		"    needs: item\n    say: 好$[,${item.fabric}]\n":                                                        "",
		"    needs: item\n    say:\n      - ${item.fabric}\n      - 好\n":                                         "",
		"    needs: item\n    say: ${item.fabric ?? \"棉\"}\n":                                                    "",
		"    needs: item\n    say:\n      - when: item.fabric == nil\n        text: 好\n      - ${item.fabric}\n": "",
		"    say: ${slots.height_cm}\n":                                                                          "there is no slots.height_cm",
		"    ask: {height_cm: 身高}\n    say: ${slots.height_cm}\n":                                                "",
		"    ask:\n      height_cm:\n        say: 身高\n        optional: true\n    say: ${slots.height_cm}\n":     "there is no slots.height_cm",
		"    say: '${item.fabric == nil ? \"棉\" : item.fabric}'\n":                                               "",
		"    needs: item\n    say: '${item.fabric == nil ? \"棉\" : item.fabric}'\n":                              "",
		"    say: '${slots.height_cm > 170 ? \"高\" : \"矮\"}'\n":                                                  "there is no slots.height_cm",
		"    let: {h: slots.height_cm * 2}\n    say: ${h}\n":                                                     "there is no slots.height_cm",
		"    say: ${item.name}\n  - id: b\n    on: stock\n    say: 好\n":                                          "",
		"    say: 好\n    expect:\n      affirm: ${item.name}\n":                                                  "there is no item",
		"    say: 好\n    set: {item: A1}\n    expect:\n      affirm: ${item.name}\n":                             "",
	} {
		found := ""
		for _, f := range load(t, rulesFile("  - id: a\n    on: stock\n"+body)).Lint(unknown) {
			if _, why, ok := strings.Cut(f.Message, "says nothing where "); ok {
				found = why
			}
		}
		require.Equal(t, want, found, body)
	}
}

// Checking a table looks at each pair of rows and no more: 4 times the rows take 16 times as long, and not 64.
func TestLintOfLongTablesGrowsSlowly(t *testing.T) {
	span := func(rows int) time.Duration {
		var csv strings.Builder
		csv.WriteString("in 件数 = n,out x\n")
		for i := range rows {
			fmt.Fprintf(&csv, "%d..%d,%d\n", 2*i, 2*i+1, i)
		}
		files := rulesFile("  - id: a\n    on: stock\n    let:\n      p: lookup(\"t\")\n    say: ${p.x}\n")
		files["tables/t.csv"] = csv.String()
		set := load(t, files)
		best := time.Hour
		for range 3 {
			start := time.Now()
			set.Lint(Around{})
			best = min(best, time.Since(start))
		}
		return best
	}
	require.Less(t, span(800), 40*span(200)+time.Millisecond)
}
