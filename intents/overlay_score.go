package intents

// refined is how many intents are asked for their common features at most.
const refined = 16

// untouched is the score of a shop's intent that a message has nothing in common with, in 1/65536.
const untouched = -1 << 16

// touched are the shop's intents that a message has something in common with. In the message's subtotals and scores they have a place
// behind the classes of the base, in the order in which they were met.
type touched struct {
	classes []int32 // behind those of the base
	places  []int32 // of each class of the overlay: where it is, 0 if nowhere
	counts  []int32 // of each common feature, while it is asked for
	best    []int32 // places
}

// begin forgets the intents of the message before.
func (w *touched) begin(b *base) {
	for _, class := range w.classes {
		w.places[class] = 0
	}
	w.classes = w.classes[:0]
	if b.overlay == nil {
		return
	}
	if len(w.places) < b.overlay.classes {
		w.places = make([]int32, b.overlay.classes)
	}
	if len(w.counts) < b.overlay.commons {
		w.counts = make([]int32, b.overlay.commons)
	}
}

// class is what stands at a place of the scores.
func (b *base) class(w *touched, place int) int {
	if place < b.classes {
		return place
	}
	return int(w.classes[place-b.classes])
}

// count adds hashes to a subtotal.
func (b *base) count(t *subtotal, w *scratch, hashes []uint32) {
	b.Model.count(t, &w.rows, hashes)
	if b.overlay == nil {
		return
	}
	for _, h := range hashes {
		if at, ok := b.overlay.features.find(h); ok {
			t.known++
			b.countOver(t, &w.touched, b.overlay.weights[at:])
		}
	}
}

// countOver adds the weights of a feature to a subtotal.
func (b *base) countOver(t *subtotal, w *touched, list []weight) {
	t.all += list[0].amount()
	if f := list[0].class(); f > 0 {
		t.common = append(t.common, f-1)
	}
	for i := 0; !list[i].last(); {
		i++
		x := list[i]
		place := x.class()
		if class := place; int(class) >= b.classes {
			if place = w.places[class]; place == 0 {
				place = int32(b.classes + len(w.classes))
				w.places[class] = place
				w.classes = append(w.classes, class)
			}
		}
		for int(place) >= len(t.over) {
			t.over = append(t.over, 0)
		}
		t.over[place] += x.amount()
	}
}

// scores are those of the model with what the overlay adds, and behind them those of the intents that were touched.
func (b *base) scores(out []int32, t *subtotal, w *touched) []int32 {
	root := t.root()
	out = b.Model.scores(out, t.sum, root)
	if b.overlay == nil {
		return out
	}
	for range w.classes {
		out = append(out, untouched)
	}
	b.refine(t, w)
	for place, v := range t.over {
		if v != 0 {
			if place >= b.classes {
				v += t.all
			}
			out[place] += int32(int64(v) * b.overlay.scale / root)
		}
	}
	return out
}

// refine adds the weights of common features, to the likeliest of the shop's intents only; of the others nothing is left.
func (b *base) refine(t *subtotal, w *touched) {
	if len(t.common) == 0 || len(t.over) <= b.classes {
		return
	}
	w.likeliest(t.over, b.classes)
	for _, f := range t.common {
		w.counts[f]++
	}
	o := b.overlay
	var lists [refined][]weight
	for i, place := range w.best {
		class := b.class(w, int(place))
		lists[i] = o.common[o.commonAt[class]:o.commonAt[class+1]]
	}
	for i, place := range w.best {
		sum := int32(0)
		for _, x := range lists[i] {
			sum += w.counts[x.class()] * x.amount()
		}
		t.over[place] += sum
	}
	for _, f := range t.common {
		w.counts[f] = 0
	}
}

// likeliest fills w.best with the places behind the first ones that have most, and at least two thirds of the most. The others lose what they have.
func (w *touched) likeliest(over []int32, first int) {
	w.best = w.best[:0]
	for place := first; place < len(over); place++ {
		v := over[place]
		if n := len(w.best); n == refined {
			last := w.best[n-1]
			if v <= over[last] {
				over[place] = 0
				continue
			}
			over[last] = 0
			w.best = w.best[:n-1]
		}
		i := len(w.best)
		w.best = append(w.best, 0)
		for ; i > 0 && over[w.best[i-1]] < v; i-- {
			w.best[i] = w.best[i-1]
		}
		w.best[i] = int32(place)
	}
	for n := len(w.best); n > 1 && 3*over[w.best[n-1]] < 2*over[w.best[0]]; n-- {
		over[w.best[n-1]] = 0
		w.best = w.best[:n-1]
	}
}
