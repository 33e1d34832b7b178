package intents

// Two sizes of which one was meant and the other came or is wanted instead.

// swapped tells whether the number and its neighbour of the same scale are what was meant and what was got: 41换成42, 收到的是36 我拍的37.
func (s *scan) swapped(found []Entity, k int) bool {
	e := &found[k]
	for _, n := range [...]int{k - 1, k + 1} {
		if n < 0 || n >= len(found) {
			continue
		}
		o := &found[n]
		if o.Kind != kindNumber && o.Kind != "money" && o.Kind != "size" || !sameScale(e.Num, o.Num) || o.Num == e.Num {
			continue
		}
		from, to := min(e.End, o.End), max(e.Start, o.Start)
		if to-from > 12 {
			continue
		}
		if o.Kind == "money" {
			if s.r[o.End-1] == '块' || s.r[o.End-1] == '元' {
				continue
			}
		}
		for i := from; i < to; i++ {
			if s.starts(i, "不是") && to-i <= 3 && s.has(0, len(s.r), cuePast|cueFuture) || s.starts(i, "换成") && to-i <= 3 || s.starts(i, "换") && to-i <= 2 || s.starts(i, "发错") || s.starts(i, "发成") || s.starts(i, "寄成") || s.starts(i, "拿成") {
				return true
			}
		}
		if a, b := min(e.Start, o.Start), max(e.Start, o.Start); s.gotBefore(a) && s.wishedBefore(b) || s.wishedBefore(a) && s.gotBefore(b) {
			return true
		}
	}
	return false
}

// gotBefore and wishedBefore tell whether what stands at i is what came (收到的是36) or what was ordered (拍的37).
func (s *scan) gotBefore(i int) bool {
	i = s.behindIs(i)
	return s.spoken(i, "收到") || s.spoken(i, "到手") || s.spoken(i, "发") || s.spoken(i, "来") || s.spoken(i, "寄")
}

func (s *scan) wishedBefore(i int) bool {
	i = s.behindIs(i)
	return s.spoken(i, "拍") || s.spoken(i, "要") || s.spoken(i, "买") || s.spoken(i, "订") || s.spoken(i, "选")
}

// behindIs skips 的是, 的 or 是 before i.
func (s *scan) behindIs(i int) int {
	if s.at(i-1) == '是' {
		i--
	}
	if s.at(i-1) == '的' {
		i--
	}
	return i
}

// sameScale tells whether two numbers can be neighbouring sizes.
func sameScale(a, b float64) bool {
	return (shoeSize(a) && shoeSize(b) || a < 20 && b < 20) && a-b <= 4 && b-a <= 4 || clothesSize(a) && clothesSize(b) && a-b <= 30 && b-a <= 30
}
