package boltstore

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/huashu-go/huashu/engine"
)

// holding is a store with a conversation that has told a phone number, wants to be woken and waits for a person, among others.
func holding(t *testing.T, path string) *Store {
	t.Helper()
	s := open(t, path, func() time.Time { return morning })
	for i := range 200 {
		require.NoError(t, s.Put(ctx, fmt.Sprint("other", i), nil, greeted(nil, morning)))
	}
	st := unpaid(nil, morning)
	require.NoError(t, s.Put(ctx, "buyer-1", nil, st))
	for _, text := range []string{"电话13912345678", "转人工"} {
		next := turn(st, engine.Input{ID: text, Text: text}, morning)
		require.NoError(t, s.Put(ctx, "buyer-1", st, next))
		st = next
	}
	require.True(t, st.HandedOff())
	return s
}

// A conversation that is forgotten is in none of the buckets, neither by its key nor by what it held.
func TestForgetLeavesNothing(t *testing.T) {
	s := holding(t, filepath.Join(t.TempDir(), "states.db"))
	held := func() (found int) {
		require.NoError(t, s.db.View(func(tx *bbolt.Tx) error {
			return tx.ForEach(func(_ []byte, b *bbolt.Bucket) error {
				return b.ForEach(func(k, v []byte) error {
					if bytes.Contains(k, []byte("buyer-1")) || bytes.Contains(v, []byte("13912345678")) {
						found++
					}
					return nil
				})
			})
		}))
		return found
	}
	require.Equal(t, 3, held(), "the state, its wake and its expiry")
	require.NoError(t, s.Delete(ctx, "buyer-1"))
	require.Zero(t, held())
	require.Equal(t, 200, s.Len())
}

// The file of a store keeps bytes of what was erased in its free pages; compacted it does not.
func TestCompactLeavesNothingInTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "states.db")
	s := holding(t, path)
	require.NoError(t, s.Delete(ctx, "buyer-1"))
	require.ErrorContains(t, Compact(path), "is open; end the process that has it")
	require.NoError(t, s.Close())
	holds := func() bool {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		return bytes.Contains(data, []byte("13912345678"))
	}
	require.True(t, holds(), "free pages: what the doc comment warns of")
	require.NoError(t, os.WriteFile(path+".compact", []byte("what a crash left"), 0o600))
	require.NoError(t, Compact(path))
	require.False(t, holds())
	require.NoFileExists(t, path+".compact")
	again := open(t, path, func() time.Time { return morning })
	require.Equal(t, 200, again.Len())
	st, err := again.Get(ctx, "other7")
	require.NoError(t, err)
	require.NotNil(t, st)
	require.NoError(t, again.Put(ctx, "other7", st, greeted(st, morning)))

	require.ErrorIs(t, Compact(filepath.Join(t.TempDir(), "absent.db")), os.ErrNotExist)
}

// A process that waits while the file is replaced gets the new one, not the one that nobody will see again.
func TestOpenWaitsOutCompact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "states.db")
	require.NoError(t, open(t, path, nil).Close())
	held, err := bbolt.Open(path, 0o600, nil)
	require.NoError(t, err)
	opened := make(chan *Store)
	go func() {
		s, err := Open(path, Options{Now: func() time.Time { return morning }})
		if err != nil {
			t.Error(err)
		}
		opened <- s
	}()
	time.Sleep(60 * time.Millisecond) // the other holds a descriptor by now; if not, the test shows nothing
	require.NoError(t, copyTo(path+".compact", held))
	require.NoError(t, os.Rename(path+".compact", path))
	require.NoError(t, held.Close())
	s := <-opened
	require.NoError(t, s.Put(ctx, "late", nil, greeted(nil, morning)))
	require.NoError(t, s.Close())
	got, err := open(t, path, func() time.Time { return morning }).Get(ctx, "late")
	require.NoError(t, err)
	require.NotNil(t, got)
}
