package summarize

import "slices"

// cluster is one story in the index.
type cluster struct {
	id      string
	members list     // in the order they came
	centers []center // one for each language; none while it has but one member
	first   int64    // publication of its oldest article of known time
	last    int64    // and of its newest
	scene   scene    // all places that its articles name
	outlet  uint32   // the outlet of all its articles, 0 when they have several or none that is known
	at      int32    // where it is among the stories that a look-up has met, raised by one
}

// cluster is the place of a story, which is begun where there is none.
func (x *Index) cluster(story string) int32 {
	if c, ok := x.stories[story]; ok {
		return c
	}
	c := int32(len(x.clusters))
	if n := len(x.freeClusters); n > 0 {
		c, x.freeClusters = x.freeClusters[n-1], x.freeClusters[:n-1]
	} else {
		x.clusters = append(x.clusters, cluster{})
	}
	x.clusters[c] = cluster{id: story}
	x.stories[story] = c
	return c
}

func (x *Index) members(c *cluster) []int32 { return x.lists.of(c.members) }

// add puts an article into a story.
func (x *Index) add(story, n int32) {
	c := &x.clusters[story]
	if c.members.n == 1 {
		x.enter(c, x.members(c)[0])
	}
	if c.members.n > 0 {
		x.enter(c, n)
	}
	x.lists.push(&c.members, n)
	x.describe(c, n)
}

// describe brings the story's time, places and outlet up to date with an article.
func (x *Index) describe(c *cluster, n int32) {
	a := &x.articles[n]
	if x.members(c)[0] == n {
		c.outlet = a.outlet
	} else if c.outlet != a.outlet {
		c.outlet = 0
	}
	x.union(&c.scene.countries, a.scene.countries)
	x.union(&c.scene.divisions, a.scene.divisions)
	if a.when != 0 {
		if c.first == 0 || a.when < c.first {
			c.first = a.when
		}
		c.last = max(c.last, a.when)
	}
}

// takeOut takes articles out of a story, and the story with its last one.
func (x *Index) takeOut(story int32, leaving []int32) {
	c := &x.clusters[story]
	if len(leaving) == int(c.members.n) {
		x.end(story)
		return
	}
	for _, n := range leaving {
		i := int32(slices.Index(x.members(c), n))
		x.lists.cut(&c.members, i, i+1)
		x.leave(c, n)
	}
	c.centers = slices.DeleteFunc(c.centers, func(m center) bool { return m.count == 0 || c.members.n == 1 })
	x.lists.free(&c.scene.countries)
	x.lists.free(&c.scene.divisions)
	c.first, c.last = 0, 0
	for _, n := range slices.Clone(x.members(c)) {
		x.describe(c, n)
	}
}

// end lets go of a story.
func (x *Index) end(story int32) {
	c := &x.clusters[story]
	delete(x.stories, c.id)
	x.lists.free(&c.members)
	x.lists.free(&c.scene.countries)
	x.lists.free(&c.scene.divisions)
	*c = cluster{}
	x.freeClusters = append(x.freeClusters, story)
}
