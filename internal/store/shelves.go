package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
)

// shelves is where the search index lies, and the articles that it is of: in a file, or on a server. What a visit is given is
// valid until it returns, and its error ends the reading.
type shelves interface {
	// pieces lists the pieces of the index, the newest articles first, and up to which article they go. fresh are articles
	// that the pieces know as they were before, as far as the pieces themselves do not say so.
	pieces(ctx context.Context) (list []*piece, upTo int64, fresh []int64, err error)
	// leavesIn is the first words of a piece's leaves; the error is ErrNotFound where the piece is no longer there.
	leavesIn(ctx context.Context, piece int64) ([]byte, error)
	eachLeaf(ctx context.Context, from, to int64, visit func(leaf []byte) error) error
	// besideAt is a row of what is known of words side by side; the error is ErrNotFound where there is none.
	besideAt(ctx context.Context, n int64) ([]byte, error)
	eachBeside(ctx context.Context, base int64, rows []int, visit func(row int, data []byte) error) error
	oftenAt(ctx context.Context, n int64) (*often, error)
	eachArticle(ctx context.Context, numbers []int64, visit func(indexed) error) error
	// eachUnindexed visits the articles that are in no piece, those of fresh among them, the newest first.
	eachUnindexed(ctx context.Context, upTo int64, fresh []int64, visit func(indexed) error) error
	opened() *openPieces
}

// openPieces are the first words of the leaves of pieces that were looked into; they are kept, for pieces do not change.
type openPieces struct {
	mu     sync.Mutex
	firsts map[int64][]string
}

// mostOpen is of how many pieces the first words are kept: those of two million articles, in less than a megabyte.
const mostOpen = 160

// open reads the first words of a piece's leaves, unless they are known.
func (o *openPieces) open(ctx context.Context, in shelves, p *piece) error {
	o.mu.Lock()
	p.firsts = o.firsts[p.n]
	o.mu.Unlock()
	if p.firsts != nil {
		return nil
	}
	packed, err := in.leavesIn(ctx, p.n)
	if errors.Is(err, ErrNotFound) {
		return errMoved
	}
	if err != nil {
		return err
	}
	if p.firsts, err = readDirectory(packed); err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.firsts) >= mostOpen || o.firsts == nil {
		o.firsts = map[int64][]string{}
	}
	o.firsts[p.n] = p.firsts
	return nil
}

func (s *Store) opened() *openPieces { return &s.pieceWords }

func (s *Store) pieces(ctx context.Context) (list []*piece, upTo int64, fresh []int64, err error) {
	question := "SELECT n, first, last, listed, dead, earliest, latest FROM piece ORDER BY last DESC, n DESC"
	err = s.each(ctx, question, nil, func(rows *sql.Rows) error {
		p := &piece{}
		var listed, dead []byte
		if err := rows.Scan(&p.n, &p.first, &p.last, &listed, &dead, &p.earliest, &p.latest); err != nil {
			return err
		}
		p.unpack(listed, dead)
		if listed == nil {
			upTo = max(upTo, p.last)
		}
		list = append(list, p)
		return nil
	})
	return list, upTo, nil, err
}

func (s *Store) leavesIn(ctx context.Context, piece int64) (packed []byte, err error) {
	err = s.one(ctx, "SELECT leaves FROM piece WHERE n = ?", []any{piece}, []any{&packed})
	return packed, err
}

func (s *Store) eachLeaf(ctx context.Context, from, to int64, visit func(leaf []byte) error) error {
	return s.each(ctx, "SELECT data FROM leaf WHERE n BETWEEN ? AND ? ORDER BY n", []any{from, to}, func(rows *sql.Rows) error {
		var leaf sql.RawBytes
		if err := rows.Scan(&leaf); err != nil {
			return err
		}
		return visit(leaf)
	})
}

func (s *Store) besideAt(ctx context.Context, n int64) (data []byte, err error) {
	err = s.one(ctx, "SELECT data FROM beside WHERE n = ?", []any{n}, []any{&data})
	return data, err
}

func (s *Store) eachBeside(ctx context.Context, base int64, rows []int, visit func(row int, data []byte) error) error {
	list, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	question := "SELECT beside.n - ?1, data FROM json_each(?2) wanted CROSS JOIN beside ON beside.n = ?1 + wanted.value"
	return s.each(ctx, question, []any{base, string(list)}, func(rows *sql.Rows) error {
		var row int
		var data sql.RawBytes
		if err := rows.Scan(&row, &data); err != nil {
			return err
		}
		return visit(row, data)
	})
}

func (s *Store) eachArticle(ctx context.Context, numbers []int64, visit func(indexed) error) error {
	list, err := json.Marshal(numbers)
	if err != nil {
		return err
	}
	question := `SELECT a.n, a.source, a.published, a.title, a.lang, a.text FROM json_each(?) wanted CROSS JOIN article a ON a.n = wanted.value`
	return s.eachToRead(ctx, question, []any{string(list)}, visit)
}

func (s *Store) eachUnindexed(ctx context.Context, upTo int64, _ []int64, visit func(indexed) error) error {
	question := `SELECT n, source, published, title, lang, text FROM article WHERE n > ?
		UNION ALL SELECT a.n, a.source, a.published, a.title, a.lang, a.text FROM reworded INDEXED BY reworded_by_piece
			CROSS JOIN article a ON a.n = reworded.article WHERE reworded.piece IS NULL ORDER BY n DESC`
	return s.eachToRead(ctx, question, []any{upTo}, visit)
}

// eachToRead visits articles as the search index reads them.
func (s *Store) eachToRead(ctx context.Context, question string, args []any, visit func(indexed) error) error {
	return s.each(ctx, question, args, func(rows *sql.Rows) error {
		var a indexed
		var packed any
		err := rows.Scan(&a.n, &a.source, &a.published, &a.title, &a.lang, &packed)
		if err != nil {
			return err
		}
		if _, a.text, err = s.texts.unpackLinked(a.title, "", packed); err != nil {
			return fmt.Errorf("article number %d: %w", a.n, err)
		}
		return visit(a)
	})
}
