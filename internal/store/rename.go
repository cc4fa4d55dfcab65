package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/news"
)

// ErrNameTaken is the error of giving an officer a name that somebody has marks under already.
var ErrNameTaken = errors.New("somebody of that name has marks of their own")

// Renaming gives an officer another name. All that is told by their name goes with it: what they have read, facts of their own,
// whose a step and a story is. What was written stays legible: a step keeps the name that it was signed with, entries about
// shifts and briefs stay as they are, and the log has an entry that tells of it.
type Renaming struct {
	From, To string
	By       string // who asks for it
	At       time.Time

	Own func(fact string) bool // whether officers have a fact of this name each for themselves; see OwnFact
}

// Renamed is what went with a name.
type Renamed struct {
	Steps   int // of the log
	Stories int // that are theirs
}

// OwnFact is the name of a fact that an officer has for themselves; see Meta.
func OwnFact(fact, officer string) string { return fact + ofOfficer + officer }

const ofOfficer = " of "

// RenameOfficer gives an officer another name, in one transaction. The error is ErrNotFound where nobody is called so, and
// ErrNameTaken where somebody has the new name: what two have read is never made one.
func (s *Store) RenameOfficer(ctx context.Context, r Renaming) (done Renamed, err error) {
	err = s.write(ctx, forPowerCut, func(ctx context.Context, w *writer) error {
		atTheFile, err := s.isAtTheFile(ctx, w, r)
		if err == nil && atTheFile {
			err = r.taken()
		}
		if err == nil {
			done, err = r.write(ctx, w)
		}
		return err
	})
	if err != nil {
		return Renamed{}, fmt.Errorf("rename an officer: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.numbers)
	if s.officer == r.From {
		s.officer = r.To
	}
	return done, nil
}

// isAtTheFile tells whether the new name is that of whoever works at the file, whose marks stand with the stories, and the officer
// has marks that stand beside them.
func (s *Store) isAtTheFile(ctx context.Context, w *writer, r Renaming) (is bool, err error) {
	s.mu.Lock()
	same := r.To == s.officer
	s.mu.Unlock()
	if same {
		_, err = w.one(ctx, "SELECT EXISTS (SELECT 1 FROM reader WHERE name = ? AND n > 0)", []any{r.From}, []any{&is})
	}
	return is, err
}

// RenameOfficer gives an officer another name; see Store.RenameOfficer. Other programs forget whose marks they took a name's for.
func (p *Postgres) RenameOfficer(ctx context.Context, r Renaming) (done Renamed, err error) {
	r.From, r.To, r.By = plain(r.From), plain(r.To), plain(r.By)
	err = p.log(ctx, func(ctx context.Context, w pgWriter) error {
		var err error
		if done, err = r.write(ctx, pgAsked{w}); err != nil {
			return err
		}
		return w.exec(ctx, "SELECT pg_notify($1, $2)", p.channel()+naming, p.program)
	})
	if err != nil {
		return Renamed{}, fmt.Errorf("rename an officer: %w", err)
	}
	p.numbers.Clear()
	return done, nil
}

// scribe is a transaction of either store, asked with ?1, ?2 for what is filled in.
type scribe interface {
	exec(ctx context.Context, statement string, args ...any) error
	one(ctx context.Context, statement string, args, into []any) (found bool, err error)
	each(ctx context.Context, question string, args []any, row func(scanner) error) error
}

// pgAsked is a transaction on a server that is asked as one in a file is.
type pgAsked struct{ w pgWriter }

func (a pgAsked) exec(ctx context.Context, statement string, args ...any) error {
	return a.w.exec(ctx, strings.ReplaceAll(statement, "?", "$"), args...)
}

func (a pgAsked) one(ctx context.Context, statement string, args, into []any) (bool, error) {
	return a.w.one(ctx, strings.ReplaceAll(statement, "?", "$"), args, into)
}

func (a pgAsked) each(ctx context.Context, question string, args []any, row func(scanner) error) error {
	return a.w.each(ctx, strings.ReplaceAll(question, "?", "$"), args, row)
}

// Entries about shifts stay as they are: of a name those count that came since it was taken from somebody.
const (
	sinceTaken = "id > (SELECT coalesce(max(r.id), 0) FROM duty r WHERE r.deed = 'renamed' AND r.whom = "

	hasMarks = `EXISTS (SELECT 1 FROM reader WHERE name = ?1) OR EXISTS (SELECT 1 FROM step WHERE who = ?1 AND rules <> '')
		OR EXISTS (SELECT 1 FROM duty WHERE (name = ?1 OR who = ?1 AND deed <> 'renamed') AND ` + sinceTaken + "?1))"
	isNamed = hasMarks + ` OR EXISTS (SELECT 1 FROM duty WHERE whom = ?1 AND deed <> 'renamed' AND ` + sinceTaken + `?1))
		OR EXISTS (SELECT 1 FROM remark WHERE kind = 'owner' AND value = ?1)`
	theNames = `SELECT name FROM reader WHERE name <> '' UNION SELECT who FROM step WHERE who <> '' AND rules <> ''
		UNION SELECT value FROM remark WHERE kind = 'owner'
		UNION SELECT who FROM duty d WHERE who <> '' AND deed <> 'renamed' AND ` + sinceTaken + `d.who)
		UNION SELECT name FROM duty d WHERE name <> '' AND ` + sinceTaken + "d.name) ORDER BY 1"
)

// write gives the name to all that goes with it.
func (r Renaming) write(ctx context.Context, w scribe) (done Renamed, err error) {
	facts, err := r.check(ctx, w)
	if err != nil {
		return done, err
	}
	_, err = w.one(
		ctx, `SELECT (SELECT count(*) FROM step WHERE who = ?1 AND rules <> ''), (SELECT count(*) FROM remark WHERE kind = 'owner' AND value = ?1)`,
		[]any{r.From}, []any{&done.Steps, &done.Stories},
	)
	if err != nil {
		return done, err
	}
	for _, statement := range []string{
		"UPDATE reader SET name = ?2 WHERE name = ?1",
		`UPDATE step SET signed = CASE signed WHEN '' THEN who WHEN ?2 THEN '' ELSE signed END, who = ?2 WHERE who = ?1 AND rules <> ''`,
		"UPDATE remark SET value = ?2 WHERE kind = 'owner' AND value = ?1",
		"UPDATE deed SET former = ?2 WHERE kind = 'owner' AND former = ?1", // undo gives a story back to whoever has the name
	} {
		if err := w.exec(ctx, statement, r.From, r.To); err != nil {
			return done, err
		}
	}
	for _, fact := range facts {
		if err := w.exec(ctx, "UPDATE meta SET key = ?1 WHERE key = ?2", OwnFact(fact, r.To), OwnFact(fact, r.From)); err != nil {
			return done, err
		}
	}
	return done, w.exec(
		ctx, "INSERT INTO duty (at, who, deed, whom, since, about, name) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6)",
		micros(r.At), r.By, string(news.Renamed), r.From, micros(time.Time{}), r.To,
	)
}

// check looks whether somebody has the old name, and nobody the new one, and lists the facts that are the officer's own.
func (r Renaming) check(ctx context.Context, w scribe) (facts []string, err error) {
	var known, taken bool
	if _, err := w.one(ctx, "SELECT "+isNamed, []any{r.From}, []any{&known}); err != nil {
		return nil, err
	}
	if _, err := w.one(ctx, "SELECT "+hasMarks, []any{r.To}, []any{&taken}); err != nil {
		return nil, err
	}
	facts, err = r.facts(ctx, w, r.From)
	if err != nil {
		return nil, err
	}
	theirs, err := r.facts(ctx, w, r.To)
	switch {
	case err != nil:
		return nil, err
	case r.From == "" || !known && len(facts) == 0:
		return nil, r.unknown(ctx, w)
	case taken || len(theirs) > 0:
		return nil, r.taken()
	}
	return facts, nil
}

// facts lists the facts that an officer has for themselves. A name may end as another one's does: what is before it says whose it is.
func (r Renaming) facts(ctx context.Context, w scribe, officer string) (list []string, err error) {
	err = w.each(ctx, "SELECT key FROM meta WHERE key LIKE '%"+ofOfficer+"%'", nil, func(scan scanner) error {
		var key string
		err := scan(&key)
		if fact, ok := strings.CutSuffix(key, OwnFact("", officer)); ok && r.Own(fact) {
			list = append(list, fact)
		}
		return err
	})
	return list, err
}

func (r Renaming) unknown(ctx context.Context, w scribe) error {
	var names []string
	err := w.each(ctx, theNames, nil, func(scan scanner) error {
		var name string
		err := scan(&name)
		names = append(names, strconv.Quote(name))
		return err
	})
	if err != nil {
		return err
	}
	do := "it knows nobody by name yet"
	if len(names) > 0 {
		do = "it knows " + strings.Join(names, ", ")
	}
	return &Error{Kind: ErrNotFound, Says: fmt.Sprintf("this desk knows nobody called %q", r.From), Do: do}
}

func (r Renaming) taken() error {
	return &Error{
		Kind: ErrNameTaken, Says: fmt.Sprintf("%q has read or decided on this desk already, and what two have done is not made one", r.To),
		Do: fmt.Sprintf("if that is the same person, give that name up first: rename %q to %q, then %q to %q", r.To, r.To+" (before)", r.From, r.To),
	}
}
