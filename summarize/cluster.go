package summarize

import (
	"cmp"
	"slices"
	"time"
)

// Index finds the story of an article among the recent ones, by tf-idf over stems, names, figures and places: the
// better of the story's centroid and its nearest article, less what time has passed. It is inverted, so that a look-up
// costs with the article and not with the archive. It is not safe for use by two goroutines.
type Index struct {
	articles map[string]int32
	entries  []entry
	stories  []cluster
	storyAt  map[string]int32
	postings map[uint32][]int32 // term to the stories that have it
	df       map[uint32]int32   // term to how many articles have it
	live     int                // articles in the index
}

// entry is one article in the index.
type entry struct {
	id     string
	vector Vector
	story  int32
	dead   bool // replaced by a later revision
}

// cluster is one story in the index.
type cluster struct {
	id       string
	members  []int32
	centroid Vector // the members' terms added up; of one member, its own
	last     int64  // when its newest member came
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{
		articles: map[string]int32{}, storyAt: map[string]int32{}, postings: map[uint32][]int32{}, df: map[uint32]int32{},
	}
}

// Put adds an article to a story. An article that is there already is replaced: it is a new revision, or was moved.
func (x *Index) Put(story, article string, v Vector) {
	if old, ok := x.articles[article]; ok {
		x.remove(old)
	}
	at, ok := x.storyAt[story]
	if !ok {
		at = int32(len(x.stories)) //nolint:gosec // bounded by memory long before
		x.stories = append(x.stories, cluster{id: story})
		x.storyAt[story] = at
	}
	number := int32(len(x.entries)) //nolint:gosec // bounded by memory long before
	x.entries = append(x.entries, entry{id: article, vector: v, story: at})
	x.articles[article] = number
	x.live++
	c := &x.stories[at]
	c.members = append(c.members, number)
	c.last = max(c.last, v.when)
	for _, t := range v.terms {
		x.df[t.key]++
		if list := x.postings[t.key]; !slices.Contains(list[max(0, len(list)-1):], at) && !has(c.centroid.terms, t.key) {
			x.postings[t.key] = append(list, at)
		}
	}
	c.centroid = merge(c.centroid, v)
}

// has tells whether terms sorted by key hold one.
func has(terms []term, key uint32) bool {
	_, ok := slices.BinarySearchFunc(terms, key, func(t term, k uint32) int { return cmp.Compare(t.key, k) })
	return ok
}

// merge adds an article to a centroid; the centroid of one article is the article.
func merge(center, v Vector) Vector {
	if len(center.terms) == 0 {
		return v
	}
	center.terms = addTerms(center.terms, v.terms)
	center.weigh()
	return center
}

func addTerms(a, b []term) []term {
	out := make([]term, 0, len(a)+len(b)/2)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].key < b[0].key:
			out, a = append(out, a[0]), a[1:]
		case a[0].key > b[0].key:
			out, b = append(out, b[0]), b[1:]
		default:
			t := a[0]
			t.count += b[0].count
			out, a, b = append(out, t), a[1:], b[1:]
		}
	}
	out = append(out, a...)
	return append(out, b...)
}

// remove takes an article out of its story. Its story stays in the postings, which only lead to candidates.
func (x *Index) remove(number int32) {
	e := &x.entries[number]
	e.dead = true
	x.live--
	for _, t := range e.vector.terms {
		if x.df[t.key]--; x.df[t.key] <= 0 {
			delete(x.df, t.key)
		}
	}
	c := &x.stories[e.story]
	c.members = slices.DeleteFunc(c.members, func(m int32) bool { return m == number })
	c.centroid, c.last = Vector{}, 0
	for _, m := range c.members {
		c.centroid = merge(c.centroid, x.entries[m].vector)
		c.last = max(c.last, x.entries[m].vector.when)
	}
}

// Forget drops the articles published before a time, and with them the stories that have no other.
func (x *Index) Forget(before time.Time) {
	fresh := NewIndex()
	for _, e := range x.entries {
		if !e.dead && !e.vector.published().Before(before) {
			fresh.Put(x.stories[e.story].id, e.id, e.vector)
		}
	}
	*x = *fresh
}

// How a look-up is bounded, whatever the archive holds.
const (
	leadingTerms = 24    // terms that lead to candidates, the weightiest
	longPosting  = 1_500 // stories under one term beyond which it leads nowhere: everybody has it
	scanned      = 6_000 // stories that are looked at under all terms together
	candidates   = 24    // stories that are measured
	nearMembers  = 16    // articles of each that are measured, the latest
)

// Find returns the story an article belongs to, "" when it starts one, and how like the two are (0 to 1).
func (x *Index) Find(v Vector) (story string, score float64) {
	q := x.ask(v)
	best := int32(-1)
	for _, at := range x.likely(q) {
		s := x.measure(q, at)
		if s > score || s == score && best >= 0 && at < best {
			best, score = at, s
		}
	}
	if best < 0 || score < joinAt {
		return "", score
	}
	return x.stories[best].id, score
}

// likely lists the stories that share most weight with the query's weightiest terms.
func (x *Index) likely(q query) []int32 {
	shared := map[int32]float32{}
	left := scanned
	for _, i := range q.leading {
		t := q.v.terms[i]
		list := x.postings[t.key]
		if len(list) > min(longPosting, left) {
			continue
		}
		left -= len(list)
		for _, at := range list {
			shared[at] += t.weight * q.damp[i]
		}
	}
	out := make([]int32, 0, len(shared))
	for at := range shared {
		out = append(out, at)
	}
	slices.SortFunc(out, func(a, b int32) int {
		if c := cmp.Compare(shared[b], shared[a]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return out[:min(len(out), candidates)]
}
