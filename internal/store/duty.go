package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// AddDuty adds an entry about shifts to the log. A hand-over is taken once: ok is false where it was, and nothing is written.
func (s *Store) AddDuty(ctx context.Context, d news.Duty) (ok bool, err error) {
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		var id int64
		ok, err = w.one(
			ctx, `INSERT INTO duty (at, who, deed, whom, since, about) SELECT ?1, ?2, ?3, ?4, ?5, ?6
				WHERE ?6 = 0 OR NOT EXISTS (SELECT 1 FROM duty WHERE about = ?6) RETURNING id`,
			[]any{micros(d.At), d.Who, string(d.Deed), d.Whom, micros(d.Since), d.About}, []any{&id},
		)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("write about shifts: %w", err)
	}
	return ok, nil
}

// Duties lists the entries about shifts since a time, in their order.
func (s *Store) Duties(ctx context.Context, since time.Time) ([]news.Duty, error) {
	var list []news.Duty
	question := "SELECT id, at, who, deed, whom, since, about, name FROM duty WHERE at >= ? ORDER BY id"
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		d, err := scanDuty(rows.Scan)
		list = append(list, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read about shifts: %w", err)
	}
	return list, nil
}

func scanDuty(scan scanner) (d news.Duty, err error) {
	var at, since int64
	err = scan(&d.ID, &at, &d.Who, &d.Deed, &d.Whom, &since, &d.About, &d.Name)
	d.At, d.Since = fromMicros(at), fromMicros(since)
	return d, err
}
