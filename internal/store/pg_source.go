package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
)

func (k sourceKey) compare(other sourceKey) int {
	return cmp.Or(
		cmp.Compare(k.feed, other.feed), cmp.Compare(k.outlet, other.outlet), cmp.Compare(k.home, other.home), cmp.Compare(k.grade, other.grade),
	)
}

// saveSources gives the articles the numbers of their sources: of those that are there, of new ones, and of those that another
// transaction made meanwhile.
func (w pgWriter) saveSources(ctx context.Context, rows []pgArticle) error {
	numbers := map[sourceKey]int64{}
	for _, question := range []string{pgSourcesThere, pgNewSources, pgSourcesThere} {
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

	pgNewSources = "INSERT INTO source (feed_url, outlet, home, grade) SELECT * FROM " + pgSources + `
		ON CONFLICT (feed_url, outlet, home, grade) DO NOTHING RETURNING feed_url, outlet, home, grade, n`

	pgCountArticles = `INSERT INTO source_tally SELECT source, count_slot(), more FROM unnest($1::bigint[], $2::bigint[]) i (source, more)
		ON CONFLICT (source, slot) DO UPDATE SET articles = source_tally.articles + excluded.articles`

	// pgArticlesOf is the count of the articles of a source src.
	pgArticlesOf = "(SELECT coalesce(sum(articles), 0)::bigint FROM source_tally WHERE source = src.n)"
)

// countArticles counts how many articles each source has more or less now, once for many.
func (w pgWriter) countArticles(ctx context.Context, rows []pgArticle) error {
	gained := map[int64]int64{}
	for _, r := range rows {
		if !r.isNew {
			gained[r.formerSource]--
		}
		gained[r.source]++
	}
	maps.DeleteFunc(gained, func(_, more int64) bool { return more == 0 })
	sources := slices.Sorted(maps.Keys(gained)) // in one order for all
	more := make([]int64, len(sources))
	for i, n := range sources {
		more[i] = gained[n]
	}
	if err := w.exec(ctx, pgCountArticles, sources, more); err != nil {
		return fmt.Errorf("count the sources' articles: %w", err)
	}
	return nil
}
