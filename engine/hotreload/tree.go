package hotreload

import (
	"crypto/sha256"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// maxDepth bounds the sub-folders that are looked into: a shop has one level, and a link may lead in a circle.
const maxDepth = 4

// tree is what a look at a folder shows: no more than names, sizes and times.
type tree struct {
	folders []folder // the root first
	files   []file   // sorted by folder, then by name
}

type folder struct {
	path string
	info os.FileInfo
}

type file struct {
	name  string // with slashes, from the root on
	size  int64
	mtime time.Time
}

// digest is a hash of a file's content.
type digest [sha256.Size]byte

// listTree looks at dir. What cannot be read is not there.
func listTree(dir string) *tree {
	t := &tree{}
	t.enter(dir, "", 0)
	return t
}

func (t *tree) enter(dir, name string, depth int) {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() || depth > maxDepth {
		return
	}
	t.folders = append(t.folders, folder{dir, info})
	entries, _ := os.ReadDir(dir) // sorted; an error leaves out what could not be read
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~") {
			continue
		}
		full := filepath.Join(dir, e.Name())
		info, err := os.Stat(full) // of what a link points at
		switch {
		case err != nil:
		case info.IsDir():
			t.enter(full, path.Join(name, e.Name()), depth+1)
		case isContent(e.Name()):
			t.files = append(t.files, file{path.Join(name, e.Name()), info.Size(), info.ModTime()})
		}
	}
}

// isContent reports whether engine.Load may read the file.
func isContent(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".csv"}, strings.ToLower(path.Ext(name)))
}

// read is the content of all files.
func (t *tree) read(dir string) map[string]digest {
	out := make(map[string]digest, len(t.files))
	for _, f := range t.files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.name)))
		if err == nil {
			out[f.name] = sha256.Sum256(data)
		}
	}
	return out
}

// same reports whether nothing seems to have changed.
func (t *tree) same(o *tree) bool {
	return t.sameFolders(o) && slices.EqualFunc(t.files, o.files, func(a, b file) bool {
		return a.name == b.name && a.size == b.size && a.mtime.Equal(b.mtime)
	})
}

// sameFolders reports whether both have the same folders: not only of the same names.
func (t *tree) sameFolders(o *tree) bool {
	return slices.EqualFunc(t.folders, o.folders, func(a, b folder) bool { return a.path == b.path && os.SameFile(a.info, b.info) })
}
