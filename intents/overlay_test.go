package intents

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// templateShop is a shop of n intents that all are asked in the same words about another thing.
func templateShop(n int) (own []Intent) {
	for i := range n {
		own = append(own, Intent{ID: fmt.Sprintf("own.%03d", i), Examples: []string{"请问" + thing(i) + "怎么预约", "想预约" + thing(i)}})
	}
	return own
}

// thing is a made-up name, of three characters that no two share in the same order.
func thing(i int) string {
	syllables := []rune("峦岑屿澜沣湄汐淇漪沅")
	return string([]rune{syllables[i/100%10], syllables[i/10%10], syllables[i%10]})
}

func overlaid(t testing.TB, own []Intent) *Classifier {
	zh, err := Retail("zh")
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{zh}, Intents: own})
	require.NoError(t, err)
	return c
}

// What all intents of a shop have in common is asked for the likeliest of them only, and tells nothing by itself.
func TestCommonFeatures(t *testing.T) {
	const n = 300
	c := overlaid(t, templateShop(n))
	o := c.bases[0].overlay
	require.Positive(t, o.commons)
	require.Len(t, o.commonAt, o.classes+1)
	for i := 0; i < n; i += 7 {
		got := c.Understand("我要预约"+thing(i)+"哦", Context{}).Intents
		require.Len(t, got, 1, thing(i))
		require.Equal(t, fmt.Sprintf("own.%03d", i), got[0].ID)
	}
	w := c.scratch.Get().(*scratch)
	w.touched.begin(c.bases[0])
	var f features
	f.extract([]rune("请问怎么"))
	w.part.reset(c.bases[0].words)
	c.bases[0].count(&w.part, w, f.hashes)
	require.NotEmpty(t, w.part.common)
	require.LessOrEqual(t, len(w.touched.classes), 2*mostShare, "what all share touches none of them")
}

// A message has to do with as many intents as it has rare features, however many there are.
func TestWorkDoesNotGrowWithIntents(t *testing.T) {
	touchedBy := func(n int) (most int) {
		c := overlaid(t, templateShop(n))
		for i := range 100 {
			c.Understand("我要预约"+thing(i)+"哦", Context{})
			w := c.scratch.Get().(*scratch)
			most = max(most, len(w.touched.classes))
			c.scratch.Put(w)
		}
		return most
	}
	require.LessOrEqual(t, touchedBy(1000), 3*touchedBy(100))
}

// However many processors learn, the same weights come out.
func TestOverlayIsTheSameOnAnyMachine(t *testing.T) {
	own := append(templateShop(60), Intent{ID: "stock", Examples: []string{"架子上还有么", "存着几件"}})
	many := overlaid(t, own).bases[0].overlay
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	zh, err := Open(retailModel(t, "zh"))
	require.NoError(t, err)
	c, err := New(Options{Models: []*Model{zh}, Intents: own})
	require.NoError(t, err)
	require.Equal(t, many, c.bases[0].overlay)
}

func retailModel(t testing.TB, language string) string {
	m, err := Retail(language)
	require.NoError(t, err)
	return string(m.data)
}

// A shop's own intents cost it little: the model is shared.
func TestOverlayIsSmall(t *testing.T) {
	c := overlaid(t, templateShop(10))
	b := c.bases[0]
	zh, err := Retail("zh")
	require.NoError(t, err)
	require.Same(t, zh, b.Model)
	o := b.overlay
	require.Less(t, 8*len(o.features.slots)+4*(len(o.features.dir)+len(o.weights)+len(o.common)+len(o.commonAt)), 20<<10)
}

func TestTooManyIntents(t *testing.T) {
	_, err := New(Options{Intents: make([]Intent, maxIntents+1)})
	require.ErrorContains(t, err, "there can be 262144")
}

func TestIndex(t *testing.T) {
	x := newIndex(nil)
	_, ok := x.find(7)
	require.False(t, ok)
	random := uint64(1)
	var hashes []uint32
	for range 5000 {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		hashes = append(hashes, uint32(random)&^1)
	}
	hashes = append(hashes, hashes[:100]...)
	x = newIndex(hashes)
	require.Len(t, x.slots, 5000)
	for i, s := range x.slots {
		require.True(t, i == 0 || x.slots[i-1].hash < s.hash)
		got, ok := x.find(s.hash)
		require.True(t, ok)
		require.EqualValues(t, i, got)
		_, ok = x.find(s.hash | 1)
		require.False(t, ok)
	}
}

// Vectors come to their goals, and their rivals stay away.
func TestVectors(t *testing.T) {
	var v vectors
	v.reset(3)
	put := func(goal int64, rival bool, places ...int32) {
		for _, k := range places {
			v.add(k, 256, 512)
		}
		v.end(goal, rival)
	}
	put(2*one, false, 0, 1)
	put(0, true, 1, 2, 2)
	put(one, true, 2)
	v.drop()
	put(one, false, 0, 2)
	require.Equal(t, []int32{0, 2, 4, 6}, v.at, "what comes twice is one")
	weights := make([]int64, 3)
	v.fit(weights, 200, one/1024, one/1024)
	require.InDelta(t, 2*one, v.score(weights, 0), one/20)
	require.Less(t, v.score(weights, 1), int64(one/20))
	require.Greater(t, v.score(weights, 2), int64(one*19/20))
}
