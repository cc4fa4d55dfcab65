package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Habit is what was kept of the lines and titles that a feed puts around its articles; nil when nothing was.
func (p *Postgres) Habit(ctx context.Context, feed string) ([]byte, error) {
	var carried []byte
	err := p.one(ctx, "SELECT carried FROM habit WHERE feed_url = $1", []any{plain(feed)}, []any{&carried})
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the habits of feed %s: %w", feed, err)
	}
	return carried, nil
}

// SaveHabit keeps what was learned of a feed in place of what was there.
func (p *Postgres) SaveHabit(ctx context.Context, feed string, carried []byte) error {
	err := p.note(ctx, pgSaveHabit, plain(feed), carried)
	if err != nil {
		return fmt.Errorf("keep the habits of feed %s: %w", feed, err)
	}
	return nil
}

const pgSaveHabit = "INSERT INTO habit VALUES ($1, $2) ON CONFLICT (feed_url) DO UPDATE SET carried = excluded.carried"

// ChangeHabit changes what was kept of a feed; see Store.ChangeHabit. It is read behind a lock of the feed's, as a row that is not
// there yet has none, in one way to the server and back.
func (p *Postgres) ChangeHabit(ctx context.Context, feed string, change func(kept []byte) []byte) error {
	feed = plain(feed)
	err := p.write(ctx, func(ctx context.Context, w pgWriter) error {
		var kept []byte
		var b pgx.Batch
		b.Queue("SELECT pg_advisory_xact_lock($1, hashtext(current_setting('search_path') || ' ' || $2))", locksOurs+lockHabit, feed)
		b.Queue("SELECT carried FROM habit WHERE feed_url = $1", feed).Query(func(rows pgx.Rows) error {
			return eachOf(rows, func(scan scanner) error { return scan(&kept) })
		})
		if err := w.send(ctx, &b); err != nil {
			return err
		}
		return w.exec(ctx, pgSaveHabit, feed, change(kept))
	})
	if err != nil {
		return fmt.Errorf("change the habits of feed %s: %w", feed, err)
	}
	return nil
}
