package store

import (
	"context"
	"strconv"
)

// linked is an article's link and text, and what they are packed against.
type linked struct {
	n                 int64
	title, link, text string
}

// scanLinked reads the columns n, title, url, text of an article; whole is false where the text is damaged.
func (s *Store) scanLinked(scan scanner) (a linked, whole bool, err error) {
	var beside string
	var packed any
	if err := scan(&a.n, &a.title, &beside, &packed); err != nil {
		return a, false, err
	}
	a.link, a.text, err = s.texts.unpackLinked(a.title, beside, packed)
	return a, err == nil, nil
}

const (
	// unlinkedUpTo is the key of the fact up to which article links stand beside their texts, as versions before the ninth
	// stored them. Migration 9 writes it.
	unlinkedUpTo = "store: unlinked up to"

	// linkedAtOnce is how many articles a step packs: a matter of milliseconds.
	linkedAtOnce = 100
)

// linkSome packs the links of some articles of an older version together with their texts, the newest first; more is false
// where there are none left.
func (s *Store) linkSome(ctx context.Context, w *writer) (more bool, err error) {
	text := ""
	if _, err := w.one(ctx, "SELECT value FROM meta WHERE key = ?", []any{unlinkedUpTo}, []any{&text}); err != nil || text == "" {
		return false, err
	}
	next, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		next = 0
	}
	var some []linked
	seen := 0
	question := "SELECT n, title, url, text FROM article WHERE n <= ? ORDER BY n DESC LIMIT ?"
	err = w.each(ctx, question, []any{next, linkedAtOnce}, func(scan scanner) error {
		a, whole, err := s.scanLinked(scan)
		if seen++; whole {
			some = append(some, a)
		}
		next = a.n - 1
		return err
	})
	if err != nil {
		return false, err
	}
	for _, a := range some {
		packed, err := s.texts.packLinked(a.title, a.link, a.text)
		if err != nil {
			return false, err
		}
		if err := w.exec(ctx, "UPDATE article SET url = '', text = ? WHERE n = ?", packed, a.n); err != nil {
			return false, err
		}
	}
	if seen < linkedAtOnce {
		return false, w.exec(ctx, "DELETE FROM meta WHERE key = ?", unlinkedUpTo)
	}
	return true, w.exec(ctx, "INSERT OR REPLACE INTO meta VALUES (?, ?)", unlinkedUpTo, strconv.FormatInt(next, 10))
}
