package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
)

// shelves is where the search index lies, and the articles that it is of: in a file, or on a server. What a visit is given is
// valid until it returns, and its error ends the reading.
type shelves interface {
	// pieces lists the pieces of the index, the newest articles first, and up to which article they go. fresh are articles
	// that the pieces know as they were before, as far as the pieces themselves do not say so.
	pieces(ctx context.Context) (list []*piece, upTo int64, fresh []int64, err error)
	// eachDirectory visits the first words of pieces' leaves, as far as the pieces are still there.
	eachDirectory(ctx context.Context, pieces []int64, visit func(piece int64, packed []byte) error) error
	// eachLeaf visits leaves as far as they are still there, in the order in which they are named or in that of their numbers.
	eachLeaf(ctx context.Context, numbers []int64, visit func(n int64, leaf []byte) error) error
	// eachBeside visits rows of what is known of words side by side, in the order of their numbers, which are ascending.
	eachBeside(ctx context.Context, numbers []int64, visit func(n int64, data []byte) error) error
	eachOften(ctx context.Context, numbers []int64, visit func(*often) error) error
	// atOnce is how many pieces are looked into together, and how many leaves of these are asked for in one question: on a server
	// many, for the way there takes longer than the reading.
	atOnce() (pieces, leaves int)
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

// open reads the first words of the leaves of pieces, unless they are known.
func (o *openPieces) open(ctx context.Context, in shelves, pieces []*piece) error {
	var unknown []int64
	o.mu.Lock()
	for _, p := range pieces {
		if p.firsts = o.firsts[p.n]; p.firsts == nil {
			unknown = append(unknown, p.n)
		}
	}
	o.mu.Unlock()
	if len(unknown) == 0 {
		return nil
	}
	err := in.eachDirectory(ctx, unknown, func(n int64, packed []byte) error {
		at := slices.IndexFunc(pieces, func(p *piece) bool { return p.n == n })
		firsts, err := readDirectory(packed)
		if err != nil {
			return err
		}
		pieces[at].firsts = firsts
		unknown = slices.DeleteFunc(unknown, func(u int64) bool { return u == n })
		o.keep(n, firsts)
		return nil
	})
	if err == nil && len(unknown) > 0 {
		err = errMoved
	}
	return err
}

func (o *openPieces) keep(piece int64, firsts []string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.firsts) >= mostOpen || o.firsts == nil {
		o.firsts = map[int64][]string{}
	}
	o.firsts[piece] = firsts
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

func (s *Store) atOnce() (pieces, leaves int) { return 1, fewLeaves }

func (s *Store) eachDirectory(ctx context.Context, pieces []int64, visit func(piece int64, packed []byte) error) error {
	return s.eachNumbered(ctx, "piece", "leaves", pieces, visit)
}

func (s *Store) eachLeaf(ctx context.Context, numbers []int64, visit func(n int64, leaf []byte) error) error {
	return s.eachNumbered(ctx, "leaf", "data", numbers, visit)
}

func (s *Store) eachBeside(ctx context.Context, numbers []int64, visit func(n int64, data []byte) error) error {
	return s.eachNumbered(ctx, "beside", "data", numbers, visit)
}

// eachNumbered visits rows by their numbers, in the order of these; a stretch, as most are, without a list.
func (s *Store) eachNumbered(
	ctx context.Context, table, column string, numbers []int64, visit func(n int64, data []byte) error,
) error {
	question := "SELECT n, " + column + " FROM " + table + " WHERE n BETWEEN ? AND ? ORDER BY n"
	args := []any{numbers[0], numbers[len(numbers)-1]}
	if !slices.IsSorted(numbers) || numbers[len(numbers)-1]-numbers[0] >= int64(len(numbers)) {
		list, err := json.Marshal(numbers)
		if err != nil {
			return err
		}
		question = "SELECT n, " + column + " FROM json_each(?) wanted CROSS JOIN " + table + " ON n = wanted.value"
		args = []any{string(list)}
	}
	return s.each(ctx, question, args, func(rows *sql.Rows) error {
		var n int64
		var data sql.RawBytes
		if err := rows.Scan(&n, &data); err != nil {
			return err
		}
		return visit(n, data)
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
