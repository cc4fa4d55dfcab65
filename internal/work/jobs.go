package work

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// planEvery is how often it is looked which feeds are due, and lookAfterEvery how often the desk is tidied up. River's leader
// does the first for all workers, and any of them takes the second.
const (
	planEvery      = time.Minute
	lookAfterEvery = time.Hour

	// longestFeed bounds a feed's job: one with full texts may have to wait for many pages, one after the other.
	longestFeed = 15 * time.Minute
)

// feedArgs asks one feed. All that a worker has to know of it comes with the job: a feed is in the configuration of those who
// plan.
type feedArgs struct {
	URL      string        `json:"url" river:"unique"`
	Outlet   string        `json:"outlet"`
	Lang     string        `json:"lang"`
	Country  string        `json:"country"`
	Grade    string        `json:"grade"`
	FullText bool          `json:"full_text"`
	Every    time.Duration `json:"every"`
}

// Kind is how the server knows such a job.
func (feedArgs) Kind() string { return "feed" }

func argsOf(f news.Feed) feedArgs {
	return feedArgs{f.URL, f.Outlet, string(f.Lang), f.Country, f.Grade, f.FullText, f.Every}
}

func (a feedArgs) feed() news.Feed {
	return news.Feed{
		URL: a.URL, Outlet: a.Outlet, Lang: news.Lang(a.Lang), Country: a.Country, Grade: a.Grade, FullText: a.FullText, Every: a.Every,
	}
}

// planArgs looks which feeds are due.
type planArgs struct{}

// Kind is how the server knows such a job.
func (planArgs) Kind() string { return "plan" }

// lookAfterArgs tidies the desk up.
type lookAfterArgs struct{}

// Kind is how the server knows such a job.
func (lookAfterArgs) Kind() string { return "look-after" }

// once has a job wait or run once: one more of the same kind and feed is not put beside it.
func once() *river.InsertOpts {
	return &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable, rivertype.JobStateRunning,
		rivertype.JobStateScheduled,
	}}}
}

// workers is who does which job.
func (w *worker) workers() *river.Workers {
	list := river.NewWorkers()
	river.AddWorker(list, river.WorkFunc(w.feed))
	river.AddWorker(list, river.WorkFunc(w.plan))
	river.AddWorker(list, river.WorkFunc(w.lookAfter))
	return list
}

// periodic is what the leader orders.
func periodic() []*river.PeriodicJob {
	return []*river.PeriodicJob{
		river.NewPeriodicJob(river.PeriodicInterval(planEvery), func() (river.JobArgs, *river.InsertOpts) {
			return planArgs{}, once()
		}, &river.PeriodicJobOpts{RunOnStart: true}),
		river.NewPeriodicJob(river.PeriodicInterval(lookAfterEvery), func() (river.JobArgs, *river.InsertOpts) {
			return lookAfterArgs{}, once()
		}, nil),
	}
}

func (w *worker) feed(ctx context.Context, job *river.Job[feedArgs]) error {
	r, err := w.intake.Feed(ctx, w.ends, job.Args.feed())
	if errors.Is(err, desk.ErrNotAsked) {
		return river.JobSnooze(0) // another worker may ask it at once
	}
	if err != nil {
		return fmt.Errorf("ask feed %s: %w", job.Args.URL, err)
	}
	w.feeds.Add(1)
	w.articles.Add(int64(r.New))
	if r.Status == news.FetchFailed {
		w.failing.Add(1)
	}
	return nil
}

// plan orders a job for each feed that is due. Those that have one keep it.
func (w *worker) plan(ctx context.Context, _ *river.Job[planArgs]) error {
	due, err := w.o.Desk.Due(ctx)
	if err != nil {
		return fmt.Errorf("look which feeds are due: %w", err)
	}
	list := make([]river.InsertManyParams, len(due))
	for i, f := range due {
		list[i] = river.InsertManyParams{Args: argsOf(f), InsertOpts: once()}
	}
	if len(list) == 0 {
		return nil
	}
	if _, err := river.ClientFromContext[pgx.Tx](ctx).InsertMany(ctx, list); err != nil {
		return fmt.Errorf("order %d feeds: %w", len(list), err)
	}
	return nil
}

func (w *worker) lookAfter(ctx context.Context, _ *river.Job[lookAfterArgs]) error {
	if err := w.o.Desk.LookAfter(ctx); err != nil {
		return fmt.Errorf("look after the desk: %w", err)
	}
	return nil
}
