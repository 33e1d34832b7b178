package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

type result struct {
	code     int
	out, err string
}

func huashu(stdin string, args ...string) result {
	var out, err bytes.Buffer
	code := run(args, strings.NewReader(stdin), &out, &err)
	return result{code, out.String(), err.String()}
}

// shop writes a small shop; files replace or add to it.
func shop(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{
		"shop.yaml":     "version: 1\nname: 小店\ntimezone: Asia/Shanghai\n",
		"products.yaml": "products:\n  - {code: A1, name: 直筒裤, price: 129, stock: {黑色: {L: 3}}}\n",
		"rules/a.yaml": `rules:
  - id: carrier
    on: logistics.carrier
    say: 默认发申通~
  - id: stock
    on: stock
    needs: item
    when: item.stock > 0
    say: ${item.name}有货
`,
		"kb/a.yaml":        "articles:\n  - id: wash\n    ask:\n      - 裤子怎么洗\n      - 能机洗吗\n    say: 冷水机洗就行\n",
		"chats/ship.chat":  "> 发什么快递\n< 默认发申通~\n: carrier\n",
		"chats/stock.chat": "@item A1\n> 有货吗\n< 直筒裤有货\n",
	}
	for name, text := range files {
		all[name] = text
	}
	for name, text := range all {
		if text == "" {
			continue
		}
		file := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	return dir
}

func TestUsage(t *testing.T) {
	dir := shop(t, nil)
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"nothing", nil, "usage: huashu COMMAND"},
		{"unknown command", []string{"chta"}, `huashu: unknown command "chta"`},
		{"unknown flag", []string{"test", dir, "-x"}, "huashu test: flag provided but not defined: -x\nusage: huashu test DIR [-cover] [-mutate] [-update]\n"},
		{"no folder", []string{"chat"}, "huashu chat: DIR is missing"},
		{"too much", []string{"check", dir, "more"}, `huashu check: unexpected argument "more"`},
		{"no text", []string{"explain", dir}, "huashu explain: TEXT is missing"},
		{"bad time", []string{"chat", dir, "-now", "noon"}, "or a time like 2026-12-05T10:00:00+08:00"},
		{"classify without -json", []string{"classify"}, "huashu classify: write -json"},
		{"classify with an argument", []string{"classify", "-json", "x"}, `unexpected argument "x"`},
		{"shop and model", []string{"classify", "-json", "-shop", dir, "-m", "x"}, "give either -shop or -m"},
		{"search without -json", []string{"search", dir}, "huashu search: write -json"},
		{"model without a name", []string{"build-model", dir}, "name the file to write with -o FILE"},
		{"eval without a file", []string{"eval"}, "FILE is missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := huashu("", c.args...)
			require.Equal(t, exitUsage, r.code)
			require.Empty(t, r.out)
			require.Contains(t, r.err, c.want)
		})
	}
}

func TestHelp(t *testing.T) {
	r := huashu("", "help")
	require.Equal(t, exitOK, r.code)
	for _, cmd := range commands {
		require.Contains(t, r.out, "  "+cmd.name+" "+cmd.args)
		one := huashu("", cmd.name, "-h")
		require.Equal(t, exitOK, one.code)
		require.Contains(t, one.out, "usage: huashu "+cmd.name)
	}
}

func TestMissingFolder(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent")
	file := filepath.Join(shop(t, nil), "shop.yaml")
	for _, args := range [][]string{{"chat", absent}, {"check", absent}, {"test", absent}, {"explain", absent, "x"}, {"search", absent, "-json"},
		{"classify", "-json", "-shop", absent}, {"classify", "-json", "-m", absent}, {"build-model", absent, "-o", absent}, {"eval", absent}, {"check", file}} {
		r := huashu("", args...)
		require.Equal(t, exitFailed, r.code, args)
		require.Empty(t, r.out)
		require.NotEmpty(t, r.err)
	}
}

// Flags may stand anywhere; behind -- nothing is a flag.
func TestChat(t *testing.T) {
	dir := shop(t, nil)
	want := "@clock 2026-12-05T10:00:00+08:00\n@customer c9\n@item A1\n> 有货吗\n< 直筒裤有货\n"
	for _, args := range [][]string{
		{"chat", dir, "-now", "2026-12-05T10:00:00+08:00", "-item", "A1", "-customer", "c9"},
		{"chat", "-now=2026-12-05T02:00:00Z", "-item", "A1", dir, "-customer=c9"},
		{"chat", "-now=2026-12-05T02:00:00Z", "-item", "A1", "-customer=c9", "--", dir},
	} {
		r := huashu("有货吗\n", args...)
		require.Equal(t, result{exitOK, want, ""}, r)
	}
	r := huashu("有货吗\n", "chat", dir, "-now", "2026-12-05T10:00:00+08:00", "-item", "A1", "-explain")
	require.Contains(t, r.out, "\n# intent stock ")
	require.Contains(t, r.out, "\n# rule stock ")
}

func TestChatOfABrokenShop(t *testing.T) {
	r := huashu("在吗\n", "chat", shop(t, map[string]string{"shop.yaml": "version: 1\nnam: x\n"}))
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "shop.yaml:2:1: ")
	require.Empty(t, r.out)
}

func TestCheck(t *testing.T) {
	clean := shop(t, map[string]string{"rules/z.yaml": "rules:\n  - id: rest\n    on: any\n    handoff: {reason: rest}\n"})
	require.Equal(t, result{exitOK, "", "0 errors, 0 findings\n"}, huashu("", "check", clean, "-strict", "-now", "2026-11-05"))

	broken := shop(t, map[string]string{"rules/b.yaml": "rules:\n  - id: x\n    on: stok\n    say: a\n  - id: y\n    on: size\n    sya: b\n"})
	r := huashu("", "check", broken)
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.out, "rules/b.yaml:3:9: error: ")
	require.Contains(t, r.out, "rules/b.yaml:7:5: error: ")
	require.Regexp(t, `^[2-9] errors, 0 findings\n$`, r.err)

	r = huashu("", "check", broken, "-json")
	require.Equal(t, exitFailed, r.code)
	for _, line := range strings.Split(strings.TrimSpace(r.out), "\n") {
		var row map[string]any
		require.NoError(t, json.Unmarshal([]byte(line), &row))
		require.Equal(t, "error", row["severity"])
		require.Equal(t, "rules/b.yaml", row["file"])
		require.Greater(t, row["line"], 0.)
		require.Greater(t, row["column"], 0.)
		require.NotEmpty(t, row["message"])
	}
}

func TestCheckFindings(t *testing.T) {
	dir := shop(t, map[string]string{"rules/b.yaml": "rules:\n  - id: late\n    on: event.no.such\n    say: a\n"})
	r := huashu("", "check", dir)
	require.Equal(t, exitOK, r.code)
	require.Contains(t, r.out, "rules/b.yaml:")
	require.Contains(t, r.out, ": finding: ")
	require.Regexp(t, `^0 errors, [1-9] findings\n$`, r.err)
	require.Equal(t, exitFailed, huashu("", "check", dir, "-strict").code)
	r = huashu("", "check", "-json", dir)
	require.Equal(t, exitOK, r.code)
	var row finding
	require.NoError(t, json.NewDecoder(strings.NewReader(r.out)).Decode(&row))
	require.Equal(t, "finding", row.Severity)
	require.NotEmpty(t, row.Witness)
}

// What depends on the date depends on -now, and a day begins where the shop is: midnight in Shanghai is 16:00 UTC.
func TestCheckNow(t *testing.T) {
	dir := shop(t, map[string]string{"promotions.yaml": "promotions:\n  - {id: autumn, valid: 2026-10-01..2026-11-30, off: 10, text: 全场立减10元}\n"})
	require.Contains(t, huashu("", "check", dir, "-now", "2027-01-01").out, `promotions.yaml:2:5: finding: promotion "autumn" is over [ended 2026-11-30]`)
	require.Contains(t, huashu("", "check", dir, "-now", "2026-12-01").out, "autumn")
	require.NotContains(t, huashu("", "check", dir, "-now", "2026-11-30").out, "autumn")
	require.Contains(t, huashu("", "check", dir, "-now", "2026-11-30T16:00:00Z").out, "autumn")
	require.NotContains(t, huashu("", "check", dir, "-now", "2026-11-30T15:59:59Z").out, "autumn")
}

func TestTest(t *testing.T) {
	dir := shop(t, nil)
	require.Equal(t, result{exitOK, "", "2 passed, 0 failed\n"}, huashu("", "test", dir))

	r := huashu("", "test", dir, "-cover")
	require.Equal(t, exitOK, r.code)
	require.Contains(t, r.out, "kb/a.yaml:2:5: article ")
	require.Contains(t, r.out, "coverage 66.7 % (2 of 3): rules 2/2, articles 0/1\n")

	file := filepath.Join(dir, "chats", "ship.chat")
	require.NoError(t, os.WriteFile(file, []byte("> 发什么快递\n< 默认发顺丰~\n"), 0o644))
	r = huashu("", "test", dir)
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.out, "ship.chat:1: not as expected: replies\n  > 发什么快递\n- < 默认发顺丰~\n+ < 默认发申通~\n")
	require.Equal(t, "1 passed, 1 failed\n", r.err)

	r = huashu("", "test", dir, "-update")
	require.Equal(t, exitOK, r.code)
	require.Contains(t, r.err, "ship.chat was rewritten\n2 passed, 0 failed\n")
	require.Equal(t, exitOK, huashu("", "test", dir).code)

	require.NoError(t, os.WriteFile(file, []byte("> 在吗\n@clok 1\n"), 0o644))
	r = huashu("", "test", dir)
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.out, `ship.chat:2:1: unknown directive @clok (did you mean "clock"?)`)

	require.Equal(t, exitFailed, huashu("", "test", shop(t, map[string]string{"chats/ship.chat": "", "chats/stock.chat": ""})).code)
}

func TestExplain(t *testing.T) {
	r := huashu("", "explain", shop(t, nil), "能机洗吗,黑色L码有货吗", "-item", "A1", "-now", "2026-12-05T10:00:00+08:00")
	require.Equal(t, exitOK, r.code, r.err)
	require.Contains(t, r.out, "understood:\n  intent ")
	require.Contains(t, r.out, "  size = L in \"L码\"")
	require.Contains(t, r.out, "  colour = 黑色 in \"黑色\"")
	require.Contains(t, r.out, "searched: ")
	require.Contains(t, r.out, "  article wash ")
	require.Contains(t, r.out, "turn:\n  @clock 2026-12-05T10:00:00+08:00\n  @item A1\n  > 能机洗吗,黑色L码有货吗\n  < ")
	require.Contains(t, r.out, "\n  # ")
}

func TestExplainTellsWhyNot(t *testing.T) {
	dir := shop(t, map[string]string{"products.yaml": "products:\n  - {code: A1, name: 直筒裤, price: 129, stock: {黑色: {L: 0}}}\n"})
	r := huashu("", "explain", "-item", "A1", dir, "有货吗")
	require.Equal(t, exitOK, r.code, r.err)
	require.Contains(t, r.out, "# tried stock when: ")
	require.Contains(t, r.out, "# unanswered stock none of its rules answers, no article is near enough\n")
	require.Contains(t, huashu("", "explain", dir, "能开发票吗").out, "# unanswered invoice no rule is on it, no article is near enough\n")
	dir = shop(t, map[string]string{"rules/b.yaml": "rules:\n  - id: cheap\n    on: bargain.*\n    grant: offer\n    say: 行\n",
		"products.yaml": "products:\n  - {code: A1, name: 直筒裤, price: 129, floor: 100}\n"})
	require.Contains(t, huashu("", "explain", "-item", "A1", dir, "便宜点").out, "# tried cheap grant: the customer has named no offer\n")
}

func TestClassify(t *testing.T) {
	r := huashu("黑色L码还有吗\n\n身高175体重130斤,L还是XL\n<a&b>\r\nxqzv wkjq", "classify", "-json", "-now", "2026-12-05T10:00:00+08:00")
	require.Equal(t, exitOK, r.code, r.err)
	require.Empty(t, r.err)
	lines := strings.Split(r.out, "\n")
	require.Len(t, lines, 6)
	var rows []classified
	for _, line := range lines[:5] {
		var row classified
		require.NoError(t, json.Unmarshal([]byte(line), &row))
		require.NotNil(t, row.Intents)
		require.NotNil(t, row.Entities)
		rows = append(rows, row)
	}
	require.Equal(t, "stock", rows[0].Intents[0].ID)
	require.InDelta(t, .5, rows[0].Intents[0].Score, .5)
	require.Equal(t, "L", rows[0].Entities["size"])
	require.Equal(t, `{"text":"","intents":[],"entities":{}}`, lines[1])
	require.Equal(t, 175., rows[2].Entities["height_cm"])
	require.Equal(t, 65., rows[2].Entities["weight_kg"])
	require.Equal(t, []any{"L", "XL"}, rows[2].Entities["size"])
	require.Contains(t, lines[3], `"text":"<a&b>"`)
}

func TestClassifyDates(t *testing.T) {
	r := huashu("明天能发吗\n", "classify", "-now", "2026-12-05T10:00:00+08:00", "-json")
	require.Contains(t, r.out, `"date":"2026-12-06"`)
}

func TestClassifyTakesAnyLine(t *testing.T) {
	long := strings.Repeat("有货吗", 500_000)
	r := huashu(long+"\n\xff\x00\n", "classify", "-json")
	require.Equal(t, exitOK, r.code, r.err)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	require.Len(t, lines, 2)
	var row classified
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &row))
	require.Equal(t, long, row.Text)
	require.True(t, json.Valid([]byte(lines[1])))
}

// A program at both ends of the pipes waits for each answer before it asks again.
func TestClassifyAnswersAtOnce(t *testing.T) {
	in, ask := io.Pipe()
	answer, out := io.Pipe()
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"classify", "-json"}, in, out, io.Discard)
		out.Close()
	}()
	for range 3 {
		_, err := io.WriteString(ask, "有货吗\n")
		require.NoError(t, err)
		b := make([]byte, 1<<10)
		n, err := answer.Read(b)
		require.NoError(t, err)
		require.True(t, strings.HasSuffix(string(b[:n]), "\n"))
	}
	require.NoError(t, ask.Close())
	select {
	case code := <-done:
		require.Equal(t, exitOK, code)
	case <-time.After(10 * time.Second):
		t.Fatal("classify does not end with its input")
	}
}

func TestClassifyAsAShop(t *testing.T) {
	dir := shop(t, map[string]string{
		"shop.yaml":      "version: 1\nname: 小店\nlists:\n  courier:\n    顺丰: [sf]\n",
		"intents/a.yaml": "intents:\n  - id: vip\n    patterns: [会员]\n",
		"rules/b.yaml":   "rules:\n  - id: vip\n    on: vip\n    say: 好\n",
	})
	r := huashu("会员发sf吗\n", "classify", "-json", "-shop", dir)
	require.Equal(t, exitOK, r.code, r.err)
	require.Contains(t, r.out, `"id":"vip"`)
	require.Contains(t, r.out, `"courier":"顺丰"`)
}

const pack = `intents:
  - id: rain
    examples:
      - 今天会下雨吗
      - 要不要带伞
      - 外面下雨了没有
      - 明天有雨吗
  - id: song
    examples:
      - 放一首歌
      - 我想听音乐
      - 来点音乐吧
      - 播放歌曲
  - id: oos
    examples:
      - 一加一等于几
      - 你吃饭了吗
      - 股票涨了吗
`

func TestBuildModelAndUseIt(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(pack), 0o644))
	model := filepath.Join(t.TempDir(), "weather.model")
	r := huashu("", "build-model", dir, "-o", model)
	require.Equal(t, exitOK, r.code, r.err)
	require.Empty(t, r.out)
	first, err := os.ReadFile(model)
	require.NoError(t, err)
	require.Equal(t, exitOK, huashu("", "build-model", "-o", model, dir).code)
	second, err := os.ReadFile(model)
	require.NoError(t, err)
	require.Equal(t, first, second)

	r = huashu("今天会下雨吗\n", "classify", "-json", "-m", model)
	require.Equal(t, exitOK, r.code, r.err)
	require.Contains(t, r.out, `"id":"rain"`)

	rows := filepath.Join(t.TempDir(), "rows.jsonl")
	require.NoError(t, os.WriteFile(rows, []byte(`{"text":"今天会下雨吗","intent":"rain"}`+"\n\n"+`{"text":"放一首歌","intents":["song"]}`+"\n"), 0o644))
	r = huashu("", "eval", rows, "-m", model)
	require.Equal(t, exitOK, r.code, r.err)
	require.Contains(t, r.out, "rows               2\ntop-1              100.00 %\n")
	require.Contains(t, r.out, "\nrain ")

	require.NoError(t, os.WriteFile(rows, []byte("{\n"), 0o644))
	r = huashu("", "eval", rows, "-m", model)
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "rows.jsonl:1: ")
	require.NoError(t, os.WriteFile(rows, nil, 0o644))
	require.Contains(t, huashu("", "eval", rows, "-m", model).err, "holds no rows")
}

func TestBrokenPackLeavesTheOldModel(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.yaml"), []byte("intents:\n  - idd: x\n"), 0o644))
	model := filepath.Join(dir, "old.model")
	require.NoError(t, os.WriteFile(model, []byte("old"), 0o644))
	r := huashu("", "build-model", dir, "-o", model)
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "a.yaml:2:")
	data, err := os.ReadFile(model)
	require.NoError(t, err)
	require.Equal(t, "old", string(data))
	require.Equal(t, exitFailed, huashu("x\n", "classify", "-json", "-m", model).code)
}

func TestSearch(t *testing.T) {
	r := huashu("能机洗吗\n\n今天天气怎么样\n", "search", shop(t, nil), "-json")
	require.Equal(t, exitOK, r.code, r.err)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	require.Len(t, lines, 3)
	var row found
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &row))
	require.Equal(t, "sure", row.Outcome)
	require.Equal(t, "wash", row.Hits[0].ID)
	require.Equal(t, `{"text":"","hits":[],"outcome":"none"}`, lines[1])
	require.Contains(t, lines[2], `"outcome":"none"`)
}
