package regions

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names are compared folded: in small letters, without accents, and Arabic without vowel signs and with one form of each
// letter. The hooked letters of Hausa become plain ones, as much of its press writes them.

// latin holds what each letter from U+00C0 to U+024F becomes. A, I, O and S stand for the pairs ae, ij, oe and ss, "?" for a
// letter that no language we read has and a space for a mark.
const latin = "" +
	"aaaaaaAceeeeiiiidnooooo ouuuuytSaaaaaaAceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggggggg" +
	"hhhhiiiiiiiiiiIIjjkkkllllllllllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz?bb????o?" +
	"?dd???e?eff?g??ikk??????oo?????????????uu??yyzz??????????????????????aaiioouuuuuuuuuueaaaaAAggggkkoo" +
	"oo??j???gg??nnaaAAooaaaaeeeeiiiioooorrrruuuusstt??hh??????aaeeooooooooyy???????????????bu???????????"

// The first and the last but one rune of latin.
const latinFirst, latinEnd = 0xC0, 0x250

// softHyphen says where a word may be broken at the end of a line.
const softHyphen = '\u00ad'

// article is "the" in Arabic, written together with its word.
const article = "ال"

// foldRune appends the folded rune to word and tells whether it belongs to a word: letters, digits and the marks on them do.
func foldRune(word []byte, r rune) ([]byte, bool) {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return append(word, byte(r)), true
	case r >= 'A' && r <= 'Z':
		return append(word, byte(r)+'a'-'A'), true
	case r == softHyphen:
		return word, true
	case r < latinFirst:
		return word, false
	case r < latinEnd:
		return foldLatin(word, latin[r-latinFirst])
	}
	return foldOther(word, r)
}

func foldLatin(word []byte, letter byte) ([]byte, bool) {
	switch letter {
	case ' ':
		return word, false
	case 'A':
		return append(word, "ae"...), true
	case 'I':
		return append(word, "ij"...), true
	case 'O':
		return append(word, "oe"...), true
	case 'S':
		return append(word, "ss"...), true
	}
	return append(word, letter), true
}

func foldOther(word []byte, r rune) ([]byte, bool) {
	if r >= hamza && r <= lastMark {
		return foldArabic(word, r)
	}
	switch r {
	case 'ɓ':
		return append(word, 'b'), true
	case 'ɗ':
		return append(word, 'd'), true
	case 'ɔ':
		return append(word, 'o'), true
	case 'ɛ':
		return append(word, 'e'), true
	case 'ٱ':
		return append(word, "ا"...), true
	case 'ی':
		return append(word, "ي"...), true
	case 'ک':
		return append(word, "ك"...), true
	}
	switch {
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r): // vowel signs, accents and joiners are written or left out at will
		return word, true
	case unicode.IsLetter(r):
		return utf8.AppendRune(word, unicode.ToLower(r)), true
	case unicode.IsDigit(r):
		return utf8.AppendRune(word, r), true
	}
	return word, false
}

// The letters of Arabic and the vowel signs behind them, as they stand in Unicode: most of an Arabic text.
const hamza, lastLetter, lastMark = 'ء', 'ي', '\u065f'

func foldArabic(word []byte, r rune) ([]byte, bool) {
	switch r {
	case 'أ', 'إ', 'آ':
		r = 'ا'
	case 'ى':
		r = 'ي'
	case 'ة':
		r = 'ه'
	case 'ـ': // the stroke that draws a word out
		return word, true
	}
	if r > lastLetter {
		return word, true
	}
	return append(word, byte(0xC0|r>>6), byte(0x80|r&0x3F)), true // UTF-8, two bytes in this block
}

// Fold cuts a name into words in the form that names are compared in, as the gazetteer holds them. Arabic words lose their
// article, as they do in a text.
func Fold(name string) []string {
	var out []string
	var word []byte
	for _, r := range name + " " {
		var inside bool
		if word, inside = foldRune(word, r); !inside && len(word) > 0 {
			out = append(out, strings.TrimPrefix(string(word), article))
			word = word[:0]
		}
	}
	return out
}
