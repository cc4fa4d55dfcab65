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
	return p.inStint(ctx, func(ctx context.Context, w pgWriter) error {
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

const pgSaveStory = `INSERT INTO story AS s (id, title, lang, region, country, country_name, area, score, evidence, state,
		outlets, origins, articles, differs, readings, first, last, changed, read)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
	ON CONFLICT (id) DO UPDATE SET title = excluded.title, lang = excluded.lang,
		region = coalesce((SELECT h.region FROM region_by_hand h WHERE h.story = s.n), excluded.region),
		country = excluded.country, country_name = excluded.country_name, area = excluded.area,
		score = excluded.score, evidence = excluded.evidence, outlets = excluded.outlets,
		origins = excluded.origins, articles = excluded.articles, differs = excluded.differs,
		readings = excluded.readings, first = excluded.first, last = excluded.last,
		changed = CASE WHEN excluded.changed = s.changed THEN s.changed ELSE greatest(excluded.changed, s.read + 1) END
	RETURNING n`

func pgStoryArgs(r news.StoryRow) ([]any, error) {
	state := 0
	var err error
	if r.State != "" {
		if state, err = stateCode(r.State); err != nil {
			return nil, err
		}
	}
	at := r.Placement
	evidence, err := encodeEvidence(at)
	if err != nil {
		return nil, err
	}
	return []any{
		plain(r.ID), plain(r.Title), plain(string(r.Lang)), plain(at.Region), plain(at.Country), plain(at.CountryName), plain(at.Area),
		at.Score, plain(evidence), state, r.Outlets, r.Origins, r.Articles, r.Differs, plain(r.Readings), micros(r.First),
		micros(r.Last), micros(r.Changed), micros(r.Read),
	}, nil
}

// saveStories writes the stories' rows, each once, and gives the articles the numbers of theirs. Of several rows of one
// story the last one counts. They are written in the order of their ids, so that two transactions with the same stories
// wait for one another and do not block each other.
func (w pgWriter) saveStories(ctx context.Context, changes []Change, rows []pgArticle) error {
	last := make(map[string]news.StoryRow, len(changes))
	for _, c := range changes {
		last[c.Story.ID] = c.Story
	}
	numbers := make(map[string]int64, len(last))
	var b pgx.Batch
	for _, id := range slices.Sorted(maps.Keys(last)) {
		w.change(id)
		args, err := pgStoryArgs(last[id])
		if err != nil {
			return fmt.Errorf("save story %s: %w", id, err)
		}
		b.Queue(pgSaveStory, args...).QueryRow(func(row pgx.Row) error {
			var n int64
			err := row.Scan(&n)
			numbers[id] = n
			return err
		})
	}
	if err := w.send(ctx, &b); err != nil {
		return err
	}
	for i, c := range changes {
		rows[i].story = numbers[c.Story.ID]
	}
	return nil
}

func (w pgWriter) saveStory(ctx context.Context, r news.StoryRow) (n int64, err error) {
	args, err := pgStoryArgs(r)
	if err == nil {
		_, err = w.one(ctx, pgSaveStory, args, []any{&n})
	}
	return n, err
}

// saveSources gives the articles the numbers of their sources.
func (w pgWriter) saveSources(ctx context.Context, rows []pgArticle) error {
	numbers := map[sourceKey]int64{}
	for _, question := range []string{
		"SELECT n FROM source WHERE feed_url = $1 AND outlet = $2 AND home = $3 AND grade = $4",
		`INSERT INTO source (feed_url, outlet, home, grade) VALUES ($1, $2, $3, $4)
			ON CONFLICT (feed_url, outlet, home, grade) DO UPDATE SET grade = excluded.grade RETURNING n`,
	} {
		var b pgx.Batch
		asked := map[sourceKey]bool{}
		for _, r := range rows {
			if numbers[r.from] != 0 || asked[r.from] {
				continue
			}
			asked[r.from] = true
			b.Queue(question, r.from.feed, r.from.outlet, r.from.home, r.from.grade).Query(func(found pgx.Rows) error {
				for found.Next() {
					var n int64
					if err := found.Scan(&n); err != nil {
						return err
					}
					numbers[r.from] = n
				}
				return found.Err()
			})
		}
		if err := w.send(ctx, &b); err != nil {
			return err
		}
	}
	for i := range rows {
		rows[i].source = numbers[rows[i].from]
	}
	return nil
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
