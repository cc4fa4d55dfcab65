package find

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostTerms bounds what one question may ask for; what is typed beyond it is not looked at.
const mostTerms = 16

// Term is one thing that a search or a watch asks for.
type Term struct {
	Words  []string // in this order, side by side; folded and in lower case
	Whole  bool     // the last word is whole, not the beginning of one
	Absent bool     // must not be there
	Loose  bool     // the last word may stand in the plural, and after what Arabic writes together with it; see Text.Fold
}

// Terms reads what an officer typed: words are beginnings of words, "several words" stand side by side, and -word
// or -"several words" must not be there. Every text is a question; what has neither letter nor digit asks for nothing.
func Terms(query string) []Term {
	var terms []Term
	rest := strings.ToValidUTF8(query, " ")
	for len(terms) < mostTerms {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			break
		}
		var t Term
		if after, ok := strings.CutPrefix(rest, "-"); ok {
			t.Absent, rest = true, after
		}
		var body string
		if inner, ok := cutQuote(rest); ok {
			t.Whole = true
			body, rest, _ = strings.Cut(inner, closing(rest))
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
			if end < 0 {
				end = len(rest)
			}
			body, rest = rest[:end], rest[end:]
		}
		if t.Words = Words(body); len(t.Words) > 0 {
			terms = append(terms, t)
		}
	}
	return terms
}

func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '«' || r == '»' }

func cutQuote(s string) (string, bool) {
	r, size := utf8.DecodeRuneInString(s)
	if !isQuote(r) {
		return s, false
	}
	return s[size:], true
}

// closing is the mark that ends what a quotation mark begins.
func closing(s string) string {
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '“', '”':
		return "”"
	case '«', '»':
		return "»"
	}
	return `"`
}

// Words cuts a text where the search index cuts it.
func Words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(Fold(text)), func(r rune) bool { return !isWordRune(r) })
}
