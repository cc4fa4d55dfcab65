package store

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Postgres is a desk that is kept in a PostgreSQL database. Its methods may be called from several goroutines, and any
// number of programs may have the same desk open for writing.
//
// What Store does in SQLite it does here, in the files that begin with pg; what needs no database - ranking, snippets,
// which state a story has - both have in common.
type Postgres struct {
	pool    *pgxpool.Pool
	pulse   *pulse
	name    string // postgres://officer@host:5432/database, without the password
	schema  string
	program string // tells this program from others on the same desk
	secret  string // the password, to keep it out of what is said
	reading bool
	stint   atomic.Int64 // the number of the stint that this program has, 0 for none
	officer string       // who opened it, see ReadBy
	numbers sync.Map     // int64 of officers who read, by their names

	pieceWords openPieces   // of the search index
	unindexed  atomic.Int64 // articles saved since it was looked whether the search index is due
}

// openPostgres opens the desk at an address. With Write it makes the tables where there are none and brings older ones up
// to date; to others who do that at the same time it gives way. The errors to tell apart are ErrAway, ErrRefused, ErrNewer,
// ErrForeign and ErrNoWriting, for ReadOnly also ErrOlder; all have a Hint.
func openPostgres(ctx context.Context, address string, m Mode) (*Postgres, error) {
	config, err := readAddress(address)
	if err != nil {
		return nil, err
	}
	p := &Postgres{
		name: nameOf(config.ConnConfig), schema: config.ConnConfig.RuntimeParams["search_path"],
		program: programName(), secret: config.ConnConfig.Password, reading: m == ReadOnly, officer: readBy(ctx),
	}
	if p.reading {
		config.ConnConfig.RuntimeParams["default_transaction_read_only"] = "on"
	}
	if err := p.connect(ctx, config); err != nil {
		return nil, err
	}
	if p.reading {
		err = p.checkVersion(ctx)
	} else {
		err = p.migrate(ctx)
	}
	if err != nil {
		_ = p.Close() // it has nothing to say
		return nil, p.explain(err)
	}
	return p, nil
}

// connect prepares for connections, and has them watched.
func (p *Postgres) connect(ctx context.Context, config *pgxpool.Config) (err error) {
	p.pulse = watchOver(config)
	if p.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		p.pulse.end()
		return p.explain(err)
	}
	return nil
}

// Name is the address of the desk without the password.
func (p *Postgres) Name() string { return p.name }

// Wanted is false: nobody puts another desk in the place of one on a server.
func (p *Postgres) Wanted() bool { return false }

// Close ends all connections, once what is under way has ended.
func (p *Postgres) Close() error {
	p.pool.Close()
	p.pulse.end()
	return nil
}

// each runs a question and calls row for each row of the answer, until row fails.
func (p *Postgres) each(ctx context.Context, question string, args []any, row func(scanner) error) error {
	if g, ok := ctx.Value(growing{p}).(*growth); ok {
		return p.explain(g.each(ctx, question, args, row))
	}
	rows, err := p.pool.Query(ctx, question, args...)
	if err != nil {
		return p.explain(err)
	}
	return p.explain(eachOf(rows, row))
}

// one runs a question with one row for an answer; without a row the error is ErrNotFound.
func (p *Postgres) one(ctx context.Context, question string, args, into []any) error {
	if g, ok := ctx.Value(growing{p}).(*growth); ok {
		found, err := g.one(ctx, question, args, into)
		if err == nil && !found {
			err = ErrNotFound
		}
		return p.explain(err)
	}
	err := p.pool.QueryRow(ctx, question, args...).Scan(into...)
	if errors.Is(err, pgx.ErrNoRows) {
		return ErrNotFound
	}
	return p.explain(err)
}

func eachOf(rows pgx.Rows, row func(scanner) error) error {
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// strings runs a question whose answer is a list of texts.
func (p *Postgres) strings(ctx context.Context, question string, args ...any) ([]string, error) {
	var list []string
	err := p.each(ctx, question, args, func(scan scanner) error {
		var text string
		err := scan(&text)
		list = append(list, text)
		return err
	})
	return list, err
}
