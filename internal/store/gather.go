package store

import (
	"bytes"
	"hash/maphash"
	"math"
	"slices"
	"strconv"

	"harmattan/internal/find"
)

// gatherer collects the words of documents, to be written as a piece of the search index.
type gatherer struct {
	seed    maphash.Seed
	places  []uint32 // by hash, one more than the number of a word; 0 for none, and never full
	byWord  []gathered
	letters []byte // of all words
	pairs   []pair
	line    []uint32 // all words as they stand, noWord after each title and text
	ends    []int    // where each document's end in it
	odd     []uint32 // documents in which words stand otherwise than in line
	doc     uint32
	room    []byte

	earliest, latest int64 // publication
}

// noWord stands between words that are not side by side.
const noWord = math.MaxUint32

type gathered struct {
	from, to uint32 // in letters
	hash     uint32
	count    int
	last     uint32 // document, from 1 on
}

type pair struct{ word, doc uint32 }

// fewestPlaces are places for the words of some hundred articles.
const fewestPlaces = 1 << 14

func newGatherer() *gatherer {
	return &gatherer{seed: maphash.MakeSeed(), places: make([]uint32, fewestPlaces)}
}

// clear makes ready for another piece, in the same memory.
func (g *gatherer) clear() {
	clear(g.places)
	g.byWord, g.letters, g.pairs, g.doc = g.byWord[:0], g.letters[:0], g.pairs[:0], 0
	g.line, g.ends, g.odd = g.line[:0], g.ends[:0], g.odd[:0]
}

// sourceWord and langWord stand in the index for what is no word: a search for an outlet's articles is one for a word.
func sourceWord(n int64) string   { return "\x00s" + strconv.FormatInt(n, 10) }
func langWord(lang string) string { return "\x00l" + lang }

// add takes in the next article.
func (g *gatherer) add(a indexed) {
	if len(g.line) == 0 {
		g.earliest, g.latest = a.published, a.published
	}
	g.earliest, g.latest = min(g.earliest, a.published), max(g.latest, a.published)
	for _, text := range []string{a.title, a.text} {
		g.room = find.EachWord(text, g.room, func(word []byte) { g.line = append(g.line, g.word(word)) })
		g.line = append(g.line, noWord)
	}
	if find.Odd(a.title) || find.Odd(a.text) {
		g.odd = append(g.odd, g.doc)
	}
	g.word([]byte(sourceWord(a.source)))
	g.word([]byte(langWord(a.lang)))
	g.skip()
}

// skip ends a document; without add it has no words.
func (g *gatherer) skip() {
	g.doc++
	g.ends = append(g.ends, len(g.line))
}

// eachDoc visits the documents with their words as they stand.
func (g *gatherer) eachDoc(visit func(doc int, line []uint32)) {
	at := 0
	for doc, end := range g.ends {
		visit(doc, g.line[at:end])
		at = end
	}
}

// word notes that the present document has a word, and returns the word's number.
func (g *gatherer) word(word []byte) uint32 {
	id := g.number(word)
	w := &g.byWord[id]
	if w.last != g.doc+1 {
		w.last = g.doc + 1
		w.count++
		g.pairs = append(g.pairs, pair{id, g.doc})
	}
	return id
}

// number is the number of a word, a new one for one that was not met.
func (g *gatherer) number(word []byte) uint32 {
	hash := uint32(maphash.Bytes(g.seed, word))
	at := g.place(hash, word)
	if g.places[at] != 0 {
		return g.places[at] - 1
	}
	id, from := uint32(len(g.byWord)), uint32(len(g.letters))
	g.letters = append(g.letters, word...)
	g.byWord = append(g.byWord, gathered{from: from, to: uint32(len(g.letters)), hash: hash})
	g.places[at] = id + 1
	if 4*len(g.byWord) > 3*len(g.places) {
		g.grow()
	}
	return id
}

// known is the number of a word that was met.
func (g *gatherer) known(word string) (id uint32, ok bool) {
	id = g.places[g.place(uint32(maphash.String(g.seed, word)), []byte(word))]
	return id - 1, id > 0
}

// place is where a word stands, or where it is to stand.
func (g *gatherer) place(hash uint32, word []byte) uint32 {
	mask := uint32(len(g.places) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		id := g.places[at]
		if id == 0 {
			return at
		}
		if w := &g.byWord[id-1]; w.hash == hash && bytes.Equal(g.lettersOf(w), word) {
			return at
		}
	}
}

func (g *gatherer) lettersOf(w *gathered) []byte { return g.letters[w.from:w.to] }

// grow makes twice the places.
func (g *gatherer) grow() {
	g.places = make([]uint32, 2*len(g.places))
	for id := range g.byWord {
		w := &g.byWord[id]
		g.places[g.place(w.hash, g.lettersOf(w))] = uint32(id) + 1
	}
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
	slices.SortFunc(order, func(a, b uint32) int { return bytes.Compare(g.lettersOf(&g.byWord[a]), g.lettersOf(&g.byWord[b])) })
	for _, id := range order {
		if err := to.add(g.lettersOf(&g.byWord[id]), docs[begins[id]:next[id]]); err != nil {
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
	some   bitmap // room for the documents of a word
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
			if s.some == nil {
				s.some = newBitmap(s.docs)
			}
			clear(s.some)
			if err := s.mark(s.some); err != nil {
				return err
			}
			ascending(s.some, func(doc int) { docs = append(docs, uint32(s.from+doc)) })
			if err := s.next(); err != nil {
				return err
			}
		}
		if err := to.add(word, docs); err != nil {
			return err
		}
	}
}
