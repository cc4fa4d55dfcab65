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
}

// SaveArticle writes one change in one transaction: article, story, vector, placement, origins and search index are
// kept together or not at all. A story that is stored keeps its state and the time it was read; an article that is
// stored keeps the time it was first seen, and its former text becomes a revision.
func (s *Store) SaveArticle(ctx context.Context, c Change) error {
	return s.SaveArticles(ctx, []Change{c})
}

// SaveArticles writes several changes in one transaction, in their order: much quicker than one by one.
func (s *Store) SaveArticles(ctx context.Context, changes []Change) error {
	return s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		for _, c := range changes {
			if err := w.saveChange(ctx, c); err != nil {
				return fmt.Errorf("save article %s: %w", c.Article.ID, err)
			}
		}
		return nil
	})
}

func (w *writer) saveChange(ctx context.Context, c Change) error {
	story, err := w.saveStory(ctx, c.Story)
	if err != nil {
		return fmt.Errorf("save story %s: %w", c.Story.ID, err)
	}
	n, err := w.saveText(ctx, story, c)
	if err != nil {
		return err
	}
	err = w.exec(ctx, "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", micros(c.Article.Published), n, c.Vector)
	if err != nil {
		return fmt.Errorf("save its vector: %w", err)
	}
	for id, origin := range c.Origins {
		if err := w.exec(ctx, "UPDATE article SET origin = ? WHERE id = ?", origin, id); err != nil {
			return fmt.Errorf("save the origin of article %s: %w", id, err)
		}
	}
	return nil
}

// saveStory writes a story's row and returns its number. What changed after the officer read the story is unread, also
// when the clock was set back in between.
func (w *writer) saveStory(ctx context.Context, r news.StoryRow) (n int64, err error) {
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
	_, err = w.one(
		ctx, `INSERT INTO story (id, title, lang, region, country, country_name, area, score, evidence, state, outlets,
			origins, articles, differs, readings, first, last, changed, read)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET title = excluded.title, lang = excluded.lang, region = excluded.region,
			country = excluded.country, country_name = excluded.country_name, area = excluded.area,
			score = excluded.score, evidence = excluded.evidence, outlets = excluded.outlets,
			origins = excluded.origins, articles = excluded.articles, differs = excluded.differs,
			readings = excluded.readings, first = excluded.first, last = excluded.last,
			changed = iif(excluded.changed = changed, changed, max(excluded.changed, read + 1))
		RETURNING n`,
		[]any{
			r.ID, r.Title, string(r.Lang), p.Region, p.Country, p.CountryName, p.Area, p.Score, evidence, state, r.Outlets,
			r.Origins, r.Articles, r.Differs, r.Readings, micros(r.First), micros(r.Last), micros(r.Changed), micros(r.Read),
		},
		[]any{&n},
	)
	return n, err
}

// stored is what an article had before it was saved again.
type stored struct {
	n, source, published, revised int64
	revision                      int
	hash                          []byte
	title                         string
	text                          any
}

// saveText writes the article itself, its place in the search index and its former text, and returns its number.
func (w *writer) saveText(ctx context.Context, story int64, c Change) (int64, error) {
	a := c.Article
	source, err := w.source(ctx, a)
	if err != nil {
		return 0, fmt.Errorf("save its source: %w", err)
	}
	placement, err := encodePlacement(c.Placement)
	if err != nil {
		return 0, err
	}
	var old stored
	known, err := w.one(
		ctx, "SELECT n, source, published, revised, revision, hash, title, text FROM article WHERE id = ?", []any{a.ID},
		[]any{&old.n, &old.source, &old.published, &old.revised, &old.revision, &old.hash, &old.title, &old.text},
	)
	if err != nil {
		return 0, fmt.Errorf("look it up: %w", err)
	}
	r := rowOf(a)
	r.story, r.source, r.placement = story, source, placement
	if known {
		return old.n, w.replaceText(ctx, old, r)
	}
	return w.insertText(ctx, a, r)
}

func (w *writer) insertText(ctx context.Context, a news.Article, r articleRow) (n int64, err error) {
	_, err = w.one(
		ctx, `INSERT INTO article (id, story, source, hash, revision, revised, seen, published, guessed, teaser, lang,
			author, url, guid, origin, title, placement, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
		[]any{
			a.ID, r.story, r.source, r.hash, max(a.Revision, 1), r.revised, r.seen, r.published, a.Guessed, a.Teaser, string(a.Lang),
			a.Author, a.URL, r.guid, r.origin, a.Title, r.placement, r.text,
		},
		[]any{&n},
	)
	if err != nil {
		return 0, err
	}
	for _, p := range a.Prior {
		if err := w.keepRevision(ctx, n, p); err != nil {
			return 0, err
		}
	}
	return n, w.index(ctx, n, a)
}

// replaceText writes an article over its stored row. Only another title or text makes it a new revision.
func (w *writer) replaceText(ctx context.Context, old stored, r articleRow) error {
	a := r.Article
	edited := string(old.hash) != string(r.hash)
	revision, revised := old.revision, old.revised
	if edited {
		text, err := unpack(old.text)
		if err != nil {
			return fmt.Errorf("read its former text: %w", err)
		}
		former := news.Revision{Number: old.revision, Seen: fromMicros(old.revised), Title: old.title, Text: text}
		if err := w.keepRevision(ctx, old.n, former); err != nil {
			return err
		}
		revision, revised = old.revision+1, r.revised
	}
	err := w.exec(
		ctx, `UPDATE article SET story = ?, source = ?, hash = ?, revision = ?, revised = ?, published = ?, guessed = ?,
			teaser = ?, lang = ?, author = ?, url = ?, guid = ?, origin = ?, title = ?, placement = ?, text = ? WHERE n = ?`,
		r.story, r.source, r.hash, revision, revised, r.published, a.Guessed, a.Teaser, string(a.Lang), a.Author, a.URL, r.guid, r.origin,
		a.Title, r.placement, r.text, old.n,
	)
	if err != nil {
		return err
	}
	if old.published != r.published {
		if err := w.exec(ctx, "DELETE FROM vector WHERE published = ? AND article = ?", old.published, old.n); err != nil {
			return fmt.Errorf("remove its former vector: %w", err)
		}
	}
	if !edited {
		return nil
	}
	return w.index(ctx, old.n, a)
}

func (w *writer) keepRevision(ctx context.Context, n int64, r news.Revision) error {
	err := w.exec(ctx, "INSERT OR REPLACE INTO revision VALUES (?, ?, ?, ?, ?)", n, r.Number, micros(r.Seen), r.Title, pack(r.Text))
	if err != nil {
		return fmt.Errorf("keep its former text: %w", err)
	}
	return nil
}

// index makes the article findable by its present words.
func (w *writer) index(ctx context.Context, n int64, a news.Article) error {
	err := w.exec(ctx, "INSERT OR REPLACE INTO words (rowid, title, text) VALUES (?, ?, ?)", n, fold(a.Title), fold(a.Text))
	if err != nil {
		return fmt.Errorf("add it to the search index: %w", err)
	}
	return nil
}

// source returns the number of the article's source.
func (w *writer) source(ctx context.Context, a news.Article) (n int64, err error) {
	key := []any{a.FeedURL, a.Outlet, a.Home, a.Grade}
	found, err := w.one(
		ctx, "SELECT n FROM source WHERE feed_url = ? AND outlet = ? AND home = ? AND grade = ?", key, []any{&n},
	)
	if err != nil || found {
		return n, err
	}
	_, err = w.one(ctx, "INSERT INTO source (feed_url, outlet, home, grade) VALUES (?, ?, ?, ?) RETURNING n", key, []any{&n})
	return n, err
}
