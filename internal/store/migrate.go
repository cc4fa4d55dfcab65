package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
)

// Each file of migrations brings the data from the version before to its own number. A file that has been in a release
// is never changed again.
//
//go:embed migrations/*.sql
var migrations embed.FS

// version is the version this program writes: the number of the last migration.
const version = 19

// applicationID marks a SQLite file as ours: "Harm" in ASCII.
const applicationID = 0x4861726d

// migrate brings the file to the present version. Each step is one transaction together with its number, so that an
// interrupted one begins anew. A new file is made in one, and waits for the disk once.
func migrate(ctx context.Context, w *writer, path string) error {
	at, err := fileVersion(ctx, w.conn, path)
	if err != nil {
		return err
	}
	if at == 0 {
		err := w.transact(ctx, forPowerCut, func(ctx context.Context) (err error) {
			for next := 1; next <= version && err == nil; next++ {
				err = step(ctx, w, next)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("make %s: %w", path, err)
		}
		return nil
	}
	for next := at + 1; next <= version; next++ {
		if err := oneVersionOn(ctx, w, next); err != nil {
			return fmt.Errorf("bring %s to version %d: %w", path, next, err)
		}
	}
	return nil
}

// oneVersionOn brings the file from the version before to the given one.
func oneVersionOn(ctx context.Context, w *writer, next int) error {
	return w.transact(ctx, forPowerCut, func(ctx context.Context) error { return step(ctx, w, next) })
}

// step is oneVersionOn within a transaction.
func step(ctx context.Context, w *writer, next int) error {
	script, err := migrations.ReadFile(fmt.Sprintf("migrations/%d.sql", next))
	if err != nil {
		return fmt.Errorf("read migration %d: %w", next, err)
	}
	if err := w.script(ctx, string(script)); err != nil {
		return err
	}
	return w.script(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, next))
}

// checkVersion is for those who only read: they cannot bring an older file up to date.
func checkVersion(ctx context.Context, db *sql.DB, path string) error {
	at, err := fileVersion(ctx, db, path)
	if err != nil {
		return err
	}
	if at < version {
		return &Error{
			Kind: ErrOlder, Says: fmt.Sprintf("%s is of version %d, this program reads version %d", path, at, version),
			Do: "close the other program that holds it, and start this one again: it brings the file up to date",
		}
	}
	return nil
}

type asker interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// fileVersion reads the file's version, 0 for an empty file. A file of another program, or of a later version of this
// one, is an error.
func fileVersion(ctx context.Context, q asker, path string) (int, error) {
	var at, id, tables int
	err := errors.Join(
		q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&at),
		q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id),
		q.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables),
	)
	if err != nil {
		return 0, fmt.Errorf("read the version of %s: %w", path, err)
	}
	if id != applicationID && (at != 0 || tables != 0) {
		return 0, &Error{
			Kind: ErrForeign, Says: path + " is a database of another program",
			Do: "move it away, or choose another folder with --data",
		}
	}
	if at > version {
		return 0, &Error{
			Kind: ErrNewer, Says: fmt.Sprintf("%s is of version %d, this program knows versions up to %d", path, at, version),
			Do: "install the newer harmattan that wrote it, or choose another folder with --data",
		}
	}
	return at, nil
}
