package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"harmattan/internal/news"
)

const pgArticleColumns = `a.n, a.id, src.feed_url, coalesce(a.guid, a.url), src.outlet, a.url, a.title, a.author, a.lang,
	src.home, src.grade, a.published, a.guessed, a.seen, a.teaser, a.revision, coalesce(a.revised, a.seen),
	coalesce(a.origin, src.outlet), a.text, a.let_go`

func pgScanArticle(scan scanner) (n int64, a news.Article, err error) {
	var published, seen, revised int64
	var letGo *int64
	err = scan(
		&n, &a.ID, &a.FeedURL, &a.GUID, &a.Outlet, &a.URL, &a.Title, &a.Author, &a.Lang, &a.Home, &a.Grade, &published,
		&a.Guessed, &seen, &a.Teaser, &a.Revision, &revised, &a.Origin, &a.Text, &letGo,
	)
	if letGo != nil {
		a.LetGo = fromMicros(*letGo)
	}
	a.Published, a.Seen, a.Revised = fromMicros(published), fromMicros(seen), fromMicros(revised)
	return n, a, err
}

// Article is one article with its earlier texts. The error is ErrNotFound when there is none with this id.
func (p *Postgres) Article(ctx context.Context, id string) (news.Article, error) {
	articles, err := p.articles(ctx, "a.id = $1", plain(id))
	if err == nil && len(articles) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return news.Article{}, fmt.Errorf("read article %s: %w", id, err)
	}
	return articles[0], nil
}

// StoryArticles are the articles of a story with their earlier texts, by time of publication, then by ID.
func (p *Postgres) StoryArticles(ctx context.Context, story string) ([]news.Article, error) {
	articles, err := p.articles(ctx, "a.story = "+pgPresent, plain(story))
	if err != nil {
		return nil, fmt.Errorf("read the articles of story %s: %w", story, err)
	}
	return articles, nil
}

// StoryArticleIDs are the ids of a story's articles, by time of publication, then by ID.
func (p *Postgres) StoryArticleIDs(ctx context.Context, story string) ([]string, error) {
	ids, err := p.strings(ctx, "SELECT id FROM article WHERE story = "+pgPresent+" ORDER BY published, id", plain(story))
	if err != nil {
		return nil, fmt.Errorf("list the articles of story %s: %w", story, err)
	}
	return ids, nil
}

func (p *Postgres) articles(ctx context.Context, which, arg string) ([]news.Article, error) {
	var articles []news.Article
	at := map[int64]int{}
	revised := false
	question := "SELECT " + pgArticleColumns + " FROM article a JOIN source src ON src.n = a.source WHERE " + which +
		" ORDER BY a.published, a.id"
	err := p.each(ctx, question, []any{arg}, func(scan scanner) error {
		n, a, err := pgScanArticle(scan)
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
	of := make(map[int64]*news.Article, len(at))
	for n, i := range at {
		of[n] = &articles[i]
	}
	return articles, p.addRevisions(ctx, which, arg, of)
}

// addRevisions fills in the earlier texts of articles, by their numbers. An edit that came since the articles were read is left
// out, so that no text stands both as the present and as an earlier one.
func (p *Postgres) addRevisions(ctx context.Context, which string, arg any, of map[int64]*news.Article) error {
	question := `SELECT r.article, r.number, r.seen, r.title, r.text FROM article a JOIN revision r ON r.article = a.n
		WHERE ` + which + " ORDER BY r.article, r.number"
	return p.each(ctx, question, []any{arg}, func(scan scanner) error {
		var n, seen int64
		var r news.Revision
		if err := scan(&n, &r.Number, &seen, &r.Title, &r.Text); err != nil {
			return err
		}
		a := of[n]
		if a == nil || r.Number >= a.Revision {
			return nil
		}
		r.Seen = fromMicros(seen)
		a.Prior = append(a.Prior, r)
		return nil
	})
}

// StoryPlacements are the placements of a story's articles, by article id.
func (p *Postgres) StoryPlacements(ctx context.Context, story string) (map[string]news.Placement, error) {
	placements := map[string]news.Placement{}
	question := "SELECT id, placement FROM article WHERE story = " + pgPresent
	err := p.each(ctx, question, []any{plain(story)}, func(scan scanner) error {
		var id, encoded string
		if err := scan(&id, &encoded); err != nil {
			return err
		}
		var at storedPlacement
		if err := at.decode(encoded); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
		placements[id] = at.Placement
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the places of story %s: %w", story, err)
	}
	return placements, nil
}

// Known looks up which of these articles are stored, in one question for all of them.
func (p *Postgres) Known(ctx context.Context, ids []string) (map[string]Digest, error) {
	known := make(map[string]Digest, len(ids))
	question := `SELECT a.id, a.hash, a.revision, (SELECT id FROM story WHERE n = a.story) FROM article a WHERE a.id = ANY($1)`
	err := p.each(ctx, question, []any{plains(ids)}, func(scan scanner) error {
		var id string
		var hash []byte
		var d Digest
		err := scan(&id, &hash, &d.Revision, &d.Story)
		copy(d.Hash[:], hash)
		known[id] = d
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look up articles: %w", err)
	}
	return known, nil
}

// Vectors calls each with the vectors of the articles that came since a time; see Store.Vectors.
func (p *Postgres) Vectors(ctx context.Context, since time.Time, most int, each func(story, article string, vector []byte) error) error {
	question := `SELECT story, id, data FROM (
			SELECT story.id story, a.id id, v.data, v.seen, v.article FROM (
				SELECT * FROM vector WHERE seen >= $1 ORDER BY seen DESC, article DESC LIMIT $2
			) v JOIN article a ON a.n = v.article JOIN story ON story.n = a.story
			UNION ALL SELECT ` + pgPlacedStory + `, p.article, p.vector, p.seen, 9223372036854775807 FROM placed p
		) recent ORDER BY seen, article, id`
	err := p.each(ctx, question, []any{micros(since), most}, func(scan scanner) error {
		var story, article string
		var vector []byte
		if err := scan(&story, &article, &vector); err != nil {
			return err
		}
		return each(story, article, vector)
	})
	if err != nil {
		return fmt.Errorf("read the vectors: %w", err)
	}
	return nil
}

// ForgetVectors removes the vectors of the articles that came before a time; see Store.ForgetVectors.
func (p *Postgres) ForgetVectors(ctx context.Context, before time.Time) error {
	err := p.write(ctx, func(ctx context.Context, w pgWriter) error {
		if err := w.exec(ctx, "DELETE FROM vector WHERE seen < $1", micros(before)); err != nil {
			return err
		}
		if err := w.exec(ctx, "DELETE FROM placed WHERE seen < $1", micros(before)); err != nil {
			return err
		}
		return w.exec(ctx, pgSetMeta, vectorsSince, strconv.FormatInt(micros(before), 10))
	})
	if err != nil {
		return fmt.Errorf("forget the vectors of old articles: %w", err)
	}
	return nil
}
