package summarize

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"harmattan/internal/news"
)

// Habits are what feeds put around their articles: the lines that stand under many of them, such as an invitation to a
// newsletter, and the titles of the other articles. They are learned as articles come. It is safe for many goroutines.
type Habits struct {
	mu      sync.Mutex
	feeds   map[string]*habit
	lessons map[string][]lesson // by feed, that are not kept yet; nil unless several programs learn, see NewSharedHabits
}

// habit is what is known of one feed: 16 bytes a line and a title, at most about 20 kB.
type habit struct {
	lines  lines
	titles map[uint64]uint32 // key of a title to its article, the last ones
	recent []uint64          // those keys, the oldest first; nil while it rests
	clock  uint32            // counts the articles learned
	rests  bool              // see Rest
	stale  bool              // see Outdate
}

// lines are lines by their keys, in the order of these: a map takes twice the memory, and a desk of a thousand feeds has
// hundreds of thousands of lines.
type lines struct {
	keys   []uint64
	values []line
}

// find is what is known of a line, nil where it was not met.
func (l *lines) find(key uint64) *line {
	if at, ok := slices.BinarySearch(l.keys, key); ok {
		return &l.values[at]
	}
	return nil
}

// of is what is known of a line, which counts as met from then on. It is good until the next line is met.
func (l *lines) of(key uint64) *line {
	at, ok := slices.BinarySearch(l.keys, key)
	if !ok {
		l.keys, l.values = slices.Insert(l.keys, at, key), slices.Insert(l.values, at, line{})
	}
	return &l.values[at]
}

// those are the lines of which a question is answered with yes, in memory of their own.
func (l *lines) those(wanted func(key uint64, l *line) bool) lines {
	var out lines
	for i, key := range l.keys {
		if wanted(key, &l.values[i]) {
			out.keys, out.values = append(out.keys, key), append(out.values, l.values[i])
		}
	}
	return out
}

// line is a line of a feed.
type line struct {
	articles uint8  // that carry it, at most 255
	stories  uint8  // of them in another story than the one before, at most 255
	story    uint32 // the last of those
	last     uint32 // the clock when it was met last
}

const (
	recurs     = 3   // articles that carry a line before grouping leaves it out, and stories before it is boilerplate
	edgeHead   = 2   // statements at the head of a text in which boilerplate is looked for
	edgeTail   = 6   // and at its tail
	maxLines   = 900 // lines kept of a feed
	maxTitles  = 300 // titles kept of a feed
	leastTitle = 3   // words a title needs to be known again in another text
)

// NewHabits knows nothing yet.
func NewHabits() *Habits { return &Habits{feeds: map[string]*habit{}} }

// Knows tells whether anything was learned or read of a feed, and was not outdated since.
func (h *Habits) Knows(feed string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[feed]
	return f != nil && !f.stale
}

// Learns tells whether more may be learned of a feed: all that was learned of it is known, and it does not rest.
func (h *Habits) Learns(feed string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[feed]
	return f != nil && !f.rests
}

// Rest gives what was learned of a feed, for the store, and lets go of most of it: lines that few articles carry, which
// tell nothing of an article yet. All that is asked of a feed is answered as before, but to learn more of it, what was
// given has to be taken in again first. A feed takes a twentieth of the memory then.
func (h *Habits) Rest(feed string) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.of(feed)
	out := f.encode()
	h.feeds[feed] = f.resting()
	return out
}

// resting is what Rest leaves of what is known of a feed.
func (f *habit) resting() *habit {
	return &habit{
		lines:  f.lines.those(func(_ uint64, l *line) bool { return l.articles >= recurs }),
		titles: f.titles, clock: f.clock, rests: true,
	}
}

// Learn takes in an article that joined a story. The same article must not be learned twice.
func (h *Habits) Learn(a news.Article, story string) {
	o := outlineOf(a)
	h.meet(a, &o)
	h.joined(a, &o, story)
}

// MeetRead takes in an article that was read, before its story is known: its title, and which lines it carries. One that
// is among the last met of its feed is not counted again.
func (h *Habits) MeetRead(a news.Article, t *Text) { h.meet(a, &t.outline) }

// JoinedRead takes in which story an article joined that was met before.
func (h *Habits) JoinedRead(a news.Article, t *Text, story string) { h.joined(a, &t.outline, story) }

func (h *Habits) meet(a news.Article, o *outline) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.of(a.FeedURL)
	if !f.begin(o.title.hash, shortKey(a.ID)) {
		return
	}
	f.meet(o.column)
	o.edges(func(l *outlined) { f.meet(l.mark.hash) })
	f.forget()
}

// begin counts an article, unless it is among the last met.
func (f *habit) begin(title uint64, article uint32) bool {
	if of, ok := f.titles[title]; ok && of == article {
		return false
	}
	f.clock++
	f.addTitle(title, article)
	return true
}

// meet counts an article that carries a line.
func (f *habit) meet(key uint64) {
	l := f.lines.of(key)
	l.last = f.clock
	l.articles = min(l.articles, 254) + 1
}

func (h *Habits) joined(a news.Article, o *outline, story string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f, in := h.of(a.FeedURL), shortKey(story)
	f.join(o.column, in)
	o.edges(func(l *outlined) { f.join(l.mark.hash, in) })
	h.note(a.FeedURL, a.ID, o, in)
}

// join counts the story of an article that carries a line.
func (f *habit) join(key uint64, story uint32) {
	if l := f.lines.find(key); l != nil && (l.stories == 0 || l.story != story) {
		l.stories, l.story = min(l.stories, 254)+1, story
	}
}

// Carries is how many articles of a feed carry a line, where it stands in so many stories that it belongs to none of
// them; otherwise 0.
func (h *Habits) Carries(feed, text string) int { return h.carries(feed, markLine(text)) }

func (h *Habits) carries(feed string, line lineMark) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f := h.feeds[feed]; f != nil {
		if l := f.lines.find(line.hash); l != nil && l.stories >= recurs {
			return int(l.articles)
		}
	}
	return 0
}

// Titles tells whether a line is the title of another article of the same feed.
func (h *Habits) Titles(a news.Article, text string) bool { return h.titles(a, markLine(text)) }

func (h *Habits) titles(a news.Article, line lineMark) bool {
	if line.gaps < leastTitle-1 {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[a.FeedURL]
	if f == nil {
		return false
	}
	of, ok := f.titles[line.hash]
	return ok && of != shortKey(a.ID)
}

// Without returns the article less the lines that its feed puts under many articles, for grouping only: the text an
// officer reads is never changed. A title that recurs names a daily column, and counts no more either.
func (h *Habits) Without(a news.Article) news.Article {
	if !h.Knows(a.FeedURL) {
		return a
	}
	o := outlineOf(a)
	return h.without(a, &o)
}

// WithoutRead is Without for an article that was read.
func (h *Habits) WithoutRead(a news.Article, t *Text) news.Article { return h.without(a, &t.outline) }

func (h *Habits) without(a news.Article, o *outline) news.Article {
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.feeds[a.FeedURL]
	if f == nil {
		return a
	}
	var b strings.Builder
	b.Grow(len(a.Text) + 1)
	for i := range o.lines {
		l := &o.lines[i]
		if !f.carried(l.mark.hash) {
			b.WriteString(a.Text[l.Start:l.End])
			b.WriteByte('\n')
		}
	}
	a.Text = b.String()
	if f.carried(o.column) {
		a.Title = ""
	}
	return a
}

// carried tells whether so many articles carry a line that grouping leaves it out.
func (f *habit) carried(key uint64) bool {
	l := f.lines.find(key)
	return l != nil && l.articles >= recurs
}

func (h *Habits) of(feed string) *habit {
	f := h.feeds[feed]
	if f == nil {
		f = &habit{titles: map[uint64]uint32{}}
		h.feeds[feed] = f
	}
	return f
}

// columnKey knows the title of a daily column again: days and numbers do not count, so that "Your Tuesday briefing" is last
// week's again. No line of a text has such a key.
func columnKey(a news.Article) string {
	var b strings.Builder
	b.WriteString("title")
	for _, word := range strings.FieldsFunc(Fold(a.Title), func(c rune) bool { return !unicode.IsLetter(c) }) {
		if weekdayWord(word, "", a.Lang) == 0 {
			b.WriteByte(0)
			b.WriteString(word)
		}
	}
	return b.String()
}

func (f *habit) addTitle(key uint64, article uint32) {
	if _, ok := f.titles[key]; !ok {
		f.recent = append(f.recent, key)
	}
	f.titles[key] = article
	if len(f.recent) > maxTitles {
		delete(f.titles, f.recent[0])
		f.recent = f.recent[1:]
	}
}

// forget drops the lines that were met least and longest ago, a third at a time.
func (f *habit) forget() {
	if len(f.lines.keys) <= maxLines {
		return
	}
	keys := slices.Clone(f.lines.keys)
	slices.SortFunc(keys, func(a, b uint64) int {
		x, y := f.lines.find(a), f.lines.find(b)
		return cmp.Or(cmp.Compare(min(x.articles, recurs), min(y.articles, recurs)), cmp.Compare(x.last, y.last), cmp.Compare(a, b))
	})
	gone := keys[:maxLines/3]
	slices.Sort(gone)
	f.lines = f.lines.those(func(key uint64, _ *line) bool {
		_, goes := slices.BinarySearch(gone, key)
		return !goes
	})
}
