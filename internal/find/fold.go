package find

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a text as it is searched: accents, hooks and vowel marks off, letters that are typed either way made one,
// signs made spaces. Beyond ASCII it lowers case too; within, the search index does.
func Fold(text string) string {
	at := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	if at < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:at])
	for _, r := range norm.NFKD.String(text[at:]) {
		foldRune(&b, r)
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		b.WriteByte(byte(r))
	case vanishes(r):
	case isWordRune(r):
		b.WriteString(sameLetter(unicode.ToLower(r)))
	default:
		b.WriteByte(' ') // the index would take some symbols for letters
	}
}

// vanishes tells what stands in a word without being part of how it is searched.
func vanishes(r rune) bool {
	switch {
	case r < 0xad:
		return false
	case r >= 0x300 && r <= 0x36f: // combining accents
		return true
	case r >= 0x64b && r <= 0x65f, r == 0x670, r == 0x640: // Arabic vowel marks, the dagger alif, the stretching stroke
		return true
	}
	return r >= 0x200b && r <= 0x200f || r == 0xad || r == 0xfeff // invisible joiners, marks of direction, soft hyphen
}

// sameLetter gives the letter that officers type for one that their keyboards may not have.
func sameLetter(r rune) string {
	switch r {
	case 'œ':
		return "oe"
	case 'æ':
		return "ae"
	case 'ß':
		return "ss"
	case 'ø':
		return "o"
	case 'ɓ': // Hausa and Fula
		return "b"
	case 'ɗ', 'ɖ', 'đ':
		return "d"
	case 'ƙ':
		return "k"
	case 'ƴ':
		return "y"
	case 'ŋ':
		return "n"
	case 'ɛ': // Bambara, Ewe
		return "e"
	case 'ɔ':
		return "o"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ٱ': // alif with a joining mark; those with a hamza or madda come apart by themselves
		return "ا"
	case 'ى': // alif maqsura, often typed for the final ya
		return "ي"
	case 'ة': // ta marbuta, often typed as ha
		return "ه"
	}
	return string(r)
}
