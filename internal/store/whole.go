package store

import (
	"context"

	"harmattan/internal/news"
)

// Whole is a story with all that is stored of it.
type Whole struct {
	Row        news.StoryRow
	Articles   []news.Article // with their earlier texts, by time of publication, then by ID
	Placements map[string]news.Placement
}

// Wholes reads stories by their ids, in the order of lists. One that went into another story is left out.
func (s *Store) Wholes(ctx context.Context, ids []string) ([]Whole, error) {
	rows, err := s.StoriesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	list := make([]Whole, len(rows))
	for i, row := range rows {
		w := Whole{Row: row}
		if w.Articles, err = s.StoryArticles(ctx, row.ID); err != nil {
			return nil, err
		}
		if w.Placements, err = s.StoryPlacements(ctx, row.ID); err != nil {
			return nil, err
		}
		list[i] = w
	}
	return list, nil
}
