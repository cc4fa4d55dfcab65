package store

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// River keeps its jobs in tables of its own beside the desk's. Their statements are River's; what stands here is what it does
// not do itself.

const (
	// riversVersion is the version of River's tables that the last step of ours makes.
	riversVersion = 8

	// riversStep is that step.
	riversStep = 13
)

// migrateRiver makes River's tables, or brings them up to date. Each of River's own steps is a transaction; one that was done
// is not done again.
func (p *Postgres) migrateRiver(ctx context.Context) error {
	m, err := rivermigrate.New(riverpgxv5.New(p.pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err == nil {
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: riversVersion})
	}
	if err != nil {
		return fmt.Errorf("make the tables of jobs: %w", err)
	}
	return nil
}

// HasWorkers tells whether workers ask the desk's feeds: one of them is then River's leader.
func (p *Postgres) HasWorkers(ctx context.Context) (bool, error) {
	var has bool
	err := p.one(ctx, "SELECT EXISTS (SELECT FROM river_leader WHERE expires_at > now())", nil, []any{&has})
	if err != nil {
		return false, fmt.Errorf("look for workers: %w", err)
	}
	return has, nil
}

// Jobs is where the jobs of a desk's workers are kept, as one worker has it open.
type Jobs struct {
	p     *Postgres
	alive *pgxpool.Conn // has the lock that says so
}

// jobConnections is how many connections a worker has for jobs: one to listen, one to say that it is alive, some to take and
// finish jobs.
const jobConnections = 6

// OpenJobs opens the jobs of the desk at an address for a worker of this name, which no other may have. The desk is there
// already, see OpenDesk.
func OpenJobs(ctx context.Context, address, worker string) (*Jobs, error) {
	config, err := readAddress(address)
	if err != nil {
		return nil, err
	}
	config.MaxConns = jobConnections
	p := &Postgres{
		name: nameOf(config.ConnConfig), schema: config.ConnConfig.RuntimeParams["search_path"],
		program: programName(), secret: config.ConnConfig.Password,
	}
	if err := p.connect(ctx, config); err != nil {
		return nil, err
	}
	j := &Jobs{p: p}
	if j.alive, err = p.pool.Acquire(ctx); err == nil {
		_, err = j.alive.Exec(ctx, "SELECT pg_advisory_lock($1, hashtext($2))", locksOurs+lockWorker, p.schema+" "+worker)
	}
	if err != nil {
		j.Close()
		return nil, p.explain(fmt.Errorf("begin to work on %s: %w", p.name, err))
	}
	return j, nil
}

// Pool is what River works on.
func (j *Jobs) Pool() *pgxpool.Pool { return j.p.pool }

// Close ends all connections. The jobs that the worker had not finished are free for others from then on, see Free.
func (j *Jobs) Close() {
	if j.alive != nil {
		discard(j.alive)
	}
	_ = j.p.Close() // it has nothing to say
}

// Alive looks whether the server still knows that the worker is alive: it has lost sight of one whose connection is gone, and
// others take on its jobs.
func (j *Jobs) Alive(ctx context.Context) error { return j.p.explain(j.alive.Ping(ctx)) }

// Alone tells whether no other worker is alive, on this desk or on another one in the same database.
func (j *Jobs) Alone(ctx context.Context) (bool, error) {
	alone := false
	err := j.p.one(ctx, `SELECT count(*) < 2 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = $1::int8::oid
		AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`, []any{int64(locksOurs + lockWorker)}, []any{&alone})
	if err != nil {
		return false, fmt.Errorf("look for other workers: %w", err)
	}
	return alone, nil
}

// Free gives the jobs of workers that are no more to the others, and returns how many. River does that for jobs that have run
// for too long; the server knows at once who is gone. It counts for no attempt: the job did not fail. They go behind those that
// wait: a feed that ends whoever reads it is not to be the first one that the next worker asks.
func (j *Jobs) Free(ctx context.Context) (int64, error) {
	tag, err := j.p.pool.Exec(ctx, `UPDATE river_job SET state = 'available', scheduled_at = now(), attempt = greatest(attempt - 1, 0)
		WHERE state = 'running' AND hashtext($1 || ' ' || attempted_by[array_upper(attempted_by, 1)]) NOT IN (
			SELECT objid::int8::bit(32)::int4 FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
				AND classid = $2::int8::oid AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
		)`, j.p.schema, int64(locksOurs+lockWorker))
	if err != nil {
		return 0, j.p.explain(fmt.Errorf("free the jobs of workers that are gone: %w", err))
	}
	return tag.RowsAffected(), nil
}

// JobCount says how many jobs there are.
type JobCount struct {
	Waiting, Running, Retrying, Failed int
	Oldest                             time.Duration // how long the job that waits longest has waited
}

// Count counts the jobs.
func (j *Jobs) Count(ctx context.Context) (c JobCount, err error) {
	var oldest float64
	err = j.p.one(ctx, `SELECT count(*) FILTER (WHERE state = 'available'), count(*) FILTER (WHERE state = 'running'),
			count(*) FILTER (WHERE state = 'retryable'), count(*) FILTER (WHERE state = 'discarded'),
			coalesce(extract(epoch FROM now() - min(scheduled_at) FILTER (WHERE state = 'available')), 0)::float8
		FROM river_job WHERE state IN ('available', 'running', 'retryable', 'discarded')`, nil,
		[]any{&c.Waiting, &c.Running, &c.Retrying, &c.Failed, &oldest})
	if err != nil {
		return c, fmt.Errorf("count the jobs: %w", err)
	}
	c.Oldest = time.Duration(oldest * float64(time.Second))
	return c, nil
}
