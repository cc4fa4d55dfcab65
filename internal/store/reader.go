package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"harmattan/internal/news"
)

type readByKey struct{}

// ReadBy returns a context in which reading is an officer's own: lists and counts tell what they have not read, and what is
// marked as read is marked for them. Without it, reading is that of whoever opened the desk: a context for OpenDesk says who
// that is.
func ReadBy(ctx context.Context, officer string) context.Context {
	return context.WithValue(ctx, readByKey{}, officer)
}

func readBy(ctx context.Context) string {
	officer, _ := ctx.Value(readByKey{}).(string)
	return officer
}

// Numbers of officers who read. Marks of the first stand with stories and articles themselves, so that a desk of one is as
// small and fast as if there were no others; those of all others stand in tables of their own, for what they have read.
const (
	deskReader = 0
	noReader   = -1 // of somebody who has read nothing yet
)

// neverRead is the time until when a story was read that was not, as it is stored.
const neverRead = "-62135596800000000"

// noteReaders is how often it is noted that an officer still reads.
const noteReaders = time.Hour

// reader is the number of the officer who reads in a context. In a file that is 0 for whoever works at it, whatever the name.
func (s *Store) reader(ctx context.Context) (int64, error) {
	name := readBy(ctx)
	s.mu.Lock()
	n, known := s.numbers[name]
	atTheFile := name == "" || name == s.officer
	s.mu.Unlock()
	if atTheFile {
		return deskReader, nil
	}
	if known {
		return n, nil
	}
	err := s.one(ctx, "SELECT n FROM reader WHERE name = ?", []any{name}, []any{&n})
	if errors.Is(err, ErrNotFound) {
		return noReader, nil
	}
	if err != nil {
		return 0, fmt.Errorf("find out who reads: %w", err)
	}
	s.mu.Lock()
	s.numbers[name] = n
	s.mu.Unlock()
	return n, nil
}

// noteReader notes that an officer reads, and returns their number, which they are given with the first mark.
func (w *writer) noteReader(ctx context.Context, reader int64, name string, at time.Time) (int64, error) {
	switch reader {
	case noReader:
		_, err := w.one(
			ctx, `INSERT INTO reader SELECT max(1, coalesce(max(n), 0) + 1), ?, ? FROM reader WHERE true
				ON CONFLICT (name) DO UPDATE SET at = excluded.at RETURNING n`, []any{name, micros(at)}, []any{&reader},
		)
		return reader, err
	case deskReader:
		if err := w.exec(ctx, "INSERT INTO reader SELECT 0, '', 0 WHERE NOT EXISTS (SELECT 1 FROM reader WHERE n = 0)"); err != nil {
			return reader, err
		}
	}
	return reader, w.exec(ctx, "UPDATE reader SET at = ?1 WHERE n = ?2 AND at <= ?1 - ?3", micros(at), reader, noteReaders.Microseconds())
}

// markReading is MarkRead for an officer whose marks stand in tables of their own.
func (w *writer) markReading(ctx context.Context, reader int64, story string, at time.Time, unseen []news.Mark) error {
	var n, changed, kept int64
	found, err := w.one(ctx, "SELECT n, changed FROM story WHERE n = "+presentStory, []any{story}, []any{&n, &changed})
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil {
		return err
	}
	found, err = w.one(
		ctx, `INSERT INTO reading VALUES (?1, ?2, ?3, ?3 < ?4)
			ON CONFLICT DO UPDATE SET read = excluded.read, unread = excluded.unread WHERE excluded.read >= read RETURNING story`,
		[]any{n, reader, micros(at), changed}, []any{&kept},
	)
	if err != nil || !found {
		return err
	}
	err = w.exec(ctx, "DELETE FROM reading_unseen WHERE reader = ? AND article IN (SELECT n FROM article WHERE story = ?)", reader, n)
	if err != nil {
		return err
	}
	for article, packed := range packMarks(unseen) {
		err := w.exec(
			ctx, "INSERT INTO reading_unseen SELECT n, ?, ? FROM article WHERE id = ? AND story = ?", reader, packed, articleKey(article), n,
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// hasReaders tells whether anybody's marks stand in tables of their own.
func (w *writer) hasReaders(ctx context.Context) (bool, error) {
	var there bool
	_, err := w.one(ctx, "SELECT EXISTS (SELECT 1 FROM reader WHERE n > 0)", nil, []any{&there})
	return there, err
}

// carryReadings notes how far each officer has read an article that is about to leave its story; see move.carry.
func (m *move) carryReadings(ctx context.Context, w *writer, article any) error {
	return w.exec(
		ctx, `INSERT INTO reading_moved SELECT a.n, r.reader, r.read FROM article a CROSS JOIN reading r ON r.story = a.story
			LEFT JOIN moved ON moved.article = a.n WHERE a.id = ? AND a.story = ? AND coalesce(moved.at, 0) <= r.read
			ON CONFLICT DO UPDATE SET read = excluded.read`, article, m.from.n,
	)
}

// settleReadings lets officers have read of a story that begins as a part of another one what they had read of that; a story
// into which something goes that they have not read is unread.
func (m *move) settleReadings(ctx context.Context, w *writer) error {
	switch {
	case m.begins:
		return w.exec(
			ctx, `INSERT INTO reading SELECT ?1, r.reader, r.read, r.read < s.changed FROM reading r CROSS JOIN story s ON s.n = ?1
				WHERE r.story = ?2`, m.into.n, m.from.n,
		)
	case m.revives:
		return nil
	}
	return w.exec(
		ctx, `UPDATE reading SET unread = 1 WHERE story = ?1 AND unread = 0
			AND NOT EXISTS (SELECT 1 FROM reading f WHERE f.story = ?2 AND f.reader = reading.reader AND f.unread = 0)`, m.into.n, m.from.n,
	)
}
