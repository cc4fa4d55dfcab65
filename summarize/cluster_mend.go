package summarize

import (
	"cmp"
	"slices"
)

// Repair is a change to stories that an article showed to be due: articles that leave a story for another one.
type Repair struct {
	Story    string   // the story that they leave
	Into     string   // the story that they go into; "" where they begin one of their own
	Articles []string // their IDs in the order they came; all that the story has where it goes into another as a whole
}

// RepairsAtOnce is how often Mend is asked after one article: a story that was two may then be one with a third.
const RepairsAtOnce = 2

// Mend looks whether the story of an article that was just put in was two, or was one with another story, and says
// what to move; ok is false when nothing is due. It changes nothing itself: see Move. Its cost is bounded, whatever
// the story and the index hold.
//
// It moves no article that is held, and joins no stories that are kept apart: see Pin. What it merges
// it would not split: both ask the same of the same articles, and merging asks more.
func (x *Index) Mend(article string) (r Repair, ok bool) {
	n, filed := x.numbers[article]
	if !filed {
		return Repair{}, false
	}
	if r, ok := x.split(&x.clusters[x.articles[n].story]); ok {
		return r, true
	}
	return x.merge(n)
}

// StoryOf is the story that an article is filed under, "" when it is not filed.
func (x *Index) StoryOf(article string) string {
	if n, ok := x.numbers[article]; ok {
		return x.clusters[x.articles[n].story].id
	}
	return ""
}

// Has tells whether the index has a story of this name.
func (x *Index) Has(story string) bool {
	_, ok := x.stories[story]
	return ok
}

// Move files articles under another story, which begins with them where there is none of that name.
func (x *Index) Move(articles []string, story string) {
	var moved []int32
	for _, id := range articles {
		if n, ok := x.numbers[id]; ok && x.clusters[x.articles[n].story].id != story && !slices.Contains(moved, n) {
			moved = append(moved, n)
		}
	}
	if len(moved) == 0 {
		return
	}
	begins := !x.Has(story)
	into := x.cluster(story)
	byStory := func(a, b int32) int { return cmp.Compare(x.articles[a].story, x.articles[b].story) }
	slices.SortStableFunc(moved, byStory)
	for rest := moved; len(rest) > 0; {
		from := x.articles[rest[0]].story
		n := 1
		for n < len(rest) && x.articles[rest[n]].story == from {
			n++
		}
		id, all := x.clusters[from].id, n == int(x.clusters[from].members.n)
		x.takeOut(from, rest[:n])
		if begins || all {
			x.inherit(story, id)
		}
		rest = rest[n:]
	}
	slices.SortFunc(moved, func(a, b int32) int { return cmp.Compare(x.articles[a].filing, x.articles[b].filing) })
	for _, n := range moved {
		x.articles[n].story = into
		x.add(into, n)
	}
}

// When a story was two.
const (
	splitAcross = .34 // likeness across its two parts, see parting
	splitMost   = .40 // the same for the largest and oldest stories, which gather what has but a word in common with them
)

// split looks whether a story was two, and lets the smaller part leave, of equal ones the younger.
func (x *Index) split(c *cluster) (r Repair, ok bool) {
	members := x.members(c)
	across, ok := x.part(members)
	if !ok || across > min(splitMost, splitAcross*c.crowded()) {
		return Repair{}, false
	}
	parts := x.parts(members)
	if len(parts[0]) == 0 || len(parts[1]) == 0 {
		return Repair{}, false
	}
	leaving := parts[0]
	if x.younger(parts[1], parts[0]) {
		leaving = parts[1]
	}
	r = Repair{Story: c.id}
	for _, n := range leaving {
		if id := x.articles[n].id; !x.held[id] {
			r.Articles = append(r.Articles, id)
		}
	}
	return r, len(r.Articles) >= partFewest && len(r.Articles) < len(members)
}

// younger tells whether a is the smaller of two parts of a story, or as large and begun later.
func (x *Index) younger(a, b []int32) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return x.articles[a[0]].filing > x.articles[b[0]].filing
}
