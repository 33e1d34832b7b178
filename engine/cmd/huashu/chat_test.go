package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// liveChat is a running `huashu chat`.
type liveChat struct {
	t    *testing.T
	in   *io.PipeWriter
	code chan int
	mu   sync.Mutex
	out  bytes.Buffer
	seen int // how much of out has been waited for
}

func (c *liveChat) Write(b []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.Write(b)
}

func startChat(t *testing.T, args ...string) *liveChat {
	t.Helper()
	in, writer := io.Pipe()
	c := &liveChat{t: t, in: writer, code: make(chan int, 1)}
	go func() { c.code <- run(append([]string{"chat"}, args...), in, c, io.Discard) }()
	return c
}

func (c *liveChat) say(line string) {
	c.t.Helper()
	_, err := io.WriteString(c.in, line+"\n")
	require.NoError(c.t, err)
}

// expect waits until the words have been printed behind those waited for before.
func (c *liveChat) expect(words string) {
	c.t.Helper()
	for end := time.Now().Add(2 * time.Minute); ; time.Sleep(5 * time.Millisecond) {
		c.mu.Lock()
		out := c.out.String()
		at := strings.Index(out[c.seen:], words)
		if at >= 0 {
			c.seen += at + len(words)
		}
		c.mu.Unlock()
		if at >= 0 {
			return
		}
		if time.Now().After(end) {
			require.FailNow(c.t, "not printed", "%q in\n%s", words, out)
		}
	}
}

// A shop is edited, broken and mended while somebody talks with it.
func TestChatWatches(t *testing.T) {
	const form = `
  - id: %ID%
    on: size
    needs: item
    ask:
      height: 身高多少呀
      weight: 体重呢
    say: 记下了,${slots.height}厘米${slots.weight}公斤
`
	settings := "version: 1\nname: 小店\ntimezone: Asia/Shanghai\nslots:\n  height: {type: height}\n  weight: {type: weight}\n"
	dir := shop(t, map[string]string{"shop.yaml": settings, "rules/b.yaml": "rules:" + strings.ReplaceAll(form, "%ID%", "size")})
	edit := func(file, text string) {
		t.Helper()
		require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644))
	}
	c := startChat(t, dir, "-watch", "-now", "2026-12-05T10:00:00+08:00", "-item", "A1")
	c.say("发什么快递")
	c.expect("> 发什么快递\n< 默认发申通~\n")
	c.say("穿什么码")
	c.expect("< 身高多少呀\n")

	rules, err := os.ReadFile(filepath.Join(dir, "rules", "a.yaml"))
	require.NoError(t, err)
	edit("rules/a.yaml", strings.Replace(string(rules), "默认发申通~", "默认发顺丰哦", 1))
	c.expect("# rules/a.yaml changed: the shop is loaded anew, with 3 rules and 1 articles\n")
	c.say("175")
	c.expect("> 175\n< 体重呢\n")
	c.say("发什么快递")
	c.expect("< 默认发顺丰哦\n")

	edit("rules/a.yaml", "rules:\n  - id: carrier\n    onn: logistics.carrier\n    say: 好\n")
	c.expect("# rules/a.yaml changed and the shop does not load; the one before stays:\n")
	c.expect("# rules/a.yaml:3:5: a rule: unknown key \"onn\" (did you mean \"on\"?)\n")
	c.say("发什么快递")
	c.expect("< 默认发顺丰哦\n")
	edit("rules/a.yaml", string(rules))
	c.expect("# rules/a.yaml changed: the shop is loaded anew")
	c.say("发什么快递")
	c.expect("< 默认发申通~\n")
	c.say("65公斤")
	c.expect("< 记下了,175厘米65公斤\n")

	require.NoError(t, c.in.Close())
	require.Equal(t, exitOK, <-c.code)
}

func TestChatWatchNeedsAFolder(t *testing.T) {
	r := huashu("在吗\n", "chat", filepath.Join(t.TempDir(), "absent"), "-watch")
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "absent")
	r = huashu("在吗\n", "chat", shop(t, map[string]string{"shop.yaml": "version: 1\n"}), "-watch")
	require.Equal(t, exitFailed, r.code)
	require.Contains(t, r.err, "shop.yaml has no name")
	require.Empty(t, r.out)
}
