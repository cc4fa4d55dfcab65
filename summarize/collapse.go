package summarize

import (
	"strings"
	"time"

	"harmattan/internal/news"
)

// leastWithin is how alike two statements of one article must be for their figures to be shown as a difference: an
// article seldom contradicts itself, but often counts several things.
const leastWithin = .05

// leastWords is how many words a statement needs to repeat another: "Who?" asked twice is no repeat.
const leastWords = 3

// Collapser collapses the statements of one story as its articles come. Adding an article costs with the article and
// its story, never with the archive. About 4 kB are held for each statement. It is not safe for use by two goroutines.
type Collapser struct {
	compare  *comparer
	reader   *Reader // for articles that come unread; made for the first
	habits   *Habits // nil where nothing is known of the feeds
	articles []*held
	at       map[string]int // Article.ID to its place in articles
	index    places         // of the keys of words in heads
	heads    []postings     // the statements that have a word among their rarest
	postings []postedStatement
	stated   []*stated        // all statements ever read
	texts    map[uint64]int32 // hash of the words of a statement to the first that has them
	spread   spread
	told     map[[2]int32]*told

	shared    []uint8  // by number of a statement, what it shares with the one being entered; zero between times
	met       []uint64 // the set of the statements it shares anything with; empty between times
	candidate []int32  // room for those of them that it is measured against
	apart     []int32  // room for the statements that it conflicts with
	links     []link   // room for its links
	rare      []rare   // room for its keys
	own       ownStems // room for the stems of an article
}

// held is an article with its statements.
type held struct {
	article    news.Article
	title      []uint32 // stems of its headline
	statements []*stated
	shared     int // groups that other articles are in too, counted for each briefing
}

// stated is a statement that is held.
type stated struct {
	number  int32 // place in Collapser.stated
	article int   // place in Collapser.articles
	start   int
	end     int
	para    int
	reading *reading
	keys    []uint32
	live    int // statements that stand, in articles as they are now, with these words; held by the first twin
	aside   news.AsideKind
	why     string
	twin    int32 // the first statement with the same words, or its own number
	links   []link
	apart   []int32 // earlier statements that it must not become one with; no more is known of them
	seen    time.Time
	weights []weighed
	section bool // a headline that only divides the text, such as "What to look out for"
}

// NewCollapser starts a story. habits is what is known of the feeds of its articles; nil for texts without feeds.
func NewCollapser(habits *Habits) *Collapser { return newCollapser(newPairing(), habits) }

func newCollapser(compare *comparer, habits *Habits) *Collapser {
	return &Collapser{
		compare: compare, habits: habits,
		at: map[string]int{}, texts: map[uint64]int32{}, told: map[[2]int32]*told{},
	}
}

// NewCollapser starts a story whose articles this reader reads. It measures in the reader's own room: of those
// that one reader made only one may work at a time.
func (r *Reader) NewCollapser(habits *Habits) *Collapser {
	if r.pairing == nil {
		r.pairing = newPairing()
	}
	if m := r.words.room; m != nil && m.collapser != nil {
		c := m.collapser
		m.collapser, c.habits = nil, habits // two stories at once do not share it
		return c
	}
	c := newCollapser(r.pairing, habits)
	c.reader = r
	return c
}

// Rest ends a story that was collapsed in the reader's room: the next one begins in the same memory.
func (c *Collapser) Rest() {
	if m := c.room(); m != nil {
		m.collapser = c
	}
}

// room is the memory that the story is collapsed in, nil for memory of its own.
func (c *Collapser) room() *room {
	if c.reader == nil {
		return nil
	}
	return c.reader.words.room
}

// largeStory is how many statements a story has whose memory is not kept for the next.
const largeStory = 200

// clear forgets all articles, as if it had none; false where it is too large to be kept.
func (c *Collapser) clear() bool {
	if len(c.stated) > largeStory {
		return false
	}
	clear(c.at)
	c.index.clear()
	clear(c.texts)
	clear(c.told)
	clear(c.articles)
	clear(c.stated)
	c.articles, c.stated, c.heads, c.postings = c.articles[:0], c.stated[:0], c.heads[:0], c.postings[:0]
	c.spread.clear()
	clear(c.links)
	return true
}

// Add takes an article into the story. An article with the ID of an earlier one is a new revision and replaces it.
func (c *Collapser) Add(a news.Article) {
	if c.reader == nil {
		c.reader = NewReader()
	}
	c.AddRead(a, c.reader.Read(a))
}

// AddRead is Add for an article that was read.
func (c *Collapser) AddRead(a news.Article, t *Text) {
	place, known := c.at[a.ID]
	if known {
		for _, s := range c.articles[place].statements {
			c.stated[s.twin].live--
		}
	} else {
		place = len(c.articles)
		c.at[a.ID] = place
		c.articles = append(c.articles, nil)
	}
	h := &held{article: a, title: titleStems(t.heading)}
	c.articles[place] = h
	all := c.room().ofStated().take(len(t.lines))
	h.statements = c.room().ofPointers().take(len(t.lines))
	for i, l := range t.lines {
		s := &all[i]
		s.article, s.start, s.end, s.para = place, l.Start, l.End, l.Paragraph
		s.reading, s.seen = t.statements[i].reading, firstSeen(a, a.Text[l.Start:l.End])
		h.statements[i] = s
	}
	c.markAsides(h, t)
	for _, s := range h.statements {
		c.count(s)
	}
	for _, s := range h.statements {
		c.enter(s)
	}
}

// firstSeen is when the article first had this text: an edit makes only what it changed new.
func firstSeen(a news.Article, text string) time.Time {
	for _, p := range a.Prior {
		if strings.Contains(p.Text, text) {
			return p.Seen
		}
	}
	if a.Revision > 1 && !a.Revised.IsZero() {
		return a.Revised
	}
	return a.Seen
}

// count enters a statement's words into what the story knows of how common they are there. Copies do not count: a
// wire report in ten outlets does not make its words common.
func (c *Collapser) count(s *stated) {
	if s.idle() {
		return
	}
	if _, copied := c.copied(s); !copied {
		c.spread.add(s.reading)
	}
}

// copied finds the statement that stands with the same words.
func (c *Collapser) copied(s *stated) (first int32, ok bool) {
	first, ok = c.texts[s.reading.same]
	return first, ok && c.stated[first].live > 0 && sameWords(c.stated[first].reading, s.reading)
}

// idle tells whether a statement takes no part in collapsing.
func (s *stated) idle() bool {
	return s.aside == news.AsideBoilerplate || s.aside == news.AsideForeign || s.section || len(s.reading.words) < leastWords
}

// enter measures a statement against the statements it may repeat and puts it into the index.
func (c *Collapser) enter(s *stated) {
	s.number = int32(len(c.stated))
	s.twin, s.live = s.number, 1
	c.stated = append(c.stated, s)
	if s.idle() {
		return
	}
	if first, ok := c.copied(s); ok {
		s.twin = first
		c.stated[first].live++
		return
	}
	c.texts[s.reading.same] = s.number
	s.keys = c.rarest(s.reading)
	s.weights = c.spread.weigh(s.reading, c.room().ofWeights().take(len(s.reading.words))[:0])
	c.measure(s)
	for _, k := range s.keys {
		c.post(k, s.number)
	}
}
