package feeds

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"golang.org/x/sync/singleflight"

	"harmattan/internal/news"
)

// Options says how a Client asks. The zero value of each field stands for its default.
type Options struct {
	Timeout   time.Duration // for one request with its whole body; default 20 s
	UserAgent string        // default "Harmattan (terminal feed reader)"

	// PrivateAddresses lets a feed address that the officer wrote lie on this machine or in a private network.
	// Addresses that content names never may.
	PrivateAddresses bool

	MaxBody  int64         // longest body after decompression, in bytes; default 32 MiB
	Every    time.Duration // how often a feed is asked that has no Every of its own; default 30 min
	Together *Together     // nil: this program alone asks

	FullText bool // what feeds get that do not say whether their pages are to be read; whoever makes them asks it
	Now      func() time.Time

	// Behind unpacks or reads a document by calling read, when there is a processor for that: it takes one for some
	// milliseconds. Nil is for at once.
	Behind func(ctx context.Context, read func() error) error

	// Cache is a folder for pages, the rules of sites and the lines that recur on their pages, all of which may be deleted
	// at any time. Without one they are remembered for one run of the program.
	Cache string
}

const (
	defaultTimeout   = 20 * time.Second
	defaultUserAgent = "Harmattan (terminal feed reader)"
	defaultMaxBody   = 32 << 20
	defaultEvery     = 30 * time.Minute

	readers  = 4       // documents that are read at once
	longBody = 4 << 20 // bytes; from here on a document is long
	frugal   = 25      // how much garbage may grow beside what is in use while a long document is read, in per cent
)

// Client asks feeds and pages. It may be used by many goroutines: the limits per host and over all hosts are its own.
type Client struct {
	options Options
	pace    *pace
	robots  *robotsCache
	kept    *shelf
	asking  singleflight.Group // of pages: two feeds that name the same one ask for it once
	seen    *recurring

	// What a document becomes while it is read is many times its size: few are read at once, and one long one.
	reading     chan struct{}
	readingLong chan struct{}

	// Two transports, not one: a connection that was opened for the officer's own address must never be taken out of the
	// pool for an address that content names.
	open    http.RoundTripper // may reach private addresses
	guarded http.RoundTripper // may not
}

// NewClient returns a client that keeps to o.
func NewClient(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if o.MaxBody <= 0 {
		o.MaxBody = defaultMaxBody
	}
	if o.Every <= 0 {
		o.Every = defaultEvery
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	kept := &shelf{folder: o.Cache, now: o.Now}
	return &Client{
		options: o,
		kept:    kept,
		pace:    newPace(o.Now, o.Timeout, o.Together),
		robots:  newRobotsCache(kept),
		seen:    newRecurring(o.Cache),

		reading:     make(chan struct{}, readers),
		readingLong: make(chan struct{}, 1),

		open:    newTransport(o.Timeout, anywhere),
		guarded: newTransport(o.Timeout, publicOnly),
	}
}

// parse reads a document as Parse does, when it is its turn. Long ones are read one at a time, with the garbage
// collected at once: memory stays bounded whatever is sent.
func (c *Client) parse(ctx context.Context, body []byte, d Source) (Document, error) {
	c.reading <- struct{}{}
	defer func() { <-c.reading }()
	var read Document
	err := c.behind(ctx, func() (err error) {
		read, err = c.parseNow(body, d)
		return err
	})
	return read, err
}

// behind does work when there is a processor for it.
func (c *Client) behind(ctx context.Context, work func() error) error {
	if c.options.Behind == nil {
		return work()
	}
	return c.options.Behind(ctx, work) //nolint:wrapcheck // that of the work
}

// parseNow reads a document, a long one when no other is read.
func (c *Client) parseNow(body []byte, d Source) (Document, error) {
	if len(body) >= longBody {
		c.readingLong <- struct{}{}
		usual := debug.SetGCPercent(frugal)
		defer func() {
			debug.SetGCPercent(usual)
			<-c.readingLong
		}()
	}
	return Parse(body, d)
}

// Ask says how urgently a feed is asked.
type Ask int

// How urgently a feed is asked.
const (
	Due    Ask = iota // only when it is due
	AskNow            // the officer asked: also before it is due, but never inside a Retry-After
)

// Result is what one Fetch brought. State is the feed's state from now on; Articles is empty unless State.Status is
// news.FetchOK.
type Result struct {
	State    news.FeedState
	Articles []news.Article
	Title    string   // of the feed, as its document says
	Warnings []string // what was guessed, repaired or dropped
}

// userAsked tells whether ctx ended because somebody ended it, and not by a time-out of ours.
func userAsked(ctx context.Context) bool { return ctx.Err() != nil }
