package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is a text cut into words as the search index cuts it, to find where in it the words of a search stand.
type Text struct {
	text   string
	Spots  []Spot
	folded []string // the words as they are compared, where Fold was called
}

// Spot is a word of a text.
type Spot struct {
	Start, End int  // bytes
	Match      bool // Mark has found it
}

// NewText cuts a text into words.
func NewText(text string) Text {
	t := Text{text: text, Spots: make([]Spot, 0, len(text)/6)}
	start := -1
	for i, r := range text {
		inside := isWordRune(r) || start >= 0 && vanishes(r)
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			t.Spots = append(t.Spots, Spot{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		t.Spots = append(t.Spots, Spot{Start: start, End: len(text)})
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

// Count tells how often a term stands in the text.
func (t Text) Count(want Term) int {
	n := 0
	for i := range t.Spots {
		if t.standsAt(i, want) {
			n++
		}
	}
	return n
}

// Mark notes the words of the text that terms ask for.
func (t Text) Mark(terms []Term) {
	for _, want := range terms {
		if want.Absent {
			continue
		}
		for i := range t.Spots {
			if t.standsAt(i, want) {
				for k := range want.Words {
					t.Spots[i+k].Match = true
				}
			}
		}
	}
}

// standsAt tells whether a term begins at the i-th word.
func (t Text) standsAt(i int, want Term) bool {
	if i+len(want.Words) > len(t.Spots) {
		return false
	}
	last := len(want.Words) - 1
	for k, word := range want.Words {
		if t.folded != nil && (want.Loose && k == last) {
			if !inflected(t.folded[i+k], word) {
				return false
			}
			continue
		}
		have := t.text[t.Spots[i+k].Start:t.Spots[i+k].End]
		if !begins(have, word, want.Whole || k < last) {
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
	have = strings.ToLower(Fold(have))
	return have == want || !whole && strings.HasPrefix(have, want)
}

// Fold readies the text for terms that are loose, which are compared with each word of it.
func (t Text) Fold() Text {
	t.folded = make([]string, len(t.Spots))
	for i, s := range t.Spots {
		t.folded[i] = strings.ToLower(Fold(t.text[s.Start:s.End]))
	}
	return t
}

// inflected tells whether a folded word is another one, or its plural, or that with what Arabic writes together with a
// word before it.
func inflected(have, want string) bool {
	if have == want {
		return true
	}
	if rest, ok := strings.CutPrefix(have, want); ok {
		return rest == "s" || rest == "es" || rest == "x"
	}
	before, ok := strings.CutSuffix(have, want)
	return ok && joinedBefore(before)
}

// joinedBefore tells whether this may stand before an Arabic word, written together with it: and, then, by, for, as, the.
func joinedBefore(s string) bool {
	switch s {
	case "ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول":
		return true
	}
	return false
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
