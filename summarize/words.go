package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/clipperhouse/uax29/v2/words"
	"golang.org/x/text/unicode/norm"

	"harmattan/internal/news"
)

// Word is one word or number of a text. Punctuation and white space between words is no Word.
type Word struct {
	Start, End int    // byte offsets into the text
	Fold       string // lower case, accents and Arabic vowel signs removed
	Stem       string // Fold reduced to its stem where the language has a stemmer, else Fold
	Upper      bool   // it begins with a capital letter
	Digit      bool   // it begins with a digit
}

// lexer cuts texts into words and remembers the stems it has made, since news repeats its words. It is not safe for
// use by two goroutines; make one for each.
type lexer struct {
	stems map[stemKey]string
}

type stemKey struct {
	lang news.Lang
	word string
}

// maxStems bounds the memory of a lexer: about 40 MB of stems at most, then it starts anew.
const maxStems = 200_000

func newLexer() *lexer { return &lexer{stems: make(map[stemKey]string, 4096)} }

// Words cuts text into its words by the Unicode word boundaries (UAX 29).
func Words(text string, lang news.Lang) []Word { return newLexer().words(text, lang) }

func (l *lexer) words(text string, lang news.Lang) []Word {
	out := make([]Word, 0, len(text)/6+1)
	seg := words.FromString(text)
	for seg.Next() {
		token := seg.Value()
		first, _ := utf8.DecodeRuneInString(token)
		if !unicode.IsLetter(first) && !unicode.IsDigit(first) {
			continue
		}
		fold := Fold(token)
		if fold == "" {
			continue
		}
		out = append(out, Word{
			Start: seg.Start(), End: seg.End(), Fold: fold, Stem: l.stem(fold, token, lang),
			Upper: unicode.IsUpper(first), Digit: unicode.IsDigit(first),
		})
	}
	return out
}

// stem reduces a word to its stem. The stemmers for French and Portuguese want the accents, so they are given the
// word itself in lower case and the accents are removed from what they return.
func (l *lexer) stem(fold, token string, lang news.Lang) string {
	key := stemKey{lang, token}
	if s, ok := l.stems[key]; ok {
		return s
	}
	if len(l.stems) >= maxStems {
		l.stems = make(map[stemKey]string, 4096)
	}
	s := stem(fold, token, lang)
	l.stems[key] = s
	return s
}

func stem(fold, token string, lang news.Lang) string {
	switch lang {
	case news.English:
		env := snowballstem.NewEnv(strings.TrimSuffix(fold, "'s"))
		english.Stem(env)
		return env.Current()
	case news.French:
		env := snowballstem.NewEnv(strings.ToLower(token))
		french.Stem(env)
		return Fold(env.Current())
	case news.Portuguese:
		env := snowballstem.NewEnv(strings.ToLower(token))
		portuguese.Stem(env)
		return Fold(env.Current())
	case news.Arabic:
		env := snowballstem.NewEnv(fold)
		arabic.Stem(env)
		return env.Current()
	}
	return fold
}

// Fold makes words comparable: lower case, compatibility forms and accents removed, typographic apostrophes made
// plain, and in Arabic the vowel signs and the stretching line removed and the forms of alef and ya made one.
func Fold(s string) string {
	if isPlainLower(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(lowerASCII(byte(r)))
		case unicode.Is(unicode.Mn, r), r == 'ـ':
		case r == '’', r == '‘', r == 'ʼ':
			b.WriteByte('\'')
		case r == 'ى':
			b.WriteRune('ي')
		case r == 'ة':
			b.WriteRune('ه')
		case r == 'œ', r == 'Œ':
			b.WriteString("oe")
		case r == 'æ', r == 'Æ':
			b.WriteString("ae")
		case r == 'ɓ', r == 'Ɓ':
			b.WriteByte('b')
		case r == 'ɗ', r == 'Ɗ':
			b.WriteByte('d')
		case r == 'ƙ', r == 'Ƙ':
			b.WriteByte('k')
		case r == 'ƴ', r == 'Ƴ':
			b.WriteByte('y')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isPlainLower(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= 'A' && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

func lowerASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
