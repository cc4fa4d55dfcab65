package regions

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folder brings letters to the form that names are compared in: small, without accents, and Arabic without vowel signs
// and with one form of each letter. What it does not change it returns as it is.
type folder struct {
	latin [latinEnd]string // what a rune below latinEnd becomes; "" when it is no letter or digit
}

// latinEnd is the end of Latin Extended-B: all letters of the languages we read that are no Arabic lie below it.
const latinEnd = 0x250

func newFolder() *folder {
	f := &folder{}
	for r := rune('0'); r < latinEnd; r++ {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			f.latin[r] = foldLatin(r)
		}
	}
	return f
}

// foldLatin takes accents off by decomposition; letters that have none are listed.
func foldLatin(r rune) string {
	switch r = unicode.ToLower(r); r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'ø', 'ɔ':
		return "o"
	case 'đ', 'ɗ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	case 'ɓ':
		return "b"
	case 'ƙ':
		return "k"
	case 'ƴ':
		return "y"
	case 'ɛ':
		return "e"
	}
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return string(base)
}

// add appends the folded rune and tells whether it belongs to a word: letters, digits and the marks on them do.
func (f *folder) add(word []byte, r rune) ([]byte, bool) {
	if r < latinEnd {
		s := f.latin[r]
		return append(word, s...), s != ""
	}
	switch {
	case r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ':
		r = 'ا'
	case r == 'ى' || r == 'ی':
		r = 'ي'
	case r == 'ة':
		r = 'ه'
	case r == 'ک':
		r = 'ك'
	case r == 'ـ' || unicode.Is(unicode.Mn, r): // tatweel and vowel signs are written or left out at will
		return word, true
	case unicode.IsLetter(r):
		r = unicode.ToLower(r)
	case !unicode.IsDigit(r):
		return word, false
	}
	return utf8.AppendRune(word, r), true
}

// words cuts a name into its folded words; Arabic words lose their article, as they do in a text.
func (f *folder) words(s string) []string {
	var out []string
	var word []byte
	flush := func() {
		if len(word) > 0 {
			out = append(out, strings.TrimPrefix(string(word), article))
			word = word[:0]
		}
	}
	for _, r := range s {
		var inside bool
		if word, inside = f.add(word, r); !inside {
			flush()
		}
	}
	flush()
	return out
}

// article is "the" in Arabic, written together with its word.
const article = "ال"

func foldWords(s string) []string { return newFolder().words(s) }

// Fold cuts a name into words in the form that names are compared in, as the gazetteer holds them.
func Fold(name string) []string { return foldWords(name) }
