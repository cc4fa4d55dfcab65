package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"harmattan/internal/desk"
	"harmattan/internal/store"
)

// Options says what a worker works on.
type Options struct {
	Desk    *desk.Desk
	Address string // of the same desk
	Name    string // tells the worker from all others on the desk
	Feeds   int    // how many feeds it asks at once
	Log     *slog.Logger
}

const (
	// freeEvery is how often it is looked for workers that are gone.
	freeEvery = 2 * time.Second

	// longestEnd is how long what is under way is waited for at the end.
	longestEnd = 30 * time.Second

	// lookEvery is how often it is looked for jobs that nobody told of, as before the worker listens: its first one waited for a second.
	lookEvery = 200 * time.Millisecond

	// underWay is how many feeds a worker has under way for each that it asks: while what some brought is stored, others are
	// asked, and what many brought is stored together. What one worker has under way is not there for another that has nothing
	// to do: so a worker that begins alone has more, and few batches in a desk's first refresh.
	underWay      = 4
	underWayAlone = 10
)

// worker is one worker at work.
type worker struct {
	o      Options
	intake *desk.Intake
	jobs   *store.Jobs
	ends   <-chan struct{} // closed when no further feed is to be asked

	feeds, articles, failing atomic.Int64 // that it took in, and those of the feeds that failed
}

// Run works until ctx ends, and then ends what is under way. health is called as soon as the worker has begun, with what says
// how it is.
func Run(ctx context.Context, o Options, health func(context.Context, Asking) error) (err error) {
	w := &worker{o: o}
	if w.jobs, err = store.OpenJobs(ctx, o.Address, o.Name); err != nil {
		return err
	}
	defer w.jobs.Close()
	if w.intake, err = o.Desk.Intake(ctx, o.Feeds); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.intake.Close()) }()
	atOnce, err := w.atOnce(ctx)
	if err != nil {
		return err
	}
	client, err := river.NewClient(riverpgxv5.New(w.jobs.Pool()), &river.Config{
		ID: o.Name, Logger: o.Log, Workers: w.workers(), PeriodicJobs: periodic(), JobTimeout: longestFeed, SoftStopTimeout: longestEnd,
		CompletedJobRetentionPeriod: time.Hour, FetchPollInterval: lookEvery,
		Queues: map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: atOnce}},
	})
	if err != nil {
		return fmt.Errorf("begin to work: %w", err)
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	w.ends = working.Done()
	if err := client.Start(working); err != nil {
		return fmt.Errorf("begin to work: %w", err)
	}
	o.Log.Info("works", "worker", o.Name, "desk", desk.Place(o.Address), "feeds at once", o.Feeds)
	err = errors.Join(w.begin(working, client), w.watch(working, func(ctx context.Context) error { return health(ctx, w.ask) }))
	stop()
	<-client.Stopped()
	return err
}

// atOnce is how many feeds are under way at most.
func (w *worker) atOnce(ctx context.Context) (int, error) {
	alone, err := w.jobs.Alone(ctx)
	if alone {
		return underWayAlone * w.o.Feeds, err
	}
	return underWay * w.o.Feeds, err
}

// begin has what is due looked for at once: the leader's next look may be a minute away.
func (w *worker) begin(ctx context.Context, client *river.Client[pgx.Tx]) error {
	if _, err := client.Insert(ctx, planArgs{}, once()); err != nil {
		return fmt.Errorf("begin to work: %w", err)
	}
	return nil
}

// watch frees the jobs of workers that are gone, and ends when ctx does, or when this one has lost the server: others take
// on its jobs then.
func (w *worker) watch(ctx context.Context, health func(context.Context) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	well := make(chan error, 1)
	go func() { well <- health(ctx) }()
	every := time.NewTicker(freeEvery)
	defer every.Stop()
	for {
		select {
		case <-ctx.Done():
			return <-well
		case err := <-well:
			return err
		case <-every.C:
		}
		if err := w.jobs.Alive(ctx); err != nil {
			if ctx.Err() != nil {
				continue
			}
			stop()
			return errors.Join(err, <-well)
		}
		switch n, err := w.jobs.Free(ctx); {
		case err != nil && ctx.Err() == nil:
			w.o.Log.Warn("jobs of workers that are gone are not freed", "error", err)
		case n > 0:
			w.o.Log.Info("jobs of workers that are gone are free", "jobs", n)
		}
	}
}
