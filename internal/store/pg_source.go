package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
)

func (k sourceKey) compare(other sourceKey) int {
	return cmp.Or(
		cmp.Compare(k.feed, other.feed), cmp.Compare(k.outlet, other.outlet), cmp.Compare(k.home, other.home), cmp.Compare(k.grade, other.grade),
	)
}

// saveSources gives the articles the numbers of their sources.
func (w pgWriter) saveSources(ctx context.Context, rows []pgArticle) error {
	numbers := map[sourceKey]int64{}
	for _, question := range []string{pgSourcesThere, pgNewSources} {
		var asked []sourceKey
		for _, r := range rows {
			if numbers[r.from] == 0 {
				asked = append(asked, r.from)
			}
		}
		if len(asked) == 0 {
			break
		}
		slices.SortFunc(asked, sourceKey.compare)
		asked = slices.Compact(asked)
		args := []any{
			ofEach(asked, func(k *sourceKey) string { return k.feed }), ofEach(asked, func(k *sourceKey) string { return k.outlet }),
			ofEach(asked, func(k *sourceKey) string { return k.home }), ofEach(asked, func(k *sourceKey) string { return k.grade }),
		}
		err := w.each(ctx, question, args, func(scan scanner) error {
			var k sourceKey
			var n int64
			err := scan(&k.feed, &k.outlet, &k.home, &k.grade, &n)
			numbers[k] = n
			return err
		})
		if err != nil {
			return err
		}
	}
	for i := range rows {
		rows[i].source = numbers[rows[i].from]
	}
	return nil
}

const (
	pgSources = "unnest($1::text[], $2::text[], $3::text[], $4::text[]) k (feed_url, outlet, home, grade)"

	pgSourcesThere = "SELECT k.*, s.n FROM " + pgSources + ` JOIN source s ON s.feed_url = k.feed_url AND s.outlet = k.outlet AND s.home = k.home
		AND s.grade = k.grade`

	// Of a source that another transaction has just made nothing is changed by which others find it: they would wait.
	pgNewSources = "INSERT INTO source (feed_url, outlet, home, grade) SELECT * FROM " + pgSources + `
		ON CONFLICT (feed_url, outlet, home, grade) DO UPDATE SET articles = source.articles RETURNING feed_url, outlet, home, grade, n`
)

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
