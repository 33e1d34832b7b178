// Package hotreload tells when the content of a shop's folder has changed, so that a host can load it anew and swap it in:
//
//	changes, err := hotreload.Watch(ctx, dir) // before Load: a file that is saved in between is told of
//	…
//	shop, err := engine.Load(os.DirFS(dir))
//	…
//	desk, err := engine.New(shop, engine.Config{})
//	…
//	for range changes {
//		shop, err := engine.Load(os.DirFS(dir))
//		if err == nil {
//			err = desk.Swap(shop)
//		}
//		if err != nil {
//			log.Print(err) // the shop before stays
//		}
//	}
//
// Watch tells of what has changed since it was called. So call it before the first Load: with the two the other way round, what is
// saved in between is in neither, and the bot goes on without it until the next save.
//
// The system's notices (package fsnotify) only say when to look; what counts is the content. After a notice the folder is left
// alone until it has been quiet for a moment, then the files are read and compared with those before. So an editor that writes
// a file in several goes, or a new one over the old, makes one change; saving without a change, swap files and locks make none.
// Where no notices come (network drives, some containers, a folder that was deleted and made again, a link that points elsewhere
// now) a look at names, sizes and times once a second finds the change.
package hotreload

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long things take.
const (
	quiet   = 200 * time.Millisecond // without a notice, before the folder is read
	longest = 2 * time.Second        // from the first notice until it is read all the same
	look    = time.Second            // between two looks without a notice
)

// Watch watches the folder and its sub-folders, also those made later, until ctx ends; then it closes the channel and leaves
// nothing behind. It has read the folder when it returns: what is saved from then on is told, so load the shop afterwards. A change is received as the paths of the files that were changed, made or deleted, sorted, with slashes and
// from dir on: rules/10_hello.yaml. Changes that come while nobody receives are joined into one. Only *.yaml, *.yml and *.csv
// count, hidden files do not. When the folder itself goes, all its files are deleted ones; it may come back.
//
// The error is that of reading dir, which must be a folder.
func Watch(ctx context.Context, dir string) (<-chan []string, error) {
	return watch(ctx, &watcher{dir: dir, notify: fsnotify.NewWatcher, every: look})
}

// watcher is used by one goroutine.
type watcher struct {
	dir     string
	notify  func() (*fsnotify.Watcher, error)
	every   time.Duration // between two looks
	notices *fsnotify.Watcher
	tree    *tree             // as it was when the folder was last read
	files   map[string]digest // likewise
	changes chan []string
}

func watch(ctx context.Context, w *watcher) (<-chan []string, error) {
	info, err := os.Stat(w.dir)
	if err != nil {
		return nil, fmt.Errorf("hotreload: %w", err)
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("hotreload: %s is not a folder", w.dir)
	}
	w.changes = make(chan []string)
	w.read()
	go w.run(ctx)
	return w.changes, nil
}

func (w *watcher) run(ctx context.Context) {
	defer close(w.changes)
	defer w.deafen()
	looks := time.NewTicker(w.every)
	defer looks.Stop()
	calm := time.NewTimer(time.Hour)
	defer calm.Stop()
	calm.Stop()
	var stirred time.Time // since when the folder is changing; zero: it is not
	stir := func() {
		if now := time.Now(); stirred.IsZero() {
			stirred = now
		}
		calm.Reset(min(quiet, longest-time.Since(stirred)))
	}
	var changed []string // not received yet
	for {
		var to chan<- []string
		if len(changed) > 0 {
			to = w.changes
		}
		events, failures := w.channels()
		select {
		case <-ctx.Done():
			return
		case <-events:
			stir()
		case <-failures:
			stir() // a notice may have been lost
		case <-looks.C:
			if stirred.IsZero() && !w.tree.same(listTree(w.dir)) {
				stir()
			}
		case <-calm.C:
			stirred = time.Time{}
			changed = union(changed, w.read())
		case to <- changed:
			changed = nil
		}
	}
}

// channels are those of the notices; nil, on which nothing comes, where there are none to be had.
func (w *watcher) channels() (<-chan fsnotify.Event, <-chan error) {
	if w.notices == nil {
		return nil, nil
	}
	return w.notices.Events, w.notices.Errors
}

// read takes in the folder as it is now and returns what has changed since it was last read. The notices are asked for before
// the files are read, so that a change meanwhile is noticed.
func (w *watcher) read() []string {
	tree := listTree(w.dir)
	if w.tree == nil || !w.tree.sameFolders(tree) {
		w.listen(tree.folders)
		heard := tree.folders
		tree = listTree(w.dir)
		tree.folders = heard // one made just now is found by the next look
	}
	before := w.files
	w.tree, w.files = tree, tree.read(w.dir)
	return difference(before, w.files)
}

// listen asks for the notices of every folder, anew: a folder that was replaced by another of the same name has lost its own.
func (w *watcher) listen(folders []folder) {
	w.deafen()
	notices, err := w.notify()
	if err != nil {
		return // the system has no more to give: looks must do
	}
	for _, f := range folders {
		_ = notices.Add(f.path) // likewise, or it has gone again
	}
	w.notices = notices
}

func (w *watcher) deafen() {
	if w.notices != nil {
		_ = w.notices.Close() // nothing can be done about it, and nothing is lost
		w.notices = nil
	}
}

// difference lists the names that are in one of the two only, or have another digest.
func difference(before, after map[string]digest) []string {
	var names []string
	for name, d := range after {
		if old, was := before[name]; !was || old != d {
			names = append(names, name)
		}
	}
	for name := range before {
		if _, is := after[name]; !is {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func union(a, b []string) []string {
	set := map[string]bool{}
	for _, name := range slices.Concat(a, b) {
		set[name] = true
	}
	return slices.Sorted(maps.Keys(set))
}
