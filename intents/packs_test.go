package intents

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/huashu-go/huashu/engine/source"
	"github.com/huashu-go/huashu/engine/text"
	"github.com/stretchr/testify/require"
)

// The packs are written line by line and never multiplied out of templates. Two measures keep them so, for each language:
// how many lines say nearly what an earlier line of the same intent says, and how many distinct lines each intent has.

const (
	nearAt   = 80 // percent of their pairs of characters that two near duplicates share at least
	nearMost = 3  // percent of a language's lines that may be near duplicates
)

// packLines are the lines of a language's packs as they were written, by their intents (those of a line with several joined by +).
func packLines(t *testing.T, language string) map[string][]string {
	dir := os.DirFS("packs/" + language)
	files, err := source.Files(dir, "*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	lines := map[string][]string{}
	var errs source.List
	for _, file := range files {
		fields := source.Read(dir, file, &errs).Fields(&errs, "pack", "intents", "multi")
		for _, n := range fields.Get("intents").Items(&errs, "intents") {
			examples, _ := readIntent(n, map[string]string{}, &errs)
			for _, e := range examples {
				lines[e.ids[0]] = append(lines[e.ids[0]], e.text)
			}
		}
		for _, n := range fields.Get("multi").Items(&errs, "multi") {
			f := n.Fields(&errs, "multi", "text", "intents")
			ids := strings.Join(f.Get("intents").Texts(&errs, "intents"), "+")
			lines[ids] = append(lines[ids], f.Get("text").Text(&errs, "text"))
		}
	}
	require.NoError(t, errs.Err())
	return lines
}

// pair is two neighbouring characters of a line.
type pair [2]rune

// pairsOf is the set of pairs of a line in its normal form, with marks around it and without what says nothing. Of a line of signs only, it is
// the whole line.
func pairsOf(line string) map[pair]bool {
	var n text.Normalized
	text.Normalize(&n, line)
	runes := slices.DeleteFunc(slices.Clone(n.Runes), isSilentSign)
	if len(runes) == 0 {
		runes = []rune(line)
	}
	runes = append(append([]rune{'^'}, runes...), '$')
	set := map[pair]bool{}
	for i := range len(runes) - 1 {
		set[pair{runes[i], runes[i+1]}] = true
	}
	return set
}

func isSilentSign(r rune) bool { return isSilent(r) && !isLetter(r) && !isDigit(r) }

// nearDuplicates are the lines whose pairs are those of an earlier line by nearAt percent of both together (Jaccard), with that line.
func nearDuplicates(lines []string) (found [][2]string) {
	var sizes []int
	holders := map[pair][]int{}
	for k, line := range lines {
		set := pairsOf(line)
		shared := map[int]int{}
		for p := range set {
			for _, j := range holders[p] {
				shared[j]++
			}
			holders[p] = append(holders[p], k)
		}
		sizes = append(sizes, len(set))
		like := -1
		for j, n := range shared {
			if n*100 >= nearAt*(len(set)+sizes[j]-n) && (like < 0 || j < like) {
				like = j
			}
		}
		if like >= 0 {
			found = append(found, [2]string{line, lines[like]})
		}
	}
	return found
}

func TestNearDuplicatesAreFound(t *testing.T) {
	require.Equal(t, [][2]string{
		{"請問這款黑色的直筒褲現在還有貨嗎?", "请问这款黑色的直筒裤现在还有货吗"}, {"请问这款黑色的直筒裤现在还有货吗亲", "请问这款黑色的直筒裤现在还有货吗"}, {"??", "??"},
	}, nearDuplicates([]string{"请问这款黑色的直筒裤现在还有货吗", "請問這款黑色的直筒褲現在還有貨嗎?", "请问这款黑色的直筒裤现在还有货吗亲", "这款黑色断货了", "能机洗吗", "能手洗吗", "??", "??", "?!"}))
}

func TestPacksHoldFewNearDuplicates(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		lines := packLines(t, language)
		all, near := 0, 0
		for _, id := range slices.Sorted(maps.Keys(lines)) {
			found := nearDuplicates(lines[id])
			all, near = all+len(lines[id]), near+len(found)
			for _, f := range found {
				t.Logf("%s %s: %q is like %q", language, id, f[0], f[1])
			}
		}
		t.Logf("%s: %d lines, %d near duplicates (%.2f %%)", language, all, near, 100*float64(near)/float64(all))
		require.Less(t, near*100, nearMost*all, language)
	}
}

func TestPacksAreBroad(t *testing.T) {
	often := []string{"stock", "size", "colour_difference", "logistics.", "returns.", "bargain.", "complaint."}
	for language, least := range map[string]struct{ often, other, oos, several int }{
		"zh": {often: 150, other: 80, oos: 1500, several: 300},
		"en": {often: 60, other: 40},
	} {
		several := 0
		lines := packLines(t, language)
		for ids, list := range lines {
			if strings.Contains(ids, "+") {
				several += distinct(list)
			}
		}
		require.GreaterOrEqual(t, several, least.several, language)
		require.GreaterOrEqual(t, distinct(lines[OOS]), least.oos, language)
		for _, id := range RetailIDs {
			want := least.other
			if slices.ContainsFunc(often, func(s string) bool { return strings.HasPrefix(id, s) }) {
				want = least.often
			}
			require.GreaterOrEqual(t, distinct(lines[id]), want, "%s %s", language, id)
		}
	}
}

// distinct is how many lines are neither equal nor nearly equal to another.
func distinct(lines []string) int { return len(lines) - len(nearDuplicates(lines)) }
