package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// gluedJoin decides whether two sentences lost the space between them at e: "the Sahel.After", "in 2024.Le",
// "bétail.« On". A capital must begin a word there, and what stands before must be the end of one: not an initial, an
// abbreviation, or the first half of a name such as "ASP.NET".
func (s *splitter) gluedJoin(e end, next, before rune) bool {
	switch {
	case e.at == s.address && unicode.IsUpper(next):
		return true
	case unicode.IsSpace(before): // " .DJI" is a sign of the exchange
		return false
	case unicode.IsDigit(next):
		return s.gluedDigit(e, before)
	case strings.ContainsRune("“«„‹\"‘•", next):
		return true
	case next == '\'' || next == '’' || next == '(' || next == '[':
		inside, _ := utf8.DecodeRuneInString(s.text[e.next+utf8.RuneLen(next):])
		return unicode.IsUpper(inside) && (e.close > e.marks || unicode.IsLower(before))
	case !unicode.IsLetter(next):
		return e.close > e.marks
	case !unicode.IsUpper(next):
		return s.gluedCaseless(e, before)
	}
	if e.first != '.' && e.close == e.marks && isInitial(s.wordBefore(e.at)) { // "Y!J"
		return false
	}
	if e.quote || e.first != '.' || e.dots > 1 {
		return true
	}
	return s.gluedCapital(e)
}

// gluedDigit: "said.12 people" is a join, "No.5", "3.5", "v.12" and "10.30am" are none.
func (s *splitter) gluedDigit(e end, before rune) bool {
	if e.close > e.marks || e.first != '.' {
		return true
	}
	word := s.wordBefore(e.at)
	return unicode.IsLower(before) && utf8.RuneCountInString(word) > 3 && shortKind(word, s.lang) == plain && !strings.Contains(word, ".")
}

// gluedCaseless: in scripts without capitals a full stop between two words of some length is a join.
func (s *splitter) gluedCaseless(e end, before rune) bool {
	if e.first != '.' || e.quote {
		return true
	}
	return unicode.IsLetter(before) && utf8.RuneCountInString(s.wordBefore(e.at)) > 2 && utf8.RuneCountInString(s.wordAt(e.next)) > 1
}

func (s *splitter) gluedCapital(e end) bool {
	word, follows := s.wordBefore(e.at), s.wordAt(e.next)
	if s.inEmail(e.next) {
		return false
	}
	if isInitial(word) || strings.Contains(word, ".") && !starts(follows, s.lang) || shortKind(word, s.lang) == title {
		return false
	}
	if capitals(follows) && utf8.RuneCountInString(follows) > 1 {
		return !capitals(word) && !domainEnding(follows)
	}
	if utf8.RuneCountInString(follows) == 1 {
		return !capitals(word) && oneLetterWord(follows) && s.wordFollows(e.next+len(follows))
	}
	return true
}

// wordFollows tells whether a word in lower case stands behind the one-letter word that ends at i, or is bound to it by
// an apostrophe: "A third man", "L’armée", but not "3.B" or "JCP.N".
func (s *splitter) wordFollows(i int) bool {
	rest := s.text[i:]
	for _, bond := range []string{"'", "’"} {
		if strings.HasPrefix(rest, bond) {
			return true
		}
	}
	rest, ok := strings.CutPrefix(rest, " ")
	r, _ := utf8.DecodeRuneInString(rest)
	return ok && unicode.IsLetter(r)
}

// inEmail tells whether the unbroken run of letters and signs from i holds an @.
func (s *splitter) inEmail(i int) bool {
	for to := i; to < len(s.text) && to-i < maxWord; to++ {
		switch c := s.text[to]; {
		case c == '@':
			return true
		case c <= ' ':
			return false
		}
	}
	return false
}

func oneLetterWord(w string) bool {
	switch w {
	case "A", "I", "À", "Y", "O", "É", "L", "D", "C", "J", "S", "M", "N", "Q":
		return true
	}
	return false
}

func capitals(word string) bool {
	return word != "" && strings.ToUpper(word) == word && strings.ToLower(word) != word
}

// domainEnding: names of things are written "Node.JS" and "Booking.COM"; no sentence begins with these words.
func domainEnding(word string) bool {
	switch word {
	case "JS", "NET", "COM", "ORG", "IO", "AI", "TV", "EU", "INFO", "ML", "BF", "FR":
		return true
	}
	return false
}

// addressAt returns the length of a web address that begins at i, without the end marks behind it; 0 when none does.
// What is inside it ends no sentence.
func addressAt(text string, i int) int {
	rest := text[i:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	n := strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("\"<>”»«“)", r)
	})
	if n < 0 {
		n = len(rest)
	}
	return len(strings.TrimRight(rest[:hostEnd(rest[:n])], ".!?,;:…'’"))
}

// hostEnd returns where an address really ends when a sentence is glued to its host: "www.example.com.They said".
func hostEnd(address string) int {
	host := len(address)
	if i := strings.IndexByte(strings.TrimPrefix(strings.TrimPrefix(address, "https://"), "http://"), '/'); i >= 0 {
		return host
	}
	for i := 1; i+2 < len(address); i++ {
		if address[i] == '.' && address[i+1] >= 'A' && address[i+1] <= 'Z' && address[i+2] >= 'a' && address[i+2] <= 'z' &&
			topDomain(address[strings.LastIndexByte(address[:i], '.')+1:i]) {
			return i
		}
	}
	return host
}

func topDomain(label string) bool {
	switch label {
	case "com", "org", "net", "int", "info", "gov", "edu", "ml", "bf", "ne", "td", "sn", "ng", "fr", "uk", "eu":
		return true
	}
	return false
}
