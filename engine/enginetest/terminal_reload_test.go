package enginetest

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/source"
)

// editedShop is the test shop in a folder of its own, with an edit made.
func editedShop(t *testing.T, file, old, now string) (*engine.Shop, error) {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS("testdata/shop")))
	file = filepath.Join(dir, file)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(text), old)
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(text), old, now, 1)), 0o644))
	return engine.Load(os.DirFS(dir))
}

// screen is output that can be waited for.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(b)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// change sends a change and waits until its notice has been printed, with the prompt that may follow.
func (s *screen) change(t *testing.T, changes chan<- []string, end string, files ...string) func() {
	return func() {
		before := strings.Count(s.String(), " changed")
		changes <- files
		for limit := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
			if out := s.String(); strings.Count(out, " changed") > before && strings.HasSuffix(out, end) {
				return
			}
			if time.Now().After(limit) {
				t.Errorf("no notice of %v in\n%s", files, s)
				return
			}
		}
	}
}

// step is a line of input; something may happen before it is read.
type step struct {
	line   string
	before func()
}

func reads(steps ...step) io.Reader {
	return reader(func() string {
		if len(steps) == 0 {
			return ""
		}
		s := steps[0]
		steps = steps[1:]
		if s.before != nil {
			s.before()
		}
		return s.line
	})
}

// The shop is edited while a menu is open: the answer of the next line is the new shop's, and the menu is still there.
func TestTerminalReloads(t *testing.T) {
	better, err := editedShop(t, "rules/a.yaml", "记下了", "好的,已记下")
	require.NoError(t, err)
	_, broken := editedShop(t, "rules/a.yaml", "say: 3天到", "sey: 3天到")
	require.ErrorAs(t, broken, new(source.Errors))
	changes := make(chan []string)
	loads := []struct {
		shop *engine.Shop
		err  error
	}{{nil, broken}, {better, nil}}
	out := &screen{}
	term := Terminal{
		Shop: shopOf(t), Out: out, Now: morning, Item: "A1", Changes: changes,
		Load: func() (*engine.Shop, error) {
			l := loads[0]
			loads = loads[1:]
			return l.shop, l.err
		},
		In: reads(
			step{line: "@lookup points(\"c1\") = 3\n"}, step{line: "@order {no: 1001, product: A1, state: paid}\n"},
			step{line: "退货\n"},
			step{line: "几天到\n", before: out.change(t, changes, "\n", "rules/a.yaml")},
			step{line: "2\n", before: out.change(t, changes, "\n", "kb/a.yaml", "products.yaml", "rules/a.yaml", "rules/b.yaml", "shop.yaml")},
			step{line: "几天到", before: func() { close(changes) }}, // the last line, without an end
		),
	}
	require.NoError(t, term.Run())
	require.Equal(t, `@clock 2026-11-05T10:00:00+08:00
@item A1
@lookup points("c1") = 3
@order {no: 1001, product: A1, state: paid}
> 退货
< 方便说下原因吗?
  1. 大了
  2. 小了
# rules/a.yaml changed and the shop does not load; the one before stays:
# `+broken.Error()+`
> 几天到
< 3天到
< 刚才还差一点,方便说下原因吗?
  1. 大了
  2. 小了
# kb/a.yaml, products.yaml, rules/a.yaml and 2 more changed: the shop is loaded anew, with 10 rules and 0 articles
> 2
< 好的,已记下
! count 小了 A1
! ticket kind=return why=小了 at=2026-11-06 fee=12.5
> 几天到
< 3天到
`, out.String())
	require.Regexp(t, `^rules/a.yaml:\d+:\d+: .*unknown key "sey" \(did you mean "say"\?\)`, broken.Error())
}

// At a prompt the notice takes the place of the line that is being typed, which is written again when it is done.
func TestTerminalReloadsAtAPrompt(t *testing.T) {
	changes := make(chan []string)
	out := &screen{}
	change := out.change(t, changes, "\n> ", "shop.yaml")
	term := Terminal{
		Shop: shopOf(t), Out: out, Now: morning, prompt: true, Changes: changes,
		Load: func() (*engine.Shop, error) { return nil, errors.New("open shop.yaml: no such file") },
		In: reads(
			step{line: "几天到\n"},
			step{line: "几天到\n", before: change},
			step{line: "几天到\n"},
			step{before: change},
		),
	}
	require.NoError(t, term.run(func() time.Time { return morning }))
	notice := "\r\x1b[K# shop.yaml changed and the shop does not load; the one before stays:\n# open shop.yaml: no such file\n> "
	require.Equal(t, "@clock 2026-11-05T10:00:00+08:00\n"+
		"> < 3天到\n> "+notice+"\x1b[1A\r\x1b[K> 几天到\n< 3天到\n> < 3天到\n> "+notice+"\r\x1b[K", out.String())
}

// An error of reading ends the conversation though changes may still come.
func TestTerminalErrorsWhileWatching(t *testing.T) {
	broken := errors.New("broken")
	reader, writer := io.Pipe()
	require.NoError(t, writer.CloseWithError(broken))
	term := Terminal{Shop: shopOf(t), In: reader, Out: &strings.Builder{}, Changes: make(chan []string)}
	require.ErrorIs(t, term.Run(), broken)
}
