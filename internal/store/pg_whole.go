package store

import (
	"context"
	"fmt"

	"harmattan/internal/news"
)

// Wholes reads stories by their ids; see Store.Wholes. The server is asked for all of them together.
func (p *Postgres) Wholes(ctx context.Context, ids []string) ([]Whole, error) {
	rows, err := p.StoriesByID(ctx, ids)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	list, at, names := make([]Whole, len(rows)), make(map[string]*Whole, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		list[i] = Whole{Row: row, Placements: make(map[string]news.Placement, row.Articles)}
		at[row.ID], names[i] = &list[i], plain(row.ID)
	}
	if err := p.addArticles(ctx, names, at); err != nil {
		return nil, fmt.Errorf("read the articles of %d stories: %w", len(names), err)
	}
	return list, nil
}

// addArticles reads the articles of stories that are named, and their places.
func (p *Postgres) addArticles(ctx context.Context, names []string, at map[string]*Whole) error {
	type seat struct {
		of    *Whole
		index int
	}
	revised := map[int64]seat{}
	question := "SELECT story.id, a.placement, " + pgArticleColumns + ` FROM story JOIN article a ON a.story = story.n
		JOIN source src ON src.n = a.source WHERE story.id = ANY($1) ORDER BY a.published, a.id`
	err := p.each(ctx, question, []any{names}, func(scan scanner) error {
		var story, place string
		n, a, err := pgScanArticle(func(into ...any) error { return scan(append([]any{&story, &place}, into...)...) })
		if err != nil {
			return err
		}
		var stored storedPlacement
		if err := stored.decode(place); err != nil {
			return fmt.Errorf("article %s: %w", a.ID, err)
		}
		w := at[story]
		if w == nil {
			return nil
		}
		if a.Revision > 1 {
			revised[n] = seat{w, len(w.Articles)}
		}
		w.Articles = append(w.Articles, a)
		w.Placements[a.ID] = stored.Placement
		return nil
	})
	if err != nil || len(revised) == 0 {
		return err
	}
	of := make(map[int64]*news.Article, len(revised))
	for n, s := range revised {
		of[n] = &s.of.Articles[s.index]
	}
	return p.addRevisions(ctx, "a.story IN (SELECT n FROM story WHERE id = ANY($1))", names, of)
}
