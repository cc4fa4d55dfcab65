package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"harmattan/internal/store"
)

// order is the desk that is asked for.
type order struct {
	data     string
	articles int
	days     int
	words    int // of an article's text
	largest  int // articles of the largest story
	until    time.Time
}

func main() {
	var o order
	flag.StringVar(&o.data, "data", "", "folder or address of the desk; it must not hold articles")
	flag.IntVar(&o.articles, "articles", 10_000, "how many articles")
	flag.IntVar(&o.days, "days", 30, "over how many days they came")
	flag.IntVar(&o.words, "words", 50, "words of an article's text")
	flag.IntVar(&o.largest, "largest", 500, "articles of the largest story")
	until := flag.String("until", "", "day of the last article, as 2026-11-28; without it today")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := errors.Join(o.ends(*until), run(ctx, o, os.Stdout))
	stop()
	if err != nil {
		fmt.Fprintf(os.Stderr, "fill: %v\n", err)
		os.Exit(1)
	}
}

// ends reads the day of the last article.
func (o *order) ends(day string) (err error) {
	if o.until = time.Now(); day == "" {
		return nil
	}
	if o.until, err = time.Parse(time.DateOnly, day); err != nil {
		return fmt.Errorf("read the day: %w", err)
	}
	return nil
}

// errNoPlace is the error where there is a desk already.
var errNoPlace = errors.New("name a place without a desk with -data: a folder, or postgres://…")

const (
	batch       = 500                 // articles that are written in one transaction
	forgetEvery = 20 * batch          // articles from one time that vectors are forgotten to the next
	vectorsKept = 21 * 24 * time.Hour // as a refresh keeps them
)

func run(ctx context.Context, o order, out io.Writer) (err error) {
	if o.data == "" {
		return errNoPlace
	}
	s, err := store.OpenDesk(ctx, o.data, store.Write)
	if err != nil {
		return fmt.Errorf("open the desk: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if articles, _, _, err := s.Counts(ctx); err != nil || articles > 0 {
		return errors.Join(errNoPlace, err)
	}
	began, text := time.Now(), 0
	changes := make([]store.Change, 0, batch)
	for i := range o.articles {
		c := o.change(i)
		text += len(c.Article.Title) + len(c.Article.Text)
		changes = append(changes, c)
		if len(changes) < batch && i < o.articles-1 {
			continue
		}
		if err := s.SaveArticles(ctx, changes); err != nil {
			return err
		}
		changes = changes[:0]
		if i%forgetEvery == forgetEvery-1 {
			if err := s.ForgetVectors(ctx, c.Article.Seen.Add(-vectorsKept)); err != nil {
				return err
			}
		}
	}
	for more := true; more; { // what a refresh does when nobody waits for it
		if more, err = s.Compact(ctx); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d articles, %d bytes of text, %.1f s\n", o.articles, text, time.Since(began).Seconds())
	return nil
}
