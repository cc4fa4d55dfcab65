package summarize

// Where several programs learn of one feed, each adds to what is kept what it learned itself: what it read of the feed may be
// out of date by then.

// lesson is an article that joined a story, as far as habits want it.
type lesson struct {
	title   uint64
	article uint32
	story   uint32
	lines   []uint64
}

// NewSharedHabits knows nothing yet, and notes what it learns for AddTo: some hundred bytes an article, until that is kept.
func NewSharedHabits() *Habits {
	h := NewHabits()
	h.lessons = map[string][]lesson{}
	return h
}

// note keeps an article that joined a story until it is added to what is kept of its feed. h is locked.
func (h *Habits) note(feed, article string, o *outline, story uint32) {
	if h.lessons == nil {
		return
	}
	l := lesson{title: o.title.hash, article: shortKey(article), story: story, lines: []uint64{o.column}}
	o.edges(func(line *outlined) { l.lines = append(l.lines, line.mark.hash) })
	h.lessons[feed] = append(h.lessons[feed], l)
}

// learn takes in an article that joined a story. One that is among the last met of its feed is not counted again.
func (f *habit) learn(l lesson) {
	if !f.begin(l.title, l.article) {
		return
	}
	for _, key := range l.lines {
		f.meet(key)
	}
	f.forget()
	for _, key := range l.lines {
		f.join(key, l.story)
	}
}

// Outdate notes that others have learned more of the feeds by now, but of those of which something learned here is yet to be
// kept. What is asked of them is answered as before until they are read again.
func (h *Habits) Outdate() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for feed, f := range h.feeds {
		f.stale = len(h.lessons[feed]) == 0
	}
}

// AddTo is what was kept of a feed, with the articles added that joined stories here and are not in it, for the store; and how many
// those are, for Added. It changes nothing, so it may be asked for again.
func (h *Habits) AddTo(feed string, kept []byte) (now []byte, articles int) {
	h.mu.Lock()
	list := h.lessons[feed] // it is only added to, behind its end
	h.mu.Unlock()
	f := readHabit(kept)
	for _, l := range list {
		f.learn(l)
	}
	return f.encode(), len(list)
}

// Added takes in what AddTo gave of a feed and the store has, and lets the feed rest; see Rest.
func (h *Habits) Added(feed string, now []byte, articles int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.lessons[feed] = h.lessons[feed][articles:]; len(h.lessons[feed]) == 0 {
		delete(h.lessons, feed)
	}
	h.feeds[feed] = h.read(feed, now).resting()
}

// read is what was kept of a feed, with what is to be added to it. h is locked.
func (h *Habits) read(feed string, kept []byte) *habit {
	f := readHabit(kept)
	for _, l := range h.lessons[feed] {
		f.learn(l)
	}
	return f
}
