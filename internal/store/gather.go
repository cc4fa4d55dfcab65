package store

import (
	"bytes"
	"slices"
	"strconv"

	"harmattan/internal/find"
)

// gatherer collects the words of documents, to be written as a piece of the search index.
type gatherer struct {
	words  map[string]uint32
	byWord []gathered
	pairs  []pair
	doc    uint32
	room   []byte
}

type gathered struct {
	word  string
	count int
	last  uint32 // document, from 1 on
}

type pair struct{ word, doc uint32 }

func newGatherer() *gatherer { return &gatherer{words: map[string]uint32{}} }

// sourceWord and langWord stand in the index for what is no word: a search for an outlet's articles is one for a word.
func sourceWord(n int64) string   { return "\x00s" + strconv.FormatInt(n, 10) }
func langWord(lang string) string { return "\x00l" + lang }

// add takes in the next article.
func (g *gatherer) add(a indexed) {
	g.room = find.EachWord(a.title, g.room, g.word)
	g.room = find.EachWord(a.text, g.room, g.word)
	g.word([]byte(sourceWord(a.source)))
	g.word([]byte(langWord(a.lang)))
	g.doc++
}

// skip leaves a document without words.
func (g *gatherer) skip() { g.doc++ }

func (g *gatherer) word(word []byte) {
	id, ok := g.words[string(word)]
	if !ok {
		id = uint32(len(g.byWord))
		kept := string(word)
		g.words[kept] = id
		g.byWord = append(g.byWord, gathered{word: kept})
	}
	w := &g.byWord[id]
	if w.last == g.doc+1 {
		return
	}
	w.last = g.doc + 1
	w.count++
	g.pairs = append(g.pairs, pair{id, g.doc})
}

// write hands the words over in order.
func (g *gatherer) write(to *leafWriter) error {
	begins := make([]int, len(g.byWord)) // where each word's documents stand
	at := 0
	order := make([]uint32, len(g.byWord))
	for id, w := range g.byWord {
		begins[id], order[id] = at, uint32(id)
		at += w.count
	}
	docs, next := make([]uint32, len(g.pairs)), slices.Clone(begins)
	for _, p := range g.pairs {
		docs[next[p.word]] = p.doc
		next[p.word]++
	}
	slices.SortFunc(order, func(a, b uint32) int {
		x, y := g.byWord[a].word, g.byWord[b].word
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	for _, id := range order {
		if err := to.add([]byte(g.byWord[id].word), docs[begins[id]:next[id]]); err != nil {
			return err
		}
	}
	return to.flush()
}

// strand is one of several pieces that are made one: its words in order, its documents counted from where it begins.
type strand struct {
	leafReader
	leaves [][]byte // still to be read
	from   int      // the number that its first document gets
	docs   int
	ended  bool
}

func (s *strand) next() error {
	for {
		ok, err := s.leafReader.next()
		if err != nil || ok {
			return err
		}
		if len(s.leaves) == 0 {
			s.ended = true
			return nil
		}
		s.rest, s.word = s.leaves[0], s.word[:0]
		s.leaves = s.leaves[1:]
	}
}

// braid writes the words of several pieces as those of one.
func braid(strands []*strand, to *leafWriter) error {
	for _, s := range strands {
		if err := s.next(); err != nil {
			return err
		}
	}
	var docs []uint32
	var word []byte
	for {
		first := -1
		for i, s := range strands {
			if !s.ended && (first < 0 || bytes.Compare(s.word, strands[first].word) < 0) {
				first = i
			}
		}
		if first < 0 {
			return to.flush()
		}
		word, docs = append(word[:0], strands[first].word...), docs[:0]
		for _, s := range strands[first:] {
			if s.ended || !bytes.Equal(s.word, word) {
				continue
			}
			some := newBitmap(s.docs)
			if err := s.mark(some); err != nil {
				return err
			}
			ascending(some, func(doc int) { docs = append(docs, uint32(s.from+doc)) })
			if err := s.next(); err != nil {
				return err
			}
		}
		if err := to.add(word, docs); err != nil {
			return err
		}
	}
}
