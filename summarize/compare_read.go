package summarize

import (
	"slices"
	"unicode/utf8"

	"harmattan/internal/news"
)

// role says what a small word does to the words after it. Two statements that put different names into one role
// speak of different things.
type role uint8

const (
	roleNone role = iota
	roleAt        // in, at, near
	roleFrom
	roleTo
	roleBy
	roleOf
	roleWith
	roleOther
)

// token is a word as comparing sees it: 64 bytes, of which the text is shared.
type token struct {
	fold       string
	start, end int
	stem       uint32 // hash of the stem
	idf        float32
	alone      float32 // log-odds of sameness that labelled pairs gave the word where only one side has it
	shared     float32 // and where both have it
	number     uint16
	idea       uint16
	kind       numberKind
	month      uint8
	weekday    uint8
	role       role
	denies     bool // "not", "no", "denied"
	refuses    bool // "failed", "declined"
	opposite   int8 // words with the same number and another sign exclude each other
	weak       bool
	digit      bool
	coded      bool // letters, then digits
	upper      bool
	name       bool // mostly written with a capital
	toll       bool // names what happened to people, as tolls count it: killed, wounded, kidnapped
	people     bool // "people", "personnes": tells nothing of who they are
	actor      bool // somebody who may act: people of a sort, a force, an office, a country
}

// content tells whether the word carries meaning of its own.
func (t *token) content() bool { return t.idf >= contentIdf && t.role == roleNone && !t.denies }

// article tells whether the word is "un" or "um", which say "a" more often than "one".
func (t *token) article() bool { return t.number == 1 && (t.fold == "un" || t.fold == "um") }

// contentIdf divides the words of grammar from those that say something.
const contentIdf = .36

// key names what the word means: its idea where the lexicon knows one, else its stem.
func (t *token) key() uint32 {
	if t.idea != 0 {
		return ideaBit | uint32(t.idea)
	}
	return t.stem
}

// reading is a statement made ready to be compared, about 3 kB. Only its runs are made later.
type reading struct {
	text    string
	lang    news.Lang
	words   []token
	figures []figure
	names   []name
	runs    []uint32 // hashed runs of three signs, sorted; made when they are first asked for
	same    uint64   // hash of the words, capitals and accents aside: statements of the same words have the same
	denies  bool     // it says no in some way
	// It takes back a figure ("six, not five"); it gives a count of its own against another; it bounds something in
	// time by a day ("not before Thursday").
	corrects, disputes, bounds bool
	mass                       float64 // summed rarity of the words
	days                       uint8   // set of weekdays
	months                     uint16  // set of months
	title                      bool    // capitals are those of a headline and tell nothing
	contrasts, stops           bool    // it speaks of another one or another time; it says that something no longer goes on
	denials                    int     // words that deny
	states                     []state // of the things it names

	glimpses               []glimpse // a look at each of words
	stems, ideas, families sketch    // of them
	opposes                bool      // it has a word that another may contradict
}

// says tells whether a word of the statement has a key.
func (r *reading) says(key uint32) bool {
	for i := range r.words {
		if r.words[i].key() == key {
			return true
		}
	}
	return false
}

// grams is the runs of three signs of the statement.
func (r *reading) grams() []uint32 {
	if r.runs == nil {
		r.runs = gramsOf(r.text)
	}
	return r.runs
}

// gramsOf lists the runs of three letters or digits, capitals and punctuation aside.
func gramsOf(text string) []uint32 {
	out := make([]uint32, 0, len(text))
	var a, b rune
	gap := true
	for _, r := range text {
		switch {
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf && !wordRune(r):
			if gap {
				continue
			}
			r = ' '
		}
		gap = r == ' '
		out = append(out, uint32(a)*0x9e3779b1^uint32(b)*0x85ebca6b^uint32(r)*0xc2b2ae35)
		a, b = b, r
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// headlineCapitals tells whether most words that carry meaning begin with a capital, so that capitals tell no names.
func headlineCapitals(words []token) bool {
	upper, content := 0, 0
	for i := range words {
		if !words[i].content() || words[i].digit {
			continue
		}
		content++
		if words[i].upper {
			upper++
		}
	}
	return content >= 4 && upper*10 > content*7
}
