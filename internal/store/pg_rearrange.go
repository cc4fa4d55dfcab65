package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"harmattan/internal/news"
)

// Rearrange moves articles between stories in one transaction; see Store.Rearrange.
func (p *Postgres) Rearrange(ctx context.Context, r Rearrangement) (news.Step, error) {
	var step news.Step
	err := p.inStint(ctx, func(ctx context.Context, w pgWriter) error {
		if err := w.lock(ctx, lockLog); err != nil {
			return err
		}
		m := pgMove{move: move{Rearrangement: r}, w: w}
		err := m.carryOut(ctx)
		if err == nil && r.Hand != nil {
			step, err = m.log(ctx)
		}
		return err
	})
	if err != nil {
		return news.Step{}, fmt.Errorf("move articles of story %s to %s: %w", r.From.ID, r.Into.ID, err)
	}
	return step, nil
}

// pgMove is a rearrangement under way; see move.
type pgMove struct {
	move
	w pgWriter
}

// carryOut moves the articles and leaves both stories as they are then.
func (m *pgMove) carryOut(ctx context.Context) error {
	m.w.change(m.From.ID)
	m.w.change(m.Into.ID)
	if err := m.prepare(ctx); err != nil {
		return err
	}
	if err := m.carry(ctx); err != nil {
		return err
	}
	return m.settle(ctx)
}

// seat reads how a story stands, and keeps it from changing until the end of the transaction.
func (w pgWriter) seat(ctx context.Context, id string) (t seat, found bool, err error) {
	found, err = w.one(
		ctx, "SELECT n, state, read, changed FROM story WHERE id = $1 FOR UPDATE", []any{plain(id)}, []any{&t.n, &t.state, &t.read, &t.changed},
	)
	return t, found, err
}

// prepare reads how the two stories stand, and writes their rows.
func (m *pgMove) prepare(ctx context.Context) error {
	var found bool
	var err error
	if m.from, found, err = m.w.seat(ctx, m.From.ID); err != nil {
		return err
	}
	if !found || m.from.state == retiredCode {
		return ErrNotFound
	}
	if m.into, found, err = m.w.seat(ctx, m.Into.ID); err != nil {
		return err
	}
	if _, err := m.w.one(ctx, "SELECT coalesce(max(id), 0) FROM step", nil, []any{&m.mark}); err != nil {
		return err
	}
	if _, err := m.w.one(ctx, "SELECT EXISTS (SELECT FROM reader WHERE n > 0)", nil, []any{&m.readers}); err != nil {
		return err
	}
	m.begins, m.revives = !found, found && m.into.state == retiredCode
	if m.begins {
		m.Into.State, m.Into.Read = stateOf(m.from.state), fromMicros(m.from.read)
	}
	if m.into.n, err = m.w.saveStory(ctx, m.Into); err != nil {
		return err
	}
	if m.From.Articles == 0 {
		return nil
	}
	_, err = m.w.saveStory(ctx, m.From)
	return err
}

// carry gives the articles their new story. Each keeps how far it was read where it comes from.
func (m *pgMove) carry(ctx context.Context) error {
	for _, id := range m.Articles {
		var err error
		if m.readers {
			err = m.carryReadings(ctx, id)
		}
		if err != nil {
			return fmt.Errorf("note how far officers have read article %s: %w", id, err)
		}
		err = m.w.exec(
			ctx, `INSERT INTO moved AS m SELECT n, $1, $2 FROM article WHERE id = $3 AND story = $4
				ON CONFLICT (article) DO UPDATE SET read = CASE WHEN m.at > excluded.read THEN m.read ELSE excluded.read END,
					at = excluded.at`,
			micros(m.At), m.from.read, plain(id), m.from.n,
		)
		if err != nil {
			return fmt.Errorf("note how far article %s was read: %w", id, err)
		}
		var n, seen int64
		found, err := m.w.one(
			ctx, "UPDATE article SET story = $1 WHERE id = $2 AND story = $3 RETURNING n, seen", []any{m.into.n, plain(id), m.from.n},
			[]any{&n, &seen},
		)
		if err == nil && !found {
			err = ErrNotFound
		}
		if err == nil {
			err = m.w.exec(ctx, "UPDATE vector SET stint = $1 WHERE seen = $2 AND article = $3", m.w.stint, seen, n)
		}
		if err != nil {
			return fmt.Errorf("move article %s: %w", id, err)
		}
	}
	for id, origin := range m.Origins {
		if err := m.w.exec(ctx, "UPDATE article SET origin = $1 WHERE id = $2", plain(origin), plain(id)); err != nil {
			return fmt.Errorf("save the origin of article %s: %w", id, err)
		}
	}
	return nil
}

// settle gives the two stories their states, and keeps where a story came from or went.
func (m *pgMove) settle(ctx context.Context) error {
	var err error
	switch {
	case m.begins:
		m.into.state, m.into.read = m.from.state, m.from.read
		if err = m.remember(ctx, false, m.into.n, m.from.n); err == nil {
			err = m.inherit(ctx)
		}
	case m.revives:
		err = m.revive(ctx)
	case m.from.unread() && !m.into.unread():
		err = m.w.exec(ctx, "UPDATE story SET changed = greatest(changed, $1, read + 1) WHERE n = $2", m.from.changed, m.into.n)
	}
	if err == nil && m.readers {
		err = m.settleReadings(ctx)
	}
	if err != nil || m.From.Articles > 0 {
		return err
	}
	return m.retire(ctx)
}

// remember keeps that a story began as a part of another one, or ends in it.
func (m *pgMove) remember(ctx context.Context, ends bool, story, other int64) error {
	return m.w.exec(ctx, "INSERT INTO lineage (ends, story, other, mark) VALUES ($1, $2, $3, $4)", ends, story, other, m.mark)
}

// inherit lets into have what the officer arranged for from.
func (m *pgMove) inherit(ctx context.Context) error {
	err := m.w.exec(
		ctx, `INSERT INTO apart SELECT $1::bigint, CASE story WHEN $2 THEN other ELSE story END, step FROM apart
			WHERE (story = $2 OR other = $2) AND story <> $1 AND other <> $1 ON CONFLICT DO NOTHING`, m.into.n, m.from.n,
	)
	if err != nil {
		return err
	}
	err = m.w.exec(
		ctx, `INSERT INTO region_by_hand SELECT $1::bigint, region FROM region_by_hand WHERE story = $2 ON CONFLICT DO NOTHING`,
		m.into.n, m.from.n,
	)
	if err != nil {
		return err
	}
	return m.w.exec(ctx, "UPDATE story SET region = h.region FROM region_by_hand h WHERE h.story = story.n AND story.n = $1", m.into.n)
}

// revive lets a story that had gone into another one be a story again.
func (m *pgMove) revive(ctx context.Context) error {
	if err := m.w.exec(ctx, "DELETE FROM lineage WHERE ends AND story = $1", m.into.n); err != nil {
		return err
	}
	m.into.state = 0 // until restate finds what it is
	return m.w.exec(ctx, "UPDATE story SET state = 0 WHERE n = $1", m.into.n)
}

// retire ends a story that has no articles left: its id leads to the other one from now on, which has the stronger state.
func (m *pgMove) retire(ctx context.Context) error {
	if err := m.inherit(ctx); err != nil {
		return err
	}
	if err := m.remember(ctx, true, m.from.n, m.into.n); err != nil {
		return err
	}
	err := m.w.exec(
		ctx, `UPDATE story SET state = $1, remarked = story.remarked OR f.remarked, decided = greatest(story.decided, f.decided)
			FROM story f WHERE f.n = $2 AND story.n = $3`, stronger(m.from.state, m.into.state), m.from.n, m.into.n,
	)
	if err != nil {
		return err
	}
	return m.w.exec(ctx, "UPDATE story SET state = $1, articles = 0, read = greatest(read, changed) WHERE n = $2", retiredCode, m.from.n)
}

// log writes the officer's step with all that is needed to take it back.
func (m *pgMove) log(ctx context.Context) (news.Step, error) {
	step := news.Step{
		At: fromMicros(micros(m.At)), Story: m.From.ID, Undoes: m.Hand.Undoes, Deed: m.Hand.Deed, Other: m.Into.ID,
		From: stateOf(m.from.state), To: stateOf(m.from.state),
	}
	if m.Hand.Undoes != 0 {
		return step, m.takeBack(ctx, &step)
	}
	e := entry{at: micros(m.At), story: m.from.n, before: m.from.state, after: m.from.state}
	var err error
	if step.ID, err = m.w.insertStep(ctx, e); err != nil {
		return step, err
	}
	articles, err := json.Marshal(m.Articles)
	if err != nil {
		return step, err
	}
	err = m.w.exec(
		ctx, "INSERT INTO deed VALUES ($1, $2, $3, '', $4)", step.ID, string(m.Hand.Deed), plain(m.Into.ID), plain(string(articles)),
	)
	if err != nil {
		return step, err
	}
	return step, m.pin(ctx, step.ID)
}

// pin keeps what the officer arranged from being rearranged.
func (m *pgMove) pin(ctx context.Context, step int64) error {
	for _, id := range m.Hand.Hold {
		err := m.w.exec(ctx, "INSERT INTO held SELECT n, $1 FROM article WHERE id = $2 ON CONFLICT DO NOTHING", step, plain(id))
		if err != nil {
			return fmt.Errorf("hold article %s: %w", id, err)
		}
	}
	if !m.Hand.Apart {
		return nil
	}
	return m.w.exec(ctx, "INSERT INTO apart VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", m.from.n, m.into.n, step)
}

// takeBack writes the entry that takes a deed back, and forgets what the deed pinned.
func (m *pgMove) takeBack(ctx context.Context, step *news.Step) error {
	top, err := m.w.topStep(ctx)
	if err != nil {
		return err
	}
	if top != m.Hand.Undoes {
		return fmt.Errorf("step %d is not the last one: %w", m.Hand.Undoes, ErrNotFound)
	}
	e := entry{at: micros(m.At), story: m.into.n, undoes: top}
	err = errors.Join(
		m.w.exec(ctx, "DELETE FROM held WHERE step = $1", top),
		m.w.exec(ctx, "DELETE FROM apart WHERE step = $1", top),
		m.w.restate(ctx, m.into.n, top),
		m.w.restate(ctx, m.from.n, top),
	)
	if err != nil {
		return err
	}
	if _, err := m.w.one(ctx, "SELECT state FROM story WHERE n = $1", []any{m.into.n}, []any{&e.before}); err != nil {
		return err
	}
	e.after = e.before
	step.Story, step.Other = m.Into.ID, m.From.ID
	step.From, step.To = stateOf(e.before), stateOf(e.after)
	step.ID, err = m.w.insertStep(ctx, e)
	return err
}
