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
	question := `SELECT region, (first - ?1) / ?2, count(*) FROM story INDEXED BY story_by_first
		WHERE first >= ?1 AND first < ?1 + ?2 * ?3 AND state < 3 GROUP BY 1, 2`
	err := s.each(ctx, question, []any{micros(from), day.Microseconds(), days}, func(rows *sql.Rows) error {
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
