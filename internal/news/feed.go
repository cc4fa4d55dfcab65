package news

import "time"

// Lang is a language as an ISO 639-1 code in lower case; "" is unknown.
type Lang string

// The languages the summarizer knows. Any other code is carried along and treated like Unknown.
const (
	Unknown    Lang = ""
	English    Lang = "en"
	French     Lang = "fr"
	Arabic     Lang = "ar"
	Portuguese Lang = "pt"
	Hausa      Lang = "ha"
)

// Feed is one RSS, Atom or JSON Feed address and what the officer knows of its publisher.
type Feed struct {
	URL      string        // the address as the officer wrote it; identifies the feed
	Outlet   string        // who publishes it, e.g. "Studio Tamani"
	Lang     Lang          // language of its texts
	Country  string        // home country, ISO 3166-1 alpha-2, "" for an international outlet
	Grade    string        // Admiralty grade A to F of the source, "" when the officer gave none
	FullText bool          // fetch the page when the feed carries only a teaser
	Every    time.Duration // how often to ask; 0 is the configured default
}

// FetchStatus says how the last request for a feed ended.
type FetchStatus string

// How a request for a feed ends.
const (
	FetchOK        FetchStatus = "ok"        // read, with or without new articles
	FetchUnchanged FetchStatus = "unchanged" // the server said 304, or the bytes were the same as last time
	FetchFailed    FetchStatus = "failed"    // it could not be fetched or read; Error says why
	FetchWaiting   FetchStatus = "waiting"   // not asked: it is not due, or its host asked us to wait
	FetchGone      FetchStatus = "gone"      // the server said 410: it is not asked again
)

// FeedState is what is remembered of a feed between two refreshes. Validators are kept as the bytes that came.
type FeedState struct {
	URL          string
	ETag         string
	LastModified string
	BodyHash     string // SHA-256 of the last decoded body, hex; catches servers without validators
	Status       FetchStatus
	Code         int // HTTP status of the last answer, 0 when there was none
	Error        string
	Failures     int       // failures in a row
	Fetched      time.Time // last time it was asked
	Succeeded    time.Time // last time it was read
	Next         time.Time // not to be asked before
	RetryAfter   time.Time // the host's own wish; not even the officer's refresh goes before it
	MovedTo      string    // address of a permanent redirect, used in place of URL
	Items        int       // items in the last document
}

// FeedRow is a feed with its state, as lists show it.
type FeedRow struct {
	Feed
	State    FeedState
	Articles int // stored from this feed

	Configured bool // it stands in the configuration; the others were added in the reader or by command
	Paused     bool // not asked until the officer says so
}
