package summarize

import (
	"cmp"
	"slices"

	"harmattan/internal/news"
)

// How much a look-up reads, whatever the index holds.
const (
	leadingTerms   = 24 // terms of an article that lead to others: the heaviest
	recentArticles = 80 // articles that a term leads to: the latest
	nearArticles   = 48 // articles that are measured: those that share most
)

// query is an article that looks for its story, and the room that a look-up works in.
type query struct {
	when   int64
	lang   news.Lang
	words  int
	outlet uint32
	terms  []weight

	scene scene

	at      []weight  // by slot: the article's terms
	shared  []float32 // by article number: what the leading terms share with it
	touched []int32   // article numbers that share anything
	near    []int32   // those that share most, the most first
}

// post lets the article's leading terms lead to it.
func (x *Index) post(a *filed) {
	for _, w := range heaviest(a.terms, leadingTerms) {
		t := &x.terms[w.slot]
		t.recent = append(t.recent, a.number)
		if len(t.recent) > 2*recentArticles {
			t.recent = x.latest(t.recent)
		}
	}
}

// latest is the end of a list, without the articles that were dropped.
func (x *Index) latest(list []int32) []int32 {
	list = slices.DeleteFunc(list, func(n int32) bool { return x.articles[n] == nil })
	if len(list) > recentArticles {
		list = slices.Delete(list, 0, len(list)-recentArticles)
	}
	return list
}

// Find returns the story that an article belongs to, and how like it is: 1 is just enough to join. Where no story is
// like enough, story is "", and score, below 1, tells how like the most like one is.
func (x *Index) Find(v Vector) (story string, score float64) {
	q := &x.query
	q.when, q.lang, q.words, q.outlet, q.scene = v.when, v.lang, v.words, v.outlet, v.scene()
	q.terms = x.weigh(v)
	x.gather()
	best, score := x.mostLike()
	if score < 1 {
		return "", score
	}
	return best.id, score
}

// gather finds the articles that share most with the asking one, by what its leading terms weigh.
func (x *Index) gather() {
	q := &x.query
	q.shared = slices.Grow(q.shared, max(0, len(x.articles)-len(q.shared)))[:len(x.articles)]
	q.touched = q.touched[:0]
	for _, w := range heaviest(q.terms, leadingTerms) {
		list := x.terms[w.slot].recent
		most := max(w.full, w.neutral)
		for _, n := range list[max(0, len(list)-recentArticles):] {
			if q.shared[n] == 0 {
				q.touched = append(q.touched, n)
			}
			q.shared[n] += most * most
		}
	}
	q.pick(x.articles)
	for _, n := range q.touched {
		q.shared[n] = 0
	}
}

// pick keeps the nearArticles that share most. A full list is kept in order, so that most articles cost one look.
func (q *query) pick(articles []*filed) {
	q.near = q.near[:0]
	more := func(a, b int32) int {
		if c := cmp.Compare(q.shared[b], q.shared[a]); c != 0 {
			return c
		}
		return cmp.Compare(b, a)
	}
	for _, n := range q.touched {
		full := len(q.near) == nearArticles
		if articles[n] == nil || full && more(n, q.near[nearArticles-1]) > 0 {
			continue
		}
		if full {
			q.near = q.near[:nearArticles-1]
		}
		i, _ := slices.BinarySearchFunc(q.near, n, more)
		q.near = slices.Insert(q.near, i, n)
	}
}
