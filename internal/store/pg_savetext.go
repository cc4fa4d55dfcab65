package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/news"
)

// pgArticle is an article as it is stored.
type pgArticle struct {
	news.Article
	n, story, source int64
	formerSource     int64 // where it is not new
	from             sourceKey
	isNew            bool
	isEdited         bool // its title or text is new
	isReworded       bool // the search index may know it as it was before
	hash             []byte
	came             int64 // when it was first seen
	revised          int64
	guid             string
	origin           *string // nil: as the outlet
	placement        string
	vector           []byte
}

// pgArticleOf readies an article for its row.
func pgArticleOf(c Change) (pgArticle, error) {
	a := c.Article
	hash := HashText(a.Title, a.Text) // of what came: it tells whether the feed changed it
	r := pgArticle{
		Article: a, hash: hash[:], came: micros(a.Seen), revised: micros(a.Seen), guid: plain(a.GUID),
		from: sourceKey{plain(a.FeedURL), plain(a.Outlet), plain(a.Home), plain(a.Grade)}, vector: c.Vector,
	}
	if r.vector == nil {
		r.vector = []byte{}
	}
	if !a.Revised.IsZero() {
		r.revised = micros(a.Revised)
	}
	if a.Origin != a.Outlet {
		origin := plain(a.Origin)
		r.origin = &origin
	}
	r.Title, r.Text = plain(a.Title), plain(a.Text)
	placement, err := storedPlacement{c.Placement}.encode()
	r.placement = plain(placement)
	return r, err
}

// saveTexts writes the articles themselves, and in the order of the changes what they do to one another: the new text of
// an article that is stored, and origins.
func (w pgWriter) saveTexts(ctx context.Context, changes []Change, rows []pgArticle) error {
	if err := w.insertTexts(ctx, rows); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	var b pgx.Batch
	written := map[int64]*pgArticle{} // each once, as it stands last
	for i := range rows {
		r := &rows[i]
		r.isEdited = r.isNew
		if r.isNew {
			queueRevisions(&b, r.n, r.Prior)
		} else {
			if err := w.send(ctx, &b); err != nil {
				return err
			}
			b = pgx.Batch{}
			if err := w.replaceText(ctx, r); err != nil {
				return fmt.Errorf("save article %s: %w", r.ID, err)
			}
		}
		if former := written[r.n]; former != nil {
			r.isReworded = r.isReworded || former.isReworded
		}
		written[r.n] = r
		for _, id := range slices.Sorted(maps.Keys(changes[i].Origins)) {
			b.Queue("UPDATE article SET origin = $1 WHERE id = $2", plain(changes[i].Origins[id]), plain(id))
		}
	}
	if err := w.send(ctx, &b); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	if err := w.putBeside(ctx, slices.SortedFunc(maps.Values(written), func(a, b *pgArticle) int { return cmp.Compare(a.n, b.n) })); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	return w.countArticles(ctx, rows)
}

const pgPutVectors = `INSERT INTO vector (seen, article, data, stint)
		SELECT i.seen, i.n, i.data, greatest($5, (SELECT stint FROM placed WHERE placed.article = i.id))
			FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::text[]) i (seen, n, data, id)
		ON CONFLICT (seen, article) DO UPDATE SET data = excluded.data, stint = greatest(vector.stint, excluded.stint)`

// putBeside writes what stands beside articles: their vectors, and which of them the search index has to read again.
func (w pgWriter) putBeside(ctx context.Context, list []*pgArticle) error {
	type row = *pgArticle
	var b pgx.Batch
	b.Queue(
		pgPutVectors, ofEach(list, func(r *row) int64 { return (*r).came }), ofEach(list, func(r *row) int64 { return (*r).n }),
		ofEach(list, func(r *row) []byte { return (*r).vector }), ofEach(list, func(r *row) string { return plain((*r).ID) }), w.stint,
	)
	if err := w.send(ctx, &b); err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(r row) bool { return !r.isReworded })
	return w.reword(ctx, ofEach(list, func(r *row) int64 { return (*r).n }))
}

const pgInsertTexts = `INSERT INTO article (id, story, source, hash, revision, seen, revised, published, guessed, teaser, lang,
		author, url, guid, origin, title, placement, text)
	SELECT id, story, source, hash, revision, seen, nullif(revised, seen), published, guessed, teaser, lang, author, url, nullif(guid, url),
			origin, title, placement, text
		FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[],
			$9::boolean[], $10::boolean[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[])
		i (id, story, source, hash, revision, seen, revised, published, guessed, teaser, lang, author, url, guid, origin, title, placement, text)
	ON CONFLICT (id) DO NOTHING RETURNING id, n`

// insertTexts writes the new ones among the articles; of the others nothing is written.
func (w pgWriter) insertTexts(ctx context.Context, rows []pgArticle) error {
	if len(rows) == 0 {
		return nil
	}
	type row = pgArticle
	args := []any{
		ofEach(rows, func(r *row) string { return plain(r.ID) }),
		ofEach(rows, func(r *row) int64 { return r.story }),
		ofEach(rows, func(r *row) int64 { return r.source }),
		ofEach(rows, func(r *row) []byte { return r.hash }),
		ofEach(rows, func(r *row) int64 { return int64(max(r.Revision, 1)) }),
		ofEach(rows, func(r *row) int64 { return r.came }),
		ofEach(rows, func(r *row) int64 { return r.revised }),
		ofEach(rows, func(r *row) int64 { return micros(r.Published) }),
		ofEach(rows, func(r *row) bool { return r.Guessed }),
		ofEach(rows, func(r *row) bool { return r.Teaser }),
		ofEach(rows, func(r *row) string { return plain(string(r.Lang)) }),
		ofEach(rows, func(r *row) string { return plain(r.Author) }),
		ofEach(rows, func(r *row) string { return plain(r.URL) }),
		ofEach(rows, func(r *row) string { return r.guid }),
		ofEach(rows, func(r *row) *string { return r.origin }),
		ofEach(rows, func(r *row) string { return r.Title }),
		ofEach(rows, func(r *row) string { return r.placement }),
		ofEach(rows, func(r *row) string { return r.Text }),
	}
	numbers := map[string]int64{}
	err := w.each(ctx, pgInsertTexts, args, func(scan scanner) error {
		var id string
		var n int64
		err := scan(&id, &n)
		numbers[id] = n
		return err
	})
	if err != nil {
		return err
	}
	for i := range rows { // of several of one article the first is new
		r := &rows[i]
		if r.n, r.isNew = numbers[plain(r.ID)]; r.isNew {
			delete(numbers, plain(r.ID))
		}
	}
	return nil
}

// replaceText writes an article over its stored row. Only another title or text makes it a new revision.
func (w pgWriter) replaceText(ctx context.Context, r *pgArticle) error {
	var revised int64
	var hash []byte
	var former news.Revision
	var formerLang string
	_, err := w.one(
		ctx, `SELECT n, seen, coalesce(revised, seen), revision, hash, title, text, source, lang FROM article WHERE id = $1 FOR UPDATE`,
		[]any{plain(r.ID)}, []any{&r.n, &r.came, &revised, &former.Number, &hash, &former.Title, &former.Text, &r.formerSource, &formerLang},
	)
	if err != nil {
		return fmt.Errorf("look it up: %w", err)
	}
	revision := former.Number
	r.isEdited = !bytes.Equal(hash, r.hash)
	r.isReworded = r.isEdited || r.source != r.formerSource || plain(string(r.Lang)) != formerLang
	if r.isEdited {
		former.Seen = fromMicros(revised)
		var b pgx.Batch
		queueRevisions(&b, r.n, []news.Revision{former})
		if err := w.send(ctx, &b); err != nil {
			return fmt.Errorf("keep its former text: %w", err)
		}
		revision, revised = former.Number+1, micros(r.Seen)
		if !r.Revised.IsZero() {
			revised = micros(r.Revised)
		}
	}
	return w.exec(
		ctx, `UPDATE article SET story = $1, source = $2, hash = $3, revision = $4, revised = nullif($5, seen), published = $6,
			guessed = $7, teaser = $8, lang = $9, author = $10, url = $11, guid = nullif($12, $11), origin = $13, title = $14, placement = $15,
			text = $16, let_go = NULL WHERE n = $17`,
		r.story, r.source, r.hash, revision, revised, micros(r.Published), r.Guessed, r.Teaser, plain(string(r.Lang)),
		plain(r.Author), plain(r.URL), r.guid, r.origin, r.Title, r.placement, r.Text, r.n,
	)
}

func queueRevisions(b *pgx.Batch, n int64, prior []news.Revision) {
	for _, p := range prior {
		b.Queue(
			`INSERT INTO revision VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (article, number) DO UPDATE SET seen = excluded.seen, title = excluded.title, text = excluded.text`,
			n, p.Number, micros(p.Seen), plain(p.Title), plain(p.Text),
		)
	}
}
