package store

import (
	"context"
	"fmt"

	"harmattan/internal/news"
)

// Change is one article as it was taken in, and what that made of its story.
type Change struct {
	Article   news.Article
	Vector    []byte // as summarize encoded it
	Placement news.Placement
	Story     news.StoryRow
	Origins   map[string]string // article id -> origin, for the articles of the story whose origin is another now
	Watches   []string          // watches that the article matches
	Revived   string            // the watch for which a dismissed story comes back, "" for none
}

// SaveArticle writes one change in one transaction: article, story, vector, placement, origins and search index are
// kept together or not at all. A story that is stored keeps its state and the time it was read; an article that is
// stored keeps the time it was first seen, and its former text becomes a revision.
func (s *Store) SaveArticle(ctx context.Context, c Change) error {
	return s.SaveArticles(ctx, []Change{c})
}

// SaveArticles writes several changes in one transaction, in their order: a thousand together take a fifth of the time
// they would take one by one. Then it lets the search index take in what it is due.
func (s *Store) SaveArticles(ctx context.Context, changes []Change) error {
	return s.SaveMoved(ctx, nil, changes)
}

// SaveMoved writes what the program moved between stories, then what came to stories, in one transaction.
func (s *Store) SaveMoved(ctx context.Context, moves []Rearrangement, changes []Change) error {
	rows := make([]articleRow, len(changes))
	for i, c := range changes { // what needs no transaction is done before it
		var err error
		if rows[i], err = s.rowOf(c); err != nil {
			return fmt.Errorf("save article %s: %w", c.Article.ID, err)
		}
	}
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		for _, r := range moves {
			m := move{Rearrangement: r}
			if err := m.carryOut(ctx, w); err != nil {
				return fmt.Errorf("move articles of story %s to %s: %w", r.From.ID, r.Into.ID, err)
			}
		}
		return s.saveChanges(ctx, w, changes, rows)
	})
	if err != nil || s.writer.unindexed.Load() < indexedTogether {
		return err
	}
	return s.Index(context.WithoutCancel(ctx))
}

func (s *Store) saveChanges(ctx context.Context, w *writer, changes []Change, rows []articleRow) error {
	stories, err := w.saveStories(ctx, changes)
	if err != nil {
		return err
	}
	gained := map[int64]int{}
	for i, c := range changes {
		r := &rows[i]
		r.story = stories[c.Story.ID]
		if err := s.saveText(ctx, w, r, gained); err != nil {
			return fmt.Errorf("save article %s: %w", c.Article.ID, err)
		}
		if err := w.saveOrigins(ctx, c.Origins, c.Article); err != nil {
			return fmt.Errorf("save article %s: %w", c.Article.ID, err)
		}
	}
	for n, more := range gained {
		if err := w.exec(ctx, "UPDATE source SET articles = articles + ? WHERE n = ?", more, n); err != nil {
			return fmt.Errorf("count the articles of a source: %w", err)
		}
	}
	for _, c := range changes {
		for _, name := range c.Watches {
			if err := w.watched(ctx, name, c.Story.ID, c.Article.Seen); err != nil {
				return fmt.Errorf("mark story %s: %w", c.Story.ID, err)
			}
		}
		if err := w.revive(ctx, c); err != nil {
			return err
		}
	}
	return nil
}

// saveStories writes the stories' rows and returns their numbers. Of several rows of one story the last one counts.
func (w *writer) saveStories(ctx context.Context, changes []Change) (map[string]int64, error) {
	last := make(map[string]int, len(changes))
	for i, c := range changes {
		last[c.Story.ID] = i
	}
	numbers, begun := make(map[string]int64, len(last)), beginnings{}
	for i, c := range changes {
		if last[c.Story.ID] != i {
			continue
		}
		n, err := w.saveStory(ctx, c.Story, begun)
		if err != nil {
			return nil, fmt.Errorf("save story %s: %w", c.Story.ID, err)
		}
		numbers[c.Story.ID] = n
	}
	return numbers, w.count(ctx, begun)
}

// saveStory writes a story's row and returns its number. What changed after the officer read the story is unread, also
// when the clock was set back in between. A story that begins is added to begun, which is for count to write.
func (w *writer) saveStory(ctx context.Context, r news.StoryRow, begun beginnings) (n int64, err error) {
	state := 0
	if r.State != "" {
		if state, err = stateCode(r.State); err != nil {
			return 0, err
		}
	}
	p := r.Placement
	evidence, err := encodeEvidence(p)
	if err != nil {
		return 0, err
	}
	unread := micros(r.Read) < micros(r.Changed)
	n, isNew, err := w.insert(
		ctx, `INSERT INTO story (id, title, lang, region, country, country_name, area, score, evidence, state, outlets,
			origins, articles, differs, readings, first, last, changed, read, unread)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
		r.ID, r.Title, string(r.Lang), p.Region, p.Country, p.CountryName, p.Area, p.Score, evidence, state, r.Outlets,
		r.Origins, r.Articles, r.Differs, r.Readings, micros(r.First), micros(r.Last), micros(r.Changed), micros(r.Read), unread,
	)
	if isNew {
		begun.add(p, state, unread, micros(r.First))
	}
	if err != nil || isNew {
		return n, err
	}
	_, err = w.one(
		ctx, `UPDATE story SET title = ?2, lang = ?3, region = coalesce((SELECT region FROM region_by_hand WHERE story = n), ?4),
			country = ?5, country_name = ?6, area = ?7, score = ?8, evidence = ?9, outlets = ?10, origins = ?11,
			articles = ?12, differs = ?13, readings = ?14, first = ?15, last = ?16, unread = iif(?17 = changed, unread, 1),
			changed = iif(?17 = changed, changed, max(?17, read + 1))
		WHERE id = ?1 RETURNING n`,
		[]any{
			r.ID, r.Title, string(r.Lang), p.Region, p.Country, p.CountryName, p.Area, p.Score, evidence, r.Outlets,
			r.Origins, r.Articles, r.Differs, r.Readings, micros(r.First), micros(r.Last), micros(r.Changed),
		},
		[]any{&n},
	)
	return n, err
}

// saveOrigins gives articles their origins, but for one whose row was just written with it.
func (w *writer) saveOrigins(ctx context.Context, origins map[string]string, written news.Article) error {
	for id, origin := range origins {
		if id == written.ID && origin == written.Origin {
			continue
		}
		if err := w.exec(ctx, "UPDATE article SET origin = ? WHERE id = ?", origin, articleKey(id)); err != nil {
			return fmt.Errorf("save the origin of article %s: %w", id, err)
		}
	}
	return nil
}
