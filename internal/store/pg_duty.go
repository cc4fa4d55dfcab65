package store

import (
	"context"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// AddDuty adds an entry about shifts to the log; see Store.AddDuty. With a receipt the same entry of the same moment is kept once:
// whoever was not told that it is asks again.
func (p *Postgres) AddDuty(ctx context.Context, d news.Duty) (ok bool, err error) {
	err = p.log(ctx, func(ctx context.Context, w pgWriter) error {
		entry := []any{micros(d.At), plain(d.Who), string(d.Deed), plain(d.Whom), micros(d.Since), d.About}
		_, err := w.one(
			ctx, `SELECT EXISTS (SELECT FROM duty WHERE at = $1 AND who = $2 AND deed = $3 AND whom = $4 AND since = $5 AND about = $6 AND $7)`,
			append(entry, receiptOf(ctx) != ""), []any{&ok},
		)
		if err != nil || ok {
			return err
		}
		var id int64
		ok, err = w.one(
			ctx, `INSERT INTO duty (at, who, deed, whom, since, about) SELECT $1::bigint, $2, $3, $4, $5::bigint, $6::bigint
				WHERE $6::bigint = 0 OR NOT EXISTS (SELECT FROM duty WHERE about = $6::bigint) RETURNING id`,
			entry, []any{&id},
		)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("write about shifts: %w", err)
	}
	return ok, nil
}

// Duties lists the entries about shifts since a time, in their order.
func (p *Postgres) Duties(ctx context.Context, since time.Time) ([]news.Duty, error) {
	var list []news.Duty
	question := "SELECT id, at, who, deed, whom, since, about, name FROM duty WHERE at >= $1 ORDER BY id"
	err := p.each(ctx, question, []any{micros(since)}, func(scan scanner) error {
		d, err := scanDuty(scan)
		list = append(list, d)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read about shifts: %w", err)
	}
	return list, nil
}
