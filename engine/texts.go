package engine

import (
	_ "embed"

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

func (s *Shop) loadTexts(errs *source.List) {
	s.texts = &ownTexts{shop: map[string]*rules.Script{}, builtin: map[string]map[string]*rules.Script{}}
	root := source.Parse("engine/texts.yaml", textsYAML, errs)
	for _, lang := range root.Pairs(errs, "texts") {
		s.texts.builtin[lang.Key] = map[string]*rules.Script{}
		for _, f := range lang.Value.Pairs(errs, "texts") {
			s.texts.builtin[lang.Key][f.Key] = s.rules.CompileText(f.Value, "texts."+lang.Key+"."+f.Key, errs)
		}
	}
	for _, f := range s.set.textsNode.Fields(errs, "texts", format.Keys("texts")...) {
		s.texts.shop[f.Key] = s.rules.CompileText(f.Value, "texts."+f.Key, errs)
	}
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
