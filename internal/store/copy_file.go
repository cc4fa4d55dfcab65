package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"harmattan/internal/disk"
)

// snapshot reads the file as it stands now, whatever is written meanwhile, until end is called.
func (s *Store) snapshot(ctx context.Context) (read rowsOf, end func() error, err error) {
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return nil, nil, explain(s.path, err)
	}
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return nil, nil, errors.Join(explain(s.path, err), conn.Close())
	}
	end = func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK") // nothing was written
		return errors.Join(explain(s.path, err), conn.Close())
	}
	return func(ctx context.Context, t deskTable, row func([]any) error) error {
		question := "SELECT " + t.selected() + " FROM " + t.name + " ORDER BY " + t.order //nolint:gosec // names of our own tables
		rows, err := conn.QueryContext(ctx, question)
		if err != nil {
			return explain(s.path, err)
		}
		defer rows.Close() //nolint:errcheck // rows.Err tells
		for rows.Next() {
			values, err := s.valuesOf(rows, t)
			if err != nil {
				return err
			}
			if err := row(values); err != nil {
				return err
			}
		}
		return explain(s.path, rows.Err())
	}, end, nil
}

// valuesOf reads a row of a table as both databases understand it.
func (s *Store) valuesOf(rows *sql.Rows, t deskTable) ([]any, error) {
	values := make([]any, len(t.columns))
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	if err := rows.Scan(into...); err != nil {
		return nil, err
	}
	if t.name == "article" {
		if err := s.unlink(t, values); err != nil {
			return nil, err
		}
	}
	for i, c := range t.columns {
		switch v := values[i].(type) {
		case int64:
			if c.kind == flag {
				values[i] = v != 0
			}
		case string:
			if c.kind == text || c.kind == key {
				values[i] = plain(v)
			}
		case []byte:
			if c.kind == key {
				values[i] = articleID(v)
			}
		}
		if c.kind == long {
			unpacked, err := s.texts.unpack(values[i])
			if err != nil {
				return nil, err
			}
			values[i] = plain(unpacked)
		}
	}
	return values, nil
}

// unlink takes an article's link and text apart, which are packed together.
func (s *Store) unlink(t deskTable, values []any) error {
	link, text, err := s.texts.unpackLinked(textOf(values[t.at("title")]), textOf(values[t.at("url")]), values[t.at("text")])
	values[t.at("url")], values[t.at("text")] = link, text
	return err
}

// copyToFile writes a new file, which gets its name once it is whole.
func copyToFile(ctx context.Context, read rowsOf, path string, told func(Copied)) error {
	if _, err := os.Stat(path); err == nil {
		return existsAlready(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	err := disk.New(path, func(f *os.File) error {
		s, err := Open(ctx, f.Name(), Write) // which fills an empty file
		if err != nil {
			return err
		}
		err = s.fill(ctx, read, told)
		return errors.Join(err, s.Close(), removeBeside(f.Name()))
	})
	if errors.Is(err, disk.ErrExists) {
		return existsAlready(path)
	}
	return explain(path, err)
}

// fillTogether is how many rows are written in one transaction.
const fillTogether = 5000

// fill writes all tables into a file that is new.
func (s *Store) fill(ctx context.Context, read rowsOf, told func(Copied)) error {
	want := map[string]sums{}
	for _, t := range deskTables() {
		var seen sums
		var together [][]any
		keep := func() error {
			err := s.fillRows(ctx, t, together)
			together = together[:0]
			return err
		}
		err := read(ctx, t, func(row []any) error {
			seen.add(row)
			if together = append(together, row); len(together) < fillTogether {
				return nil
			}
			return keep()
		})
		if err = errors.Join(err, keep()); err != nil {
			return fmt.Errorf("copy table %s: %w", t.name, err)
		}
		want[t.name] = seen
	}
	if err := errors.Join(s.countAnew(ctx), s.Index(ctx)); err != nil {
		return fmt.Errorf("count and index what was copied: %w", err)
	}
	again, end, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	for _, t := range deskTables() {
		if err := verify(ctx, again, t, want[t.name], told); err != nil {
			return errors.Join(err, end())
		}
	}
	return errors.Join(end(), s.Check(ctx))
}

func (s *Store) fillRows(ctx context.Context, t deskTable, rows [][]any) error {
	names := t.names()
	if t.name == "story" {
		names = append(names, "unread")
	}
	statement := "INSERT INTO " + t.name + " (" + strings.Join(names, ", ") + ") VALUES (" +
		strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ") + ")"
	return s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		for _, row := range rows {
			values, err := s.stored(t, row)
			if err != nil {
				return err
			}
			if err := w.exec(ctx, statement, values...); err != nil {
				return err
			}
		}
		return nil
	})
}

// countAnew counts what the program itself counts where it saves.
func (s *Store) countAnew(ctx context.Context) error {
	return s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		for _, statement := range []string{
			"DELETE FROM tally", "INSERT INTO tally SELECT region, country, state, unread, count(*) FROM story GROUP BY 1, 2, 3, 4",
			"DELETE FROM reading_tally", countReadings,
			"DELETE FROM began", "INSERT INTO began SELECT first / 900000000, region, count(*) FROM story WHERE state < 3 GROUP BY 1, 2",
			"UPDATE source SET articles = (SELECT count(*) FROM article WHERE article.source = source.n)",
		} {
			if err := w.exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

// stored is a row as SQLite stores it.
func (s *Store) stored(t deskTable, row []any) ([]any, error) {
	values := make([]any, len(row), len(row)+1)
	copy(values, row)
	for i, c := range t.columns {
		var err error
		switch c.kind {
		case key:
			values[i] = articleKey(textOf(row[i]))
		case long:
			values[i], err = s.texts.pack(textOf(row[i]))
		case flag:
			values[i] = row[i] == true
		case raw:
			if b, ok := row[i].([]byte); ok && b == nil {
				values[i] = []byte{} // to SQLite nil is no value at all
			}
		default:
		}
		if err != nil {
			return nil, err
		}
	}
	if t.name == "article" {
		packed, err := s.texts.packLinked(textOf(row[t.at("title")]), textOf(row[t.at("url")]), textOf(row[t.at("text")]))
		if err != nil {
			return nil, err
		}
		values[t.at("url")], values[t.at("text")] = "", packed
	}
	if t.name == "story" {
		read, _ := row[t.at("read")].(int64)
		changed, _ := row[t.at("changed")].(int64)
		values = append(values, read < changed)
	}
	return values, nil
}

func textOf(v any) string {
	s, _ := v.(string)
	return s
}
