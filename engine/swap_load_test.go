package engine_test

import (
	"context"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
)

// version is a shop of which every text says that it is the n-th: 〔n〕.
func version(t testing.TB, n int) *engine.Shop {
	t.Helper()
	mark := func(text string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "〔〕", fmt.Sprintf("〔%d〕", n)))}
	}
	shop, err := engine.Load(fstest.MapFS{
		"shop.yaml": mark(`version: 1
name: 小店
slots:
  height: {type: height}
  weight: {type: weight}
vars: {mark: 〔〕}
tone:
  prefix: 亲${vars.mark}，
notices:
  - say: 本店${vars.mark}放假
texts:
  not_understood: 没听懂〔〕
  did_you_mean: 您是想问〔〕
  none_of_these: 都不是〔〕
  resume: 刚才说到〔〕，
  empty: 在的〔〕
  gave_up: 请同事来帮您〔〕
  handoff: 请同事来看〔〕
`),
		"kb/a.yaml": mark("articles:\n  - id: wash\n    ask: [羊毛大衣能不能放进洗衣机里洗〔〕]\n    say: 不能机洗〔〕\n"),
		"rules/a.yaml": mark(`rules:
  - id: size
    on: size
    ask:
      height: 身高多少〔〕
      weight: {say: 体重多少〔〕, again: 大概多重〔〕}
    say: 记下了〔〕
  - id: guide
    on: logistics.carrier
    say:
      - 按数字选〔〕
      - 选哪个〔〕
    choices:
      - show: 申通〔〕
        say: 发申通〔〕
      - show: 顺丰〔〕
        say: 发顺丰〔〕
  - id: quality
    on: quality
    steps:
      - say: 纯棉的〔〕
      - say: 质检过〔〕
        expect:
          affirm: 报告发您〔〕
    after_last: restart
  - id: affirm
    on: affirm
    say: 好的〔〕
  - id: greeting
    on: greeting
    say: 在呢〔〕
`),
	})
	require.NoError(t, err)
	return shop
}

// swapLines open everything that such a shop has to open, and go on with it.
var swapLines = []string{"在吗", "穿什么码", "175", "65公斤", "发什么快递", "2", "质量怎么样", "质量怎么样", "好的",
	"羊毛大衣洗衣机", "1", "发什么快递", "穿什么码", "质量怎么样", "算了不问了"}

var versionMark = regexp.MustCompile(`〔(\d+)〕`)

// marks are the versions that a reply speaks for.
func marks(r engine.Reply) map[string]bool {
	all := map[string]bool{}
	for _, m := range r.Messages {
		for _, text := range append([]string{m.Text}, m.Choices...) {
			found := versionMark.FindAllStringSubmatch(text, -1)
			if len(found) == 0 {
				all["none in "+text] = true
			}
			for _, f := range found {
				all[f[1]] = true
			}
		}
	}
	return all
}

// Many conversations at once while the shop is swapped again and again: no error, no panic, no reply of two shops, no turn that
// is lost or counted twice, and what is said after a swap is said by the new shop.
func TestSwapUnderLoad(t *testing.T) {
	const versions, workers, rounds = 6, 12, 40
	shops := make([]*engine.Shop, versions)
	number := map[string]string{}
	for n := range shops {
		shops[n] = version(t, n)
		number[shops[n].Digest()] = fmt.Sprint(n)
	}
	e, err := engine.New(shops[0], engine.Config{Now: clock})
	require.NoError(t, err)
	var wg sync.WaitGroup
	stop := make(chan struct{})
	swapped := make(chan int)
	go func() { // the swapping never waits for anybody
		n := 0
		for {
			select {
			case <-stop:
				swapped <- n
				return
			default:
			}
			n++
			if err := e.Swap(shops[n%versions]); err != nil {
				t.Error(err)
			}
		}
	}()
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			conversation := fmt.Sprint("c", w/2) // each is spoken in by two
			for i := range rounds * len(swapLines) {
				in := engine.Input{Conversation: conversation, ID: fmt.Sprintf("%d/%d", w, i), Text: swapLines[(i+w)%len(swapLines)]}
				r, err := e.Handle(context.Background(), in)
				if err != nil || r.Trace.Stack != "" {
					t.Error(err, r.Trace)
					return
				}
				if r.Handoff != nil {
					if _, err := e.Handle(context.Background(), engine.Input{Conversation: conversation, Event: "agent.release"}); err != nil {
						t.Error(err)
					}
				}
				of := marks(r)
				if len(of) > 1 || len(of) == 1 && !of[number[r.Trace.Shop]] {
					t.Errorf("%q is answered by %v, the turn was worked on by %s", in.Text, shown(r), number[r.Trace.Shop])
					return
				}
			}
		}()
	}
	wg.Wait()
	close(stop)
	require.Greater(t, <-swapped, versions)
	for n, shop := range shops {
		require.NoError(t, e.Swap(shop))
		r, err := e.Handle(context.Background(), engine.Input{Conversation: "c0", Event: "agent.release"})
		require.NoError(t, err)
		require.Empty(t, r.Messages)
		r, err = e.Handle(context.Background(), engine.Input{Conversation: "c0", Text: "在吗"})
		require.NoError(t, err)
		require.Equal(t, map[string]bool{fmt.Sprint(n): true}, marks(r))
	}
}

// A turn that waits for its conversation works with the shop of the moment when it begins: no conversation goes back to an older
// shop.
func TestTurnsThatWaitSeeTheNewShop(t *testing.T) {
	store := &slowStore{Store: engine.NewMemoryStore(0), entered: make(chan struct{}), leave: make(chan struct{})}
	e, err := engine.New(version(t, 1), engine.Config{Now: clock, Store: store})
	require.NoError(t, err)
	replies := make(chan engine.Reply, 2)
	handle := func(text string) {
		r, err := e.Handle(context.Background(), engine.Input{Conversation: "c", Text: text})
		if err != nil {
			t.Error(err)
		}
		replies <- r
	}
	go handle("在吗")
	<-store.entered // the first turn has begun, on shop 1
	go handle("质量怎么样")
	require.NoError(t, e.Swap(version(t, 2)))
	store.leave <- struct{}{}
	require.Equal(t, map[string]bool{"1": true}, marks(<-replies), "in flight")
	<-store.entered
	store.leave <- struct{}{}
	require.Equal(t, map[string]bool{"2": true}, marks(<-replies), "had not begun")
}

// slowStore lets the test say when Get returns.
type slowStore struct {
	engine.Store
	entered, leave chan struct{}
}

func (s *slowStore) Get(ctx context.Context, key string) (*engine.State, error) {
	s.entered <- struct{}{}
	<-s.leave
	return s.Store.Get(ctx, key)
}

// Where customers have been searching, the index of the new shop is there before it is swapped in; where nobody has, no index is
// built at all.
func TestSwapBuildsTheIndexAhead(t *testing.T) {
	one, two, three := version(t, 1), version(t, 2), version(t, 3)
	e, err := engine.New(one, engine.Config{Now: clock})
	require.NoError(t, err)
	require.False(t, one.KB().Built())
	require.NoError(t, e.Swap(two))
	require.False(t, two.KB().Built())
	_, err = e.Handle(context.Background(), engine.Input{Conversation: "c", Text: "羊毛大衣洗衣机"})
	require.NoError(t, err)
	require.True(t, two.KB().Built())
	require.NoError(t, e.Swap(three))
	require.True(t, three.KB().Built())
}

// Over many swaps neither memory nor goroutines grow, though conversations go on and their states were written by every shop: the
// old shops are let go with their search indexes.
func TestSwapReleasesOldShops(t *testing.T) {
	const swaps, conversations = 50, 200
	e, err := engine.New(version(t, 0), engine.Config{Now: clock})
	require.NoError(t, err)
	round := func(n int) {
		require.NoError(t, e.Swap(version(t, n)))
		for c := range conversations {
			if c%swaps != n%swaps && c > 3 {
				continue
			}
			for i, text := range []string{"羊毛大衣洗衣机", "1", "穿什么码"} {
				in := engine.Input{Conversation: fmt.Sprint("c", c), ID: fmt.Sprint(n, "/", i), Text: text}
				_, err := e.Handle(context.Background(), in)
				require.NoError(t, err)
			}
		}
	}
	for n := range swaps {
		round(n)
	}
	goroutines, memory := released()
	for n := range swaps {
		round(n)
	}
	after, grown := released()
	require.LessOrEqual(t, after, goroutines+2)
	one := version(t, 0)
	require.NoError(t, one.Warm(nil))
	_, with := released()
	runtime.KeepAlive(one)
	size := max(int64(with)-int64(grown), 100_000)
	require.Less(t, int64(grown)-int64(memory), 5*size, "more than a tenth of the shops are still there; one is %d bytes", size)
}

// released counts goroutines and bytes when all that nobody refers to has been released.
func released() (goroutines int, bytes uint64) {
	var m runtime.MemStats
	for last := -1; last != runtime.NumGoroutine(); {
		last = runtime.NumGoroutine()
		for range 3 {
			runtime.GC()
			time.Sleep(10 * time.Millisecond) // cleanups have a goroutine of their own
		}
	}
	runtime.ReadMemStats(&m)
	return runtime.NumGoroutine(), m.HeapAlloc
}

// Swapped with itself as it is read anew, a shop changes nothing for anybody.
func TestSwapWithTheSameContent(t *testing.T) {
	one, err := engine.New(version(t, 1), engine.Config{Now: clock})
	require.NoError(t, err)
	other, err := engine.New(version(t, 1), engine.Config{Now: clock})
	require.NoError(t, err)
	for i, text := range swapLines {
		require.NoError(t, other.Swap(version(t, 1)))
		id := fmt.Sprint("m", i)
		require.Equal(t, say(t, one, id, text).Messages, say(t, other, id, text).Messages, text)
	}
}
