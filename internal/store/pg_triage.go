package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
)

// SetState gives a story a state and writes that to the log; see Store.SetState.
func (p *Postgres) SetState(ctx context.Context, story string, to news.State, at time.Time) (news.Step, error) {
	steps, err := p.SetStates(ctx, []string{story}, to, at)
	if err != nil {
		return news.Step{}, err
	}
	return steps[0], nil
}

// setOne gives one story a state, in one way to the server and back: nobody else writes to the log from the lock to the end, and
// each way of a program that has fifty screens to draw may take as long as all that the server does.
func (p *Postgres) setOne(ctx context.Context, step *news.Step, code int) error {
	if p.reading {
		return p.onlyReading()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), longestWrite)
	defer cancel()
	who, rules := signatureOf(ctx)
	return p.untilNothingIsInTheWay(func() error {
		var from int
		var found, kept bool
		var b pgx.Batch
		for _, statement := range beginInTurn() {
			b.Queue(statement)
		}
		b.Queue(pgLock, locksOurs+lockLog)
		b.Queue(pgSetOne, plain(step.Story), int16(code), micros(step.At), plain(who), plain(rules), 0, receiptOf(ctx)).QueryRow(
			func(row pgx.Row) error { return row.Scan(&kept, &found, &from, &step.ID) })
		b.Queue("SELECT pg_notify($1, $2)", p.channel(), p.program)
		b.Queue("COMMIT")
		err := p.pool.SendBatch(ctx, &b).Close() // a connection that an error leaves in the midst is given up by the pool
		step.From = stateOf(from)
		switch {
		case err == nil && kept:
			err = ErrKept
		case err == nil && !found:
			err = ErrNotFound
		}
		return err
	})
}

// SetStates gives stories a state, a step of the log for each; see Store.SetStates.
func (p *Postgres) SetStates(ctx context.Context, stories []string, to news.State, at time.Time) ([]news.Step, error) {
	code, err := stateCode(to)
	if err != nil {
		return nil, fmt.Errorf("mark stories as %s: %w", to, err)
	}
	var steps []news.Step
	if len(stories) == 1 && ctx.Value(growing{p}) == nil {
		step := news.Step{At: fromMicros(micros(at)), Story: stories[0], To: to}
		if err := p.setOne(ctx, &step, code); err != nil {
			return nil, fmt.Errorf("mark as %s: story %s: %w", to, step.Story, err)
		}
		return []news.Step{step}, nil
	}
	err = p.log(ctx, func(ctx context.Context, w pgWriter) error {
		steps = nil
		bundle, err := w.bundle(ctx, len(stories))
		if err != nil {
			return err
		}
		for _, id := range stories {
			step := news.Step{At: fromMicros(micros(at)), Story: id, To: to}
			if err := w.setState(ctx, &step, code, bundle); err != nil {
				return fmt.Errorf("story %s: %w", id, err)
			}
			steps = append(steps, step)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("mark as %s: %w", to, err)
	}
	return steps, nil
}

// bundle is the name of a set of so many steps: one more than the last step there is; 0 for a step alone.
func (w pgWriter) bundle(ctx context.Context, steps int) (int64, error) {
	if steps < 2 {
		return 0, nil
	}
	var last int64
	_, err := w.one(ctx, "SELECT coalesce(max(id), 0) FROM step", nil, []any{&last})
	return last + 1, err
}

// pgSetState gives a story another state and writes that to the log, in one way there and back: whoever takes a step keeps the log
// from all others until it is kept.
const pgSetState = `WITH was AS (SELECT n, state FROM story WHERE n = ` + pgPresent + ` FOR UPDATE),` + pgGive + `
	SELECT state, coalesce((SELECT id FROM entry), 0) FROM was`

// pgSetOne is pgSetState where the log has no such receipt yet; it tells whether it has, and whether there is such a story.
const pgSetOne = `WITH kept AS (SELECT EXISTS (SELECT FROM step WHERE receipt = $7 AND receipt <> '') AS is),
	was AS (SELECT n, state FROM story, kept WHERE n = ` + pgPresent + ` AND NOT kept.is FOR UPDATE OF story),` + pgGive + `
	SELECT kept.is, was.n IS NOT NULL, coalesce(was.state, 0), coalesce((SELECT id FROM entry), 0) FROM kept LEFT JOIN was ON true`

// pgGive is what both do with the story as it was.
const pgGive = `
	given AS (UPDATE story SET state = $2, decided = $3 FROM was WHERE story.n = was.n AND was.state <> $2),
	entry AS (INSERT INTO step (at, story, before, after, undoes, below, who, rules, bundle, receipt)
		SELECT $3, n, state, $2, 0, 0, $4, $5, $6, $7 FROM was WHERE state <> $2 RETURNING id)`

func (w pgWriter) setState(ctx context.Context, step *news.Step, code int, bundle int64) error {
	var from int
	who, rules := signatureOf(ctx)
	args := []any{plain(step.Story), int16(code), micros(step.At), plain(who), plain(rules), bundle, receiptOf(ctx)}
	found, err := w.one(ctx, pgSetState, args, []any{&from, &step.ID})
	if err == nil && !found {
		err = ErrNotFound
	}
	step.From = stateOf(from)
	return err
}

// myTop asks for the step that undo would take back now: the last of this officer's that stands, others may stand above it.
// What a watch did, which no officer signed with the rules, is everybody's.
const myTop = "SELECT id FROM step WHERE (who = $1 OR rules = '') AND " + stands + " ORDER BY id DESC LIMIT 1"

// topStep is the step that undo would take back now, 0 when there is none.
func (w pgWriter) topStep(ctx context.Context) (int64, error) {
	var top int64
	who, _ := signatureOf(ctx)
	_, err := w.one(ctx, myTop, []any{plain(who)}, []any{&top})
	return top, err
}

// insertStep writes an entry to the log.
func (w pgWriter) insertStep(ctx context.Context, e entry) (int64, error) {
	var id int64
	who, rules := signatureOf(ctx)
	_, err := w.one(
		ctx, `INSERT INTO step (at, story, before, after, undoes, below, who, rules, bundle, receipt)
		VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9) RETURNING id`,
		[]any{e.at, e.story, e.before, e.after, e.undoes, plain(who), plain(rules), e.bundle, receiptOf(ctx)}, []any{&id},
	)
	return id, err
}

// Steps lists the triage log since a time, in the order in which the steps were taken.
func (p *Postgres) Steps(ctx context.Context, since time.Time) ([]news.Step, error) {
	var steps []news.Step
	question := `SELECT step.id, step.at, story.id, step.before, step.after, step.undoes, coalesce(deed.kind, ''),
			coalesce(deed.other, ''), step.who, step.signed, step.rules, step.bundle, story.title
		FROM step JOIN story ON story.n = step.story
		LEFT JOIN deed ON deed.step = CASE step.undoes WHEN 0 THEN step.id ELSE step.undoes END
		WHERE step.at >= $1 ORDER BY step.id`
	err := p.each(ctx, question, []any{micros(since)}, func(scan scanner) error {
		var step news.Step
		var at int64
		var before, after int
		if err := scan(&step.ID, &at, &step.Story, &before, &after, &step.Undoes, &step.Deed, &step.Other,
			&step.Who, &step.Signed, &step.Rules, &step.Set, &step.Title); err != nil {
			return err
		}
		step.At, step.From, step.To = fromMicros(at), stateOf(before), stateOf(after)
		steps = append(steps, step)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the triage log: %w", err)
	}
	return steps, nil
}
