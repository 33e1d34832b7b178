package intents

import (
	"strings"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// place is a province, city or county that customers name.
type place struct {
	name     string // short form: 浙江, 杭州, 昆山
	city     string // the city it lies in, "" for provinces and for places directly below one
	province string
}

var normals = sync.Pool{New: func() any { return new(text.Normalized) }}

// Province returns the province that a region lies in: 浙江 for 杭州, 杭州市, 余杭区 and for 浙江 itself, "" for what is no
// region of China. It takes the values of region entities and any other way of writing that they are read from.
func Province(region string) string {
	w := words()
	normal := normals.Get().(*text.Normalized)
	defer normals.Put(normal)
	text.Normalize(normal, region)
	if len(normal.Runes) == 0 {
		return ""
	}
	v, n := w.trie.longest(normal.Runes, 0)
	if n != len(normal.Runes) {
		return ""
	}
	if m := w.meanings[v]; m.kind == meansPlace {
		return w.places[m.arg].province
	}
	return ""
}

// addPlaces reads regionNames into the lexicon.
func (l *lexicon) addPlaces(add func(word string, m meaning)) {
	province := ""
	for line := range strings.Lines(regionNames) {
		line = strings.TrimRight(line, "\n")
		head, members, _ := strings.Cut(line, ";")
		name, says, _ := strings.Cut(strings.TrimSpace(head), ":")
		if name == "" {
			continue
		}
		p := place{name: name, province: name}
		if line[0] == ' ' {
			p.city, p.province = name, province
		} else {
			province = name
		}
		here := l.addPlace(p)
		for say := range strings.SplitSeq(says, ",") {
			say, vague := strings.CutPrefix(strings.TrimSpace(say), "?")
			add(say, meaning{kind: meansPlace, arg: here, context: vague})
		}
		for _, m := range strings.Fields(members) {
			l.addMember(add, m, here)
		}
	}
}

// addMember adds a county or district that lies in the place here.
func (l *lexicon) addMember(add func(word string, m meaning), name string, here int32) {
	if strings.HasSuffix(name, "区") {
		add(name, meaning{kind: meansPlace, arg: here})
		return
	}
	in := l.places[here]
	short, both := strings.CutSuffix(name, "/")
	p := place{name: short, city: in.name, province: in.province}
	if !both {
		if s := strings.TrimRight(name, "县市旗"); len(s) > len("字") && !strings.HasSuffix(name, "旗") {
			p.name = s
		}
		add(name, meaning{kind: meansPlace, arg: l.addPlace(p)})
		return
	}
	at := l.addPlace(p)
	add(short, meaning{kind: meansPlace, arg: at})
	add(short+"市", meaning{kind: meansPlace, arg: at})
	add(short+"县", meaning{kind: meansPlace, arg: at})
}

func (l *lexicon) addPlace(p place) int32 {
	l.places = append(l.places, p)
	return int32(len(l.places) - 1)
}
