package hotreload

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/stretchr/testify/require"
)

// patience bounds every wait: far more than any machine needs, so that only a change that never comes fails.
const patience = 2 * time.Minute

// shopFolder is a small shop.
func shopFolder(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	fill(t, dir)
	return dir
}

func fill(t *testing.T, dir string) {
	t.Helper()
	write(t, filepath.Join(dir, "shop.yaml"), "version: 1\n")
	write(t, filepath.Join(dir, "rules", "hello.yaml"), "rules:\n")
}

func write(t *testing.T, file, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

// watched watches by notices alone, so that no look finds what they should have told.
func watched(t *testing.T, dir string) <-chan []string {
	t.Helper()
	return begin(t, &watcher{dir: dir, notify: fsnotify.NewWatcher, every: time.Hour})
}

// lookedAt watches where the system has no notices to give.
func lookedAt(t *testing.T, dir string) <-chan []string {
	t.Helper()
	none := func() (*fsnotify.Watcher, error) { return nil, errors.New("too many open files") }
	return begin(t, &watcher{dir: dir, notify: none, every: 20 * time.Millisecond})
}

func begin(t *testing.T, w *watcher) <-chan []string {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	changes, err := watch(ctx, w)
	require.NoError(t, err)
	t.Cleanup(func() {
		cancel()
		for range changes {
		}
	})
	return changes
}

func next(t *testing.T, changes <-chan []string) []string {
	t.Helper()
	select {
	case changed := <-changes:
		return changed
	case <-time.After(patience):
		require.FailNow(t, "no change was told")
		return nil
	}
}

// until receives until all names have been told, in however many changes.
func until(t *testing.T, changes <-chan []string, names ...string) {
	t.Helper()
	missing := map[string]bool{}
	for _, name := range names {
		missing[name] = true
	}
	for len(missing) > 0 {
		for _, name := range next(t, changes) {
			delete(missing, name)
		}
	}
}

func TestEdits(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T, string) <-chan []string{"notices": watched, "looks": lookedAt} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := shopFolder(t)
			changes := start(t, dir)
			rules := filepath.Join(dir, "rules", "hello.yaml")

			write(t, rules, "rules: # changed\n")
			require.Equal(t, []string{"rules/hello.yaml"}, next(t, changes))

			// An editor that writes another file and puts it in the place of the first.
			write(t, rules+"~", "rules: # changed again\n")
			require.NoError(t, os.Rename(rules+"~", rules))
			require.Equal(t, []string{"rules/hello.yaml"}, next(t, changes))

			// vim: the first is moved away, the new one written, the first deleted, with a swap file and a file to try the folder.
			write(t, filepath.Join(dir, "rules", ".hello.yaml.swp"), "swap")
			write(t, filepath.Join(dir, "rules", "4913"), "")
			require.NoError(t, os.Remove(filepath.Join(dir, "rules", "4913")))
			require.NoError(t, os.Rename(rules, rules+"~"))
			write(t, rules, "rules: # by vim\n")
			require.NoError(t, os.Remove(rules+"~"))
			require.NoError(t, os.Remove(filepath.Join(dir, "rules", ".hello.yaml.swp")))
			require.Equal(t, []string{"rules/hello.yaml"}, next(t, changes))

			require.NoError(t, os.Remove(rules))
			require.Equal(t, []string{"rules/hello.yaml"}, next(t, changes))
		})
	}
}

func TestFoldersThatComeAndGo(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(*testing.T, string) <-chan []string{"notices": watched, "looks": lookedAt} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := shopFolder(t)
			changes := start(t, dir)

			// The file may be there before its new folder is watched, and is told all the same.
			write(t, filepath.Join(dir, "kb", "faq.yaml"), "articles:\n")
			until(t, changes, "kb/faq.yaml")
			write(t, filepath.Join(dir, "kb", "faq.yaml"), "articles: # changed\n")
			require.Equal(t, []string{"kb/faq.yaml"}, next(t, changes))

			// Another folder in the place of the first.
			write(t, filepath.Join(dir, "new", "faq.yaml"), "articles: # new\n")
			until(t, changes, "new/faq.yaml")
			require.NoError(t, os.Rename(filepath.Join(dir, "kb"), filepath.Join(dir, "old")))
			require.NoError(t, os.Rename(filepath.Join(dir, "new"), filepath.Join(dir, "kb")))
			until(t, changes, "kb/faq.yaml", "new/faq.yaml", "old/faq.yaml")
			write(t, filepath.Join(dir, "kb", "faq.yaml"), "articles: # newer\n")
			require.Equal(t, []string{"kb/faq.yaml"}, next(t, changes))

			require.NoError(t, os.RemoveAll(filepath.Join(dir, "kb")))
			require.Equal(t, []string{"kb/faq.yaml"}, next(t, changes))
		})
	}
}

// The folder itself is deleted and made again: nothing tells of a folder that is not there but a look.
func TestTheFolderIsMadeAgain(t *testing.T) {
	t.Parallel()
	dir := shopFolder(t)
	changes := begin(t, &watcher{dir: dir, notify: fsnotify.NewWatcher, every: 20 * time.Millisecond})
	require.NoError(t, os.RemoveAll(dir))
	until(t, changes, "shop.yaml", "rules/hello.yaml")
	fill(t, dir)
	until(t, changes, "shop.yaml", "rules/hello.yaml")
	write(t, filepath.Join(dir, "shop.yaml"), "version: 1\nname: x\n")
	require.Equal(t, []string{"shop.yaml"}, next(t, changes))
}

// A release is a folder of its own, and a link says which one counts.
func TestALinkPointsElsewhere(t *testing.T) {
	t.Parallel()
	dir := shopFolder(t)
	link := filepath.Join(filepath.Dir(dir), "current")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	changes := begin(t, &watcher{dir: link, notify: fsnotify.NewWatcher, every: 20 * time.Millisecond})
	write(t, filepath.Join(dir, "shop.yaml"), "version: 1\nname: x\n")
	require.Equal(t, []string{"shop.yaml"}, next(t, changes))
	other := filepath.Join(filepath.Dir(dir), "other")
	write(t, filepath.Join(other, "shop.yaml"), "version: 1\nname: y\n")
	require.NoError(t, os.Symlink(other, link+"2"))
	require.NoError(t, os.Rename(link+"2", link))
	require.Equal(t, []string{"rules/hello.yaml", "shop.yaml"}, next(t, changes))
}

// Many writes soon after each other are one change; what is no content, or is as it was, is none.
func TestOnlyChangesThatCount(t *testing.T) {
	t.Parallel()
	dir := shopFolder(t)
	changes := watched(t, dir)
	shop := filepath.Join(dir, "shop.yaml")
	write(t, filepath.Join(dir, "chats", "a.chat"), "> 在吗\n")
	write(t, filepath.Join(dir, "rules", ".#hello.yaml"), "a lock")
	write(t, filepath.Join(dir, "notes.txt"), "x")
	write(t, filepath.Join(dir, "rules", "hello.yaml"), "rules:\n") // as it was
	require.NoError(t, os.Chmod(filepath.Join(dir, "rules", "hello.yaml"), 0o600))
	for i := range 50 {
		write(t, shop, strings.Repeat("#", i))
	}
	write(t, filepath.Join(dir, "last.CSV"), "x")
	told, times := map[string]bool{}, 0
	for !told["last.CSV"] {
		for _, name := range next(t, changes) {
			told[name] = true
		}
		times++
	}
	require.Equal(t, map[string]bool{"shop.yaml": true, "last.CSV": true}, told)
	require.Less(t, times, 25)
}

// A folder that is never quiet is read all the same.
func TestAFolderThatIsNeverQuiet(t *testing.T) {
	t.Parallel()
	dir := shopFolder(t)
	changes := watched(t, dir)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(quiet / 10):
				_ = os.WriteFile(filepath.Join(dir, "shop.yaml"), fmt.Append(nil, i), 0o644)
			}
		}
	}()
	require.Equal(t, []string{"shop.yaml"}, next(t, changes))
	close(stop)
	<-stopped
}

// Changes that nobody receives are joined.
func TestASlowReceiver(t *testing.T) {
	t.Parallel()
	dir := shopFolder(t)
	w := &watcher{dir: dir, notify: fsnotify.NewWatcher, every: time.Hour}
	changes := begin(t, w)
	write(t, filepath.Join(dir, "a.yaml"), "1")
	time.Sleep(3 * quiet) // most likely read by now; where not, the two are one change anyway
	write(t, filepath.Join(dir, "b.yaml"), "1")
	var got []string
	for len(got) < 2 {
		time.Sleep(3 * quiet)
		got = union(got, next(t, changes))
	}
	require.Equal(t, []string{"a.yaml", "b.yaml"}, got)
}

func TestTheContextEndsIt(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 20 {
		ctx, cancel := context.WithCancel(context.Background())
		dir := shopFolder(t)
		changes, err := Watch(ctx, dir)
		require.NoError(t, err)
		write(t, filepath.Join(dir, "shop.yaml"), "version: 1\nname: nobody receives this\n")
		cancel()
		for {
			select {
			case _, open := <-changes:
				if open {
					continue
				}
			case <-time.After(patience):
				require.FailNow(t, "the channel was not closed")
			}
			break
		}
	}
	for end := time.Now().Add(patience); runtime.NumGoroutine() > before && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before)
}

func TestWatchNeedsAFolder(t *testing.T) {
	dir := shopFolder(t)
	_, err := Watch(context.Background(), filepath.Join(dir, "absent"))
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = Watch(context.Background(), filepath.Join(dir, "shop.yaml"))
	require.ErrorContains(t, err, "shop.yaml is not a folder")
}
