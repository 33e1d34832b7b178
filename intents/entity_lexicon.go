package intents

import (
	"strings"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// lexicon is everything that the extractor knows without a shop. It is immutable.
type lexicon struct {
	trie        *trie // words of entities, and traps; values index meanings
	meanings    []meaning
	places      []place
	goods       *trie // what places are known for, and words that only begin so
	placeSounds *trie // the names of places by their sounds; values index places
	hues        []hue
	cueTrie     *trie // words that tell what a value is, what the customer wishes and how he feels; values index cueSets
	cueSets     []cueSet
	units       *trie // what stands behind a number; values are units
	tints       []tint
	tintEnds    []uint64 // the sounds, as a bitmap, that stand before the 色 of a tint
}

// meaning is what a built-in word says.
type meaning struct {
	kind    meansKind
	context bool  // only where the words around it say so
	arg     int32 // index of places or hues, or a number
	str     string
}

type meansKind uint8

const (
	meansNothing  meansKind = iota // a trap: what begins within is no number, colour, size, place or date
	meansColour                    // arg: hue
	meansSize                      // str: canonical size
	meansPlace                     // arg: place
	meansDay                       // arg: days from today
	meansTwoDays                   // the first of two days in one word, 明后天; arg: days from today to the first
	meansWeekday                   // arg: 10×which + day 1..7; see weekday
	meansMonth                     // English month; arg 1..12
	meansMonthEnd                  // arg: months from now
	meansNextDay                   // 下个月, 这个月: a day follows; arg: months from now
	meansDiscount                  // arg: hundredths
)

// hue is a colour: its canonical Chinese word, and the English one.
type hue struct{ zh, en string }

// words is the built-in lexicon, compiled once in a process when it is first needed and never changed: a constant in all but name.
var words = sync.OnceValue(newLexicon)

func newLexicon() *lexicon {
	l := &lexicon{}
	var b trieBuilder
	add := func(word string, m meaning) {
		if b.add([]rune(text.String(word)), int32(len(l.meanings))) == int32(len(l.meanings)) {
			l.meanings = append(l.meanings, m)
		}
	}
	for w := range strings.FieldsSeq(trapWords) {
		add(strings.ReplaceAll(w, "_", " "), meaning{})
	}
	for w, days := range dayWords {
		for w := range strings.FieldsSeq(w) {
			add(strings.ReplaceAll(w, "_", " "), meaning{kind: meansDay, arg: int32(days)})
		}
	}
	for w, first := range map[string]int32{"今明": 0, "今明两天": 0, "今明天": 0, "明后": 1, "明后天": 1, "明后两天": 1, "昨今两天": -1} {
		add(w, meaning{kind: meansTwoDays, arg: first})
	}
	addWeekdays(add)
	for w, months := range map[string]int{"这个月": 0, "本月": 0, "这月": 0, "下个月": 1, "下月": 1, "上个月": -1, "上月": -1} {
		add(w, meaning{kind: meansNextDay, arg: int32(months)})
		add(w+"底", meaning{kind: meansMonthEnd, arg: int32(months)})
	}
	add("月底", meaning{kind: meansMonthEnd})
	add("月末", meaning{kind: meansMonthEnd})
	for w, m := range monthWords {
		add(w, meaning{kind: meansMonth, arg: int32(m)})
	}
	for w, size := range sizeWords {
		for w := range strings.FieldsSeq(w) {
			add(strings.ReplaceAll(w, "_", " "), meaning{kind: meansSize, str: size, context: w[0] < 0x80})
		}
	}
	add("对折", meaning{kind: meansDiscount, arg: 50})
	add("半价", meaning{kind: meansDiscount, arg: 50, context: true})
	add("half price", meaning{kind: meansDiscount, arg: 50})
	l.addHues(add)
	l.addShades(add)
	l.addPlaces(add)
	l.addPlaceSounds()
	l.addOrigins()
	l.trie = b.build()
	l.addCues()
	l.addUnits()
	return l
}

// addHues reads colourWords: canonical Chinese word, English word, other ways of saying it. A word of one character counts only in
// context, and so does one behind ?.
func (l *lexicon) addHues(add func(string, meaning)) {
	for line := range strings.Lines(colourWords) {
		f := strings.Fields(line)
		if len(f) == 0 {
			continue
		}
		at := int32(len(l.hues))
		l.hues = append(l.hues, hue{zh: f[0], en: strings.ReplaceAll(strings.TrimPrefix(f[1], "?"), "_", " ")})
		for _, w := range f {
			w, vague := strings.CutPrefix(strings.ReplaceAll(w, "_", " "), "?")
			add(w, meaning{kind: meansColour, arg: at, context: vague || len([]rune(w)) == 1})
		}
	}
}

func (l *lexicon) addCues() {
	var b trieBuilder
	of := map[string]cueSet{}
	var order []string
	for _, row := range cueWords {
		for w := range strings.FieldsSeq(row.words) {
			w = text.String(strings.ReplaceAll(w, "_", " "))
			if _, known := of[w]; !known {
				order = append(order, w)
			}
			of[w] |= row.set
		}
	}
	for _, w := range order {
		b.add([]rune(w), int32(len(l.cueSets)))
		l.cueSets = append(l.cueSets, of[w])
	}
	l.cueTrie = b.build()
}

func (l *lexicon) addUnits() {
	var b trieBuilder
	for _, row := range unitWords {
		for w := range strings.FieldsSeq(row.words) {
			b.add([]rune(text.String(strings.ReplaceAll(w, "_", " "))), int32(row.unit))
		}
	}
	l.units = b.build()
}

// addWeekdays adds 周五, 星期五, 礼拜五 with 这, 下, 下下 and 上 before them, and the English ones.
func addWeekdays(add func(string, meaning)) {
	before := []struct {
		says  string
		which int
	}{{"", nearest}, {"这 本 这个 本个", thisWeek}, {"下 下个", nextWeek}, {"下下 下下个", weekAfter}, {"上 上个", lastWeek}}
	days := [...]string{"一", "二", "三", "四", "五", "六", "日", "天", "末"}
	for _, p := range before {
		says := strings.Fields(p.says)
		if len(says) == 0 {
			says = []string{""}
		}
		for _, say := range says {
			for _, name := range []string{"周", "星期", "礼拜"} {
				for i, d := range days {
					if name == "星期" && d == "末" || name == "礼拜" && d == "末" {
						continue
					}
					day := min(i+1, 7)
					if d == "末" {
						day = weekend
					}
					add(say+name+d, meaning{kind: meansWeekday, arg: int32(10*p.which + day)})
				}
			}
		}
	}
	english := [...]string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
	for i, d := range english {
		for say, which := range map[string]int{"": nearest, "this ": thisWeek, "next ": nextWeek, "last ": lastWeek} {
			add(say+d, meaning{kind: meansWeekday, arg: int32(10*which + i + 1)})
		}
	}
	add("this weekend", meaning{kind: meansWeekday, arg: 10*thisWeek + weekend})
	add("next weekend", meaning{kind: meansWeekday, arg: 10*nextWeek + weekend})
}
