package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// StoriesByDay counts by region the stories that began on each of a number of days from a time on, by the publication of
// their oldest article. Dismissed ones are left out.
func (s *Store) StoriesByDay(ctx context.Context, from time.Time, days int) (map[string][]int, error) {
	out := map[string][]int{}
	const day = 24 * time.Hour
	const quarter = 15 * time.Minute
	question := `SELECT region, (quarter - ?1) / ?2, sum(stories) FROM began WHERE quarter >= ?1 AND quarter < ?1 + ?2 * ?3
		GROUP BY 1, 2 HAVING sum(stories) > 0`
	err := s.each(ctx, question, []any{micros(from) / quarter.Microseconds(), int64(day / quarter), days}, func(rows *sql.Rows) error {
		var region string
		var at, count int
		if err := rows.Scan(&region, &at, &count); err != nil {
			return err
		}
		if out[region] == nil {
			out[region] = make([]int, days)
		}
		out[region][at] = count
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count the stories of each day: %w", err)
	}
	return out, nil
}
