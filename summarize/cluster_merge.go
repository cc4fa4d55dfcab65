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
func (x *Index) merge(a *filed) (r Repair, ok bool) {
	c := a.story
	for _, other := range x.nextTo(a) {
		if x.keptApart(c.id, other.id) || !x.oneStory(c, other) {
			continue
		}
		from, into := c, other
		if younger(other.members, c.members) {
			from, into = other, c
		}
		if x.holdsAny(from) {
			from, into = into, from
		}
		if x.holdsAny(from) {
			return Repair{}, false
		}
		r = Repair{Story: from.id, Into: into.id}
		for _, m := range from.members {
			r.Articles = append(r.Articles, m.id)
		}
		return r, true
	}
	return Repair{}, false
}

func (x *Index) holdsAny(c *cluster) bool {
	return slices.ContainsFunc(c.members, func(m *filed) bool { return x.held[m.id] })
}

// nextTo lists the stories of the articles most like a, without its own.
func (x *Index) nextTo(a *filed) []*cluster {
	q := &x.query
	q.when, q.lang, q.words, q.outlet, q.scene, q.terms = a.when, a.lang, a.words, a.outlet, a.scene, a.terms
	x.gather()
	var out []*cluster
	for _, n := range x.nearest() {
		if n.story != a.story && len(out) < mergeStories {
			out = append(out, n.story)
		}
	}
	return out
}

// oneStory tells whether two stories are one: alike on average, close in time and place, and together not to be parted.
func (x *Index) oneStory(a, b *cluster) bool {
	like := averageLike(a, b)
	like *= elsewhere(a.scene, b.scene) * gap(a, b) / max(a.crowded(), b.crowded())
	if like < mergeLike {
		return false
	}
	p, ok := x.part(slices.Concat(evenly(a.members), evenly(b.members)))
	if !ok {
		return like >= mergeSmall
	}
	return p.across > mergeAcross
}

// averageLike is how like the articles of two stories are on average, in the two languages in which they are most so.
func averageLike(a, b *cluster) float64 {
	if len(a.members) > len(b.members) {
		a, b = b, a
	}
	own := evenly(a.members)
	most := 0.
	for i := range a.centers {
		for j := range b.centers {
			m := &b.centers[j]
			like, count := 0., 0
			for _, f := range own {
				if f.lang == a.centers[i].lang {
					like += m.dot(f)
					count++
				}
			}
			like /= float64(max(count, 1) * m.count)
			if m.lang != a.centers[i].lang {
				like *= sameAsked / acrossAsked
			}
			most = max(most, like)
		}
	}
	return most
}

// dot adds up how like an article is to those of a center.
func (m *center) dot(a *filed) float64 {
	var full, neutral float64
	for _, w := range a.terms {
		s := m.sum[w.slot]
		full += float64(w.full * s.full)
		neutral += float64(w.neutral * s.neutral)
	}
	if a.lang == m.lang {
		return full
	}
	return neutral
}

// gap is what is left of the likeness of two stories after the time between them.
func gap(a, b *cluster) float64 {
	if a.last == 0 || b.last == 0 {
		return 1
	}
	days := float64(max(b.first-a.last, a.first-b.last)) / secondsPerDay
	return min(1, math.Exp((fullDays-days)/fadingDays))
}
