package store

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strings"

	"harmattan/internal/news"
)

const (
	// fewStories is how many stories may meet the conditions of a search for their articles to be listed before it begins.
	fewStories = 3000
	// manyStories is how many may for that once hardly any of the newest articles meets them: these may all lie years back.
	manyStories = 50_000
)

// narrow lets candidates be those only that can meet conditions, as far as the search index and the counts of stories
// tell. Whether they do meet them is looked at again.
func (s *Store) narrow(ctx context.Context, c *candidates, list []Where) error {
	if err := c.narrow(ctx, s, list); err != nil {
		return err
	}
	return s.narrowStories(ctx, c, list, fewStories)
}

// narrow takes in what the search index itself tells: times, languages and sources.
func (c *candidates) narrow(ctx context.Context, in searched, list []Where) error {
	c.since, c.until = math.MinInt64, math.MaxInt64
	for _, w := range list {
		var words []wanted
		switch w.Field {
		case Published:
			if w.Not {
				c.until = min(c.until, micros(w.At)-1)
			} else {
				c.since = max(c.since, micros(w.At))
			}
			continue
		case ByLang:
			for _, lang := range w.In {
				words = append(words, wanted{word: langWord(lang)})
			}
		case ByOutlet, ByGrade:
			var err error
			if words, err = in.sourcesWhere(ctx, w); err != nil {
				return err
			}
		default:
			continue
		}
		if w.Not {
			c.never = append(c.never, words...)
		} else {
			c.also = append(c.also, words)
		}
	}
	return nil
}

func (s *Store) sourcesWhere(ctx context.Context, w Where) ([]wanted, error) {
	w.Not = false
	conditions, args, err := where([]Where{w})
	if err != nil {
		return nil, err
	}
	var words []wanted
	err = s.each(ctx, "SELECT src.n FROM source src WHERE true"+conditions, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		words = append(words, wanted{word: sourceWord(n)})
		return err
	})
	return words, err
}

// narrowStories lists the articles of the stories that can meet the conditions, where these stories are no more than so many.
func (s *Store) narrowStories(ctx context.Context, c *candidates, list []Where, few int) error {
	var counted, ofStories []Where // what the tally knows, and all that is about stories
	most := math.MaxInt
	for _, w := range list {
		switch w.Field {
		case ByRegion, ByCountry, ByState, StoryUnread:
			counted, ofStories = append(counted, w), append(ofStories, w)
		case StoryDiffer:
			ofStories = append(ofStories, w)
		case ByStory:
			ofStories = append(ofStories, w)
			if !w.Not {
				most = min(most, len(w.In))
			}
		}
	}
	if len(counted) > 0 && most > few {
		var err error
		if most, ofStories, err = s.counted(ctx, counted, ofStories); err != nil {
			return err
		}
	}
	from := "story"
	if most > few && slices.ContainsFunc(list, func(w Where) bool { return w.Field == StoryDiffer && !w.Not }) {
		question := "SELECT count(*) FROM (SELECT 1 FROM story INDEXED BY story_differing WHERE differs > 0 LIMIT ?)"
		if err := s.one(ctx, question, []any{few + 1}, []any{&most}); err != nil {
			return err
		}
		from = "story INDEXED BY story_differing"
	}
	if most > few {
		return nil
	}
	conditions, args, err := where(ofStories)
	if err != nil {
		return err
	}
	c.only = []int64{}
	question := "SELECT a.n FROM " + from + " CROSS JOIN article a ON a.story = story.n WHERE " + everyState() + conditions
	err = s.each(ctx, question, args, func(rows *sql.Rows) error {
		var n int64
		err := rows.Scan(&n)
		c.only = append(c.only, n)
		return err
	})
	slices.Sort(c.only)
	return err
}

// counted is how many stories meet conditions that they are counted by. Where these are few, the conditions get the
// stories' regions besides, by which an index finds them.
func (s *Store) counted(ctx context.Context, counted, list []Where) (most int, narrower []Where, err error) {
	from, args := countsOf(&counted)
	conditions, more, err := where(counted)
	if err != nil {
		return 0, list, err
	}
	in := Where{Field: ByRegion, In: []string{}}
	question := "SELECT region, sum(stories) FROM " + from + " story WHERE state < 4" + conditions + " GROUP BY region HAVING sum(stories) > 0"
	err = s.each(ctx, question, append(args, more...), func(rows *sql.Rows) error {
		var region string
		var stories int
		err := rows.Scan(&region, &stories)
		in.In = append(in.In, region)
		most += stories
		return err
	})
	return most, append(list, in), err
}

// countsOf is the table of counts for conditions. What an officer with marks in tables of their own has read, or not, is
// counted there, and no longer among the conditions.
func countsOf(list *[]Where) (from string, args []any) {
	var rest []Where
	from = "tally"
	for _, w := range *list {
		switch {
		case w.Field != StoryUnread || w.reader == deskReader:
			rest = append(rest, w)
		case w.Not:
			from, args = "(SELECT region, country, state, stories FROM reading_tally WHERE reader = ?)", []any{w.reader}
		default:
			from, args = `(SELECT region, country, state, stories FROM tally UNION ALL
				SELECT region, country, state, -stories FROM reading_tally WHERE reader = ?)`, []any{w.reader}
		}
	}
	*list = rest
	return from, args
}

// everyState names the states of lists one by one: so the indexes of stories are used beyond the state.
func everyState() string {
	var codes []string
	for _, state := range []news.State{news.New, news.Watching, news.Cited, news.Dismissed} {
		code, _ := stateCode(state)
		codes = append(codes, string(rune('0'+code)))
	}
	return "story.state IN (" + strings.Join(codes, ", ") + ")"
}
