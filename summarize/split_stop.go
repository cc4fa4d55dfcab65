package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// stopEnds decides about one full stop before a word that may begin a sentence.
func (s *splitter) stopEnds(e end, next rune) bool {
	word := s.wordBefore(e.at)
	switch {
	case word == "":
		return !s.onlyMarker(e.at)
	case e.at == s.address:
		return true
	case s.romanMarker(e.at, word):
		return false
	case acronym(word):
		return s.acronymEnds(e, word)
	case isInitial(word) && shortKind(word, s.lang) != title:
		return s.initialEnds(e, word)
	case s.afterComma(e.at-len(word)) && americanState(word):
		return s.begins(e, word)
	}
	switch shortKind(word, s.lang) {
	case title:
		return false
	case number:
		return !s.numberAt(e.next, word)
	case month:
		return !unicode.IsDigit(next)
	case suffix:
		return e.glued || next != '(' && s.begins(e, word)
	case plain:
	}
	return true
}

// begins tells whether a sentence begins at e.next, behind an abbreviation that may stand at an end or before a name: a
// quotation with a capital opens there, a word that often begins one, or a noun of the news' subjects that something is
// said about. In a headline with capitals throughout such words mean nothing: "U.S. To Withdraw Troops".
func (s *splitter) begins(e end, word string) bool {
	from := s.wordStart(e.next)
	follows := s.wordAt(from)
	first, _ := utf8.DecodeRuneInString(follows)
	place := !strings.Contains(word, ".") || s.afterComma(e.at-len(word)) // "in Summit, N.J. “Of all places,” she said"
	next, _ := utf8.DecodeRuneInString(s.text[e.next:])
	if strings.ContainsRune("\"“«„", next) && place && unicode.IsUpper(first) {
		return true
	}
	after, _ := utf8.DecodeRuneInString(s.text[skipBlank(s.text, from+len(follows)):])
	if follows == "I" || s.startsAt(from) {
		return !unicode.IsUpper(after) && follows != "I" || s.hasLower(e.at-len(word))
	}
	return subject(follows) && unicode.IsLower(after)
}

// startsAt tells whether a word that often begins a sentence begins at i. In French a single letter is one before an
// apostrophe: "L’armée", "C’est".
func (s *splitter) startsAt(i int) bool {
	i = s.wordStart(i)
	word := s.wordAt(i)
	if s.lang == news.French && len(word) == 1 {
		behind := strings.TrimPrefix(s.text[i:], word)
		return word == "A" && strings.HasPrefix(behind, " ") || strings.HasPrefix(behind, "'") || strings.HasPrefix(behind, "’")
	}
	return starts(word, s.lang)
}

// hasLower tells whether one of the words before i in the sentence, as far back as maxBack, is in lower case.
func (s *splitter) hasLower(i int) bool {
	from := max(s.start, i-maxBack)
	begins := from == s.start
	for _, r := range s.text[from:i] {
		if begins && unicode.IsLower(r) {
			return true
		}
		begins = unicode.IsSpace(r)
	}
	return false
}

// acronym: letters with full stops between them, two at most together: "U.S", "a.m", "Ph.D", but not "example.org".
func acronym(word string) bool {
	if !strings.Contains(word, ".") {
		return false
	}
	for part := range strings.SplitSeq(word, ".") {
		if utf8.RuneCountInString(part) > 2 {
			return false
		}
	}
	return true
}

// acronymEnds decides about "U.S.", "LL.AA." and times: "at 6 p.m." ends a sentence before any capital that is no day,
// month or time zone, unless the time begins the sentence: "At 5 a.m. Mr. Sy left".
func (s *splitter) acronymEnds(e end, word string) bool {
	follows := s.wordAt(e.next)
	switch strings.ToLower(word) {
	case "a.m", "p.m":
		return follows != "" && s.text[e.next] != '(' && !timeGoesOn(follows) && (e.at-s.start > timeFirst || !beforeTime(s.wordAt(s.start)))
	case "m.d", "ph.d", "i.e", "e.g", "أ.د":
		return false
	}
	return s.begins(e, word)
}

// timeFirst is how many bytes a sentence has at most at the end of the time that begins it: "On Friday at 10.30 a.m.".
const timeFirst = 30

// initialEnds decides about one letter before the full stop: an initial of a name, or "you and I." at an end.
func (s *splitter) initialEnds(e end, word string) bool {
	if !s.startsAt(e.next) || s.initialAt(e.next) {
		return false
	}
	before := s.wordBefore(skipBack(s.text, e.at-len(word)))
	first, _ := utf8.DecodeRuneInString(before)
	return !unicode.IsUpper(first) && (word == "I" || before != "")
}

// initialAt tells whether another initial begins at i: "by A. A. Milne".
func (s *splitter) initialAt(i int) bool {
	word := s.wordAt(i)
	return isInitial(word) && strings.HasPrefix(s.text[i:], word+".")
}

// romanMarker tells whether the sentence up to i is nothing but a Roman number: "II. The second part".
func (s *splitter) romanMarker(i int, word string) bool {
	return i-len(word) == s.start && word != "" && strings.Trim(word, "IVX") == ""
}

// numberAt tells whether a number begins at i: digits, a sign before them, a letter with digits, or Roman ones. Behind
// "no" only digits and signs count: it is a word.
func (s *splitter) numberAt(i int, word string) bool {
	next, size := utf8.DecodeRuneInString(s.text[i:])
	if unicode.IsDigit(next) || unicode.IsSymbol(next) || next == '#' || next == '(' || next == '?' {
		return true
	}
	behind := s.wordAt(i)
	for len(behind) < maxLetters && unicode.IsUpper(next) {
		i += size
		if next, size = utf8.DecodeRuneInString(s.text[i:]); unicode.IsDigit(next) {
			return true
		}
	}
	return !strings.EqualFold(word, "no") && strings.Trim(behind, "IVXLC") == ""
}

// maxLetters is how many bytes of capitals a number may begin with: "No. HQ9-60052".
const maxLetters = 5

// afterComma tells whether a comma and a blank stand before i.
func (s *splitter) afterComma(i int) bool { return strings.HasSuffix(s.text[s.start:i], ", ") }

// skipBack returns the place after the last byte before i that is no white space.
func skipBack(text string, i int) int {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if !unicode.IsSpace(r) {
			break
		}
		i -= size
	}
	return i
}

// How far a word is looked for and how far back the words before it are looked at, in bytes: the time stays linear
// whatever the text is made of.
const (
	maxWord = 40
	maxBack = 80
)

// wordBefore returns the word that ends at i: letters, with the full stops and signs of number between them.
func (s *splitter) wordBefore(i int) string {
	from := i
	for from > s.start && i-from < maxWord {
		r, size := utf8.DecodeLastRuneInString(s.text[s.start:from])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '.' && r != '°' && r != 'º' {
			break
		}
		from -= size
	}
	return strings.TrimLeft(s.text[from:i], ".")
}

// wordAt returns the word that begins at i, behind an opening quote or bracket.
func (s *splitter) wordAt(i int) string {
	i = s.wordStart(i)
	to := i
	for to < len(s.text) && to-i < maxWord {
		r, size := utf8.DecodeRuneInString(s.text[to:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		to += size
	}
	return s.text[i:to]
}

// wordStart passes the quotes, brackets and blanks that open at i.
func (s *splitter) wordStart(i int) int {
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !strings.ContainsRune("\"'“‘«„‹([¿¡ \u00a0\u202f", r) {
			break
		}
		i += size
	}
	return i
}

// onlyMarker tells whether nothing stands in the sentence before i but what numbers a list item.
func (s *splitter) onlyMarker(i int) bool { return s.list.kind != noList && i <= s.start+s.list.size }

func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}
