package store

import (
	"slices"

	"harmattan/internal/find"
)

// wanted is a word that an article must have, or one that begins with it.
type wanted struct {
	word   string
	begins bool
}

// asked is what the search index is asked: articles that have all of some words and none of others, in one way at least.
// The index knows which words an article has, and of few where: several words side by side are first asked for as words, and
// what is found is looked at again (see lookAgain).
type asked []way

type way struct{ all, none []wanted }

// ask writes terms for the search index, and tells whether they ask for anything.
func ask(terms []find.Term) (asked, bool) {
	var w way
	for _, t := range terms {
		switch {
		case !t.Absent:
			w.all = append(w.all, wordsOf(t)...)
		case len(t.Words) == 1:
			w.none = append(w.none, wordsOf(t)...)
		}
	}
	return asked{w}, len(w.all) > 0
}

func wordsOf(t find.Term) []wanted {
	words := make([]wanted, len(t.Words))
	for i, w := range t.Words {
		words[i] = wanted{word: w}
	}
	words[len(words)-1].begins = !t.Whole
	return words
}

// askOne asks for articles that have one of these terms. The index has no plurals and no Arabic word without what is
// written together with it: it is asked for more, and the caller looks again.
func askOne(terms []find.Term) asked {
	var out asked
	for _, t := range terms {
		if len(t.Words) == 0 {
			continue
		}
		t.Whole = false
		out = append(out, way{all: wordsOf(t)})
		if first := t.Words[0]; len(t.Words) == 1 && first[0] >= 0xD8 && first[0] <= 0xDB {
			for _, before := range []string{"ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل"} {
				out = append(out, way{all: []wanted{{before + first, true}}})
			}
		}
	}
	return out
}

// lookAgain tells whether the search index cannot answer for a term by itself.
func lookAgain(t find.Term) bool { return len(t.Words) > 1 }

// met says which of the words that are asked for an article has.
type met map[wanted]bool

// note takes in a word of the article.
func (m met) note(word []byte, list []wanted) {
	for _, w := range list {
		if string(word) == w.word || w.begins && len(word) > len(w.word) && string(word[:len(w.word)]) == w.word {
			m[w] = true
		}
	}
}

// holds tells whether an article is one that is asked for.
func (a asked) holds(m met) bool {
	return len(a) == 0 || slices.ContainsFunc(a, func(w way) bool {
		return !slices.ContainsFunc(w.all, func(x wanted) bool { return !m[x] }) && !slices.ContainsFunc(w.none, m.has)
	})
}

func (m met) has(w wanted) bool { return m[w] }
