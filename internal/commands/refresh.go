package commands

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

func (p *program) refreshCommand() *cobra.Command {
	var urls []string
	cmd := &cobra.Command{
		Use: "refresh", Short: "Fetch the feeds once",
		Long: `Fetch all feeds once, or those named with --feed, and take their new articles in. A feed whose host asked us to wait
is not asked before that time.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.refresh(cmd.Context(), urls) },
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	cmd.Flags().StringArrayVar(&urls, "feed", nil, "only the feed with this `address`; may be given again")
	return cmd
}

func (p *program) refresh(ctx context.Context, urls []string) (err error) {
	d, _, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	stop := func() {}
	if f, ok := p.Stderr.(interface{ Fd() uintptr }); ok && term.IsTerminal(int(f.Fd())) {
		stop = p.progress(d)
	}
	r, err := d.Refresh(ctx, desk.Ask{Feeds: urls, Now: true})
	stop()
	if err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("refresh: %w", err)
	}
	if p.asJSON {
		err = errors.Join(err, p.refreshJSON(r))
	} else {
		p.refreshText(r)
	}
	if err == nil && r.Offline {
		return withHint(errors.New("no feed could be reached"), "is there a network? harmattan --demo needs none")
	}
	return err
}

// progress draws a bar on the terminal while feeds are asked; the returned function ends it and clears the line.
func (p *program) progress(d *desk.Desk) func() {
	const width = 30
	events, end := d.Listen()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for e := range events {
			if e.Kind != desk.FeedDone {
				continue
			}
			full := width * e.Done / max(e.Total, 1)
			fmt.Fprintf(p.Stderr, "\r[%-*s] %d of %d feeds · %d new articles", width, bar(full), e.Done, e.Total, e.Articles)
		}
		fmt.Fprint(p.Stderr, "\r\x1b[K")
	}()
	return func() { end(); <-done }
}

func bar(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = '='
	}
	return string(b)
}

func (p *program) refreshText(r desk.Report) {
	for _, f := range r.Feeds {
		if f.Status == news.FetchFailed || f.Status == news.FetchGone {
			fmt.Fprintf(p.Stderr, "%s: %s: %s; next try %s\n",
				safe.Line(f.URL), f.Status, safe.Line(f.Error), f.Next.Local().Format("15:04"))
		} else if f.Status == news.FetchOK && f.Error != "" {
			fmt.Fprintf(p.Stderr, "%s: %s\n", safe.Line(f.URL), safe.Line(f.Error))
		}
	}
	fmt.Fprintf(p.out, "%d feeds, %d new articles, %d changed; %d new stories, %d changed; %.1f s\n",
		len(r.Feeds), r.NewArticles, r.ChangedArticles, r.NewStories, r.ChangedStories, r.Took.Seconds())
}

func (p *program) refreshJSON(r desk.Report) error {
	type feed struct {
		URL     string           `json:"url"`
		Status  news.FetchStatus `json:"status"`
		Code    int              `json:"code"`
		Items   int              `json:"items"`
		New     int              `json:"new"`
		Changed int              `json:"changed"`
		Error   string           `json:"error"`
		Next    string           `json:"next"`
	}
	type counts struct {
		New     int `json:"new"`
		Changed int `json:"changed"`
	}
	list := []feed{}
	for _, f := range r.Feeds {
		next := ""
		if !f.Next.IsZero() {
			next = f.Next.UTC().Format(time.RFC3339)
		}
		list = append(list, feed{f.URL, f.Status, f.Code, f.Items, f.New, f.Changed, f.Error, next})
	}
	return report.WriteJSON(p.out, struct {
		Feeds    []feed  `json:"feeds"`
		Articles counts  `json:"articles"`
		Stories  counts  `json:"stories"`
		Seconds  float64 `json:"seconds"`
	}{list, counts{r.NewArticles, r.ChangedArticles}, counts{r.NewStories, r.ChangedStories}, r.Took.Seconds()})
}
