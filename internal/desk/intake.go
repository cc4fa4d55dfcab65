package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"harmattan/feeds"
	"harmattan/internal/news"
)

// Intake takes in feeds one by one, as many at once as are asked for, for as long as it is open. What comes at the same time
// is taken in together, as in a refresh.
type Intake struct {
	refresh *refresh
	began   time.Time
	asking  chan struct{} // a place for each feed that may be asked at once
	parts   chan fetched
	flying  atomic.Int64 // feeds of which not all parts are here
	end     context.CancelFunc
	ended   chan struct{}
}

// handedOver is what a feed's last part is answered with.
type handedOver struct {
	report FeedReport
	err    error
}

// How the parts of feeds are gathered in an intake: until all that were asked are here, or for a while nothing came, and
// within these bounds. As many stories' articles as there are in a batch are found in one stint, and others wait for theirs; and
// what is gathered is asked for again where the program is killed. So one that has just begun gathers for a short time, and one
// that has run for longer for a part of that: where programs are killed each loses a part of its life at most, and where none is a
// first refresh has few batches.
const (
	intakeMost     = readAhead
	intakeShortest = 2 * time.Second
	intakeLongest  = 30 * time.Second
	intakePart     = 4
)

// How many feeds are asked at once: few at first, and more and more until after askedGrow as many as may be. What is asked at the same
// time is read at the same time, so that of many none is done with when a program is killed that has just begun.
const (
	askedFirst = 16
	askedGrow  = 20 * time.Second
)

// errIntakeOver is the error of a feed that an intake did not take in before it was closed.
var errIntakeOver = errors.New("the intake is closed")

// ErrNotAsked is the error of a feed whose turn had not come when no more were to be asked.
var ErrNotAsked = errors.New("the feed was not asked yet")

// Intake begins to take feeds in, of which so many are asked at once. There is one at a time, and no refresh beside it.
func (d *Desk) Intake(ctx context.Context, asked int) (*Intake, error) {
	if err := d.writable(ctx, news.RoleOfficer); err != nil {
		return nil, err
	}
	if !d.begin() {
		return nil, context.Canceled
	}
	if !d.refreshing.TryAcquire(1) {
		d.work.Done()
		return nil, ErrRefreshing
	}
	ctx, end := context.WithCancel(context.WithoutCancel(ctx))
	i := &Intake{
		began: time.Now(), asking: make(chan struct{}, asked), parts: make(chan fetched, unstored), end: end, ended: make(chan struct{}),
	}
	i.refresh = &refresh{desk: d, started: d.now(), room: semaphore.NewWeighted(readAhead), counts: map[string]feedTally{}}
	i.refresh.waiting.path = filepath.Join(d.local, fmt.Sprintf("%s-%d", waitingName, d.now().UnixNano()))
	go i.askMore(ctx, i.askFew())
	back := collectSeldom()
	go func() {
		defer d.work.Done()
		defer d.refreshing.Release(1)
		defer back()
		defer close(i.ended)
		defer i.refresh.waiting.close()
		recalled := make(chan struct{})
		go func() {
			defer close(recalled)
			d.recallEarly(ctx)
		}()
		i.run(ctx)
		<-recalled
	}()
	return i, nil
}

// Close takes in what is here and ends the intake.
func (i *Intake) Close() error {
	i.end()
	<-i.ended
	d := i.refresh.desk
	return d.saveHabits(context.Background())
}

// Feed asks a feed, where it is due, and returns when what it brought is stored. A feed that fails is no error: its state
// says so. Once stop is closed none is asked that waits for its turn: that is ErrNotAsked.
func (i *Intake) Feed(ctx context.Context, stop <-chan struct{}, f news.Feed) (FeedReport, error) {
	answer := make(chan handedOver, 1)
	if err := i.ask(ctx, stop, f, answer); err != nil {
		return FeedReport{}, err
	}
	select {
	case got := <-answer:
		return got.report, got.err
	case <-i.ended:
		return FeedReport{}, errIntakeOver
	case <-ctx.Done():
		return FeedReport{}, ctx.Err()
	}
}

// askFew keeps all places but few. It returns how many.
func (i *Intake) askFew() (kept int) {
	for len(i.asking) < cap(i.asking)-askedFirst {
		i.asking <- struct{}{}
	}
	return len(i.asking)
}

// askMore gives out the places that were kept, one after the other.
func (i *Intake) askMore(ctx context.Context, kept int) {
	for n := range kept {
		select {
		case <-time.After(time.Until(i.began.Add(askedGrow * time.Duration(n+1) / time.Duration(kept)))):
			<-i.asking
		case <-ctx.Done():
			return
		}
	}
}

// ask asks a feed once there is a place, and hands over what it brings.
func (i *Intake) ask(ctx context.Context, stop <-chan struct{}, f news.Feed, answer chan<- handedOver) error {
	i.flying.Add(1)
	err := i.waitTurn(ctx, stop)
	if err == nil {
		defer func() { <-i.asking }()
		var state news.FeedState
		if state, err = i.refresh.desk.store.FeedState(ctx, f.URL); err == nil {
			err = i.refresh.fetch(ctx, f, state, feeds.Due, taker{i.parts, answer})
		}
	}
	if err != nil {
		i.flying.Add(-1)
	}
	return err
}

// waitTurn waits until one feed more may be asked.
func (i *Intake) waitTurn(ctx context.Context, stop <-chan struct{}) error {
	select {
	case <-stop:
		return ErrNotAsked
	default:
	}
	select {
	case i.asking <- struct{}{}:
		return nil
	case <-stop:
		return ErrNotAsked
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run takes in part after part until ctx ends.
func (i *Intake) run(ctx context.Context) {
	for {
		select {
		case first := <-i.parts:
			i.take(ctx, i.gather(ctx, first))
		case <-ctx.Done():
			return
		}
	}
}

// gather takes with one part those that are there, and waits for those that are on their way.
func (i *Intake) gather(ctx context.Context, first fetched) []fetched {
	var list []fetched
	n := 0
	add := func(part fetched) {
		list, n = append(list, part), n+len(part.ready)
		if part.last {
			i.flying.Add(-1)
		}
	}
	add(first)
	patience := min(max(i.refresh.took, shortestPause), longestPause)
	pause, whole := time.NewTimer(patience), time.NewTimer(min(max(time.Since(i.began)/intakePart, intakeShortest), intakeLongest))
	defer pause.Stop()
	defer whole.Stop()
	for n < intakeMost {
		if i.flying.Load() == 0 && len(i.parts) == 0 {
			return list
		}
		select {
		case next := <-i.parts:
			add(next)
			pause.Reset(patience)
		case <-pause.C:
			return list
		case <-whole.C:
			return list
		case <-ctx.Done():
			return list
		}
	}
	return list
}

// take stores parts, and tells those who wait for them how that went.
func (i *Intake) take(ctx context.Context, list []fetched) {
	r := i.refresh
	r.report = Report{}
	err := r.take(ctx, list)
	reports := map[string]FeedReport{}
	for _, f := range r.report.Feeds {
		reports[f.URL] = f
	}
	for _, part := range list {
		if err != nil || part.last {
			select {
			case part.answer <- handedOver{reports[part.feed.URL], err}:
			default: // told before, of an earlier part
			}
		}
		if part.last {
			delete(r.counts, part.feed.URL)
		}
	}
	alarms := r.alarms
	r.alarms = nil
	_ = r.desk.runCommands(ctx, alarms) // the log of a watch's command is its own
}

// Due lists the feeds that are to be asked now. A host that asked to be left alone is, with all its feeds.
func (d *Desk) Due(ctx context.Context) ([]news.Feed, error) {
	list, err := d.wanted(ctx, nil)
	if err != nil {
		return nil, err
	}
	states, err := d.store.FeedStates(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the feeds' states: %w", err)
	}
	d.client.Remember(states)
	due := list[:0]
	for _, f := range list {
		if d.client.IsDue(f, states[f.URL]) {
			due = append(due, f)
		}
	}
	return due, nil
}

// LookAfter forgets what is too long past, lets go of old texts, and keeps what was learned of feeds.
func (d *Desk) LookAfter(ctx context.Context) error {
	return errors.Join(d.forget(ctx), d.Tidy(ctx))
}

// HasWorkers tells whether workers ask the desk's feeds, so that nobody else has to.
func (d *Desk) HasWorkers(ctx context.Context) (bool, error) { return d.store.HasWorkers(ctx) }
