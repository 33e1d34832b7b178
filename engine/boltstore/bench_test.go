package boltstore

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
)

// Each benchmark of the store stands beside the bare bbolt call with the same bytes: the difference is ours.

func BenchmarkGet(b *testing.B) {
	s, _ := filled(b)
	b.Run("store", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if got, err := s.Get(ctx, fmt.Sprint(i%kept)); err != nil || got == nil {
				b.Fatal(got, err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			_ = s.db.View(func(tx *bbolt.Tx) error {
				if tx.Bucket(conversations).Get([]byte(fmt.Sprint(i%kept))) == nil {
					b.Fatal("absent")
				}
				return nil
			})
		}
	})
}

// BenchmarkPut is one writer alone: each write is synced on its own.
func BenchmarkPut(b *testing.B) {
	b.Run("store", func(b *testing.B) {
		s, states := filled(b)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if err := s.Put(ctx, fmt.Sprint(i%kept), states[i/kept%2], states[(i/kept+1)%2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		s, states := filled(b)
		data, _ := encode(states[1])
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket(conversations).Put([]byte(fmt.Sprint(i%kept)), data) }); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPutParallel is 128 writers at once, for which bbolt has Batch.
func BenchmarkPutParallel(b *testing.B) {
	b.Run("store", func(b *testing.B) {
		s, states := filled(b)
		var n atomic.Int64
		b.SetParallelism(64)
		b.ReportAllocs()
		b.ResetTimer() // b.Loop does this where it is used
		b.RunParallel(func(pb *testing.PB) {
			// Every writer has conversations of its own.
			key := fmt.Sprint("w", n.Add(1))
			for prev, i := (*engine.State)(nil), 0; pb.Next(); i++ {
				if err := s.Put(ctx, key, prev, states[i%2]); err != nil {
					b.Error(err)
				}
				prev = states[i%2]
			}
		})
	})
	b.Run("bare", func(b *testing.B) {
		s, states := filled(b)
		s.db.MaxBatchSize = 128
		data, _ := encode(states[1])
		var n atomic.Int64
		b.SetParallelism(64)
		b.ReportAllocs()
		b.ResetTimer() // b.Loop does this where it is used
		b.RunParallel(func(pb *testing.PB) {
			key := []byte(fmt.Sprint("w", n.Add(1)))
			for pb.Next() {
				if err := s.db.Batch(func(tx *bbolt.Tx) error { return tx.Bucket(conversations).Put(key, data) }); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

// BenchmarkHandle is whole turns of 128 writers, to be set beside BenchmarkPutParallel.
func BenchmarkHandle(b *testing.B) {
	enginetest.Benchmark(b, shop(), engine.Config{Store: open(b, filepath.Join(b.TempDir(), "states.db"), nil)}, 64, "在吗", "有货吗", "包邮吗")
}

// kept is how many conversations the benchmarks go round.
const kept = 1000

// filled is a store of kept conversations, and two states to change between; the first is stored.
func filled(b *testing.B) (*Store, [2]*engine.State) {
	s := open(b, filepath.Join(b.TempDir(), "states.db"), nil)
	first := greeted(nil, s.now())
	for i := range kept {
		require.NoError(b, s.Put(ctx, fmt.Sprint(i), nil, first))
	}
	return s, [2]*engine.State{first, unpaid(first, s.now())}
}
