package enginetest

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

var morning = time.Date(2026, 11, 5, 10, 0, 0, 0, shanghai)

func talk(t *testing.T, term Terminal, input string) string {
	t.Helper()
	var out strings.Builder
	term.Shop, term.In, term.Out = shopOf(t), strings.NewReader(input), &out
	require.NoError(t, term.Run())
	return out.String()
}

func TestTerminalPrintsAConversation(t *testing.T) {
	out := talk(t, Terminal{Now: morning, Item: "A1", Customer: "c7"}, `有货吗
有货
谢谢
人工
在吗
@clock +10m
a> 我来了
@event agent.release
@order {no: 1001, product: A1, state: paid}
退货
2
@几天到
@clock x
`)
	require.Equal(t, `@clock 2026-11-05T10:00:00+08:00
@customer c7
@item A1
> 有货吗
< 直筒裤还有3件
> 有货
< 真的有
< 您放心拍
  [image stock_A1.png]
> 谢谢
< 不客气
! note other "道 谢"
> 人工
< 这个我不敢乱答,已经请同事来看了,今天10:10前给您回话。
! handoff sales human 10m due=2026-11-05T10:10:00+08:00 item=A1
# a person was called and the bot is silent: write as that person with a> …, give the conversation back with a> 交回
> 在吗
! silent
@clock +10m
< 让您久等了,我又催了一遍同事。
! handoff sales human overdue due=2026-11-05T10:20:00+08:00 item=A1
a> 我来了
! silent
@event agent.release
@order {no: 1001, product: A1, state: paid}
> 退货
< 方便说下原因吗?
  1. 大了
  2. 小了
> 2
< 记下了
! count 小了 A1
! ticket kind=return why=小了 at=2026-11-06 fee=12.5
> @几天到
< 3天到
# input:1:8: want a time, have "x" (like @clock 2026-12-05T10:00:00+08:00 or @clock +15m)
`, out)
}

func TestTerminalNamesAMissingLookup(t *testing.T) {
	out := talk(t, Terminal{Now: morning}, "积分\n")
	require.Contains(t, out, "\n# the shop asks for points(\"c1\"), write @lookup points(\"c1\") = … or @fail points\n")
}

// What a terminal prints is a conversation that passes, whatever the customer writes.
func TestTranscriptIsATest(t *testing.T) {
	out := talk(t, Terminal{Now: morning, Item: "A1", Explain: true}, "有货吗\n\n  # = : ! @x < >\n退货\nab\xffc\r\nx\ty \n> 几天到\n@order {no: 1, state: paid}\n退货\n…\n")
	got, _ := playOne(t, out, false)
	require.NoError(t, got.Err)
	require.True(t, got.Passed(), got.Diff)
	require.Contains(t, out, "# intent stock 1.00\n")
	require.Contains(t, out, "\n> \n< 我在的,您说~\n", "an empty line is a message")
}

func TestTerminalTakesLongLines(t *testing.T) {
	out := talk(t, Terminal{Now: morning}, strings.Repeat("长", 1<<20))
	require.Contains(t, out, "\n< 您写得比较长")
	got, _ := playOne(t, out, false)
	require.True(t, got.Passed(), got.Err)
}

func TestTerminalStartsAtThePresent(t *testing.T) {
	before := time.Now().Truncate(time.Second)
	clock, _, _ := strings.Cut(strings.TrimPrefix(talk(t, Terminal{}, ""), "@clock "), "\n")
	at, err := time.Parse(time.RFC3339, clock)
	require.NoError(t, err)
	require.False(t, at.Before(before))
	require.WithinDuration(t, time.Now(), at, time.Minute)
}

// At a terminal there is a prompt, and time passes with the clock on the wall.
func TestTerminalWithAPerson(t *testing.T) {
	wall := morning
	var out strings.Builder
	reads := 0
	term := Terminal{Shop: shopOf(t), Out: &out, prompt: true, In: reader(func() string {
		reads++
		switch reads {
		case 1:
			return "@event order.unpaid order=1001\n"
		case 2:
			wall = wall.Add(20*time.Minute + 300*time.Millisecond)
			return "几天到\n"
		case 3:
			return "\n"
		case 4:
			wall = wall.Add(59 * time.Second)
			return "谢谢\n"
		}
		return ""
	})}
	require.NoError(t, term.run(func() time.Time { return wall }))
	// The typed text itself is echoed by the terminal, not by us.
	require.Equal(t, "@clock 2026-11-05T10:00:00+08:00\n"+
		"> > \x1b[1A\r\x1b[K@clock +20m\n< 您那单还留着\n> 几天到\n< 3天到\n"+
		"> \x1b[1A\r\x1b[K> < 不客气\n! note other \"道 谢\"\n> \r\x1b[K", out.String())
}

type reader func() string

func (r reader) Read(b []byte) (int, error) {
	text := r()
	if text == "" {
		return 0, io.EOF
	}
	return copy(b, text), nil
}

func TestNullDeviceIsNoTerminal(t *testing.T) {
	null, err := os.Open(os.DevNull)
	require.NoError(t, err)
	defer null.Close()
	require.False(t, isTerminal(null))
}

func TestTerminalErrors(t *testing.T) {
	broken := errors.New("broken")
	term := Terminal{Shop: shopOf(t), In: iotest.ErrReader(broken), Out: &strings.Builder{}}
	require.ErrorIs(t, term.Run(), broken)
	term = Terminal{Shop: shopOf(t), In: strings.NewReader("在吗\n"), Out: brokenWriter{broken}}
	require.ErrorIs(t, term.Run(), broken)
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }
