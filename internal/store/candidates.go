package store

import (
	"context"
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
	first  soonest // nil for not known
	width  int     // how many articles the pieces had that were looked into together the last time
}

// next are the numbers of further articles, the newest first; none at the end.
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
		if found, err := c.within(ctx, c.nextPieces()); err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// nextPieces are those that are looked into next, as many as their place gives at once: each time four times as many articles
// as before, for what is asked for stands in few of those before. Where nothing is looked up one is enough.
func (c *candidates) nextPieces() (list []*piece) {
	most, _ := c.in.atOnce()
	if !c.looksUp() {
		most = 1
	}
	c.width = max(4*c.width, joinedBelow)
	for articles := 0; len(c.pieces) > 0 && len(list) < most && articles < c.width; c.pieces = c.pieces[1:] {
		p := c.pieces[0]
		if p.latest < c.since || p.earliest > c.until || c.only != nil && !anyOf(c.only, p) {
			continue
		}
		list, articles = append(list, p), articles+p.docs()
	}
	return list
}

// looksUp tells whether anything has to be looked up in pieces.
func (c *candidates) looksUp() bool { return len(c.ask) > 0 || len(c.also) > 0 || len(c.never) > 0 }

// within looks into some pieces.
func (c *candidates) within(ctx context.Context, pieces []*piece) (found []int64, err error) {
	if err := c.in.opened().open(ctx, c.in, pieces); err != nil {
		return nil, err
	}
	var all []*looking
	for _, p := range pieces {
		if len(p.firsts) > 0 { // or it is of numbers that no article got
			all = append(all, &looking{piece: p, docs: c.allowedIn(p), rest: c.clauses(p)})
		}
	}
	if err := c.knowSoonest(ctx, all); err != nil {
		return nil, err
	}
	if err := c.settle(ctx, all); err != nil {
		return nil, err
	}
	if len(c.ask) > 1 {
		if err := c.anyWay(ctx, all); err != nil {
			return nil, err
		}
	}
	if err := c.narrowBeside(ctx, all); err != nil {
		return nil, err
	}
	for _, l := range all {
		l.docs.descending(func(doc int) bool {
			found = append(found, l.article(doc))
			return true
		})
	}
	return found, nil
}

func anyOf(list []int64, p *piece) bool {
	at, _ := slices.BinarySearch(list, p.first)
	return at < len(list) && list[at] <= p.last
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

// anyWay leaves the documents that are asked for in one of several ways.
func (c *candidates) anyWay(ctx context.Context, all []*looking) error {
	either := make([]bitmap, len(all))
	for i, l := range all {
		either[i] = newBitmap(l.piece.docs())
	}
	for _, w := range c.ask {
		one := candidates{in: c.in, ask: asked{w}}
		way := make([]*looking, len(all))
		for i, l := range all {
			way[i] = &looking{piece: l.piece, docs: slices.Clone(l.docs), rest: one.clauses(l.piece)}
		}
		if err := c.settle(ctx, way); err != nil {
			return err
		}
		for i, l := range way {
			either[i].or(l.docs)
		}
	}
	for i, l := range all {
		l.docs = either[i]
	}
	return nil
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
