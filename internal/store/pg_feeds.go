package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
)

// FeedStates are the states of all feeds ever asked, by URL.
func (p *Postgres) FeedStates(ctx context.Context) (map[string]news.FeedState, error) {
	states := map[string]news.FeedState{}
	err := p.each(ctx, "SELECT "+feedStateColumns+" FROM feed_state", nil, func(scan scanner) error {
		var r feedStateRow
		if err := scan(r.into()...); err != nil {
			return err
		}
		f := r.pgState()
		states[f.URL] = f
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the feeds' states: %w", err)
	}
	return states, nil
}

// FeedState is what is remembered of a feed; of an unknown one only its URL is set.
func (p *Postgres) FeedState(ctx context.Context, url string) (news.FeedState, error) {
	var r feedStateRow
	err := p.one(ctx, "SELECT "+feedStateColumns+" FROM feed_state WHERE url = $1", []any{wrap(url)}, r.into())
	if errors.Is(err, ErrNotFound) {
		return news.FeedState{URL: url}, nil
	}
	if err != nil {
		return news.FeedState{}, fmt.Errorf("read the state of feed %s: %w", url, err)
	}
	return r.pgState(), nil
}

// SaveFeedStates keeps the states of feeds, all or none.
func (p *Postgres) SaveFeedStates(ctx context.Context, states ...news.FeedState) error {
	sorted := slices.Clone(states)
	slices.SortStableFunc(sorted, func(a, b news.FeedState) int { return strings.Compare(a.URL, b.URL) })
	err := p.write(ctx, func(ctx context.Context, w pgWriter) error {
		var b pgx.Batch
		for _, f := range sorted {
			b.Queue(
				pgSaveFeedState, wrap(f.URL), wrap(f.ETag), wrap(f.LastModified), plain(f.BodyHash), plain(string(f.Status)), f.Code,
				wrap(f.Error), f.Failures, micros(f.Fetched), micros(f.Succeeded), micros(f.Next), micros(f.RetryAfter),
				wrap(f.MovedTo), f.Items,
			)
		}
		return w.send(ctx, &b)
	})
	if err != nil {
		return fmt.Errorf("keep the states of feeds: %w", err)
	}
	return nil
}

const pgSaveFeedState = "INSERT INTO feed_state (" + feedStateColumns + `)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
	ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified,
		body_hash = excluded.body_hash, status = excluded.status, code = excluded.code, error = excluded.error,
		failures = excluded.failures, fetched = excluded.fetched, succeeded = excluded.succeeded, next = excluded.next,
		retry_after = excluded.retry_after, moved_to = excluded.moved_to, items = excluded.items`

// pgState is the state with what its server said as it said it.
func (r *feedStateRow) pgState() news.FeedState {
	f := r.state()
	for _, said := range []*string{&f.URL, &f.ETag, &f.LastModified, &f.Error, &f.MovedTo} {
		*said = unwrap(*said)
	}
	return f
}

// ArticlesPerFeed counts the stored articles of each feed, by URL.
func (p *Postgres) ArticlesPerFeed(ctx context.Context) (map[string]int, error) {
	counts, err := p.counts(ctx, "SELECT feed_url, sum("+pgArticlesOf+")::bigint FROM source src GROUP BY feed_url")
	if err != nil {
		return nil, fmt.Errorf("count the feeds' articles: %w", err)
	}
	return counts, nil
}

// ArticlesSince counts the articles that were published since a time, by the URL of their feed.
func (p *Postgres) ArticlesSince(ctx context.Context, since time.Time) (map[string]int, error) {
	question := `SELECT src.feed_url, count(*) FROM vector v JOIN article a ON a.n = v.article JOIN source src ON src.n = a.source
		WHERE v.seen >= $1 AND a.published >= $1 GROUP BY src.feed_url`
	counts, err := p.counts(ctx, question, micros(since))
	if err != nil {
		return nil, fmt.Errorf("count the feeds' new articles: %w", err)
	}
	return counts, nil
}

func (p *Postgres) counts(ctx context.Context, question string, args ...any) (map[string]int, error) {
	counts := map[string]int{}
	err := p.each(ctx, question, args, func(scan scanner) error {
		var of string
		var n int
		err := scan(&of, &n)
		counts[of] = n
		return err
	})
	return counts, err
}

// AddFeed adds a feed to those of the configuration; one with this URL that was added before is replaced in its place.
func (p *Postgres) AddFeed(ctx context.Context, f news.Feed) error {
	err := p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		return w.exec(
			ctx, `INSERT INTO feed (url, outlet, lang, country, grade, full_text, every) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (url) DO UPDATE SET outlet = excluded.outlet, lang = excluded.lang, country = excluded.country,
			grade = excluded.grade, full_text = excluded.full_text, every = excluded.every`,
			plain(f.URL), plain(f.Outlet), plain(string(f.Lang)), plain(f.Country), plain(f.Grade), f.FullText, f.Every.Microseconds(),
		)
	})
	if err != nil {
		return fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	return nil
}

// RemoveFeed takes back an added feed; see Store.RemoveFeed.
func (p *Postgres) RemoveFeed(ctx context.Context, url string) error {
	err := p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		var n int64
		found, err := w.one(ctx, "DELETE FROM feed WHERE url = $1 RETURNING n", []any{plain(url)}, []any{&n})
		if err == nil && !found {
			err = ErrNotFound
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove feed %s: %w", url, err)
	}
	return nil
}

// Feeds lists the feeds that officers added, in the order they were added.
func (p *Postgres) Feeds(ctx context.Context) ([]news.Feed, error) {
	var feeds []news.Feed
	question := "SELECT url, outlet, lang, country, grade, full_text, every FROM feed ORDER BY n"
	err := p.each(ctx, question, nil, func(scan scanner) error {
		var f news.Feed
		var every int64
		err := scan(&f.URL, &f.Outlet, &f.Lang, &f.Country, &f.Grade, &f.FullText, &every)
		f.Every = time.Duration(every) * time.Microsecond
		feeds = append(feeds, f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the added feeds: %w", err)
	}
	return feeds, nil
}

// Regrade gives the articles of a feed that are stored another grade of their source. Where there is such a source
// already, that one stays as it is.
func (p *Postgres) Regrade(ctx context.Context, url, grade string) error {
	err := p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		return w.exec(ctx, `UPDATE source SET grade = $2 WHERE n IN (
				SELECT DISTINCT ON (outlet, home) n FROM source s WHERE feed_url = $1 AND grade <> $2 AND NOT EXISTS (
					SELECT FROM source o WHERE o.feed_url = s.feed_url AND o.outlet = s.outlet AND o.home = s.home AND o.grade = $2
				) ORDER BY outlet, home, n)`, plain(url), plain(grade))
	})
	if err != nil {
		return fmt.Errorf("grade feed %s: %w", url, err)
	}
	return nil
}
