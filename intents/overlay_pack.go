package intents

import (
	"runtime"
	"slices"
)

const (
	mostShare = 32 // features that more intents share are common
	triggers  = 4  // but not the rarest so many of any intent, or nothing would find it
)

// packing is where the weights go.
type packing struct {
	*overlay
	common []int32  // of each feature, its number among the common ones, from 1; 0 if it is none
	next   []int32  // of each feature, where its next weight goes
	nextOf []uint32 // of each class, where its next weight of a common feature goes
	sound  []bool   // of each feature, whether it is of sounds
}

const (
	nowhere     = iota // what is common to the ear is so to the eye
	amongOwn           // with its feature
	amongCommon        // with its class
)

// placeOf tells where a weight goes.
func (p *packing) placeOf(l *lessons, x learned) int {
	switch {
	case p.common[x.feature] == 0 || int(x.class) < l.model.classes:
		return amongOwn
	case p.sound[x.feature]:
		return nowhere
	}
	return amongCommon
}

// pack makes the overlay of what was learned; parts are in the order of classes.
func (l *lessons) pack(parts [][]learned) *overlay {
	o := &overlay{classes: l.classes, scale: unitOf(parts), features: l.features, commonAt: make([]uint32, l.classes+1)}
	p := &packing{overlay: o, next: make([]int32, len(l.idf)), sound: make([]bool, len(l.idf))}
	for f, s := range l.features.slots {
		p.sound[f] = s.hash&famMask == famSound
	}
	p.common, o.commons = l.commons(parts)
	o.eachWeight(parts, func(x learned, _ int64) {
		switch p.placeOf(l, x) {
		case amongOwn:
			p.next[x.feature]++
		case amongCommon:
			o.commonAt[x.class+1]++
		}
	})
	for k := range l.classes {
		o.commonAt[k+1] += o.commonAt[k]
	}
	size := int32(0)
	for f, n := range p.next {
		o.features.slots[f].value = uint32(size)
		p.next[f] = size + 1
		size += n + 1
	}
	o.weights, o.common = make([]weight, size), make([]weight, o.commonAt[l.classes])
	p.nextOf = slices.Clone(o.commonAt)
	o.eachWeight(parts, func(x learned, amount int64) {
		switch p.placeOf(l, x) {
		case amongOwn:
			o.weights[p.next[x.feature]] = weightOf(x.class, amount)
			p.next[x.feature]++
		case amongCommon:
			o.common[p.nextOf[x.class]] = weightOf(p.common[x.feature]-1, amount)
			p.nextOf[x.class]++
		}
	})
	for f, s := range o.features.slots {
		o.weights[s.value] |= weightOf(p.common[f], 0)
		o.weights[p.next[f]-1] |= ownLast
	}
	return o
}

// eachWeight goes through those that are not nothing in the unit of the overlay.
func (o *overlay) eachWeight(parts [][]learned, do func(x learned, amount int64)) {
	for _, part := range parts {
		for _, x := range part {
			if amount := rounded(int64(x.product), o.scale); amount != 0 {
				do(x, amount)
			}
		}
	}
}

// unitOf is the unit of weights: twice the greatest of them can be packed, so that there is room for what the shop's intents share.
func unitOf(parts [][]learned) int64 {
	most := int64(1)
	for _, part := range parts {
		for _, x := range part {
			most = max(most, int64(x.product), -int64(x.product))
		}
	}
	return 2*most/(ownZero-1) + 1
}

// commons numbers the common features from 1, and tells how many there are.
func (l *lessons) commons(parts [][]learned) (number []int32, n int) {
	spread := make([]int32, len(l.idf))
	for _, part := range parts {
		for _, x := range part {
			spread[x.feature]++
		}
	}
	trigger := make([]bool, len(spread))
	var own []int32
	for _, part := range parts {
		for i, x := range part {
			own = append(own, x.feature)
			if i+1 < len(part) && part[i+1].class == x.class {
				continue
			}
			for range min(triggers, len(own)) {
				k := 0
				for i, f := range own {
					if spread[f] < spread[own[k]] {
						k = i
					}
				}
				trigger[own[k]] = true
				own = slices.Delete(own, k, k+1)
			}
			own = own[:0]
		}
	}
	number = make([]int32, len(spread))
	for f := range number {
		if spread[f] > mostShare && !trigger[f] && n < ownMost {
			n++
			number[f] = int32(n)
		}
	}
	return number, n
}

// share learns what is common to all intents of the shop against the base, and writes it into the heads of the features.
func (l *lessons) share(o *overlay) {
	from := l.first[l.model.classes]
	var v vectors
	v.reset(len(l.idf))
	for s := from; s < l.first[l.classes]; s++ {
		for _, f := range l.feature[l.at[s]:l.at[s+1]] {
			v.add(f, l.idf[f], l.root[s])
		}
		v.end(l.need[s], false)
	}
	if len(v.goal) == 0 {
		return
	}
	for s, gained := range l.gained(o) {
		if gained <= 0 {
			continue
		}
		for _, row := range l.known.rows[l.known.at[s]:l.known.at[s+1]] {
			if f := l.of[row] - 1; f >= 0 {
				v.add(f, l.idf[f], l.known.root[s])
			}
		}
		v.end(int64(gained)*o.scale/int64(l.known.root[s])<<(weightBits-16), true)
	}
	weights := make([]int64, len(l.idf))
	v.fit(weights, lessonEpochs, shareRidge, rivalRidge)
	for f, s := range o.features.slots {
		amount := rounded(weights[f]*int64(l.idf[f])>>4, o.scale)
		o.weights[s.value] += weight(min(max(amount, 1-ownZero), ownZero-1))
	}
}

// gained is what the most alike of the shop's intents gains by each sample of the base.
func (l *lessons) gained(o *overlay) []int32 {
	b := &base{Model: l.model, overlay: o}
	out := make([]int32, len(l.known.root))
	inParallel(len(out), runtime.GOMAXPROCS(0), func(_, from, to int) {
		var t subtotal
		var w touched
		for s := from; s < to; s++ {
			w.begin(b)
			t.reset(0)
			for _, row := range l.known.rows[l.known.at[s]:l.known.at[s+1]] {
				if f := l.of[row] - 1; f >= 0 {
					b.countOver(&t, &w, o.weights[o.features.slots[f].value:])
				}
			}
			b.refine(&t, &w)
			for _, amount := range t.over[min(b.classes, len(t.over)):] {
				out[s] = max(out[s], amount)
			}
		}
	})
	return out
}
