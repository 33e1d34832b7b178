package enginetest

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/huashu-go/huashu/engine"
)

// A terminal whose shop is being edited: the shop is loaded beside the conversation, which goes on with the one before. Between
// two lines, never within an answer, it takes in the new one and keeps its state. A shop that does not load changes nothing.

// line is what was read: a line with its end, or the error that ends the conversation.
type line struct {
	text string
	err  error
}

// loaded is what came of a change.
type loaded struct {
	changed []string
	shop    *engine.Shop
	err     error
}

// reading returns what gives the next line. With Changes there are goroutines, one that reads and one that loads, so that neither
// waits for the other; they end with stop, the reader with the read that it is in.
func (t *Terminal) reading(stop <-chan struct{}) (next func(io.Writer) line) {
	in := bufio.NewReader(t.In)
	read := func() line {
		text, err := in.ReadString('\n')
		return line{text, err}
	}
	if t.Changes == nil {
		return func(io.Writer) line { return read() }
	}
	lines, shops := make(chan line), make(chan loaded)
	go func() {
		for l := (line{}); l.err == nil; {
			l = read()
			if !send(lines, l, stop) {
				return
			}
		}
		send(lines, line{err: io.EOF}, stop) // where the last line had no end
	}()
	go loading(t.Changes, t.Load, shops, stop)
	return func(out io.Writer) line {
		interrupted := false
		for {
			select {
			case l := <-lines:
				if interrupted && t.prompt && l.err == nil {
					// What was typed stood partly before the notice: it is written again as one line.
					fmt.Fprint(out, eraseBefore+"> "+l.text)
				}
				return l
			case s := <-shops:
				t.takeIn(s, out)
				interrupted = true
			}
		}
	}
}

// send reports whether x was sent before stop was closed.
func send[T any](to chan<- T, x T, stop <-chan struct{}) bool {
	select {
	case to <- x:
		return true
	case <-stop:
		return false
	}
}

// loading loads the shop after every change.
func loading(changes <-chan []string, load func() (*engine.Shop, error), shops chan<- loaded, stop <-chan struct{}) {
	for {
		select {
		case changed, open := <-changes:
			if !open {
				return
			}
			shop, err := load()
			if !send(shops, loaded{changed, shop, err}, stop) {
				return
			}
		case <-stop:
			return
		}
	}
}

// takeIn goes on with a shop that was loaded anew, and says so in comments.
func (t *Terminal) takeIn(s loaded, out io.Writer) {
	if t.prompt {
		fmt.Fprint(out, eraseLine)
		defer fmt.Fprint(out, "> ")
	}
	if s.err != nil {
		comment(out, fmt.Sprintf("%s changed and the shop does not load; the one before stays:\n%s", listed(s.changed), s.err))
		return
	}
	t.Shop, t.player.shop = s.shop, s.shop
	t.player.now = t.player.now.In(s.shop.Location())
	comment(out, fmt.Sprintf("%s changed: the shop is loaded anew, %s", listed(s.changed), counted(s.shop)))
}

// mostListed bounds the files that a line names.
const mostListed = 3

func listed(files []string) string {
	if more := len(files) - mostListed; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(files[:mostListed], ", "), more)
	}
	return strings.Join(files, ", ")
}

// counted says how much the shop holds.
func counted(shop *engine.Shop) string {
	seen := map[string]bool{}
	rules, articles := 0, 0
	for _, p := range shop.Parts() {
		rule, _, _ := strings.Cut(p.ID, "#")
		switch {
		case p.Kind == "article":
			articles++
		case (p.Kind == "rule" || p.Kind == "step") && !seen[rule]:
			seen[rule] = true
			rules++
		}
	}
	return fmt.Sprintf("with %d rules and %d articles", rules, articles)
}
