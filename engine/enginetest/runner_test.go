package enginetest

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

var testShop = sync.OnceValues(func() (*engine.Shop, error) { return engine.Load(os.DirFS("testdata/shop")) })

func shopOf(t testing.TB) *engine.Shop {
	t.Helper()
	shop, err := testShop()
	require.NoError(t, err)
	return shop
}

func TestChats(t *testing.T) { Chats(t, shopOf(t), "testdata/shop/chats") }

// playOne plays one conversation from text.
func playOne(t *testing.T, text string, update bool) (Conversation, string) {
	t.Helper()
	r := &Report{reached: map[string]bool{}}
	return r.playText(shopOf(t), "a.chat", text, update)
}

const start = "@clock 2026-11-05T10:00:00+08:00\n@item A1\n@lookup points(\"c1\") = 120\n@order {no: 1001, product: A1, state: paid}\n"

// What is wrong must fail, and be shown. The numbers of lines count the four of start.
func TestDiff(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"wrong reply", "> 有货吗\n< 直筒裤还有2件\n= stock\n: stock#1\n", `
a.chat:5: not as expected: replies
  > 有货吗
- < 直筒裤还有2件
+ < 直筒裤还有3件
  = stock
  : stock#1
`},
		{"missing bubble", "> 有货吗\n< 您好\n< 直筒…件\n", `
a.chat:5: not as expected: replies
  > 有货吗
- < 您好
  < 直筒…件
`},
		{"extra bubble", "> 有货吗\n> 有货吗\n< 真的有\n", `
a.chat:6: not as expected: replies
  > 有货吗
  < 真的有
+ < 您放心拍
+   [image stock_A1.png]
`},
		{"order of bubbles", "> 有货吗,几天到\n< 3天到\n< 直筒裤还有3件\n", `
a.chat:5: not as expected: replies
  > 有货吗,几天到
- < 3天到
  < 直筒裤还有3件
+ < 3天到
`},
		{"wrong choice", "> 退货\n<~ (?s)方便.*1. 大了\n", `
a.chat:5: not as expected: replies
  > 退货
- <~ (?s)方便.*1. 大了
+ < 方便说下原因吗?
+   1. 大了
+   2. 小了
`},
		{"not silent", "> 有货吗\n! silent\n", `
a.chat:5: not as expected: replies
  > 有货吗
- ! silent
+ < 直筒裤还有3件
`},
		{"silent", "a> 我来\n> 在吗\n< 在的\n", `
a.chat:6: not as expected: replies
  > 在吗
- < 在的
+ ! silent
`},
		{"intents", "> 有货吗,几天到\n= stock\n", `
a.chat:5: not as expected: intents
  > 有货吗,几天到
  < 直筒裤还有3件
  < 3天到
- = stock
+ = stock logistics.arrival
`},
		{"rules", "> 有货吗,几天到\n: arrival\n: stock#1\n", `
a.chat:5: not as expected: rules
  > 有货吗,几天到
  < 直筒裤还有3件
  < 3天到
  : arrival
- : stock#1
+ : stock#1
+ : arrival
`},
		{"step", "> 有货吗\n: stock#2\n", `
a.chat:5: not as expected: rules
  > 有货吗
  < 直筒裤还有3件
- : stock#2
+ : stock#1
`},
		{"unlisted action", "> 谢谢\n< 不客气\n", `
a.chat:5: not as expected: actions
  > 谢谢
  < 不客气
+ ! note other "道 谢"
`},
		{"missing action", "> 有货吗\n! notify product=A1\n", `
a.chat:5: not as expected: actions
  > 有货吗
  < 直筒裤还有3件
- ! notify product=A1
`},
		{"wrong value", "> 退货\n> 2\n! ticket kind=return why=大了\n! count 小了 A1\n", `
a.chat:6: not as expected: actions
  > 2
  < 记下了
- ! ticket kind=return why=大了
  ! count 小了 A1
+ ! ticket kind=return why=小了 at=2026-11-06 fee=12.5
`},
		{"nothing", "> 谢谢\n! nothing\n! note other \"道 谢\"\n", `
a.chat:5: not as expected: replies
  > 谢谢
- ! nothing
+ < 不客气
  ! note other "道 谢"
`},
		{"handoff", "> 转人工\n! handoff sales human 20m\n", `
a.chat:5: not as expected: actions
  > 转人工
  < 这个我不敢乱答,已经请同事来看了,今天10:10前给您回话。
- ! handoff sales human 20m
+ ! handoff sales human 10m due=2026-11-05T10:10:00+08:00 item=A1 order=1001
`},
		{"timer and focus", "@event order.unpaid order=1001\n! timer unpaid#1 20m\n! cancel unpaid\n! focus B1\n", `
a.chat:5: not as expected: timers or focus
  @event order.unpaid order=1001
- ! timer unpaid#1 20m
- ! cancel unpaid
- ! focus B1
+ ! timer unpaid#1 15m
+ ! focus A1
`},
		{"wakes on the way", "@event order.unpaid order=1001\n@clock +1d\n< 您那单还留着\n! silent\n", `
a.chat:6: not as expected: replies
  @clock +1d
- ! silent
  < 您那单还留着
+ < 还没付款哦
`},
		{"unknown lookup", "@customer c2\n> 积分\n<~ .*\n! handoff sales unavailable\n", `
a.chat:6: not as expected: the script
  > 积分
! the shop asks for points("c2"), write @lookup points("c2") = … or @fail points
  <~ .*
  ! handoff sales unavailable
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := playOne(t, start+c.text, false)
			require.NoError(t, got.Err)
			require.False(t, got.Passed())
			require.Equal(t, strings.TrimPrefix(c.want, "\n"), got.Diff)
		})
	}
}

// What is not written is not checked, but for actions.
func TestPasses(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"no expectation", "> 有货吗\n"},
		{"only the intent", "> 有货吗\n= stock\n"},
		{"rule without its step", "> 有货吗\n: stock\n"},
		{"several rules a line each", "> 有货吗,几天到\n: stock#1\n: arrival\n"},
		{"blanks at line ends", "> 有货吗\n< 直筒裤还有3件  \n"},
		{"any order of signs", "> 谢谢\n! note part=other text=道 谢\n= thanks\n< 不客气\n"},
		{"any order of actions", "> 退货\n> 太大\n! count 大了\n! ticket return fee=12.5 at=2026-11-06\n"},
		{"actions that fit each other", "> 退货\n> 太大\n! ticket\n! count\n"},
		{"two continued lines", "> 有货吗\n> 有货\n< 真的有\n< 您放心拍\n  [image …]\n"},
		{"handoff by key", "> 转人工\n! handoff queue=sales reason=human within=10m urgent=false due=2026-11-05T10:10:00+08:00 item=A1 level=0\n"},
		{"failed lookup", "@fail points\n> 积分\n! handoff sales unavailable 10m\n"},
		{"mended lookup", "@fail points\n@lookup points(\"c1\") = 7\n> 积分\n< 您有7分\n"},
		{"a later order of the same number", "@order {no: 1001, product: A1, colour: 黑色, state: shipped}\n> 到哪了\n< …黑色…在路上\n"},
		{"an agent is not answered", "a> 我来\n! nothing\n"},
		{"wakes run in their order", "@event order.unpaid order=1001\n@clock +1d\n< 您那单还留着\n< 还没付款哦\n: unpaid#1\n: unpaid#2\n"},
		{"a time set forward passes too", "@event order.unpaid order=1001\n@clock 2026-11-05T10:15:00+08:00\n< 您那单还留着\n"},
		{"just before it is due", "@event order.unpaid order=1001\n@clock +14m59s\n! nothing\n"},
		{"setting after the block", "> 积分\n@lookup points(\"c1\") = 1\n< 您有120分\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := playOne(t, start+c.text, false)
			require.NoError(t, got.Err)
			require.Empty(t, got.Diff)
		})
	}
}

func TestClockStandsUntilItIsSet(t *testing.T) {
	got, _ := playOne(t, "> 转人工\n! handoff sales human due=2026-01-05T10:10:00+08:00\n", false)
	require.True(t, got.Passed(), got.Diff)
}

func TestUpdate(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"what holds stays", "> 有货吗\n< 直筒…\n= stock\n", "> 有货吗\n< 直筒…\n= stock\n"},
		{"wrong reply", "> 有货吗\n= stock\n< 没有\n# why\n: stock\n", "> 有货吗\n= stock\n< 直筒裤还有3件\n# why\n: stock\n"},
		{"one of several", "> 有货\n> 有货\n< 真的有\n< 好\n", "> 有货\n< 直筒裤还有3件\n> 有货\n< 真的有\n< 您放心拍\n  [image stock_A1.png]\n"},
		{"new conversation", "> 退货\n\n> 1\n", "> 退货\n< 方便说下原因吗?\n  1. 大了\n  2. 小了\n\n> 1\n< 记下了\n! count 大了 A1\n! ticket kind=return why=大了 at=2026-11-06 fee=12.5\n"},
		{"intents and rules", "> 几天到\n= stock\n: stock#1\n", "> 几天到\n= logistics.arrival\n: arrival\n"},
		{"silence", "a> 我来\n> 几天到\n< 3天到\n", "a> 我来\n> 几天到\n! nothing\n"},
		{"no longer silent", "> 几天到\n! silent\n", "> 几天到\n< 3天到\n"},
		{"actions", "> 谢谢\n! notify product=A1\n< 不客气\n", "> 谢谢\n! note other \"道 谢\"\n< 不客气\n"},
		{"actions that are gone", "> 几天到\n! notify product=A1\n", "> 几天到\n< 3天到\n"},
		{"handoff", "> 转人工\n! handoff sales human 20m\n", "> 转人工\n! handoff sales human 10m\n"},
		{"timer", "@event order.unpaid order=1001\n! timer unpaid#1 20m\n@clock +15m\n", "@event order.unpaid order=1001\n! timer unpaid#1 15m\n@clock +15m\n< 您那单还留着\n"},
		{"no line end", "> 几天到", "> 几天到\n< 3天到"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, text := playOne(t, start+c.text, true)
			require.NoError(t, got.Err)
			require.True(t, got.Passed())
			require.Equal(t, start+c.want, text)
			again, same := playOne(t, text, true)
			require.True(t, again.Passed(), again.Diff)
			require.Equal(t, text, same)
			checked, _ := playOne(t, text, false)
			require.True(t, checked.Passed(), checked.Diff)
		})
	}
}

func TestUpdateKeepsLineEnds(t *testing.T) {
	_, text := playOne(t, "\ufeff> 几天到\r\n< 4天到\r\n", true)
	require.Equal(t, "\ufeff> 几天到\r\n< 3天到\r\n", text)
}

func TestUpdateCannotMendTheScript(t *testing.T) {
	got, _ := playOne(t, "> 积分\n", true)
	require.Contains(t, got.Diff, "write @lookup points")
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	write("b.chat", "> 几天到\n< 4天到\n")
	write("a.chat", "> 几天到\n< 3天到\n")
	write("c.chat", "@clok 1\n")
	write("d.txt", "nothing")
	report, err := Run(shopOf(t), dir, false)
	require.NoError(t, err)
	require.Equal(t, 1, report.Passed())
	require.Equal(t, 2, report.Failed())
	require.Len(t, report.Conversations, 3)
	require.Contains(t, report.String(), "b.chat:1: not as expected: replies\n  > 几天到\n- < 4天到\n+ < 3天到\n")
	require.Contains(t, report.String(), `c.chat:1:1: unknown directive @clok (did you mean "clock"?)`)

	report, err = Run(shopOf(t), dir, true)
	require.NoError(t, err)
	require.Equal(t, 1, report.Failed(), "what cannot be read cannot be updated")
	require.True(t, report.Conversations[1].Updated)
	require.False(t, report.Conversations[0].Updated)
	data, err := os.ReadFile(filepath.Join(dir, "b.chat"))
	require.NoError(t, err)
	require.Equal(t, "> 几天到\n< 3天到\n", string(data))
	info, err := os.Stat(filepath.Join(dir, "b.chat"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestRunNeedsConversations(t *testing.T) {
	_, err := Run(shopOf(t), filepath.Join(t.TempDir(), "absent"), false)
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Run(shopOf(t), t.TempDir(), false)
	require.ErrorContains(t, err, "holds no *.chat")
}

func TestCover(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "a.chat"), []byte("@item A1\n> 几天到\n> 有货\n"), 0o600))
	report, err := Run(shopOf(t), dir, false)
	require.NoError(t, err)
	reached, all, _, _ := report.Cover()
	require.Equal(t, 2, reached)
	require.Equal(t, len(report.Missed()), all-reached)
	text := report.CoverText()
	require.Contains(t, text, "step stock#2 is not reached\n")
	require.NotContains(t, text, "stock#1 is")
	require.Contains(t, text, "rules/a.yaml:")
	require.Regexp(t, `coverage \d+\.\d % \(2 of \d+\): rules 1/\d+, steps 1/2, cases 0/\d+\n`, text)
}

func TestCoverIsWholeAfterAllIsPlayed(t *testing.T) {
	report, err := Run(shopOf(t), "testdata/shop/chats", false)
	require.NoError(t, err)
	for _, p := range report.Missed() {
		require.NotEqual(t, "step", p.Kind, p.ID)
	}
}

// The same conversation comes out the same: nothing depends on the wall clock or on the order of maps.
func TestPlayIsDeterministic(t *testing.T) {
	text, err := os.ReadFile("testdata/shop/chats/all.chat")
	require.NoError(t, err)
	bare := strings.Join(regexpLines(string(text)), "\n")
	_, first := playOne(t, bare, true)
	for range 5 {
		_, again := playOne(t, bare, true)
		require.Equal(t, first, again)
	}
}

// regexpLines drops the expectations of a conversation.
func regexpLines(text string) (kept []string) {
	for _, line := range strings.Split(text, "\n") {
		if line == "" || !strings.Contains("<=:! ", line[:1]) {
			kept = append(kept, line)
		}
	}
	return kept
}

func TestMemoryStore(t *testing.T) {
	Store(t, func(_ *testing.T, now func() time.Time) engine.Store { return engine.NewMemoryStoreAt(0, now) })
}
