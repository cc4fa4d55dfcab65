package summarize

import (
	"math"
	"slices"

	"harmattan/internal/news"
)

// cluster is one story in the index.
type cluster struct {
	id      string
	members []*filed // in the order they came
	centers []center // one for each language
	first   int64    // publication of its oldest article of known time
	last    int64    // and of its newest
	scene   scene    // all places that its articles name
	outlet  uint32   // the outlet of all its articles, 0 when they have several or none that is known
}

// center is the middle of a story's articles in one language: their weights added up.
type center struct {
	lang    news.Lang
	count   int
	sum     map[int32]weight
	full    float64 // square of its length over all terms
	neutral float64 // and over those that mean the same in every language
}

func (c *cluster) add(a *filed) {
	if len(c.members) == 0 {
		c.outlet = a.outlet
	} else if c.outlet != a.outlet {
		c.outlet = 0
	}
	c.members = append(c.members, a)
	c.scene.countries = union(c.scene.countries, a.scene.countries)
	c.scene.divisions = union(c.scene.divisions, a.scene.divisions)
	c.time(a.when)
	i := slices.IndexFunc(c.centers, func(m center) bool { return m.lang == a.lang })
	if i < 0 {
		i = len(c.centers)
		c.centers = append(c.centers, center{lang: a.lang})
	}
	c.centers[i].add(a.terms)
}

// time widens the story's time to hold another article's.
func (c *cluster) time(when int64) {
	if when == 0 {
		return
	}
	if c.first == 0 || when < c.first {
		c.first = when
	}
	c.last = max(c.last, when)
}

func (c *cluster) remove(a *filed) {
	rest := slices.DeleteFunc(c.members, func(m *filed) bool { return m == a })
	*c = cluster{id: c.id}
	for _, m := range rest {
		c.add(m)
	}
}

func (m *center) add(terms []weight) {
	m.count++
	if m.sum == nil {
		m.sum = make(map[int32]weight, len(terms))
	}
	for _, w := range terms {
		s := m.sum[w.slot]
		m.full += float64(w.full * (2*s.full + w.full))
		m.neutral += float64(w.neutral * (2*s.neutral + w.neutral))
		s.full += w.full
		s.neutral += w.neutral
		m.sum[w.slot] = s
	}
}

// like is the cosine of the asking article and the center.
func (m *center) like(q *query) float64 {
	var dot float64
	same := m.lang == q.lang
	length := m.neutral
	if same {
		length = m.full
	}
	if length <= 0 {
		return 0
	}
	for _, w := range q.terms {
		s := m.sum[w.slot]
		if same {
			dot += float64(w.full * s.full)
		} else {
			dot += float64(w.neutral * s.neutral)
		}
	}
	return dot / math.Sqrt(length)
}
