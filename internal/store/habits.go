package store

import (
	"context"
	"errors"
	"fmt"
)

// Habit is what was kept of the lines and titles that a feed puts around its articles; nil when nothing was.
func (s *Store) Habit(ctx context.Context, feed string) ([]byte, error) {
	var carried []byte
	err := s.one(ctx, "SELECT carried FROM habit WHERE feed_url = ?", []any{feed}, []any{&carried})
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the habits of feed %s: %w", feed, err)
	}
	return carried, nil
}

// SaveHabit keeps what was learned of a feed in place of what was there.
func (s *Store) SaveHabit(ctx context.Context, feed string, carried []byte) error {
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		return w.exec(ctx, "INSERT OR REPLACE INTO habit VALUES (?, ?)", feed, carried)
	})
	if err != nil {
		return fmt.Errorf("keep the habits of feed %s: %w", feed, err)
	}
	return nil
}

// ChangeHabit changes what was kept of a feed, nil where nothing was: nobody else does so meanwhile. change may be asked again.
func (s *Store) ChangeHabit(ctx context.Context, feed string, change func(kept []byte) []byte) error {
	err := s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		var kept []byte
		if _, err := w.one(ctx, "SELECT carried FROM habit WHERE feed_url = ?", []any{feed}, []any{&kept}); err != nil {
			return err
		}
		return w.exec(ctx, "INSERT OR REPLACE INTO habit VALUES (?, ?)", feed, change(kept))
	})
	if err != nil {
		return fmt.Errorf("change the habits of feed %s: %w", feed, err)
	}
	return nil
}
