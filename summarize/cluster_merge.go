package summarize

import (
	"math"
	"slices"
)

// When two stories were one.
const (
	mergeStories = 3   // stories that are looked at, those most like the article
	mergeLike    = .18 // likeness of their articles on average, in one language
	mergeSmall   = .4  // the same where they are too small to be parted
	mergeAcross  = .6  // likeness across the two parts of both together, see parting: more than what a story is split by
)

// merge looks whether the story of an article was one with another. The smaller one goes into the larger, of equals the
// younger, unless the officer put articles into it.
func (x *Index) merge(n int32) (r Repair, ok bool) {
	c := &x.clusters[x.articles[n].story]
	for _, near := range x.nextTo(n) {
		other := &x.clusters[near.story]
		if x.keptApart(c.id, other.id) || !x.oneStory(c, other, near.like) {
			continue
		}
		from, into := c, other
		if x.younger(x.members(other), x.members(c)) {
			from, into = other, c
		}
		if x.holdsAny(from) {
			from, into = into, from
		}
		if x.holdsAny(from) {
			return Repair{}, false
		}
		r = Repair{Story: from.id, Into: into.id}
		for _, m := range x.members(from) {
			r.Articles = append(r.Articles, x.articles[m].id)
		}
		return r, true
	}
	return Repair{}, false
}

func (x *Index) holdsAny(c *cluster) bool {
	return len(x.held) > 0 && slices.ContainsFunc(x.members(c), func(n int32) bool { return x.held[x.articles[n].id] })
}

// nextTo lists the stories of the articles most like article n, without its own. The look-up that came before the
// article was filed has told already which these are.
func (x *Index) nextTo(n int32) []neighbour {
	a, q := &x.articles[n], &x.query
	if q.found != n {
		q.when, q.lang, q.words, q.outlet, q.terms = a.when, a.lang, a.words, a.outlet, a.terms
		x.gather()
		x.nearest()
		q.asked, q.found = nil, n
	}
	q.next = q.next[:0]
	for _, s := range q.stories {
		s.story = x.articles[s.article].story
		isIn := func(other neighbour) bool { return other.story == s.story }
		if s.story != a.story && !slices.ContainsFunc(q.next, isIn) && len(q.next) < mergeStories {
			q.next = append(q.next, s)
		}
	}
	return q.next
}

// oneStory tells whether two stories are one: alike on average, close in time and place, and together not to be parted. Those
// that share no language are not unless an article of the one is so like the nearest of the other that it would join it.
func (x *Index) oneStory(a, b *cluster, nearest float64) bool {
	left := x.elsewhere(x.lists.of(a.scene.countries), x.lists.of(a.scene.divisions), b.scene)
	left *= gap(a, b) / max(a.crowded(), b.crowded())
	asked := mergeLike
	if a.members.n+b.members.n < 2*partFewest {
		asked = mergeSmall
	}
	if left < asked {
		return false
	}
	like, across := x.averageLike(a, b)
	like *= left
	if like < asked || across && nearest < 1 {
		return false
	}
	both := evenly(x.parting.both[:0], x.members(a), partMost)
	x.parting.both = evenly(both, x.members(b), partMost)
	parts, ok := x.part(x.parting.both)
	if !ok {
		return like >= mergeSmall
	}
	return parts > mergeAcross
}

// averageLike is how like the articles of two stories are on average: in the language in which they are most so of those that
// both are told in, or across where there is none.
func (x *Index) averageLike(a, b *cluster) (most float64, across bool) {
	var roomA, roomB [1]center
	as, bs := x.centers(a, &roomA), x.centers(b, &roomB)
	across = true
	for i := range as {
		for j := range bs {
			m, o := &as[i], &bs[j]
			if m.count == 0 || o.count == 0 || !across && m.lang != o.lang {
				continue
			}
			full, neutral := x.between(a, m, b, o)
			like := cosine(full)
			if m.lang != o.lang {
				like = cosine(neutral) * sameAsked / acrossAsked
			} else if across {
				most, across = 0, false
			}
			most = max(most, like/float64(m.count)/float64(o.count))
		}
	}
	return most, across
}

// centers are the centers of a story, that of one article made for the purpose.
func (x *Index) centers(c *cluster, room *[1]center) []center {
	if len(c.centers) > 0 {
		return c.centers
	}
	room[0] = center{lang: x.articles[x.members(c)[0]].lang, count: 1}
	return room[:]
}

// between adds up the products of the weights of the articles of two centers.
func (x *Index) between(a *cluster, m *center, b *cluster, o *center) (full, neutral uint64) {
	if m.sums.rows != nil && o.sums.rows != nil {
		return m.sums.productsWith(&o.sums)
	}
	if m.sums.rows != nil {
		a, m, b, o = b, o, a, m
	}
	for _, n := range x.members(a) {
		article := &x.articles[n]
		if article.lang != m.lang {
			continue
		}
		if o.sums.rows == nil {
			x.probe.lay(article.terms)
		}
		f, s := x.centerProducts(b, o, article.terms, nowhere)
		full, neutral = full+f, neutral+s
	}
	return full, neutral
}

// gap is what is left of the likeness of two stories after the time between them.
func gap(a, b *cluster) float64 {
	if a.last == 0 || b.last == 0 {
		return 1
	}
	days := float64(max(b.first-a.last, a.first-b.last)) / secondsPerDay
	if days <= fullDays {
		return 1
	}
	return math.Exp((fullDays - days) / fadingDays)
}
