package commerce

import "github.com/huashu-go/huashu/engine/source"

// names are the codes and tags that other content may refer to.
type names struct {
	codes, tags         map[string]bool
	codeWords, tagWords []string
	asked               int
}

// maxSuggestions bounds for how many wrong names the most similar one is
// looked for: that compares with all of a catalogue, and when a column is
// mixed up every name is wrong.
const maxSuggestions = 20

func newNames(products []*Product) *names {
	k := &names{codes: make(map[string]bool, len(products)), tags: map[string]bool{}}
	for _, p := range products {
		if !k.codes[p.Code] {
			k.codes[p.Code] = true
			k.codeWords = append(k.codeWords, p.Code)
		}
		for _, tag := range p.Tags {
			if !k.tags[tag] {
				k.tags[tag] = true
				k.tagWords = append(k.tagWords, tag)
			}
		}
	}
	return k
}

func (k *names) product(n *source.Node, code string, errs *source.List) {
	if code != "" && !k.codes[code] {
		errs.Add(n.Pos(), k.hint(code, k.codeWords), "there is no product %q", code)
	}
}

func (k *names) tag(n *source.Node, tag string, errs *source.List) {
	if tag != "" && !k.tags[tag] {
		errs.Add(n.Pos(), k.hint(tag, k.tagWords), "no product has the tag %q", tag)
	}
}

func (k *names) hint(name string, words []string) string {
	if k.asked++; k.asked > maxSuggestions {
		return ""
	}
	return source.DidYouMean(name, words)
}
