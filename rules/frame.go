package rules

import (
	"slices"
	"sync"
)

// What an expression sees while one rule is tried in one turn: the facts, the values of let, and what was found unknown.

// frame is what an expression sees while one rule is tried in one turn. Frames are pooled: a decision allocates none.
type frame struct {
	turn  *Turn
	own   Turn // what turn points to in a frame of the pool
	set   *Set
	buf   []byte
	lets  []letValue
	it    Value
	unset string // what a comparison found unset: the condition is false
	err   error  // ErrNeeds, ErrUnavailable or the error of a function
}

type letValue struct {
	value Value
	done  bool
}

var frames = sync.Pool{New: func() any { return new(frame) }}

// frame takes a frame for t out of the pool; release gives it back.
func (s *Set) frame(t *Turn) *frame {
	f := frames.Get().(*frame)
	f.own, f.set, f.it = *t, s, t.It
	f.turn = &f.own
	return f
}

func (f *frame) release() {
	buf, lets := f.buf[:0], f.lets[:0]
	clear(f.lets[:cap(f.lets)])
	*f = frame{buf: buf, lets: lets}
	frames.Put(f)
}

// begin makes the frame ready for one rule's let.
func (f *frame) begin(lets int, it Value) {
	f.lets = slices.Grow(f.lets[:0], lets)[:lets]
	clear(f.lets)
	f.it, f.unset = it, ""
}

// test runs a condition. why says what made it false where that was something unset.
func (p *program) test(f *frame) (ok bool, why string) {
	f.unset = ""
	v := p.eval(f)
	if f.unset != "" {
		return false, f.unset
	}
	return f.err == nil && v.True(), ""
}

// value runs an expression for its value; a comparison with something unset inside makes it unset.
func (p *program) value(f *frame) Value {
	f.unset = ""
	v := p.eval(f)
	if f.unset != "" || f.err != nil {
		return Value{}
	}
	return v
}

func (f *frame) let(i int, prog *program) Value {
	if i >= len(f.lets) {
		return Value{}
	}
	if !f.lets[i].done {
		unset := f.unset
		f.lets[i] = letValue{value: prog.value(f), done: f.err == nil}
		f.unset = unset
	}
	return f.lets[i].value
}

// markUnset notes what made a condition false; only the first counts.
func (f *frame) markUnset(source string) {
	if f.unset == "" && f.err == nil {
		f.unset = source
	}
}
