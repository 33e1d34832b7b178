package intents

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/engine/text"
)

// Build reads packs and writes the model file that they make: the same bytes on every machine.
// A pack is a folder with *.yaml of the form
//
//	intents:
//	  - id: stock
//	    label: 库存
//	    examples:
//	      - 有货吗
//	    patterns: [有货吗$]
//	multi:
//	  - text: 有货吗,发什么快递
//	    intents: [stock, logistics.carrier]
//
// An id may come up in several files. Examples under OOS teach what is out of scope. With multi rows the model is one
// that reads several intents from a message, else it names at most one.
// Mistakes in the packs are source.Errors, all at once. A pack without any intent is an error.
func Build(w io.Writer, packs ...fs.FS) error {
	d, err := readPacks(packs)
	if err != nil {
		return err
	}
	_, err = w.Write(d.build(d.recipe()))
	return err
}

// packed is what packs say, before it is learned.
type packed struct {
	ids, labels       []string // sorted by id
	samples, patterns []labelled
	several           bool
}

// stated is one text of a pack with the ids that it stands for.
type stated struct {
	text string
	ids  []string
}

// readPacks collects all packs. What is said twice counts once; a text under two ids stands for both.
func readPacks(packs []fs.FS) (*packed, error) {
	var errs source.List
	var examples, patterns, multi []stated
	labels := map[string]string{}
	for _, pack := range packs {
		files, err := source.Files(pack, "*.yaml")
		if err != nil {
			return nil, fmt.Errorf("intents: reading a pack: %w", err)
		}
		for _, file := range files {
			root := source.Read(pack, file, &errs)
			if root == nil {
				continue
			}
			fields := root.Fields(&errs, "pack", "intents", "multi")
			for _, n := range fields.Get("intents").Items(&errs, "intents") {
				e, p := readIntent(n, labels, &errs)
				examples, patterns = append(examples, e...), append(patterns, p...)
			}
			for _, n := range fields.Get("multi").Items(&errs, "multi") {
				f := n.Fields(&errs, "multi", "text", "intents")
				multi = append(multi, stated{f.Get("text").Text(&errs, "text"), f.Get("intents").Texts(&errs, "intents")})
			}
		}
	}
	if err := errs.Err(); err != nil {
		return nil, err
	}
	return collect(labels, examples, patterns, multi)
}

// readIntent reads one entry of intents.
func readIntent(n *source.Node, labels map[string]string, errs *source.List) (examples, patterns []stated) {
	f := n.Fields(errs, "intent", "id", "label", "examples", "patterns")
	id := f.Get("id").Text(errs, "id")
	if id == "" {
		errs.Add(n.Pos(), "give it an id, such as stock", "an intent without id")
		return nil, nil
	}
	if label := f.Get("label").Text(errs, "label"); labels[id] == "" {
		labels[id] = label
	}
	for _, s := range f.Get("examples").Texts(errs, "examples") {
		examples = append(examples, stated{s, []string{id}})
	}
	for _, item := range f.Get("patterns").Items(errs, "patterns") {
		s := item.Text(errs, "patterns")
		if _, err := parsePattern(s); err != nil {
			errs.Add(item.Pos(), "", "pattern %q: %v", s, err)
		}
		patterns = append(patterns, stated{s, []string{id}})
	}
	return examples, patterns
}

// collect numbers the ids and joins what is said twice.
func collect(labels map[string]string, examples, patterns, multi []stated) (*packed, error) {
	p := &packed{several: len(multi) > 0}
	for id := range labels {
		p.ids = append(p.ids, id)
	}
	for _, m := range multi {
		for _, id := range m.ids {
			if _, ok := labels[id]; !ok {
				return nil, fmt.Errorf("intents: %q in multi is no intent of the packs (%s)", id, source.DidYouMean(id, p.ids))
			}
		}
	}
	if len(p.ids) == 0 {
		return nil, errors.New("intents: no intents in the packs: a folder holds *.yaml with intents: [{id, label, examples}]")
	}
	slices.Sort(p.ids)
	for _, id := range p.ids {
		p.labels = append(p.labels, labels[id])
	}
	p.samples = p.number(append(examples, multi...), text.String)
	p.patterns = p.number(patterns, strings.TrimSpace)
	if len(p.samples) == 0 {
		return nil, errors.New("intents: no examples in the packs")
	}
	return p, nil
}

// number turns ids into classes and joins rows whose text is the same by key, in the order of that text.
func (p *packed) number(rows []stated, key func(string) string) []labelled {
	at := map[string]int{}
	var out []labelled
	for _, row := range rows {
		k := key(row.text)
		if k == "" || len(k) > 1<<15 {
			continue
		}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out = append(out, labelled{text: k})
		}
		for _, id := range row.ids {
			c, _ := slices.BinarySearch(p.ids, id)
			if !slices.Contains(out[i].classes, int32(c)) {
				out[i].classes = append(out[i].classes, int32(c))
			}
		}
	}
	slices.SortFunc(out, func(a, b labelled) int { return strings.Compare(a.text, b.text) })
	return out
}

// recipe is how the packs are best learned.
func (p *packed) recipe() recipe {
	if p.several {
		return several
	}
	return lone
}

// fewRows is what a model may have however few its samples are.
const fewRows = 1 << 14

// roughEpochs is how long is learned to see which features matter.
const roughEpochs = 5

// build learns the samples and returns the model file.
func (p *packed) build(r recipe) []byte {
	c, lists := newCorpus(p.samples, len(p.ids), r)
	all := numbers(len(p.samples))
	r.maxRows = min(r.maxRows, max(r.rowsPer*len(p.samples)/10, fewRows))
	if len(c.hashes) > r.maxRows {
		rough := r
		rough.epochs = roughEpochs
		c = c.restricted(strongest(c, train(c, all, rough), r.maxRows), lists, r)
	}
	d := &draft{corpus: c, ids: p.ids, labels: p.labels, several: p.several, patterns: p.patterns, samples: p.samples, language: p.language()}
	d.calibrate(slices.Index(p.ids, OOS), r)
	d.weights = train(c, all, r)
	return d.pack(r.maxRows)
}

// language is the index in languages of what most samples are written in.
func (p *packed) language() uint32 {
	latin := 0
	for _, s := range p.samples {
		if !strings.ContainsFunc(s.text, isHan) {
			latin++
		}
	}
	if 2*latin > len(p.samples) {
		return 1
	}
	return 0
}

func numbers(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}
