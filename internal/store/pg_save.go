package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
)

// SaveArticles writes several changes in one transaction, in their order.
func (p *Postgres) SaveArticles(ctx context.Context, changes []Change) error {
	return p.SaveMoved(ctx, nil, changes)
}

// SaveMoved writes what the program moved between stories, then what came to stories, in one transaction. What needs no
// answer of the server goes there together: the cost is that of a few ways there and back, however many the changes are.
func (p *Postgres) SaveMoved(ctx context.Context, moves []Rearrangement, changes []Change) error {
	if len(moves)+len(changes) == 0 {
		return nil
	}
	logs := len(moves) > 0 || slices.ContainsFunc(changes, func(c Change) bool { return c.Revived != "" })
	err := p.inStint(ctx, func(ctx context.Context, w pgWriter) error {
		if logs {
			if err := w.lock(ctx, lockLog); err != nil {
				return err
			}
		}
		rows := make([]pgArticle, len(changes))
		for i, c := range changes {
			var err error
			if rows[i], err = pgArticleOf(c); err != nil {
				return fmt.Errorf("save article %s: %w", c.Article.ID, err)
			}
		}
		for _, r := range moves {
			m := pgMove{move: move{Rearrangement: r}, w: w}
			if err := m.carryOut(ctx); err != nil {
				return fmt.Errorf("move articles of story %s to %s: %w", r.From.ID, r.Into.ID, err)
			}
		}
		if err := w.saveChanges(ctx, changes, rows); err != nil {
			return err
		}
		return w.settled(ctx, changes)
	})
	if err != nil {
		return err
	}
	if _, grows := ctx.Value(growing{p}).(*growth); grows {
		p.unindexed.Add(int64(len(changes))) // its end is not yet
		return nil
	}
	p.indexDue(ctx, len(changes))
	return nil
}

func (w pgWriter) saveChanges(ctx context.Context, changes []Change, rows []pgArticle) error {
	if err := w.saveStories(ctx, changes, rows); err != nil {
		return fmt.Errorf("save stories: %w", err)
	}
	if err := w.saveSources(ctx, rows); err != nil {
		return fmt.Errorf("save the articles' sources: %w", err)
	}
	if err := w.saveTexts(ctx, changes, rows); err != nil {
		return err
	}
	return w.saveMatches(ctx, changes)
}

const pgSaveStories = `INSERT INTO story AS s (id, title, lang, region, country, country_name, area, score, evidence, state,
		outlets, origins, articles, differs, readings, first, last, changed, read)
	SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::float8[], $9::text[],
		$10::smallint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[], $15::text[], $16::bigint[], $17::bigint[],
		$18::bigint[], $19::bigint[])
	ON CONFLICT (id) DO UPDATE SET title = excluded.title, lang = excluded.lang,
		region = coalesce((SELECT h.region FROM region_by_hand h WHERE h.story = s.n), excluded.region),
		country = excluded.country, country_name = excluded.country_name, area = excluded.area,
		score = excluded.score, evidence = excluded.evidence, outlets = excluded.outlets,
		origins = excluded.origins, articles = excluded.articles, differs = excluded.differs,
		readings = excluded.readings, first = excluded.first, last = excluded.last,
		changed = CASE WHEN excluded.changed = s.changed THEN s.changed ELSE greatest(excluded.changed, s.read + 1) END
	RETURNING id, n`

// ofEach is what each of many rows has in one column: the server takes rows by columns, many in one statement.
func ofEach[R, T any](rows []R, of func(*R) T) []T {
	all := make([]T, len(rows))
	for i := range rows {
		all[i] = of(&rows[i])
	}
	return all
}

// writeStories writes rows of different stories and returns their numbers.
func (w pgWriter) writeStories(ctx context.Context, rows []news.StoryRow) (map[string]int64, error) {
	states, evidence := make([]int16, len(rows)), make([]string, len(rows))
	for i, r := range rows {
		if r.State != "" {
			state, err := stateCode(r.State)
			if err != nil {
				return nil, fmt.Errorf("save story %s: %w", r.ID, err)
			}
			states[i] = int16(state)
		}
		text, err := encodeEvidence(r.Placement)
		if err != nil {
			return nil, fmt.Errorf("save story %s: %w", r.ID, err)
		}
		evidence[i] = plain(text)
	}
	type row = news.StoryRow
	args := []any{
		ofEach(rows, func(r *row) string { return plain(r.ID) }),
		ofEach(rows, func(r *row) string { return plain(r.Title) }),
		ofEach(rows, func(r *row) string { return plain(string(r.Lang)) }),
		ofEach(rows, func(r *row) string { return plain(r.Placement.Region) }),
		ofEach(rows, func(r *row) string { return plain(r.Placement.Country) }),
		ofEach(rows, func(r *row) string { return plain(r.Placement.CountryName) }),
		ofEach(rows, func(r *row) string { return plain(r.Placement.Area) }),
		ofEach(rows, func(r *row) float64 { return r.Placement.Score }),
		evidence, states,
		ofEach(rows, func(r *row) int64 { return int64(r.Outlets) }),
		ofEach(rows, func(r *row) int64 { return int64(r.Origins) }),
		ofEach(rows, func(r *row) int64 { return int64(r.Articles) }),
		ofEach(rows, func(r *row) int64 { return int64(r.Differs) }),
		ofEach(rows, func(r *row) string { return plain(r.Readings) }),
		ofEach(rows, func(r *row) int64 { return micros(r.First) }),
		ofEach(rows, func(r *row) int64 { return micros(r.Last) }),
		ofEach(rows, func(r *row) int64 { return micros(r.Changed) }),
		ofEach(rows, func(r *row) int64 { return micros(r.Read) }),
	}
	numbers := make(map[string]int64, len(rows))
	err := w.each(ctx, pgSaveStories, args, func(scan scanner) error {
		var id string
		var n int64
		err := scan(&id, &n)
		numbers[id] = n
		return err
	})
	return numbers, err
}

// saveStories writes the stories' rows, each once, and gives the articles the numbers of theirs. Of several rows of one
// story the last one counts. They are written in the order of their ids, so that two transactions with the same stories
// wait for one another and do not block each other.
func (w pgWriter) saveStories(ctx context.Context, changes []Change, rows []pgArticle) error {
	if len(changes) == 0 {
		return nil
	}
	last := make(map[string]news.StoryRow, len(changes))
	for _, c := range changes {
		last[c.Story.ID] = c.Story
	}
	stories := make([]news.StoryRow, 0, len(last))
	for _, id := range slices.Sorted(maps.Keys(last)) {
		w.change(id)
		stories = append(stories, last[id])
	}
	numbers, err := w.writeStories(ctx, stories)
	if err != nil {
		return err
	}
	for i, c := range changes {
		rows[i].story = numbers[plain(c.Story.ID)]
	}
	return nil
}

func (w pgWriter) saveStory(ctx context.Context, r news.StoryRow) (n int64, err error) {
	numbers, err := w.writeStories(ctx, []news.StoryRow{r})
	return numbers[plain(r.ID)], err
}

// saveMatches notes which watches the articles matched, and brings back the stories that they revive.
func (w pgWriter) saveMatches(ctx context.Context, changes []Change) error {
	var b pgx.Batch
	for _, c := range changes {
		for _, name := range c.Watches {
			b.Queue(pgWatched, plain(c.Story.ID), plain(name), micros(c.Article.Seen))
		}
	}
	if err := w.send(ctx, &b); err != nil {
		return fmt.Errorf("mark what watches matched: %w", err)
	}
	for _, c := range changes {
		if err := w.revive(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
