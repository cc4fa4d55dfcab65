package summarize

import (
	"hash/maphash"

	"harmattan/internal/news"
)

// atHand is the words of one language that a reader has at hand. News repeats its words: nine of ten are found here, and what
// is not is asked of those who share what they met, or looked up. Each word has two places by its hash, of which the newest
// takes the first, so that nothing has to be counted or cleared.
type atHand struct {
	lang       news.Lang
	vocabulary *vocabulary
	seed       maphash.Seed
	places     []atPlace // a power of two of them
	kept       int       // words since there were so many places
}

// atPlace is a word with its hash. The word itself is not looked at, nor compared: it lies somewhere else in memory, and it
// takes some billions of different words until two have the same hash, which is another one in each run of the program.
type atPlace struct {
	hash uint64
	form *form // nil where there is none yet
}

// Places of a language's words, of 16 bytes each: a reader that is made for one story begins with few.
const (
	fewPlaces  = 1 << 9
	mostPlaces = 1 << 14
)

func newAtHand(lang news.Lang, v *vocabulary, seed maphash.Seed) *atHand {
	return &atHand{lang: lang, vocabulary: v, seed: seed, places: make([]atPlace, fewPlaces)}
}

func (a *atHand) hash(word string) uint64 { return maphash.String(a.seed, word) }

// find is the word of a hash, or nil.
func (a *atHand) find(hash uint64) *form {
	at := hash & uint64(len(a.places)-1)
	if p := &a.places[at]; p.hash == hash {
		return p.form
	}
	if p := &a.places[at^1]; p.hash == hash {
		return p.form
	}
	return nil
}

// keep puts a word into the first of its places; what stood there goes into the second one.
func (a *atHand) keep(hash uint64, f *form) {
	if a.kept++; a.kept > len(a.places) && len(a.places) < mostPlaces {
		a.grow()
	}
	a.put(atPlace{hash, f})
}

func (a *atHand) put(p atPlace) {
	at := p.hash & uint64(len(a.places)-1)
	a.places[at^1] = a.places[at]
	a.places[at] = p
}

// grow makes twice the places.
func (a *atHand) grow() {
	former := a.places
	a.places, a.kept = make([]atPlace, 2*len(former)), 0
	for _, p := range former {
		if p.form != nil {
			a.put(p)
		}
	}
}
