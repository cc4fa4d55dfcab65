package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// SaveBrief keeps a brief as it was written, and returns its number. content is the whole of it.
func (s *Store) SaveBrief(ctx context.Context, b news.WrittenBrief, content []byte) (int64, error) {
	var id int64
	stories, err := json.Marshal(b.Stories)
	if err != nil {
		return 0, fmt.Errorf("keep a brief: %w", err)
	}
	who, _ := signatureOf(ctx)
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		_, err := w.one(
			ctx, "INSERT INTO brief (at, who, title, stories, content) VALUES (?, ?, ?, ?, ?) RETURNING id",
			[]any{micros(b.At), who, b.Title, string(stories), content}, []any{&id},
		)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("keep a brief: %w", err)
	}
	return id, nil
}

// Briefs lists the briefs that were written since a time, the newest first.
func (s *Store) Briefs(ctx context.Context, since time.Time) ([]news.WrittenBrief, error) {
	var list []news.WrittenBrief
	question := "SELECT id, at, who, title, stories FROM brief WHERE at >= ? ORDER BY id DESC"
	err := s.each(ctx, question, []any{micros(since)}, func(rows *sql.Rows) error {
		var b news.WrittenBrief
		var at int64
		var stories string
		if err := rows.Scan(&b.ID, &at, &b.Who, &b.Title, &stories); err != nil {
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
func (s *Store) Brief(ctx context.Context, id int64) ([]byte, error) {
	var content []byte
	err := s.one(ctx, "SELECT content FROM brief WHERE id = ?", []any{id}, []any{&content})
	if err != nil && !errors.Is(err, ErrNotFound) {
		err = fmt.Errorf("read it: %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("brief %d: %w", id, err)
	}
	return content, nil
}
