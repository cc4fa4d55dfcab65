package summarize

import (
	"slices"
)

// How much a look-up reads, whatever the index holds.
const (
	leadingTerms   = 24  // terms of an article that lead to others: the heaviest
	recentArticles = 80  // articles that a term leads to: the latest
	keptArticles   = 128 // articles from which the list of a term is cut back to those
	nearArticles   = 48  // articles that are measured: those that share most
)

// query is an article that looks for its story, and the room that a look-up works in.
type query struct {
	when   int64
	lang   uint32
	words  int32
	outlet uint32
	terms  []weight // the heaviest first

	countries, divisions []int32

	shared  []uint32 // by article: what the leading terms share with it
	touched []int32  // articles that share anything
	near    []sharer // those that share most
	stories []neighbour
}

// sharer is an article that shares something with the asking one: how much, and of equals the one filed last.
type sharer struct {
	much   uint64
	number int32
}

func leading(terms []weight) []weight { return terms[:min(len(terms), leadingTerms)] }

// post lets the article's leading terms lead to it.
func (x *Index) post(n int32) {
	for _, w := range leading(x.articles[n].terms) {
		recent := &x.terms[w.slot].recent
		x.lists.push(recent, n)
		if recent.n == keptArticles {
			x.lists.cut(recent, 0, keptArticles-recentArticles)
		}
	}
}

// unpost lets no term lead to the article any more.
func (x *Index) unpost(n int32) {
	for _, w := range leading(x.articles[n].terms) {
		recent := &x.terms[w.slot].recent
		if i := int32(slices.Index(x.lists.of(*recent), n)); i >= 0 {
			x.lists.cut(recent, i, i+1)
		}
	}
}

// Find returns the story that an article belongs to, and how like it is: 1 is just enough to join. Where no story is
// like enough, story is "", and score, below 1, tells how like the most like one is.
func (x *Index) Find(v Vector) (story string, score float64) {
	q := &x.query
	q.when, q.lang, q.words, q.outlet = v.when, langKey(v.lang), int32(v.words), v.outlet
	q.terms = x.weigh(v)
	q.countries, q.divisions = v.scene(q.countries[:0], q.divisions[:0])
	x.gather()
	best, score := x.mostLike()
	if score < 1 {
		return "", score
	}
	return x.clusters[best].id, score
}

// gather finds the articles that share most with the asking one, by what its leading terms weigh.
func (x *Index) gather() {
	q := &x.query
	q.shared = slices.Grow(q.shared, max(0, len(x.articles)-len(q.shared)))[:len(x.articles)]
	touched := q.touched[:0]
	for _, w := range leading(q.terms) {
		recent := x.lists.of(x.terms[w.slot].recent)
		most := uint32(w.most())
		square := max(1, most*most>>6) // so that a sum of them has room
		for _, n := range recent[max(0, len(recent)-recentArticles):] {
			if q.shared[n] == 0 {
				touched = append(touched, n)
			}
			q.shared[n] += square
		}
	}
	q.touched = touched
	x.pick()
}

// pick keeps the nearArticles that share most, in a heap with the least of them at its top, so that most articles cost
// one look.
func (x *Index) pick() {
	q := &x.query
	q.near = q.near[:0]
	for _, n := range q.touched {
		much := uint64(q.shared[n]) << 32
		q.shared[n] = 0
		if len(q.near) < nearArticles {
			q.near = append(q.near, sharer{much | uint64(x.articles[n].filing), n})
			if len(q.near) == nearArticles {
				for i := nearArticles/2 - 1; i >= 0; i-- {
					sink(q.near, i)
				}
			}
			continue
		}
		if much>>32 < q.near[0].much>>32 {
			continue
		}
		if much |= uint64(x.articles[n].filing); much > q.near[0].much {
			q.near[0] = sharer{much, n}
			sink(q.near, 0)
		}
	}
}

// sink restores a heap whose i-th may be too high.
func sink(heap []sharer, i int) {
	for {
		least := 2*i + 1
		if least >= len(heap) {
			return
		}
		if least+1 < len(heap) && heap[least+1].much < heap[least].much {
			least++
		}
		if heap[i].much <= heap[least].much {
			return
		}
		heap[i], heap[least] = heap[least], heap[i]
		i = least
	}
}
