package intents

import "slices"

// span is a stretch of runes.
type span struct{ from, to int }

// clausesOf appends the stretches between marks that end a clause, without those that say nothing.
func clausesOf(list []span, runes []rune) []span {
	from := 0
	add := func(to int) {
		if !silent(runes[from:to]) && !isInterjection(runes[from:to]) {
			list = append(list, span{from, to})
		}
	}
	for i, r := range runes {
		switch {
		case endsClause(runes, i):
			add(i)
			from = i + 1
		case r == ' ' && joinsClauses(runes, i):
			add(i)
			from = i + 1
		case asks(r) && i-from >= shortest && i+shortest < len(runes) && !slices.ContainsFunc(runes[i+1:i+1+shortest], isSilent):
			add(i + 1)
			from = i + 1
		}
	}
	add(len(runes))
	if len(list) == 0 && !silent(runes) {
		list = append(list, span{0, len(runes)})
	}
	return list
}

// shortest is how many characters there must be on both sides of a particle that ends a clause without a mark.
const shortest = 3

// asks tells the particles after which a new clause begins even without a mark: 今天能发货吗有赠品吗.
func asks(r rune) bool { return r == '吗' || r == '呢' || r == '吧' || r == '嘛' }

// English clauses run together with an "and": one ends there if what follows begins like a clause of its own. "black and white" is no two.
var (
	conjunctions = split(" and ", " also ", " plus ", " n ", " & ", " but ")
	beginnings   = split("can ", "could ", "do ", "does ", "did ", "is ", "are ", "will ", "would ", "how ", "what ", "what's ", "whats ", "when ", "where ", "which ",
		"who ", "why ", "i ", "i'm ", "im ", "i'd ", "id ", "you ", "your ", "please ", "pls ", "also ", "has ", "have ", "should ", "may ")
)

// joinsClauses tells whether the space at i ends an English clause.
func joinsClauses(runes []rune, i int) bool {
	n := longestPrefix(runes[i:], conjunctions)
	return n > 0 && longestPrefix(runes[i+n:], beginnings) > 0
}

// isInterjection tells clauses that are no more than a sigh.
func isInterjection(runes []rune) bool {
	for _, r := range runes {
		switch r {
		case '哦', '噢', '喔', '额', '呃', '啊', '唉', '哎', '咦', '呀':
		default:
			if !isSilent(r) || isLetter(r) || isDigit(r) {
				return false
			}
		}
	}
	return len(runes) > 0
}

// endsClause tells whether runes[i] ends a clause. A space does so beside Chinese only, a full stop not inside a number.
func endsClause(runes []rune, i int) bool {
	switch runes[i] {
	case '。', '!', '?', ';', ',', '~', '…':
		return runes[i] != ',' || !between(runes, i, isDigit)
	case '.':
		return !between(runes, i, func(r rune) bool { return isDigit(r) || isLetter(r) })
	case ' ':
		return i > 0 && i+1 < len(runes) && (isHan(runes[i-1]) || isHan(runes[i+1]))
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func between(runes []rune, i int, is func(rune) bool) bool {
	return i > 0 && i+1 < len(runes) && is(runes[i-1]) && is(runes[i+1])
}

var (
	denials = phrasesOf("不是问", "不是说", "没问你", "不是要问", "不是想问", "我不是问", "没有问", "唔系问",
		"not asking about", "not asking", "i didn't ask", "don't mean", "didn't mean")
	corrections = phrasesOf("是问", "我问的是", "问的是", "想问的是", "是说", "我是想问", "我要问", "我想问", "asking about", "i mean", "i meant", "i want to know", "i asked")
)

// phrases are words to look for, with a bit for the first rune of each by its low bits.
type phrases struct {
	first uint64
	words [][]rune
}

func phrasesOf(words ...string) (p phrases) {
	p.words = split(words...)
	for _, w := range p.words {
		p.first |= 1 << (w[0] & 63)
	}
	return p
}

func split(words ...string) (out [][]rune) {
	for _, w := range words {
		out = append(out, []rune(w))
	}
	return out
}

// withoutCorrected leaves out what a customer says not to have asked: 不是问运费,是问什么时候到.
func withoutCorrected(clauses []span, runes []rune) []span {
	for k, s := range clauses {
		at, n := indexAny(runes[s.from:s.to], denials)
		if at < 0 {
			continue
		}
		rest := s.from + at + n
		for j := k; j < len(clauses); j++ {
			from := max(clauses[j].from, rest)
			if from >= clauses[j].to {
				continue
			}
			if c, size := indexAny(runes[from:clauses[j].to], corrections); c >= 0 {
				at := from + c + size
				kept := clauses[j:]
				if silent(runes[at:clauses[j].to]) {
					kept = clauses[j+1:]
				} else {
					clauses[j].from = at
				}
				if len(kept) == 0 {
					return clauses
				}
				return append(clauses[:k], kept...)
			}
		}
	}
	return clauses
}

// indexAny is the place and length of the first of the phrases in s, the longest of those at the same place.
func indexAny(s []rune, p phrases) (at, n int) {
	for i, r := range s {
		if p.first>>(r&63)&1 == 0 {
			continue
		}
		if n = longestPrefix(s[i:], p.words); n > 0 {
			return i, n
		}
	}
	return -1, 0
}

func longestPrefix(s []rune, words [][]rune) (n int) {
	for _, w := range words {
		if len(w) > n && hasPrefix(s, w) {
			n = len(w)
		}
	}
	return n
}

var gratitude = split("谢谢", "谢谢你", "谢谢您", "谢谢了", "谢谢啦", "谢谢哈", "谢谢哦", "谢谢啊", "谢谢呀", "谢谢亲", "谢谢了哈", "谢谢老板", "谢了", "谢啦",
	"多谢", "多谢了", "多谢啦", "感谢", "非常感谢", "感谢感谢", "麻烦了", "麻烦你了", "麻烦您了", "麻烦啦", "辛苦了", "辛苦你了", "辛苦您了", "辛苦啦", "蟹蟹", "3q", "唔该", "唔该晒",
	" thanks", " thank you", " thx", " thanks a lot", " ty")

// peeled cuts thanks off the clauses that run into them without a mark: 好的谢谢, 不用了谢谢.
func peeled(clauses []span, runes []rune) []span {
	for k := 0; k < len(clauses); k++ {
		s := clauses[k]
		end := s.to
		for {
			n := longestSuffix(runes[s.from:end], gratitude)
			if n == 0 {
				break
			}
			end -= n
		}
		if end < s.to && !silent(runes[s.from:end]) {
			clauses = slices.Replace(clauses, k, k+1, span{s.from, end}, span{end, s.to})
			k++
		}
	}
	return clauses
}

func longestSuffix(s []rune, words [][]rune) (n int) {
	for _, w := range words {
		if k := len(s) - len(w); len(w) > n && k >= 0 && s[len(s)-1] == w[len(w)-1] && slices.Equal(s[k:], w) {
			n = len(w)
		}
	}
	return n
}
