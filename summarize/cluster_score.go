package summarize

import (
	"cmp"
	"math"
	"slices"
)

// What joining takes.
const (
	sameAsked   = .28 // cosine over all terms, between texts in one language
	acrossAsked = .33 // cosine over names, figures, places and ideas, between texts in two
	acrossNamed = 2   // names, figures and places that such texts share at least

	shortWords = 100 // words from which a text is long
	shortLess  = .02 // how much less is asked of the shortest

	centerLess = .95 // a whole story is longer than any of its articles, and like more
)

// mostOfOne is what one term adds to a cosine at most: less than half of what joining takes. Of two titles without a text a
// single name in both is most, and as often as not it is another's: a pitcher called Chad, and camps in Chad. Two words
// are a turn of phrase: a singer is lucky to be alive, and so are those who fled a fire.
const mostOfOne = wholeWeight * wholeWeight / 100 * 12

// wholeStories is how many stories are measured as a whole: those with the articles most like the asking one.
const wholeStories = 12

// mostLike measures the stories of the articles near the asking one, and returns the one that is most like it.
func (x *Index) mostLike() (best int32, score float64) {
	q := &x.query
	best = nowhere
	for i, n := range x.nearest() {
		c, like := &x.clusters[n.story], n.like
		if i < wholeStories {
			like = x.likeWhole(c, n)
		}
		if like <= score { // what follows only makes it less
			continue
		}
		like *= fading(q.when, c) * x.elsewhere(q.countries, q.divisions, c.scene)
		if like <= score {
			continue
		}
		if s := like / crowding(q, c); s > score {
			best, score = n.story, s
		}
	}
	return best, score
}

// neighbour is a story by the article of it that is most like the asking one.
type neighbour struct {
	like    float64
	own     float64 // the same of its articles in the asking one's language
	across  float64 // and of those in others
	filing  uint32  // of that article; of equals the one filed last comes first
	article int32
	story   int32 // when it was asked
}

// acrossTimes is how many times as much a story told in the asking article's own language can be like it by what it says in
// others. What two languages share is little: without a bound one article in another draws in all that happens in its country.
const acrossTimes = 2

// together is how like a story is by what it says in the asking article's language and in others.
func (q *query) together(c *cluster, own, across float64) float64 {
	if c.toldIn(q.lang) {
		across = min(across, acrossTimes*own)
	}
	return max(own, across)
}

// nearest lists the stories of the near articles, the most like first. It is good until it is asked again.
func (x *Index) nearest() []neighbour {
	q := &x.query
	x.probe.lay(q.terms)
	q.stories = q.stories[:0]
	for _, n := range q.near {
		a := &x.articles[n.number]
		like := x.likeArticle(a)
		c := &x.clusters[a.story]
		if c.at == 0 {
			q.stories = append(q.stories, neighbour{story: a.story, like: -1})
			c.at = int32(len(q.stories))
		}
		s := &q.stories[c.at-1]
		if like > s.like || like == s.like && a.filing > s.filing {
			s.like, s.filing, s.article = like, a.filing, n.number
		}
		if a.lang == q.lang {
			s.own = max(s.own, like)
		} else {
			s.across = max(s.across, like)
		}
	}
	for i := range q.stories {
		s := &q.stories[i]
		c := &x.clusters[s.story]
		c.at, s.like = 0, q.together(c, s.own, s.across)
	}
	slices.SortFunc(q.stories, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(b.filing, a.filing))
	})
	return q.stories
}

// likeArticle is how like an article is to the asking one; 1 is just enough for one story.
func (x *Index) likeArticle(a *filed) float64 {
	q := &x.query
	full, neutral, named := x.probe.products(a.terms)
	if a.lang == q.lang {
		return cosine(full) / asked(min(q.words, a.words))
	}
	if named < acrossNamed {
		return 0
	}
	return cosine(neutral) / acrossAsked
}

// likeWhole is how like the article is to a whole story, and at least what its nearest article is. A story in another
// language is asked only when one of its articles is like at all.
func (x *Index) likeWhole(c *cluster, n neighbour) float64 {
	q := &x.query
	own, across := n.own, n.across
	for i := range c.centers {
		m := &c.centers[i]
		switch {
		case m.count < 2:
		case m.lang == q.lang:
			own = max(own, x.likeMiddle(c, m)/asked(q.words)*centerLess)
		case across > 0:
			across = max(across, x.likeMiddle(c, m)/acrossAsked)
		}
	}
	return q.together(c, own, across)
}

// likeMiddle is the cosine of the asking article and a center.
func (x *Index) likeMiddle(c *cluster, m *center) float64 {
	dot, neutral := x.centerProducts(c, m, x.query.terms, nowhere)
	length := m.full
	if m.lang != x.query.lang {
		dot, length = neutral, m.neutral
	}
	if length == 0 {
		return 0
	}
	return float64(dot) / wholeWeight / math.Sqrt(float64(length))
}

// asked is the cosine that joining takes in one language, by the words of the shorter text. Two teasers of one event
// share a little less than two long texts of it do.
func asked(words int32) float64 {
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
	if days <= fullDays {
		return 1
	}
	return math.Exp((fullDays - days) / fadingDays)
}

// How a story's size and age raise what joining it takes.
const (
	crowdDays = 3
	crowdFrom = 20 // articles from which a story is large
	crowdStep = .2
	loneFrom  = 4 // the same for a story that one outlet alone tells
	loneStep  = .3
)

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
	if seconds <= 0 {
		return 1
	}
	from, step := float64(crowdFrom), crowdStep
	if c.outlet != 0 && c.outlet == outlet {
		from, step = loneFrom, loneStep
	}
	return 1 + step*math.Log1p(float64(c.members.n)/from)*math.Log1p(float64(seconds)/secondsPerDay/crowdDays)
}
