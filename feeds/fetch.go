package feeds

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/safe"
)

const acceptFeed = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, " +
	"application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"

// Fetch asks one feed, if it is due or the officer wants it now, and reads what comes. It never fails as a whole: what
// went wrong stands in the state, with the time of the next try. A state of news.FetchWaiting means that nothing was
// asked and nothing is to be kept.
func (c *Client) Fetch(ctx context.Context, feed news.Feed, state news.FeedState, how Ask) Result {
	now := c.options.Now()
	state = trusted(state, now)
	f := &fetch{client: c, feed: feed, before: state, state: state, now: now}
	f.state.URL = feed.URL
	address, err := f.address()
	if err != nil {
		f.state.Code = 0
		return f.failed(err)
	}
	if !f.may(address, how) {
		return Result{State: f.state}
	}
	got, err := c.ask(ctx, f.question(address.String()))
	if userAsked(ctx) {
		f.state.Status, f.state.Error = news.FetchWaiting, ""
		return Result{State: f.state}
	}
	if held, ok := errors.AsType[heldError](err); ok {
		f.wait(held.until)
		return Result{State: f.state}
	}
	f.state.Fetched, f.state.Code = f.now, got.code
	if err != nil {
		return f.failed(err)
	}
	return f.take(ctx, got)
}

// Remember tells the client what is known of feeds from before: hosts that asked to be left alone are, for all that lies
// on them, also after a restart of the program.
func (c *Client) Remember(states map[string]news.FeedState) {
	now := c.options.Now()
	for _, s := range states {
		if s = trusted(s, now); !s.RetryAfter.After(now) {
			continue
		}
		for _, address := range []string{s.URL, s.MovedTo} {
			if u, err := webAddress(address); err == nil {
				c.pace.hold(u, s.RetryAfter)
			}
		}
	}
}

// fetch is one feed being asked.
type fetch struct {
	client *Client
	feed   news.Feed
	before news.FeedState
	state  news.FeedState
	now    time.Time
}

// address is where the feed is asked: where it moved to, else where the officer says.
func (f *fetch) address() (*url.URL, error) {
	if f.before.MovedTo != "" {
		if moved, err := webAddress(f.before.MovedTo); err == nil {
			return moved, nil
		}
		f.state.MovedTo = ""
	}
	return webAddress(f.feed.URL)
}

// may tells whether the feed is asked now; if not, its state says why.
func (f *fetch) may(address *url.URL, how Ask) bool {
	if f.before.RetryAfter.After(f.now) {
		f.client.pace.hold(address, f.before.RetryAfter)
	}
	held := f.client.pace.heldUntil(address)
	switch {
	case f.before.Status == news.FetchGone && how != AskNow:
		return false
	case held.After(f.now):
		f.wait(held)
		return false
	case how == AskNow:
		return true
	case f.before.Next.After(f.now):
		f.state.Status = news.FetchWaiting
		return false
	}
	return true
}

// IsDue tells whether Fetch would ask a feed that is due, by what is known of it and its host.
func (c *Client) IsDue(feed news.Feed, before news.FeedState) bool {
	now := c.options.Now()
	f := fetch{client: c, feed: feed, before: trusted(before, now), now: now}
	address, err := f.address()
	return err != nil || f.may(address, Due) // what is wrong with an address is for its state to say
}

// wait leaves the feed unasked until its host may be asked again.
func (f *fetch) wait(until time.Time) {
	f.state.Status = news.FetchWaiting
	if until.After(f.state.Next) {
		f.state.Next = until
	}
}

func (f *fetch) question(address string) question {
	q := question{address: address, accept: acceptFeed}
	if f.state.MovedTo != "" && ownNetwork(f.feed.URL) == "" {
		q.to = publicOnly // the publisher named this address
	}
	if !f.before.Succeeded.IsZero() {
		q.etag, q.lastModified = f.before.ETag, f.before.LastModified
	}
	return q
}

// ownNetwork is the host and port of a feed that lies in the officer's own network, by the look of the address that the
// officer wrote; "" for a public one.
func ownNetwork(feed string) string {
	u, err := webAddress(feed)
	if err != nil || !looksPrivate(u.Hostname()) {
		return ""
	}
	return hostPort(u)
}

// take reads an answer by its status.
func (f *fetch) take(ctx context.Context, got answer) Result {
	switch {
	case got.code == http.StatusNotModified && f.before.Succeeded.IsZero():
		return f.failed(errors.New("the server says that nothing has changed since a first request"))
	case got.code == http.StatusNotModified:
		f.keepValidators(got.header)
		return f.unchanged(got)
	case got.code == http.StatusGone:
		return f.gone()
	case got.code == http.StatusTooManyRequests, got.code == http.StatusServiceUnavailable:
		return f.putOff(got)
	case got.code/100 != 2:
		return f.failed(refusal(got))
	case len(got.body) == 0:
		return f.failed(errors.New("the answer is empty"))
	}
	hash := sha256.Sum256(got.body)
	sum := hex.EncodeToString(hash[:])
	if got.cut == nil && sum == f.before.BodyHash && !f.before.Succeeded.IsZero() {
		f.setValidators(got.header)
		return f.unchanged(got)
	}
	return f.read(ctx, got, sum)
}

// read parses a new document.
func (f *fetch) read(ctx context.Context, got answer, sum string) Result {
	body := got.body
	got.body = nil // it is text from here on: a long document need not stand in memory twice
	doc, err := f.client.parse(ctx, body, Source{
		Feed: f.feed, ContentType: got.header.Get("Content-Type"), Address: startOf(got), Now: f.now,
	})
	if err != nil {
		return f.failed(err)
	}
	f.setValidators(got.header)
	f.state.BodyHash, f.state.Items = sum, doc.Items
	if got.cut != nil {
		doc.Warnings = append(doc.Warnings, safe.Line(got.cut.Error()))
		f.state.ETag, f.state.LastModified, f.state.BodyHash = "", "", "" // the next request asks for all of it
	}
	f.succeeded(got, wait(f.every(), got.header, doc.wish, f.now))
	if next := doc.quiet.after(f.state.Next); next.Before(f.now.Add(ceiling)) {
		f.state.Next = next
	}
	f.state.Status = news.FetchOK
	return Result{State: f.state, Articles: doc.Articles, Title: doc.Title, Warnings: doc.Warnings}
}

// startOf is the address that relative links of an answer start from.
func startOf(got answer) string {
	if location := got.header.Get("Content-Location"); location != "" {
		if u, err := got.address.Parse(location); err == nil {
			return u.String()
		}
	}
	return got.address.String()
}

func (f *fetch) unchanged(got answer) Result {
	f.succeeded(got, wait(f.every(), got.header, lastWait(f.before), f.now))
	if f.before.Failures == 0 {
		f.state.Error = f.before.Error // what was said of the pages of its articles still holds
	}
	f.state.Status = news.FetchUnchanged
	return Result{State: f.state}
}

func (f *fetch) succeeded(got answer, rest time.Duration) {
	f.state.Error, f.state.Failures = "", 0
	f.state.Succeeded, f.state.RetryAfter = f.now, time.Time{}
	f.state.Next = due(f.now, f.feed.URL, rest)
	if got.moved != "" {
		f.state.MovedTo = got.moved
	}
}

// setValidators keeps the validators of a document, byte for byte. A document without them has none.
func (f *fetch) setValidators(header http.Header) {
	f.state.ETag, f.state.LastModified = header.Get("ETag"), header.Get("Last-Modified")
}

// keepValidators takes new validators from an answer that brought no document, and keeps the old where it has none.
func (f *fetch) keepValidators(header http.Header) {
	if v := header.Get("ETag"); v != "" {
		f.state.ETag = v
	}
	if v := header.Get("Last-Modified"); v != "" {
		f.state.LastModified = v
	}
}

func (f *fetch) gone() Result {
	f.state.Status, f.state.Error = news.FetchGone, "the server says that this feed is gone for good"
	f.state.Next = time.Time{}
	return Result{State: f.state}
}

// putOff keeps the wish of a host that wants to be left alone; it holds for all its feeds.
func (f *fetch) putOff(got answer) Result {
	until := retryAfter(got.header, f.now)
	r := f.failed(refusal(got))
	if until.IsZero() {
		return r
	}
	r.State.RetryAfter = until
	if until.After(r.State.Next) {
		r.State.Next = until
	}
	return r
}

// failed notes a failure and when to try again. What moved is looked for at the officer's address again.
func (f *fetch) failed(err error) Result {
	f.state.Status = news.FetchFailed
	f.state.Error = safe.Line(err.Error())
	f.state.Failures++
	f.state.MovedTo = ""
	f.state.Fetched = f.now
	f.state.Next = due(f.now, f.feed.URL, backoff(f.state.Failures, f.state.Code, f.every()))
	return Result{State: f.state}
}

func (f *fetch) every() time.Duration {
	if f.feed.Every > 0 {
		return f.feed.Every
	}
	return f.client.options.Every
}

// refusal says what a status other than success means.
func refusal(got answer) error {
	if wall := wallOf(got); wall != nil {
		return wall
	}
	if text := http.StatusText(got.code); text != "" {
		return fmt.Errorf("the server says %d %s", got.code, text)
	}
	return fmt.Errorf("the server says %d", got.code)
}
