package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Unindexed is how many articles came after those of the search index; see Store.Unindexed.
func (p *Postgres) Unindexed(ctx context.Context) (articles int, err error) {
	question := `SELECT greatest(least((SELECT max(n) FROM article), (SELECT sure FROM numbering)), 0)
		- coalesce((SELECT max(last) FROM piece WHERE listed IS NULL), 0)`
	if err = p.one(ctx, question, nil, []any{&articles}); err != nil {
		return 0, fmt.Errorf("count what is not searchable by the index: %w", err)
	}
	if articles < pieceArticles {
		return 0, nil
	}
	return articles, nil
}

// indexDue takes articles into the search index where many were saved since. Where that fails searches read them, and the next
// one who saves tries again: what was saved is kept all the same.
func (p *Postgres) indexDue(ctx context.Context, saved int) {
	if p.unindexed.Add(int64(saved)) < indexedTogether {
		return
	}
	p.unindexed.Store(0)
	for more := true; more; {
		var err error
		if more, err = p.IndexStep(context.WithoutCancel(ctx)); err != nil {
			return
		}
	}
}

// IndexStep takes one step of making articles searchable; see Store.IndexStep. One program does so at a time, others leave it to
// that one.
func (p *Postgres) IndexStep(ctx context.Context) (more bool, err error) {
	err = p.writeFor(ctx, beginUnwaited, longestWrite, func(ctx context.Context, w pgWriter) error {
		var ours bool
		_, err := w.one(ctx, "SELECT pg_try_advisory_xact_lock($1, "+ourHash+")", []any{locksOurs + lockIndex}, []any{&ours})
		if err != nil || !ours {
			more = false
			return err
		}
		sure, err := w.numbersAreSure(ctx)
		if err == nil {
			more, err = w.indexSome(ctx, sure)
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("make articles searchable: %w", err)
	}
	return more, nil
}

// numbersAreSure is up to which article nothing can come any more. Articles are numbered as they are written and seen once their
// transactions end, in another order: so the highest number that is seen is noted, together with which transactions may be under way, and
// once all of these have ended nothing can come below it. Whoever numbers an article has written its story before, by which
// the server knows of the transaction.
func (w pgWriter) numbersAreSure(ctx context.Context) (sure int64, err error) {
	var next int64
	var ended bool
	_, err = w.one(
		ctx, "SELECT sure, next, waits <= pg_snapshot_xmin(pg_current_snapshot()) FROM numbering", nil, []any{&sure, &next, &ended},
	)
	if err != nil || !ended {
		return sure, err
	}
	return next, w.exec(ctx, `UPDATE numbering SET sure = next, next = coalesce((SELECT max(n) FROM article), 0),
		waits = pg_snapshot_xmax(pg_current_snapshot())`)
}

// indexAll takes all articles into the search index, where nobody else can write any.
func (w pgWriter) indexAll(ctx context.Context) error {
	var last int64
	if _, err := w.one(ctx, "SELECT coalesce(max(n), 0) FROM article", nil, []any{&last}); err != nil {
		return err
	}
	if err := w.exec(ctx, "UPDATE numbering SET sure = $1, next = $1", last); err != nil {
		return err
	}
	for {
		if more, err := w.indexSome(ctx, last); err != nil || !more {
			return err
		}
	}
}

// indexSome takes one step; false when there was nothing to do.
func (w pgWriter) indexSome(ctx context.Context, sure int64) (bool, error) {
	var after int64
	if _, err := w.one(ctx, "SELECT coalesce(max(last), 0) FROM piece WHERE listed IS NULL", nil, []any{&after}); err != nil {
		return false, err
	}
	if sure-after >= pieceArticles {
		_, err := w.writePiece(ctx, piece{first: after + 1, last: after + pieceArticles})
		return true, err
	}
	if did, err := w.indexReworded(ctx, after); did || err != nil {
		return did, err
	}
	if did, err := w.joinPieces(ctx); did || err != nil {
		return did, err
	}
	return w.joinReworded(ctx, after)
}

// indexReworded makes a piece of articles that were edited since they were indexed. Those that somebody edits just now are left.
func (w pgWriter) indexReworded(ctx context.Context, upTo int64) (bool, error) {
	p := piece{}
	question := "SELECT article FROM reworded WHERE piece IS NULL AND article <= $1 ORDER BY article FOR UPDATE SKIP LOCKED"
	err := w.each(ctx, question, []any{upTo}, func(scan scanner) error {
		var n int64
		err := scan(&n)
		p.listed = append(p.listed, n)
		return err
	})
	if err != nil || len(p.listed) < mostReworded {
		return false, err
	}
	p.first, p.last = p.listed[0], p.listed[len(p.listed)-1]
	if err := w.buryAll(ctx, p.listed); err != nil {
		return false, err
	}
	n, err := w.writePiece(ctx, p)
	if err != nil {
		return false, err
	}
	return true, w.exec(ctx, "UPDATE reworded SET piece = $1 WHERE article = ANY($2)", n, p.listed)
}

// buryAll notes in all pieces that these articles have other words by now.
func (w pgWriter) buryAll(ctx context.Context, numbers []int64) error {
	list, err := w.pieces(ctx, "true")
	if err != nil {
		return err
	}
	for _, p := range list {
		before := 0
		if p.dead != nil {
			before = p.dead.count()
		}
		for _, n := range numbers {
			p.bury(n)
		}
		if p.dead == nil || p.dead.count() == before {
			continue
		}
		if err := w.exec(ctx, "UPDATE piece SET dead = $1 WHERE n = $2", p.dead.bytes(), p.n); err != nil {
			return err
		}
	}
	return nil
}

// pieces lists the pieces for which a condition holds, the oldest articles first.
func (w pgWriter) pieces(ctx context.Context, condition string, args ...any) (list []piece, err error) {
	question := "SELECT n, first, last, listed, dead, earliest, latest FROM piece WHERE " + condition + " ORDER BY first, n"
	err = w.each(ctx, question, args, func(scan scanner) error {
		var p piece
		var listed, dead []byte
		err := scan(&p.n, &p.first, &p.last, &listed, &dead, &p.earliest, &p.latest)
		p.unpack(listed, dead)
		list = append(list, p)
		return err
	})
	return list, err
}

// joinReworded makes one piece of those of edited articles where these have become many.
func (w pgWriter) joinReworded(ctx context.Context, upTo int64) (bool, error) {
	few, err := w.pieces(ctx, "listed IS NOT NULL AND length(listed) < $1", rewordedJoined*mostReworded)
	if err != nil || len(few) < rewordedJoined {
		return false, err
	}
	for _, p := range few[:rewordedJoined] {
		if err := w.exec(ctx, "UPDATE reworded SET piece = NULL WHERE piece = $1", p.n); err != nil {
			return false, err
		}
		if err := w.dropPiece(ctx, p.n); err != nil {
			return false, err
		}
	}
	return w.indexReworded(ctx, upTo)
}

// writePiece indexes the articles of a piece and returns its number.
func (w pgWriter) writePiece(ctx context.Context, p piece) (int64, error) {
	g := newGatherer()
	question, args := pgToRead+"n BETWEEN $1 AND $2 ORDER BY n", []any{p.first, p.last}
	if p.listed != nil {
		question, args = pgToRead+"n = ANY($1) ORDER BY n", []any{p.listed}
	}
	err := w.each(ctx, question, args, func(scan scanner) error {
		return scanToRead(scan, func(a indexed) error {
			for int(g.doc) < p.docOf(a.n) {
				g.skip()
			}
			g.add(a)
			return nil
		})
	})
	if err != nil {
		return 0, err
	}
	for int(g.doc) < p.docs() {
		g.skip()
	}
	p.earliest, p.latest = g.earliest, g.latest
	o, err := w.oftenBefore(ctx, p.last)
	if err != nil {
		return 0, err
	}
	b := newBesides(o)
	b.add(o, g)
	return w.putPiece(ctx, p, g.write, b)
}

// putPiece writes a piece and its leaves, whose words come from write, and what is known of how these stand.
func (w pgWriter) putPiece(ctx context.Context, p piece, write func(*leafWriter) error, b *besides) (n int64, err error) {
	var leaves [][]byte
	to := &leafWriter{docs: p.docs(), size: leafBytes, full: func(leaf []byte) error {
		leaves = append(leaves, slices.Clone(leaf))
		return nil
	}}
	if err := write(to); err != nil {
		return 0, err
	}
	if len(leaves) >= 1<<leafBits {
		return 0, errors.New("a piece of the search index has too many words")
	}
	var listed, dead []byte
	if p.listed != nil {
		listed = packNumbers(p.listed)
	}
	if p.dead != nil {
		dead = p.dead.bytes()
	}
	directory := to.directory()
	if directory == nil {
		directory = []byte{}
	}
	_, err = w.one(
		ctx, "INSERT INTO piece (first, last, listed, dead, earliest, latest, leaves) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING n",
		[]any{p.first, p.last, listed, dead, p.earliest, p.latest, directory}, []any{&n},
	)
	if err != nil {
		return 0, err
	}
	if err := w.putRows(ctx, "leaf", n, leaves); err != nil || b == nil {
		return n, err
	}
	rows, err := b.rows()
	if err != nil {
		return 0, err
	}
	return n, w.putRows(ctx, "beside", n, rows)
}

// putRows writes rows of a piece, numbered one after the other.
func (w pgWriter) putRows(ctx context.Context, table string, piece int64, rows [][]byte) error {
	return w.exec(ctx, "INSERT INTO "+table+" SELECT $1 + i - 1, data FROM unnest($2::bytea[]) WITH ORDINALITY r (data, i)", piece<<leafBits, rows)
}

// joinPieces makes one piece of the oldest small ones where these have become many.
func (w pgWriter) joinPieces(ctx context.Context) (bool, error) {
	few, err := w.pieces(ctx, "listed IS NULL AND last - first + 1 < $1", joinedBelow)
	if err != nil || len(few) < piecesJoined {
		return false, err
	}
	few = few[:piecesJoined]
	whole := piece{first: few[0].first, last: few[len(few)-1].last}
	strands := make([]*strand, len(few))
	for i, p := range few {
		whole.spans(p.earliest, p.latest)
		strands[i] = &strand{from: int(p.first - whole.first), docs: p.docs()}
		ascending(p.dead, func(doc int) { whole.bury(p.article(doc)) })
		err := w.eachRow(ctx, "leaf", p.n, func(_ int, leaf []byte) error {
			strands[i].leaves = append(strands[i].leaves, leaf)
			return nil
		})
		if err != nil {
			return false, err
		}
	}
	b, err := joinBesides(few, func(n int64) (*besides, error) {
		b := &besidesBuilder{}
		err := w.eachRow(ctx, "beside", n, b.add)
		return b.so, err
	})
	if err != nil {
		return false, err
	}
	if _, err := w.putPiece(ctx, whole, func(to *leafWriter) error { return braid(strands, to) }, b); err != nil {
		return false, err
	}
	for _, p := range few {
		if err := w.dropPiece(ctx, p.n); err != nil {
			return false, err
		}
	}
	return true, nil
}

// eachRow visits the rows of a piece in order.
func (w pgWriter) eachRow(ctx context.Context, table string, piece int64, visit func(row int, data []byte) error) error {
	question := "SELECT n - $1, data FROM " + table + " WHERE n >= $1 AND n < $2 ORDER BY n"
	return w.each(ctx, question, []any{piece << leafBits, (piece + 1) << leafBits}, func(scan scanner) error {
		var row int
		var data []byte
		if err := scan(&row, &data); err != nil {
			return err
		}
		return visit(row, data)
	})
}

func (w pgWriter) dropPiece(ctx context.Context, n int64) error {
	for _, table := range []string{"leaf", "beside"} {
		if err := w.exec(ctx, "DELETE FROM "+table+" WHERE n >= $1 AND n < $2", n<<leafBits, (n+1)<<leafBits); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM piece WHERE n = $1", n)
}

// oftenBefore is what is frequent before the last article of a piece; see Store.oftenBefore.
func (w pgWriter) oftenBefore(ctx context.Context, last int64) (*often, error) {
	o := &often{n: oftenOf(last)}
	found, err := w.one(ctx, "SELECT words, pairs FROM often WHERE n = $1", []any{o.n}, []any{&o.words, &o.pairs})
	if err != nil || found {
		return o, err
	}
	var newest int64
	if _, err := w.one(ctx, "SELECT coalesce(max(n), 0) FROM article", nil, []any{&newest}); err != nil {
		return nil, err
	}
	from, to := o.counted(newest)
	g := newGatherer()
	some := pgToRead + "n > $1 AND n <= $2 AND n % $3 = 0"
	err = w.each(ctx, some, []any{from, to, max((to-from)/oftenFrom, 1)}, func(scan scanner) error {
		return scanToRead(scan, func(a indexed) error {
			g.add(a)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("count what is frequent: %w", err)
	}
	o.words, o.pairs = g.frequentWords(), g.frequentPairs()
	return o, w.exec(ctx, "INSERT INTO often VALUES ($1, $2, $3)", o.n, o.words, o.pairs)
}

// reword notes that articles have other words than the search index may know. They stand in the order of their numbers.
func (w pgWriter) reword(ctx context.Context, numbers []int64) error {
	if len(numbers) == 0 {
		return nil
	}
	return w.exec(ctx, "INSERT INTO reworded SELECT unnest($1::bigint[]), NULL ON CONFLICT (article) DO UPDATE SET piece = NULL", numbers)
}
