package store

import (
	"context"
	"errors"
	"slices"

	"harmattan/internal/find"
)

// candidates are the articles that the search index names for a question, read as they are needed: first those that are
// in no piece of it, then piece by piece, the newest first. What the question says beyond words, sources, languages and
// times of publication is for the caller to look at.
type candidates struct {
	in     shelves
	ask    asked
	also   [][]wanted // of each of these the article has one
	never  []wanted   // it has none of these
	beside []sideBySide
	since  int64 // publication; no earlier, no later than until
	until  int64
	only   []int64 // nil for all; else no other articles, in ascending order
	pieces []*piece
	upTo   int64
	fresh  []int64 // in the pieces with other words than they have now
	begun  bool
}

// next are the numbers of further articles, the newest first; none at the end. A piece of the index is looked into at
// a time.
func (c *candidates) next(ctx context.Context) ([]int64, error) {
	if !c.begun {
		c.begun = true
		var err error
		if c.pieces, c.upTo, c.fresh, err = c.in.pieces(ctx); err != nil {
			return nil, err
		}
		if found, err := c.unindexed(ctx); err != nil || len(found) > 0 {
			return found, err
		}
	}
	for len(c.pieces) > 0 {
		p := c.pieces[0]
		c.pieces = c.pieces[1:]
		if found, err := c.within(ctx, p); err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// within looks into one piece.
func (c *candidates) within(ctx context.Context, p *piece) ([]int64, error) {
	if p.latest < c.since || p.earliest > c.until || c.only != nil && !anyOf(c.only, p) {
		return nil, nil
	}
	if err := c.in.opened().open(ctx, c.in, p); err != nil {
		return nil, err
	}
	if len(p.firsts) == 0 { // numbers that no article got
		return nil, nil
	}
	docs := c.allowedIn(p)
	clauses := c.clauses(p)
	for i, x := range clauses {
		left := docs.count()
		if left == 0 { // the cheap ones come first: often nothing is left for the others to take away
			return nil, nil
		}
		if left < x.span { // to read so many articles takes less time than so many leaves
			if err := c.readThrough(ctx, p, docs, clauses[i:]); err != nil {
				return nil, err
			}
			break
		}
		some, err := c.having(ctx, p, docs, x)
		if err != nil {
			return nil, err
		}
		if x.not {
			docs.without(some)
		} else {
			docs.and(some)
		}
	}
	if len(c.ask) > 1 {
		some, err := c.anyWay(ctx, p)
		if err != nil {
			return nil, err
		}
		docs.and(some)
	}
	if len(c.beside) > 0 && docs.count() > 0 {
		if err := c.narrowBeside(ctx, p, docs); err != nil {
			return nil, err
		}
	}
	var found []int64
	docs.descending(func(doc int) bool {
		found = append(found, p.article(doc))
		return true
	})
	return found, nil
}

func anyOf(list []int64, p *piece) bool {
	at, _ := slices.BinarySearch(list, p.first)
	return at < len(list) && list[at] <= p.last
}

// having are documents of a piece that have one of a clause's words, those of docs among them. Once fewer of these are left
// without one than there are leaves to be read, they are read themselves.
func (c *candidates) having(ctx context.Context, p *piece, docs bitmap, x clause) (bitmap, error) {
	some := newBitmap(p.docs())
	leaves := x.span
	err := c.mark(ctx, p, x.words, some, func() bool {
		leaves--
		return docs.countWithout(some) < leaves
	})
	if !errors.Is(err, errEnough) {
		return some, err
	}
	left := slices.Clone(docs)
	left.without(some)
	err = c.readThrough(ctx, p, left, []clause{{words: x.words}})
	some.or(left)
	return some, err
}

// allowedIn are the documents of a piece that are looked for at all.
func (c *candidates) allowedIn(p *piece) bitmap {
	docs := newBitmap(p.docs())
	if c.only == nil {
		docs.fill(p.docs())
	}
	for _, n := range c.only {
		if doc := p.docOf(n); doc >= 0 {
			docs.set(doc)
		}
	}
	if p.dead != nil {
		docs.without(p.dead)
	}
	return docs
}

// clause is a part of a question: a document has one of the words, or none of them.
type clause struct {
	words []wanted
	not   bool
	span  int // how many leaves of a piece have to be read for it
}

// clauses are the parts of a question of which every one must hold, those that are soon looked up in a piece first.
func (c *candidates) clauses(p *piece) []clause {
	var list []clause
	for _, words := range c.also {
		list = append(list, clause{words: words})
	}
	if len(c.never) > 0 {
		list = append(list, clause{words: c.never, not: true})
	}
	if len(c.ask) == 1 {
		for i := range c.ask[0].all {
			list = append(list, clause{words: c.ask[0].all[i : i+1]})
		}
		for i := range c.ask[0].none {
			list = append(list, clause{words: c.ask[0].none[i : i+1], not: true})
		}
	}
	for i := range list {
		for _, r := range p.leavesOf(list[i].words) {
			list[i].span += r.to - r.from + 1
		}
	}
	slices.SortStableFunc(list, func(a, b clause) int { return a.span - b.span })
	return list
}

// anyWay are the documents of a piece that are asked for in one of several ways.
func (c *candidates) anyWay(ctx context.Context, p *piece) (bitmap, error) {
	docs := newBitmap(p.docs())
	for _, w := range c.ask {
		one := candidates{in: c.in, ask: asked{w}}
		some := one.allowedIn(p)
		for _, x := range one.clauses(p) {
			has := newBitmap(p.docs())
			if err := c.mark(ctx, p, x.words, has, toTheEnd); err != nil {
				return nil, err
			}
			if x.not {
				some.without(has)
			} else {
				some.and(has)
			}
		}
		docs.or(some)
	}
	return docs, nil
}

// unindexed looks through the articles that are in no piece: what came last, and what was edited.
func (c *candidates) unindexed(ctx context.Context) ([]int64, error) {
	var found []int64
	var room []byte
	words, list := met{}, c.words()
	err := c.in.eachUnindexed(ctx, c.upTo, c.fresh, func(a indexed) error {
		if a.published < c.since || a.published > c.until || c.only != nil && !isIn(c.only, a.n) {
			return nil
		}
		clear(words)
		room = words.noteAll(a, list, room)
		if c.ask.holds(words) && c.allowed(words) {
			found = append(found, a.n)
		}
		return nil
	})
	return found, err
}

// readThrough takes out of some documents of a piece those for which a part of the question does not hold, by reading
// them.
func (c *candidates) readThrough(ctx context.Context, p *piece, docs bitmap, rest []clause) error {
	var numbers []int64
	ascending(docs, func(doc int) { numbers = append(numbers, p.article(doc)) })
	var all []wanted
	for _, x := range rest {
		all = append(all, x.words...)
	}
	var room []byte
	words := met{}
	return c.in.eachArticle(ctx, numbers, func(a indexed) error {
		clear(words)
		room = words.noteAll(a, all, room)
		for _, x := range rest {
			if slices.ContainsFunc(x.words, words.has) == x.not {
				docs.unset(p.docOf(a.n))
				break
			}
		}
		return nil
	})
}

func isIn(list []int64, n int64) bool {
	_, found := slices.BinarySearch(list, n)
	return found
}

// words are all that the question names.
func (c *candidates) words() []wanted {
	list := slices.Concat(slices.Concat(c.also...), c.never)
	for _, w := range c.ask {
		list = slices.Concat(list, w.all, w.none)
	}
	return list
}

// noteAll takes in the words of an article as the search index has them.
func (m met) noteAll(a indexed, list []wanted, room []byte) []byte {
	note := func(word []byte) { m.note(word, list) }
	room = find.EachWord(a.title, room, note)
	room = find.EachWord(a.text, room, note)
	note([]byte(sourceWord(a.source)))
	note([]byte(langWord(a.lang)))
	return room
}

// allowed looks at the words of sources and languages.
func (c *candidates) allowed(m met) bool {
	for _, list := range c.also {
		if !slices.ContainsFunc(list, m.has) {
			return false
		}
	}
	return !slices.ContainsFunc(c.never, m.has)
}
