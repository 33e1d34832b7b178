package kb

// speller knows the words of letters that a base uses and finds the one that a
// mistyped word was meant to be: one letter more, less, other or swapped. It
// finds it by the words with one letter left out, of both sides (the idea of
// SymSpell). Words with digits are names and sizes, and are never changed.
type speller struct {
	words   map[symbol]string
	lacking map[string][]symbol // words by what is left of them without a letter
}

// shortestMended is the length from which a word is still itself with a letter
// wrong.
const shortestMended = 4

func newSpeller() *speller {
	return &speller{words: map[symbol]string{}, lacking: map[string][]symbol{}}
}

// learn adds a stem of the base.
func (p *speller) learn(stem []rune, s symbol) {
	if _, ok := p.words[s]; ok || len(stem) < shortestMended || hasDigit(stem) {
		return
	}
	p.words[s] = string(stem)
	p.lacking[string(stem)] = append(p.lacking[string(stem)], s)
	eachLacking(stem, func(rest string) { p.lacking[rest] = append(p.lacking[rest], s) })
}

// mend returns the symbol of the word that stem was meant to be, its own when
// the base knows it or nothing is near.
func (p *speller) mend(stem []rune, s symbol) symbol {
	if _, ok := p.words[s]; ok || len(p.words) == 0 || len(stem) < shortestMended || len(stem) > 32 || hasDigit(stem) {
		return s
	}
	best, found := "", s
	try := func(rest string) {
		for _, candidate := range p.lacking[rest] {
			if word := p.words[candidate]; oneEdit(stem, []rune(word)) && (best == "" || word < best) {
				best, found = word, candidate
			}
		}
	}
	try(string(stem))
	eachLacking(stem, try)
	return found
}

// eachLacking calls use with what is left of a word without each letter.
func eachLacking(word []rune, use func(rest string)) {
	rest := make([]rune, 0, len(word))
	for i := range word {
		rest = append(append(rest[:0], word[:i]...), word[i+1:]...)
		use(string(rest))
	}
}

// oneEdit tells whether one letter inserted, dropped, changed or swapped with
// its neighbour makes one word the other.
func oneEdit(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return len(a)+len(b) == 1 || len(a) == 1 && len(b) == 1 ||
		len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}
