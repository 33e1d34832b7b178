package kb

// candidate is an entry that retrieval found.
type candidate struct {
	entry int32
	score float32 // of BM25
}

// best appends the entries with the highest scores of those that keep lets
// pass; ties go to the first.
func (v *inverted) best(acc *accumulator, keep func(entry int32) bool, into []candidate) []candidate {
	heap := into[len(into):]
	for _, n := range acc.hit {
		c := candidate{v.entries[n], acc.scores[n]}
		if len(heap) == maxCandidates && !heap[0].below(c) || !keep(c.entry) {
			continue
		}
		if len(heap) < maxCandidates {
			heap = append(heap, c)
			rise(heap)
			continue
		}
		heap[0] = c
		sink(heap)
	}
	return append(into, heap...)
}

func (c candidate) below(d candidate) bool {
	return c.score < d.score || c.score == d.score && c.entry > d.entry
}

// rise and sink keep the lowest candidate at the root of a heap.
func rise(heap []candidate) {
	for i := len(heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !heap[i].below(heap[parent]) {
			return
		}
		heap[i], heap[parent] = heap[parent], heap[i]
		i = parent
	}
}

func sink(heap []candidate) {
	for i := 0; ; {
		low := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(heap); child++ {
			if heap[child].below(heap[low]) {
				low = child
			}
		}
		if low == i {
			return
		}
		heap[i], heap[low] = heap[low], heap[i]
		i = low
	}
}
