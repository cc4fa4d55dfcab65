package summarize

import (
	"cmp"
	"math"
	"slices"
)

// What joining takes.
const (
	sameAsked   = .28 // cosine over all terms, between texts in one language
	acrossAsked = .36 // cosine over names, figures, places and ideas, between texts in two
	acrossNamed = 3   // names, figures and places that such texts share at least

	shortWords = 100 // words from which a text is long
	shortLess  = .02 // how much less is asked of the shortest

	centerLess = .95 // a whole story is longer than any of its articles, and like more
)

// wholeStories is how many stories are measured as a whole: those with the articles most like the asking one.
const wholeStories = 12

// mostLike measures the stories of the articles near the asking one, and returns the one that is most like it.
func (x *Index) mostLike() (best *cluster, score float64) {
	q := &x.query
	near := x.nearest()
	for i, n := range near {
		like := n.like
		if i < wholeStories {
			like = max(like, q.likeCenter(n.story, n.like))
		}
		if s := like * fading(q.when, n.story) * elsewhere(q.scene, n.story.scene) / crowding(q, n.story); s > score {
			best, score = n.story, s
		}
	}
	return best, score
}

// neighbour is a story by the article of it that is most like the asking one.
type neighbour struct {
	story *cluster
	like  float64
}

// nearest lists the stories of the near articles, the most like first.
func (x *Index) nearest() []neighbour {
	q := &x.query
	q.spread(len(x.terms))
	out := make([]neighbour, 0, len(q.near))
	for _, n := range q.near {
		a := x.articles[n]
		like := q.likeArticle(a)
		i := slices.IndexFunc(out, func(n neighbour) bool { return n.story == a.story })
		if i < 0 {
			out = append(out, neighbour{a.story, like})
			continue
		}
		out[i].like = max(out[i].like, like)
	}
	q.gatherUp()
	slices.SortStableFunc(out, func(a, b neighbour) int { return cmp.Compare(b.like, a.like) })
	return out
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
		return float64(full) / asked(min(q.words, a.words))
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
			most = max(most, m.like(q)/asked(q.words)*centerLess)
		} else if nearest > 0 {
			most = max(most, m.like(q)/acrossAsked)
		}
	}
	return most
}

// asked is the cosine that joining takes in one language, by the words of the shorter text. Two teasers of one event
// share a little less than two long texts of it do.
func asked(words int) float64 {
	return sameAsked - shortLess*max(0, 1-float64(words)/shortWords)
}

const (
	secondsPerDay = 24 * 60 * 60
	fullDays      = 2  // days after a story's last article in which nothing fades
	fadingDays    = 20 // days in which a likeness then falls to a third
)

// fading is what is left of a likeness after the time between an article and a story.
func fading(when int64, c *cluster) float64 {
	if when == 0 || c.last == 0 {
		return 1
	}
	days := float64(max(when-c.last, c.first-when)) / secondsPerDay
	return min(1, math.Exp((fullDays-days)/fadingDays))
}

// How a story's size and age raise what joining it takes.
const (
	crowdDays = 3
	crowdFrom = 20 // articles from which a story is large
	crowdStep = .2
	loneFrom  = 4 // the same for a story that one outlet alone tells
	loneStep  = .3
)

// What is left of a likeness between an article and a story that name countries, or divisions of countries, none of
// them in common: two attacks, or two abductions, are told in the same words wherever they happen.
const (
	otherCountry  = .7
	otherDivision = .75
)

func elsewhere(a, b scene) float64 {
	switch {
	case apart(a.countries, b.countries):
		return otherCountry
	case apart(a.divisions, b.divisions):
		return otherDivision
	}
	return 1
}

// apart tells whether two lists have something each and nothing in common.
func apart(a, b []termKey) bool {
	for _, k := range a {
		if slices.Contains(b, k) {
			return false
		}
	}
	return len(a) > 0 && len(b) > 0
}

func union(a, b []termKey) []termKey {
	for _, k := range b {
		if !slices.Contains(a, k) {
			a = append(a, k)
		}
	}
	return a
}

// crowding is how much more joining takes for a story that is both large and old. Such a story has a word in common with
// everything that happens around it, so that what comes next, its next stage, would never begin a story of its own.
// What one outlet alone tells for days is more often a column than an event.
func crowding(q *query, c *cluster) float64 {
	if q.when == 0 || c.first == 0 {
		return 1
	}
	return c.crowd(q.outlet, q.when-c.first)
}

// crowded is the same for a story as it stands, when it is to be split or merged.
func (c *cluster) crowded() float64 { return c.crowd(c.outlet, c.last-c.first) }

func (c *cluster) crowd(outlet uint32, seconds int64) float64 {
	from, step := float64(crowdFrom), crowdStep
	if c.outlet != 0 && c.outlet == outlet {
		from, step = loneFrom, loneStep
	}
	age := max(0, float64(seconds)) / secondsPerDay
	return 1 + step*math.Log1p(float64(len(c.members))/from)*math.Log1p(age/crowdDays)
}
