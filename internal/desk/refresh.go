package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"harmattan/feeds"
	"harmattan/internal/news"
)

const (
	// fetchers is how many feeds are on their way at once. The client's own limits lie within that: those that wait for
	// the turn of a slow host leave the others room.
	fetchers = 48

	// unstored is how many parts of feeds may be read and wait for the store: no host is asked later because storing takes long.
	unstored = 1024
)

// Ask says what a refresh asks.
type Ask struct {
	Feeds []string // addresses; none: all
	Now   bool     // the officer asked: feeds that are not due are asked too, but never inside a Retry-After
	after bool     // where a refresh is running, this one begins at its end; else that is ErrRefreshing
}

// urgency is how the client is asked for a feed.
func (a Ask) urgency() feeds.Ask {
	if a.Now {
		return feeds.AskNow
	}
	return feeds.Due
}

// Bounds of what waits for the store, in articles: how many of a feed are read together, of the first that answers fewer, so that
// something is soon seen, and how many that are read may wait. An article that is read takes about two hundred bytes of memory
// until its story is stored, see waiting.
const (
	readFirst    = 20
	readTogether = 500
	readAhead    = 120_000
)

// takenTogether is about how many articles are taken in at once. What comes in one by one is taken in so, too: a batch is
// what is there when the former one is stored. The larger the batches of a desk's first refresh, the fewer times is a
// story collapsed in it; but the officer's own rearranging waits for a batch.
const takenTogether = readAhead

// fetched is a part of what one feed brought: what of it is new or changed, read as far as it can be alone.
type fetched struct {
	feed   news.Feed
	state  news.FeedState
	items  int // of the whole feed
	ready  []*ready
	parcel *parcel           // what they lie in; nil where there are none
	room   int64             // of readAhead that the part takes
	last   bool              // the feed's state may be kept once this part is stored
	answer chan<- handedOver // of an intake: who waits for the feed
}

// RefreshNow asks feeds whether they are due or not, none given: all, as soon as no refresh is running. Who asks for the same
// feeds while it waits or runs shares it, so it goes on when ctx ends, until the desk is closed.
func (d *Desk) RefreshNow(ctx context.Context, urls []string) (Report, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return Report{}, err
	}
	ended := d.asked.DoChan(strings.Join(urls, "\n"), func() (any, error) {
		return d.Refresh(context.WithoutCancel(ctx), Ask{Feeds: urls, Now: true, after: true})
	})
	select {
	case got := <-ended:
		report, _ := got.Val.(Report)
		return report, got.Err
	case <-ctx.Done():
		return Report{}, ctx.Err()
	}
}

// Refresh asks the feeds that are due, or with Now all of the given ones (none given: all), and returns when done.
// Everything stored so far stays when ctx ends early.
func (d *Desk) Refresh(ctx context.Context, a Ask) (Report, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return Report{}, err
	}
	if !d.begin() {
		return Report{}, context.Canceled
	}
	defer d.work.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(d.closing, cancel)
	defer stop()
	if err := d.takeTurn(ctx, a); err != nil {
		return Report{}, err
	}
	defer d.refreshing.Release(1)
	d.atRefresh.Store(true)
	defer d.atRefresh.Store(false)
	back := collectSeldom()
	defer back()
	narrow := d.makeRoom()
	defer narrow()

	r := &refresh{desk: d, started: d.now(), room: semaphore.NewWeighted(readAhead), counts: map[string]feedTally{}}
	r.waiting.path = filepath.Join(d.local, waitingName)
	err := d.catchUp(ctx)
	if err == nil {
		err = r.run(ctx, a)
	}
	r.waiting.close()
	after := context.WithoutCancel(ctx)
	kept := d.behind(func() error { return errors.Join(d.saveHabits(after), d.forget(after)) })
	err = errors.Join(err, kept, d.runCommands(ctx, r.alarms))
	r.report.Took = d.now().Sub(r.started)
	r.report.Offline = r.offline()
	d.broker.publish(Event{
		Kind: RefreshDone, Done: len(r.report.Feeds), Total: r.total, Articles: r.report.NewArticles, Failed: r.failed,
		Offline: r.report.Offline, Err: err,
	})
	return r.report, err
}

// takeTurn waits for the end of a refresh that is running, where that is asked.
func (d *Desk) takeTurn(ctx context.Context, a Ask) error {
	switch {
	case d.refreshing.TryAcquire(1):
		return nil
	case !a.after:
		return ErrRefreshing
	}
	return d.refreshing.Acquire(ctx, 1)
}

// refresh is one refresh under way.
type refresh struct {
	desk     *Desk
	started  time.Time
	report   Report
	total    int
	failed   int
	took     time.Duration        // how long the last batch took
	room     *semaphore.Weighted  // for articles that are read and not stored
	counts   map[string]feedTally // by feed, of its parts so far
	asked    int                  // feeds that were really asked over the network
	alarms   []alarm
	waiting  waiting
	begun    atomic.Bool  // something is being read
	reading  atomic.Int32 // parts of feeds that have come and are being read
	answered int          // of them, those whose host answered at all
}

func (r *refresh) run(ctx context.Context, a Ask) error {
	list, err := r.desk.wanted(ctx, a.Feeds)
	if err != nil {
		return err
	}
	r.total = len(list)
	r.desk.broker.publish(Event{Kind: RefreshStarted, Total: r.total})
	states, err := r.desk.store.FeedStates(ctx)
	if err != nil {
		return fmt.Errorf("read the feeds' states: %w", err)
	}
	r.desk.client.Remember(states)
	results := make(chan fetched, unstored)
	fetchCtx, end := context.WithCancel(ctx)
	defer end()
	fetching, fetchCtx := errgroup.WithContext(fetchCtx)
	fetching.SetLimit(fetchers)
	go func() {
		defer close(results)
		if r.asks(list, states, a) {
			fetching.Go(r.desk.readTools)
		}
		for _, f := range list {
			fetching.Go(func() error { return r.fetch(fetchCtx, f, states[f.URL], a.urgency(), taker{parts: results}) })
		}
		_ = fetching.Wait() // a feed's failure is in its state; what ends the refresh is ctx
	}()
	var stop error
	for got := range results {
		if stop != nil {
			continue // drain: the fetchers must not block on a refresh that ended
		}
		if stop = r.take(ctx, r.gather(ctx, got, results)); stop != nil {
			end()
		}
	}
	if stop != nil {
		return stop
	}
	return ctx.Err()
}

// asks tells whether any feed is asked.
func (r *refresh) asks(list []news.Feed, states map[string]news.FeedState, a Ask) bool {
	return len(list) > 0 && (a.Now || slices.ContainsFunc(list, func(f news.Feed) bool { return r.desk.client.IsDue(f, states[f.URL]) }))
}

// wanted lists the feeds to ask, those that are paused apart unless they are named; an address that no feed has is an error.
func (d *Desk) wanted(ctx context.Context, urls []string) ([]news.Feed, error) {
	all, err := d.allFeeds(ctx)
	if err != nil {
		return nil, err
	}
	if len(urls) == 0 {
		paused, err := d.paused(ctx)
		return slices.DeleteFunc(all, func(f news.Feed) bool { return slices.Contains(paused, f.URL) }), err
	}
	byURL := map[string]news.Feed{}
	for _, f := range all {
		byURL[f.URL] = f
	}
	var list []news.Feed
	for _, u := range urls {
		f, ok := byURL[u]
		if !ok {
			return nil, fmt.Errorf("no feed has the address %s", u)
		}
		list = append(list, f)
	}
	return list, nil
}

// take stores what feeds brought. Their validators are kept only after their articles: a crash in between asks for them
// again rather than losing them.
func (r *refresh) take(ctx context.Context, list []fetched) error {
	var all []*ready
	var room int64
	for i, part := range list {
		room += part.room
		for _, a := range part.ready {
			a.feed = int32(i)
		}
		all = append(all, part.ready...)
	}
	count, err := r.takeIn(ctx, all, len(list))
	r.room.Release(room)
	for _, part := range list {
		if part.parcel != nil {
			part.parcel.release()
		}
	}
	r.report.NewStories += count.newStories
	r.report.ChangedStories += count.changedStories
	r.alarms = append(r.alarms, count.alarms...)
	var states []news.FeedState
	for i, part := range list {
		sum := r.counts[part.feed.URL]
		sum.newArticles += count.feeds[i].newArticles
		sum.changedArticles += count.feeds[i].changedArticles
		r.counts[part.feed.URL] = sum
		r.report.NewArticles += count.feeds[i].newArticles
		r.report.ChangedArticles += count.feeds[i].changedArticles
		if part.last && part.state.Status != news.FetchWaiting {
			states = append(states, part.state)
		}
	}
	if err != nil {
		return err
	}
	if len(states) > 0 {
		if err := r.desk.store.SaveFeedStates(ctx, states...); err != nil {
			return err
		}
	}
	for _, part := range list {
		if !part.last {
			continue
		}
		if err := r.desk.restHabit(ctx, part.feed.URL); err != nil {
			return err
		}
		r.tell(part)
	}
	return nil
}

// takeIn takes articles in; the first ones go before all that is still to be read.
func (r *refresh) takeIn(ctx context.Context, all []*ready, parts int) (tally, error) {
	if r.took == 0 {
		back := r.desk.goAlone()
		defer back()
	}
	began := time.Now()
	defer func() { r.took = time.Since(began) }()
	return r.desk.takeIn(ctx, all, parts)
}

// tell counts one feed that is done, and tells the listeners.
func (r *refresh) tell(part fetched) {
	state, count := part.state, r.counts[part.feed.URL]
	if state.Status != news.FetchWaiting {
		r.asked++
		if state.Code != 0 {
			r.answered++
		}
	}
	if state.Status == news.FetchFailed {
		r.failed++
	}
	r.report.Feeds = append(r.report.Feeds, FeedReport{
		URL: part.feed.URL, Status: state.Status, Code: state.Code, Items: part.items, New: count.newArticles,
		Changed: count.changedArticles, Error: state.Error, Next: state.Next,
	})
	r.desk.broker.publish(Event{
		Kind: FeedDone, Feed: state, Done: len(r.report.Feeds), Total: r.total, Articles: r.report.NewArticles, Failed: r.failed,
	})
}

// offline: feeds were asked, and not one host answered.
func (r *refresh) offline() bool { return r.asked > 0 && r.answered == 0 }

// longestWait bounds how long Keep sleeps, so that a clock set back or a laptop's sleep never leaves it waiting.
const longestWait = 5 * time.Minute

// Keep refreshes what is due now and again as feeds fall due, until ctx ends.
func (d *Desk) Keep(ctx context.Context) {
	if !d.begin() {
		return
	}
	defer d.work.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stop := context.AfterFunc(d.closing, cancel)
	defer stop()
	if !d.shared { // there the work is the server's
		d.startBehind(ctx)
	}
	indexed := make(chan struct{})
	go func() {
		defer close(indexed)
		_ = d.indexWaiting(ctx) // what there is no place for now is done when the desk is tidied up
	}()
	defer func() { <-indexed }()
	for ctx.Err() == nil {
		began := d.now()
		wait := d.askDue(ctx)
		timer := time.NewTimer(wait)
		idle, busy := context.WithTimeout(ctx, wait)
		_ = d.behind(func() error { return d.collapseAhead(idle, began) })
		_ = d.Tidy(idle) // what there is no time or place for now is done another time
		d.Rest(idle)
		debug.FreeOSMemory() // what a refresh needs goes back to the system until the next
		leavePages()
		busy()
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}

// askDue refreshes what is due, and returns how long there is nothing to do. Where workers ask the feeds there is not.
func (d *Desk) askDue(ctx context.Context) time.Duration {
	if working, err := d.store.HasWorkers(ctx); err == nil && working {
		return time.Minute
	}
	return d.untilDue(d.Refresh(ctx, Ask{}))
}

// untilDue is the time until the first feed falls due, a minute at least.
func (d *Desk) untilDue(report Report, err error) time.Duration {
	wait := longestWait
	if err != nil {
		return wait
	}
	for _, f := range report.Feeds {
		wait = min(wait, f.Next.Sub(d.now()))
	}
	return max(wait, time.Minute)
}
