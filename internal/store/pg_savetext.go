package store

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// pgArticle is an article as it is stored.
type pgArticle struct {
	news.Article
	n, story, source int64
	formerSource     int64 // where it is not new
	from             sourceKey
	isNew            bool
	hash             []byte
	came             int64 // when it was first seen
	revised          any   // nil: as seen
	guid, origin     any   // nil: as the URL, as the outlet
	placement        string
	words            []string
	vector           []byte
}

// pgArticleOf readies an article for its row.
func pgArticleOf(c Change) (pgArticle, error) {
	a := c.Article
	hash := HashText(a.Title, a.Text) // of what came: it tells whether the feed changed it
	r := pgArticle{
		Article: a, hash: hash[:], came: micros(a.Seen), guid: plain(a.GUID), origin: plain(a.Origin),
		from: sourceKey{plain(a.FeedURL), plain(a.Outlet), plain(a.Home), plain(a.Grade)}, vector: c.Vector,
	}
	if r.vector == nil {
		r.vector = []byte{}
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
	r.Title, r.Text = plain(a.Title), plain(a.Text)
	r.words = lexemes(r.Title + "\n" + r.Text)
	placement, err := storedPlacement{c.Placement}.encode()
	r.placement = plain(placement)
	return r, err
}

// The server's bounds: a word of a vector has 2046 bytes at most, all of them together a megabyte.
const (
	longestWord = 255
	mostWords   = 900_000 // bytes, with a few more for each word
)

// lexemes are the words of a text as the search index has them, each once.
func lexemes(text string) []string {
	words := find.Words(text)
	for i, word := range words {
		words[i] = lexeme(word)
	}
	slices.Sort(words)
	words = slices.Compact(words)
	size := 0
	for i, word := range words {
		if size += len(word) + 8; size > mostWords {
			return words[:i]
		}
	}
	return words
}

// lexeme cuts a word that is longer than any word is.
func lexeme(word string) string {
	if len(word) <= longestWord {
		return word
	}
	end := longestWord
	for end > 0 && word[end]&0xC0 == 0x80 { // within a letter
		end--
	}
	return word[:end]
}

// saveTexts writes the articles themselves, and in the order of the changes what they do to one another: the new text of
// an article that is stored, and origins.
func (w pgWriter) saveTexts(ctx context.Context, changes []Change, rows []pgArticle) error {
	if err := w.insertTexts(ctx, rows); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	var b pgx.Batch
	for i := range rows {
		r := &rows[i]
		edited := r.isNew
		if r.isNew {
			queueRevisions(&b, r.n, r.Prior)
		} else {
			if err := w.send(ctx, &b); err != nil {
				return err
			}
			b = pgx.Batch{}
			var err error
			if edited, err = w.replaceText(ctx, r); err != nil {
				return fmt.Errorf("save article %s: %w", r.ID, err)
			}
		}
		b.Queue(`INSERT INTO vector (seen, article, data, stint)
			VALUES ($1, $2, $3, greatest($4, (SELECT stint FROM placed WHERE placed.article = $5)))
			ON CONFLICT (seen, article) DO UPDATE SET data = excluded.data, stint = greatest(vector.stint, excluded.stint)`,
			r.came, r.n, r.vector, w.stint, plain(r.ID))
		if edited {
			b.Queue(`INSERT INTO words VALUES ($1, array_to_tsvector($2::text[])) ON CONFLICT (article) DO UPDATE SET text = excluded.text`, r.n, r.words)
		}
		for _, id := range slices.Sorted(maps.Keys(changes[i].Origins)) {
			b.Queue("UPDATE article SET origin = $1 WHERE id = $2", plain(changes[i].Origins[id]), plain(id))
		}
	}
	if err := w.send(ctx, &b); err != nil {
		return fmt.Errorf("save articles: %w", err)
	}
	return w.countArticles(ctx, rows)
}

// countArticles counts how many articles each source has more or less now, once for many.
func (w pgWriter) countArticles(ctx context.Context, rows []pgArticle) error {
	gained := map[int64]int{}
	for _, r := range rows {
		if !r.isNew {
			gained[r.formerSource]--
		}
		gained[r.source]++
	}
	var b pgx.Batch
	for _, n := range slices.Sorted(maps.Keys(gained)) {
		if gained[n] != 0 {
			b.Queue("UPDATE source SET articles = articles + $1 WHERE n = $2", gained[n], n)
		}
	}
	if err := w.send(ctx, &b); err != nil {
		return fmt.Errorf("count the sources' articles: %w", err)
	}
	return nil
}

// insertTexts writes the new ones among the articles; of the others nothing is written.
func (w pgWriter) insertTexts(ctx context.Context, rows []pgArticle) error {
	var b pgx.Batch
	for i := range rows {
		r := &rows[i]
		b.Queue(
			`INSERT INTO article (id, story, source, hash, revision, seen, revised, published, guessed, teaser, lang,
				author, url, guid, origin, title, placement, text)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
			ON CONFLICT (id) DO NOTHING RETURNING n`,
			plain(r.ID), r.story, r.source, r.hash, max(r.Revision, 1), r.came, r.revised, micros(r.Published), r.Guessed, r.Teaser,
			plain(string(r.Lang)), plain(r.Author), plain(r.URL), r.guid, r.origin, r.Title, r.placement, r.Text,
		).Query(func(found pgx.Rows) error {
			for found.Next() {
				r.isNew = true
				if err := found.Scan(&r.n); err != nil {
					return err
				}
			}
			return found.Err()
		})
	}
	return w.send(ctx, &b)
}

// replaceText writes an article over its stored row. Only another title or text makes it a new revision.
func (w pgWriter) replaceText(ctx context.Context, r *pgArticle) (edited bool, err error) {
	var revised int64
	var hash []byte
	var former news.Revision
	_, err = w.one(
		ctx, `SELECT n, seen, coalesce(revised, seen), revision, hash, title, text, source FROM article WHERE id = $1 FOR UPDATE`,
		[]any{plain(r.ID)}, []any{&r.n, &r.came, &revised, &former.Number, &hash, &former.Title, &former.Text, &r.formerSource},
	)
	if err != nil {
		return false, fmt.Errorf("look it up: %w", err)
	}
	revision := former.Number
	if edited = !bytes.Equal(hash, r.hash); edited {
		former.Seen = fromMicros(revised)
		var b pgx.Batch
		queueRevisions(&b, r.n, []news.Revision{former})
		if err := w.send(ctx, &b); err != nil {
			return false, fmt.Errorf("keep its former text: %w", err)
		}
		revision, revised = former.Number+1, micros(r.Seen)
		if !r.Revised.IsZero() {
			revised = micros(r.Revised)
		}
	}
	err = w.exec(
		ctx, `UPDATE article SET story = $1, source = $2, hash = $3, revision = $4, revised = nullif($5, seen), published = $6,
			guessed = $7, teaser = $8, lang = $9, author = $10, url = $11, guid = $12, origin = $13, title = $14, placement = $15,
			text = $16, let_go = NULL WHERE n = $17`,
		r.story, r.source, r.hash, revision, revised, micros(r.Published), r.Guessed, r.Teaser, plain(string(r.Lang)),
		plain(r.Author), plain(r.URL), r.guid, r.origin, r.Title, r.placement, r.Text, r.n,
	)
	return edited, err
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
