package store

import (
	"context"
	"fmt"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// Search finds the articles that have all that a question asks for; see Store.Search.
func (p *Postgres) Search(ctx context.Context, question Question, limit int) (hits []news.Hit, err error) {
	err = steadily(func() error {
		q, ok, err := p.newSearch(ctx, question, limit)
		if err == nil && ok {
			hits, err = q.hits(ctx)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits, nil
}

// newSearch readies a search; ok is false where it asks for nothing.
func (p *Postgres) newSearch(ctx context.Context, question Question, limit int) (q *search, ok bool, err error) {
	reader, err := p.reader(ctx)
	if err != nil {
		return nil, false, err
	}
	question = question.readBy(reader)
	if q, ok = beginSearch(p, question, limit); !ok {
		return nil, false, nil
	}
	if err := q.from.narrow(ctx, p, question.Where); err != nil {
		return nil, false, err
	}
	return q, true, p.narrowStories(ctx, &q.from, question.Where, fewStories)
}

// Articles are named to the server in lists, and looked up one by one, with their stories and sources, whatever it estimates of a
// list: where LIMIT 1 does not tell it so, it may read all stories to find those of a few hundred articles.
const (
	pgWanted = " FROM unnest($1::bigint[]) wanted (n) CROSS JOIN LATERAL (SELECT * FROM article WHERE article.n = wanted.n LIMIT 1) a"
	pgIts    = ` CROSS JOIN LATERAL (SELECT * FROM story WHERE story.n = a.story LIMIT 1) story
		CROSS JOIN LATERAL (SELECT * FROM source WHERE source.n = a.source LIMIT 1) src`
)

func (p *Postgres) titles(ctx context.Context, q *search, numbers []int64) ([]found, error) {
	question, args := "SELECT a.n, a.story, a.id, a.title, a.published"+pgWanted, pgArgs{numbers}
	if len(q.where) > 0 {
		conditions, err := pgWhere(q.where, &args)
		if err != nil {
			return nil, err
		}
		question += pgIts + " WHERE story.state < 4" + conditions
	}
	var page []found
	err := p.each(ctx, question+" ORDER BY a.n DESC", args, func(scan scanner) error {
		var f found
		var published int64
		if err := scan(&f.n, &f.story, &f.hit.Article, &f.hit.Title, &published); err != nil {
			return err
		}
		f.hit.Published = fromMicros(published)
		f.title = inTitle(q.terms, f.hit.Title)
		page = append(page, f)
		return nil
	})
	return page, err
}

func (p *Postgres) readTexts(ctx context.Context, page []found) ([]found, error) {
	at := make(map[int64]*found, len(page))
	numbers := make([]int64, len(page))
	for i := range page {
		at[page[i].n], numbers[i] = &page[i], page[i].n
	}
	question := "SELECT a.n, story.id, story.region, src.outlet, a.text" + pgWanted + pgIts
	return page, p.each(ctx, question, []any{numbers}, func(scan scanner) error {
		var n int64
		var f found
		if err := scan(&n, &f.hit.Story, &f.hit.Region, &f.hit.Outlet, &f.text); err != nil {
			return err
		}
		to := at[n]
		to.hit.Story, to.hit.Region, to.hit.Outlet, to.text = f.hit.Story, f.hit.Region, f.hit.Outlet, f.text
		return nil
	})
}

func (p *Postgres) withPhrases(ctx context.Context, page []found, terms []find.Term) ([]found, error) {
	numbers, at := make([]int64, len(page)), make(map[int64]int, len(page))
	for i, f := range page {
		numbers[i], at[f.n] = f.n, i
	}
	var those []found
	err := p.each(ctx, "SELECT a.n, a.text"+pgWanted+" ORDER BY a.n DESC", []any{numbers}, func(scan scanner) error {
		var n int64
		var text string
		if err := scan(&n, &text); err != nil {
			return err
		}
		if f := page[at[n]]; holds(terms, f.hit.Title, text) {
			those = append(those, f)
		}
		return nil
	})
	return those, err
}

func (p *Postgres) sourcesWhere(ctx context.Context, w Where) ([]wanted, error) {
	w.Not = false
	var args pgArgs
	conditions, err := pgWhere([]Where{w}, &args)
	if err != nil {
		return nil, err
	}
	var words []wanted
	err = p.each(ctx, "SELECT src.n FROM source src WHERE true"+conditions, args, func(scan scanner) error {
		var n int64
		err := scan(&n)
		words = append(words, wanted{word: sourceWord(n)})
		return err
	})
	return words, err
}

// Find lists the stories that have an article which answers a question; see Store.Find.
func (p *Postgres) Find(ctx context.Context, question Question, limit int) ([]news.StoryRow, error) {
	var numbers []int64
	err := steadily(func() error {
		q, ok, err := p.newSearch(ctx, question, limit)
		if err == nil && ok {
			numbers, err = q.storiesFound(ctx)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	ids, err := p.strings(ctx, "SELECT id FROM story WHERE n = ANY($1)", numbers)
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	return p.StoriesByID(ctx, ids)
}
