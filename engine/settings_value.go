package engine

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/rules"
)

// homeName is where a shop is that does not say so.
const homeName = "Asia/Shanghai"

// homeZone is the time zone of homeName. China has had no summer time since 1991, so a machine without zone data knows it too.
func homeZone() *time.Location {
	if loc, err := time.LoadLocation(homeName); err == nil {
		return loc
	}
	return time.FixedZone(homeName, 8*60*60)
}

// plainNumber is how people write a number. 0571 is a code, 1e5 and inf are words.
var plainNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)

// namedValues reads free values, each typed by how it is written.
func namedValues(n *source.Node, what string, errs *source.List) []namedValue {
	var out []namedValue
	for _, p := range n.Pairs(errs, what) {
		if p.Value.Kind() == source.Sequence {
			out = append(out, namedValue{p.Key, rules.ListOf(rules.TypeText), rules.Texts(p.Value.Texts(errs, p.Key)), p.KeyPos})
			continue
		}
		text := p.Value.Text(errs, p.Key)
		v, typ := rules.Text(text), rules.TypeText
		if f, err := strconv.ParseFloat(text, 64); err == nil && !p.Value.Quoted() && plainNumber.MatchString(text) {
			v, typ = rules.Number(f), rules.TypeNumber
		} else if text == "true" || text == "false" || text == "是" || text == "否" {
			v, typ = rules.YesNo(text == "true" || text == "是"), rules.TypeYesNo
		}
		out = append(out, namedValue{p.Key, typ, v, p.KeyPos})
	}
	return out
}

func loadLists(n *source.Node, errs *source.List) []wordList {
	var out []wordList
	for _, p := range n.Pairs(errs, "lists") {
		l := wordList{name: p.Key}
		seen := map[string]string{}
		add := func(word string, says []string, pos source.Pos) {
			for _, say := range append([]string{word}, says...) {
				if hint := source.Unparted(say); hint != "" {
					errs.Add(pos, hint, "list %s: %q is one word", p.Key, say)
				}
				if other, ok := seen[say]; ok && other != word {
					errs.Add(pos, "let each way of saying stand for one word", "list %s: %q stands for both %q and %q", p.Key, say, other, word)
				}
				seen[say] = word
			}
			l.words, l.says = append(l.words, word), append(l.says, says)
		}
		if p.Value.Kind() == source.Sequence {
			for _, item := range p.Value.Items(errs, p.Key) {
				add(item.Text(errs, p.Key), nil, item.Pos())
			}
		} else {
			for _, w := range p.Value.Pairs(errs, "list "+p.Key) {
				add(w.Key, w.Value.Texts(errs, w.Key), w.KeyPos)
			}
		}
		if len(l.words) == 0 {
			errs.Add(p.KeyPos, "write its words below it", "list %q is empty", p.Key)
		}
		l.flag = len(l.words) == 1
		out = append(out, l)
	}
	return out
}

func (s *settings) listWords() map[string][]string {
	words := map[string][]string{}
	for _, l := range s.lists {
		words[l.name] = l.words
	}
	return words
}

func typeName(n *source.Node, lists map[string][]string, errs *source.List) string {
	name := n.Text(errs, "a type")
	if _, ok := rules.TypeNamed(name, lists); !ok && name != "" {
		errs.Add(n.Pos(), source.DidYouMean(name, rules.TypeNames(lists)), "unknown type %q", name)
	}
	return name
}

func typeOf(n *source.Node, lists map[string][]string, errs *source.List) rules.Type {
	typ, _ := rules.TypeNamed(typeName(n, lists, errs), lists)
	return typ
}

func (s *settings) value(list []namedValue, name string) rules.Value {
	for _, v := range list {
		if v.name == name {
			return v.val
		}
	}
	return rules.Value{}
}

// parseRange reads 90..300.
func parseRange(n *source.Node, errs *source.List, what string) (low, high float64) {
	text := n.Text(errs, what)
	a, b, ok := strings.Cut(text, "..")
	low, errA := strconv.ParseFloat(strings.TrimSpace(a), 64)
	high, errB := strconv.ParseFloat(strings.TrimSpace(b), 64)
	switch {
	case !ok || errA != nil || errB != nil:
		errs.Add(n.Pos(), "for example 140..210", "%q is not a range", text)
	case low > high:
		errs.Add(n.Pos(), "write the smaller end first", "the range %s is empty", text)
	}
	return low, high
}
