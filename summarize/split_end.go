package summarize

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// end is a run of end marks and what stands around it.
type end struct {
	at    int  // where the run begins
	marks int  // after the last end mark
	close int  // after the quotes and brackets that close behind the marks
	next  int  // the first byte after close that is no white space
	first rune // the first end mark
	dots  int  // how many full stops the run has; an ellipsis sign counts three
	apart bool // the full stops stand apart: ". . ."
	quote bool // a closing quote stands behind the marks
	glued bool // no white space between close and next
	line  bool // a line break stands between close and next
}

// readEnd reads the run of end marks at i of the sentence that begins at start.
func readEnd(text string, start, i int) end {
	e := end{at: i}
	e.first, _ = utf8.DecodeRuneInString(text[i:])
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isEndMark(r) {
			if !strings.HasPrefix(text[i:], " .") || e.dots == 0 {
				break
			}
			e.apart = true
			i++
			continue
		}
		switch r {
		case '.':
			e.dots++
		case '…':
			e.dots += 3
		}
		i += size
	}
	e.marks = i
	e.closing(text, start)
	e.next = skipBlank(text, e.close)
	e.glued = e.next == e.close
	e.line = strings.ContainsRune(text[e.close:e.next], '\n')
	return e
}

func isEndMark(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '؟', '۔', '。', '！', '？', '‽':
		return true
	}
	return false
}

// closing takes in what closes behind the marks: quotes, brackets, footnote marks, a guillemet after its blank.
func (e *end) closing(text string, start int) {
	i := e.marks
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '”' || r == '’' && !letterAt(text, i+size) || r == '»' || r == '›':
			e.quote = true
		case r == ')' || r == ']':
		case r == '"' && closesHere(text, start, i, '"'), r == '\'' && !letterAt(text, i+size):
			e.quote = true
		case r == '[' && footnote(text[i:]) > 0:
			size = footnote(text[i:])
		case unicode.IsSpace(r) && r != '\n' && strings.HasPrefix(text[i+size:], "»"):
			size += len("»")
			e.quote = true
		default:
			e.close = i
			return
		}
		i += size
	}
	e.close = i
}

// closesHere tells whether a straight quote closes: an odd number of them stood in the sentence before it, or nothing
// but white space or punctuation follows.
func closesHere(text string, start, i int, quote byte) bool {
	if i+1 >= len(text) || !letterAt(text, i+1) && text[i+1] != '(' {
		return true
	}
	return strings.Count(text[start:i], string(quote))%2 == 1
}

// footnote returns the length of a mark such as "[13]" at the beginning of s, 0 when there is none.
func footnote(s string) int {
	i := 1
	for i < len(s) && i < 5 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 1 && i < len(s) && s[i] == ']' {
		return i + 1
	}
	return 0
}

func letterAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

// ends decides whether a run of end marks ends the sentence.
func (s *splitter) ends(e end) bool {
	if e.next >= len(s.text) || e.line && !s.goesOn(e) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(s.text[e.next:])
	if unicode.IsLower(next) || strings.ContainsRune(",;:-–—)]%/&=", next) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[s.start:e.at])
	if before == '[' || before == '(' && e.dots > 1 { // "[...]" marks words left out of a quotation
		return false
	}
	if e.glued && !s.gluedJoin(e, next, before) {
		return false
	}
	if e.dots > 1 || e.apart {
		return s.ellipsisEnds(e, next)
	}
	if e.first != '.' {
		return !exclaimed(s.wordBefore(e.at)) || starts(s.wordAt(e.next))
	}
	if e.close > e.marks && e.quote {
		return true
	}
	return s.stopEnds(e, next)
}

// leavesOut tells whether a sentence ends and the next begins with words left out: "compounds. . . . The practice".
func (s *splitter) leavesOut(e end) bool {
	if !e.apart || e.dots != 4 || e.next >= len(s.text) || e.at == s.start || e.close > e.marks {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[s.start:e.at])
	next, _ := utf8.DecodeRuneInString(s.text[e.next:])
	return unicode.IsLetter(before) && unicode.IsUpper(next)
}

// goesOn tells whether the text goes on after a line break, as in text wrapped by hand: "Lt.\nCol. Wendé".
func (s *splitter) goesOn(e end) bool {
	return !hasBlankLine(s.text[e.close:e.next]) && e.first == '.' && e.dots == 1 && e.close == e.marks &&
		shortKind(s.wordBefore(e.at)) == title
}

// ellipsisEnds: three full stops end a sentence where the next begins with a capital; where they stand apart they mark
// words left out, and only a fourth ends the sentence.
func (s *splitter) ellipsisEnds(e end, next rune) bool {
	if e.apart {
		return e.dots > 3
	}
	return !unicode.IsLower(next) && s.wordAt(e.next) != "I"
}

// stopEnds decides about one full stop before a word that may begin a sentence.
func (s *splitter) stopEnds(e end, next rune) bool {
	word := s.wordBefore(e.at)
	follows := s.wordAt(e.next)
	switch {
	case word == "":
		return !s.onlyMarker(e.at)
	case e.at == s.address:
		return true
	case acronym(word):
		return dottedEnds(word, follows)
	case isInitial(word):
		return s.initialEnds(e, word, follows)
	}
	switch shortKind(word) {
	case title:
		return false
	case number:
		return !unicode.IsDigit(next) && !unicode.IsSymbol(next) && starts(follows)
	case month:
		return !unicode.IsDigit(next)
	case suffix:
		return e.glued || starts(follows) || strings.ContainsRune("“«„\"", next)
	}
	return true
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

// dottedEnds decides about "U.S.", "a.m.", "LL.AA.": they end a sentence before a word that often begins one, and
// "P.M." in capitals before any name.
func dottedEnds(word, follows string) bool {
	if word == "A.M" || word == "P.M" {
		return follows != ""
	}
	return starts(follows)
}

// initialEnds decides about one letter before the full stop: an initial of a name, or "you and I." at an end.
func (s *splitter) initialEnds(e end, word, follows string) bool {
	if !starts(follows) {
		return false
	}
	before := s.wordBefore(skipBack(s.text, e.at-len(word)))
	first, _ := utf8.DecodeRuneInString(before)
	return word == "I" && !unicode.IsUpper(first) || !unicode.IsUpper(first) && before != ""
}

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

// maxWord is how far back a word is looked for, in bytes: the time stays linear whatever the text is made of.
const maxWord = 40

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
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if !strings.ContainsRune("\"'“‘«„‹([¿¡ \u00a0\u202f", r) {
			break
		}
		i += size
	}
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

// onlyMarker tells whether nothing stands in the sentence before i but what numbers a list item.
func (s *splitter) onlyMarker(i int) bool { return s.list.kind != noList && i <= s.start+s.list.size }

func isInitial(word string) bool {
	r, size := utf8.DecodeRuneInString(word)
	return size == len(word) && unicode.IsUpper(r)
}
