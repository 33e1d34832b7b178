package redisstore

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/huashu-go/huashu/engine"
	"github.com/huashu-go/huashu/engine/enginetest"
	"github.com/huashu-go/huashu/engine/redisstore/redistest"
)

// Each benchmark of the store stands beside the bare call with the same bytes: the difference is ours and the script's.

func benchStore(b *testing.B) (*Store, [2]*engine.State) {
	s := New(connect(b, redistest.Start(b).Addr), Options{})
	first := greeted(b, nil, time.Now())
	require.NoError(b, s.Put(ctx, "a", nil, first))
	return s, [2]*engine.State{first, greeted(b, first, time.Now().Add(time.Minute))}
}

func BenchmarkGet(b *testing.B) {
	s, _ := benchStore(b)
	b.Run("store", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if st, err := s.Get(ctx, "a"); err != nil || st == nil {
				b.Fatal(st, err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.client.Get(ctx, "huashu:a").Bytes(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPut(b *testing.B) {
	s, states := benchStore(b)
	b.Run("store", func(b *testing.B) {
		require.NoError(b, s.Delete(ctx, "a"))
		require.NoError(b, s.Put(ctx, "a", nil, states[0]))
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if err := s.Put(ctx, "a", states[i%2], states[(i+1)%2]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bare", func(b *testing.B) {
		data, err := encode(states[0])
		require.NoError(b, err)
		b.ReportAllocs()
		for b.Loop() {
			if err := s.client.Set(ctx, "huashu:a", data, time.Hour).Err(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkHandle is whole turns of 16 writers, to be set beside BenchmarkTurnParallel.
func BenchmarkHandle(b *testing.B) {
	s, _ := benchStore(b)
	shop, err := engine.Load(haggling)
	require.NoError(b, err)
	enginetest.Benchmark(b, shop, engine.Config{Store: s}, 8, "在吗", "有货吗", "包邮吗")
}

// BenchmarkTurnParallel is what a turn costs of Redis, a Get and a Put, by 16 goroutines at once.
func BenchmarkTurnParallel(b *testing.B) {
	s, states := benchStore(b)
	var n atomic.Int64
	b.SetParallelism(8)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		key := fmt.Sprint("w", n.Add(1))
		for i := 0; pb.Next(); i++ {
			prev, err := s.Get(ctx, key)
			if err == nil {
				err = s.Put(ctx, key, prev, states[i%2])
			}
			if err != nil {
				b.Error(err)
			}
		}
	})
}
