package store

import (
	"context"
	"fmt"
)

// pgPresent finds the number of the story that the id in the first placeholder leads to now: its own, or that of the story
// it went into.
const pgPresent = `(WITH RECURSIVE now (n) AS (
	SELECT n FROM story WHERE id = $1 UNION ALL SELECT other FROM now JOIN lineage ON lineage.story = now.n AND ends
) SELECT now.n FROM now JOIN story ON story.n = now.n WHERE state < 4 LIMIT 1)`

// Present is the id of the story that an id leads to now; see Store.Present.
func (p *Postgres) Present(ctx context.Context, id string) (string, error) {
	var now string
	err := p.one(ctx, "SELECT id FROM story WHERE n = "+pgPresent, []any{plain(id)}, []any{&now})
	if err != nil {
		return "", fmt.Errorf("find story %s: %w", id, err)
	}
	return now, nil
}

// Taken tells whether there is or was a story with this id, or will be one.
func (p *Postgres) Taken(ctx context.Context, id string) (bool, error) {
	taken, err := p.TakenAmong(ctx, []string{id})
	return len(taken) > 0, err
}

// TakenAmong lists those of some ids that there is or was a story with, or will be.
func (p *Postgres) TakenAmong(ctx context.Context, ids []string) ([]string, error) {
	taken, err := p.strings(ctx, "SELECT id FROM story WHERE id = ANY($1) UNION SELECT story FROM placed WHERE story = ANY($1)", plains(ids))
	if err != nil {
		return nil, fmt.Errorf("look up stories: %w", err)
	}
	return taken, nil
}
