package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"harmattan/internal/news"
)

const feedStateColumns = `url, etag, last_modified, body_hash, status, code, error, failures, fetched, succeeded, next,
  retry_after, moved_to, items`

// FeedState is what is remembered of a feed between two refreshes; of an unknown one only its URL is set.
func (s *Store) FeedState(ctx context.Context, url string) (news.FeedState, error) {
	var r feedStateRow
	err := s.one(ctx, "SELECT "+feedStateColumns+" FROM feed_state WHERE url = ?", []any{url}, r.into())
	if errors.Is(err, ErrNotFound) {
		return news.FeedState{URL: url}, nil
	}
	if err != nil {
		return news.FeedState{}, fmt.Errorf("read the state of feed %s: %w", url, err)
	}
	return r.state(), nil
}

// FeedStates are the states of all feeds ever asked, by URL.
func (s *Store) FeedStates(ctx context.Context) (map[string]news.FeedState, error) {
	states := map[string]news.FeedState{}
	err := s.each(ctx, "SELECT "+feedStateColumns+" FROM feed_state", nil, func(rows *sql.Rows) error {
		var r feedStateRow
		if err := rows.Scan(r.into()...); err != nil {
			return err
		}
		states[r.URL] = r.state()
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the feeds' states: %w", err)
	}
	return states, nil
}

// SaveFeedStates keeps the states of feeds, all or none.
func (s *Store) SaveFeedStates(ctx context.Context, states ...news.FeedState) error {
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		for _, f := range states {
			err := w.exec(
				ctx, "INSERT OR REPLACE INTO feed_state ("+feedStateColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				f.URL, f.ETag, f.LastModified, f.BodyHash, string(f.Status), f.Code, f.Error, f.Failures, micros(f.Fetched),
				micros(f.Succeeded), micros(f.Next), micros(f.RetryAfter), f.MovedTo, f.Items,
			)
			if err != nil {
				return fmt.Errorf("feed %s: %w", f.URL, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("keep the states of feeds: %w", err)
	}
	return nil
}

// feedStateRow is a feed's state as it is stored.
type feedStateRow struct {
	news.FeedState
	fetched, succeeded, next, retryAfter int64
}

func (r *feedStateRow) into() []any {
	return []any{
		&r.URL, &r.ETag, &r.LastModified, &r.BodyHash, &r.Status, &r.Code, &r.Error, &r.Failures, &r.fetched, &r.succeeded,
		&r.next, &r.retryAfter, &r.MovedTo, &r.Items,
	}
}

func (r *feedStateRow) state() news.FeedState {
	f := r.FeedState
	f.Fetched, f.Succeeded = fromMicros(r.fetched), fromMicros(r.succeeded)
	f.Next, f.RetryAfter = fromMicros(r.next), fromMicros(r.retryAfter)
	return f
}

// ArticlesPerFeed counts the stored articles of each feed, by URL.
func (s *Store) ArticlesPerFeed(ctx context.Context) (map[string]int, error) {
	counts := map[string]int{}
	err := s.each(ctx, "SELECT feed_url, sum(articles) FROM source GROUP BY feed_url", nil, func(rows *sql.Rows) error {
		var url string
		var n int
		if err := rows.Scan(&url, &n); err != nil {
			return err
		}
		counts[url] = n
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count the feeds' articles: %w", err)
	}
	return counts, nil
}

// AddFeed adds a feed to those of the configuration; one with this URL that was added before is replaced in its place.
func (s *Store) AddFeed(ctx context.Context, f news.Feed) error {
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		return w.exec(
			ctx, `INSERT INTO feed (url, outlet, lang, country, grade, full_text, every) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (url) DO UPDATE SET outlet = excluded.outlet, lang = excluded.lang, country = excluded.country,
			grade = excluded.grade, full_text = excluded.full_text, every = excluded.every`,
			f.URL, f.Outlet, string(f.Lang), f.Country, f.Grade, f.FullText, f.Every.Microseconds(),
		)
	})
	if err != nil {
		return fmt.Errorf("add feed %s: %w", f.URL, err)
	}
	return nil
}

// RemoveFeed takes back an added feed. Its articles and its state stay. The error is ErrNotFound when no added feed has
// this URL.
func (s *Store) RemoveFeed(ctx context.Context, url string) error {
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		var n int64
		found, err := w.one(ctx, "DELETE FROM feed WHERE url = ? RETURNING n", []any{url}, []any{&n})
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

// Feeds lists the feeds that the officer added, in the order they were added.
func (s *Store) Feeds(ctx context.Context) ([]news.Feed, error) {
	var feeds []news.Feed
	question := "SELECT url, outlet, lang, country, grade, full_text, every FROM feed ORDER BY n"
	err := s.each(ctx, question, nil, func(rows *sql.Rows) error {
		var f news.Feed
		var every int64
		if err := rows.Scan(&f.URL, &f.Outlet, &f.Lang, &f.Country, &f.Grade, &f.FullText, &every); err != nil {
			return err
		}
		f.Every = time.Duration(every) * time.Microsecond
		feeds = append(feeds, f)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the added feeds: %w", err)
	}
	return feeds, nil
}

// ArticlesSince counts the articles that were published since a time, by the URL of their feed.
func (s *Store) ArticlesSince(ctx context.Context, since time.Time) (map[string]int, error) {
	counts := map[string]int{}
	question := `SELECT src.feed_url, count(*) FROM vector v CROSS JOIN article a ON a.n = v.article JOIN source src ON src.n = a.source
		WHERE v.seen >= ?1 AND a.published >= ?1 GROUP BY src.feed_url`
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		var url string
		var n int
		err := rows.Scan(&url, &n)
		counts[url] = n
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count the feeds' new articles: %w", err)
	}
	return counts, nil
}

// Regrade gives the articles of a feed that are stored another grade of their source.
func (s *Store) Regrade(ctx context.Context, url, grade string) error {
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		return w.exec(ctx, "UPDATE OR IGNORE source SET grade = ? WHERE feed_url = ?", grade, url)
	})
	if err != nil {
		return fmt.Errorf("grade feed %s: %w", url, err)
	}
	return nil
}
