package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// How the search index grows: so many articles make a piece, and so many pieces are joined into one. An article's words
// are written twice, whatever the size of the archive.
const (
	pieceArticles  = 512
	piecesJoined   = 32
	joinedBelow    = pieceArticles * piecesJoined // pieces of fewer articles are joined
	rewordedJoined = 8                            // so many pieces of edited articles are indexed anew as one
	mostReworded   = 256                          // edited articles that are in no piece

	indexedTogether = 256 // so many articles are saved before it is looked whether a piece is due
	leafBits        = 16
)

// indexed is an article as the search index reads it.
type indexed struct {
	n, source, published int64
	title, text, lang    string
}

// Index takes articles into the search index until few are left out; what is left out is searched all the same. Each
// step is a transaction of its own, of a few hundredths of a second.
func (s *Store) Index(ctx context.Context) error {
	for {
		more, err := s.IndexStep(ctx)
		if err != nil {
			return err
		}
		if !more {
			s.writer.unindexed.Store(0)
			return nil
		}
	}
}

// Unindexed is how many articles came after those of the search index, not counting fewer than a piece of it takes. A search
// reads each of them.
func (s *Store) Unindexed(ctx context.Context) (articles int, err error) {
	err = s.one(
		ctx, "SELECT coalesce((SELECT max(n) FROM article), 0) - coalesce((SELECT max(last) FROM piece WHERE listed IS NULL), 0)",
		nil, []any{&articles},
	)
	if err != nil {
		return 0, fmt.Errorf("count what is not searchable by the index: %w", err)
	}
	if articles < pieceArticles {
		return 0, nil
	}
	return articles, nil
}

// IndexStep takes one step of Index, of a few hundredths of a second; more tells that there may be others.
func (s *Store) IndexStep(ctx context.Context) (more bool, err error) {
	err = s.write(ctx, forCrash, func(ctx context.Context, w *writer) error {
		more, err = s.indexSome(ctx, w)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("make articles searchable: %w", err)
	}
	return more, nil
}

// indexSome takes one step; false when there was nothing to do.
func (s *Store) indexSome(ctx context.Context, w *writer) (bool, error) {
	for _, step := range []func(context.Context, *writer) (bool, error){s.indexNew, s.indexReworded, s.joinPieces, s.joinReworded} {
		if did, err := step(ctx, w); did || err != nil {
			return did, err
		}
	}
	return false, nil
}

// indexNew makes a piece of the oldest articles that are in none.
func (s *Store) indexNew(ctx context.Context, w *writer) (bool, error) {
	var after, last int64
	if _, err := w.one(ctx, "SELECT coalesce(max(last), 0) FROM piece WHERE listed IS NULL", nil, []any{&after}); err != nil {
		return false, err
	}
	if _, err := w.one(ctx, "SELECT coalesce(max(n), 0) FROM article", nil, []any{&last}); err != nil {
		return false, err
	}
	if last-after < pieceArticles {
		return false, nil
	}
	p := piece{first: after + 1, last: after + pieceArticles}
	return true, s.writePiece(ctx, w, p)
}

// indexReworded makes a piece of articles that were edited since they were indexed.
func (s *Store) indexReworded(ctx context.Context, w *writer) (bool, error) {
	p := piece{}
	err := w.each(ctx, "SELECT article FROM reworded INDEXED BY reworded_by_piece WHERE piece IS NULL ORDER BY article", nil, func(scan scanner) error {
		var n int64
		err := scan(&n)
		p.listed = append(p.listed, n)
		return err
	})
	if err != nil || len(p.listed) < mostReworded {
		return false, err
	}
	p.first, p.last = p.listed[0], p.listed[len(p.listed)-1]
	if err := s.writePiece(ctx, w, p); err != nil {
		return false, err
	}
	return true, w.exec(ctx, "UPDATE reworded SET piece = (SELECT max(n) FROM piece) WHERE piece IS NULL")
}

// joinReworded makes one piece of those of edited articles where these have become many.
func (s *Store) joinReworded(ctx context.Context, w *writer) (bool, error) {
	var few []int64
	err := w.each(
		ctx, `SELECT n FROM piece WHERE listed IS NOT NULL AND length(listed) < ? ORDER BY n LIMIT ?`,
		[]any{rewordedJoined * mostReworded, rewordedJoined}, func(scan scanner) error {
			var n int64
			err := scan(&n)
			few = append(few, n)
			return err
		})
	if err != nil || len(few) < rewordedJoined {
		return false, err
	}
	for _, n := range few {
		if err := w.exec(ctx, "UPDATE reworded SET piece = NULL WHERE piece = ?", n); err != nil {
			return false, err
		}
		if err := w.dropPiece(ctx, n); err != nil {
			return false, err
		}
	}
	return s.indexReworded(ctx, w)
}

// writePiece indexes the articles of a piece.
func (s *Store) writePiece(ctx context.Context, w *writer, p piece) error {
	g, ok := s.gatherers.Get().(*gatherer)
	if !ok {
		g = newGatherer()
	}
	defer s.gatherers.Put(g)
	if err := s.gather(ctx, w, g, p, section{most: p.docs()}); err != nil {
		return err
	}
	p.earliest, p.latest = g.earliest, g.latest
	o, err := s.oftenBefore(ctx, w, p.last)
	if err != nil {
		return err
	}
	b := newBesides(o)
	b.add(o, g)
	return w.putPiece(ctx, p, g.write, b)
}

// section is a part of a piece: documents from one on, so many at most.
type section struct{ from, most int }

// gather collects the words of a piece's documents in place of what is there: from one on, of so many at most.
func (s *Store) gather(ctx context.Context, w *writer, g *gatherer, p piece, part section) error {
	from, to := part.from, min(part.from+part.most, p.docs())
	question, args := indexedWhere+"n BETWEEN ? AND ? ORDER BY n", []any{p.article(from), p.article(to - 1)}
	if p.listed != nil {
		list, err := json.Marshal(p.listed[from:to])
		if err != nil {
			return err
		}
		question, args = indexedWhere+"n IN (SELECT value FROM json_each(?)) ORDER BY n", []any{string(list)}
	}
	g.clear()
	visit := func(a indexed) {
		for from+int(g.doc) < p.docOf(a.n) {
			g.skip()
		}
		g.add(a)
	}
	var err error
	if fresh := w.freshOf(p, from, to); fresh != nil {
		for _, a := range fresh {
			visit(a)
		}
	} else {
		err = s.eachIndexed(ctx, w, question, args, visit)
	}
	for from+int(g.doc) < to {
		g.skip()
	}
	return err
}

// indexedWhere asks for articles as eachIndexed reads them.
const indexedWhere = "SELECT n, source, published, title, lang, text FROM article WHERE "

// eachIndexed visits articles as the search index reads them.
func (s *Store) eachIndexed(ctx context.Context, w *writer, question string, args []any, visit func(indexed)) error {
	return w.each(ctx, question, args, func(scan scanner) error {
		var a indexed
		var packed any
		err := scan(&a.n, &a.source, &a.published, &a.title, &a.lang, &packed)
		if err != nil {
			return err
		}
		if _, a.text, err = s.texts.unpackLinked(a.title, "", packed); err != nil {
			return fmt.Errorf("article number %d: %w", a.n, err)
		}
		visit(a)
		return nil
	})
}

// putPiece writes a piece and its leaves, whose words come from write, and what is known of how these stand.
func (w *writer) putPiece(ctx context.Context, p piece, write func(*leafWriter) error, b *besides) error {
	var listed, dead any
	if p.listed != nil {
		listed = packNumbers(p.listed)
	}
	if p.dead != nil {
		dead = p.dead.bytes()
	}
	_, err := w.one(
		ctx, "INSERT INTO piece (first, last, listed, dead, earliest, latest, leaves) VALUES (?, ?, ?, ?, ?, ?, x'') RETURNING n",
		[]any{p.first, p.last, listed, dead, p.earliest, p.latest}, []any{&p.n},
	)
	if err != nil {
		return err
	}
	next := p.n << leafBits
	to := &leafWriter{docs: p.docs(), size: leafBytes, full: func(leaf []byte) error {
		err := w.exec(ctx, "INSERT INTO leaf VALUES (?, ?)", next, leaf)
		if next++; next>>leafBits != p.n {
			err = errors.Join(err, errors.New("a piece of the search index has too many words"))
		}
		return err
	}}
	if err := write(to); err != nil {
		return err
	}
	if err := w.exec(ctx, "UPDATE piece SET leaves = ? WHERE n = ?", to.directory(), p.n); err != nil || b == nil {
		return err
	}
	return w.putBesides(ctx, p.n, b)
}

// joinPieces makes one piece of the last ones where these have become many.
func (s *Store) joinPieces(ctx context.Context, w *writer) (bool, error) {
	var few []piece
	err := w.each(
		ctx, "SELECT n, first, last, dead, earliest, latest FROM piece WHERE listed IS NULL AND last - first + 1 < ? ORDER BY first",
		[]any{joinedBelow}, func(scan scanner) error {
			var p piece
			var dead []byte
			err := scan(&p.n, &p.first, &p.last, &dead, &p.earliest, &p.latest)
			if dead != nil {
				p.dead = newBitmap(p.docs())
				p.dead.read(dead)
			}
			few = append(few, p)
			return err
		})
	if err != nil || len(few) < piecesJoined {
		return false, err
	}
	few = few[:piecesJoined]
	whole := piece{first: few[0].first, last: few[len(few)-1].last}
	strands := make([]*strand, len(few))
	for i, p := range few {
		whole.spans(p.earliest, p.latest)
		from := int(p.first - whole.first)
		strands[i] = &strand{from: from, docs: p.docs()}
		if p.dead != nil {
			if whole.dead == nil {
				whole.dead = newBitmap(whole.docs())
			}
			ascending(p.dead, func(doc int) { whole.dead.set(from + doc) })
		}
		if strands[i].leaves, err = w.leavesOf(ctx, p.n); err != nil {
			return false, err
		}
	}
	b, err := joinBesides(few, func(n int64) (*besides, error) { return w.besidesOf(ctx, n) })
	if err != nil {
		return false, err
	}
	if err := w.putPiece(ctx, whole, func(to *leafWriter) error { return braid(strands, to) }, b); err != nil {
		return false, err
	}
	for _, p := range few {
		if err := w.dropPiece(ctx, p.n); err != nil {
			return false, err
		}
	}
	return true, nil
}

func (w *writer) dropPiece(ctx context.Context, n int64) error {
	for _, statement := range []string{"DELETE FROM leaf WHERE n >= ? AND n < ?", "DELETE FROM beside WHERE n >= ? AND n < ?"} {
		if err := w.exec(ctx, statement, n<<leafBits, (n+1)<<leafBits); err != nil {
			return err
		}
	}
	return w.exec(ctx, "DELETE FROM piece WHERE n = ?", n)
}

func (w *writer) leavesOf(ctx context.Context, n int64) (leaves [][]byte, err error) {
	err = w.each(
		ctx, "SELECT data FROM leaf WHERE n >= ? AND n < ? ORDER BY n", []any{n << leafBits, (n + 1) << leafBits},
		func(scan scanner) error {
			var leaf []byte
			err := scan(&leaf)
			leaves = append(leaves, leaf)
			return err
		})
	return leaves, err
}

// reword notes that an article has other words than the search index knows.
func (w *writer) reword(ctx context.Context, n int64) error {
	var in, first, last int64
	var listed, dead []byte
	found, err := w.one(
		ctx, `SELECT n, first, last, listed, dead FROM piece
			WHERE n = coalesce((SELECT iif(piece IS NULL, -1, piece) FROM reworded WHERE article = ?1),
				(SELECT n FROM piece WHERE listed IS NULL AND first <= ?1 AND last >= ?1))`,
		[]any{n}, []any{&in, &first, &last, &listed, &dead},
	)
	w.fresh = nil
	if err != nil || !found { // in no piece: a search reads the article itself
		return err
	}
	p := piece{n: in, first: first, last: last}
	if listed != nil {
		p.listed = unpackNumbers(listed)
	}
	p.dead = newBitmap(p.docs())
	p.dead.read(dead)
	if doc := p.docOf(n); doc >= 0 {
		p.dead.set(doc)
	}
	if err := w.exec(ctx, "UPDATE piece SET dead = ? WHERE n = ?", p.dead.bytes(), in); err != nil {
		return err
	}
	return w.exec(ctx, "INSERT OR REPLACE INTO reworded VALUES (?, NULL)", n)
}

// packNumbers writes numbers in ascending order by their distances.
func packNumbers(list []int64) []byte {
	var out []byte
	before := int64(0)
	for _, n := range list {
		out = binary.AppendUvarint(out, uint64(n-before))
		before = n
	}
	return out
}

// unpackNumbers reads what packNumbers wrote, as far as it is whole.
func unpackNumbers(from []byte) []int64 {
	list := []int64{}
	at := int64(0)
	for len(from) > 0 {
		step, n := binary.Uvarint(from)
		if n <= 0 {
			break
		}
		at += int64(step)
		list = append(list, at)
		from = from[n:]
	}
	return list
}
