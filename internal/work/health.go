package work

import (
	"context"
	"fmt"
	"io"
	"net"

	"harmattan/internal/health"
	"harmattan/internal/store"
)

// Asking says how the worker is, and what it has done since it began.
type Asking func(context.Context) (Figures, error)

// Figures are what a worker has done, and what there is to do on the desk.
type Figures struct {
	Jobs                     store.JobCount
	Feeds, Articles, Failing int64
}

func (w *worker) ask(ctx context.Context) (f Figures, err error) {
	f.Feeds, f.Articles, f.Failing = w.feeds.Load(), w.articles.Load(), w.failing.Load()
	f.Jobs, err = w.jobs.Count(ctx)
	return f, err
}

// NoHealth serves no page: it waits until ctx ends.
func NoHealth(ctx context.Context, _ Asking) error {
	<-ctx.Done()
	return nil
}

// Health serves, until ctx ends, whether the jobs can be reached, and figures. Neither names a feed.
func Health(ctx context.Context, l net.Listener, ask Asking) error {
	return health.Serve(ctx, l, health.Page{
		Well: func(ctx context.Context) error {
			_, err := ask(ctx)
			return err
		},
		Figures: func(ctx context.Context, w io.Writer) {
			f, err := ask(ctx)
			write(w, f, err)
		},
	})
}

// write writes the metrics; of a desk that does not answer without its jobs.
func write(w io.Writer, f Figures, deskErr error) {
	list := []health.Figure{
		health.Up(deskErr),
		{Name: "harmattan_worker_feeds_total", Kind: "counter", Help: "Feeds that this worker took in.", Value: float64(f.Feeds)},
		{Name: "harmattan_worker_feeds_failing_total", Kind: "counter", Help: "Of them, those that failed.", Value: float64(f.Failing)},
		{Name: "harmattan_worker_articles_total", Kind: "counter", Help: "New articles in them.", Value: float64(f.Articles)},
	}
	list = append(list, health.Process()...)
	if deskErr != nil {
		health.Write(w, list)
		return
	}
	health.Write(w, append(list, health.Figure{
		Name: "harmattan_jobs_oldest_seconds", Kind: "gauge", Help: "How long the job that waits longest has waited, of all workers.",
		Value: f.Jobs.Oldest.Seconds(),
	}))
	fmt.Fprint(w, "# HELP harmattan_jobs Jobs of all workers, by state.\n# TYPE harmattan_jobs gauge\n")
	for _, s := range []struct {
		state string
		n     int
	}{{"waiting", f.Jobs.Waiting}, {"running", f.Jobs.Running}, {"retrying", f.Jobs.Retrying}, {"failed", f.Jobs.Failed}} {
		fmt.Fprintf(w, "harmattan_jobs{state=%q} %d\n", s.state, s.n)
	}
}
