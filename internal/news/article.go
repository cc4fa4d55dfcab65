package news

import "time"

// Article is one published item, cleaned for display: no markup, no control or direction-override characters.
type Article struct {
	ID        string // stable over refreshes and restarts; hex, safe in a file name
	FeedURL   string
	GUID      string // the feed's own id for it, "" when there was none
	Outlet    string
	URL       string // link to the page, http or https, or ""
	Title     string
	Author    string
	Lang      Lang
	Home      string    // home country of its feed, as in Feed.Country
	Grade     string    // grade of its feed
	Published time.Time // never in the future, never zero once stored
	Guessed   bool      // Published is the time of first sight: the feed gave no usable date
	Seen      time.Time // first time we had it
	Text      string    // paragraphs divided by "\n"; may be empty
	Teaser    bool      // Text is only what the feed carried of a longer page
	LetGo     time.Time // when Text was let go, as the officer set; zero while it is kept

	Revision int        // 1 for the first text seen, counted up by each edit
	Revised  time.Time  // when the present revision was first seen; equals Seen for revision 1
	Prior    []Revision // earlier texts, oldest first

	Origin string // the outlet or agency the text comes from; wire copies share one
}

// Revision is an earlier text of an edited article.
type Revision struct {
	Number int
	Seen   time.Time
	Title  string
	Text   string
}
