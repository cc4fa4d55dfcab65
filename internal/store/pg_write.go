package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// longestWrite is how long a transaction that has begun may go on when whoever asked for it has gone.
const longestWrite = time.Minute

// mostTries is how often a transaction is tried that got into another one's way.
const mostTries = 10

// Locks of a desk, each under a number of the database's and the hash of the desk's schema. Who needs several takes the
// stint first, then stories, then the log: the server cannot see who waits for whom where a stint is a lock of another
// connection.
const (
	locksOurs      = applicationID
	lockMigrations = 1
	lockLog        = 2 // steps are written one after the other
	lockStint      = 3 // see TakeStint
	lockStories    = 4 // see Grow
	lockIndex      = 6 // see IndexStep
	lockHabit      = 7 // with the hash of a feed's address, see ChangeHabit
	lockWorker     = 5 // with the hash of a worker's name: it is alive, see OpenJobs
	// 8, with the number of a slot, is count_slot's of migration 19

	ourHash = "hashtext(current_setting('search_path'))"
)

const (
	// beginToWrite begins a transaction in which what is written again and again is planned once: how common a value is makes no
	// difference to it, as it does to a search. What is planned while a table is empty would have it read from end to end later.
	beginToWrite = "BEGIN; SET LOCAL plan_cache_mode = auto; SET LOCAL enable_seqscan = off"

	// beginUnwaited begins one that does not wait for the disk at the end: what is lost with the server is the last that was
	// written, and what has to stand on it waits, see Grow.
	beginUnwaited = beginToWrite + "; SET LOCAL synchronous_commit = off"
)

// pgWriter is a transaction that writes.
type pgWriter struct {
	tx    pgx.Tx
	stint int64 // in which it puts articles into stories, see inStint

	changed *[]string // stories that other programs are told of, see tell
}

// write runs work in one transaction: all of it is kept, or nothing. Where it gets into the way of another transaction it
// is run again: work must begin anew each time. A context that ends before writes nothing; a transaction that has begun
// runs to its end.
func (p *Postgres) write(ctx context.Context, work func(context.Context, pgWriter) error) error {
	if g, ok := ctx.Value(growing{p}).(*growth); ok { // it belongs to what is being written already
		g.mu.Lock()
		defer g.mu.Unlock()
		return work(ctx, g.w)
	}
	return p.writeFor(ctx, beginToWrite, longestWrite, work)
}

func (p *Postgres) writeFor(ctx context.Context, begin string, longest time.Duration, work func(context.Context, pgWriter) error) error {
	if p.reading {
		return p.onlyReading()
	}
	return p.untilNothingIsInTheWay(func() error { return p.transact(ctx, begin, longest, work) })
}

// untilNothingIsInTheWay tries a transaction again where it got into another one's way.
func (p *Postgres) untilNothingIsInTheWay(try func() error) error {
	for n := 1; ; n++ {
		if err := try(); err == nil || n == mostTries || !inTheWay(err) {
			return p.explain(err)
		}
	}
}

func (p *Postgres) onlyReading() error {
	return &Error{Kind: ErrNoWriting, Says: p.name + " is open for reading only", Do: "open it for writing"}
}

// beginInTurn is beginToWrite as statements that are sent with others.
func beginInTurn() []string { return strings.Split(beginToWrite, "; ") }

func (p *Postgres) transact(ctx context.Context, begin string, longest time.Duration, work func(context.Context, pgWriter) error) error {
	tx, err := p.pool.BeginTx(ctx, pgx.TxOptions{BeginQuery: begin})
	if err != nil {
		return fmt.Errorf("begin to write: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longest)
	defer cancel()
	defer tx.Rollback(ctx) //nolint:errcheck // does nothing after Commit, also when work panics
	if err := work(ctx, pgWriter{tx: tx}); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return fmt.Errorf("keep what was written: %w", err)
	}
	return nil
}

// inTheWay tells whether a transaction ended only because of another one: a deadlock, or rows that changed beneath it.
func inTheWay(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) && (said.Code == "40P01" || said.Code == "40001")
}

// log is write for what goes to the log, or depends on it: one such transaction goes on at a time.
func (p *Postgres) log(ctx context.Context, work func(context.Context, pgWriter) error) error {
	return p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		if err := w.beginEntry(ctx); err != nil {
			return err
		}
		return work(ctx, w)
	})
}

// beginEntry waits until nobody else writes to the log, and looks whether what is to be written is there; see notKept.
func (w pgWriter) beginEntry(ctx context.Context) error {
	var b pgx.Batch
	kept := false
	b.Queue(pgLock, locksOurs+lockLog)
	b.Queue(pgKept, receiptOf(ctx)).QueryRow(func(row pgx.Row) error { return row.Scan(&kept) })
	err := w.send(ctx, &b)
	if err == nil && kept {
		err = ErrKept
	}
	return err
}

const (
	pgLock = "SELECT pg_advisory_xact_lock($1, " + ourHash + ")"
	pgKept = "SELECT EXISTS (SELECT FROM step WHERE receipt = $1 AND receipt <> '')"
)

// NotKept is ErrKept where the log has the receipt of a context.
func (p *Postgres) NotKept(ctx context.Context) error {
	return p.write(ctx, func(ctx context.Context, w pgWriter) error { return w.notKept(ctx) })
}

// notKept is ErrKept where the log has the receipt of a context.
func (w pgWriter) notKept(ctx context.Context) error {
	receipt, kept := receiptOf(ctx), false
	if receipt == "" {
		return nil
	}
	_, err := w.one(ctx, pgKept, []any{receipt}, []any{&kept})
	if err == nil && kept {
		err = ErrKept
	}
	return err
}

func (w pgWriter) lock(ctx context.Context, which int) error {
	return w.exec(ctx, pgLock, locksOurs+which)
}

// exec runs a statement that returns nothing.
func (w pgWriter) exec(ctx context.Context, statement string, args ...any) error {
	_, err := w.tx.Exec(ctx, statement, args...)
	return err
}

// one runs a statement with one row for an answer; without a row found is false.
func (w pgWriter) one(ctx context.Context, statement string, args, into []any) (found bool, err error) {
	err = w.tx.QueryRow(ctx, statement, args...).Scan(into...)
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func (w pgWriter) each(ctx context.Context, question string, args []any, row func(scanner) error) error {
	rows, err := w.tx.Query(ctx, question, args...)
	if err != nil {
		return err
	}
	return eachOf(rows, row)
}

// send runs statements together, in one way to the server and back.
func (w pgWriter) send(ctx context.Context, b *pgx.Batch) error {
	if b.Len() == 0 {
		return nil
	}
	return w.tx.SendBatch(ctx, b).Close()
}
