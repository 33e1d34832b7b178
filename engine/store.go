package engine

import (
	"cmp"
	"context"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"time"
)

// MemoryStore keeps states in this process. It is bounded: when full it drops expired conversations first, then the
// sixteenth that has rested longest.
type MemoryStore struct {
	shards [64]memoryShard
	seed   maphash.Seed
	now    func() time.Time
}

type memoryShard struct {
	mu     sync.Mutex
	states map[string]*State
	most   int
}

// DefaultConversations is how many conversations a MemoryStore keeps unless told otherwise.
const DefaultConversations = 100_000

// NewMemoryStore makes a store for about most conversations; 0 means DefaultConversations.
func NewMemoryStore(most int) *MemoryStore { return NewMemoryStoreAt(most, time.Now) }

// NewMemoryStoreAt is NewMemoryStore with a clock of its own, by which states expire.
func NewMemoryStoreAt(most int, now func() time.Time) *MemoryStore {
	if most <= 0 {
		most = DefaultConversations
	}
	m := &MemoryStore{seed: maphash.MakeSeed(), now: now}
	for i := range m.shards {
		m.shards[i] = memoryShard{states: map[string]*State{}, most: max(1, (most+len(m.shards)-1)/len(m.shards))}
	}
	return m
}

func (m *MemoryStore) shard(key string) *memoryShard {
	return &m.shards[maphash.String(m.seed, key)%uint64(len(m.shards))]
}

// Get implements Store.
func (m *MemoryStore) Get(_ context.Context, key string) (*State, error) {
	s := m.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.states[key]
	if st != nil && m.now().After(st.Expires()) {
		delete(s.states, key)
		return nil, nil
	}
	return st, nil
}

// Put implements Store.
func (m *MemoryStore) Put(_ context.Context, key string, prev, next *State) error {
	s := m.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	stored := s.states[key]
	if stored != nil && m.now().After(stored.Expires()) {
		stored = nil
	}
	if stored.Revision() != prev.Revision() {
		return ErrConflict
	}
	if s.states[key] == nil && len(s.states) >= s.most {
		s.evict(m.now())
	}
	s.states[key] = next
	return nil
}

// evict makes room: everything expired goes, else the sixteenth that rested longest, so that a full store does not look through
// itself for each new conversation.
func (s *memoryShard) evict(now time.Time) {
	type resting struct {
		key  string
		seen time.Time
	}
	all := make([]resting, 0, len(s.states))
	for key, st := range s.states {
		if now.After(st.Expires()) {
			delete(s.states, key)
			continue
		}
		all = append(all, resting{key, st.seen})
	}
	if len(s.states) < s.most {
		return
	}
	slices.SortFunc(all, func(a, b resting) int { return cmp.Or(a.seen.Compare(b.seen), strings.Compare(a.key, b.key)) })
	for _, r := range all[:max(1, len(all)/16)] {
		delete(s.states, r.key)
	}
}

// Delete implements Store.
func (m *MemoryStore) Delete(_ context.Context, key string) error {
	s := m.shard(key)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.states, key)
	return nil
}

// Len is how many conversations are kept.
func (m *MemoryStore) Len() int {
	n := 0
	for i := range m.shards {
		m.shards[i].mu.Lock()
		n += len(m.shards[i].states)
		m.shards[i].mu.Unlock()
	}
	return n
}
