package summarize

import "slices"

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
	number, filed := x.numbers[article]
	if !filed {
		return Repair{}, false
	}
	a := x.articles[number]
	if r, ok := x.split(a.story); ok {
		return r, true
	}
	return x.merge(a)
}

// StoryOf is the story that an article is filed under, "" when it is not filed.
func (x *Index) StoryOf(article string) string {
	if number, ok := x.numbers[article]; ok {
		return x.articles[number].story.id
	}
	return ""
}

// Has tells whether the index has a story of this name.
func (x *Index) Has(story string) bool { return x.stories[story] != nil }

// Move files articles under another story, which begins with them where there is none of that name.
func (x *Index) Move(articles []string, story string) {
	leaving := map[*cluster][]*filed{}
	for _, id := range articles {
		if number, ok := x.numbers[id]; ok && x.articles[number].story.id != story {
			a := x.articles[number]
			leaving[a.story] = append(leaving[a.story], a)
		}
	}
	into := x.stories[story]
	begins := into == nil
	if begins {
		into = &cluster{id: story}
		x.stories[story] = into
	}
	var moved []*filed
	for from, list := range leaving {
		moved = append(moved, list...)
		x.takeOut(from, list)
		if begins || len(from.members) == 0 {
			x.inherit(story, from.id)
		}
	}
	slices.SortFunc(moved, func(a, b *filed) int { return int(a.number - b.number) })
	for _, a := range moved {
		a.story = into
		into.add(a)
	}
	if len(into.members) == 0 {
		delete(x.stories, story)
	}
}

// takeOut removes articles from a story, and the story with its last one.
func (x *Index) takeOut(from *cluster, list []*filed) {
	rest := slices.DeleteFunc(from.members, func(m *filed) bool { return slices.Contains(list, m) })
	*from = cluster{id: from.id}
	for _, m := range rest {
		from.add(m)
	}
	if len(rest) == 0 {
		delete(x.stories, from.id)
	}
}

// When a story was two.
const (
	splitAcross = .34 // likeness across its two parts, see parting
	splitMost   = .40 // the same for the largest and oldest stories, which gather what has but a word in common with them
)

// split looks whether a story was two, and lets the smaller part leave, of equal ones the younger.
func (x *Index) split(c *cluster) (r Repair, ok bool) {
	p, ok := x.part(c.members)
	if !ok || p.across > min(splitMost, splitAcross*c.crowded()) {
		return Repair{}, false
	}
	parts := p.parts(c.members)
	if len(parts[0]) == 0 || len(parts[1]) == 0 {
		return Repair{}, false
	}
	leaving := parts[0]
	if younger(parts[1], parts[0]) {
		leaving = parts[1]
	}
	r = Repair{Story: c.id}
	for _, m := range leaving {
		if !x.held[m.id] {
			r.Articles = append(r.Articles, m.id)
		}
	}
	return r, len(r.Articles) >= partFewest && len(r.Articles) < len(c.members)
}

// younger tells whether a is the smaller of two parts of a story, or as large and begun later.
func younger(a, b []*filed) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a[0].number > b[0].number
}
