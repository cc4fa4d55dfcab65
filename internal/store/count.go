package store

import (
	"context"

	"harmattan/internal/news"
)

// beginnings counts the stories that begin in a transaction by what they are counted by: each count is written once,
// however many there are.
type beginnings map[beginning]int

type beginning struct {
	region, country string
	state           int
	unread          bool
	quarter         int64 // of an hour, since 1970
}

const microsOfQuarter = 15 * 60 * 1_000_000

func (b beginnings) add(p news.Placement, state int, unread bool, first int64) {
	b[beginning{p.Region, p.Country, state, unread, first / microsOfQuarter}]++
}

// count writes the counts.
func (w *writer) count(ctx context.Context, b beginnings) error {
	for k, more := range b {
		err := w.exec(
			ctx, "INSERT INTO tally VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET stories = stories + excluded.stories",
			k.region, k.country, k.state, k.unread, more,
		)
		if err == nil && stateOf(k.state) != news.Dismissed {
			err = w.exec(
				ctx, "INSERT INTO began VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET stories = stories + excluded.stories",
				k.quarter, k.region, more,
			)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
