package kb_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/kb"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// folder is a shop's folder of one or more kb files, given as name, content …
func folder(files ...string) fstest.MapFS {
	dir := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		dir["kb/"+files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return dir
}

func catalogue() []*commerce.Product {
	return []*commerce.Product{
		{Code: "A2031", Name: "直筒休闲裤", Aliases: []string{"直筒裤", "2031"}, Link: "https://item.example.com/a2031", Price: commerce.Yuan(129), Tags: []string{"裤子", "通勤"}},
		{Code: "G6600", Name: "定制西裤", Aliases: []string{"量体西裤"}, Price: commerce.Yuan(329), Tags: []string{"裤子", "商务"}},
		{Code: "C3302", Name: "圆领加绒卫衣", Aliases: []string{"卫衣"}, Price: commerce.Yuan(159), Tags: []string{"上衣"}},
		{Code: "B1107", Name: "牛津纺长袖衬衫", Link: "https://item.example.com/detail?x=1&id=77120", Price: commerce.Yuan(139), Tags: []string{"上衣", "通勤"}},
	}
}

func TestLoadReportsEveryMistake(t *testing.T) {
	_, err := kb.Load(folder("a.yaml", `articles:
  - id: wash
    ask: [能机洗吗]
    say: 能。
    scope: {products: [A2013], tags: [裤孑]}
    prioritty: 3
  - id: wash
    ask: [怎么洗]
    say: 手洗。
  - ask: [几点上班]
    say: 九点。
  - id: none
    say: 没人问。
  - id: marks
    ask: ["？？", 好不好]
    say: 好。
  - id: words
    ask: [hello there]
    language: jp
    valid: 2026-13-01..
    enabled: maybe
    scope: {}
`, "b.csv", `id,ask,say,products
csv.ok,能开发票吗|怎么开票,能开。,
wash,重复,x,
csv.bad,,没有问法,
csv.code,好吗,好,X1
`), catalogue())
	require.Error(t, err)
	var all source.Errors
	require.True(t, errors.As(err, &all))
	want := []string{
		`kb/a.yaml:5:24: scope: no product "A2013" in the catalogue (did you mean "A2031"?)`,
		`kb/a.yaml:5:39: scope: no tag "裤孑" in the catalogue (did you mean "裤子"?)`,
		`kb/a.yaml:6:5: article: unknown key "prioritty"`,
		`kb/a.yaml:7:9: two articles have the id "wash" (the first is at kb/a.yaml:2:9)`,
		`kb/a.yaml:10:5: article without id (each article needs an id of its own)`,
		`kb/a.yaml:12:5: article "none" has no way of asking (ask) (write how customers ask for it)`,
		`kb/a.yaml:14:5: article "marks": a way of asking without a word: "？？"`,
		`kb/a.yaml:19:15: unknown language "jp" (known: zh, en)`,
		`kb/a.yaml:20:12: valid: want a date, have "2026-13-01" (like 2026-11-01..2026-11-30 or 2026-11-10 20:00..2026-11-11)`,
		`kb/a.yaml:21:14: enabled: want yes or no, have "maybe" (write yes or no (是 or 否))`,
		`kb/a.yaml:22:12: scope is empty (name products or tags, or leave scope out for an article about everything)`,
		`kb/b.csv:3:1: two articles have the id "wash" (the first is at kb/a.yaml:2:9)`,
		`kb/b.csv:4:1: article "csv.bad" has no way of asking (ask) (write how customers ask for it)`,
		`kb/b.csv:5:15: scope: no product "X1" in the catalogue (known: A2031, G6600, C3302, B1107)`,
	}
	require.Equal(t, strings.Join(want, "\n"), all.Error())
}

func TestLoadAnswersAreLeftToRules(t *testing.T) {
	ix, err := kb.Load(folder("a.yaml", `articles:
  - id: pay
    ask: [能用花呗吗]
    intent: payment
    valid: 2026-11-10..2026-11-18
    language: zh
    enabled: 否
    say: [能的, 可以]
    attach: [a.jpg]
    choices: [{show: 好, say: 行}]
    do: [{mark: {x: 1}}]
    grant: offer
    handoff: {queue: sales}
    go: price
    run: x
`), nil)
	require.NoError(t, err)
	require.Len(t, ix.Articles(), 1)
	a := ix.Articles()[0]
	require.Equal(t, "pay", a.ID)
	require.Equal(t, "kb/a.yaml:2:9", a.Pos.String())
	require.Equal(t, []string{"能用花呗吗"}, a.Ask)
	require.Equal(t, "payment", a.Intent)
	require.Equal(t, "kb/a.yaml:4:13", a.IntentPos.String())
	require.Equal(t, "zh", a.Language)
	require.True(t, a.Disabled)
	require.True(t, a.Valid.Holds(time.Date(2026, 11, 9, 16, 0, 0, 0, time.UTC)), "dates are meant in China")
	require.False(t, a.Valid.Holds(time.Date(2026, 11, 18, 16, 0, 0, 0, time.UTC)))
}

func TestLoadLimit(t *testing.T) {
	var b strings.Builder
	b.WriteString("id,ask\n")
	for i := range kb.MaxArticles + 2 {
		for range 2 {
			for n := i; ; n /= 26 {
				b.WriteByte(byte('a' + n%26))
				if n < 26 {
					break
				}
			}
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	_, err := kb.Load(folder("big.csv", strings.ReplaceAll(b.String(), ",\n", "\n")), nil)
	require.EqualError(t, err, "kb/big.csv:100002:1: more than 100000 articles (split the shop)")
}

const table = "编号,问法,回答,商品,标签,有效期,启用\r\n" +
	"洗涤,能机洗吗|怎么洗,\"装洗衣袋,水温别过30度\",,裤子,,\r\n" +
	"坏行,多了,一,个,格,,是,子\r\n" +
	"活动,\"活动什么时候结束\n活动还有吗\",今晚。,A2031,,2026-11-01..2026-11-11,是\r\n"

func TestLoadCSV(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(table)
	require.NoError(t, err)
	for name, data := range map[string]string{"utf-8": table, "with byte order mark": "\ufeff" + table, "gbk": gbk} {
		t.Run(name, func(t *testing.T) {
			_, err := kb.Load(folder("faq.csv", data), catalogue())
			require.EqualError(t, err, `kb/faq.csv:3:16: the row has 8 cells, the header 7 (a text with a comma must be in double quotes ("a,b"))`)

			lines := strings.Split(data, "\r\n")
			good := lines[0] + "\r\n" + lines[1] + "\r\n" + strings.Join(lines[3:], "\r\n")
			ix, err := kb.Load(folder("faq.csv", good), catalogue())
			require.NoError(t, err)
			all := ix.Articles()
			require.Len(t, all, 2)
			require.Equal(t, []string{"能机洗吗", "怎么洗"}, all[0].Ask)
			require.Equal(t, []string{"裤子"}, all[0].Scope.Tags)
			require.Equal(t, []string{"活动什么时候结束", "活动还有吗"}, all[1].Ask)
			require.Equal(t, []string{"A2031"}, all[1].Scope.Products)
			require.False(t, all[1].Valid.To.IsZero())
		})
	}
}

func TestYAML(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(table)
	require.NoError(t, err)
	out, err := kb.YAML("faq.csv", []byte(gbk))
	require.EqualError(t, err, `faq.csv:3:16: the row has 8 cells, the header 7 (a text with a comma must be in double quotes ("a,b"))`)
	require.Equal(t, `articles:
  - id: "洗涤"
    ask:
      - "能机洗吗"
      - "怎么洗"
    scope:
      tags:
        - "裤子"
    say: "装洗衣袋,水温别过30度"
  - id: "活动"
    ask:
      - "活动什么时候结束"
      - "活动还有吗"
    scope:
      products:
        - "A2031"
    valid: "2026-11-01..2026-11-11"
    enabled: "是"
    say: "今晚。"
`, string(out))
	ix, err := kb.Load(folder("faq.yaml", string(out)), catalogue())
	require.NoError(t, err)
	require.Len(t, ix.Articles(), 2)
}

func TestLoadUnknownColumn(t *testing.T) {
	_, err := kb.Load(folder("faq.csv", "id,ask,anser,ask\na,b,c,d\n"), nil)
	require.EqualError(t, err, `kb/faq.csv:1:8: unknown column "anser" (did you mean "answer"?)`+"\n"+`kb/faq.csv:1:14: two columns for ask`)
	_, err = kb.Load(folder("faq.csv", "编号,心得\na,b\n"), nil)
	require.EqualError(t, err, `kb/faq.csv:1:1: no column ask (问题) (the first row names the columns: 问题, 答案 …)`+"\n"+
		`kb/faq.csv:1:4: unknown column "心得" (columns: id 编号, ask 问题, also 相似问, say 答案, products 商品, tags 标签, intent 意图, valid 有效期, language 语言, enabled 启用, attach 附件)`+"\n"+
		`kb/faq.csv:2:1: article "a" has no way of asking (ask) (write how customers ask for it)`)
}

// A table as people keep it in Excel has no ids: a row is called after its question, wherever it stands.
func TestRowsWithoutIDs(t *testing.T) {
	const header = "序号,问题,相似问,答案,货号,备注\n"
	ids := func(rows string) (ids []string) {
		ix, err := kb.Load(folder("faq.csv", header+rows), catalogue())
		require.NoError(t, err)
		for _, a := range ix.Articles() {
			ids = append(ids, a.ID)
		}
		return ids
	}
	const first, second = "1,水温多少？,用多热的水|几度的水,85度,,\n", "2,能机洗吗,,能,A2031,老板说的\n2,能机洗吗,,不能,C3302,\n"
	require.Equal(t, []string{"水温多少", "能机洗吗-A2031", "能机洗吗-C3302"}, ids(first+second))
	require.Equal(t, []string{"能机洗吗-A2031", "能机洗吗-C3302", "水温多少"}, ids(second+first), "a row keeps its id where it goes")
	long := ids("1,请问一下你们家的这个定制西裤如果腰围不合适的话能不能拿回来改一下呢,,能,,\n2,请问一下你们家的这个定制西裤如果腰围不合适的话能不能退,,不能,,\n")
	require.Equal(t, []string{"请问一下你们家的这个定制西裤如果腰围不合适的话能-38f58a7c", "请问一下你们家的这个定制西裤如果腰围不合适的话能-eae6e51b"}, long)
	out, err := kb.YAML("faq.csv", []byte(header+first))
	require.NoError(t, err)
	require.Equal(t, "articles:\n  - id: \"水温多少\"\n    ask:\n      - \"水温多少？\"\n      - \"用多热的水\"\n      - \"几度的水\"\n    say: \"85度\"\n", string(out))
	_, err = kb.Load(folder("faq.csv", header+first+first), nil)
	require.EqualError(t, err, `kb/faq.csv:3:1: two rows ask "水温多少？" (the first is at kb/faq.csv:2:1: join the two, or give each an id in a column 编号)`)
}
