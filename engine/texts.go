package engine

import (
	"embed"
	"strings"
	"sync"
	"time"

	"github.com/huashu-go/huashu/engine/format"
	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/rules"
)

// textsYAML are the engine's own texts, in zh and en. A shop replaces any of them.
//
//go:embed texts.yaml
var textsYAML []byte

// ownTexts are the texts the engine says by itself: the shop's where it wrote one, else the built-in of the language.
type ownTexts struct {
	shop    map[string]*rules.Script
	builtin map[string]map[string]*rules.Script // language, key
	plain   map[string]string                   // the shop's texts.error by language
}

func (o *ownTexts) say(t *turn, key string) (rules.Result, error) {
	text := o.shop[key]
	if text == nil {
		lang := "zh"
		if t.language() == "en" {
			lang = "en"
		}
		text = o.builtin[lang][key]
	}
	return t.shop.rules.Say(t.ruleTurn(), text)
}

// phrase is a part of a text that the engine puts together; "" where it cannot be said. Its variants do not rotate.
func (t *turn) phrase(key string) string {
	res, err := t.shop.texts.say(t, key)
	if err != nil {
		return ""
	}
	return strings.Join(res.Bubbles, "")
}

// dealText names everything that was agreed: 119元、包邮、送棉袜. The phrases it is made of cannot name it again.
func (t *turn) dealText() string {
	if t.naming {
		return ""
	}
	t.naming = true
	defer func() { t.naming = false }()
	d := t.ledger.Deal
	var parts []string
	for _, part := range []struct {
		agreed bool
		key    string
	}{{d.Price > 0 && d.Pieces <= 1, "deal_price"}, {d.Price > 0 && d.Pieces > 1, "deal_each"}, {d.Postage, "deal_postage"}, {d.Gift != "", "deal_gift"}} {
		if !part.agreed {
			continue
		}
		if text := t.phrase(part.key); text != "" {
			parts = append(parts, text)
		}
	}
	if t.language() == "en" {
		return strings.Join(parts, ", ")
	}
	return strings.Join(parts, "、")
}

// builtinTexts are textsYAML, compiled once in a process for all its shops: what they may read is given by the turn, and nothing of
// it is fixed by a shop.
var builtinTexts = sync.OnceValue(func() map[string]map[string]*rules.Script {
	functions := (&Shop{set: &settings{}}).functions(orderType, orderType)
	set, err := rules.Load(embed.FS{}, rules.Schema{
		Roots: map[string]rules.Type{"handoff": rules.ObjectOf(handoffType), "deal": rules.ObjectOf(dealType), "order": rules.ObjectOf(orderType)},
		Funcs: map[string]rules.Func{"clock": functions["clock"]}, Location: time.UTC,
	})
	var errs source.List
	errs.Join(err)
	texts := map[string]map[string]*rules.Script{}
	for _, lang := range source.Parse("engine/texts.yaml", textsYAML, &errs).Pairs(&errs, "texts") {
		texts[lang.Key] = map[string]*rules.Script{}
		for _, f := range lang.Value.Pairs(&errs, "texts") {
			texts[lang.Key][f.Key] = set.CompileText(f.Value, "texts."+lang.Key+"."+f.Key, &errs)
		}
	}
	if err := errs.Err(); err != nil {
		panic(err) // of our own making
	}
	return texts
})

func (s *Shop) loadTexts(errs *source.List) {
	s.texts = &ownTexts{shop: map[string]*rules.Script{}, builtin: builtinTexts(), plain: map[string]string{}}
	for _, f := range s.set.textsNode.Fields(errs, "texts", format.Keys("texts")...) {
		s.texts.shop[f.Key] = s.rules.CompileText(f.Value, "texts."+f.Key, errs)
		if f.Key == "error" {
			s.texts.plainError(f.Value, errs)
		}
	}
}

// builtinError is the built-in texts.error by language, as it stands.
var builtinError = sync.OnceValue(func() map[string]string {
	var errs source.List
	plain := map[string]string{}
	for _, lang := range source.Parse("engine/texts.yaml", textsYAML, &errs).Pairs(&errs, "texts") {
		for _, f := range lang.Value.Pairs(&errs, "texts") {
			if f.Key == "error" {
				plain[lang.Key] = f.Value.Text(&errs, "error")
			}
		}
	}
	return plain
})

// plainError reads texts.error as it stands: it is said where texts themselves fail.
func (o *ownTexts) plainError(n *source.Node, errs *source.List) {
	take := func(n *source.Node, languages ...string) {
		if n.Kind() == source.Sequence { // the others have their turn where texts do not fail
			n = n.Items(errs, "error")[0]
		}
		text := n.Text(errs, "texts.error")
		if open := strings.NewReplacer("$${", "", "$$[", "").Replace(text); strings.Contains(open, "${") || strings.Contains(open, "$[") {
			errs.Add(n.Pos(), "write it without ${…}", "texts.error is said when texts fail: it can have no holes")
		}
		text = strings.NewReplacer("$${", "${", "$$[", "$[").Replace(text)
		for _, lang := range languages {
			o.plain[lang] = text
		}
	}
	if n.Kind() == source.Mapping {
		for _, f := range n.Pairs(errs, "error") {
			take(f.Value, f.Key)
		}
		return
	}
	take(n, "zh", "en")
}

// tone is a prefix said once a turn.
type tone struct {
	prefix *rules.Script
	skip   []*rules.Condition
}

type noticeText struct {
	when []*rules.Condition
	say  *rules.Script
}

// loadVoice compiles tone, moods and notices.
func (s *Shop) loadVoice(errs *source.List) {
	if n := s.set.toneNode; n != nil {
		f := n.Fields(errs, "tone", format.Keys("tone")...)
		s.tone = &tone{prefix: s.rules.CompileText(f.Get("prefix"), "tone", errs)}
		if skip := f.Get("skip_when"); skip != nil {
			s.tone.skip = s.rules.CompileCondition(skip, errs)
		}
	}
	s.moods = map[string]*rules.Script{}
	for _, f := range s.set.moodsNode.Fields(errs, "moods", format.Keys("moods")...) {
		s.moods[f.Key] = s.rules.CompileText(f.Value, "moods."+f.Key, errs)
	}
	for _, item := range s.set.noticesNode.Items(errs, "notices") {
		f := item.Fields(errs, "a notice", format.Keys("notice")...)
		if f.Get("say") == nil {
			errs.Add(item.Pos(), "write say:", "a notice without text")
			continue
		}
		s.notices = append(s.notices, noticeText{s.rules.CompileCondition(f.Get("when"), errs), s.rules.CompileText(f.Get("say"), "notices."+item.Pos().String(), errs)})
	}
}
