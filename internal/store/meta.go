package store

import (
	"context"
	"errors"
	"fmt"
)

// Meta reads a small fact, such as the start of the shift; "" when it was never set.
func (s *Store) Meta(ctx context.Context, key string) (string, error) {
	var value string
	err := s.one(ctx, "SELECT value FROM meta WHERE key = ?", []any{key}, []any{&value})
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read %s: %w", key, err)
	}
	return value, nil
}

// SetMeta keeps a small fact; with "" it is forgotten.
func (s *Store) SetMeta(ctx context.Context, key, value string) error {
	err := s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		if value == "" {
			return w.exec(ctx, "DELETE FROM meta WHERE key = ?", key)
		}
		return w.exec(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)
	})
	if err != nil {
		return fmt.Errorf("keep %s: %w", key, err)
	}
	return nil
}
