package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tokens is a text cut into words as the search index cuts it, to find where in it the words of a search stand.
type tokens struct {
	text  string
	spots []spot
}

// spot is a word of a text.
type spot struct {
	start, end int // bytes
	match      bool
}

func newTokens(text string) tokens {
	t := tokens{text: text, spots: make([]spot, 0, len(text)/6)}
	start := -1
	for i, r := range text {
		inside := isWordRune(r) || start >= 0 && vanishes(r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			t.spots = append(t.spots, spot{start: start, end: i})
			start = -1
		}
	}
	if start >= 0 {
		t.spots = append(t.spots, spot{start: start, end: len(text)})
	}
	return t
}

// isWordRune tells what the search index takes for part of a word.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Co, r)
}

// count tells how often a term stands in the text.
func (t tokens) count(want term) int {
	n := 0
	for i := range t.spots {
		if t.standsAt(i, want) {
			n++
		}
	}
	return n
}

// mark notes the words of the text that terms ask for.
func (t tokens) mark(terms []term) {
	for _, want := range terms {
		if want.absent {
			continue
		}
		for i := range t.spots {
			if t.standsAt(i, want) {
				for k := range want.words {
					t.spots[i+k].match = true
				}
			}
		}
	}
}

// standsAt tells whether a term begins at the i-th word.
func (t tokens) standsAt(i int, want term) bool {
	if i+len(want.words) > len(t.spots) {
		return false
	}
	last := len(want.words) - 1
	for k, word := range want.words {
		have := t.text[t.spots[i+k].start:t.spots[i+k].end]
		if !begins(have, word, want.whole || k < last) {
			return false
		}
	}
	return true
}

// begins tells whether the word have begins with the folded word want, or is it where it has to be whole. Most words
// differ in their first letter: those are not folded.
func begins(have, want string, whole bool) bool {
	if have[0] < utf8.RuneSelf && (len(have) == 1 || have[1] < utf8.RuneSelf) && lower(have[0]) != want[0] {
		return false
	}
	have = strings.ToLower(fold(have))
	return have == want || !whole && strings.HasPrefix(have, want)
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
