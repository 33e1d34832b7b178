package intents

import (
	"math"
	"slices"
	"strconv"
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
			own = strconv.FormatFloat(v, 'f', -1, 64)
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

// yesNo judges the first clause by its words alone: what is gone (剪了, 没了) is no, what is not gone (没剪) yes.
func (s *scan) yesNo() {
	from := 0
	for from < len(s.r) && (s.stop(from) || s.r[from] == ' ') {
		from++
	}
	_, to := s.clause(from)
	if from >= to || to-from > 16 {
		return
	}
	if s.at(to) == '?' {
		return
	}
	words := string(s.r[from:to])
	if value := judgeYesNo(words); value != "" {
		e := Entity{Kind: "yes_no", Str: value, Start: from, End: to}
		at := s.from
		for at < len(s.out) && s.out[at].Start < from {
			at++
		}
		s.out = slices.Insert(s.out, at, e)
	}
}

func judgeYesNo(w string) string {
	any := func(words ...string) bool {
		return slices.ContainsFunc(words, func(x string) bool { return strings.Contains(w, x) })
	}
	whole := func(words ...string) bool { return slices.Contains(words, strings.TrimSpace(w)) }
	switch {
	case any("吗", "什么", "怎么", "哪", "几", "多少", "为啥", "?"):
		return ""
	case any("不知道", "不清楚", "不确定", "忘了", "没注意", "没关系", "没事", "算了", "随便", "not sure", "don't know"):
		return ""
	case any("没错", "没问题", "不错", "没剪", "没撕", "没丢", "没扔", "没拆", "没摘", "没动", "没弄丢", "未剪", "未拆", "没坏", "没破", "没少", "没缺", "not removed", "still on", "still there"):
		return "是"
	case any("剪了", "剪掉", "撕了", "撕掉", "丢了", "扔了", "没了", "不在", "拆了", "拆掉", "弄丢", "摘了", "摘掉", "取了", "取掉", "剪下", "找不到", "不见了", "cut off", "removed", "lost it", "threw"):
		return "否"
	case any("没", "不", "未", "否", "无", "木有", "冇", "唔") || whole("no", "nope", "nah", "none", "n", "never", "not yet", "not really") || any("n't", "no,", "haven't", "have not", "not "):
		return "否"
	case strings.HasPrefix(w, "no ") || strings.HasPrefix(w, "never"):
		return "否"
	case any("在", "有", "是", "对", "嗯", "好", "可以", "行", "过", "齐", "恩", "昂", "要", "需要", "系", "洗了", "穿了", "用了") || whole("yes", "yep", "yeah", "yup", "sure", "ok", "y", "right", "correct", "of course") || strings.HasPrefix(w, "yes"):
		return "是"
	}
	return ""
}
