package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// retiredCode is the state of a story that went into another one. No list shows it.
const retiredCode = 4

// presentStory finds the number of the story that an id leads to now: its own, or that of the story it went into. The
// one row is looked up last: without the plus SQLite would go through all stories by their state.
const presentStory = `(WITH RECURSIVE now (n) AS (
	SELECT n FROM story WHERE id = ? UNION ALL SELECT other FROM now CROSS JOIN lineage ON story = n AND ends = 1
) SELECT now.n FROM now CROSS JOIN story ON story.n = now.n WHERE +state < 4)`

// Present is the id of the story that an id leads to now: its own, or that of the story it went into. The error is
// ErrNotFound when there never was a story with this id.
func (s *Store) Present(ctx context.Context, id string) (string, error) {
	var now string
	err := s.one(ctx, "SELECT id FROM story WHERE n = "+presentStory, []any{id}, []any{&now})
	if err != nil {
		return "", fmt.Errorf("find story %s: %w", id, err)
	}
	return now, nil
}

// Taken tells whether there is or was a story with this id.
func (s *Store) Taken(ctx context.Context, id string) (bool, error) {
	_, err := s.Present(ctx, id)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// TakenAmong lists those of some ids that there is or was a story with.
func (s *Store) TakenAmong(ctx context.Context, ids []string) ([]string, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("look up stories: %w", err)
	}
	var taken []string
	question := "SELECT story.id FROM json_each(?) wanted CROSS JOIN story ON story.id = wanted.value"
	err = s.each(ctx, question, []any{string(list)}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		taken = append(taken, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look up stories: %w", err)
	}
	return taken, nil
}
