package engine

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/huashu-go/huashu/rules"
)

// The binary form of a State: a version byte, then the fields in a fixed order; numbers as varints, texts with their length,
// times as Unix nanoseconds. About 4 µs for a typical state.

const (
	codecVersion = 3
	// MaxState is the largest binary form in bytes. A larger state forgets its oldest recorded replies first.
	MaxState = 16 << 10
)

// AppendBinary appends the binary form of s. A state that would be larger than MaxState sheds what is missed least: recorded
// replies, then what a story tells, then how often rules answered and which texts were said last.
func (s *State) AppendBinary(dst []byte) ([]byte, error) {
	short := *s
	for {
		w := coder{buf: append(dst, codecVersion), version: codecVersion}
		short.code(&w)
		if len(w.buf)-len(dst) <= MaxState {
			return w.buf, nil
		}
		if !short.shed() {
			return nil, fmt.Errorf("engine: a state of %d bytes, at most %d; shorten texts that slots keep", len(w.buf)-len(dst), MaxState)
		}
	}
}

// shed forgets a part; false when there is nothing more to forget.
func (s *State) shed() bool {
	half := func(n int) int { return n - n/2 }
	switch {
	case len(s.recent) > 0:
		s.recent = s.recent[half(len(s.recent)):]
	case len(s.words)+len(s.tried)+len(s.promised)+len(s.files) > 0:
		s.words, s.tried, s.promised, s.files = nil, nil, nil, nil
	case len(s.variants) > 8:
		s.variants = s.variants[half(len(s.variants)):]
	case len(s.uses) > 8:
		s.uses = s.uses[half(len(s.uses)):]
	case len(s.steps) > 8:
		s.steps = s.steps[half(len(s.steps)):]
	case len(s.timers) > 8:
		s.timers = s.timers[half(len(s.timers)):]
	default:
		return false
	}
	return true
}

// MarshalBinary implements encoding.BinaryMarshaler.
func (s *State) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

var errState = errors.New("engine: a stored state is damaged")

// DecodeState reads what AppendBinary wrote. States of older versions are read, those of newer ones refused.
func DecodeState(data []byte) (*State, error) {
	if len(data) == 0 {
		return nil, errState
	}
	if data[0] == 0 || data[0] > codecVersion {
		return nil, fmt.Errorf("engine: a stored state has version %d, this engine reads up to %d; upgrade it", data[0], codecVersion)
	}
	r := coder{buf: data[1:], version: data[0], reading: true}
	s := &State{}
	s.code(&r)
	if r.failed || len(r.buf) > 0 {
		return nil, errState
	}
	return s, nil
}

// coder writes values to buf, or reads them from it: one list of fields serves both ways. Writing changes nothing but buf: states
// are shared.
type coder struct {
	buf     []byte
	version uint8
	reading bool
	failed  bool
}

func (c *coder) uint(v *uint64) {
	if !c.reading {
		c.buf = binary.AppendUvarint(c.buf, *v)
		return
	}
	x, n := binary.Uvarint(c.buf)
	if n <= 0 {
		c.failed, c.buf = true, nil
		return
	}
	*v, c.buf = x, c.buf[n:]
}

func (c *coder) int64(v *int64) {
	u := uint64(*v<<1) ^ uint64(*v>>63)
	if c.uint(&u); c.reading {
		*v = int64(u>>1) ^ -int64(u&1)
	}
}

func (c *coder) int(v *int) {
	x := int64(*v)
	if c.int64(&x); c.reading {
		*v = int(x)
	}
}

func (c *coder) uint8(v *uint8) {
	x := uint64(*v)
	if c.uint(&x); c.reading {
		*v = uint8(x)
	}
}

func (c *coder) bool(v *bool) {
	var x uint64
	if *v {
		x = 1
	}
	if c.uint(&x); c.reading {
		*v = x != 0
	}
}

func (c *coder) float(v *float64) {
	x := math.Float64bits(*v)
	if c.uint(&x); c.reading {
		*v = math.Float64frombits(x)
	}
}

func (c *coder) str(v *string) {
	n := uint64(len(*v))
	c.uint(&n)
	if !c.reading {
		c.buf = append(c.buf, *v...)
		return
	}
	if n > uint64(len(c.buf)) {
		c.failed, c.buf = true, nil
		return
	}
	*v, c.buf = string(c.buf[:n]), c.buf[n:]
}

func (c *coder) time(v *time.Time) {
	zero := v.IsZero()
	c.bool(&zero)
	if zero {
		return // what is read into is zero already
	}
	nano := v.UnixNano()
	if c.int64(&nano); c.reading {
		*v = time.Unix(0, nano)
	}
}

func (c *coder) duration(v *time.Duration) {
	x := int64(*v)
	if c.int64(&x); c.reading {
		*v = time.Duration(x)
	}
}

// value codes what slots and actions hold.
func (c *coder) value(v *rules.Value) {
	kind := uint8(v.Kind())
	c.uint8(&kind)
	out := rules.Value{}
	switch rules.Kind(kind) {
	case rules.KindText:
		text := v.Text()
		c.str(&text)
		out = rules.Label(text)
	case rules.KindNumber:
		n, _ := v.Number()
		c.float(&n)
		out = rules.Number(n)
	case rules.KindYesNo:
		yes := v.True()
		c.bool(&yes)
		out = rules.YesNo(yes)
	case rules.KindTime:
		at := v.Time()
		c.time(&at)
		out = rules.Time(at)
	case rules.KindDuration:
		d := v.Duration()
		c.duration(&d)
		out = rules.Duration(d)
	case rules.KindList:
		items := v.Items()
		list(c, &items, func(c *coder, item *rules.Value) { c.value(item) })
		out = rules.List(items)
	}
	if c.reading {
		*v = out
	}
}

// list codes a slice. A length that the remaining bytes cannot hold is damage, not an allocation.
func list[T any](c *coder, v *[]T, each func(*coder, *T)) {
	n := uint64(len(*v))
	c.uint(&n)
	if c.reading {
		if n > uint64(len(c.buf)) {
			c.failed, c.buf = true, nil
			return
		}
		*v = nil
		if n > 0 {
			*v = make([]T, n)
		}
	}
	for i := range *v {
		each(c, &(*v)[i])
	}
}

func (c *coder) strings(v *[]string) { list(c, v, (*coder).str) }

// pointer codes something that may be absent.
func pointer[T any](c *coder, v **T, each func(*coder, *T)) {
	there := *v != nil
	c.bool(&there)
	if !there {
		return
	}
	if c.reading {
		*v = new(T)
	}
	each(c, *v)
}
