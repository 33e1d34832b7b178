package kb

import (
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
)

// Options are what a base can be told besides its files. The zero Options work.
type Options struct {
	// Synonyms are the shop's own groups of words that mean the same, such as
	// the ways of saying of its lists. They come before the built-in ones.
	Synonyms [][]string
	// Location is where dates without a zone are meant; nil is UTC+8, China.
	Location *time.Location
	// Unlisted leaves scopes uncompared with the products: their list could not be read.
	Unlisted bool
	// Progress is called while the index is built, at the first search, with
	// the number of entries read so far: not more often than a hundred times,
	// from the goroutine that searches. nil is not called.
	Progress func(done, total int)
}

// Index is a loaded base. It is immutable and safe for concurrent use. It has
// no Close: what the first search built is released once the Index is
// unreachable.
type Index struct {
	articles []Article
	products []*commerce.Product
	options  Options

	once  sync.Once
	built *engine
	err   error
	done  atomic.Bool // once has run
}

// Load reads the articles of the shop's folder, kb/*.yaml and kb/*.csv, and
// checks them against the catalogue. The error is source.Errors: every mistake
// at once, with its place. A folder without articles is no mistake.
func Load(dir fs.FS, products []*commerce.Product) (*Index, error) {
	return LoadWith(dir, products, Options{})
}

// LoadWith is Load with options.
func LoadWith(dir fs.FS, products []*commerce.Product, options Options) (*Index, error) {
	if options.Location == nil {
		options.Location = time.FixedZone("UTC+8", 8*60*60)
	}
	l := newLoader(products, options.Location)
	l.unlisted = options.Unlisted
	if err := l.load(dir); err != nil {
		return nil, err
	}
	return &Index{articles: slices.Clip(l.articles), products: products, options: options}, nil
}

// WithProducts is the same base over another catalogue. It builds an index of its own.
func (ix *Index) WithProducts(products []*commerce.Product) *Index {
	return &Index{articles: ix.articles, products: products, options: ix.options}
}

// Articles returns the articles in the order of the files, switched-off ones
// too. The result must not be changed.
func (ix *Index) Articles() []Article { return ix.articles }

// Build makes the index now instead of at the first search, and calls progress as Options.Progress is called; nil is not called.
// An index that is there already is left as it is.
func (ix *Index) Build(progress func(done, total int)) error {
	_, err := ix.openWith(progress)
	return err
}

// Built reports whether the index has been made: by Build or by a search.
func (ix *Index) Built() bool { return ix.done.Load() }

func (ix *Index) open() (*engine, error) { return ix.openWith(ix.options.Progress) }

// openWith builds the index on first use. It returns nil when there is nothing to
// search: then neither an index nor a goroutine is made.
func (ix *Index) openWith(progress func(done, total int)) (*engine, error) {
	if len(ix.articles)+len(ix.products) == 0 {
		return nil, nil
	}
	ix.once.Do(func() {
		options := ix.options
		options.Progress = progress
		defer ix.done.Store(true)
		ix.built, ix.err = build(ix.articles, ix.products, options)
		if ix.err == nil {
			// bleve keeps a goroutine until it is closed. The engine must not
			// refer to ix, or ix would never become unreachable.
			runtime.AddCleanup(ix, func(e *engine) { e.close() }, ix.built)
		}
	})
	return ix.built, ix.err
}
