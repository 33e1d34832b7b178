package rules

import (
	"slices"
	"strings"
)

// say chooses and renders one entry: the first conditional one that holds, else the plain ones in rotation. With all, the
// conditional ones that hold join the rotation and each is said once before any is repeated.
func (s *Set) say(b *sayBlock, all bool, f *frame, res *Result) (unset string, ok bool) {
	last, used := f.turn.Memory.Variant(b.key)
	var space, order [16]*sayEntry
	plain := space[:0]
	for i := range b.entries {
		e := &b.entries[i]
		if e.plain {
			plain = append(plain, e)
			continue
		}
		if !e.holds(f) {
			continue
		}
		if all {
			plain = append(plain, e)
			continue
		}
		if unset, ok = s.entry(b, e, f, res); ok || f.err != nil {
			return unset, ok
		}
	}
	for _, e := range rotation(order[:0], plain, last, used, all) {
		unset, ok = s.entry(b, e, f, res)
		if ok {
			used |= 1 << min(e.index, 63)
			if all && everyUsed(plain, used) {
				used = 1 << min(e.index, 63)
			}
			if res.Variants == nil {
				res.Variants = f.turn.Room.newVariants()
			}
			res.Variants = append(res.Variants, Variant{Key: b.key, Index: e.index, Used: used})
			return "", true
		}
		if f.err != nil {
			return unset, false
		}
	}
	return unset, false
}

func everyUsed(entries []*sayEntry, used uint64) bool {
	return !slices.ContainsFunc(entries, func(e *sayEntry) bool { return used&(1<<min(e.index, 63)) == 0 })
}

// rotation orders entries by turn: those after the last one said first; with all, the ones not said yet before the others.
func rotation(out, entries []*sayEntry, last int, used uint64, all bool) []*sayEntry {
	for _, later := range []bool{true, false} {
		for _, e := range entries {
			if (e.index > last) == later {
				out = append(out, e)
			}
		}
	}
	if all {
		slices.SortStableFunc(out, func(a, b *sayEntry) int {
			return int(used>>min(a.index, 63)&1) - int(used>>min(b.index, 63)&1)
		})
	}
	return out
}

func (e *sayEntry) holds(f *frame) bool {
	if e.valid != nil && !e.valid.Holds(f.turn.Now) {
		return false
	}
	for _, cond := range e.when {
		if ok, _ := cond.test(f); !ok {
			return false
		}
	}
	return true
}

func (s *Set) entry(b *sayBlock, e *sayEntry, f *frame, res *Result) (unset string, ok bool) {
	t := pickLanguage(e.texts, f.turn.Language)
	if e.extra != nil && e.extra.handoff != nil && f.turn.Handing != nil {
		*f.turn.Handing = *e.extra.handoff.value(f)
	}
	buf, ok, unset := t.render(f.buf[:0], f)
	f.buf = buf[:0]
	if !ok {
		return unset, false
	}
	text := strings.Trim(string(buf), "\n")
	if e.extra != nil {
		extra, why := s.evaluate(e.extra, f)
		if why != "" {
			return why, false
		}
		res.merge(extra)
	}
	if res.Bubbles == nil {
		res.Bubbles = f.turn.Room.newBubbles()
	}
	for text != "" {
		var bubble string
		if bubble, text, _ = strings.Cut(text, "\n\n"); strings.TrimSpace(bubble) != "" {
			res.Bubbles = append(res.Bubbles, strings.Trim(bubble, "\n"))
		}
	}
	f.turn.reach(b.key, e.index+1)
	return "", len(res.Bubbles) > 0
}

// pickLanguage is the text in the language, else the one without, else zh, else the first there is.
func pickLanguage(texts localized, language string) *template {
	if len(texts) == 1 {
		return texts[0].template
	}
	for _, lang := range [...]string{language, "", "zh"} {
		for _, t := range texts {
			if t.language == lang {
				return t.template
			}
		}
	}
	if len(texts) > 0 {
		return texts[0].template
	}
	return &template{}
}
