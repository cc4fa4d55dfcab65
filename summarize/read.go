package summarize

import (
	"strings"

	"harmattan/internal/news"
)

// Reader reads articles: it cuts them into statements and words and looks the words up. It keeps what it learned of the
// words it met, since news repeats its words. It is not safe for use by two goroutines; make one for each.
type Reader struct {
	words   *reader
	pairing *comparer // room in which its stories are measured, nil until the first
	kept    *room     // see EnterRoom, nil until the first time
}

// NewReader has met no word yet.
func NewReader() *Reader { return &Reader{words: newReader()} }

// Another makes a reader that shares with this one what either learns of words. Both may work at once.
func (r *Reader) Another() *Reader { return &Reader{words: newReaderOf(r.words.met)} }

// Text is an article read once: all that collapsing, origins and habits want of its words, whatever story it goes into.
// It follows from the article's title, author, text, outlet, addresses and language alone, so articles can be read in any
// order and by several readers at once. It takes about 4 kB a statement; let go of it when the article is in its story. One
// that was only skimmed serves habits alone.
type Text struct {
	outline
	heading    *reading // the title
	statements []said
	own        string // the outlet that origins name where nobody else is found
	credit     credit
}

// said is a statement of a text with what follows from its own words.
type said struct {
	reading *reading
	why     string // it belongs to the page and not to the article, by its form; "" where it does not
}

// Read reads an article.
func (r *Reader) Read(a news.Article) *Text { return r.ReadOn(a, r.Skim(a)) }

// Skim reads of an article what habits want, and no more: some hundred bytes a statement. ReadOn reads the rest.
func (r *Reader) Skim(a news.Article) *Text { return &Text{outline: outlineOf(a)} }

// ReadOn reads an article that was skimmed, and leaves what it knew of it as it is.
func (r *Reader) ReadOn(a news.Article, skimmed *Text) *Text {
	t := ReadCredit(a, skimmed)
	t.heading = r.words.read(a.Title, a.Lang)
	t.statements = make([]said, len(t.lines))
	for i, l := range t.lines {
		s := &t.statements[i]
		s.reading = r.words.read(a.Text[l.Start:l.End], a.Lang)
		s.why = r.words.known.page.boilerplate(strings.TrimSpace(s.reading.text), s.reading.words)
	}
	return t
}

// ReadCredit reads of an article that was skimmed where it comes from and none of its words: it serves origins and habits alone.
func ReadCredit(a news.Article, skimmed *Text) *Text {
	credits := known().credits
	return &Text{outline: skimmed.outline, own: credits.ownName(a), credit: credits.creditOf(a)}
}

// Statements is how many statements the text has, lines of the page among them.
func (t *Text) Statements() int { return len(t.lines) }
