package summarize

import (
	"harmattan/internal/news"
)

// Index finds the story of an article among the recent ones. It compares by tf-idf, and weighs a term by how rare it is
// in the news at large and among the articles it holds, so that the word on everybody's lips tells little. It is
// inverted and asks only the latest articles of a term, so that a look-up costs with the article and not with the
// archive. It is not safe for use by two goroutines.
//
// Articles, stories and terms lie in flat arrays and name each other by their places there; a place is used again once
// it is free. So they are small, and there is little for the garbage collector to follow.
type Index struct {
	slots     map[termKey]int32 // where a term is in terms
	terms     []indexTerm
	freeTerms []int32 // slots of terms that no article has any more

	numbers      map[string]int32 // article id: its place in articles
	articles     []filed
	freeArticles []int32
	oldest       int32 // the article that was filed first, and the one that was filed last; none where it is empty
	newest       int32
	filings      uint32 // how often an article was filed

	stories      map[string]int32 // story id: its place in clusters
	clusters     []cluster
	freeClusters []int32

	lists   lists // all that terms, articles and stories list
	weigher weigher
	held    map[string]bool    // article ids, see Pin
	apart   map[[2]string]bool // pairs of story ids, see Pin
	query   query
	probe   probe
	parting parting
}

// nowhere is the place of nothing.
const nowhere int32 = -1

// indexTerm is what the index knows of one term.
type indexTerm struct {
	key    termKey
	has    int32 // how many articles have it
	recent list  // the latest articles that it is telling in
}

// filed is an article in the index.
type filed struct {
	id     string
	terms  []weight // the heaviest first
	when   int64
	lang   uint32 // hash of the language
	outlet uint32
	words  int32
	story  int32
	before int32 // the article that was filed before it, and after it
	after  int32
	filing uint32 // rises from article to article
	scene  scene
}

// NewIndex makes an empty index.
func NewIndex() *Index {
	return &Index{
		slots: map[termKey]int32{}, numbers: map[string]int32{}, stories: map[string]int32{},
		held: map[string]bool{}, apart: map[[2]string]bool{}, oldest: nowhere, newest: nowhere, weigher: newWeigher(),
	}
}

func langKey(l news.Lang) uint32 { return hash(string(l)) }

// Put files an article under a story. An article that is filed already is replaced: it was edited, or moved.
func (x *Index) Put(story, article string, v Vector) {
	x.drop(article)
	x.Keep(mostArticles - 1)
	if !x.isAsked(v) { // by Find, just before
		x.look(v)
	}
	x.count(v)
	x.filings++
	n, a := x.place()
	*a = filed{
		id: article, terms: append([]weight(nil), x.weigh(v)...), when: v.when, lang: langKey(v.lang), outlet: v.outlet,
		words: int32(v.words), story: x.cluster(story), before: x.newest, after: nowhere, filing: x.filings, scene: x.sceneOf(v),
	}
	x.numbers[article] = n
	if x.newest == nowhere {
		x.oldest = n
	} else {
		x.articles[x.newest].after = n
	}
	x.newest = n
	x.add(a.story, n)
	x.post(n)
	x.query.found = nowhere
	if x.isAsked(v) {
		x.query.asked, x.query.found = nil, n // another vector may come to lie where this one does
	}
}

// place finds a place for an article.
func (x *Index) place() (int32, *filed) {
	n := int32(len(x.articles))
	if free := len(x.freeArticles); free > 0 {
		n, x.freeArticles = x.freeArticles[free-1], x.freeArticles[:free-1]
	} else {
		x.articles = append(x.articles, filed{})
	}
	return n, &x.articles[n]
}

// isAsked tells whether a vector was the last to look for its story, with no article dropped since.
func (x *Index) isAsked(v Vector) bool { return len(v.terms) > 0 && x.query.asked == &v.terms[0] }

// count counts the terms of an article that were looked up, and keeps those that are new.
func (x *Index) count(v Vector) {
	for i, t := range v.terms {
		s := &x.weigher.slots[i]
		if *s == nowhere {
			*s = x.slot(t.key)
		}
		x.terms[*s].has++
	}
}

// slot finds a slot for a new term.
func (x *Index) slot(key termKey) int32 {
	s := int32(len(x.terms))
	if n := len(x.freeTerms); n > 0 {
		s, x.freeTerms = x.freeTerms[n-1], x.freeTerms[:n-1]
		x.terms[s] = indexTerm{key: key}
	} else {
		x.terms = append(x.terms, indexTerm{key: key})
	}
	x.slots[key] = s
	return s
}

// drop takes an article out.
func (x *Index) drop(article string) {
	n, ok := x.numbers[article]
	if !ok {
		return
	}
	delete(x.numbers, article)
	x.query.asked, x.query.found = nil, nowhere
	a := &x.articles[n]
	x.unpost(n)
	for _, w := range a.terms {
		t := &x.terms[w.slot]
		t.has--
		if t.has == 0 {
			delete(x.slots, t.key)
			x.freeTerms = append(x.freeTerms, w.slot)
		}
	}
	x.takeOut(a.story, []int32{n})
	x.unlink(a)
	x.lists.free(&a.scene.countries)
	x.lists.free(&a.scene.divisions)
	*a = filed{}
	x.freeArticles = append(x.freeArticles, n)
}

// unlink takes an article out of the order in which they were filed.
func (x *Index) unlink(a *filed) {
	if a.before == nowhere {
		x.oldest = a.after
	} else {
		x.articles[a.before].after = a.after
	}
	if a.after == nowhere {
		x.newest = a.before
	} else {
		x.articles[a.after].before = a.before
	}
}

// Keep drops the articles that were filed first, until so many are left, and the stories that have no other.
func (x *Index) Keep(most int) {
	for x.Len() > most {
		x.DropOldest()
	}
}

// Len is how many articles are filed.
func (x *Index) Len() int { return len(x.numbers) }

// Oldest is when the article was published that was filed first, in seconds since 1970, 0 where that is unknown. There must
// be one.
func (x *Index) Oldest() int64 { return x.articles[x.oldest].when }

// DropOldest drops the article that was filed first, with its story where that has no other, and says which it was. There
// must be one.
func (x *Index) DropOldest() (story, article string) {
	a := &x.articles[x.oldest]
	story, article = x.clusters[a.story].id, a.id
	x.drop(article)
	return story, article
}
