package summarize

import (
	"harmattan/internal/news"
)

// Index finds the story of an article among the recent ones. It compares by tf-idf, and weighs a term by how rare it is
// in the news at large and among the articles it holds, so that the word on everybody's lips tells little. It is
// inverted and asks only the latest articles of a term, so that a look-up costs with the article and not with the
// archive. It is not safe for use by two goroutines.
type Index struct {
	slots    map[termKey]int32 // where a term is in terms
	terms    []indexTerm
	free     []int32 // slots of terms that no article has any more
	articles []*filed
	numbers  map[string]int32 // article id: its place in articles
	first    int              // no article before this place is left
	stories  map[string]*cluster
	held     map[string]bool    // article ids, see Pin
	apart    map[[2]string]bool // pairs of story ids, see Pin
	query    query
	parting  partRoom
}

// indexTerm is what the index knows of one term.
type indexTerm struct {
	key    termKey
	has    int32   // how many articles have it
	recent []int32 // the latest articles that it is telling in, by their numbers
}

// filed is an article in the index.
type filed struct {
	id     string
	story  *cluster
	when   int64
	lang   news.Lang
	words  int
	outlet uint32
	terms  []weight
	number int32

	scene scene
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{
		slots: map[termKey]int32{}, numbers: map[string]int32{}, stories: map[string]*cluster{},
		held: map[string]bool{}, apart: map[[2]string]bool{},
	}
}

// Put files an article under a story. An article that is filed already is replaced: it was edited, or moved.
func (x *Index) Put(story, article string, v Vector) {
	x.drop(article)
	for _, t := range v.terms {
		x.terms[x.slot(t.key)].has++
	}
	c := x.stories[story]
	if c == nil {
		c = &cluster{id: story}
		x.stories[story] = c
	}
	a := &filed{
		id: article, story: c, when: v.when, lang: v.lang, words: v.words, outlet: v.outlet, terms: x.weigh(v), number: int32(len(x.articles)),
		scene: v.scene(),
	}
	x.articles = append(x.articles, a)
	x.numbers[article] = a.number
	c.add(a)
	x.post(a)
}

// slot is where a term is kept.
func (x *Index) slot(key termKey) int32 {
	if s, ok := x.slots[key]; ok {
		return s
	}
	s := int32(len(x.terms))
	if n := len(x.free); n > 0 {
		s, x.free = x.free[n-1], x.free[:n-1]
		x.terms[s] = indexTerm{key: key}
	} else {
		x.terms = append(x.terms, indexTerm{key: key})
	}
	x.slots[key] = s
	return s
}

// drop takes an article out. Lists that lead to it are cleaned when they are next full.
func (x *Index) drop(article string) {
	number, ok := x.numbers[article]
	if !ok {
		return
	}
	a := x.articles[number]
	x.articles[number] = nil
	delete(x.numbers, article)
	for _, w := range a.terms {
		t := &x.terms[w.slot]
		t.has--
		if t.has == 0 {
			delete(x.slots, t.key)
			x.free = append(x.free, w.slot)
		}
	}
	a.story.remove(a)
	if len(a.story.members) == 0 {
		delete(x.stories, a.story.id)
	}
}

// Keep drops the articles that were filed first, until so many are left, and the stories that have no other.
func (x *Index) Keep(most int) {
	for ; len(x.numbers) > most; x.first++ {
		if a := x.articles[x.first]; a != nil {
			x.drop(a.id)
		}
	}
}
