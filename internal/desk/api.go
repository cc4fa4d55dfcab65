package desk

import (
	"time"

	"harmattan/internal/news"
	"harmattan/summarize"
)

// Query says which stories a list shows.
type Query struct {
	Region   string     // id; "" for all. A parent region includes its children
	Country  string     // ISO 3166-1 alpha-2; "" for all
	State    news.State // "" for every state but dismissed
	AnyState bool       // dismissed ones too
	Unread   bool       // only stories with something unread
	Since    time.Time  // only stories changed since; zero for all
	Awake    bool       // stories that sleep are left out
	Asleep   bool       // only stories that sleep
	Differs  bool       // only stories in which something differs
	Find     string     // only stories that answer this search; "" for all
	Limit    int        // 0 for all
	InOrder  bool       // of all regions, region by region in display order, so that a limit cuts the list where it is shown
	Lean     bool       // rows without the evidence of their place, for lists that do not show it
}

// View is a story opened for reading.
type View struct {
	Row      news.StoryRow
	Briefing news.Briefing
	At       time.Time    // when it was opened; what came later is not read with it
	Fresh    map[int]bool // Statement.IDs whose fact the officer has not read yet
	Missed   map[int]bool // those of Fresh that are not new: the story was left before they were on the screen

	Edits map[string][]news.Edit // what outlets changed in their articles, by Article.ID

	// Readings are the briefing in its three lengths, cut into paragraphs.
	Readings [Lengths][]summarize.Paragraph
}

// Shortened lists the statements of a length, in order of reading.
func (v View) Shortened(l Length) []int {
	var out []int
	for _, p := range v.Readings[l] {
		out = append(out, p.Statements...)
	}
	return out
}

// Length is how much of a briefing is wanted.
type Length = summarize.Length

// The lengths of a briefing, and how many there are.
const (
	Full    = summarize.Full
	Brief   = summarize.Short
	ALine   = summarize.Line
	Lengths = 3
)

// LengthNamed is the length that a command names: line, brief or full.
func LengthNamed(name string) (Length, bool) {
	switch name {
	case "line":
		return ALine, true
	case "brief":
		return Brief, true
	case "full":
		return Full, true
	}
	return Full, false
}

// EventKind says what an Event tells.
type EventKind int

// Kinds of events.
const (
	RefreshStarted  EventKind = iota // Total feeds are about to be asked
	FeedDone                         // one feed more is done: Done of Total, Articles new ones so far; Feed has its state
	StoryChanged                     // Stories gained, lost or changed articles
	RefreshDone                      // all feeds are done; Offline when no host could be reached at all
	WatchMatched                     // Watch matched Story, which gained something; Title is the story's
	DeskChanged                      // states or reading marks changed: counts are to be read again
	ShiftChanged                     // somebody came on, handed over or took over
	PresenceChanged                  // Who left and came to Stories, either may be ""
	ServerChanged                    // the Outage did; Err is why a step of Who's that waited cannot be taken
)

// Event is what the desk tells its listeners while it works.
type Event struct {
	Kind     EventKind
	Story    string
	Stories  []string
	Watch    string
	Title    string
	Feed     news.FeedState
	Done     int
	Total    int
	Articles int // new articles in this refresh so far
	Failed   int // feeds that failed in this refresh so far
	Offline  bool
	Err      error // RefreshDone: why the refresh ended early

	// Of DeskChanged, where that is all that changed.
	To   news.State // the state that Story has now
	Read bool       // Story was read
	Who  string     // the officer who did it
}

// FeedReport is one feed's line in a Report.
type FeedReport struct {
	URL     string
	Status  news.FetchStatus
	Code    int
	Items   int
	New     int
	Changed int
	Error   string
	Next    time.Time
}

// Report is the outcome of a refresh.
type Report struct {
	Feeds           []FeedReport
	NewArticles     int
	ChangedArticles int
	NewStories      int
	ChangedStories  int
	Offline         bool
	Took            time.Duration
}
