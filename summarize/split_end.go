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

// readEnd reads the run of end marks at i.
func (s *splitter) readEnd(i int) end {
	text := s.text
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
	e.closing(text, s.quotes)
	e.next = skipBlank(text, e.close)
	e.glued = e.next == e.close
	e.line = strings.ContainsRune(text[e.close:e.next], '\n')
	return e
}

func isEndMark(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '؟', '۔', '。', '．', '！', '？', '‽':
		return true
	}
	return false
}

// closing takes in what closes behind the marks. quotes is how many straight quotes stand in the sentence before them.
func (e *end) closing(text string, quotes int) {
	i := e.marks
	for i < len(text) {
		size, quote := closer(text, i, quotes)
		if size == 0 {
			break
		}
		if text[i] == '"' {
			quotes++
		}
		e.quote = e.quote || quote
		i += size
	}
	e.close = i
}

// closer returns the size of what closes at i, 0 when nothing does: a quote, a bracket, a footnote mark, a guillemet after
// its blank. Behind an odd number of straight quotes another one closes.
func closer(text string, i, quotes int) (size int, quote bool) {
	r, size := utf8.DecodeRuneInString(text[i:])
	switch r {
	case '”', '»', '›':
		return size, true
	case '’', '\'', '`':
		if !letterAt(text, i+size) {
			return size, true
		}
	case '"':
		if quotes%2 == 1 || !letterAt(text, i+1) && !strings.HasPrefix(text[i+1:], "(") {
			return size, true
		}
	case ')', ']', '}':
		return size, false
	case '[':
		return footnote(text[i:]), false
	}
	if r == ' ' && footnote(text[i+1:]) > 0 {
		return 1 + footnote(text[i+1:]), false
	}
	if unicode.IsSpace(r) && r != '\n' && strings.HasPrefix(text[i+size:], "»") {
		return size + len("»"), true
	}
	return 0, false
}

// footnote returns the length of a mark such as "[13]" at the beginning of s, 0 when there is none.
func footnote(s string) int {
	if !strings.HasPrefix(s, "[") {
		return 0
	}
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
	switch {
	case unicode.IsLower(next):
		return s.lowerBegins(e)
	case strings.ContainsRune("-–—", next):
		return s.dashBegins(e)
	case s.goesOnWith(e, next):
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
		return !exclaimed(s.wordBefore(e.at)) || s.startsAt(e.next)
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
		shortKind(s.wordBefore(e.at), s.lang) == title
}

// ellipsisEnds: three full stops end a sentence where the next begins with a capital; where they stand apart they mark
// words left out, and only a fourth ends the sentence.
func (s *splitter) ellipsisEnds(e end, next rune) bool {
	if e.apart {
		return e.dots > 3
	}
	return !unicode.IsLower(next) && s.wordAt(e.next) != "I"
}

// goesOnWith tells whether the sentence goes on with a sign no sentence begins with: punctuation, the full stop behind
// “It is over!”., or the same mark again, as in "! ! !".
func (s *splitter) goesOnWith(e end, next rune) bool {
	if strings.ContainsRune(",;:)]}%/&=", next) {
		return true
	}
	return isEndMark(next) && (e.glued && e.close > e.marks || next == e.first && next != '.')
}

// lowerBegins: a sentence begins with a small letter where a name does that has its capital inside: "al-Shabab",
// "e-Naira", "iPhone".
func (s *splitter) lowerBegins(e end) bool {
	if e.glued || e.dots > 1 || e.apart || !s.plainWord(e.at) {
		return false
	}
	for _, r := range s.text[e.next:min(len(s.text), e.next+maxPrefix)] {
		if unicode.IsUpper(r) {
			return true
		}
		if !unicode.IsLower(r) && r != '-' {
			return false
		}
	}
	return false
}

// maxPrefix is how many bytes a name may have before its capital.
const maxPrefix = 6

// dashBegins: a dash and a capital behind it begin the next voice of a dialogue, the next item of a list or a credit. It
// is a dateline's dash where the full stop belongs to an abbreviation ("HOWELL, Mich. - ", "LOMÉ, 3 janv. - "), and names
// the speaker behind a quotation.
func (s *splitter) dashBegins(e end) bool {
	_, size := utf8.DecodeRuneInString(s.text[e.next:])
	blank, _ := utf8.DecodeRuneInString(s.text[e.next+size:])
	first, _ := utf8.DecodeRuneInString(s.text[skipBlank(s.text, e.next+size):])
	if e.glued || e.quote || e.dots > 1 || e.apart || !unicode.IsSpace(blank) || !unicode.IsUpper(first) {
		return false
	}
	return e.first != '.' || s.plainWord(e.at)
}

// plainWord tells whether an ordinary word of some length in lower case ends at i: no name, no abbreviation.
func (s *splitter) plainWord(i int) bool {
	word := s.wordBefore(i)
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsLower(first) && utf8.RuneCountInString(word) > 2 && !strings.Contains(word, ".") &&
		shortKind(word, s.lang) == plain
}
