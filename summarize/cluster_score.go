package summarize

import (
	"math"
	"slices"
)

// What joining takes.
const (
	sameAsked   = .28 // cosine over all terms, between texts in one language
	acrossAsked = .36 // cosine over names, figures, places and ideas, between texts in two
	acrossNamed = 3   // names, figures and places that such texts share at least
)

// mostLike measures the stories of the articles near the asking one, and returns the one that is most like it.
func (x *Index) mostLike() (best *cluster, score float64) {
	q := &x.query
	q.spread(len(x.terms))
	nearest := make(map[*cluster]float64, len(q.near))
	order := make([]*cluster, 0, len(q.near))
	for _, n := range q.near {
		a := x.articles[n]
		like, seen := nearest[a.story]
		if !seen {
			order = append(order, a.story)
		}
		nearest[a.story] = max(like, q.likeArticle(a))
	}
	q.gatherUp()
	for _, c := range order {
		if s := max(nearest[c], q.likeCenter(c, nearest[c])) * fading(q.when, c); s > score {
			best, score = c, s
		}
	}
	return best, score
}

// spread lays the article's terms out by slot, so that others are compared by looking them up.
func (q *query) spread(slots int) {
	q.at = slices.Grow(q.at, max(0, slots-len(q.at)))[:slots]
	for _, w := range q.terms {
		q.at[w.slot] = w
	}
}

func (q *query) gatherUp() {
	for _, w := range q.terms {
		q.at[w.slot] = weight{}
	}
}

// likeArticle is how like two articles are; 1 is just enough for one story.
func (q *query) likeArticle(a *filed) float64 {
	var full, neutral float32
	named := 0
	for _, w := range a.terms {
		m := q.at[w.slot]
		full += w.full * m.full
		neutral += w.neutral * m.neutral
		if m.neutral > 0 && m.full > 0 {
			named++
		}
	}
	if a.lang == q.lang {
		return float64(full) / sameAsked
	}
	if named < acrossNamed {
		return 0
	}
	return float64(neutral) / acrossAsked
}

// likeCenter is how like the article is to a whole story. A story in another language is asked only when one of its
// articles is like at all.
func (q *query) likeCenter(c *cluster, nearest float64) float64 {
	var most float64
	for i := range c.centers {
		m := &c.centers[i]
		if m.count < 2 {
			continue
		}
		if m.lang == q.lang {
			most = max(most, m.like(q)/sameAsked)
		} else if nearest > 0 {
			most = max(most, m.like(q)/acrossAsked)
		}
	}
	return most
}

const (
	secondsPerDay = 24 * 60 * 60
	fullDays      = 2  // days after a story's last article in which nothing fades
	fadingDays    = 40 // days in which a likeness then falls to a third
)

// fading is what is left of a likeness after the time between an article and a story.
func fading(when int64, c *cluster) float64 {
	if when == 0 || c.last == 0 {
		return 1
	}
	days := float64(max(when-c.last, c.first-when)) / secondsPerDay
	return min(1, math.Exp((fullDays-days)/fadingDays))
}
