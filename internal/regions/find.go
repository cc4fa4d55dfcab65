package regions

import (
	"unicode/utf8"
)

// finder finds the names of the gazetteer in a text in one pass. Its names are paths of folded words in a trie: a word
// that begins no name costs one look-up. Once built it is never changed, so any number of goroutines may use it.
type finder struct {
	words  map[string]int32 // the words that names are made of
	first  []int32          // by word: the node of names that begin with it, or none
	next   map[step]int32   // from a node by a word to the next
	senses [][]sense        // by node: what the name that ends there means
}

type step struct{ node, word int32 }

// none stands for a word or a node that does not exist; no path of words leads back to node 0.
const none = 0

// sense is one meaning of a name.
type sense struct {
	place string // "ML", "ML:Gao"; "" for a phrase that means no place; the id of a region for a term
	kind  kind
	doubt bool // it is also an ordinary word or a person's name
	exact bool // only in exactly these capitals, as US
}

func (s sense) country() string {
	if s.kind == term || s.kind == wide || len(s.place) < 2 {
		return ""
	}
	return s.place[:2]
}

// found is a name where it stands in a text.
type found struct {
	start, end int
	senses     []sense
}

func newFinder(size int) *finder {
	return &finder{
		words: make(map[string]int32, size), next: make(map[step]int32, size),
		first: make([]int32, 1, size), senses: make([][]sense, 1, size),
	}
}

// add takes a name, as folded words, and one of its meanings.
func (f *finder) add(name []string, s sense) {
	node := int32(none)
	for _, w := range name {
		word, ok := f.words[w]
		if !ok {
			word = int32(len(f.first))
			f.words[w] = word
			f.first = append(f.first, none)
		}
		node = f.child(node, word)
	}
	if node != none {
		f.senses[node] = append(f.senses[node], s)
	}
}

func (f *finder) child(node, word int32) int32 {
	to := f.follow(node, word)
	if to != none {
		return to
	}
	to = int32(len(f.senses))
	f.senses = append(f.senses, nil)
	if node == none {
		f.first[word] = to
	} else {
		f.next[step{node, word}] = to
	}
	return to
}

func (f *finder) follow(node, word int32) int32 {
	if node == none {
		return f.first[word]
	}
	return f.next[step{node, word}]
}

// token is one word of a text. Words that are in no name are kept too, as none, since they end a name.
type token struct {
	start, end int
	word       int32
	joined     bool // only a space, a hyphen, an apostrophe or the dot of an abbreviation divides it from the one before
}

// find returns the names in text, the longest at each place, none inside another.
func (f *finder) find(text string) []found {
	tokens := f.tokens(text)
	var out []found
	for i := 0; i < len(tokens); i++ {
		if tokens[i].word == none {
			continue
		}
		node, best, last := int32(none), int32(none), i
		for j := i; j < len(tokens) && (j == i || tokens[j].joined); j++ {
			if tokens[j].word == none {
				break
			}
			if node = f.follow(node, tokens[j].word); node == none {
				break
			}
			if f.senses[node] != nil {
				best, last = node, j
			}
		}
		if best == none {
			continue
		}
		out = append(out, found{tokens[i].start, tokens[last].end, f.senses[best]})
		i = last
	}
	return out
}

// tokens cuts text into words. Time grows linearly with len(text).
func (f *finder) tokens(text string) []token {
	out := make([]token, 0, len(text)/7+1)
	word := make([]byte, 0, 64)
	start := -1
	flush := func(end int) {
		if start < 0 {
			return
		}
		t := token{start: start, end: end, word: f.word(word)}
		if len(out) > 0 {
			t.joined = joins(text, out[len(out)-1], start)
		}
		out = append(out, t)
		word, start = word[:0], -1
	}
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		inside := false
		word, inside = foldRune(word, r)
		switch {
		case inside && start < 0:
			start = i
		case !inside:
			flush(i)
		}
		i += size
	}
	flush(len(text))
	return out
}

// joins tells whether the word that begins at start may belong to one name with the word before it.
func joins(text string, before token, start int) bool {
	gap := text[before.end:start]
	if len(gap) > 4 {
		return false
	}
	short := before.end-before.start <= 2 // the dots of "D.R. Congo" and "St. Louis" end no sentence
	for i, r := range gap {
		switch r {
		case ' ', '-', '\'', '’', '\u00a0', '‑', '`', '´', 'ʼ', '–':
		case '.':
			if i > 0 || (len(gap) > 1 && !short) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// word looks a folded word up. An Arabic word is also looked up without what is written together with it: the
// conjunctions و and ف, the prepositions ب ل ك, the article.
func (f *finder) word(word []byte) int32 {
	if len(word) == 0 {
		return none
	}
	if w, ok := f.words[string(word)]; ok {
		return w
	}
	if word[0] < 0xd8 || word[0] > 0xdb { // first bytes of the Arabic block
		return none
	}
	return f.arabic(word)
}

func (f *finder) arabic(word []byte) int32 {
	for _, prefix := range []string{"", "و", "ف"} {
		rest, ok := cut(word, prefix)
		if !ok {
			continue
		}
		for _, preposition := range []string{"", article, "ب", "ل", "ك", "بال", "لل", "كال"} {
			stem, ok := cut(rest, preposition)
			if !ok {
				continue
			}
			if w, ok := f.words[string(stem)]; ok {
				return w
			}
		}
	}
	return none
}

// cut takes a prefix off where at least three Arabic letters, of two bytes each, remain.
func cut(word []byte, prefix string) ([]byte, bool) {
	if len(word) < len(prefix)+6 || string(word[:len(prefix)]) != prefix {
		return nil, false
	}
	return word[len(prefix):], true
}
