package intents

import (
	"runtime"
	"sync"

	"github.com/huashu-go/huashu/engine/text"
)

// known are the samples that a model carries with it, as rows of the model: sample i has rows[at[i]:at[i+1]].
type known struct {
	at   []int32
	rows []int32
	root []int32 // the length of each sample, 1/256
}

// knownSamples works them out when the first shop adds examples of its own. They are shared by all that do.
func (m *Model) knownSamples() *known {
	m.once.Do(func() {
		m.samples = unpackSamples(m.packed, m.classes)
		parts := make([]known, runtime.GOMAXPROCS(0))
		inParallel(len(m.samples), len(parts), func(worker, from, to int) { parts[worker].read(m, m.samples[from:to]) })
		k := &m.known
		size := 0
		for _, p := range parts {
			size += len(p.rows)
		}
		k.at, k.rows = make([]int32, 1, len(m.samples)+1), make([]int32, 0, size)
		for _, p := range parts {
			for _, end := range p.at {
				k.at = append(k.at, int32(len(k.rows))+end)
			}
			k.rows, k.root = append(k.rows, p.rows...), append(k.root, p.root...)
		}
	})
	return &m.known
}

// read appends samples; at gets their ends.
func (k *known) read(m *Model, samples []labelled) {
	var n text.Normalized
	var f features
	for _, s := range samples {
		text.Normalize(&n, s.text)
		f.extract(n.Runes)
		norm := uint64(0)
		for _, h := range f.hashes {
			row, idf := m.find(h)
			if row < 0 {
				norm += uint64(m.unknown)
				continue
			}
			norm += uint64(idf) * uint64(idf)
			k.rows = append(k.rows, int32(row))
		}
		k.at = append(k.at, int32(len(k.rows)))
		k.root = append(k.root, int32(max(isqrt(norm), 1)))
	}
}

// inParallel shares n things out to workers, each of which does one stretch of them, in order.
func inParallel(n, workers int, do func(worker, from, to int)) {
	var wg sync.WaitGroup
	for i := range workers {
		wg.Go(func() { do(i, i*n/workers, (i+1)*n/workers) })
	}
	wg.Wait()
}
