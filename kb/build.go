package kb

import (
	"path"
	"strings"
	"sync"

	"github.com/huashu-go/huashu/engine/commerce"
)

// The fields of the inverted index. Articles of certain products are apart:
// with a product in focus its own are known without a search, and the same
// question answered for each of 5,000 products does not fill every list.
const (
	fieldGeneral = "g"
	fieldScoped  = "s"
	fieldProduct = "p"
)

// engine is what the first search builds. It is immutable but for its pool.
type engine struct {
	analyzer *analyzer
	articles []Article
	products []*commerce.Product
	byCode   map[string]*commerce.Product
	bound    map[string][]int32 // articles by the intent they are bound to
	own      map[string][]int32 // articles by a product they name

	asks     *phrasebook // of articles, by their symbols
	raw      *phrasebook // the same phrases by their raw symbols
	names    *phrasebook // of products
	learned  *learned    // nil = nothing to learn from
	inverted *inverted
	pool     sync.Pool // of *scratch
}

// phrasebook is a forward index with its phrases by entry and by hash.
type phrasebook struct {
	*forward
	entries int
	first   []int32 // of entry i: phrases[first[i]:first[i+1]]
	whole   map[uint64][]int32
}

func build(articles []Article, products []*commerce.Product, options Options) (*engine, error) {
	e := &engine{
		analyzer: newAnalyzer(options.Synonyms),
		articles: articles, products: products,
		byCode: map[string]*commerce.Product{}, bound: map[string][]int32{}, own: map[string][]int32{},
	}
	step := progress(options.Progress, len(articles)+len(products))
	docs := e.readArticles(make([]doc, 0, len(articles)+len(products)), step)
	docs = e.readProducts(docs, step)
	e.analyzer.learning = false
	e.asks.finish(len(articles))
	e.raw.finish(len(articles))
	e.names.finish(len(products))
	e.learned = e.raw.learn()
	inverted, err := newInverted(docs)
	if err != nil {
		return nil, err
	}
	e.inverted = inverted
	e.pool.New = func() any { return new(scratch) }
	return e, nil
}

func (e *engine) close() { e.inverted.close() } //nolint:errcheck // nobody is left to tell

// progress calls report at most a hundred times.
func progress(report func(done, total int), total int) func() {
	done := 0
	return func() {
		if done++; report != nil && (done == total || done%max(1, total/100) == 0) {
			report(done, total)
		}
	}
}

func newPhrasebook(a *analyzer) *phrasebook {
	return &phrasebook{forward: newForward(a), whole: map[uint64][]int32{}}
}

// enter adds the texts of an entry, to raw too unless it is nil, and returns
// its terms.
func (b *phrasebook) enter(a *analyzer, buf *analysed, raw *phrasebook, entry int, texts []string) terms {
	b.first = append(b.first, int32(len(b.phrases)))
	if raw != nil {
		raw.first = append(raw.first, int32(len(raw.phrases)))
	}
	var list terms
	for i, s := range texts {
		if a.analyze(buf, s); len(buf.symbols) == 0 {
			continue
		}
		b.add(buf.symbols, entry, i)
		if raw != nil {
			raw.add(buf.raw, entry, i)
		}
		list = list.add(buf)
	}
	return list.sorted()
}

func (b *phrasebook) finish(entries int) {
	b.entries = entries
	b.first = append(b.first, int32(len(b.phrases)))
	b.weigh(entries)
	for i := range b.phrases {
		p := &b.phrases[i]
		b.whole[p.whole] = append(b.whole[p.whole], p.entry)
	}
}

func (e *engine) readArticles(docs []doc, step func()) []doc {
	e.asks, e.raw = newPhrasebook(e.analyzer), newPhrasebook(e.analyzer)
	var buf analysed
	for i := range e.articles {
		step()
		a := &e.articles[i]
		texts := a.Ask
		if a.Disabled {
			texts = nil
		}
		list := e.asks.enter(e.analyzer, &buf, e.raw, i, texts)
		if len(list) == 0 {
			continue
		}
		for _, code := range a.Scope.Products {
			e.own[code] = append(e.own[code], int32(i))
		}
		if a.Intent != "" {
			e.bound[a.Intent] = append(e.bound[a.Intent], int32(i))
		}
		field := fieldGeneral
		if len(a.Scope.Products) > 0 && len(a.Scope.Tags) == 0 {
			field = fieldScoped
		}
		docs = append(docs, doc{entry: int32(i), field: field, terms: list})
	}
	return docs
}

func (e *engine) readProducts(docs []doc, step func()) []doc {
	e.names = newPhrasebook(e.analyzer)
	var buf analysed
	for i, p := range e.products {
		step()
		e.byCode[p.Code] = p
		list := e.names.enter(e.analyzer, &buf, nil, i, productTexts(p))
		if len(list) > 0 {
			docs = append(docs, doc{entry: int32(i), field: fieldProduct, terms: list})
		}
	}
	return docs
}

// productTexts are what a product is found by: its code, name, the tail of its
// link, aliases, then tags.
func productTexts(p *commerce.Product) []string {
	texts := []string{p.Code, p.Name, linkTail(p.Link)}
	texts = append(texts, p.Aliases...)
	return append(texts, p.Tags...)
}

// linkTail is the part of a link that names the product: its id= parameter or
// the last part of its path.
func linkTail(link string) string {
	link, _, _ = strings.Cut(link, "#")
	before, query, _ := strings.Cut(link, "?")
	for _, pair := range strings.Split(query, "&") {
		if id, ok := strings.CutPrefix(pair, "id="); ok {
			return id
		}
	}
	if tail := path.Base(before); tail != "." && tail != "/" {
		return strings.TrimSuffix(tail, path.Ext(tail))
	}
	return ""
}
