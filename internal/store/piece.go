package store

import (
	"errors"
	"math/bits"
	"slices"
	"sort"
	"strings"
)

// piece is a part of the search index: the words of some articles, which are its documents 0, 1, …
type piece struct {
	n                int64
	first, last      int64   // articles
	listed           []int64 // nil where the documents are all articles from first to last
	dead             bitmap  // nil for none
	earliest, latest int64   // publication
	firsts           []string
}

func (p *piece) docs() int {
	if p.listed != nil {
		return len(p.listed)
	}
	return int(p.last - p.first + 1)
}

// article is the number of a document's article.
func (p *piece) article(doc int) int64 {
	if p.listed != nil {
		return p.listed[doc]
	}
	return p.first + int64(doc)
}

// docOf is the document that an article is; -1 where it is none.
func (p *piece) docOf(article int64) int {
	if p.listed != nil {
		at, found := slices.BinarySearch(p.listed, article)
		if !found {
			return -1
		}
		return at
	}
	if article < p.first || article > p.last {
		return -1
	}
	return int(article - p.first)
}

// unpack reads what is stored of which documents a piece has and which of them count no longer.
func (p *piece) unpack(listed, dead []byte) {
	if listed != nil {
		p.listed = unpackNumbers(listed)
	}
	if dead != nil {
		p.dead = newBitmap(p.docs())
		p.dead.read(dead)
	}
}

// bury notes that an article has other words by now.
func (p *piece) bury(article int64) {
	doc := p.docOf(article)
	if doc < 0 {
		return
	}
	if p.dead == nil {
		p.dead = newBitmap(p.docs())
	}
	p.dead.set(doc)
}

// spans widens the time of publication.
func (p *piece) spans(earliest, latest int64) {
	if p.earliest == 0 && p.latest == 0 {
		p.earliest, p.latest = earliest, latest
		return
	}
	p.earliest, p.latest = min(p.earliest, earliest), max(p.latest, latest)
}

func ascending(b bitmap, visit func(doc int)) {
	for i, left := range b {
		for ; left != 0; left &= left - 1 {
			visit(i*64 + bits.TrailingZeros64(left))
		}
	}
}

// errMoved is what a search runs into when pieces were joined while it looked into them: it begins anew.
var errMoved = errors.New("the search index was rearranged")

// leaves is a stretch of a piece's leaves, both ends included.
type leaves struct{ from, to int }

// leavesOf are the leaves of an open piece in which some words stand if they stand anywhere, in order.
func (p *piece) leavesOf(words []wanted) []leaves {
	list := make([]leaves, 0, len(words))
	for _, w := range words {
		from := sort.Search(len(p.firsts), func(i int) bool { return p.firsts[i] > w.word }) - 1
		r := leaves{max(from, 0), max(from, 0)}
		for w.begins && r.to+1 < len(p.firsts) && strings.HasPrefix(p.firsts[r.to+1], w.word) {
			r.to++
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b leaves) int { return a.from - b.from })
	joined := list[:0]
	for _, r := range list {
		if last := len(joined) - 1; last >= 0 && r.from <= joined[last].to+1 {
			joined[last].to = max(joined[last].to, r.to)
			continue
		}
		joined = append(joined, r)
	}
	return joined
}

// errEnough tells that not all leaves were read.
var errEnough = errors.New("the rest of the leaves is not needed")

// marker looks for words in leaves, which come in order.
type marker struct {
	exact  []string // in order; those that are passed are taken off
	begins []string
}

func newMarker(words []wanted) *marker {
	m := &marker{}
	for _, w := range words {
		if w.begins {
			m.begins = append(m.begins, w.word)
		} else {
			m.exact = append(m.exact, w.word)
		}
	}
	slices.Sort(m.exact)
	return m
}

// mark adds the documents of a leaf that have one of the words.
func (m *marker) mark(leaf []byte, into bitmap) error {
	r := leafReader{rest: leaf}
	for {
		if ok, err := r.next(); err != nil || !ok {
			return err
		}
		wanted, beyond := m.look(r.word)
		if beyond {
			return nil
		}
		if !wanted {
			continue
		}
		if err := r.mark(into); err != nil {
			return err
		}
	}
}

// look tells whether a word is wanted, and whether no word from it on is.
func (m *marker) look(word []byte) (wanted, beyond bool) {
	for len(m.exact) > 0 && m.exact[0] < string(word) {
		m.exact = m.exact[1:]
	}
	if len(m.exact) > 0 && m.exact[0] == string(word) {
		return true, false
	}
	beyond = len(m.exact) == 0
	for _, b := range m.begins {
		if len(word) >= len(b) && string(word[:len(b)]) == b {
			return true, false
		}
		beyond = beyond && string(word) > b
	}
	return false, beyond
}
