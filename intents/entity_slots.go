package intents

import (
	"math"
	"slices"
	"strings"
)

// slotKind is the entity kind that a slot of this kind holds.
func slotKind(kind string) string {
	switch kind {
	case "height", "waist", "hip", "bust":
		return kind + "_cm"
	case "weight":
		return "weight_kg"
	}
	return kind
}

// awaits tells whether an open question asks for the kind.
func (s *scan) awaits(kind string) bool {
	for k := range s.context.Awaiting {
		if slotKind(s.context.Awaiting[k].Kind) == kind {
			return true
		}
	}
	return false
}

// firstAwaited is whichever of the kinds the latest open question asks for.
func (s *scan) firstAwaited(kinds ...string) string {
	for k := range s.context.Awaiting {
		if kind := slotKind(s.context.Awaiting[k].Kind); slices.Contains(kinds, kind) {
			return kind
		}
	}
	return ""
}

// awaitsNumber tells whether an open question can be answered by a bare number.
func (s *scan) awaitsNumber() bool {
	for k := range s.context.Awaiting {
		switch slotKind(s.context.Awaiting[k].Kind) {
		case "height_cm", "weight_kg", "waist_cm", "hip_cm", "bust_cm", "money", "quantity", "size", "date", "number", "discount":
			return true
		}
	}
	return false
}

// awaitedLength is the kind of body measure that the latest open question with a place for cm asks for.
func (s *scan) awaitedLength(cm float64) string {
	for k := range s.context.Awaiting {
		a := &s.context.Awaiting[k]
		switch kind := slotKind(a.Kind); kind {
		case "height_cm", "waist_cm", "hip_cm", "bust_cm":
			low, high := a.Min, a.Max
			if high == 0 {
				low, high = usualRange(kind)
			}
			if cm >= low && cm <= high {
				return kind
			}
		}
	}
	return ""
}

func usualRange(kind string) (low, high float64) {
	switch kind {
	case "height_cm":
		return 80, 230
	case "weight_kg":
		return 10, 250
	case "waist_cm":
		return 45, 160
	}
	return 60, 180
}

// fillSlots gives bare numbers to the open questions, the latest first; each takes one, and none that the message answers already.
func (s *scan) fillSlots(found []Entity) {
	for n := range s.context.Awaiting {
		a := &s.context.Awaiting[n]
		kind := slotKind(a.Kind)
		if kind != kindNumber && s.hasKind(kind) {
			continue
		}
		for k := range found {
			if e := &found[k]; e.Kind == kindNumber && !e.Denied && s.claim(a, kind, e) {
				s.ranges(found) // 160-165 is a height, and no height and weight
				break
			}
		}
	}
}

// claim makes e the value of the slot a if it can be.
func (s *scan) claim(a *Slot, kind string, e *Entity) bool {
	v := e.Num
	whole := v == math.Trunc(v)
	within := a.Max == 0 && a.Min == 0 || v >= a.Min && v <= a.Max
	switch kind {
	case "height_cm", "weight_kg", "waist_cm", "hip_cm", "bust_cm":
		measure, ok := s.bodyAnswer(a, kind, v)
		if !ok {
			return false
		}
		e.Num = tenth(measure)
	case "money":
		if len(a.Units) > 0 {
			u := unitFor(a.Units, v)
			if u == nil {
				return false
			}
			e.Num = inUnit(v, u.Name)
		} else if v <= 0 || !within {
			return false
		}
	case "quantity":
		if v < 1 || v > 9999 || !whole || !within {
			return false
		}
	case "size":
		digits := string(s.r[e.Start:e.End])
		own, ok := s.x.sizes[digits]
		if !ok {
			if !sizeNumber(v) {
				return false
			}
			own = decimal(v)
		}
		e.Str = own
	case "date":
		if v < 1 || v > 31 || !whole || s.context.Now.IsZero() {
			return false
		}
		kept := s.out
		s.addDayOfMonth(int(v), e.Start, e.End)
		added := s.out[len(kept):]
		s.out = kept
		if len(added) == 0 {
			return false
		}
		e.Str, e.Num = added[0].Str, 0
	case "discount":
		switch {
		case v >= 1 && v < 10:
			e.Num = v / 10
		case v > 10 && v < 100:
			e.Num = v / 100
		default:
			return false
		}
	case "order_no", "tracking_no", "phone":
		if e.End-e.Start < 3 {
			return false
		}
		e.Str, e.Num = string(s.r[e.Start:e.End]), 0
	default:
		return false
	}
	e.Kind = kind
	return true
}

// bodyAnswer reads a bare number as a body measure: in the first of the slot's units whose range holds it, else within the
// slot's range as it stands, in metres, 尺, inches or 斤.
func (s *scan) bodyAnswer(a *Slot, kind string, v float64) (float64, bool) {
	if len(a.Units) > 0 {
		if u := unitFor(a.Units, v); u != nil {
			return inUnit(v, u.Name), true
		}
		return 0, false
	}
	low, high := a.Min, a.Max
	if low == 0 && high == 0 {
		low, high = usualRange(kind)
		if kind == "weight_kg" {
			v = s.kilograms(v)
		}
	}
	others := [...]float64{1, 0, 0}
	switch kind {
	case "height_cm":
		others[1] = 100
	case "weight_kg":
		others[1] = .5
	default:
		others[1], others[2] = 100.0/3, 2.54
	}
	for _, factor := range others {
		if w := v * factor; w > 0 && w >= low && w <= high {
			return w, true
		}
	}
	return 0, false
}

// unitFor is the first unit whose range holds v, nil if none does.
func unitFor(units []Unit, v float64) *Unit {
	for k := range units {
		if u := &units[k]; u.Min == 0 && u.Max == 0 || v >= u.Min && v <= u.Max {
			return u
		}
	}
	return nil
}

// inUnit converts v from a unit into centimetres, kilograms or yuan.
func inUnit(v float64, name string) float64 {
	switch strings.ToLower(name) {
	case "斤", "jin":
		return v / 2
	case "米", "m":
		return v * 100
	case "尺":
		return v * 100 / 3
	case "寸", "英寸", "inch", "in":
		return v * 2.54
	case "磅", "lb", "lbs":
		return v * 0.45359237
	case "角", "毛":
		return v / 10
	}
	return v
}
