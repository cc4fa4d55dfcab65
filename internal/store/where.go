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
	StoryUnread              // the story has something unread
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
	var ids []string
	err := s.steadily(func() error {
		q, ok, err := s.newSearch(ctx, ask, limit)
		if err == nil && ok {
			ids, err = s.storiesFound(ctx, q)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	return s.StoriesByID(ctx, ids)
}

// storiesFound are the stories of the articles found, the newest first.
func (s *Store) storiesFound(ctx context.Context, q *search) ([]string, error) {
	q.limit, q.page = math.MaxInt, newest
	var ids []string
	seen := map[string]bool{}
	for len(ids) < newest {
		page, more, err := s.nextTitles(ctx, q)
		if err != nil || len(page) == 0 {
			return ids, err
		}
		for _, f := range page {
			story, err := s.storyOf(ctx, f, q.terms)
			if err != nil {
				return nil, err
			}
			if story != "" && !seen[story] {
				seen[story] = true
				ids = append(ids, story)
			}
		}
		if !more {
			break
		}
	}
	return ids, nil
}

// storyOf is the story of an article found; "" where the article has the words but not as they were asked for.
func (s *Store) storyOf(ctx context.Context, f found, terms []find.Term) (string, error) {
	story := ""
	if !slices.ContainsFunc(terms, lookAgain) {
		err := s.one(ctx, "SELECT story.id FROM article a JOIN story ON story.n = a.story WHERE a.n = ?", []any{f.n}, []any{&story})
		return story, err
	}
	page, err := s.readTexts(ctx, []found{f})
	if err != nil || !holds(terms, f.hit.Title, page[0].text) {
		return "", err
	}
	return page[0].hit.Story, nil
}

// StoriesByID lists stories by their ids, in the order of lists.
func (s *Store) StoriesByID(ctx context.Context, ids []string) ([]news.StoryRow, error) {
	const together = 500
	var list []news.StoryRow
	numbers := map[string]int64{} // which of two began first
	for part := range slices.Chunk(ids, together) {
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		question := "SELECT story.n, " + storyColumns + " FROM story WHERE state < 4 AND id IN (" + marks(len(part)) + ")"
		err := s.each(ctx, question, args, func(rows *sql.Rows) error {
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
