package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
)

// migrate brings the tables to the present version. Each step is one transaction together with its number, under a lock:
// of several programs that begin at the same time one does it, and the others find it done. Where nothing is to be done
// no right to change tables is needed.
func (p *Postgres) migrate(ctx context.Context) error {
	for {
		at, err := p.version(ctx, p.pool)
		if err != nil || at == version {
			return err
		}
		if err := p.migrateOne(ctx); err != nil {
			return fmt.Errorf("bring %s to version %d: %w", p.name, at+1, err)
		}
	}
}

// longestStep is how long a step of the tables may take: one that indexes all articles takes minutes for a million.
const longestStep = 6 * time.Hour

// piecesStep is the step since which a server's search index is the one of files.
const piecesStep = 17

// migrateOne takes the next step, if there is one left once it is our turn.
func (p *Postgres) migrateOne(ctx context.Context) error {
	return p.writeFor(ctx, beginToWrite, longestStep, func(ctx context.Context, w pgWriter) error {
		if err := w.lock(ctx, lockMigrations); err != nil {
			return err
		}
		at, err := p.version(ctx, w.tx)
		if err != nil || at == version {
			return err
		}
		if at == 0 {
			if err := w.beginSchema(ctx, p.schema); err != nil {
				return err
			}
		}
		script, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.postgres.sql", at+1))
		if err != nil {
			return fmt.Errorf("read migration %d: %w", at+1, err)
		}
		if _, err := w.tx.Conn().PgConn().Exec(ctx, string(script)).ReadAll(); err != nil {
			return err
		}
		if at+1 == riversStep {
			if err := p.migrateRiver(ctx); err != nil {
				return err
			}
		}
		if at+1 == piecesStep {
			if err := w.indexAll(ctx); err != nil {
				return err
			}
		}
		return w.exec(ctx, "INSERT INTO migration (number) VALUES ($1)", at+1)
	})
}

// beginSchema makes the schema, where there is none, and the table that has the version.
func (w pgWriter) beginSchema(ctx context.Context, schema string) error {
	var there bool
	if _, err := w.one(ctx, "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1)", []any{schema}, []any{&there}); err != nil {
		return err
	}
	if !there {
		if err := w.exec(ctx, "CREATE SCHEMA "+pgx.Identifier{schema}.Sanitize()); err != nil {
			return err
		}
	}
	return w.exec(ctx, "CREATE TABLE migration (number int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())")
}

// checkVersion is for those who only read: they cannot bring older tables up to date.
func (p *Postgres) checkVersion(ctx context.Context) error {
	at, err := p.version(ctx, p.pool)
	if err != nil {
		return err
	}
	if at == 0 {
		return &Error{Kind: ErrOlder, Says: "there is no desk in " + p.name + " yet", Do: "the first refresh makes it"}
	}
	if at < version {
		return &Error{
			Kind: ErrOlder, Says: fmt.Sprintf("%s is of version %d, this program reads version %d", p.name, at, version),
			Do: "start a harmattan of this version that may write: it brings the desk up to date",
		}
	}
	return nil
}

type pgAsker interface {
	QueryRow(ctx context.Context, question string, args ...any) pgx.Row
}

// version reads the tables' version, 0 where there are none. Tables of another program, or of a later version of this one,
// are an error.
func (p *Postgres) version(ctx context.Context, q pgAsker) (int, error) {
	var ours, others bool
	question := `SELECT coalesce(bool_or(relname = 'migration'), false), count(*) > 0 FROM pg_class
		WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) AND relkind IN ('r', 'p', 'v', 'm')`
	if err := q.QueryRow(ctx, question, p.schema).Scan(&ours, &others); err != nil {
		return 0, fmt.Errorf("read the version of %s: %w", p.name, err)
	}
	if !ours && others {
		return 0, &Error{
			Kind: ErrForeign, Says: fmt.Sprintf("schema %s of %s has tables of another program", p.schema, p.name),
			Do: "name another schema with search_path=… in the address, or another database",
		}
	}
	if !ours {
		return 0, nil
	}
	var at int
	if err := q.QueryRow(ctx, "SELECT coalesce(max(number), 0) FROM migration").Scan(&at); err != nil {
		return 0, fmt.Errorf("read the version of %s: %w", p.name, err)
	}
	if at > version {
		return 0, &Error{
			Kind: ErrNewer, Says: fmt.Sprintf("%s is of version %d, this program knows versions up to %d", p.name, at, version),
			Do: "install the newer harmattan that wrote it, or name another desk with --data",
		}
	}
	return at, nil
}
