package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"harmattan/internal/news"
)

const pgSetMeta = "INSERT INTO meta VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value"

// Meta reads a small fact, such as the start of the shift; "" when it was never set.
func (p *Postgres) Meta(ctx context.Context, key string) (string, error) {
	var value string
	err := p.one(ctx, "SELECT value FROM meta WHERE key = $1", []any{plain(key)}, []any{&value})
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", key, err)
	}
	return value, nil
}

// SetMeta keeps a small fact; with "" it is forgotten.
func (p *Postgres) SetMeta(ctx context.Context, key, value string) error {
	var err error
	if value == "" {
		err = p.note(ctx, "DELETE FROM meta WHERE key = $1", plain(key))
	} else {
		err = p.note(ctx, pgSetMeta, plain(key), plain(value))
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", key, err)
	}
	return nil
}

// SaveBrief keeps a brief as it was written, and returns its number. content is the whole of it. With a receipt the same brief of
// the same moment is kept once: whoever was not told that it is asks again.
func (p *Postgres) SaveBrief(ctx context.Context, b news.WrittenBrief, content []byte) (int64, error) {
	var id int64
	stories, err := json.Marshal(b.Stories)
	if err != nil {
		return 0, fmt.Errorf("keep a brief: %w", err)
	}
	who, _ := signatureOf(ctx)
	err = p.write(ctx, func(ctx context.Context, w pgWriter) error {
		_, err := w.one(
			ctx, `WITH kept AS (SELECT min(id) id FROM brief WHERE at = $1 AND who = $2 AND title = $3 AND stories = $4 AND content = $5 AND $6),
				new AS (INSERT INTO brief (at, who, title, stories, content)
					SELECT $1, $2, $3, $4, $5 FROM kept WHERE id IS NULL RETURNING id)
				SELECT id FROM new UNION ALL SELECT id FROM kept WHERE id IS NOT NULL`,
			[]any{micros(b.At), plain(who), plain(b.Title), plain(string(stories)), content, receiptOf(ctx) != ""}, []any{&id},
		)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("keep a brief: %w", err)
	}
	return id, nil
}

// Briefs lists the briefs that were written since a time, the newest first.
func (p *Postgres) Briefs(ctx context.Context, since time.Time) ([]news.WrittenBrief, error) {
	var list []news.WrittenBrief
	question := "SELECT id, at, who, title, stories FROM brief WHERE at >= $1 ORDER BY id DESC"
	err := p.each(ctx, question, []any{micros(since)}, func(scan scanner) error {
		var b news.WrittenBrief
		var at int64
		var stories string
		if err := scan(&b.ID, &at, &b.Who, &b.Title, &stories); err != nil {
			return err
		}
		b.At = fromMicros(at)
		list = append(list, b)
		return json.Unmarshal([]byte(stories), &list[len(list)-1].Stories)
	})
	if err != nil {
		return nil, fmt.Errorf("list the briefs: %w", err)
	}
	return list, nil
}

// Brief is the content of a brief that was written. The error is ErrNotFound when there is none of this number.
func (p *Postgres) Brief(ctx context.Context, id int64) ([]byte, error) {
	var content []byte
	err := p.one(ctx, "SELECT content FROM brief WHERE id = $1", []any{id}, []any{&content})
	if err != nil && !errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("read it: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("brief %d: %w", id, err)
	}
	return content, nil
}

// Outlets lists the outlets that articles are kept of.
func (p *Postgres) Outlets(ctx context.Context) ([]string, error) {
	list, err := p.strings(ctx, "SELECT DISTINCT outlet FROM source src WHERE "+pgArticlesOf+" > 0 ORDER BY outlet")
	if err != nil {
		return nil, fmt.Errorf("list the outlets: %w", err)
	}
	return list, nil
}

// Check looks whether what the server does not look after itself is right: the search index, stories without articles, and
// the counts. It reads every table. Damage to the server's files is found by its own tools, such as pg_amcheck.
func (p *Postgres) Check(ctx context.Context) error {
	var wrong []error
	for _, f := range pgMustBeNone() {
		var n int
		if err := p.one(ctx, f.question, nil, []any{&n}); err != nil {
			return fmt.Errorf("check %s: %w", p.name, err)
		}
		if n > 0 {
			wrong = append(wrong, fmt.Errorf("%d %s", n, f.what))
		}
	}
	if len(wrong) == 0 {
		return nil
	}
	return &Error{
		Kind: ErrDamaged, Says: p.name + " is damaged", Do: "keep a copy of it, then restore the server's last backup",
		Err: errors.Join(wrong...),
	}
}

// pgMustBeNone is mustBeNone; what else refers to nothing the server does not let in. NOT IN (SELECT …) has no place here: the
// server goes through all of a large table for each row of the other.
func pgMustBeNone() []fault {
	return []fault{
		{"stories without an article", `SELECT count(*) FROM story WHERE state < 4
			AND NOT EXISTS (SELECT FROM article WHERE article.story = story.n)`},
		{"articles of stories that ended", "SELECT count(*) FROM article JOIN story ON story.n = article.story WHERE story.state = 4"},
		{"articles without a vector", `SELECT count(*) FROM article WHERE NOT EXISTS (SELECT FROM vector WHERE vector.article = article.n)
			AND seen >= coalesce((SELECT value::bigint FROM meta WHERE key = '` + vectorsSince + `'), seen)`},
		{"articles that cannot be searched", `SELECT count(*) FROM article WHERE n <= (SELECT max(last) FROM piece WHERE listed IS NULL)
			AND NOT EXISTS (SELECT FROM piece WHERE listed IS NULL AND first <= article.n AND last >= article.n)`},
		{"words of no article", "SELECT count(*) FROM leaf WHERE NOT EXISTS (SELECT FROM piece WHERE piece.n = leaf.n >> 16)"},
		{"pairs of words of no article", "SELECT count(*) FROM beside WHERE NOT EXISTS (SELECT FROM piece WHERE piece.n = beside.n >> 16)"},
		{"pieces of the search index without words", "SELECT count(*) FROM piece WHERE earliest > 0 AND NOT EXISTS (SELECT FROM leaf WHERE leaf.n >> 16 = piece.n)"},
		{"wrong counts of stories", `SELECT count(*) FROM
			(SELECT region, country, state, unread, count(*) AS stories FROM story GROUP BY 1, 2, 3, 4) found
			FULL JOIN (SELECT region, country, state, unread, sum(stories) AS stories FROM tally GROUP BY 1, 2, 3, 4 HAVING sum(stories) <> 0) kept
			USING (region, country, state, unread) WHERE found.stories IS DISTINCT FROM kept.stories`},
		{"wrong counts of what officers have read", `SELECT count(*) FROM
			(SELECT r.reader, s.region, s.country, s.state, count(*) AS stories FROM reading r JOIN story s ON s.n = r.story
				WHERE NOT r.unread GROUP BY 1, 2, 3, 4) found
			FULL JOIN (SELECT reader, region, country, state, sum(stories) AS stories FROM reading_tally GROUP BY 1, 2, 3, 4
				HAVING sum(stories) <> 0) kept USING (reader, region, country, state) WHERE found.stories IS DISTINCT FROM kept.stories`},
		{"wrong counts of beginnings", `SELECT count(*) FROM
			(SELECT first / 900000000 AS quarter, region, count(*) AS stories FROM story WHERE state < 3 GROUP BY 1, 2) found
			FULL JOIN (SELECT quarter, region, sum(stories) AS stories FROM began GROUP BY 1, 2 HAVING sum(stories) <> 0) kept
			USING (quarter, region) WHERE found.stories IS DISTINCT FROM kept.stories`},
		{"wrong counts of articles", `SELECT count(*) FROM
			(SELECT source, count(*) AS articles FROM article GROUP BY source) found
			FULL JOIN (SELECT source, sum(articles) AS articles FROM source_tally GROUP BY source HAVING sum(articles) <> 0) kept
			USING (source) WHERE found.articles IS DISTINCT FROM kept.articles`},
		{"articles of no story", "SELECT count(*) FROM article WHERE NOT EXISTS (SELECT FROM story WHERE story.n = article.story)"},
		{"articles of no source", "SELECT count(*) FROM article WHERE NOT EXISTS (SELECT FROM source WHERE source.n = article.source)"},
		{"vectors of no article", "SELECT count(*) FROM vector WHERE NOT EXISTS (SELECT FROM article WHERE article.n = vector.article)"},
	}
}
