package kb

import (
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
)

// MaxArticles is the number of articles that a base may hold.
const MaxArticles = 100_000

// Article is one entry of the base, without its answer: that is compiled by
// package rules from the same file.
type Article struct {
	ID       string
	Pos      source.Pos // of the id
	Ask      []string   // the ways of asking, as written; never empty
	Scope    commerce.Scope
	Intent   string        // the intent that it is bound to; "" = none
	Valid    source.Window // when it may be found; the zero Window is always
	Language string        // "zh", "en", or "" for every language
	Disabled bool          // `enabled: false`: checked, but never found

	IntentPos source.Pos // of the intent's name, to report one that does not exist

	Say    *source.Node   // the answer's text, for an article from CSV; those from YAML are read by rules
	Attach []*source.Node // the same, its attachments
}

// articleKeys are those of an article with its answer, which rules checks.
var articleKeys = format.Keys("article")

var languages = []string{"zh", "en"}

// loader collects the articles of all files and what is wrong with them.
type loader struct {
	errs     *source.List
	loc      *time.Location
	codes    names
	tags     names
	articles []Article
	places   map[string]source.Pos // of each id
	over     bool                  // the limit was reported
	unlisted bool                  // of Options
}

func newLoader(products []*commerce.Product, loc *time.Location) *loader {
	l := &loader{errs: &source.List{}, loc: loc, places: map[string]source.Pos{}}
	for _, p := range products {
		l.codes.add(p.Code)
		for _, tag := range p.Tags {
			l.tags.add(tag)
		}
	}
	return l
}

// names is a set of names that keeps their order, for hints.
type names struct {
	list []string
	set  map[string]bool
}

func (n *names) add(name string) {
	if n.set == nil {
		n.set = map[string]bool{}
	}
	if !n.set[name] {
		n.set[name] = true
		n.list = append(n.list, name)
	}
}

func (l *loader) load(dir fs.FS) error {
	files, err := source.Files(dir, "kb/*.yaml", "kb/*.yml", "kb/*.csv")
	if err != nil {
		return err
	}
	for _, file := range files {
		if isCSV(file) {
			l.csv(dir, file)
			continue
		}
		root := source.Read(dir, file, l.errs)
		for _, n := range root.Fields(l.errs, "the file", "articles").Get("articles").Items(l.errs, "articles") {
			l.article(n)
		}
	}
	return l.errs.Err()
}

func (l *loader) article(n *source.Node) {
	fields := n.Fields(l.errs, "article", articleKeys...)
	a := Article{Pos: n.Pos()}
	if id := fields.Get("id"); id != nil {
		a.ID, a.Pos = id.Text(l.errs, "id"), id.Pos()
	}
	if ask := fields.Get("ask"); ask != nil {
		a.Ask = ask.Texts(l.errs, "ask")
	}
	if scope := fields.Get("scope"); scope != nil {
		a.Scope = l.scope(scope)
	}
	if intent := fields.Get("intent"); intent != nil {
		a.Intent, a.IntentPos = intent.Text(l.errs, "intent"), intent.Pos()
	}
	if valid := fields.Get("valid"); valid != nil {
		a.Valid = valid.Window(l.errs, "valid", l.loc)
	}
	if language := fields.Get("language"); language != nil {
		a.Language = l.language(language)
	}
	if enabled := fields.Get("enabled"); enabled != nil {
		a.Disabled = !enabled.Bool(l.errs, "enabled")
	}
	l.add(a, n.Pos())
}

func (l *loader) scope(n *source.Node) commerce.Scope {
	fields := n.Fields(l.errs, "scope", format.Keys("scope")...)
	var s commerce.Scope
	for _, item := range fields.Get("products").Items(l.errs, "products") {
		s.Products = append(s.Products, l.known(item, "product", item.Text(l.errs, "products"), &l.codes))
	}
	for _, item := range fields.Get("tags").Items(l.errs, "tags") {
		s.Tags = append(s.Tags, l.known(item, "tag", item.Text(l.errs, "tags"), &l.tags))
	}
	if len(s.Products)+len(s.Tags) == 0 {
		l.errs.Add(n.Pos(), "name products or tags, or leave scope out for an article about everything", "scope is empty")
	}
	return s
}

// known reports a product or tag that the catalogue does not have.
func (l *loader) known(n *source.Node, what, name string, all *names) string {
	if name != "" && !all.set[name] && !l.unlisted {
		l.errs.Add(n.Pos(), source.DidYouMean(name, all.list), "scope: no %s %q in the catalogue", what, name)
	}
	return name
}

func (l *loader) language(n *source.Node) string {
	language := n.Text(l.errs, "language")
	if language != "" && !slices.Contains(languages, language) {
		l.errs.Add(n.Pos(), source.DidYouMean(language, languages), "unknown language %q", language)
	}
	return language
}

// add checks what all kinds of files have in common and keeps the article.
func (l *loader) add(a Article, pos source.Pos) {
	if a.ID == "" {
		l.errs.Add(pos, "each article needs an id of its own", "article without id")
	} else if first, ok := l.places[a.ID]; ok {
		l.errs.Add(a.Pos, fmt.Sprintf("the first is at %v", first), "two articles have the id %q", a.ID)
	} else {
		l.places[a.ID] = a.Pos
	}
	switch {
	case len(a.Ask) == 0:
		l.errs.Add(pos, "write how customers ask for it", "article %q has no way of asking (ask)", a.ID)
	default:
		for _, ask := range a.Ask {
			if blank(ask) {
				l.errs.Add(pos, "", "article %q: a way of asking without a word: %q", a.ID, ask)
			}
		}
	}
	if len(l.articles) < MaxArticles {
		l.articles = append(l.articles, a)
		return
	}
	if !l.over {
		l.over = true
		l.errs.Add(a.Pos, "split the shop", "more than %d articles", MaxArticles)
	}
}
