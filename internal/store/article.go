package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// articleRow is an article as it is stored: times as numbers, texts packed, what repeats left out.
type articleRow struct {
	news.Article
	n, story, source         int64
	hash                     []byte
	revised, seen, published int64
	guid, origin             any // nil: as the URL, as the outlet
	placement                string
	text                     any
}

func rowOf(a news.Article) articleRow {
	hash := HashText(a.Title, a.Text)
	r := articleRow{
		Article: a, hash: hash[:], revised: micros(a.Revised), seen: micros(a.Seen), published: micros(a.Published),
		guid: a.GUID, origin: a.Origin, text: pack(a.Text),
	}
	if a.Revised.IsZero() {
		r.revised = r.seen
	}
	if a.GUID == a.URL {
		r.guid = nil
	}
	if a.Origin == a.Outlet {
		r.origin = nil
	}
	return r
}

// pack is a text as it is stored.
func pack(text string) any { return text }

func unpack(stored any) (string, error) {
	switch t := stored.(type) {
	case string:
		return t, nil
	default:
		return "", fmt.Errorf("a text is stored as %T", stored)
	}
}

const articleColumns = `a.n, a.id, src.feed_url, coalesce(a.guid, a.url), src.outlet, a.url, a.title, a.author, a.lang,
	src.home, src.grade, a.published, a.guessed, a.seen, a.teaser, a.revision, a.revised, coalesce(a.origin, src.outlet), a.text`

func (r *articleRow) into() []any {
	return []any{
		&r.n, &r.ID, &r.FeedURL, &r.GUID, &r.Outlet, &r.URL, &r.Title, &r.Author, &r.Lang, &r.Home, &r.Grade, &r.published,
		&r.Guessed, &r.seen, &r.Teaser, &r.Revision, &r.revised, &r.Origin, &r.text,
	}
}

func (r *articleRow) article() (news.Article, error) {
	a := r.Article
	a.Published, a.Seen, a.Revised = fromMicros(r.published), fromMicros(r.seen), fromMicros(r.revised)
	var err error
	if a.Text, err = unpack(r.text); err != nil {
		return news.Article{}, fmt.Errorf("read article %s: %w", a.ID, err)
	}
	return a, nil
}

// Article is one article with its earlier texts. The error is ErrNotFound when there is none with this id.
func (s *Store) Article(ctx context.Context, id string) (news.Article, error) {
	articles, err := s.articles(ctx, "a.id = ?", id)
	if err == nil && len(articles) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return news.Article{}, fmt.Errorf("read article %s: %w", id, err)
	}
	return articles[0], nil
}

// StoryArticles are the articles of a story with their earlier texts, by time of publication, then by ID.
func (s *Store) StoryArticles(ctx context.Context, story string) ([]news.Article, error) {
	articles, err := s.articles(ctx, "a.story = (SELECT n FROM story WHERE id = ?)", story)
	if err != nil {
		return nil, fmt.Errorf("read the articles of story %s: %w", story, err)
	}
	return articles, nil
}

func (s *Store) articles(ctx context.Context, which, arg string) ([]news.Article, error) {
	var articles []news.Article
	at := map[int64]int{}
	revised := false
	question := "SELECT " + articleColumns + " FROM article a JOIN source src ON src.n = a.source WHERE " + which +
		" ORDER BY a.published, a.id"
	err := s.each(ctx, question, []any{arg}, func(rows *sql.Rows) error {
		var r articleRow
		if err := rows.Scan(r.into()...); err != nil {
			return err
		}
		a, err := r.article()
		if err != nil {
			return err
		}
		at[r.n] = len(articles)
		articles = append(articles, a)
		revised = revised || a.Revision > 1
		return nil
	})
	if err != nil || !revised {
		return articles, err
	}
	return articles, s.addRevisions(ctx, which, arg, articles, at)
}

// addRevisions fills in the earlier texts. An edit that came since the articles were read is left out, so that no text
// stands both as the present and as an earlier one.
func (s *Store) addRevisions(ctx context.Context, which, arg string, articles []news.Article, at map[int64]int) error {
	question := `SELECT r.article, r.number, r.seen, r.title, r.text FROM article a JOIN revision r ON r.article = a.n
		WHERE ` + which + " ORDER BY r.article, r.number"
	return s.each(ctx, question, []any{arg}, func(rows *sql.Rows) error {
		var n, seen int64
		var r news.Revision
		var text any
		if err := rows.Scan(&n, &r.Number, &seen, &r.Title, &text); err != nil {
			return err
		}
		i, ok := at[n]
		if !ok || r.Number >= articles[i].Revision {
			return nil
		}
		var err error
		if r.Text, err = unpack(text); err != nil {
			return err
		}
		r.Seen = fromMicros(seen)
		articles[i].Prior = append(articles[i].Prior, r)
		return nil
	})
}

// StoryPlacements are the placements of a story's articles, by article id.
func (s *Store) StoryPlacements(ctx context.Context, story string) (map[string]news.Placement, error) {
	placements := map[string]news.Placement{}
	question := "SELECT id, placement FROM article WHERE story = (SELECT n FROM story WHERE id = ?)"
	err := s.each(ctx, question, []any{story}, func(rows *sql.Rows) error {
		var id, encoded string
		if err := rows.Scan(&id, &encoded); err != nil {
			return err
		}
		p, err := decodePlacement(encoded)
		if err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		placements[id] = p
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the places of story %s: %w", story, err)
	}
	return placements, nil
}

// Digest is what tells whether an article is stored as it is now, and where.
type Digest struct {
	Hash     Hash
	Revision int
	Story    string // StoryRow.ID
}

// Known looks up which of these articles are stored, in one question for all of them.
func (s *Store) Known(ctx context.Context, ids []string) (map[string]Digest, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	known := make(map[string]Digest, len(ids))
	question := `SELECT a.id, a.hash, a.revision, story.id FROM json_each(?) wanted JOIN article a ON a.id = wanted.value
		JOIN story ON story.n = a.story`
	err = s.each(ctx, question, []any{string(list)}, func(rows *sql.Rows) error {
		var id string
		var hash sql.RawBytes
		var d Digest
		if err := rows.Scan(&id, &hash, &d.Revision, &d.Story); err != nil {
			return err
		}
		copy(d.Hash[:], hash)
		known[id] = d
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	return known, nil
}

// Vectors calls each with the vector of every article published since a time, by time of publication. The vector is
// valid until each returns; an error of each ends it and is returned.
func (s *Store) Vectors(ctx context.Context, since time.Time, each func(story, article string, vector []byte) error) error {
	question := `SELECT story.id, a.id, v.data FROM vector v JOIN article a ON a.n = v.article
		JOIN story ON story.n = a.story WHERE v.published >= ? ORDER BY v.published, v.article`
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		var story, article string
		var vector sql.RawBytes
		if err := rows.Scan(&story, &article, &vector); err != nil {
			return err
		}
		return each(story, article, vector)
	})
	if err != nil {
		return fmt.Errorf("read the vectors: %w", err)
	}
	return nil
}
