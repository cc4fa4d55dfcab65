package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"harmattan/internal/news"
)

const articleColumns = `a.n, a.id, src.feed_url, a.guid, src.outlet, a.url, a.title, a.author, a.lang,
	src.home, src.grade, a.published, a.guessed, a.seen, a.teaser, a.revision, coalesce(a.revised, a.seen),
	coalesce(a.origin, src.outlet), a.text, a.let_go`

func (s *Store) scanArticle(rows *sql.Rows) (n int64, a news.Article, err error) {
	var published, seen, revised int64
	var key, text any
	var letGo sql.NullInt64
	var guid sql.NullString
	var link string
	err = rows.Scan(
		&n, &key, &a.FeedURL, &guid, &a.Outlet, &link, &a.Title, &a.Author, &a.Lang, &a.Home, &a.Grade, &published,
		&a.Guessed, &seen, &a.Teaser, &a.Revision, &revised, &a.Origin, &text, &letGo,
	)
	if err != nil {
		return 0, a, err
	}
	a.ID = articleID(key)
	a.Published, a.Seen, a.Revised = fromMicros(published), fromMicros(seen), fromMicros(revised)
	if letGo.Valid {
		a.LetGo = fromMicros(letGo.Int64)
	}
	if a.URL, a.Text, err = s.texts.unpackLinked(a.Title, link, text); err != nil {
		return 0, a, fmt.Errorf("read article %s: %w", a.ID, err)
	}
	if a.GUID = guid.String; !guid.Valid {
		a.GUID = a.URL
	}
	return n, a, nil
}

// Article is one article with its earlier texts. The error is ErrNotFound when there is none with this id.
func (s *Store) Article(ctx context.Context, id string) (news.Article, error) {
	articles, err := s.articles(ctx, "a.id = ?", articleKey(id))
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
	articles, err := s.articles(ctx, "a.story = "+presentStory, story)
	if err != nil {
		return nil, fmt.Errorf("read the articles of story %s: %w", story, err)
	}
	return articles, nil
}

// StoryArticleIDs are the ids of a story's articles, by time of publication, then by ID.
func (s *Store) StoryArticleIDs(ctx context.Context, story string) ([]string, error) {
	var ids []string
	question := "SELECT id FROM article WHERE story = " + presentStory + " ORDER BY published, id"
	err := s.each(ctx, question, []any{story}, func(rows *sql.Rows) error {
		var key any
		err := rows.Scan(&key)
		ids = append(ids, articleID(key))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the articles of story %s: %w", story, err)
	}
	return ids, nil
}

func (s *Store) articles(ctx context.Context, which string, arg any) ([]news.Article, error) {
	var articles []news.Article
	at := map[int64]int{}
	revised := false
	question := "SELECT " + articleColumns + " FROM article a JOIN source src ON src.n = a.source WHERE " + which +
		" ORDER BY a.published, a.id"
	err := s.each(ctx, question, []any{arg}, func(rows *sql.Rows) error {
		n, a, err := s.scanArticle(rows)
		if err != nil {
			return err
		}
		at[n] = len(articles)
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
func (s *Store) addRevisions(ctx context.Context, which string, arg any, articles []news.Article, at map[int64]int) error {
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
		if r.Text, err = s.texts.unpack(text); err != nil {
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
	question := "SELECT id, placement FROM article WHERE story = " + presentStory
	err := s.each(ctx, question, []any{story}, func(rows *sql.Rows) error {
		var key any
		var encoded string
		if err := rows.Scan(&key, &encoded); err != nil {
			return err
		}
		var p storedPlacement
		if err := p.decode(encoded); err != nil {
			return fmt.Errorf("article %s: %w", articleID(key), err)
		}
		placements[articleID(key)] = p.Placement
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
	marked := make([]string, len(ids))
	for i, id := range ids {
		marked[i] = "text " + id
		if _, isHex := articleKey(id).([]byte); isHex {
			marked[i] = "hex  " + id
		}
	}
	list, err := json.Marshal(marked)
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	known := make(map[string]Digest, len(ids))
	question := `SELECT a.id, a.hash, a.revision, story.id FROM json_each(?) wanted CROSS JOIN article a
		ON a.id = iif(wanted.value GLOB 'hex*', unhex(substr(wanted.value, 6)), substr(wanted.value, 6)) JOIN story ON story.n = a.story`
	err = s.each(ctx, question, []any{string(list)}, func(rows *sql.Rows) error {
		var key any
		var hash sql.RawBytes
		var d Digest
		if err := rows.Scan(&key, &hash, &d.Revision, &d.Story); err != nil {
			return err
		}
		copy(d.Hash[:], hash)
		known[articleID(key)] = d
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	return known, nil
}

// Vectors calls each with the vector of every article that came since a time, at most so many of the last, in the order
// in which they came. The vector is valid until each returns; an error of each ends it and is returned.
func (s *Store) Vectors(ctx context.Context, since time.Time, most int, each func(story, article string, vector []byte) error) error {
	question := `SELECT story.id, a.id, v.data FROM (
			SELECT * FROM vector WHERE seen >= ? ORDER BY seen DESC, article DESC LIMIT ?
		) v JOIN article a ON a.n = v.article JOIN story ON story.n = a.story ORDER BY v.seen, v.article`
	err := s.each(ctx, question, []any{micros(since), most}, func(rows *sql.Rows) error {
		var story string
		var key any
		var vector sql.RawBytes
		if err := rows.Scan(&story, &key, &vector); err != nil {
			return err
		}
		return each(story, articleID(key), vector)
	})
	if err != nil {
		return fmt.Errorf("read the vectors: %w", err)
	}
	return nil
}

// ForgetVectors removes the vectors of the articles that came before a time: they are read to find the story of a new
// article, and what is that old takes no more of them. They are a fifth of the file.
func (s *Store) ForgetVectors(ctx context.Context, before time.Time) error {
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		if err := w.exec(ctx, "DELETE FROM vector WHERE seen < ?", micros(before)); err != nil {
			return err
		}
		return w.exec(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", vectorsSince, strconv.FormatInt(micros(before), 10))
	})
	if err != nil {
		return fmt.Errorf("forget the vectors of old articles: %w", err)
	}
	return nil
}

// RecallVectors gives the articles that came since a time vectors again, where they were forgotten while the clock was
// ahead: empty ones, which are made anew from the articles when they are read.
func (s *Store) RecallVectors(ctx context.Context, since time.Time) error {
	text, err := s.Meta(ctx, vectorsSince)
	if err != nil || text == "" {
		return err
	}
	forgotten, err := strconv.ParseInt(text, 10, 64)
	if err == nil && forgotten <= micros(since) {
		return nil
	}
	err = s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		err := w.exec(ctx, `INSERT INTO vector SELECT seen, n, x'' FROM article WHERE seen >= ? AND n NOT IN (SELECT article FROM vector)`, micros(since))
		if err != nil {
			return err
		}
		return w.exec(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", vectorsSince, strconv.FormatInt(micros(since), 10))
	})
	if err != nil {
		return fmt.Errorf("recall the vectors of recent articles: %w", err)
	}
	return nil
}

// vectorsSince is the key of the fact since when articles have vectors.
const vectorsSince = "store: vectors since"
