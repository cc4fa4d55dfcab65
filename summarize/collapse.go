package summarize

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
)

// leastWithin is how alike two statements of one article must be for their figures to be shown as a difference: an
// article seldom contradicts itself, but often counts several things.
const leastWithin = .05

// leastWords is how many words a statement needs to repeat another: "Who?" asked twice is no repeat.
const leastWords = 3

// maxCandidates is how many earlier statements a new one is measured against, those that share most first.
const maxCandidates = 24

// maxPostings is how many statements a word leads to; one that stands in more tells nothing, and without a bound a
// text made to hurt would cost the square of its length.
const maxPostings = 500

// rarestKeys is how many of a statement's rarest words lead to candidates; two shared ones make a candidate.
const rarestKeys = 8

// Collapser collapses the statements of one story as its articles come. Adding an article costs with the article and
// its story, never with the archive. About 4 kB are held for each statement. It is not safe for use by two goroutines.
type Collapser struct {
	compare  *comparer
	reader   *Reader // for articles that come unread; made for the first
	habits   *Habits // nil where nothing is known of the feeds
	articles []*held
	at       map[string]int     // Article.ID to its place in articles
	index    map[uint32][]int32 // key of a word to the statements that have it among their rarest
	stated   []*stated          // all statements ever read
	texts    map[string]int32   // words of a statement to the first that has them
	spread   spread
	told     map[[2]int32]*told

	shared []int   // by number of a statement, what it shares with the one being entered; zero between times
	met    []int32 // the statements it shares anything with
}

// held is an article with its statements.
type held struct {
	article    news.Article
	title      []uint32 // stems of its headline
	statements []*stated
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
	seen    time.Time
	words   string // its words, to know copies by
	section bool   // a headline that only divides the text, such as "What to look out for"
}

// link is what measuring two statements came to. It is held by the later of the two.
type link struct {
	to       int32
	score    float64 // likelihood that they say the same, in their story
	likeness float64 // for a conflict: the same had they not conflicted
	sure     bool    // they are one line of the briefing; decided anew for each
	weight   float64 // the score, at least what a sure link counts
	across   bool    // they are in two languages
	clash    clashing
	match    match
	evidence evidence
}

// NewCollapser starts a story. habits is what is known of the feeds of its articles; nil for texts without feeds.
func NewCollapser(habits *Habits) *Collapser { return newCollapser(newPairing(), habits) }

func newCollapser(compare *comparer, habits *Habits) *Collapser {
	return &Collapser{
		compare: compare, habits: habits,
		at: map[string]int{}, index: map[uint32][]int32{}, texts: map[string]int32{},
		spread: spread{in: map[uint32]int{}}, told: map[[2]int32]*told{},
	}
}

// NewCollapser starts a story whose articles this reader reads. It measures in the reader's own room: of a reader's
// collapsers only one may work at a time.
func (r *Reader) NewCollapser(habits *Habits) *Collapser {
	if r.pairing == nil {
		r.pairing = newPairing()
	}
	c := newCollapser(r.pairing, habits)
	c.reader = r
	return c
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
	for i, l := range t.lines {
		h.statements = append(h.statements, &stated{
			article: place, start: l.Start, end: l.End, para: l.Paragraph,
			reading: t.statements[i].reading, seen: firstSeen(a, a.Text[l.Start:l.End]),
		})
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
	s.words = sameWordsKey(s.reading)
	if first, ok := c.texts[s.words]; ok && c.stated[first].live > 0 {
		return
	}
	c.spread.add(s.reading)
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
	if first, ok := c.texts[s.words]; ok && c.stated[first].live > 0 {
		s.twin = first
		c.stated[first].live++
		return
	}
	c.texts[s.words] = s.number
	s.keys = rarest(s.reading)
	for _, other := range c.candidates(s) {
		if l, ok := c.link(s, c.stated[other]); ok {
			s.links = append(s.links, l)
		}
	}
	for _, k := range s.keys {
		if len(c.index[k]) < maxPostings {
			c.index[k] = append(c.index[k], s.number)
		}
	}
}

// link measures a statement against another. It gives up early where hardly anything is shared.
func (c *Collapser) link(s, o *stated) (link, bool) {
	m := c.compare.align(s.reading, o.reading)
	if !mayClash(m.found.by) && !c.compare.promising(&c.spread) {
		return link{}, false
	}
	l := link{to: o.number, match: m, across: s.reading.lang != o.reading.lang}
	if m.found.by != agree {
		c.weighConflict(s, o, &l)
		return l, true
	}
	measure(&c.compare.pairing, m.found, &c.compare.features)
	l.match.score = c.compare.known.pairs.score(c.compare.features[:])
	l.evidence = c.compare.weigh(l.match, &c.spread)
	if l.across {
		l.score = c.compare.across(&c.spread)
	} else {
		l.score = c.compare.known.stories.score(l.evidence[:])
	}
	return l, true
}

// weighConflict decides whether a conflict is worth showing, and only then how alike the two are otherwise: most
// conflicts just keep two statements apart.
func (c *Collapser) weighConflict(s, o *stated, l *link) {
	l.clash = c.compare.clash(l.match, &c.spread)
	if l.clash == otherwiseClash && s.article == o.article {
		l.clash = noClash
	}
	if l.clash == noClash && !shown(l.match.found.by) {
		return
	}
	measure(&c.compare.pairing, l.match.found, &c.compare.features)
	likeness := c.compare.peaceful()
	e := c.compare.weigh(match{score: likeness}, &c.spread)
	l.likeness = c.compare.known.stories.score(e.peaceful(likeness))
	if l.clash == likelyClash && s.article == o.article && l.likeness < leastWithin {
		l.clash = noClash
	}
}

// mayClash tells whether a conflict may be worth showing even where little else is shared.
func mayClash(by conflict) bool { return by == figuresBy || by == personsBy || by == oppositeBy }

// candidates lists the statements that share at least two of the rarest words, those that share most first.
func (c *Collapser) candidates(s *stated) []int32 {
	for len(c.shared) < len(c.stated) {
		c.shared = append(c.shared, 0)
	}
	met := c.met[:0]
	for _, k := range s.keys {
		for _, n := range c.index[k] {
			if c.stated[n].live == 0 {
				continue
			}
			if c.shared[n] == 0 {
				met = append(met, n)
			}
			c.shared[n] += c.weight(s, c.stated[n], k)
		}
	}
	c.met = met
	out := slices.DeleteFunc(met, func(n int32) bool { return c.shared[n] < 2 && c.forget(n) })
	slices.SortFunc(out, func(a, b int32) int {
		return cmp.Or(cmp.Compare(c.shared[b], c.shared[a]), cmp.Compare(a, b))
	})
	for _, n := range out {
		c.forget(n)
	}
	return out[:min(len(out), maxCandidates)]
}

// forget makes the count of what is shared with statement n ready for the next.
func (c *Collapser) forget(n int32) bool {
	c.shared[n] = 0
	return true
}

// weight is what a shared key counts for: two statements that count the same, give one thing opposite states or a
// deadline, or of which one disputes a count, are candidates by that alone.
func (c *Collapser) weight(s, o *stated, key uint32) int {
	if s.reading.disputes || o.reading.disputes || s.reading.bounds && o.reading.bounds {
		return 2
	}
	for i := range s.reading.figures {
		f := &s.reading.figures[i]
		if f.unit == count && f.nouns[0] != 0 && f.nouns[0]^countedMark == key {
			return 2
		}
	}
	for _, t := range s.reading.states {
		if t.key() == key {
			return 2
		}
	}
	return 1
}

// countedMark turns the key of a word into that of the word as something counted, stateMark into that of the word as
// something in a state.
const (
	countedMark = 0x55555555
	stateMark   = 0x33333333
)

// key names a thing and the kind of state it is in, whichever of the two opposites that is.
func (s state) key() uint32 { return s.of ^ stateMark ^ uint32(max(s.value, -s.value))<<8 }

// rarest lists the keys of the rarest words of a statement.
func rarest(r *reading) []uint32 {
	type rare struct {
		key uint32
		idf float32
	}
	var all []rare
	for i := range r.words {
		w := &r.words[i]
		if w.content() && !w.digit {
			all = append(all, rare{w.key(), w.idf})
		}
	}
	for i := range r.figures {
		f := &r.figures[i]
		all = append(all, rare{f.key(), float32(f.telling())})
		if f.unit == count && f.nouns[0] != 0 && (f.telling() >= .5 || tollOf(r, f).what != 0) {
			all = append(all, rare{f.nouns[0] ^ countedMark, 1})
		}
	}
	for _, s := range r.states {
		all = append(all, rare{s.key(), 1})
	}
	slices.SortStableFunc(all, func(a, b rare) int { return cmp.Compare(b.idf, a.idf) })
	var out []uint32
	for _, k := range all {
		if !slices.Contains(out, k.key) {
			out = append(out, k.key)
		}
	}
	return out[:min(len(out), rarestKeys)]
}

func sameWordsKey(r *reading) string {
	var b strings.Builder
	for i := range r.words {
		b.WriteString(r.words[i].fold)
		b.WriteByte(' ')
	}
	return b.String()
}
