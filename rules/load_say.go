package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/huashu-go/huashu/engine/source"
)

// sayBlock compiles the texts of say: one text, texts by language, or a list of plain variants and conditional entries.
func (l *loader) sayBlock(n *source.Node, r *Rule, path string) *sayBlock {
	if n == nil {
		return nil
	}
	b := &sayBlock{key: answerKey(r, path)}
	items := []*source.Node{n}
	if n.Kind() == source.Sequence {
		if n.IsFlow() {
			n.Sentence(l.errs, "say") // reports the trap of flow style
			return nil
		}
		items = n.Items(l.errs, "say")
		if len(items) == 0 {
			l.errs.Add(n.Pos(), "write at least one text", "say is empty")
			return nil
		}
	}
	b.entries = make([]sayEntry, 0, len(items))
	for i, item := range items {
		if e, ok := l.sayEntry(item, r, path, i); ok {
			e.index, e.pos = i, item.Pos()
			b.entries = append(b.entries, e)
		}
	}
	if len(b.entries) == 0 {
		return nil
	}
	return b
}

func (l *loader) sayEntry(n *source.Node, r *Rule, path string, i int) (sayEntry, bool) {
	if n.Kind() != source.Mapping || isLanguages(n) {
		texts := l.languageTexts(n, "say")
		return sayEntry{texts: texts, plain: true}, len(texts) > 0
	}
	before := l.errs.Len()
	f := n.Fields(l.errs, "an entry of say", append([]string{"say"}, entryKeys...)...)
	if said := f.Get("say"); said != nil {
		l.errs.Add(said.Pos(), "write text: instead of say:", "an entry of say names its text with text:")
		return sayEntry{}, false
	}
	e := sayEntry{when: l.conditionList(f.Get("when"), "when")}
	if v := f.Get("valid"); v != nil {
		e.valid = l.window(v)
	}
	e.plain = len(e.when) == 0 && e.valid == nil
	if text := f.Get("text"); text != nil {
		e.texts = l.languageTexts(text, "text")
	} else if l.errs.Len() == before {
		l.errs.Add(n.Pos(), "write text:", "an entry of say without text")
	}
	if extra := l.answer(f, r, join(path, "say."+strconv.Itoa(i+1)), n.Pos()); !extra.empty() || extra.expect != nil || extra.alone {
		e.extra = extra
	} else {
		delete(l.set.answers, extra.key) // a text alone: nothing refers to it
	}
	return e, len(e.texts) > 0
}

func isLanguages(n *source.Node) bool {
	var quiet source.List
	pairs := n.Pairs(&quiet, "")
	is := func(known []string) func(source.Field) bool {
		return func(f source.Field) bool { return slices.Contains(known, strings.ToLower(f.Key)) }
	}
	return slices.ContainsFunc(pairs, is(languages)) && !slices.ContainsFunc(pairs, is(entryKeys))
}

// languageTexts reads a text, or {zh: …, en: …} in block style.
func (l *loader) languageTexts(n *source.Node, what string) localized {
	if n.Kind() != source.Mapping {
		if t := l.textNode(n, what); t != nil {
			return localized{{template: t}}
		}
		return nil
	}
	var out localized
	for _, f := range n.Pairs(l.errs, what) {
		lang := strings.ToLower(f.Key)
		if !slices.Contains(languages, lang) {
			l.errs.Add(f.KeyPos, source.DidYouMean(lang, languages), "unknown language %q", f.Key)
			continue
		}
		if t := l.textNode(f.Value, what); t != nil {
			out = append(out, localText{lang, t})
		}
	}
	slices.SortFunc(out, func(a, b localText) int { return strings.Compare(a.language, b.language) })
	return out
}

// window reads a time of validity; nil is always.
func (l *loader) window(n *source.Node) *source.Window {
	if w := n.Window(l.errs, "valid", l.schema.Location); (w != source.Window{}) {
		return &w
	}
	return nil
}
