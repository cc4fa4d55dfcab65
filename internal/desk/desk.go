package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"

	"harmattan/feeds"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// FileName is the name of the one file of data in the data folder.
const FileName = store.FileName

// Options says what a desk works on.
type Options struct {
	Data    string // folder of the one file of data, made when it is missing; or the address of a shared desk, postgres://…
	Local   string // folder for what this machine keeps beside the desk, made when it is missing; "" for Data where that is a folder
	Feeds   []news.Feed
	Regions regions.Taxonomy
	Fetch   feeds.Options
	Lang    news.Lang // language of region and country names
	Now     func() time.Time
	Officer string // who works on it, for the log
	Reading bool   // only to read: the desk stays free for a program that writes

	Keep Keep // how long texts are kept

	Watches  []news.Watch  // those of the configuration
	Searches []news.Search // those of the configuration
}

// Desk is everything one officer works on: feeds, stories, states. Its methods may be called from several goroutines.
type Desk struct {
	local    string
	store    store.Keeper
	placer   *regions.Placer
	client   *feeds.Client
	feeds    []news.Feed
	searches []news.Search
	lang     news.Lang
	now      func() time.Time
	officer  string
	shared   bool // it is on a server
	watches  watchList
	alarms   alarms // matches to be told once they are stored
	busy     error  // why the desk may only be read, nil when it may be written
	keep     Keep
	program  string // which program collapses stories; "" for one that is not known
	broker   broker
	present  presence
	later    later
	hearing  sync.Once         // what other programs do is heard from when first somebody listens
	habits   *summarize.Habits // what feeds put around their articles, as far as it was needed
	outdated time.Time         // when that was last to be read again, see othersStored
	readers  *readers
	backs    atomic.Pointer[behind] // the threads that work behind a reader, nil where nobody reads
	calm     calm                   // for an officer who types

	refreshing *semaphore.Weighted // held for the whole of a refresh
	asked      singleflight.Group  // refreshes that officers asked for, by their feeds
	atRefresh  atomic.Bool         // whether it is held for a refresh: what is tidied up rests meanwhile
	tidying    sync.Mutex          // held while the desk is tidied up
	letGoAt    store.Place         // how far the texts to be let go were looked for, guarded by tidying
	learned    map[string]bool     // feeds whose habits are to be kept, guarded by refreshing
	arriving   atomic.Int64        // when the articles of the batch being taken in were first seen, in microseconds; 0 for none
	weaving    sync.Mutex          // held while a batch is taken in, or stories are rearranged
	recalled   atomic.Bool         // whether the working memory of grouping was read for a stint
	loom       *loom               // the working memory of grouping, guarded by weaving; nil until it is needed
	together   int                 // about how many articles are stored in one transaction
	stint      store.Stint         // the last one that was taken, guarded by weaving

	closing context.Context // ends when the desk is closed
	close   context.CancelFunc
	closed  sync.Once
	begins  sync.Mutex // held while work begins, so that none begins once Close waits for its end
	work    sync.WaitGroup
}

// errNoFolder keeps the cache of a desk on a server out of a folder that is named like its address.
var errNoFolder = errors.New("open a desk on a server: no folder is named for what this machine keeps")

// Open opens the desk in o.Data. Where another program holds it, the desk opens for reading only, and Busy says so.
func Open(ctx context.Context, o Options) (*Desk, error) {
	if o.Local == "" && store.IsAddress(o.Data) {
		return nil, errNoFolder
	}
	placer, err := regions.New(o.Regions)
	if err != nil {
		return nil, fmt.Errorf("build the regions: %w", err)
	}
	s, busy, err := openStore(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("open the desk: %w", err)
	}
	if o.Local != "" && busy == nil {
		_ = os.MkdirAll(o.Local, 0o700) // nothing that has to be kept is kept there
	}
	if store.IsAddress(o.Data) && busy == nil {
		o.Fetch.Together = &feeds.Together{Enter: s.EnterHost, Leave: s.LeaveHost, Hold: s.HoldHost}
	}
	closing, end := context.WithCancel(context.WithoutCancel(ctx))
	d := &Desk{
		local: cmp.Or(o.Local, o.Data), store: s, placer: placer, feeds: o.Feeds, lang: o.Lang, now: o.Now, officer: o.Officer,
		shared: isShared(o.Data),
		keep:   o.Keep, program: thisProgram(), together: savedTogether,
		searches: o.Searches, watches: watchList{configured: o.Watches}, refreshing: semaphore.NewWeighted(1),
		habits: summarize.NewHabits(), readers: &readers{most: runtime.GOMAXPROCS(0)}, busy: busy, closing: closing, close: end,
	}
	if d.shared {
		d.habits = summarize.NewSharedHabits()
	}
	o.Fetch.Behind = d.readBehind
	d.later.heard = make(chan struct{}, 1)
	d.present.begin()
	d.client = feeds.NewClient(o.Fetch)
	if d.shared && busy == nil {
		d.resume()
	}
	return d, nil
}

// errReading is why a desk that was opened for reading is not written.
var errReading = errors.New("it was opened for reading only")

// How often a desk that another program holds is tried again, and how long after: a command in a script holds it for a
// moment, and a reader that comes just then is not to be read-only for the day.
const (
	busyTries = 4
	busyPause = 75 * time.Millisecond
)

// openStore opens what keeps the desk; busy is why it may only be read, nil when it may be written. To only read, what is
// there and up to date is opened without holding it.
func openStore(ctx context.Context, o Options) (s store.Keeper, busy, err error) {
	ctx = store.ReadBy(ctx, o.Officer)
	if o.Reading {
		if s, err = store.OpenDesk(ctx, o.Data, store.ReadOnly); err == nil {
			return s, errReading, nil
		}
	}
	for try := 1; ; try++ {
		if s, err = store.OpenDesk(ctx, o.Data, store.Write); !errors.Is(err, store.ErrBusy) {
			return s, nil, err
		}
		if try == busyTries {
			break
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(busyPause):
		}
	}
	busy = err
	s, err = store.OpenDesk(ctx, o.Data, store.ReadOnly)
	return s, busy, err
}

// Close ends a refresh in progress, keeps what it had stored, and closes the store. Closing again does nothing.
func (d *Desk) Close() (err error) {
	d.closed.Do(func() {
		d.begins.Lock()
		d.close()
		d.begins.Unlock()
		d.work.Wait()
		d.broker.close()
		if err = errors.Join(d.saveHabits(context.WithoutCancel(d.closing)), d.store.Close()); err != nil {
			err = fmt.Errorf("close the desk: %w", err)
		}
	})
	return err
}

// begin counts work in the background that Close waits for; false where the desk is closing, and it must not start.
func (d *Desk) begin() bool {
	d.begins.Lock()
	defer d.begins.Unlock()
	if d.closing.Err() != nil {
		return false
	}
	d.work.Add(1)
	return true
}

// ReadOnly tells whether another program holds the desk, so that this one may only read.
func (d *Desk) ReadOnly() bool { return d.busy != nil }

// Busy says which other program holds the desk, nil when none does.
func (d *Desk) Busy() error { return d.busy }

// Listen returns a channel of what changes from now on, by this program or another one on the same desk, and a function that
// ends it. A slow listener loses progress
// events before it slows the desk; RefreshDone is never lost.
func (d *Desk) Listen() (<-chan Event, func()) {
	d.hearing.Do(d.listenToOthers)
	return d.broker.listen()
}
