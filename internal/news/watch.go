package news

import "time"

// Watch is a standing question: stories that match it are marked.
type Watch struct {
	Name   string        `json:"name"`
	Any    []string      `json:"any,omitempty"`    // one of these terms is enough
	All    []string      `json:"all,omitempty"`    // all of these must be there
	Not    []string      `json:"not,omitempty"`    // none of these may be there
	Region string        `json:"region,omitempty"` // id; only stories of this region; "" for all
	Quiet  time.Duration `json:"quiet,omitempty"`  // tell when nothing has matched for so long; 0 never
	Run    []string      `json:"run,omitempty"`    // a command and its arguments, run on a match without a shell
}

// WatchRow is a watch with what it matched.
type WatchRow struct {
	Watch
	Own     bool      // made in the reader; the others stand in the configuration
	Stories int       // that match, those dismissed apart
	Left    int       // of them new and unread
	Last    time.Time // publication of the newest article of a story that matches; zero when none does
}

// TooQuiet tells whether nothing has matched for longer than the officer expects.
func (w WatchRow) TooQuiet(now time.Time) bool { return w.Quiet > 0 && now.Sub(w.Last) > w.Quiet }

// Search is a query kept under a name.
type Search struct {
	Name  string
	Query string
}

// SearchRow is a kept search with what it finds now.
type SearchRow struct {
	Search
	Own     bool // made in the reader; the others stand in the configuration
	Stories int
	Left    int // of them new and unread
}
