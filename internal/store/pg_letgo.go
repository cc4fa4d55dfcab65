package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// LetGo lets go of the texts of the next stories that Keeping names; see Store.LetGo.
func (p *Postgres) LetGo(ctx context.Context, k Keeping, from Place) (next Place, done bool, err error) {
	err = p.write(ctx, func(ctx context.Context, w pgWriter) error {
		var stories []int64
		next = from
		before := max(timeOrNone(k.Dismissed), timeOrNone(k.Read))
		err := w.each(
			ctx, "SELECT n, changed FROM story WHERE (changed, n) > ($1, $2) AND changed < $3 ORDER BY changed, n LIMIT $4",
			[]any{from.changed, from.story, before, storiesAtOnce}, func(scan scanner) error {
				err := scan(&next.story, &next.changed)
				stories = append(stories, next.story)
				return err
			})
		if err != nil {
			return err
		}
		done = len(stories) < storiesAtOnce
		return w.letGo(ctx, k, stories)
	})
	if err != nil {
		return from, false, fmt.Errorf("let go of old texts: %w", err)
	}
	return next, done, nil
}

func (w pgWriter) letGo(ctx context.Context, k Keeping, stories []int64) error {
	var b pgx.Batch
	var numbers []int64
	by, err := audienceOf(k, func(since int64, into ...any) error {
		_, err := w.one(ctx, "SELECT coalesce(bool_or(n = 0), false), count(*) FILTER (WHERE n > 0) FROM reader WHERE at >= $1", []any{since}, into)
		return err
	})
	if err != nil {
		return err
	}
	err = w.each(
		ctx, `SELECT a.n FROM story JOIN article a ON a.story = story.n WHERE story.n = ANY($1)
			AND (story.state = 3 AND greatest(story.decided, story.changed) < $2
				OR story.state = 0 AND `+by.pgHaveRead()+`)
			AND NOT story.remarked AND story.n NOT IN (SELECT story FROM watched) AND a.let_go IS NULL AND $4::bigint >= 0
			ORDER BY a.n FOR UPDATE OF a`,
		[]any{stories, timeOrNone(k.Dismissed), timeOrNone(k.Read), by.since}, func(scan scanner) error {
			var n int64
			if err := scan(&n); err != nil {
				return err
			}
			b.Queue("UPDATE article SET text = '', let_go = $1 WHERE n = $2", micros(k.At), n)
			b.Queue("UPDATE revision SET text = '' WHERE article = $1", n)
			b.Queue("DELETE FROM unseen WHERE article = $1", n)
			b.Queue("DELETE FROM reading_unseen WHERE article = $1", n)
			numbers = append(numbers, n)
			return nil
		})
	if err != nil {
		return err
	}
	if err := w.send(ctx, &b); err != nil {
		return err
	}
	return w.reword(ctx, numbers)
}

// pgHaveRead is the condition that all who read the desk have read a story; see audience.haveRead.
func (a audience) pgHaveRead() string {
	return a.condition("NOT story.unread", "NOT r.unread", "$")
}

// Compact has nothing to do: a server takes care of its own space.
func (p *Postgres) Compact(context.Context) (more bool, err error) { return false, nil }

// TimeOfNews is a time that has come whatever the clock says; see Store.TimeOfNews.
func (p *Postgres) TimeOfNews(ctx context.Context) (time.Time, error) {
	question := `SELECT max(a.published) FROM (SELECT * FROM article ORDER BY n DESC LIMIT $1) a JOIN source ON source.n = a.source
		WHERE NOT a.guessed GROUP BY source.outlet ORDER BY 1 DESC LIMIT 2`
	var known time.Time
	err := p.each(ctx, question, []any{witnesses}, func(scan scanner) error {
		var published int64
		err := scan(&published)
		known = fromMicros(published)
		return err
	})
	if err != nil {
		return known, fmt.Errorf("find the time of the last news: %w", err)
	}
	return known, nil
}

// RecallVectors gives the articles that came since a time vectors again; see Store.RecallVectors.
func (p *Postgres) RecallVectors(ctx context.Context, since time.Time) error {
	text, err := p.Meta(ctx, vectorsSince)
	if err != nil || text == "" {
		return err
	}
	forgotten, err := strconv.ParseInt(text, 10, 64)
	if err == nil && forgotten <= micros(since) {
		return nil
	}
	err = p.write(ctx, func(ctx context.Context, w pgWriter) error {
		err := w.exec(
			ctx, `INSERT INTO vector (seen, article, data) SELECT seen, n, ''::bytea FROM article WHERE seen >= $1
				AND NOT EXISTS (SELECT FROM vector WHERE vector.article = article.n) ON CONFLICT DO NOTHING`, micros(since),
		)
		if err != nil {
			return err
		}
		return w.exec(ctx, pgSetMeta, vectorsSince, strconv.FormatInt(micros(since), 10))
	})
	if err != nil {
		return fmt.Errorf("recall the vectors of recent articles: %w", err)
	}
	return nil
}
