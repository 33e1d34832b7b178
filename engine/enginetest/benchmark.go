package enginetest

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/huashu-go/huashu/engine"
)

// Benchmark measures Engine.Handle. One writer, or writers times GOMAXPROCS of them, say all the texts to a conversation and go
// on to a new one of their own. Beside the usual figures it reports the median of a call
// as median-ns.
func Benchmark(b *testing.B, shop *engine.Shop, cfg engine.Config, writers int, texts ...string) {
	e, err := engine.New(shop, cfg)
	if err != nil {
		b.Fatal(err)
	}
	w := &benchmark{B: b, engine: e, texts: texts}
	b.ReportAllocs()
	if writers > 1 {
		b.SetParallelism(writers)
		b.ResetTimer()
		b.RunParallel(func(pb *testing.PB) { w.write(pb.Next) })
	} else {
		w.write(b.Loop)
	}
	slices.Sort(w.spans)
	b.ReportMetric(float64(w.spans[len(w.spans)/2]), "median-ns")
}

// benchmark is what the writers share.
type benchmark struct {
	*testing.B
	engine  *engine.Engine
	texts   []string
	mu      sync.Mutex
	writers int
	spans   []time.Duration
}

// mostSpans bounds what one writer adds to the median.
const mostSpans = 1 << 16

func (w *benchmark) write(next func() bool) {
	w.mu.Lock()
	w.writers++
	prefix := strconv.Itoa(w.writers) + "-"
	w.mu.Unlock()
	var in engine.Input
	spans := make([]time.Duration, 0, mostSpans)
	for i := 0; next(); i++ {
		if i%len(w.texts) == 0 {
			in.Conversation = prefix + strconv.Itoa(i)
		}
		in.Text = w.texts[i%len(w.texts)]
		start := time.Now()
		if _, err := w.engine.Handle(context.Background(), in); err != nil {
			w.Error(err)
			return
		}
		if len(spans) < cap(spans) {
			spans = append(spans, time.Since(start))
		}
	}
	w.mu.Lock()
	w.spans = append(w.spans, spans...)
	w.mu.Unlock()
}
