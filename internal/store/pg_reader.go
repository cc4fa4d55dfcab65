package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"harmattan/internal/news"
)

// reader is the number of the officer who reads in a context; see Store.reader. On a server several may have opened the
// desk: who they are is told by their names, and the first who reads something has the marks that stand with the stories.
func (p *Postgres) reader(ctx context.Context) (int64, error) {
	name := p.readerName(ctx)
	if name == "" {
		return deskReader, nil
	}
	if n, known := p.numbers.Load(name); known {
		return n.(int64), nil //nolint:forcetypeassert // no other type is kept
	}
	n, named, err := readerNamed(name, func(question string, args, into []any) error { return p.one(ctx, question, args, into) })
	if err != nil {
		return 0, fmt.Errorf("find out who reads: %w", err)
	}
	if named {
		p.numbers.Store(name, n)
	}
	return n, nil
}

func (p *Postgres) readerName(ctx context.Context) string {
	if name := readBy(ctx); name != "" {
		return plain(name)
	}
	return plain(p.officer)
}

// readerNamed is the number of an officer, and whether it is theirs for good: before anybody has read anything all read with
// the marks that are there.
func readerNamed(name string, one func(question string, args, into []any) error) (n int64, named bool, err error) {
	var claimed bool
	question := `SELECT coalesce(max(n) FILTER (WHERE name = $1), -1), coalesce(bool_or(n = 0 AND name <> ''), false)
		FROM reader WHERE name = $1 OR n = 0`
	if err := one(question, []any{name}, []any{&n, &claimed}); err != nil {
		return 0, false, err
	}
	if n == noReader && !claimed {
		n = deskReader
		return n, false, nil
	}
	return n, n != noReader, nil
}

// noteReader notes that an officer reads, and returns their number, which they are given with the first mark.
func (w pgWriter) noteReader(ctx context.Context, name string, at time.Time) (int64, error) {
	ask := func(question string, args, into []any) error {
		_, err := w.one(ctx, question, args, into)
		return err
	}
	n, named, err := readerNamed(name, ask)
	if err == nil && !named {
		if err = w.lock(ctx, lockLog); err == nil { // of several who come at once each gets a number of their own
			n, named, err = readerNamed(name, ask)
		}
	}
	switch {
	case err != nil:
		return n, err
	case named:
		return n, w.exec(
			ctx, "UPDATE reader SET at = $1::bigint WHERE n = $2 AND at <= $1::bigint - $3::bigint", micros(at), n, noteReaders.Microseconds(),
		)
	case n == deskReader:
		return n, w.exec(ctx, "INSERT INTO reader VALUES (0, $1, $2) ON CONFLICT (n) DO UPDATE SET name = excluded.name, at = excluded.at", name, micros(at))
	}
	_, err = w.one(ctx, "INSERT INTO reader SELECT max(n) + 1, $1, $2 FROM reader RETURNING n", []any{name, micros(at)}, []any{&n})
	return n, err
}

// MarkRead notes that the officer has read the story as it stood at the given time; see Store.MarkRead.
func (p *Postgres) MarkRead(ctx context.Context, story string, at time.Time, unseen ...news.Mark) error {
	name := p.readerName(ctx)
	err := p.write(ctx, func(ctx context.Context, w pgWriter) error {
		reader, err := w.noteReader(ctx, name, at)
		if err != nil {
			return err
		}
		var n, read, changed int64
		found, err := w.one(ctx, "SELECT n, read, changed FROM story WHERE n = "+pgPresent+" FOR UPDATE", []any{plain(story)}, []any{&n, &read, &changed})
		if err == nil && !found {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		if reader != deskReader {
			return w.markReading(ctx, seat{n: n, read: micros(at), changed: changed}, reader, unseen)
		}
		if read > micros(at) {
			return nil
		}
		if err := w.exec(ctx, "UPDATE story SET read = $1 WHERE n = $2", micros(at), n); err != nil {
			return err
		}
		return w.putUnseen(ctx, n, unseen)
	})
	if err != nil {
		return fmt.Errorf("mark story %s as read: %w", story, err)
	}
	return nil
}

// markReading is MarkRead for an officer whose marks stand in tables of their own.
func (w pgWriter) markReading(ctx context.Context, t seat, reader int64, unseen []news.Mark) error {
	var kept int64
	found, err := w.one(
		ctx, `INSERT INTO reading AS r VALUES ($1, $2, $3, $4)
			ON CONFLICT (story, reader) DO UPDATE SET read = excluded.read, unread = excluded.unread WHERE excluded.read >= r.read RETURNING story`,
		[]any{t.n, reader, t.read, t.unread()}, []any{&kept},
	)
	if err != nil || !found {
		return err
	}
	err = w.exec(ctx, "DELETE FROM reading_unseen WHERE reader = $1 AND article IN (SELECT n FROM article WHERE story = $2)", reader, t.n)
	for article, packed := range packMarks(unseen) {
		if err == nil {
			err = w.exec(
				ctx, "INSERT INTO reading_unseen SELECT n, $1, $2 FROM article WHERE id = $3 AND story = $4", reader, packed, plain(article), t.n,
			)
		}
	}
	return err
}

// carryReadings notes how far each officer has read an article that is about to leave its story; see move.carryReadings.
func (m *pgMove) carryReadings(ctx context.Context, article string) error {
	return m.w.exec(
		ctx, `INSERT INTO reading_moved SELECT a.n, r.reader, r.read FROM article a JOIN reading r ON r.story = a.story
			LEFT JOIN moved ON moved.article = a.n WHERE a.id = $1 AND a.story = $2 AND coalesce(moved.at, 0) <= r.read
			ON CONFLICT (article, reader) DO UPDATE SET read = excluded.read`, plain(article), m.from.n,
	)
}

// settleReadings gives officers their marks of a story that begins, or that something comes to; see move.settleReadings.
func (m *pgMove) settleReadings(ctx context.Context) error {
	switch {
	case m.begins:
		return m.w.exec(
			ctx, `INSERT INTO reading SELECT s.n, r.reader, r.read, r.read < s.changed FROM reading r, story s
				WHERE s.n = $1 AND r.story = $2`, m.into.n, m.from.n,
		)
	case m.revives:
		return nil
	}
	return m.w.exec(
		ctx, `UPDATE reading SET unread = true WHERE story = $1 AND NOT unread
			AND NOT EXISTS (SELECT FROM reading f WHERE f.story = $2 AND f.reader = reading.reader AND NOT f.unread)`, m.into.n, m.from.n,
	)
}

// pgHasRead asks whether an officer has read all of a story.
func pgHasRead(reader int64, args *pgArgs) string {
	return "SELECT FROM reading r WHERE r.story = story.n AND r.reader = " + args.add(reader) + " AND NOT r.unread"
}

// pgColumnsOf are the columns of a row as an officer has read it; see columnsOf.
func pgColumnsOf(reader int64, args *pgArgs) string {
	if reader == deskReader {
		return storyColumns
	}
	return strings.Replace(
		storyColumns, " story.read,", ` coalesce((SELECT CASE WHEN r.unread THEN least(r.read, story.changed - 1) ELSE r.read END
			FROM reading r WHERE r.story = story.n AND r.reader = `+args.add(reader)+"), "+neverRead+"),", 1,
	)
}

// storiesOf lists stories as an officer has read them: first what is unread, then, where there is room, the rest.
func (p *Postgres) storiesOf(ctx context.Context, f Filter, reader int64) ([]news.StoryRow, error) {
	onlyUnread := f.Unread
	f.Unread = false
	question, args, err := f.pgQuestionOf(reader, "NOT EXISTS")
	if err != nil {
		return nil, err
	}
	list, err := p.storyRows(ctx, question, args)
	if err != nil || onlyUnread || f.Limit > 0 && len(list) >= f.Limit {
		return list, err
	}
	if f.Limit > 0 {
		f.Limit -= len(list)
	}
	question, args, err = f.pgQuestionOf(reader, "EXISTS")
	if err != nil {
		return nil, err
	}
	rest, err := p.storyRows(ctx, question, args)
	return append(list, rest...), err
}

// pgQuestionOf is Filter.pgQuestion for what an officer has read, or has not; see Filter.questionOf.
func (f Filter) pgQuestionOf(reader int64, read string) (string, []any, error) {
	var args pgArgs
	which, limit, err := f.pgStretches(&args)
	if err != nil {
		return "", nil, err
	}
	watched := "state = 1"
	if read == "EXISTS" {
		watched = "false"
	}
	conditions := " AND " + read + " (" + pgHasRead(reader, &args) + ")" + f.pgConditions(&args)
	var parts []string
	for _, w := range which {
		for _, half := range []string{" AND unread", " AND NOT unread"} {
			parts = append(parts, "SELECT * FROM (SELECT n, "+watched+" AS watched, origins, last FROM story WHERE "+w+half+conditions+
				" ORDER BY origins DESC, last DESC, n LIMIT "+limit+") part")
		}
	}
	question := "WITH shown AS (" + strings.Join(parts, " UNION ALL ") + " ORDER BY watched DESC, origins DESC, last DESC, n LIMIT " + limit +
		") SELECT " + f.columns(pgColumnsOf(reader, &args)) + " FROM shown JOIN story ON story.n = shown.n" +
		" ORDER BY shown.watched DESC, shown.origins DESC, shown.last DESC, shown.n"
	return question, args, nil
}

// pgReadMarks are how far articles were read that came from other stories, asked for an officer.
func pgReadMarks(reader int64) (question string, more []any) {
	if reader == deskReader {
		return "SELECT a.id, moved.at, moved.read FROM article a JOIN moved ON moved.article = a.n WHERE a.story = " + pgPresent, nil
	}
	return `SELECT a.id, moved.at, coalesce(own.read, ` + neverRead + `) FROM article a JOIN moved ON moved.article = a.n
		LEFT JOIN reading_moved own ON own.article = a.n AND own.reader = $2 WHERE a.story = ` + pgPresent, []any{reader}
}

// pgUnseen are the statements of a story that were not on an officer's screen.
func pgUnseen(reader int64) (question string, more []any) {
	if reader == deskReader {
		return "SELECT a.id, u.marks FROM article a JOIN unseen u ON u.article = a.n WHERE a.story = " + pgPresent, nil
	}
	return "SELECT a.id, u.marks FROM article a JOIN reading_unseen u ON u.article = a.n AND u.reader = $2 WHERE a.story = " + pgPresent, []any{reader}
}
