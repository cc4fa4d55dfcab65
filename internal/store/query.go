package store

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostTerms bounds what one question may ask for; what is typed beyond it is not looked at.
const mostTerms = 16

// term is one thing that a search asks for.
type term struct {
	words  []string // in this order, side by side; folded and in lower case
	whole  bool     // the last word is whole, not the beginning of one
	absent bool     // must not be there
}

// parseQuery reads what an officer typed: words are beginnings of words, "several words" stand side by side, and -word
// or -"several words" must not be there. Every text is a question; what has neither letter nor digit asks for nothing.
func parseQuery(query string) []term {
	var terms []term
	rest := strings.ToValidUTF8(query, " ")
	for len(terms) < mostTerms {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			break
		}
		var t term
		if after, ok := strings.CutPrefix(rest, "-"); ok {
			t.absent, rest = true, after
		}
		var body string
		if inner, ok := cutQuote(rest); ok {
			t.whole = true
			body, rest, _ = strings.Cut(inner, closing(rest))
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || isQuote(r) })
			if end < 0 {
				end = len(rest)
			}
			body, rest = rest[:end], rest[end:]
		}
		if t.words = words(body); len(t.words) > 0 {
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

// words cuts a text where the search index cuts it.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(fold(text)), func(r rune) bool { return !isWordRune(r) })
}

// match writes terms in the language of the search index, and tells whether they ask for anything. All words stand in
// quotation marks, so none is taken for an operator. The index knows which words an article has, not where: several
// words side by side are first asked for as words, and what is found is looked at again (see lookAgain).
func match(terms []term) (string, bool) {
	var wanted, unwanted []string
	for _, t := range terms {
		if t.absent && len(t.words) == 1 {
			unwanted = append(unwanted, t.match())
		} else if !t.absent {
			wanted = append(wanted, t.match())
		}
	}
	if len(wanted) == 0 {
		return "", false
	}
	out := strings.Join(wanted, " AND ")
	if len(unwanted) > 0 {
		out = "(" + out + ") NOT (" + strings.Join(unwanted, " OR ") + ")"
	}
	return out, true
}

func (t term) match() string {
	quoted := make([]string, len(t.words))
	for i, w := range t.words {
		quoted[i] = `"` + w + `"`
	}
	if !t.whole {
		quoted[len(quoted)-1] += "*"
	}
	return strings.Join(quoted, " AND ")
}

// lookAgain tells whether the search index cannot answer for a term by itself.
func (t term) lookAgain() bool { return len(t.words) > 1 }
