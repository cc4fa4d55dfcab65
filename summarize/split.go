package summarize

import (
	"unicode"
	"unicode/utf8"

	"harmattan/internal/news"
)

// Sentence is a piece of a text: one statement, headline or list item.
type Sentence struct {
	Start, End int // byte offsets into the text; no white space at either end
	Paragraph  int // 0, 1, … counted by line breaks
}

// Split cuts text into sentences. Offsets are bytes into text; between two sentences there is only white space, so
// joining them by their offsets gives text back. Time grows linearly with len(text).
//
// It repairs sentences that lost the space between them ("the Sahel.After"), and leaves "U.S.", "3.5" and "n° 3" whole.
func Split(text string, lang news.Lang) []Sentence {
	s := splitter{text: text, lang: lang, out: make([]Sentence, 0, len(text)/100+1)}
	s.begin(0)
	for s.at < len(text) {
		s.step()
	}
	s.cut(len(text))
	return s.out
}

// splitter walks over a text once. start is where the present sentence begins, at is how far it has read.
type splitter struct {
	text      string
	lang      news.Lang
	out       []Sentence
	start, at int
	paragraph int
	line      int    // where the present line begins
	list      marker // the list item the present sentence is, if it is one
	address   int    // where the last web address ended: a full stop there ends a sentence
	whole     int    // where the quotation or bracket that stays whole closes
	quotes    int    // how many straight quotes the present sentence has had
}

// step reads on to the next place where a sentence may end and decides there.
func (s *splitter) step() {
	c := s.text[s.at]
	switch {
	case c == '\n':
		s.lineBreak()
	case c == '.' || c == '!' || c == '?':
		s.mark()
	case c == ' ' && s.list.kind != noList && s.at >= s.whole && s.list.nextAt(s.text, s.at+1):
		s.nextItem()
	case c == '"' || c == '\'' || c == '(' || c == '[' || c == '{':
		s.opening(rune(c), 1)
	case c == 'h' || c == 'w':
		s.skipAddress()
	case c < utf8.RuneSelf:
		s.at++
	default:
		s.beyondASCII()
	}
}

// skipAddress skips a web address, or one byte where there is none.
func (s *splitter) skipAddress() {
	n := addressAt(s.text, s.at)
	s.at += max(1, n)
	if n > 0 {
		s.address = s.at
	}
}

// nextItem ends a list item before the next one's number.
func (s *splitter) nextItem() {
	item := s.list.following()
	s.cut(s.at)
	s.begin(s.at + 1)
	s.list = item
	s.at = s.start + item.size
}

// beyondASCII reads one rune that takes several bytes: some of them end sentences or begin list items.
func (s *splitter) beyondASCII() {
	r, size := utf8.DecodeRuneInString(s.text[s.at:])
	switch r {
	case '…', '؟', '۔', '。', '．', '！', '？', '‽':
		s.mark()
	case '“', '‘', '«':
		s.opening(r, size)
	case '•', '⁃', '‣', '◦', '▪', '●':
		if s.at > s.start {
			s.cut(s.at)
			s.begin(s.at)
		}
		s.at = max(s.at, s.start) + size
	case '\u2028', '\u2029', '\u0085':
		s.lineBreak()
	default:
		s.at += size
	}
}

// mark reads a run of end marks with the quotes and brackets that close after it, and cuts where it ends a sentence.
func (s *splitter) mark() {
	e := s.readEnd(s.at)
	if e.close <= s.whole {
		s.at = e.marks
		return
	}
	if s.leavesOut(e) {
		s.cut(e.at + 1)
		s.begin(e.at + 1)
		s.at = max(s.at, e.marks)
		return
	}
	if !s.ends(e) {
		s.at = max(e.marks, s.at+1)
		return
	}
	s.cut(e.close)
	s.begin(e.close)
}

// lineBreak decides what a line break does. Paragraphs of articles are a line each, so it ends a sentence, unless the
// text was wrapped by hand: the line is long or ends in a blank, without an end mark, and the next goes on in lower case.
func (s *splitter) lineBreak() {
	next := skipBlank(s.text, s.at)
	if next < len(s.text) && !hasBlankLine(s.text[s.at:next]) && s.wrapped(next) {
		s.at, s.line = next, next
		return
	}
	s.cut(s.at)
	if len(s.out) > 0 {
		s.paragraph = s.out[len(s.out)-1].Paragraph + 1
	}
	s.begin(next)
	s.line = s.start
}

// longLine is how many bytes a line has that was cut because it was full.
const longLine = 40

func (s *splitter) wrapped(next int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[next:])
	if !unicode.IsLower(r) || s.at == s.start {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s.text[s.start:s.at])
	if last == '.' || last == '!' || last == '?' || last == ':' || last == ';' {
		return false
	}
	return unicode.IsSpace(last) || s.at-s.line >= longLine
}

// begin starts a sentence at the first byte from i that is no white space.
func (s *splitter) begin(i int) {
	s.start = skipBlankInLine(s.text, i)
	s.at, s.whole, s.quotes = s.start, 0, 0
	s.list = readMarker(s.text, s.start)
	s.at += s.list.size
}

// cut ends the present sentence before end. White space alone is no sentence.
func (s *splitter) cut(end int) {
	for end > s.start {
		r, size := utf8.DecodeLastRuneInString(s.text[s.start:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= size
	}
	if end > s.start {
		s.out = append(s.out, Sentence{Start: s.start, End: end, Paragraph: s.paragraph})
	}
	s.at = max(s.at, end)
}

// skipBlank returns the first place from i that is no white space.
func skipBlank(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}

// skipBlankInLine is skipBlank, but stops at a line break: that one counts a paragraph.
func skipBlankInLine(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) || r == '\n' {
			break
		}
		i += size
	}
	return i
}

// hasBlankLine tells whether white space holds more than one line break.
func hasBlankLine(blank string) bool {
	breaks := 0
	for i := range len(blank) {
		if blank[i] == '\n' {
			breaks++
		}
	}
	return breaks > 1
}
