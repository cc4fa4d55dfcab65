package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"harmattan/internal/news"
)

// Rearrangement is articles that leave a story for another one. The rows are as they are then, with the articles
// counted anew; states and reading marks are the store's to find.
type Rearrangement struct {
	From     news.StoryRow // without articles it goes into Into as a whole, and only its ID counts
	Into     news.StoryRow // a story that is not stored begins with them
	Articles []string
	Origins  map[string]string // article id -> origin, for articles of both whose origin is another now
	At       time.Time
	Hand     *Hand // nil when the program does it
}

// Hand is what the officer's own rearranging keeps besides.
type Hand struct {
	Deed   news.Deed
	Hold   []string // articles that stay where they are now, whatever the program thinks
	Apart  bool     // the two stories do not go together again
	Undoes int64    // the step that this takes back, 0 for a step of its own
}

// Rearrange moves articles between stories in one transaction. What was cited stays cited: a story that begins has the
// state of the one it was part of, and a story that another one goes into has the stronger state of the two, in the
// order cited, watching, new, dismissed. An article keeps how far it was read. By hand it writes a step to the log, which
// it returns.
func (s *Store) Rearrange(ctx context.Context, r Rearrangement) (news.Step, error) {
	var step news.Step
	durable := forCrash
	if r.Hand != nil {
		durable = forPowerCut
	}
	err := s.write(ctx, durable, func(ctx context.Context, w *writer) error {
		m := move{Rearrangement: r}
		if err := m.carryOut(ctx, w); err != nil {
			return err
		}
		if r.Hand == nil {
			return nil
		}
		var err error
		step, err = m.log(ctx, w)
		return err
	})
	if err != nil {
		return news.Step{}, fmt.Errorf("move articles of story %s to %s: %w", r.From.ID, r.Into.ID, err)
	}
	return step, nil
}

// seat is what the store knows of a story besides its row's content.
type seat struct {
	n, read, changed int64
	state            int
}

func (t seat) unread() bool { return t.read < t.changed }

// move is a rearrangement under way.
type move struct {
	Rearrangement
	from, into seat
	begins     bool  // into is a story that was not stored
	revives    bool  // into was a story that had gone into from
	mark       int64 // the last step of the log
	readers    bool  // there are officers whose marks stand in tables of their own
}

// carryOut moves the articles and leaves both stories as they are then.
func (m *move) carryOut(ctx context.Context, w *writer) error {
	if err := m.prepare(ctx, w); err != nil {
		return err
	}
	if err := m.carry(ctx, w); err != nil {
		return err
	}
	return m.settle(ctx, w)
}

func (w *writer) seat(ctx context.Context, id string) (t seat, found bool, err error) {
	found, err = w.one(ctx, "SELECT n, state, read, changed FROM story WHERE id = ?", []any{id}, []any{&t.n, &t.state, &t.read, &t.changed})
	return t, found, err
}

// prepare reads how the two stories stand, and writes their rows.
func (m *move) prepare(ctx context.Context, w *writer) error {
	var found bool
	var err error
	if m.from, found, err = w.seat(ctx, m.From.ID); err != nil {
		return err
	}
	if !found || m.from.state == retiredCode {
		return ErrNotFound
	}
	if m.into, found, err = w.seat(ctx, m.Into.ID); err != nil {
		return err
	}
	if _, err := w.one(ctx, "SELECT coalesce(max(id), 0) FROM step", nil, []any{&m.mark}); err != nil {
		return err
	}
	if m.readers, err = w.hasReaders(ctx); err != nil {
		return err
	}
	m.begins, m.revives = !found, found && m.into.state == retiredCode
	if m.begins {
		m.Into.State, m.Into.Read = stateOf(m.from.state), fromMicros(m.from.read)
	}
	begun := beginnings{}
	if m.into.n, err = w.saveStory(ctx, m.Into, begun); err != nil {
		return err
	}
	if m.From.Articles > 0 {
		if _, err = w.saveStory(ctx, m.From, begun); err != nil {
			return err
		}
	}
	return w.count(ctx, begun)
}

// carry gives the articles their new story. Each keeps how far it was read where it comes from.
func (m *move) carry(ctx context.Context, w *writer) error {
	for _, id := range m.Articles {
		key := articleKey(id)
		var err error
		if m.readers {
			err = m.carryReadings(ctx, w, key)
		}
		if err != nil {
			return fmt.Errorf("note how far officers have read article %s: %w", id, err)
		}
		err = w.exec(
			ctx, `INSERT INTO moved SELECT n, ?1, ?2 FROM article WHERE id = ?3 AND story = ?4
				ON CONFLICT DO UPDATE SET read = iif(at > excluded.read, read, excluded.read), at = excluded.at`,
			micros(m.At), m.from.read, key, m.from.n,
		)
		if err != nil {
			return fmt.Errorf("note how far article %s was read: %w", id, err)
		}
		var n int64
		found, err := w.one(ctx, "UPDATE article SET story = ? WHERE id = ? AND story = ? RETURNING n", []any{m.into.n, key, m.from.n}, []any{&n})
		if err == nil && !found {
			err = ErrNotFound
		}
		if err != nil {
			return fmt.Errorf("move article %s: %w", id, err)
		}
	}
	return w.saveOrigins(ctx, m.Origins, news.Article{})
}

// settle gives the two stories their states, and keeps where a story came from or went.
func (m *move) settle(ctx context.Context, w *writer) error {
	var err error
	switch {
	case m.begins:
		m.into.state, m.into.read = m.from.state, m.from.read
		if err = m.remember(ctx, w, beganAs, m.into.n, m.from.n); err == nil {
			err = m.inherit(ctx, w)
		}
	case m.revives:
		err = m.revive(ctx, w)
	case m.from.unread() && !m.into.unread():
		err = w.exec(ctx, "UPDATE story SET changed = max(changed, ?, read + 1), unread = 1 WHERE n = ?", m.from.changed, m.into.n)
	}
	if err == nil && m.readers {
		err = m.settleReadings(ctx, w)
	}
	if err != nil || m.From.Articles > 0 {
		return err
	}
	return m.retire(ctx, w)
}

// What the lineage of a story tells.
const (
	beganAs  = 0 // it was part of another one
	wentInto = 1 // it went into another one
)

func (m *move) remember(ctx context.Context, w *writer, ends int, story, other int64) error {
	return w.exec(ctx, "INSERT INTO lineage (ends, story, other, mark) VALUES (?, ?, ?, ?)", ends, story, other, m.mark)
}

// inherit lets into have what the officer arranged for from.
func (m *move) inherit(ctx context.Context, w *writer) error {
	err := w.exec(
		ctx, `INSERT OR IGNORE INTO apart SELECT ?1, iif(story = ?2, other, story), step FROM apart
			WHERE (story = ?2 OR other = ?2) AND story <> ?1 AND other <> ?1`, m.into.n, m.from.n,
	)
	if err != nil {
		return err
	}
	err = w.exec(ctx, "INSERT OR IGNORE INTO region_by_hand SELECT ?, region FROM region_by_hand WHERE story = ?", m.into.n, m.from.n)
	if err != nil {
		return err
	}
	return w.exec(
		ctx, "UPDATE story SET region = by_hand.region FROM region_by_hand by_hand WHERE by_hand.story = story.n AND story.n = ?", m.into.n,
	)
}

// revive lets a story that had gone into another one be a story again.
func (m *move) revive(ctx context.Context, w *writer) error {
	if err := w.exec(ctx, "DELETE FROM lineage WHERE ends = 1 AND story = ?", m.into.n); err != nil {
		return err
	}
	m.into.state = 0 // until restate finds what it is
	return w.exec(ctx, "UPDATE story SET state = 0 WHERE n = ?", m.into.n)
}

// retire ends a story that has no articles left: its id leads to the other one from now on, which has the stronger state.
func (m *move) retire(ctx context.Context, w *writer) error {
	if err := m.inherit(ctx, w); err != nil {
		return err
	}
	if err := m.remember(ctx, w, wentInto, m.from.n, m.into.n); err != nil {
		return err
	}
	state := stronger(m.from.state, m.into.state)
	err := w.exec(
		ctx, `UPDATE story SET state = ?1, remarked = max(remarked, (SELECT f.remarked FROM story f WHERE f.n = ?2)),
			decided = max(decided, (SELECT f.decided FROM story f WHERE f.n = ?2)) WHERE n = ?3`, state, m.from.n, m.into.n,
	)
	if err != nil {
		return err
	}
	return w.exec(ctx, "UPDATE story SET state = ?, articles = 0, read = max(read, changed), unread = 0 WHERE n = ?", retiredCode, m.from.n)
}

// stronger is the state of two that a story has which both went into.
func stronger(a, b int) int {
	strength := [...]int{0: 1, 1: 2, 2: 3, 3: 0} // new, watching, cited, dismissed
	if strength[a] > strength[b] {
		return a
	}
	return b
}

// log writes the officer's step with all that is needed to take it back.
func (m *move) log(ctx context.Context, w *writer) (news.Step, error) {
	step := news.Step{
		At: fromMicros(micros(m.At)), Story: m.From.ID, Undoes: m.Hand.Undoes, Deed: m.Hand.Deed, Other: m.Into.ID,
		From: stateOf(m.from.state), To: stateOf(m.from.state),
	}
	if m.Hand.Undoes != 0 {
		return step, m.takeBack(ctx, w, &step)
	}
	e := entry{at: micros(m.At), story: m.from.n, before: m.from.state, after: m.from.state}
	var err error
	if step.ID, err = w.insertStep(ctx, e); err != nil {
		return step, err
	}
	articles, err := json.Marshal(m.Articles)
	if err != nil {
		return step, err
	}
	err = w.exec(
		ctx, "INSERT INTO deed VALUES (?, ?, ?, '', ?)", step.ID, string(m.Hand.Deed), m.Into.ID, string(articles),
	)
	if err != nil {
		return step, err
	}
	return step, m.pin(ctx, w, step.ID)
}

// pin keeps what the officer arranged from being rearranged.
func (m *move) pin(ctx context.Context, w *writer, step int64) error {
	for _, id := range m.Hand.Hold {
		err := w.exec(ctx, "INSERT OR IGNORE INTO held SELECT n, ? FROM article WHERE id = ?", step, articleKey(id))
		if err != nil {
			return fmt.Errorf("hold article %s: %w", id, err)
		}
	}
	if !m.Hand.Apart {
		return nil
	}
	return w.exec(ctx, "INSERT OR IGNORE INTO apart VALUES (?, ?, ?)", m.from.n, m.into.n, step)
}
