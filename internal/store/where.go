package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// Question is a search: what words an article has, and what else holds of it or its story.
type Question struct {
	Terms []find.Term
	Where []Where
}

// Where is one condition.
type Where struct {
	Field Field
	In    []string  // one of these; none hold of nothing
	At    time.Time // of Published: since then
	Not   bool      // the condition must not hold

	reader int64 // of StoryUnread: whose reading it is
}

// Field is what a condition is about.
type Field int

// The fields.
const (
	ByRegion    Field = iota // ids
	ByCountry                // ISO 3166-1 alpha-2
	ByOutlet                 // names as they are stored
	ByLang                   // of the article
	ByState                  // news.State
	ByGrade                  // of the source
	ByStory                  // ids
	Published                // the article since At
	StoryUnread              // the story has something that the officer has not read
	StoryDiffer              // something differs in the story
)

// where writes the conditions in SQL, over article a, story and source src.
func where(list []Where) (string, []any, error) {
	var b strings.Builder
	var args []any
	for _, c := range list {
		text, more, err := c.condition()
		if err != nil {
			return "", nil, err
		}
		if c.Not {
			text = "NOT (" + text + ")"
		}
		b.WriteString(" AND " + text)
		args = append(args, more...)
	}
	return b.String(), args, nil
}

func (c Where) condition() (string, []any, error) {
	switch c.Field {
	case Published:
		return "a.published >= ?", []any{micros(c.At)}, nil
	case StoryUnread:
		if c.reader != deskReader {
			return "NOT EXISTS (" + hasRead + ")", []any{c.reader}, nil
		}
		return "story.unread = 1", nil, nil
	case StoryDiffer:
		return "story.differs > 0", nil, nil
	}
	column, ok := map[Field]string{
		ByRegion: "story.region", ByCountry: "story.country", ByOutlet: "src.outlet", ByLang: "a.lang", ByState: "story.state",
		ByGrade: "src.grade", ByStory: "story.id",
	}[c.Field]
	if !ok {
		return "", nil, fmt.Errorf("no field %d", c.Field)
	}
	args := make([]any, len(c.In))
	for i, v := range c.In {
		args[i] = v
		if c.Field == ByState {
			code, err := stateCode(news.State(v))
			if err != nil {
				return "", nil, err
			}
			args[i] = code
		}
	}
	return column + " IN (" + marks(len(args)) + ")", args, nil
}

// readBy says whose reading the conditions of a search are about.
func (q Question) readBy(reader int64) Question {
	q.Where = slices.Clone(q.Where)
	for i := range q.Where {
		q.Where[i].reader = reader
	}
	return q
}

// Outlets lists the outlets that articles are kept of.
func (s *Store) Outlets(ctx context.Context) ([]string, error) {
	var list []string
	err := s.each(ctx, "SELECT DISTINCT outlet FROM source WHERE articles > 0 ORDER BY outlet", nil, func(rows *sql.Rows) error {
		var outlet string
		err := rows.Scan(&outlet)
		list = append(list, outlet)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the outlets: %w", err)
	}
	return list, nil
}

// Find lists the stories that have an article which answers a question, in the order of lists; at most limit, the newest.
func (s *Store) Find(ctx context.Context, ask Question, limit int) ([]news.StoryRow, error) {
	var numbers []any
	err := steadily(func() error {
		q, ok, err := s.newSearch(ctx, ask, limit)
		if err != nil || !ok {
			return err
		}
		found, err := q.storiesFound(ctx)
		numbers = make([]any, len(found))
		for i, n := range found {
			numbers[i] = n
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	return s.storiesIn(ctx, "n", numbers)
}

// storiesFound are the numbers of the stories of the articles found, the newest first.
func (q *search) storiesFound(ctx context.Context) ([]int64, error) {
	q.limit, q.page = math.MaxInt, newest
	again := slices.ContainsFunc(q.terms, lookAgain)
	if again {
		q.page = newest / 4
	}
	var numbers []int64
	seen := map[int64]bool{}
	for len(numbers) < newest {
		page, more, err := q.nextTitles(ctx)
		if err != nil || len(page) == 0 {
			return numbers, err
		}
		if again {
			if page, err = q.in.withPhrases(ctx, page, q.terms); err != nil {
				return nil, err
			}
		}
		for _, f := range page {
			if !seen[f.story] {
				seen[f.story] = true
				numbers = append(numbers, f.story)
			}
		}
		if !more {
			break
		}
	}
	return numbers, nil
}

// StoriesByID lists stories by their ids, in the order of lists.
func (s *Store) StoriesByID(ctx context.Context, ids []string) ([]news.StoryRow, error) {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return s.storiesIn(ctx, "id", args)
}

// storiesIn lists the stories that have one of some values in a column, in the order of lists.
func (s *Store) storiesIn(ctx context.Context, column string, values []any) ([]news.StoryRow, error) {
	const together = 500
	reader, err := s.reader(ctx)
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	columns, first := columnsOf(reader)
	var list []news.StoryRow
	numbers := map[string]int64{} // which of two began first
	for part := range slices.Chunk(values, together) {
		question := "SELECT story.n, " + columns + " FROM story WHERE +state < 4 AND " + column + " IN (" + marks(len(part)) + ")"
		err := s.each(ctx, question, slices.Concat(first, part), func(rows *sql.Rows) error {
			var n int64
			r, err := scanStory(func(into ...any) error { return rows.Scan(append([]any{&n}, into...)...) })
			list = append(list, r)
			numbers[r.ID] = n
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("list stories: %w", err)
		}
	}
	if err := s.addRemarks(ctx, list); err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	slices.SortFunc(list, func(a, b news.StoryRow) int {
		return cmp.Or(inListOrder(a, b), cmp.Compare(numbers[a.ID], numbers[b.ID]))
	})
	return list, nil
}

// inListOrder is fullOrder for rows, but for which of two began first.
func inListOrder(a, b news.StoryRow) int {
	first := func(x, y bool) int {
		switch {
		case x == y:
			return 0
		case x:
			return -1
		}
		return 1
	}
	watched := func(r news.StoryRow) bool { return r.Unread() && r.State == news.Watching }
	if c := first(a.Unread(), b.Unread()); c != 0 {
		return c
	}
	if c := first(watched(a), watched(b)); c != 0 {
		return c
	}
	if a.Origins != b.Origins {
		return b.Origins - a.Origins
	}
	return b.Last.Compare(a.Last)
}
