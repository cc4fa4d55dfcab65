package summarize

import (
	"cmp"
	"math"
	"slices"

	"harmattan/internal/news"
)

// Vector is what finding an article's story needs to know of it: its words, names, figures and places with how often
// and where each stands, its language and its time. About 600 bytes for an article of news; it does not change once made.
type Vector struct {
	when   int64 // publication in seconds since 1970, 0 when unknown
	lang   news.Lang
	outlet uint32 // hash of its outlet's name, 0 when unknown
	words  int    // words of title and text
	terms  []term // by rising key
}

// term is one thing that a text speaks of.
type term struct {
	key    termKey
	count  uint8 // how often, by where it stands: see the counts below
	rarity uint8 // how rare it is in the news at large, in hundredths; 100: never seen before
}

// termKey names a term: its kind in the highest three bits, a hash of it in the others.
type termKey uint32

// termKind says what a term is. Names, figures, places and ideas mean the same in every language, words in their own.
type termKind uint8

const (
	wordTerm termKind = iota
	nameTerm
	figureTerm
	placeTerm
	ideaTerm
	termKinds
)

const kindShift = 29

func keyOf(kind termKind, hashed uint32) termKey {
	return termKey(uint32(kind)<<kindShift | hashed&(1<<kindShift-1))
}

func (k termKey) kind() termKind { return termKind(k >> kindShift) }

// What a word counts for by where it stands. News says first what happened, and then what happened before: the
// beginning tells events apart, the rest is what look-alikes share. As counts are dampened, a word of the title weighs
// three times one of the rest.
const (
	titleCount = 7
	leadCount  = 3
	bodyCount  = 1

	leadWords = 150   // how many words of the text are its beginning
	readWords = 2_000 // words after these are not read
)

// maxTerms is how many terms of a text are kept, the most telling ones.
const maxTerms = 160

// NewVector reads an article for finding its story. places are those that its title and text name, which a line's end divides;
// nil when they are not known.
func NewVector(a news.Article, places []news.Place) Vector { return NewReader().Vector(a, places) }

// Vector is NewVector by a reader that may have met the words before.
func (r *Reader) Vector(a news.Article, places []news.Place) Vector {
	v := Vector{lang: a.Lang}
	if !a.Published.IsZero() {
		v.when = a.Published.Unix()
	}
	if a.Outlet != "" {
		v.outlet = hash(a.Outlet)
	}
	c := r.words.counter(a.Lang)
	v.words = c.title(a.Title, places) + c.text(a.Text, len(a.Title)+1, places)
	for i, p := range places {
		if !slices.ContainsFunc(places[:i], func(q news.Place) bool { return q.Code == p.Code }) {
			c.addPlace(p.Code, leadCount)
		}
	}
	v.terms = c.telling()
	return v
}

// scene adds to two lists where an article is set: the keys of the countries it names, and of the divisions.
func (v Vector) scene(countries, divisions []int32) (_, _ []int32) {
	for _, t := range v.terms {
		switch {
		case t.key.kind() != placeTerm:
		case t.rarity == countryRarity:
			countries = append(countries, int32(t.key))
		default:
			divisions = append(divisions, int32(t.key))
		}
	}
	return countries, divisions
}

// countryRarity is the rarity of a country, in hundredths.
const countryRarity = 60

// placeRarity takes a town or province for rare and a country for middling.
func placeRarity(code string) float64 {
	if len(code) > 2 {
		return .9
	}
	return countryRarity / 100.
}

// mostTelling keeps of terms in the order of their keys those that say most: often, early and rare ones. Equals are kept by their keys, so that one
// text always gives one vector.
func mostTelling(terms []term) []term {
	if len(terms) > maxTerms {
		slices.SortFunc(terms, func(a, b term) int {
			if c := cmp.Compare(b.says(), a.says()); c != 0 {
				return c
			}
			return cmp.Compare(a.key, b.key)
		})
		terms = slices.Clone(terms[:maxTerms])
		slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.key, b.key) })
	}
	return terms
}

func (t term) says() float64 { return t.often() * float64(t.rarity) }

// often dampens a count: a word said ten times does not say ten times as much.
func (t term) often() float64 { return math.Log1p(float64(t.count)) }
