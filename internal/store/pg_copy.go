package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// snapshot reads the desk as it stands now, whatever is written meanwhile, until end is called.
func (p *Postgres) snapshot(ctx context.Context) (read rowsOf, end func() error, err error) {
	tx, err := p.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, nil, p.explain(err)
	}
	read = func(ctx context.Context, t deskTable, row func([]any) error) error {
		return p.explain(pgRows(ctx, tx, t, row))
	}
	return read, func() error { return tx.Rollback(context.WithoutCancel(ctx)) }, nil
}

// pgRows reads a table as both databases understand it.
func pgRows(ctx context.Context, tx pgx.Tx, t deskTable, row func([]any) error) error {
	rows, err := tx.Query(ctx, "SELECT "+t.selected()+" FROM "+t.name+" ORDER BY "+t.order)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		values, err := rows.Values()
		if err != nil {
			return err
		}
		for i, c := range t.columns {
			switch v := values[i].(type) {
			case int16:
				values[i] = int64(v)
			case string:
				if c.kind == heard {
					values[i] = unwrap(v)
				}
			}
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// copyToServer fills a schema that has no desk yet, in one transaction.
func copyToServer(ctx context.Context, read rowsOf, to string, told func(Copied)) error {
	p, err := openPostgres(ctx, to, Write)
	if err != nil {
		return err
	}
	defer p.Close() //nolint:errcheck // it has nothing to say
	tx, err := p.pool.Begin(ctx)
	if err != nil {
		return p.explain(err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx)) //nolint:errcheck // does nothing after Commit
	f := filling{w: pgWriter{tx: tx}, read: read}
	if err := f.whole(ctx, p.name, told); err != nil {
		return p.explain(err)
	}
	if err := tx.Commit(ctx); err != nil {
		return p.explain(fmt.Errorf("keep what was copied: %w", err))
	}
	_, err = p.pool.Exec(ctx, "ANALYZE") // how common what is, for the planner of questions
	return p.explain(errors.Join(err, p.Check(ctx)))
}

// filling is a copy onto a server under way.
type filling struct {
	w    pgWriter
	read rowsOf
}

func (f filling) whole(ctx context.Context, name string, told func(Copied)) error {
	if err := f.empty(ctx, name); err != nil {
		return err
	}
	if err := f.prepare(ctx); err != nil {
		return err
	}
	want := map[string]sums{}
	for _, t := range deskTables() {
		var err error
		if want[t.name], err = f.table(ctx, t); err != nil {
			return fmt.Errorf("copy table %s: %w", t.name, err)
		}
	}
	if err := f.finish(ctx); err != nil {
		return err
	}
	again := func(ctx context.Context, t deskTable, row func([]any) error) error {
		return pgRows(ctx, f.w.tx, t, row)
	}
	for _, t := range deskTables() {
		if err := verify(ctx, again, t, want[t.name], told); err != nil {
			return err
		}
	}
	return nil
}

// empty makes sure that there is nothing yet, and that nothing comes in between.
func (f filling) empty(ctx context.Context, name string) error {
	for _, t := range deskTables() {
		if err := f.w.exec(ctx, "LOCK TABLE "+t.name+" IN ACCESS EXCLUSIVE MODE"); err != nil {
			return err
		}
		var there bool
		if _, err := f.w.one(ctx, "SELECT EXISTS (SELECT FROM "+t.name+")", nil, []any{&there}); err != nil {
			return err
		}
		if there {
			return existsAlready(name)
		}
	}
	return nil
}

// prepare keeps the database from counting row by row, which would take many times as long.
func (f filling) prepare(ctx context.Context) (err error) {
	for _, statement := range []string{"ALTER TABLE story DISABLE TRIGGER USER", "ALTER TABLE reading DISABLE TRIGGER USER"} {
		if err == nil {
			err = f.w.exec(ctx, statement)
		}
	}
	return err
}

// table copies a table.
func (f filling) table(ctx context.Context, t deskTable) (seen sums, err error) {
	err = f.rows(ctx, t.name, t.names(), func(put func([]any) error) error {
		return f.read(ctx, t, func(row []any) error {
			seen.add(row)
			for i, c := range t.columns {
				if c.kind == heard {
					row[i] = wrap(textOf(row[i]))
				}
			}
			return put(row)
		})
	})
	return seen, err
}

// rows writes rows as each gives them.
func (f filling) rows(ctx context.Context, name string, names []string, each func(put func([]any) error) error) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	from := make(chan []any, 64)
	ended := make(chan error, 1)
	go func() {
		defer close(from)
		ended <- each(func(row []any) error {
			select {
			case from <- row:
				return nil
			case <-inner.Done():
				return inner.Err()
			}
		})
	}()
	_, err := f.w.tx.CopyFrom(ctx, pgx.Identifier{name}, names, pgx.CopyFromFunc(func() ([]any, error) {
		if row, ok := <-from; ok {
			return row, nil
		}
		return nil, nil
	}))
	stop()
	return errors.Join(err, <-ended)
}

// finish counts and indexes what was copied, and lets new rows have the numbers after.
func (f filling) finish(ctx context.Context) error {
	statements := []string{
		"ALTER TABLE story ENABLE TRIGGER USER", "ALTER TABLE reading ENABLE TRIGGER USER",
		`INSERT INTO reading_tally SELECT r.reader, s.region, s.country, s.state, 0, count(*)
			FROM reading r JOIN story s ON s.n = r.story WHERE NOT r.unread GROUP BY 1, 2, 3, 4`,
		"INSERT INTO tally SELECT region, country, state, unread, 0, count(*) FROM story GROUP BY region, country, state, unread",
		"INSERT INTO began SELECT first / 900000000, region, 0, count(*) FROM story WHERE state < 3 GROUP BY 1, 2",
		"INSERT INTO source_tally SELECT source, 0, count(*) FROM article GROUP BY source",
	}
	for _, t := range deskTables() {
		if t.counts != "" {
			statements = append(statements, fmt.Sprintf(
				"SELECT setval(pg_get_serial_sequence('%s', '%s'), coalesce(max(%[2]s), 1), max(%[2]s) IS NOT NULL) FROM %[1]s", t.name, t.counts,
			))
		}
	}
	for _, statement := range statements {
		if err := f.w.exec(ctx, statement); err != nil {
			return err
		}
	}
	return f.w.indexAll(ctx)
}
