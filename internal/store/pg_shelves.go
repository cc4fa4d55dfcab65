package store

import (
	"context"

	"github.com/jackc/pgx/v5/pgtype"
)

// The search index of a server is the one of files, with the same pieces: only where these lie, and who makes them, differs.

func (p *Postgres) opened() *openPieces { return &p.pieceWords }

// pieces asks for the edited articles in the same question, as pieces without a number: whoever makes a piece of them meanwhile
// is seen with all that was done or not at all.
func (p *Postgres) pieces(ctx context.Context) (list []*piece, upTo int64, fresh []int64, err error) {
	question := `SELECT n, first, last, listed, dead, earliest, latest FROM piece
		UNION ALL SELECT 0, article, article, NULL, NULL, 0, 0 FROM reworded WHERE piece IS NULL ORDER BY 3 DESC, 1 DESC`
	err = p.each(ctx, question, nil, func(scan scanner) error {
		p := &piece{}
		var listed, dead []byte
		if err := scan(&p.n, &p.first, &p.last, &listed, &dead, &p.earliest, &p.latest); err != nil {
			return err
		}
		if p.n == 0 {
			fresh = append(fresh, p.first)
			return nil
		}
		p.unpack(listed, dead)
		if listed == nil {
			upTo = max(upTo, p.last)
		}
		list = append(list, p)
		return nil
	})
	for _, p := range list {
		for _, n := range fresh {
			p.bury(n)
		}
	}
	return list, upTo, fresh, err
}

func (p *Postgres) atOnce() (pieces, leaves int) { return 32, 192 }

func (p *Postgres) eachDirectory(ctx context.Context, pieces []int64, visit func(piece int64, packed []byte) error) error {
	return p.eachNumbered(ctx, "SELECT n, leaves FROM piece WHERE n = ANY($1)", pieces, visit)
}

func (p *Postgres) eachLeaf(ctx context.Context, numbers []int64, visit func(n int64, leaf []byte) error) error {
	return p.eachNumbered(ctx, "SELECT n, data FROM leaf WHERE n = ANY($1) ORDER BY n", numbers, visit)
}

func (p *Postgres) eachBeside(ctx context.Context, numbers []int64, visit func(n int64, data []byte) error) error {
	return p.eachNumbered(ctx, "SELECT n, data FROM beside WHERE n = ANY($1) ORDER BY n", numbers, visit)
}

// eachNumbered visits rows by their numbers.
func (p *Postgres) eachNumbered(ctx context.Context, question string, numbers []int64, visit func(n int64, data []byte) error) error {
	var n int64
	var data pgtype.DriverBytes // valid until the next row
	return p.each(ctx, question, []any{numbers}, func(scan scanner) error {
		if err := scan(&n, &data); err != nil {
			return err
		}
		return visit(n, data)
	})
}

func (p *Postgres) eachOften(ctx context.Context, numbers []int64, visit func(*often) error) error {
	return p.each(ctx, "SELECT n, words, pairs FROM often WHERE n = ANY($1)", []any{numbers}, func(scan scanner) error {
		var o often
		if err := scan(&o.n, &o.words, &o.pairs); err != nil {
			return err
		}
		return visit(&o)
	})
}

// pgToRead asks for articles as the search index reads them.
const pgToRead = "SELECT n, source, published, title, lang, text FROM article WHERE "

func scanToRead(scan scanner, visit func(indexed) error) error {
	var a indexed
	if err := scan(&a.n, &a.source, &a.published, &a.title, &a.lang, &a.text); err != nil {
		return err
	}
	return visit(a)
}

func (p *Postgres) eachArticle(ctx context.Context, numbers []int64, visit func(indexed) error) error {
	return p.each(ctx, pgToRead+"n = ANY($1)", []any{numbers}, func(scan scanner) error { return scanToRead(scan, visit) })
}

func (p *Postgres) eachUnindexed(ctx context.Context, upTo int64, fresh []int64, visit func(indexed) error) error {
	question := pgToRead + "n > $1 UNION ALL " + pgToRead + "n = ANY($2) AND n <= $1 ORDER BY n DESC"
	return p.each(ctx, question, []any{upTo, fresh}, func(scan scanner) error { return scanToRead(scan, visit) })
}
