package engine_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// mostKB is what one ordinary shop may keep in memory before its first search.
const mostKB = 600

// liveKB is the memory in use after a collection.
func liveKB() float64 {
	for range 3 {
		runtime.GC() // what one collection finalises, the next frees
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1024
}

// loadShops loads n shops, from seed on.
func loadShops(t testing.TB, seed, n int, size shopSize) []*engine.Shop {
	t.Helper()
	shops := make([]*engine.Shop, n)
	for i := range shops {
		var err error
		shops[i], err = engine.Load(seededShop(seed+i, size))
		require.NoError(t, err)
	}
	return shops
}

// settled is how many goroutines there are once those that are ending have ended: at most want, unless some stay for long.
func settled(want int) int {
	n := 0
	for range 200 {
		runtime.GC()
		if n = runtime.NumGoroutine(); n <= want {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	return n
}

// Many shops in a process: each keeps little, starts nothing before its first search, and leaves nothing behind. The built-in models
// are shared: they alone are several times as large as a shop.
func TestManyShopsAreSmall(t *testing.T) {
	loadShops(t, 0, 1, ordinary) // what all shops of a process share
	before, goroutines := liveKB(), settled(0)
	shops := loadShops(t, 0, 2, ordinary)
	require.LessOrEqual(t, (liveKB()-before)/float64(len(shops)), float64(mostKB), "KB a shop")
	shops = append(shops, loadShops(t, 2, 30, shopSize{rules: 50, articles: 50, products: 20})...)
	loaded := liveKB()
	require.LessOrEqual(t, (loaded-before)/float64(len(shops)), float64(mostKB), "KB a shop")
	require.Equal(t, goroutines, settled(goroutines), "a shop that was not searched has no goroutine")

	for i, shop := range shops {
		search(t, shop, i)
	}
	searched := settled(goroutines)
	require.Greater(t, searched, goroutines, "the test is about an index that works in the background")
	require.LessOrEqual(t, searched-goroutines, len(shops), "goroutines of shops that were searched")
	require.LessOrEqual(t, (liveKB()-loaded)/float64(len(shops)), float64(mostKB), "KB a shop that the first search adds")

	clear(shops)
	require.Equal(t, goroutines, settled(goroutines), "goroutines after the shops are gone")
	require.InDelta(t, before, liveKB(), mostKB, "memory after the shops are gone")
}

// search asks for one of the articles of a seeded shop.
func search(t testing.TB, shop *engine.Shop, n int) {
	t.Helper()
	hits, _, err := shop.Search(context.Background(), "礼盒"+word(n*100+7)+"怎么弄", "", morning)
	require.NoError(t, err)
	require.Equal(t, "a07", hits[0].ID)
}

// BenchmarkManyShops loads a thousand ordinary shops, then searches each; and hundreds with only a part of one, for what the parts
// cost. Run it with -benchtime 1x.
func BenchmarkManyShops(b *testing.B) {
	for _, c := range []struct {
		name string
		n    int
		size shopSize
	}{
		{"settings", 200, shopSize{}},
		{"rules", 200, shopSize{rules: 50}},
		{"articles", 200, shopSize{articles: 50}},
		{"products", 200, shopSize{products: 20}},
		{"own intents", 20, shopSize{own: 4}},
		{"ordinary", 1000, ordinary},
	} {
		b.Run(fmt.Sprintf("%s-%d", c.name, c.n), func(b *testing.B) {
			for b.Loop() {
				loadShops(b, 0, 1, ordinary)
				before, goroutines := liveKB(), settled(0)
				began := time.Now()
				shops := loadShops(b, 0, c.n, c.size)
				b.ReportMetric(float64(time.Since(began).Microseconds())/1000/float64(c.n), "ms/load")
				loaded := liveKB()
				b.ReportMetric((loaded-before)/float64(c.n), "KB/shop")
				b.ReportMetric(float64(settled(goroutines)-goroutines)/float64(c.n), "goroutines/shop")
				for _, shop := range shops {
					_, _, err := shop.Search(context.Background(), "怎么弄", "", morning)
					require.NoError(b, err)
				}
				b.ReportMetric((liveKB()-loaded)/float64(c.n), "KB/search")
				b.ReportMetric(float64(runtime.NumGoroutine()-goroutines)/float64(c.n), "goroutines/search")
				runtime.KeepAlive(shops)
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}
