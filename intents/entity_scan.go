package intents

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// scan is the state of reading one message. Its places are runes until finish.
type scan struct {
	x        *extractor
	l        *lexicon
	r        []rune
	offsets  []int32
	original string
	context  Context
	out      []Entity
	from     int // entities before it belong to the caller
	cues     []cueHit
	han      bool // the message has Chinese characters
	denies   bool // it denies something
	sizeTalk bool // it speaks of sizes
	sized    bool // … and not only of who is to wear them
	children bool // it speaks of children
	glueEnd  int  // a number may begin here although a letter stands before it
	trapEnd  int  // built-in words and numbers that begin before it are none
	offer    Offer

	clauseFrom, clauseTo int // the clause that was asked for last
}

// cueHit is a cue found in the message.
type cueHit struct {
	from, to int32
	set      cueSet
}

// add appends an entity that stands at runes from..to.
func (s *scan) add(kind, str string, num float64, from, to int) {
	s.out = append(s.out, Entity{Kind: kind, Str: str, Num: num, Start: from, End: to})
}

// finish turns places into bytes, drops what has no kind, and gives numbers their Str.
func (s *scan) finish() {
	kept := s.out[:s.from]
	for _, e := range s.out[s.from:] {
		if e.Kind == "" || e.Kind == kindLength {
			continue
		}
		if e.Str == "" {
			e.Str = decimal(e.Num)
		}
		if e.Kind != "quantity" && e.Kind != kindNumber && slices.ContainsFunc(kept[s.from:], func(k Entity) bool { return k.Kind == e.Kind && k.Str == e.Str }) {
			continue // 后天在家,后天送 names one day
		}
		e.Start, e.End = s.bytes(e.Start, e.End)
		e.Text = s.original[e.Start:e.End]
		kept = append(kept, e)
	}
	s.out = kept
	if s.offer.End > 0 {
		s.offer.Start, s.offer.End = s.bytes(s.offer.Start, s.offer.End)
	}
}

// decimal writes a number in the usual way.
func decimal(v float64) string {
	if whole := int(v); float64(whole) == v {
		return strconv.Itoa(whole)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// bytes are the bytes of the original that the runes from..to came from, without what was dropped behind them.
func (s *scan) bytes(from, to int) (int, int) {
	if from >= to {
		return int(s.offsets[from]), int(s.offsets[from])
	}
	last := int(s.offsets[to-1])
	_, size := utf8.DecodeRuneInString(s.original[last:])
	return int(s.offsets[from]), last + size
}

// findCues finds the cues of the message, from left to right, the longest at each place.
func (s *scan) findCues() {
	t := s.l.cueTrie
	for i := 0; i < len(s.r); {
		c := s.r[i]
		s.han = s.han || c >= 0x3400 && isHan(c)
		if !t.begins(c) {
			i++
			continue
		}
		v, n := t.longest(s.r, i)
		if n == 0 {
			i++
			continue
		}
		for j := i + 1; j < i+n; j++ {
			s.han = s.han || isHan(s.r[j])
		}
		set := s.l.cueSets[v]
		if set != 0 {
			s.cues = append(s.cues, cueHit{int32(i), int32(i + n), set})
		}
		s.denies = s.denies || set&cueDeny != 0
		if set&(cueSize|cueHeight|cueWeight|cueWaist|cueBust|cueHip) != 0 {
			s.sizeTalk, s.sized = true, s.sized || set&cueKin == 0
		}
		s.children = s.children || set&cueKin != 0
		i += n
	}
}

// cueBefore tells whether a cue of the set stands before i with nothing but filling words between.
func (s *scan) cueBefore(i int, set cueSet) bool { return s.hitBefore(i, set) >= 0 }

// hitBefore is the index of the cue that cueBefore speaks of, or -1.
func (s *scan) hitBefore(i int, set cueSet) int {
	for k := s.cueAt(i) - 1; k >= 0; k-- {
		c := &s.cues[k]
		if int(c.to) > i {
			continue
		}
		if i-int(c.to) > 8 {
			return -1
		}
		if c.set&set != 0 && s.filled(int(c.to), i) {
			return k
		}
	}
	return -1
}

// hitAfter is the index of the cue of the set that follows i with nothing but filling words between, or -1.
func (s *scan) hitAfter(i int, set cueSet) int {
	for k := s.cueAt(i); k < len(s.cues); k++ {
		c := &s.cues[k]
		if int(c.from)-i > 6 {
			return -1
		}
		if c.set&set != 0 && s.filled(i, int(c.from)) {
			return k
		}
	}
	return -1
}

// filled tells whether there are only filling words at from..to: 是, 大概, 我, a colon, a space.
func (s *scan) filled(from, to int) bool {
	for _, r := range s.r[from:to] {
		switch r {
		case ' ', ':', '是', '有', '从', '大', '概', '约', '差', '不', '多', '就', '才', '在', '为', '我', '你', '您', '了', '快', '将', '近', '到', '个', '点', '块',
			'元', '钱', '的', '话', '啦', '吧', '那', '这', '也', '都', '给', '左', '右', '整', '一', '件', '条', '双', '只', '全', '净', '$', '¥', '能', '再', '还', '算', '=', '"', '(', ')', '#':
		case 'i', 's', 'a', 't', 'm', 'e', 'o', 'f', 'r', 'b', 'y', 'u', 'l', '\'':
			// is, at, me, for, about, of, by, it, us, to and the like
		default:
			return false
		}
	}
	return true
}

// has tells whether a cue of the set begins at from..to.
func (s *scan) has(from, to int, set cueSet) bool {
	for k := s.cueAt(from); k < len(s.cues) && int(s.cues[k].from) < to; k++ {
		if s.cues[k].set&set != 0 {
			return true
		}
	}
	return false
}

// cueAt is the index of the first cue that begins at i or behind it.
func (s *scan) cueAt(i int) int {
	low, high := 0, len(s.cues)
	for low < high {
		if middle := (low + high) / 2; int(s.cues[middle].from) < i {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// clause is the stretch between the stops around place i.
func (s *scan) clause(i int) (from, to int) {
	if i >= s.clauseFrom && i <= s.clauseTo && s.clauseTo > 0 {
		return s.clauseFrom, s.clauseTo
	}
	for from = i; from > 0 && !s.stop(from-1); from-- {
	}
	for to = i; to < len(s.r) && !s.stop(to); to++ {
	}
	s.clauseFrom, s.clauseTo = from, to
	return from, to
}

// stop tells whether a clause ends at place i. A point between digits is none.
func (s *scan) stop(i int) bool {
	switch s.r[i] {
	case ',', '。', '!', '?', ';', '、', '~', '…':
		return true
	case '.':
		return i == 0 || i+1 >= len(s.r) || !isDigit(s.r[i-1]) || !isDigit(s.r[i+1])
	}
	return false
}

// at is the rune at i, 0 outside the message.
func (s *scan) at(i int) rune {
	if i < 0 || i >= len(s.r) {
		return 0
	}
	return s.r[i]
}

// starts tells whether the message goes on with the word at i.
func (s *scan) starts(i int, word string) bool {
	for _, w := range word {
		if s.at(i) != w {
			return false
		}
		i++
	}
	return true
}

// ends tells whether nothing but signs is left of the clause at i.
func (s *scan) ends(i int) bool {
	for s.at(i) == ' ' {
		i++
	}
	return i >= len(s.r) || s.stop(i)
}

func isDigits(r []rune) bool {
	for _, c := range r {
		if !isDigit(c) {
			return false
		}
	}
	return len(r) > 0
}
