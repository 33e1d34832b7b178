package intents

import (
	"errors"
	"slices"
	"strings"

	"github.com/huashu-go/huashu/engine/text"
)

// Patterns are for what must not be left to a model. They are read in the normal form of text, anywhere in a clause:
//
//	(a|b)   either of them
//	[a]     perhaps
//	*       up to maxGap characters
//	^ $     the beginning and the end of the clause
//
// Everything else stands for itself. A pattern is written out into plain alternatives when it is read, so matching
// is a look at the two runes of every place and a comparison where they begin an alternative.

const (
	maxGap          = 8
	maxAlternatives = 512
)

// alternative is a pattern without choices: pieces with gaps between them.
type alternative struct {
	pieces     [][]rune
	start, end bool
	third      rune // of the first piece, 0 if it is shorter: with many patterns most end here
	id         int32
}

// parsePattern writes a pattern out into alternatives.
func parsePattern(s string) ([]alternative, error) {
	p := patternParser{runes: []rune(strings.TrimSpace(text.String(s)))}
	forms := p.choice(0)
	if p.err != nil {
		return nil, p.err
	}
	if p.at < len(p.runes) {
		return nil, errors.New("a bracket is closed that was never opened")
	}
	var out []alternative
	for _, form := range forms {
		var a alternative
		form, a.start = strings.CutPrefix(form, "^")
		form, a.end = strings.CutSuffix(form, "$")
		for piece := range strings.SplitSeq(form, "*") {
			if piece != "" {
				a.pieces = append(a.pieces, []rune(piece))
			}
		}
		if len(a.pieces) == 0 {
			return nil, errors.New("it would match any message")
		}
		out = append(out, a)
	}
	return out, nil
}

type patternParser struct {
	runes []rune
	at    int
	err   error
}

// choice reads alternatives up to a closing bracket or the end.
func (p *patternParser) choice(depth int) []string {
	var all []string
	for {
		all = append(all, p.sequence(depth)...)
		if p.err == nil && len(all) > maxAlternatives {
			p.err = errors.New("it stands for too many ways of saying: make several patterns of it")
		}
		if p.err != nil || p.at >= len(p.runes) || p.runes[p.at] != '|' {
			return all
		}
		p.at++
	}
}

func (p *patternParser) sequence(depth int) []string {
	forms := []string{""}
	for p.at < len(p.runes) && p.err == nil {
		r := p.runes[p.at]
		switch r {
		case '|', ')', ']':
			return forms
		case '(', '[':
			forms = p.group(forms, r, depth)
		default:
			p.at++
			for i := range forms {
				forms[i] += string(r)
			}
		}
	}
	return forms
}

func (p *patternParser) group(forms []string, open rune, depth int) []string {
	if depth > 8 {
		p.err = errors.New("its brackets are nested too deeply")
		return nil
	}
	p.at++
	inner, closing := p.choice(depth+1), ')'
	if open == '[' {
		inner, closing = append(inner, ""), ']'
	}
	if p.err == nil && (p.at >= len(p.runes) || p.runes[p.at] != closing) {
		p.err = errors.New("a bracket is not closed")
	}
	if len(forms)*len(inner) > maxAlternatives && p.err == nil {
		p.err = errors.New("it stands for too many ways of saying: make several patterns of it")
	}
	if p.err != nil {
		return nil
	}
	p.at++
	var out []string
	for _, f := range forms {
		for _, in := range inner {
			out = append(out, f+in)
		}
	}
	return out
}

// patternSet finds alternatives by their first two runes.
type patternSet struct {
	first [64]uint64 // a bit for the first rune of each, by its low bits: most places end here
	by    map[[2]rune][]alternative
}

func (s *patternSet) add(list []alternative, id int32) {
	if s.by == nil {
		s.by = map[[2]rune][]alternative{}
	}
	for _, a := range list {
		a.id = id
		key := [2]rune{a.pieces[0][0], 0}
		if len(a.pieces[0]) > 1 {
			key[1] = a.pieces[0][1]
		}
		if len(a.pieces[0]) > 2 {
			a.third = a.pieces[0][2]
		}
		s.first[key[0]>>6&63] |= 1 << (key[0] & 63)
		s.by[key] = append(s.by[key], a)
	}
}

// match returns the id of the alternative that covers most of the clause, -1 if none matches. Ties go to the one added first.
func (s *patternSet) match(clause []rune) int32 {
	id, longest := int32(-1), 0
	if len(s.by) == 0 {
		return id
	}
	for i, r := range clause {
		if s.first[r>>6&63]>>(r&63)&1 == 0 {
			continue
		}
		keys, third := [2][2]rune{{r, 0}, {r, 0}}, rune(0)
		if i+1 < len(clause) {
			keys[1][1] = clause[i+1]
		}
		if i+2 < len(clause) {
			third = clause[i+2]
		}
		for k, key := range keys {
			if k == 1 && key[1] == 0 {
				continue
			}
			list := s.by[key]
			for at := range list {
				a := &list[at]
				if a.third != 0 && a.third != third || a.start && i > 0 {
					continue
				}
				if n := a.length(clause[i:]); n > longest {
					id, longest = a.id, n
				}
			}
		}
	}
	return id
}

// length is how many runes the alternative covers at the start of s, 0 if it does not match there.
func (a *alternative) length(s []rune) int {
	if !hasPrefix(s, a.pieces[0]) {
		return 0
	}
	at := len(a.pieces[0])
	for _, piece := range a.pieces[1:] {
		gap := 0
		for gap <= maxGap && at+gap < len(s) && !hasPrefix(s[at+gap:], piece) {
			gap++
		}
		if gap > maxGap || at+gap >= len(s) {
			return 0
		}
		at += gap + len(piece)
	}
	if a.end && !silent(s[at:]) {
		return 0
	}
	return at
}

func hasPrefix(s, prefix []rune) bool {
	return len(s) >= len(prefix) && slices.Equal(s[:len(prefix)], prefix)
}

func silent(s []rune) bool {
	return !slices.ContainsFunc(s, func(r rune) bool { return !isSilent(r) || isLetter(r) || r >= '0' && r <= '9' })
}
