package store

import (
	"bytes"
	"context"
	"fmt"

	"harmattan/internal/news"
)

// articleRow is an article as it is stored: times as numbers, texts packed, what repeats left out.
type articleRow struct {
	news.Article
	n, story, source int64
	key              any // of the ID
	hash             []byte
	seen, published  int64
	came             int64 // when it was first seen
	revised          any   // nil: as seen
	guid, origin     any   // nil: as the URL, as the outlet
	placement        string
	text             []byte // packed, with the link
	vector           []byte
}

// rowOf readies an article for its row.
func (s *Store) rowOf(c Change) (articleRow, error) {
	a := c.Article
	hash := HashText(a.Title, a.Text)
	r := articleRow{
		Article: a, key: articleKey(a.ID), hash: hash[:], seen: micros(a.Seen), published: micros(a.Published),
		guid: a.GUID, origin: a.Origin, vector: c.Vector,
	}
	r.came = r.seen
	if r.vector == nil {
		r.vector = []byte{} // to SQLite nil is no value at all
	}
	if !a.Revised.IsZero() && !a.Revised.Equal(a.Seen) {
		r.revised = micros(a.Revised)
	}
	if a.GUID == a.URL {
		r.guid = nil
	}
	if a.Origin == a.Outlet {
		r.origin = nil
	}
	var err error
	if r.text, err = s.texts.packLinked(a.Title, a.URL, a.Text); err != nil {
		return r, err
	}
	r.placement, err = storedPlacement{c.Placement}.encode()
	return r, err
}

// saveText writes the article itself, its vector and its former text, and gives r its number. gained counts the articles
// that each source has more or less now.
func (s *Store) saveText(ctx context.Context, w *writer, r *articleRow, gained map[int64]int) (err error) {
	if r.source, err = w.source(ctx, r.Article); err != nil {
		return fmt.Errorf("save its source: %w", err)
	}
	isNew, err := w.insertText(ctx, r)
	if err != nil {
		return err
	}
	w.unindexed.Add(1)
	if isNew {
		gained[r.source]++
		w.keepFresh(indexed{n: r.n, source: r.source, published: r.published, title: r.Title, text: r.Text, lang: string(r.Lang)})
		err = s.keepRevisions(ctx, w, r.n, r.Prior)
	} else {
		err = s.replaceText(ctx, w, r, gained)
	}
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", r.came, r.n, r.vector); err != nil {
		return fmt.Errorf("save its vector: %w", err)
	}
	return nil
}

// insertText writes a new article; isNew is false, and nothing is written, when it is stored already.
func (w *writer) insertText(ctx context.Context, r *articleRow) (isNew bool, err error) {
	a := r.Article
	n, isNew, err := w.insert(
		ctx, `INSERT INTO article (id, story, source, hash, revision, seen, revised, published, guessed, teaser, lang,
			author, url, guid, origin, title, placement, text)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
		r.key, r.story, r.source, r.hash, max(a.Revision, 1), r.seen, r.revised, r.published, a.Guessed, a.Teaser,
		string(a.Lang), a.Author, r.guid, r.origin, a.Title, r.placement, r.text,
	)
	if isNew {
		r.n = n
	}
	return isNew, err
}

// replaceText writes an article over its stored row. Only another title or text makes it a new revision.
func (s *Store) replaceText(ctx context.Context, w *writer, r *articleRow, gained map[int64]int) error {
	var revised, source, published int64
	var hash []byte
	var former news.Revision
	var text any
	var lang string
	_, err := w.one(
		ctx, `SELECT n, seen, coalesce(revised, seen), revision, hash, title, text, source, published, lang FROM article WHERE id = ?`,
		[]any{r.key},
		[]any{&r.n, &r.came, &revised, &former.Number, &hash, &former.Title, &text, &source, &published, &lang},
	)
	if err != nil {
		return fmt.Errorf("look it up: %w", err)
	}
	gained[source]--
	gained[r.source]++
	revision, edited := former.Number, !bytes.Equal(hash, r.hash)
	if edited {
		if _, former.Text, err = s.texts.unpackLinked(former.Title, "", text); err != nil {
			return fmt.Errorf("read its former text: %w", err)
		}
		former.Seen = fromMicros(revised)
		if err := s.keepRevisions(ctx, w, r.n, []news.Revision{former}); err != nil {
			return err
		}
		revision, revised = former.Number+1, r.seen
		if !r.Revised.IsZero() {
			revised = micros(r.Revised)
		}
	}
	if edited || source != r.source || published != r.published || lang != string(r.Lang) {
		if err := w.reword(ctx, r.n); err != nil {
			return fmt.Errorf("note that its words changed: %w", err)
		}
	}
	a := r.Article
	return w.exec(
		ctx, `UPDATE article SET story = ?, source = ?, hash = ?, revision = ?, revised = nullif(?, seen), published = ?,
			guessed = ?, teaser = ?, lang = ?, author = ?, url = '', guid = ?, origin = ?, title = ?, placement = ?, text = ?,
			let_go = NULL WHERE n = ?`,
		r.story, r.source, r.hash, revision, revised, r.published, a.Guessed, a.Teaser, string(a.Lang), a.Author,
		r.guid, r.origin, a.Title, r.placement, r.text, r.n,
	)
}

func (s *Store) keepRevisions(ctx context.Context, w *writer, n int64, prior []news.Revision) error {
	for _, p := range prior {
		text, err := s.texts.pack(p.Text)
		if err != nil {
			return err
		}
		err = w.exec(ctx, "INSERT OR REPLACE INTO revision VALUES (?, ?, ?, ?, ?)", n, p.Number, micros(p.Seen), p.Title, text)
		if err != nil {
			return fmt.Errorf("keep its former text: %w", err)
		}
	}
	return nil
}

// sourceKey is what makes a source one of its own.
type sourceKey struct{ feed, outlet, home, grade string }

// source returns the number of the article's source. Each is looked up once: they are as few as the feeds.
func (w *writer) source(ctx context.Context, a news.Article) (n int64, err error) {
	key := sourceKey{a.FeedURL, a.Outlet, a.Home, a.Grade}
	if n, ok := w.sources[key]; ok {
		return n, nil
	}
	args := []any{a.FeedURL, a.Outlet, a.Home, a.Grade}
	found, err := w.one(
		ctx, "SELECT n FROM source WHERE feed_url = ? AND outlet = ? AND home = ? AND grade = ?", args, []any{&n},
	)
	if err == nil && !found {
		_, err = w.one(ctx, "INSERT INTO source (feed_url, outlet, home, grade) VALUES (?, ?, ?, ?) RETURNING n", args, []any{&n})
	}
	if err == nil {
		w.sources[key] = n
	}
	return n, err
}
