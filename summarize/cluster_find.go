package summarize

import (
	"cmp"
	"slices"
)

// How much a look-up reads, whatever the index holds.
const (
	leadingTerms   = 24  // terms of an article that lead to others: the heaviest
	recentArticles = 80  // articles that a term leads to: the latest
	keptArticles   = 128 // articles from which the list of a term is cut back to those
	nearArticles   = 32  // articles that are measured at most: those that share most
)

// What an article shares with the asking one by their leading terms alone comes close to their cosine. It is measured
// only where that is some of what joining takes, and some of what the one has that shares most.
const (
	leastShared = .08
	shareOfMost = .4
)

// leastLeft is what the rest of an article's terms have to weigh, squared and added up, to lead anywhere: a text with
// which it shares nothing else has a cosine below the root of it, which is less than joining takes.
const leastLeft = .06

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
	next    []neighbour

	asked *term // the vector that looked last, by the first of its terms
	found int32 // the article that it was filed as since; nowhere when another one was filed, or left
}

// sharer is an article that shares something with the asking one: how much, and of equals the one filed last.
type sharer struct {
	much   uint64
	number int32
}

func leading(terms []weight) []weight { return terms[:min(len(terms), leadingTerms)] }

// A posting is an article that a term leads to, with what the term weighs in it: its place, and the weight in so many
// bits.
const (
	postingBits  = 12
	mostArticles = 1 << (32 - postingBits) // that have a place in a posting
)

func posting(n int32, w weight) int32 {
	return int32(uint32(n)<<postingBits | uint32(w.most())>>(16-postingBits))
}

func posted(p int32) int32 { return int32(uint32(p) >> postingBits) }

// post lets the article's leading terms lead to it.
func (x *Index) post(n int32) {
	for _, w := range leading(x.articles[n].terms) {
		recent := &x.terms[w.slot].recent
		x.lists.push(recent, posting(n, w))
		if recent.n == keptArticles {
			x.lists.cut(recent, 0, keptArticles-recentArticles)
		}
	}
}

// unpost lets no term lead to the article any more.
func (x *Index) unpost(n int32) {
	for _, w := range leading(x.articles[n].terms) {
		recent := &x.terms[w.slot].recent
		own := func(p int32) bool { return posted(p) == n }
		if i := int32(slices.IndexFunc(x.lists.of(*recent), own)); i >= 0 {
			x.lists.cut(recent, i, i+1)
		}
	}
}

// Find returns the story that an article belongs to, and how like it is: 1 is just enough to join. Where no story is
// like enough, story is "", and score, below 1, tells how like the most like one is.
func (x *Index) Find(v Vector) (story string, score float64) {
	q := &x.query
	q.when, q.lang, q.words, q.outlet = v.when, langKey(v.lang), int32(v.words), v.outlet
	x.look(v)
	q.terms = x.weigh(v)
	q.countries, q.divisions = v.scene(q.countries[:0], q.divisions[:0])
	x.gather()
	q.asked, q.found = nil, nowhere
	if len(v.terms) > 0 {
		q.asked = &v.terms[0]
	}
	best, score := x.mostLike()
	if score < 1 {
		return "", score
	}
	return x.clusters[best].id, score
}

// gather finds the articles that share most with the asking one, by what the leading terms of both weigh in both.
func (x *Index) gather() {
	q := &x.query
	q.shared = slices.Grow(q.shared, max(0, len(x.articles)-len(q.shared)))[:len(x.articles)]
	touched := q.touched[:0]
	left, sharedMost := uint64(0), uint32(0)
	for _, w := range q.terms {
		left += uint64(w.most()) * uint64(w.most())
	}
	for _, w := range leading(q.terms) {
		if cosine(left) < leastLeft {
			break
		}
		left -= uint64(w.most()) * uint64(w.most())
		recent := x.lists.of(x.terms[w.slot].recent)
		most := uint32(w.most())
		for _, p := range recent[max(0, len(recent)-recentArticles):] {
			n := posted(p)
			shared := q.shared[n]
			if shared == 0 {
				touched = append(touched, n)
			}
			shared += most*(uint32(p)%(1<<postingBits)) + 1
			q.shared[n] = shared
			sharedMost = max(sharedMost, shared)
		}
	}
	q.touched = touched
	x.pick(sharedMost)
}

// pick keeps the articles that share most, these first, given how much that is.
func (x *Index) pick(most uint32) {
	q := &x.query
	q.near = q.near[:0]
	least := uint32(max(leastShared*wholeWeight*(1<<postingBits), shareOfMost*float64(most)))
	for _, n := range q.touched {
		if shared := q.shared[n]; shared >= least {
			q.near = append(q.near, sharer{uint64(shared)<<32 | uint64(x.articles[n].filing), n})
		}
		q.shared[n] = 0
		if len(q.near) == 3*nearArticles { // fewer are looked up and sorted where no article is one of the first any more
			q.cut()
			least = max(least, uint32(q.near[nearArticles-1].much>>32))
		}
	}
	q.cut()
}

// cut leaves of the near articles those that share most.
func (q *query) cut() {
	slices.SortFunc(q.near, func(a, b sharer) int { return cmp.Compare(b.much, a.much) })
	q.near = q.near[:min(len(q.near), nearArticles)]
}
