package store

import (
	"context"
	"database/sql"
	"fmt"

	"harmattan/internal/news"
)

// Search finds the articles that have all the words of query in title or text, best first: by BM25 with the title
// counting eightfold, and among equals the newest. How a query is read is told at parseQuery; one that asks for nothing
// finds nothing. A limit of 0 is no limit.
func (s *Store) Search(ctx context.Context, query string, limit int) ([]news.Hit, error) {
	terms := parseQuery(query)
	asked, ok := match(terms)
	if !ok {
		return nil, nil
	}
	if limit <= 0 {
		limit = -1
	}
	var hits []news.Hit
	question := `SELECT story.id, a.id, a.title, src.outlet, story.region, a.published, a.text
		FROM (SELECT rowid AS n, bm25(words, 8.0, 1.0) AS rank FROM words WHERE words MATCH ? ORDER BY 2, 1 DESC LIMIT ?) found
		CROSS JOIN article a ON a.n = found.n JOIN story ON story.n = a.story JOIN source src ON src.n = a.source
		ORDER BY found.rank, found.n DESC`
	err := s.each(ctx, question, []any{asked, limit}, func(rows *sql.Rows) error {
		var h news.Hit
		var published int64
		var packed any
		if err := rows.Scan(&h.Story, &h.Article, &h.Title, &h.Outlet, &h.Region, &published, &packed); err != nil {
			return err
		}
		text, err := unpack(packed)
		if err != nil {
			return fmt.Errorf("read article %s: %w", h.Article, err)
		}
		h.Published, h.Snippet = fromMicros(published), snippet(text, terms)
		hits = append(hits, h)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("search for %q: %w", query, err)
	}
	return hits, nil
}
