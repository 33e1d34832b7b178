// Package redisstore keeps conversations in Redis, so that many machines can serve the same ones.
//
// A conversation is one key, changed by one Lua script, so it works on a single server, with Sentinel and on a cluster alike.
// Address, authentication and TLS are the client's own options. What a reply promised must not be lost: run Redis with
// appendonly yes (appendfsync always if not even a second may be lost) and maxmemory-policy noeviction, and let the client
// read from the master only; a replica that lags behind makes turns conflict until they end in engine.ErrBusy.
package redisstore

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/redis/go-redis/v9"

	"github.com/huashu-go/huashu/engine"
)

// DefaultPrefix begins every key unless Options say otherwise.
const DefaultPrefix = "huashu:"

// Options configure a store; the zero value works.
type Options struct {
	Prefix string           // of every key; default DefaultPrefix
	Now    func() time.Time // by which states expire; default time.Now
}

// Store is an engine.Store in Redis, tested with version 7. It is safe for concurrent use. The client stays the caller's, who closes it.
type Store struct {
	client redis.UniversalClient
	prefix string
	now    func() time.Time
}

// New makes a store that uses the client. It does not connect: a server that cannot be reached is an error of each call.
func New(client redis.UniversalClient, o Options) *Store {
	if o.Prefix == "" {
		o.Prefix = DefaultPrefix
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Store{client: client, prefix: o.Prefix, now: o.Now}
}

// A value is a head and the binary form of the state. The head is the revision, the time of expiry in Unix milliseconds, and a
// number that tells this write from every other, eight bytes big-endian each.
const headSize = 3 * 8

// put replaces a value. KEYS[1] is the conversation; ARGV are the revision that must be stored (empty: none), the value, the
// time now and the time to live, both in milliseconds. A script that is sent twice because its answer was lost on the way
// finds its own write and reports success again: otherwise the client's retry would look like a conflict.
var put = redis.NewScript(`
local head = redis.call('GETRANGE', KEYS[1], 0, 23)
if head == string.sub(ARGV[2], 1, 24) then return 1 end
if head ~= '' then
  local expires = 0
  for i = 9, 16 do expires = expires * 256 + string.byte(head, i) end
  if tonumber(ARGV[3]) > expires then head = '' end
end
if string.sub(head, 1, 8) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`)

var errDamaged = errors.New("the stored value is damaged")

// Get implements engine.Store.
func (s *Store) Get(ctx context.Context, key string) (*engine.State, error) {
	data, err := s.client.Get(ctx, s.prefix+key).Bytes()
	if errors.Is(err, redis.Nil) {
		return nil, nil
	}
	if err == nil && len(data) <= headSize {
		err = errDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("redisstore: conversation %q: %w", key, err)
	}
	// Redis removes the key by its own clock; this one decides.
	if s.now().UnixMilli() > int64(binary.BigEndian.Uint64(data[8:])) {
		return nil, nil
	}
	st, err := engine.DecodeState(data[headSize:])
	if err != nil {
		return nil, fmt.Errorf("redisstore: conversation %q: %w", key, err)
	}
	return st, nil
}

// Put implements engine.Store. After an error other than engine.ErrConflict the state may or may not have been stored: the
// same input sent again with the same id finds out.
func (s *Store) Put(ctx context.Context, key string, prev, next *engine.State) error {
	value, err := encode(next)
	if err != nil {
		return fmt.Errorf("redisstore: conversation %q: %w", key, err)
	}
	var expected []byte
	if prev != nil {
		expected = binary.BigEndian.AppendUint64(nil, prev.Revision())
	}
	now := s.now()
	// The time to live is relative, so that neither a skewed clock of the server nor a clock that is not the wall's matters;
	// Redis itself logs and replicates it as a point in time.
	live := max(1, next.Expires().Sub(now).Milliseconds())
	swapped, err := put.Run(ctx, s.client, []string{s.prefix + key}, expected, value, now.UnixMilli(), live).Int()
	if err != nil {
		return fmt.Errorf("redisstore: conversation %q: %w", key, err)
	}
	if swapped == 0 {
		return engine.ErrConflict
	}
	return nil
}

// Delete implements engine.Store. The server's append-only file, its snapshots and its replicas follow in their own time.
func (s *Store) Delete(ctx context.Context, key string) error {
	if err := s.client.Del(ctx, s.prefix+key).Err(); err != nil {
		return fmt.Errorf("redisstore: conversation %q: %w", key, err)
	}
	return nil
}

// encode makes the value of a state for one Put.
func encode(st *engine.State) ([]byte, error) {
	value := make([]byte, 0, headSize+2048)
	value = binary.BigEndian.AppendUint64(value, st.Revision())
	value = binary.BigEndian.AppendUint64(value, uint64(max(0, st.Expires().UnixMilli())))
	value = binary.BigEndian.AppendUint64(value, rand.Uint64()) // no choice of a conversation depends on it
	return st.AppendBinary(value)
}
