package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Keeping says which texts are not kept any longer. What is let go keeps its title, its link, its source, its time and its
// place in the story, and the story its figures.
type Keeping struct {
	Dismissed time.Time // stories dismissed before; zero for none
	Read      time.Time // stories read to their end before, by all who read this desk; zero for none
	At        time.Time // when it is let go
}

// Place is how far a walk through the stories has come; the zero Place is the beginning.
type Place struct{ changed, story int64 }

// storiesAtOnce is how many stories a step of letting go looks at: a matter of milliseconds.
const storiesAtOnce = 100

// LetGo takes one small step: it lets go of the texts of the next stories that Keeping names. Stories that are watched,
// cited or matched by a watch, and those that have, or had, a note, an owner or another remark, keep theirs. Officers who
// have read nothing at all since Keeping.Read are not waited for. done tells that the walk is at its end.
func (s *Store) LetGo(ctx context.Context, k Keeping, from Place) (next Place, done bool, err error) {
	err = s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		var stories []int64
		next = from
		before := max(timeOrNone(k.Dismissed), timeOrNone(k.Read))
		err := w.each(
			ctx, `SELECT n, changed FROM story INDEXED BY story_by_change WHERE (changed, n) > (?, ?) AND changed < ?
				ORDER BY changed, n LIMIT ?`, []any{from.changed, from.story, before, storiesAtOnce},
			func(scan scanner) error {
				err := scan(&next.story, &next.changed)
				stories = append(stories, next.story)
				return err
			})
		if err != nil {
			return err
		}
		done = len(stories) < storiesAtOnce
		return s.letGo(ctx, w, k, stories)
	})
	if err != nil {
		return from, false, fmt.Errorf("let go of old texts: %w", err)
	}
	return next, done, nil
}

// witnesses is how many of the last articles are asked for the time.
const witnesses = 2000

// TimeOfNews is a time that has come whatever the clock says: articles of two outlets among the last that came were
// published then or later, by what their feeds say. It is the zero time where no feed said when; one outlet is enough where
// there is no other.
func (s *Store) TimeOfNews(ctx context.Context) (time.Time, error) {
	question := `SELECT max(a.published) FROM (SELECT * FROM article ORDER BY n DESC LIMIT ?) a JOIN source ON source.n = a.source
		WHERE a.guessed = 0 GROUP BY source.outlet ORDER BY 1 DESC LIMIT 2`
	var known time.Time
	err := s.each(ctx, question, []any{witnesses}, func(rows *sql.Rows) error {
		var published int64
		err := rows.Scan(&published)
		known = fromMicros(published)
		return err
	})
	if err != nil {
		return known, fmt.Errorf("find the time of the last news: %w", err)
	}
	return known, nil
}

// timeOrNone is a time as it is stored; before all others where there is none.
func timeOrNone(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return micros(t)
}

func (s *Store) letGo(ctx context.Context, w *writer, k Keeping, stories []int64) error {
	list, err := json.Marshal(stories)
	if err != nil {
		return err
	}
	by, err := audienceOf(k, func(since int64, into ...any) error {
		_, err := w.one(ctx, "SELECT coalesce(max(n = 0), 0), coalesce(sum(n > 0), 0) FROM reader WHERE at >= ?", []any{since}, into)
		return err
	})
	if err != nil {
		return err
	}
	var articles []linked
	err = w.each(
		ctx, `SELECT a.n, a.title, a.url, a.text FROM json_each(?1) wanted CROSS JOIN story ON story.n = wanted.value CROSS JOIN article a ON a.story = story.n
			WHERE (story.state = 3 AND max(story.decided, story.changed) < ?2 OR story.state = 0 AND `+by.haveRead()+`)
			AND story.remarked = 0 AND story.n NOT IN (SELECT story FROM watched) AND a.let_go IS NULL`,
		[]any{string(list), timeOrNone(k.Dismissed), timeOrNone(k.Read), by.since}, func(scan scanner) error {
			a, whole, err := s.scanLinked(scan)
			if whole { // what is damaged is for a repair
				articles = append(articles, a)
			}
			return err
		})
	if err != nil {
		return err
	}
	for _, a := range articles {
		if err := s.letArticleGo(ctx, w, a, k.At); err != nil {
			return fmt.Errorf("article number %d: %w", a.n, err)
		}
	}
	return nil
}

// audience is who reads a desk: whether the one does whose marks stand with the stories, and how many others.
type audience struct {
	first  bool
	others int
	since  int64 // they have read something since
}

// audienceOf are those who have read something of late; where nobody has, those who ever did.
func audienceOf(k Keeping, readSince func(since int64, into ...any) error) (a audience, err error) {
	for _, a.since = range []int64{timeOrNone(k.Read), 0} {
		if err = readSince(a.since, &a.first, &a.others); err != nil || a.first || a.others > 0 {
			return a, err
		}
	}
	a.first = true // a desk of before it was noted who reads
	return a, nil
}

// haveRead is the condition that all of them have read a story before the time in the third placeholder; since stands in
// the fourth.
func (a audience) haveRead() string {
	return a.condition("story.unread = 0", "r.unread = 0", "?")
}

func (a audience) condition(first, own, mark string) string {
	var all []string
	if a.first {
		all = append(all, first+" AND story.read < "+mark+"3")
	}
	others := " = (SELECT count(*) FROM reading r JOIN reader ON reader.n = r.reader AND reader.at >= " + mark + "4 WHERE r.story = story.n AND " +
		own + " AND r.read < " + mark + "3)"
	if a.others > 0 || !a.first {
		all = append(all, strconv.Itoa(a.others)+others)
	}
	return strings.Join(all, " AND ")
}

func (s *Store) letArticleGo(ctx context.Context, w *writer, a linked, at time.Time) error {
	link, err := s.texts.packLinked(a.title, a.link, "")
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "UPDATE article SET url = '', text = ?, let_go = ? WHERE n = ?", link, micros(at), a.n); err != nil {
		return err
	}
	if err := w.exec(ctx, "UPDATE revision SET text = '' WHERE article = ?", a.n); err != nil {
		return err
	}
	for _, table := range []string{"unseen", "reading_unseen"} {
		if err := w.exec(ctx, "DELETE FROM "+table+" WHERE article = ?", a.n); err != nil {
			return err
		}
	}
	if err := w.reword(ctx, a.n); err != nil {
		return fmt.Errorf("note that it has other words: %w", err)
	}
	return nil
}
