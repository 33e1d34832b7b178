// Package boltstore keeps conversations in one file, durably, for a service that runs in one process. It needs no server: the
// file is a bbolt database.
//
// A Put returns when its state is on disk. Puts that arrive while another is being synced are written together in the next
// transaction, so that many conversations at once cost little more than one: nobody waits for company, and nobody pays alone.
// States that expired are removed a few at a time along with each write. Erased data may stay in free pages of the file
// until these are used again; keep the file where customers' data may be kept, and [Compact] it now and then.
package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"

	"github.com/huashu-go/huashu/engine"
)

// Options configure a store; the zero value works.
type Options struct {
	Now     func() time.Time // by which states expire; default time.Now
	Timeout time.Duration    // how long Open waits while another process has the file; default 1s
	NoSync  bool             // leave syncing to the operating system: faster, but a power cut may damage the file
}

// Store is an engine.Store and an engine.DueLister over a bbolt file. It is safe for concurrent use by one process.
type Store struct {
	db     *bbolt.DB
	now    func() time.Time
	writer writer
}

// The file holds three buckets. conversations maps a key to a record (record.go); wakes and expiries are indexes whose keys are
// a time, eight bytes big-endian, followed by the conversation's key, so that a cursor meets what is due first.
var (
	conversations = []byte("conversations")
	wakes         = []byte("wakes")
	expiries      = []byte("expiries")
)

// maxKey leaves room for the time before a key in an index.
const maxKey = bbolt.MaxKeySize - 8

// Open opens the file, creating it where there is none. Close it when the engine is no longer used. Only one process can have
// the file open.
func Open(path string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Timeout <= 0 {
		o.Timeout = time.Second
	}
	db, err := openFile(path, &bbolt.Options{Timeout: o.Timeout, NoSync: o.NoSync, FreelistType: bbolt.FreelistMapType})
	if errors.Is(err, bbolterrors.ErrTimeout) {
		return nil, fmt.Errorf("boltstore: %s is open in another process; end it, or share conversations through redisstore", path)
	}
	if err != nil {
		return nil, fmt.Errorf("boltstore: opening %s: %w", path, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{conversations, wakes, expiries} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("boltstore: preparing %s: %w", path, err)
	}
	s := &Store{db: db, now: o.Now}
	s.writer.start(s.commit)
	return s, nil
}

// openFile opens the file that has the path once it is ours. One that waited while Compact put another in its place holds a file that
// nobody will see again, and begins anew.
func openFile(path string, o *bbolt.Options) (*bbolt.DB, error) {
	var file *os.File
	o.OpenFile = func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
		file, err = os.OpenFile(name, flag, mode)
		return file, err
	}
	for {
		db, err := bbolt.Open(path, 0o600, o)
		if err != nil {
			return nil, err
		}
		ours, err := file.Stat()
		if err != nil {
			_ = db.Close()
			return nil, err
		}
		if named, err := os.Stat(path); err == nil && os.SameFile(ours, named) {
			return db, nil
		}
		if err := db.Close(); err != nil {
			return nil, err
		}
	}
}

// Close waits for the writes under way and closes the file. Writes that come later fail.
func (s *Store) Close() error {
	s.writer.stop()
	return s.db.Close()
}

// Get implements engine.Store.
func (s *Store) Get(ctx context.Context, key string) (*engine.State, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var st *engine.State
	err := s.db.View(func(tx *bbolt.Tx) error {
		r, err := read(tx.Bucket(conversations).Get([]byte(key)))
		if err != nil || r.state == nil || s.expired(r) {
			return err
		}
		st, err = engine.DecodeState(r.state)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("boltstore: conversation %q: %w", key, err)
	}
	return st, nil
}

// expired agrees with the other stores: a state is kept up to and including the time at which it expires.
func (s *Store) expired(r record) bool { return s.now().UnixNano() > r.expires }

// Put implements engine.Store. When ctx ends before the write has begun nothing is written; once begun it is waited for.
func (s *Store) Put(ctx context.Context, key string, prev, next *engine.State) error {
	if len(key) == 0 || len(key) > maxKey {
		return fmt.Errorf("boltstore: a conversation's key of %d bytes; want 1 to %d", len(key), maxKey)
	}
	data, err := encode(next)
	if err != nil {
		return fmt.Errorf("boltstore: conversation %q: %w", key, err)
	}
	return s.writer.do(ctx, &write{key: []byte(key), prev: prev.Revision(), next: data})
}

// Delete implements engine.Store. Nothing of the conversation is found any more; see [Compact] for the bytes in the file.
func (s *Store) Delete(ctx context.Context, key string) error {
	return s.writer.do(ctx, &write{key: []byte(key), forget: true})
}

// Due lists conversations whose wake time has come, at most limit, the longest due first. It implements engine.DueLister.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var keys []string
	err := s.db.View(func(tx *bbolt.Tx) error {
		states, last := tx.Bucket(conversations), now.UnixNano()
		c := tx.Bucket(wakes).Cursor()
		for k, _ := c.First(); k != nil && len(keys) < limit; k, _ = c.Next() {
			at, key := fromIndex(k)
			if at > last {
				break
			}
			// A damaged record is for Get to report; it must not keep the others from waking.
			if r, err := read(states.Get(key)); err == nil && r.wake == at && !s.expired(r) {
				keys = append(keys, string(key))
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("boltstore: listing what is due: %w", err)
	}
	return keys, nil
}

// Len is how many conversations the file holds, expired ones included until they are removed.
func (s *Store) Len() int {
	n := 0
	_ = s.db.View(func(tx *bbolt.Tx) error {
		n = tx.Bucket(conversations).Stats().KeyN
		return nil
	})
	return n
}

// commit carries out writes in one transaction, each after the ones before it. What a single write comes to is left in it; an
// error is the transaction's, and then nothing was written.
func (s *Store) commit(writes []*write) error {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for _, w := range writes {
			if err := s.apply(tx, w); err != nil {
				return err
			}
		}
		return s.sweep(tx, 2*len(writes))
	})
	if err != nil {
		return fmt.Errorf("boltstore: writing: %w", err)
	}
	return nil
}

func (s *Store) apply(tx *bbolt.Tx, w *write) error {
	states := tx.Bucket(conversations)
	stored, err := read(states.Get(w.key))
	if w.forget {
		// A record that cannot be read is forgotten, too; readers of the indexes pass over what is left of it there.
		if err := unindex(tx, w.key, stored); err != nil {
			return err
		}
		return states.Delete(w.key)
	}
	if err != nil {
		w.err = fmt.Errorf("boltstore: conversation %q: %w", w.key, err)
		return nil
	}
	revision := stored.revision
	if stored.state != nil && s.expired(stored) {
		revision = 0
	}
	if revision != w.prev {
		w.err = engine.ErrConflict
		return nil
	}
	next, err := read(w.next)
	if err != nil {
		return err
	}
	if err := reindex(tx, w.key, stored, next); err != nil {
		return err
	}
	return states.Put(w.key, w.next)
}

// sweep removes at most most expired conversations, the longest expired first.
func (s *Store) sweep(tx *bbolt.Tx, most int) error {
	now := s.now().UnixNano()
	states, index := tx.Bucket(conversations), tx.Bucket(expiries)
	var gone [][]byte // entries of the index; a cursor must not see the bucket change
	c := index.Cursor()
	for k, _ := c.First(); k != nil && len(gone) < most; k, _ = c.Next() {
		if at, _ := fromIndex(k); at >= now {
			break
		}
		gone = append(gone, slices.Clone(k))
	}
	for _, k := range gone {
		at, key := fromIndex(k)
		if err := index.Delete(k); err != nil {
			return err
		}
		stored, err := read(states.Get(key))
		if err != nil || stored.state == nil || stored.sweepAt() != at {
			continue // the entry outlived a damaged record
		}
		if err := unindex(tx, key, stored); err != nil {
			return err
		}
		if err := states.Delete(key); err != nil {
			return err
		}
	}
	return nil
}
