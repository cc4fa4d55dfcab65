package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// markBytes is how many bytes a mark takes in the file.
const markBytes = 8

// MarkRead notes that the officer has read the story as it stood at the given time, but for the statements that were never
// on the screen: what came later, and those, stay unread. An earlier time than one noted before changes nothing. It is
// noted for the officer of the context alone; see ReadBy.
func (s *Store) MarkRead(ctx context.Context, story string, at time.Time, unseen ...news.Mark) error {
	reader, err := s.reader(ctx)
	if err == nil {
		err = s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
			number, err := w.noteReader(ctx, reader, readBy(ctx), at)
			if err != nil {
				return err
			}
			if number != deskReader {
				return w.markReading(ctx, number, story, at, unseen)
			}
			return w.markRead(ctx, story, at, unseen)
		})
	}
	if err != nil {
		return fmt.Errorf("mark story %s as read: %w", story, err)
	}
	return nil
}

func (w *writer) markRead(ctx context.Context, story string, at time.Time, unseen []news.Mark) error {
	var n int64
	found, err := w.one(
		ctx, "UPDATE story SET read = max(read, ?1), unread = max(read, ?1) < changed WHERE n = "+presentStory+" RETURNING iif(read > ?1, 0, n)",
		[]any{micros(at), story}, []any{&n},
	)
	if err == nil && !found {
		err = ErrNotFound
	}
	if err != nil || n == 0 {
		return err
	}
	return w.putUnseen(ctx, n, unseen)
}

// putUnseen replaces what is noted of a story's articles.
func (w *writer) putUnseen(ctx context.Context, story int64, unseen []news.Mark) error {
	if err := w.exec(ctx, "DELETE FROM unseen WHERE article IN (SELECT n FROM article WHERE story = ?)", story); err != nil {
		return err
	}
	for article, packed := range packMarks(unseen) {
		err := w.exec(ctx, "INSERT INTO unseen SELECT n, ? FROM article WHERE id = ? AND story = ?", packed, articleKey(article), story)
		if err != nil {
			return err
		}
	}
	return nil
}

// packMarks puts marks together by their articles.
func packMarks(list []news.Mark) map[string][]byte {
	marks := map[string][]byte{}
	for _, m := range list {
		marks[m.Article] = binary.BigEndian.AppendUint64(marks[m.Article], m.Words)
	}
	return marks
}

// Unseen lists the statements of a story that were not on the screen when the officer left it.
func (s *Store) Unseen(ctx context.Context, story string) (map[news.Mark]bool, error) {
	out := map[news.Mark]bool{}
	reader, err := s.reader(ctx)
	question := "SELECT a.id, u.marks FROM article a JOIN unseen u ON u.article = a.n WHERE a.story = " + presentStory
	args := []any{story}
	if reader != deskReader {
		question = "SELECT a.id, u.marks FROM article a JOIN reading_unseen u ON u.article = a.n AND u.reader = ? WHERE a.story = " + presentStory
		args = []any{reader, story}
	}
	if err == nil {
		err = s.each(ctx, question, args, func(rows *sql.Rows) error {
			var key any
			var packed []byte
			if err := rows.Scan(&key, &packed); err != nil {
				return err
			}
			for ; len(packed) >= markBytes; packed = packed[markBytes:] {
				out[news.Mark{Article: articleID(key), Words: binary.BigEndian.Uint64(packed)}] = true
			}
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("read what of story %s was not seen: %w", story, err)
	}
	return out, nil
}
