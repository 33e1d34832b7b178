package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/huashu-go/huashu/"

// arrows says which packages of ours each package may import. A package that is not listed has not been thought about.
var arrows = map[string][]string{
	"engine/source":               {},
	"engine/text":                 {},
	"engine/format":               {},
	"engine/commerce":             {"engine/source", "engine/format"},
	"intents":                     {"engine/source", "engine/text"},
	"rules":                       {"engine/source", "engine/format"},
	"kb":                          {"engine/source", "engine/commerce", "engine/text", "engine/format"},
	"engine":                      {"engine/source", "engine/text", "engine/format", "engine/commerce", "intents", "rules", "kb"},
	"engine/enginetest":           {"engine", "engine/source", "engine/commerce"},
	"engine/cmd/huashu":           {"engine", "engine/enginetest", "engine/hotreload", "engine/source", "engine/format", "engine/commerce", "intents", "rules", "kb"},
	"engine/text/gen":             {},
	"intents/jsonl2pack":          {},
	"engine/hotreload":            {},
	"engine/boltstore":            {"engine"},
	"engine/redisstore":           {"engine"},
	"engine/redisstore/redistest": {},
	"examples/service":            {"engine", "engine/boltstore", "engine/redisstore", "engine/commerce"},
	"examples/shop":               {"engine", "engine/enginetest", "engine/hotreload"},
}

// The arrows of the design: who may import whom. Only engine/source imports YAML, only kb bleve, only rules expr, only engine/hotreload fsnotify.
func TestArrows(t *testing.T) {
	owners := map[string]string{"gopkg.in/yaml.v3": "engine/source", "github.com/blevesearch/": "kb", "github.com/expr-lang/": "rules", "github.com/fsnotify/": "engine/hotreload"}
	root := os.DirFS("..")
	require.NoError(t, fs.WalkDir(root, ".", func(file string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		if d.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := path.Dir(file)
		allowed, known := arrows[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the table of arrows", file, pkg)
			return nil
		}
		data, err := fs.ReadFile(root, file)
		require.NoError(t, err)
		tree, err := parser.ParseFile(token.NewFileSet(), file, data, parser.ImportsOnly)
		require.NoError(t, err)
		for _, imp := range tree.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			if ours, ok := strings.CutPrefix(name, module); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s, which the design does not allow", file, ours)
			}
			for lib, owner := range owners {
				if strings.HasPrefix(name, lib) && pkg != owner {
					t.Errorf("%s imports %s; only %s may", file, name, owner)
				}
			}
		}
		return nil
	}))
}

// The core brings no adapter with it.
func TestCoreHasNoAdapters(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").CombinedOutput()
	require.NoError(t, err, "%s", out)
	for _, dep := range strings.Fields(string(out)) {
		for _, adapter := range []string{"redis", "chromedp", "fsnotify", "net/http", module + "engine/web", module + "engine/boltstore"} {
			if strings.Contains(dep, adapter) && !strings.HasPrefix(dep, "vendor/") {
				t.Errorf("engine depends on %s", dep)
			}
		}
	}
}
