package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How long a quotation or a bracket may be, in bytes, to stay in one sentence whatever it holds: a quotation cut in two
// leaves its first half without its speaker, a bracket cut in two means nothing. Longer ones read better cut. A bracket
// that begins the sentence is one of its own, so only a tiny one stays whole: "(Oh. Again!)".
const (
	wholeQuote   = 250
	wholeBracket = 120
	tinyBracket  = 30
	deepest      = 4 // brackets in brackets; more is no text
)

// opening passes a quote or bracket, and where it opens something short notes where that closes.
func (s *splitter) opening(r rune, size int) {
	if s.at >= s.whole {
		s.whole = max(s.whole, s.closes(r, size))
	}
	if r == '"' {
		s.quotes++
	}
	s.at += size
}

// closes returns where the quote or bracket r at the present place closes, 0 when it opens nothing or nothing short.
func (s *splitter) closes(r rune, size int) int {
	if r != '(' && r != '[' && r != '{' {
		return s.quoteCloses(r, size)
	}
	most := wholeBracket
	if s.at == s.start {
		most = tinyBracket
	}
	return bracketCloses(s.text, s.at, most)
}

func bracketCloses(text string, i, most int) int {
	depth := 0
	for at := i; at < min(len(text), i+most); at++ {
		switch text[at] {
		case '(', '[', '{':
			if depth++; depth > deepest {
				return 0
			}
		case ')', ']', '}':
			if depth--; depth == 0 {
				return at
			}
		case '\n':
			return 0
		}
	}
	return 0
}

// quoteCloses looks for the quote that closes the one at the present place.
func (s *splitter) quoteCloses(open rune, size int) int {
	from := s.at + size
	if !s.opensQuote(open, from) {
		return 0
	}
	if open == '\'' && s.text[from] == '\'' {
		return s.doubleCloses(from + 1)
	}
	closing, before := closingQuote(open), open
	for at, r := range s.text[from:min(len(s.text), from+wholeQuote)] {
		switch {
		case r == '\n' || r == open && r != closing:
			return 0
		case r == closing:
			after, _ := utf8.DecodeRuneInString(s.text[from+at+utf8.RuneLen(r):])
			if r == open && beforeQuote(before) && !unicode.IsSpace(after) {
				return 0 // another one opens: the first was never closed
			}
			if r == '"' && unicode.IsSpace(before) {
				return 0 // it stands alone: nobody knows what it does
			}
			if r != '\'' && r != '’' || isEndMark(before) && !unicode.IsLetter(after) {
				return from + at
			}
		}
		before = r
	}
	return 0
}

// opensQuote tells whether the quote before from opens. A straight one tells by its neighbours; a straight single one
// is an apostrophe far more often, so it opens before a capital alone, or doubled.
func (s *splitter) opensQuote(open rune, from int) bool {
	if open != '"' && open != '\'' {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[s.start:s.at])
	after, _ := utf8.DecodeRuneInString(s.text[from:])
	if s.at > s.start && !beforeQuote(before) || unicode.IsSpace(after) {
		return false
	}
	return open == '"' || unicode.IsUpper(after) || after == '\''
}

// doubleCloses looks for the two apostrophes that close a quotation opened by two before from.
func (s *splitter) doubleCloses(from int) int {
	window := s.text[from:min(len(s.text), from+wholeQuote)]
	to := strings.Index(window, "''")
	if to <= 0 || strings.Contains(window[:to], "\n") || window[to-1] == ' ' {
		return 0
	}
	return from + to
}

// closingQuote gives the sign that closes what open opens. For single quotes that is an apostrophe too, so those close
// only behind an end mark.
func closingQuote(open rune) rune {
	switch open {
	case '“':
		return '”'
	case '«':
		return '»'
	case '‘':
		return '’'
	}
	return open
}

// beforeQuote tells whether a straight quote behind r opens.
func beforeQuote(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("([{—–-“«‘\"", r)
}
