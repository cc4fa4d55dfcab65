package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// StoriesByDay counts by region the stories that began on each of a number of days from a time on, by the publication of
// their oldest article. A day goes to the same time on the wall of from's place, an hour more or less where the clocks there
// are put forward or back. Dismissed ones are left out.
func (s *Store) StoriesByDay(ctx context.Context, from time.Time, days int) (map[string][]int, error) {
	out := map[string][]int{}
	for day := range days {
		question := "SELECT region, sum(stories) FROM began WHERE quarter >= ? AND quarter < ? GROUP BY region HAVING sum(stories) > 0"
		args := []any{quarterOf(from.AddDate(0, 0, day)), quarterOf(from.AddDate(0, 0, day+1))}
		err := s.each(ctx, question, args, func(rows *sql.Rows) error {
			var region string
			var count int
			if err := rows.Scan(&region, &count); err != nil {
				return err
			}
			if out[region] == nil {
				out[region] = make([]int, days)
			}
			out[region][day] = count
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("count the stories of each day: %w", err)
		}
	}
	return out, nil
}

// quarterOf is the quarter of an hour that a time is in, as stories are counted by.
func quarterOf(t time.Time) int64 { return micros(t) / (15 * time.Minute).Microseconds() }
