package store

import (
	"context"
	"errors"
	"slices"
)

// looking is how far a search has come with the clauses of a question in one piece of the index. Several pieces are looked into
// at once, so that a server is asked for what all of them need next in one question.
type looking struct {
	*piece
	docs  bitmap    // those for which the clauses hold that were looked up
	under []*lookup // the clauses that are being looked up
	first soonest   // for these
	rest  []clause  // those that are still to be
	texts bitmap    // documents that are read themselves; nil for none
	parts []clause  // for these
}

// lookup is a clause that is being looked up in a piece.
type lookup struct {
	clause
	some   bitmap // documents that have one of its words, as far as its leaves were read
	marker *marker
	unread []int // leaves, in the order in which they are read
}

// settle leaves the documents for which all clauses hold.
func (c *candidates) settle(ctx context.Context, all []*looking) error {
	pieces, _ := c.in.atOnce()
	for {
		all = slices.DeleteFunc(slices.Clone(all), func(l *looking) bool { return !l.begin(pieces > 1) })
		if len(all) == 0 {
			return nil
		}
		if err := c.readLeaves(ctx, all); err != nil {
			return err
		}
		if err := c.readTexts(ctx, all); err != nil {
			return err
		}
	}
}

// begin readies what is to be read next; false where nothing is. Cheap clauses come first: often nothing is left for the
// others to take away. Together those of one leaf are looked up at once.
func (l *looking) begin(together bool) bool {
	for len(l.under) == 0 && len(l.rest) > 0 {
		left := l.docs.count()
		if left == 0 {
			l.rest = nil
			return false
		}
		if left < l.rest[0].span { // to read so many articles takes less time than so many leaves
			l.texts, l.parts, l.rest = l.docs, l.rest, nil
			return true
		}
		for len(l.under) == 0 || together && len(l.rest) > 0 && l.rest[0].span == 1 {
			l.under, l.rest = append(l.under, l.lookup(l.rest[0], l.first)), l.rest[1:]
		}
		if !l.isWaiting() { // for a clause of no word
			l.end()
		}
	}
	return len(l.under) > 0
}

func (p *piece) lookup(x clause, first soonest) *lookup {
	u := &lookup{clause: x, some: newBitmap(p.docs()), marker: newMarker(x.words)}
	if x.span > fewLeaves {
		u.unread = p.leavesWith(x, first)
	}
	for _, r := range p.leavesOf(x.words) {
		for i := r.from; i <= r.to; i++ {
			if x.span <= fewLeaves || !slices.Contains(u.unread, i) {
				u.unread = append(u.unread, i)
			}
		}
	}
	return u
}

// readLeaves reads some leaves of each piece for the clauses that are being looked up.
func (c *candidates) readLeaves(ctx context.Context, all []*looking) error {
	of, numbers := c.nextLeaves(all)
	if len(numbers) == 0 {
		return nil
	}
	read, busy := 0, len(of)
	err := c.in.eachLeaf(ctx, numbers, func(n int64, leaf []byte) error {
		read++
		l := of[n>>leafBits]
		if !l.isWaiting() {
			return nil
		}
		if err := l.take(int(n&(1<<leafBits-1)), leaf); err != nil || l.isWaiting() {
			return err
		}
		if busy--; busy == 0 && read < len(numbers) {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	if err == nil && read < len(numbers) { // they were there a moment ago
		err = errMoved
	}
	return err
}

// isWaiting tells whether leaves are still to be read.
func (l *looking) isWaiting() bool {
	return slices.ContainsFunc(l.under, func(u *lookup) bool { return len(u.unread) > 0 })
}

// nextLeaves are the numbers of leaves to be read, and which pieces these are of.
func (c *candidates) nextLeaves(all []*looking) (of map[int64]*looking, numbers []int64) {
	of = map[int64]*looking{}
	for _, l := range all {
		if l.isWaiting() {
			of[l.n] = l
		}
	}
	_, most := c.in.atOnce()
	share := max(min(most/max(len(of), 1), fewLeaves), 1)
	for _, l := range of {
		for _, u := range l.under {
			for _, leaf := range u.unread[:min(len(u.unread), share)] {
				numbers = append(numbers, l.n<<leafBits+int64(leaf))
			}
		}
	}
	if len(all) > 1 || len(all[0].under) > 1 { // else the first is needed soonest
		slices.Sort(numbers)
		numbers = slices.Compact(numbers)
	}
	return of, numbers
}

// take reads a leaf for the clauses that have words in it. Once fewer documents are left without one of many words than there
// are leaves to be read, they are read themselves.
func (l *looking) take(n int, leaf []byte) error {
	for _, u := range l.under {
		at := slices.Index(u.unread, n)
		if at < 0 {
			continue
		}
		u.unread = slices.Delete(u.unread, at, at+1)
		if err := u.marker.mark(leaf, u.some); err != nil {
			return err
		}
		if l.docs.countWithout(u.some) < len(u.unread) {
			u.unread, l.texts = nil, slices.Clone(l.docs)
			l.texts.without(u.some)
			l.parts = []clause{{words: u.words}}
		}
	}
	if !l.isWaiting() && l.texts == nil {
		l.end()
	}
	return nil
}

// end leaves those documents for which the clauses hold that were looked up.
func (l *looking) end() {
	for _, u := range l.under {
		if u.not {
			l.docs.without(u.some)
		} else {
			l.docs.and(u.some)
		}
	}
	l.under = nil
}

// readTexts reads the documents that are read themselves.
func (c *candidates) readTexts(ctx context.Context, all []*looking) error {
	all = slices.DeleteFunc(slices.Clone(all), func(l *looking) bool { return l.texts == nil })
	var numbers []int64
	var words []wanted
	for _, l := range all {
		ascending(l.texts, func(doc int) { numbers = append(numbers, l.article(doc)) })
		for _, x := range l.parts {
			words = append(words, x.words...)
		}
	}
	if len(numbers) > 0 {
		if err := c.readThrough(ctx, numbers, words, all); err != nil {
			return err
		}
	}
	for _, l := range all {
		if len(l.under) == 0 { // all that was asked for was looked at
			l.docs = l.texts
		} else {
			l.under[0].some.or(l.texts)
			l.end()
		}
		l.texts, l.parts = nil, nil
	}
	return nil
}

// readThrough takes out of the documents that are read themselves those for which what is asked for does not hold.
func (c *candidates) readThrough(ctx context.Context, numbers []int64, words []wanted, all []*looking) error {
	words = distinct(words)
	var room []byte
	has := met{}
	return c.in.eachArticle(ctx, numbers, func(a indexed) error {
		clear(has)
		room = has.noteAll(a, words, room)
		for _, l := range all {
			doc := l.docOf(a.n)
			if doc < 0 || !l.texts.has(doc) {
				continue
			}
			if slices.ContainsFunc(l.parts, func(x clause) bool { return slices.ContainsFunc(x.words, has.has) == x.not }) {
				l.texts.unset(doc)
			}
		}
		return nil
	})
}

func distinct(words []wanted) (once []wanted) {
	seen := met{}
	for _, w := range words {
		if !seen[w] {
			seen[w] = true
			once = append(once, w)
		}
	}
	return once
}
