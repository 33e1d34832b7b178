// Package enginetest plays golden conversations: .chat files that tell what customers say and what a shop should answer, do
// and ask for. A host's own go test needs one line:
//
//	func TestShop(t *testing.T) { enginetest.Chats(t, shop, "shop/chats") }
//
// A conversation is read by chatfile.go, directive.go and values.go, played in virtual time by player.go, compared block by block in
// block.go and match.go, shown by diff.go and rewritten by update.go. A block is one input (> a> @event @attach @clock) with
// what is expected of it:
//
//	@clock 2026-12-05T10:00:00+08:00
//	@item A2031
//	> 黑色L码还有吗
//	< 直筒休闲裤黑色L码还剩3件…
//	= stock
//	: stock.yes
//
// Without < lines the replies of a block are not checked; with them all must be there, in order. Actions and handoffs must
// always be listed. @clock moves time and delivers the event wake wherever the shop asked for it; nothing else moves it.
//
// Terminal is the same host with a person in front of it: what it prints is a .chat file. Store is the conformance test of
// engine.Store.
package enginetest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/huashu-go/huashu/engine"
)

// Chats plays every *.chat of dir, one subtest a file. With HUASHU_UPDATE=1 in the environment it rewrites the expectations
// that do not hold, as Run does; what has changed is then for the author to read.
func Chats(t *testing.T, shop *engine.Shop, dir string) {
	t.Helper()
	report, err := Run(shop, dir, os.Getenv("HUASHU_UPDATE") == "1")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Conversations {
		t.Run(strings.TrimSuffix(filepath.Base(c.File), ".chat"), func(t *testing.T) {
			t.Helper()
			if c.Updated {
				t.Logf("%s was rewritten", c.File)
			}
			if c.Err != nil {
				t.Error(c.Err)
			}
			if c.Diff != "" {
				t.Error("\n" + c.Diff)
			}
		})
	}
}
