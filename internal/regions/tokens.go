package regions

import "unicode/utf8"

// token is one word of a text that names are made of. Most words of most texts are in no name; they are counted, since
// they end a name.
type token struct {
	start, end int32
	word       int32
	order      int32 // how many words stand before it
}

// First bytes of the two-byte letters of Arabic, U+0600 to U+06FF.
const arabicFirst, arabicLast = 0xD8, 0xDB

// tokens cuts text into words and adds to a list those that names are made of. Time grows linearly with len(text).
func (f *finder) tokens(out []token, text string) []token {
	order := int32(0)
	take := func(start, end int, word []byte) {
		if w := f.word(word); w != none {
			out = append(out, token{int32(start), int32(end), w, order})
		}
		order++
	}
	word := make([]byte, 0, 64)
	start := -1
	for i := 0; i < len(text); {
		c, size, inside := text[i], 1, true
		switch { // most bytes of most texts are these
		case c >= 'a' && c <= 'z':
			word = append(word, c)
		case c >= 'A' && c <= 'Z':
			word = append(word, c+'a'-'A')
		case c == ' ':
			inside = false
		case c >= arabicFirst && c <= arabicLast && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			word, inside = foldOther(word, rune(c&0x1F)<<6|rune(text[i+1]&0x3F))
			size = 2
		default:
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			word, inside = foldRune(word, r)
		}
		if inside && start < 0 {
			start = i
		} else if !inside && start >= 0 {
			take(start, i, word)
			word, start = word[:0], -1
		}
		i += size
	}
	if start >= 0 {
		take(start, len(text), word)
	}
	return out
}

// joins tells whether a word may belong to one name with the word before it: only a space, a hyphen, an
// apostrophe or the dot of an abbreviation divides them.
func joins(text string, before, next token) bool {
	gap := text[before.end:next.start]
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
	if w := f.exact(word); w != none {
		return w
	}
	if len(word) == 0 || word[0] < arabicFirst || word[0] > arabicLast {
		return none
	}
	return f.arabic(word)
}

// exact looks a word up as it is. Most words of a text are in no name, and the sieve tells that without the map.
func (f *finder) exact(word []byte) int32 {
	if hole := holeOf(word); f.sieve[hole/64]&(1<<(hole%64)) == 0 {
		return none
	}
	return f.words[string(word)]
}

// sieveBits is the size of the sieve: with some ten thousand words one word in twenty slips through that is not in the map.
const sieveBits = 1 << 18

// holeOf is the bit of the sieve that a word falls on, by the FNV-1a hash.
func holeOf(word []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range word {
		h = (h ^ uint32(c)) * 16777619
	}
	return (h ^ h>>18) % sieveBits
}

func (f *finder) arabic(word []byte) int32 {
	for _, conjunction := range []string{"", "و", "ف"} {
		rest, ok := cut(word, conjunction)
		if !ok {
			continue
		}
		for _, preposition := range []string{"", article, "ب", "ل", "ك", "بال", "لل", "كال"} {
			stem, ok := cut(rest, preposition)
			if !ok {
				continue
			}
			if w := f.exact(stem); w != none {
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
