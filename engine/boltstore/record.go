package boltstore

import (
	"encoding/binary"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"github.com/huashu-go/huashu/engine"
)

// record is one conversation in the file: a version byte; the revision, the wake time and the time of expiry, eight bytes
// big-endian each; then the binary form of the state. The head lets a write be compared and indexed without decoding a state.
type record struct {
	revision      uint64
	wake, expires int64  // Unix nanoseconds; a wake of 0 means nothing pending
	state         []byte // nil where there is no record
}

const (
	recordVersion = 1
	headSize      = 1 + 3*8
)

var errRecord = errors.New("the stored record is damaged, or was written by a newer boltstore")

func encode(st *engine.State) ([]byte, error) {
	data := make([]byte, headSize, headSize+2048)
	data[0] = recordVersion
	binary.BigEndian.PutUint64(data[1:], st.Revision())
	if wake := st.Wake(); !wake.IsZero() {
		binary.BigEndian.PutUint64(data[9:], uint64(wake.UnixNano()))
	}
	binary.BigEndian.PutUint64(data[17:], uint64(st.Expires().UnixNano()))
	return st.AppendBinary(data)
}

// read takes a stored value apart; nil is the zero record. The state shares memory with data.
func read(data []byte) (record, error) {
	if data == nil {
		return record{}, nil
	}
	if len(data) <= headSize || data[0] != recordVersion {
		return record{}, errRecord
	}
	return record{
		revision: binary.BigEndian.Uint64(data[1:]),
		wake:     int64(binary.BigEndian.Uint64(data[9:])),
		expires:  int64(binary.BigEndian.Uint64(data[17:])),
		state:    data[headSize:],
	}, nil
}

// reindex brings the indexes from one record of a conversation to the next. Most turns leave both as they are.
func reindex(tx *bbolt.Tx, key []byte, from, to record) error {
	if err := move(tx.Bucket(wakes), key, from.wake, to.wake); err != nil {
		return err
	}
	return move(tx.Bucket(expiries), key, from.sweepAt(), to.sweepAt())
}

// sweepAt is the time in the index of expiries: that of expiry, rounded up to a day, because every turn puts expiry off a little
// and an index entry that moved each time would double the pages written.
func (r record) sweepAt() int64 {
	if r.state == nil {
		return 0
	}
	const day = int64(24 * time.Hour)
	return r.expires - r.expires%day + day
}

func unindex(tx *bbolt.Tx, key []byte, from record) error { return reindex(tx, key, from, record{}) }

func move(index *bbolt.Bucket, key []byte, from, to int64) error {
	if from == to {
		return nil
	}
	if from != 0 {
		if err := index.Delete(toIndex(from, key)); err != nil {
			return err
		}
	}
	if to == 0 {
		return nil
	}
	return index.Put(toIndex(to, key), nil)
}

// toIndex makes an entry of an index. The sign bit is turned so that times before 1970 sort first.
func toIndex(at int64, key []byte) []byte {
	k := binary.BigEndian.AppendUint64(make([]byte, 0, 8+len(key)), uint64(at)^1<<63)
	return append(k, key...)
}

func fromIndex(k []byte) (at int64, key []byte) {
	return int64(binary.BigEndian.Uint64(k) ^ 1<<63), k[8:]
}
