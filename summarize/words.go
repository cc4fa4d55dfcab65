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
	"golang.org/x/text/unicode/norm"

	"harmattan/internal/news"
)

// Word is one word or number of a text. Punctuation and white space between words is no Word, nor is the elided
// article of "l'armée" or the ending of "Mali's": both name what follows or precedes.
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
	stems map[stemKey]stemmed
}

type stemKey struct {
	lang news.Lang
	word string
}

type stemmed struct{ fold, stem string }

// maxStems bounds the memory of a lexer: about 40 MB of stems at most, then it starts anew.
const maxStems = 200_000

func newLexer() *lexer { return &lexer{stems: make(map[stemKey]stemmed, 256)} }

// Words cuts text into its words: runs of letters and digits, with the marks that stand inside a word ("3.5",
// "U.S.", "o'clock"). A hyphen divides, so "military-led" is two words, and so does a full stop between longer words.
func Words(text string, lang news.Lang) []Word { return newLexer().words(text, lang) }

func (l *lexer) words(text string, lang news.Lang) []Word {
	out := make([]Word, 0, len(text)/6+1)
	for at := 0; at < len(text); {
		start, end, after := nextToken(text, at, lang)
		if start < end {
			out = l.append(out, text, start, end, lang)
		}
		at = after
	}
	return out
}

// nextToken is where the next word from at on stands, and where to go on behind it; start and end are equal where there
// is none more.
func nextToken(text string, at int, lang news.Lang) (start, end, after int) {
	for at < len(text) {
		if c := text[at]; c >= utf8.RuneSelf {
			if r, size := utf8.DecodeRuneInString(text[at:]); !wordRune(r) {
				at += size
				continue
			}
		} else if !alphanumeric(c) {
			at++
			continue
		}
		after = wordEnd(text, at)
		if start, end = bare(text, at, after, lang); start < end {
			return start, end, after
		}
		at = after
	}
	return len(text), len(text), len(text)
}

// alphanumeric tells whether c is a letter or digit of ASCII.
func alphanumeric(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' }

func (l *lexer) append(out []Word, text string, start, end int, lang news.Lang) []Word {
	s := l.stem(text[start:end], lang)
	if s.fold == "" {
		return out
	}
	first, _ := utf8.DecodeRuneInString(text[start:])
	return append(out, Word{
		Start: start, End: end, Fold: s.fold, Stem: s.stem,
		Upper: unicode.IsUpper(first), Digit: unicode.IsDigit(first),
	})
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return alphanumeric(byte(r))
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// wordEnd is where the word ends that begins at start. Scripts written without spaces give a word for each sign.
func wordEnd(text string, start int) int {
	at := start
	for at < len(text) && alphanumeric(text[at]) {
		at++
	}
	if at == len(text) || at > start && text[at] < utf8.RuneSelf && strings.IndexByte("'.,:", text[at]) < 0 {
		return at
	}
	if at == start {
		first, size := utf8.DecodeRuneInString(text[start:])
		at += size
		if unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			return at
		}
	}
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if wordRune(r) || r == 'ـ' || r == '\u200d' {
			at += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		if !joins(text[start:at], r, next, text[at+size:]) {
			break
		}
		at += size
	}
	return at
}

// joins tells whether mark r between what stands before and next is a part of the word.
func joins(before string, r, next rune, rest string) bool {
	if !wordRune(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	switch r {
	case '\'', '’', 'ʼ', '‘':
		return !unicode.IsDigit(last)
	case '.':
		if unicode.IsDigit(last) {
			return unicode.IsDigit(next)
		}
		return initials(before) && singleLetter(rest)
	case ',', '٫', '٬', ':':
		return unicode.IsDigit(last) && unicode.IsDigit(next)
	}
	return false
}

// initials tells whether s is letters with full stops between them, such as "U" or "U.S".
func initials(s string) bool {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		s = s[i+1:]
	}
	return singleLetter(s)
}

func singleLetter(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[size:])
	return !wordRune(next)
}

// bare cuts the elided article of French and Portuguese off the front of a word and the possessive off its end.
func bare(text string, start, end int, lang news.Lang) (from, to int) {
	w := text[start:end]
	i := apostrophe(w)
	if i < 0 {
		return start, end
	}
	_, size := utf8.DecodeRuneInString(w[i:])
	head, tail := w[:i], w[i+size:]
	if tail == "s" || tail == "S" {
		return start, start + i
	}
	if lang != news.English && elided(head) && tail != "" {
		return start + i + size, end
	}
	return start, end
}

// apostrophe is where a word has its first apostrophe, or -1.
func apostrophe(w string) int {
	for i := range len(w) {
		switch c := w[i]; {
		case c == '\'':
			return i
		case c < utf8.RuneSelf:
		case strings.HasPrefix(w[i:], "’"), strings.HasPrefix(w[i:], "‘"), strings.HasPrefix(w[i:], "ʼ"):
			return i
		}
	}
	return -1
}

func elided(head string) bool {
	switch strings.ToLower(head) {
	case "l", "d", "qu", "s", "n", "j", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu":
		return true
	}
	return false
}

// stem folds a word and reduces it to its stem.
func (l *lexer) stem(token string, lang news.Lang) stemmed {
	key := stemKey{lang, token}
	if s, ok := l.stems[key]; ok {
		return s
	}
	if len(l.stems) >= maxStems {
		l.stems = make(map[stemKey]stemmed, 256)
	}
	fold := Fold(token)
	s := stemmed{fold, stem(fold, token, lang)}
	key.word = strings.Clone(token)
	l.stems[key] = s
	return s
}

// stem uses the Snowball stemmers. Those for French and Portuguese want the accents, so they are given the word
// itself in lower case and the accents are removed from what they return.
func stem(fold, token string, lang news.Lang) string {
	switch lang {
	case news.English:
		env := snowballstem.NewEnv(fold)
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
// plain, Arabic digits made European, and in Arabic the vowel signs and the stretching line removed and the forms of
// alef and ya made one.
func Fold(s string) string {
	plain, lower := shape(s)
	if plain && lower {
		return s
	}
	if plain {
		return strings.ToLower(s)
	}
	out := make([]byte, 0, len(s))
	for at := 0; at < len(s); {
		c := s[at]
		if c < utf8.RuneSelf {
			out = append(out, lowerASCII(c))
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[at:])
		parts := norm.NFKD.PropertiesString(s[at:]).Decomposition()
		switch {
		case parts != nil:
			for len(parts) > 0 {
				part, n := utf8.DecodeRune(parts)
				out = foldRune(out, part)
				parts = parts[n:]
			}
		case r >= '가' && r <= '힣': // taken apart by rule, not by table
			for _, part := range norm.NFKD.String(s[at : at+size]) {
				out = foldRune(out, part)
			}
		default:
			out = foldRune(out, r)
		}
		at += size
	}
	return string(out)
}

// foldRune adds a rune that has no decomposition.
func foldRune(out []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(out, lowerASCII(byte(r)))
	case unicode.Is(unicode.Mn, r), r == 'ـ', r == '\u200d':
		return out
	case r >= '٠' && r <= '٩':
		return append(out, byte('0'+r-'٠'))
	case r >= '۰' && r <= '۹':
		return append(out, byte('0'+r-'۰'))
	}
	if as := foldLetter(r); as != "" {
		return append(out, as...)
	}
	return utf8.AppendRune(out, unicode.ToLower(r))
}

// foldLetter folds the letters that Unicode's decomposition leaves as they are; "" for all others.
func foldLetter(r rune) string {
	switch r {
	case '’', '‘', 'ʼ':
		return "'"
	case '٫':
		return "."
	case '٬':
		return ","
	case 'ى':
		return "ي"
	case 'ة':
		return "ه"
	case 'œ', 'Œ':
		return "oe"
	case 'æ', 'Æ':
		return "ae"
	case 'ɓ', 'Ɓ':
		return "b"
	case 'ɗ', 'Ɗ':
		return "d"
	case 'ƙ', 'Ƙ':
		return "k"
	case 'ƴ', 'Ƴ':
		return "y"
	}
	return ""
}

// shape tells whether s is plain ASCII, and whether it has no capitals.
func shape(s string) (plain, lower bool) {
	lower = true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false, false
		}
		if s[i] >= 'A' && s[i] <= 'Z' {
			lower = false
		}
	}
	return true, lower
}

func lowerASCII(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
