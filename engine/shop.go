package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/commerce"
	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/intents"
	"github.com/huashu-go/huashu/kb"
	"github.com/huashu-go/huashu/rules"
)

// Shop is a folder of content, compiled once. It is immutable, safe for concurrent use, and a plain value: there is nothing
// to close.
type Shop struct {
	set            *settings
	queuesDeclared bool
	catalogue      *commerce.Catalogue
	classifier     *intents.Classifier
	rules          *rules.Set
	kb             *kb.Index
	texts          *ownTexts
	tone           *tone
	moods          map[string]*rules.Script
	notices        []noticeText
	orderFields    map[string]rules.Field // of all shops
	digest, model  string
	labels         map[string]string // of intents: the id by what it is called
	own            []intents.Intent
	ownAt          map[string]source.Pos // where they stand
	links          map[string]string     // code by link
}

// Load reads a shop's folder. The error is source.Errors: every mistake at once, with its place and a hint.
func Load(dir fs.FS) (*Shop, error) {
	var errs source.List
	s := &Shop{set: loadSettings(dir, &errs), orderFields: orderType.Fields}
	s.queuesDeclared = len(s.set.queues) > 0 && &s.set.queues[0] != &defaultQueues[0]
	settings := errs.Len()
	products := commerce.LoadProducts(dir, s.set.productFields, s.set.loc, &errs)
	unlisted := len(products) == 0 && errs.Len() > settings // what names a product would be wrong a hundred times
	var promos []*commerce.Promotion
	if !unlisted {
		promos = commerce.LoadPromotions(dir, products, s.set.loc, &errs)
	}
	s.catalogue = commerce.NewCatalogue(products, promos)
	s.own, s.ownAt = loadIntents(dir, &errs)
	s.loadClassifier(s.own, products, &errs)
	var err error
	s.kb, err = kb.LoadWith(dir, products, kb.Options{Synonyms: s.synonyms(), Location: s.set.loc, Unlisted: unlisted})
	errs.Join(err)
	set, err := rules.Load(dir, s.buildSchema(intentIDs(s.own)))
	errs.Join(err)
	s.checkArticles(&errs)
	s.checkQueues(&errs)
	if set == nil {
		return nil, errs.Err()
	}
	s.rules = set
	s.loadTexts(&errs)
	s.loadVoice(&errs)
	if err := errs.Err(); err != nil {
		return nil, err
	}
	s.set.forgetSource()
	s.digest = digest(dir)
	return s, nil
}

// loadIntents reads intents/*.yaml: more examples and patterns for built-in intents, and intents of the shop's own, with their places.
func loadIntents(dir fs.FS, errs *source.List) (own []intents.Intent, at map[string]source.Pos) {
	files, err := source.Files(dir, "intents/*.yaml", "intents/*.yml")
	if err != nil {
		errs.Add(source.Pos{File: "intents"}, "", "%v", err)
	}
	seen := map[string]source.Pos{}
	for _, file := range files {
		root := source.Read(dir, file, errs)
		if root == nil {
			continue
		}
		for _, n := range root.Fields(errs, "a file of intents", "intents").Get("intents").Items(errs, "intents") {
			f := n.Fields(errs, "an intent", format.Keys("intent")...)
			id := f.Get("id")
			in := intents.Intent{ID: id.Text(errs, "id"), Label: f.Get("label").Text(errs, "label"),
				Examples: f.Get("examples").Texts(errs, "examples"), Patterns: f.Get("patterns").Texts(errs, "patterns")}
			switch pos, twice := seen[in.ID]; {
			case in.ID == "":
				errs.Add(n.Pos(), "write id:", "an intent without id")
				continue
			case twice:
				errs.Add(id.Pos(), "put its examples together", "intent %q is there already, at %s", in.ID, pos)
				continue
			case len(in.Examples)+len(in.Patterns) == 0:
				errs.Add(id.Pos(), "write at least three ways of saying it", "intent %q has no examples", in.ID)
			}
			seen[in.ID] = id.Pos()
			own = append(own, in)
		}
	}
	return own, seen
}

func intentIDs(own []intents.Intent) []string {
	ids := slices.Clone(intents.RetailIDs)
	for _, in := range own {
		if in.ID != intents.OOS {
			ids = append(ids, in.ID)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (s *Shop) loadClassifier(own []intents.Intent, products []*commerce.Product, errs *source.List) {
	opts := intents.Options{Intents: own}
	s.labels = map[string]string{}
	for _, in := range own {
		if in.Label != "" {
			s.labels[in.Label] = in.ID
		}
	}
	for _, pack := range s.set.packs {
		lang, ok := strings.CutPrefix(pack, "retail-")
		if !ok {
			continue
		}
		m, err := intents.Retail(lang)
		if err != nil {
			continue // reported with its place by loadSettings
		}
		opts.Models = append(opts.Models, m)
		s.model += m.Digest()
		for _, id := range m.IDs() {
			s.labels[m.Label(id)] = id
		}
	}
	s.links = map[string]string{}
	colours, sizes := map[string]bool{}, map[string]bool{}
	for _, p := range products {
		says := append([]string{p.Code, p.Name}, p.Aliases...)
		if p.Link != "" {
			says = append(says, p.Link)
			s.links[p.Link] = p.Code
		}
		opts.Terms = append(opts.Terms, intents.Term{Kind: "product", Value: p.Code, Says: says})
		for _, c := range p.Stock {
			colours[c.Colour] = true
			for _, size := range c.Sizes {
				sizes[size.Size] = true
			}
		}
	}
	for _, c := range sorted(colours) {
		opts.Terms = append(opts.Terms, intents.Term{Kind: "colour", Value: c, Says: colourSays(c)})
	}
	for _, size := range sorted(sizes) {
		opts.Terms = append(opts.Terms, intents.Term{Kind: "size", Value: size, Says: sizeSays(size)})
	}
	opts.Intents = append(slices.Clip(own), packsInStock(sorted(sizes)))
	for _, l := range s.set.lists {
		list := intents.List{Name: l.name}
		for i, w := range l.words {
			list.Words = append(list.Words, intents.Word{Value: w, Says: append([]string{w}, l.says[i]...)})
		}
		opts.Lists = append(opts.Lists, list)
	}
	if s.classifier != nil { // another catalogue
		s.classifier = s.classifier.With(opts.Terms, opts.Lists)
		return
	}
	c, err := intents.New(opts)
	if err != nil {
		errs.Join(err)
		return
	}
	s.classifier = c
}

// colourSays are the ways of saying a colour of the catalogue: itself, and without 色.
func colourSays(c string) []string {
	says := []string{c}
	if short := strings.TrimSuffix(c, "色"); short != c && short != "" {
		says = append(says, short)
	} else if short != "" {
		says = append(says, c+"色")
	}
	return says
}

func sorted(m map[string]bool) []string {
	var out []string
	for k := range m {
		if k != "" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// checkArticles reports articles that are bound to an intent that does not exist.
func (s *Shop) checkArticles(errs *source.List) {
	if s.kb == nil {
		return
	}
	ids := intentIDs(s.own)
	for _, a := range s.kb.Articles() {
		if a.Intent != "" && !slices.Contains(ids, a.Intent) {
			errs.Add(a.IntentPos, s.intentHint(a.Intent, ids), "unknown intent %q", a.Intent)
		}
	}
}

// Warm builds the search index now instead of at the first search, and calls progress meanwhile; nil is not called. A shop
// without articles and products has none.
func (s *Shop) Warm(progress func(done, total int)) error { return s.kb.Build(progress) }

// KB is the shop's knowledge base, for measuring it.
func (s *Shop) KB() *kb.Index { return s.kb }

// synonyms are the shop's lists: words that mean the same to a search.
func (s *Shop) synonyms() [][]string {
	var out [][]string
	for _, l := range s.set.lists {
		for i, w := range l.words {
			if len(l.says[i]) > 0 {
				out = append(out, append([]string{w}, l.says[i]...))
			}
		}
	}
	return out
}

// digest is a hash of every content file, by path.
func digest(dir fs.FS) string {
	h := sha256.New()
	_ = fs.WalkDir(dir, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if ext := path[strings.LastIndexByte(path, '.')+1:]; ext != "yaml" && ext != "yml" && ext != "csv" {
			return nil
		}
		data, err := fs.ReadFile(dir, path)
		if err == nil {
			h.Write([]byte(path + "\x00"))
			h.Write(data)
		}
		return nil
	})
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// Name is the shop's name.
func (s *Shop) Name() string { return s.set.name }

// Digest identifies the content.
func (s *Shop) Digest() string { return s.digest }

// Location is the shop's time zone: Asia/Shanghai where shop.yaml names none.
func (s *Shop) Location() *time.Location { return s.set.loc }

// HandBack is the message with which a person of the shop gives a conversation back, "" where the shop has none.
func (s *Shop) HandBack() string {
	words := s.set.desk.words
	if s.set.language == "en" && slices.Contains(words, "hand back") {
		return "hand back"
	}
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// Understand tells what a message means in this shop, outside any conversation.
func (s *Shop) Understand(text string, now time.Time) intents.Result {
	return s.classifier.Understand(text, intents.Context{Now: now.In(s.set.loc)})
}

// Search looks in the knowledge base: the hits, and whether they are sure, near or none by the shop's thresholds.
func (s *Shop) Search(ctx context.Context, text, product string, now time.Time) ([]kb.Hit, string, error) {
	hits, err := s.kb.Search(ctx, kb.Query{Text: text, Product: product, Language: s.set.language, Now: now.In(s.set.loc), N: 5})
	return hits, kb.Outcome(hits, s.set.sure, s.set.near), err
}

// declaredOrder sorts an action's fields as the shop declares them.
func (s *Shop) declaredOrder(action string, fields []Field) []Field {
	for _, a := range s.set.actions {
		if a.name != action {
			continue
		}
		var out []Field
		for _, d := range a.fields {
			if i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == d.Name }); i >= 0 {
				out = append(out, fields[i])
			}
		}
		return out
	}
	return fields
}

// Part is one piece of content that a conversation can reach. ID is as in Outcome.Reached.
type Part struct {
	ID   string
	Kind string // rule, step, case, choice, article, row
	Pos  source.Pos
}

// Parts lists what conversations can reach, in the order of the files.
func (s *Shop) Parts() []Part {
	var out []Part
	for _, p := range s.rules.Parts() {
		out = append(out, Part{ID: reachKey(p.What, p.Part), Kind: p.Kind, Pos: p.Pos})
	}
	return out
}
