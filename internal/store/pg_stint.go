package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// ErrStintOver is the error of writing in a stint that another program has taken over, because the server lost sight of
// this one. Nothing was written.
var ErrStintOver = errors.New("the stint is over")

// longestEnd bounds how long the end of a stint is waited for.
const longestEnd = 10 * time.Second

// TakeStint waits until no other program has its stint, and takes it. There is one at a time on a desk: a lock of a
// connection of its own, which the server opens when the program ends, however it ends.
//
// A program that the server has lost sight of may believe that it still has its stint. So every stint has a number, and
// what is written in a stint is written only while that is the last one: see inStint.
func (p *Postgres) TakeStint(ctx context.Context) (Stint, error) {
	conn, err := p.pool.Acquire(ctx)
	if err != nil {
		return Stint{}, p.explain(fmt.Errorf("take the stint: %w", err))
	}
	var number int64
	if _, err = conn.Exec(ctx, "SELECT pg_advisory_lock($1, "+ourHash+")", locksOurs+lockStint); err == nil {
		err = conn.QueryRow(ctx, nextStint).Scan(&number)
	}
	if err != nil {
		discard(conn) // whether it has the lock is not known
		return Stint{}, p.explain(fmt.Errorf("take the stint: %w", err))
	}
	p.stint.Store(number)
	return Stint{Number: number, end: sync.OnceFunc(func() { p.endStint(conn) })}, nil
}

// LastStint is the number of the last stint that any program took.
func (p *Postgres) LastStint(ctx context.Context) (number int64, err error) {
	if err := p.one(ctx, "SELECT number FROM stint", nil, []any{&number}); err != nil {
		return 0, fmt.Errorf("look up the last stint: %w", err)
	}
	return number, nil
}

const nextStint = "UPDATE stint SET number = number + 1 RETURNING number"

// endStint opens the lock; where that cannot be had the connection ends, and the lock with it.
func (p *Postgres) endStint(conn *pgxpool.Conn) {
	p.stint.Store(0)
	ctx, cancel := context.WithTimeout(context.Background(), longestEnd)
	defer cancel()
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_unlock($1, "+ourHash+")", locksOurs+lockStint); err != nil {
		discard(conn)
		return
	}
	conn.Release()
}

// discard ends a connection for good.
func discard(conn *pgxpool.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), longestEnd)
	defer cancel()
	_ = conn.Conn().Close(ctx) // it is not used again, whatever becomes of it
	conn.Release()
}

// inStint is write for what puts articles into stories: in this program's stint, where it has taken one, or else in a stint
// of its own that lasts as long as the transaction. What was placed before needs none.
func (p *Postgres) inStint(ctx context.Context, work func(context.Context, pgWriter) error) error {
	mine := p.stint.Load()
	if g, ok := ctx.Value(growing{p}).(*growth); ok && g.stint == 0 {
		return p.tell(ctx, work) // the stint was when it was placed
	}
	return p.tell(ctx, func(ctx context.Context, w pgWriter) error {
		if mine == 0 {
			if err := w.lock(ctx, lockStint); err != nil {
				return err
			}
			if _, err := w.one(ctx, nextStint, nil, []any{&w.stint}); err != nil {
				return err
			}
			return work(ctx, w)
		}
		// Whoever takes the next stint waits for this row until what is written here is there to be seen.
		if _, err := w.one(ctx, "SELECT number FROM stint FOR SHARE", nil, []any{&w.stint}); err != nil {
			return err
		}
		if w.stint != mine {
			return &Error{
				Kind: ErrStintOver, Says: "another program has gone on with the work of this one on " + p.name,
				Do: "nothing is lost: what was not stored comes with the next refresh",
			}
		}
		return work(ctx, w)
	})
}

// VectorsSince calls each with the vectors of the articles that came, or went into another story, in a stint after the
// given one, the oldest first, also where they are placed and not stored yet.
func (p *Postgres) VectorsSince(ctx context.Context, stint int64, each func(story, article string, vector []byte) error) error {
	question := `SELECT story, id, data FROM (
			SELECT story.id story, a.id id, v.data, v.stint, v.seen
				FROM vector v JOIN article a ON a.n = v.article JOIN story ON story.n = a.story WHERE v.stint > $1
			UNION ALL SELECT ` + pgPlacedStory + `, p.article, p.vector, p.stint, p.seen FROM placed p WHERE p.stint > $1
		) came ORDER BY stint, seen, id`
	err := p.each(ctx, question, []any{stint}, func(scan scanner) error {
		var story, article string
		var vector []byte
		if err := scan(&story, &article, &vector); err != nil {
			return err
		}
		return each(story, article, vector)
	})
	if err != nil {
		return fmt.Errorf("read what others stored: %w", err)
	}
	return nil
}
