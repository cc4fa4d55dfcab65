package store

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// maxNumber is beyond the number of any article.
const maxNumber = math.MaxInt64

// pgMatch writes terms as the server asks its index: articles that have all of some words and none of others, "" where there
// are only such as must not be there. Every word stands in quotation marks, so none is taken for an operator. It is one
// question: of two, the server would read the words of all that the first one finds.
func pgMatch(terms []find.Term) string {
	var all, none []string
	for _, t := range terms {
		if t.Absent && len(t.Words) == 1 {
			none = append(none, " & !("+pgMatchTerm(t)+")")
		} else if !t.Absent {
			all = append(all, pgMatchTerm(t))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return strings.Join(all, " & ") + strings.Join(none, "")
}

func pgMatchTerm(t find.Term) string {
	quoted := make([]string, len(t.Words))
	for i, word := range t.Words {
		quoted[i] = "'" + lexeme(word) + "'"
	}
	if !t.Whole {
		quoted[len(quoted)-1] += ":*"
	}
	return strings.Join(quoted, " & ")
}

// pgMatchOne asks for articles that have one of these terms; see askOne.
func pgMatchOne(terms []find.Term) string {
	var forms []string
	for _, t := range terms {
		if len(t.Words) == 0 {
			continue
		}
		t.Whole = false
		forms = append(forms, "("+pgMatchTerm(t)+")")
		if first := t.Words[0]; len(t.Words) == 1 && first[0] >= 0xD8 && first[0] <= 0xDB {
			for _, before := range []string{"ال", "و", "ب", "ل", "ف", "ك", "وال", "بال", "لل"} {
				forms = append(forms, "'"+lexeme(before+first)+"':*")
			}
		}
	}
	return strings.Join(forms, " | ")
}

// pgSearch is one search under way.
type pgSearch struct {
	terms  []find.Term
	asked  string // the terms, as pgMatch writes them
	where  []Where
	limit  int
	page   int     // how many articles are looked up at a time
	before int64   // article numbers from here on have been looked at
	only   []int64 // the only articles that can meet the conditions; nil where that is not known
}

// newPgSearch readies a search; ok is false where it asks for nothing.
func newPgSearch(question Question, limit int) (q pgSearch, ok bool) {
	q = pgSearch{terms: question.Terms, asked: pgMatch(question.Terms), where: question.Where, limit: limit, page: max(newest, 2*limit), before: maxNumber}
	if limit <= 0 {
		q.limit, q.page = math.MaxInt, math.MaxInt
	}
	return q, q.asked != "" || len(question.Where) > 0
}

// Search finds the articles that have all that a question asks for; see Store.Search.
func (p *Postgres) Search(ctx context.Context, question Question, limit int) ([]news.Hit, error) {
	q, ok := newPgSearch(question, limit)
	if !ok {
		return nil, nil
	}
	found, err := p.find(ctx, &q)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	rank(found, q.terms)
	hits := make([]news.Hit, 0, min(len(found), q.limit))
	for _, f := range found[:min(len(found), q.limit)] {
		f.hit.Snippet = snippet(f.text, q.terms)
		hits = append(hits, f.hit)
	}
	return hits, nil
}

// find returns what is worth ranking; see Store.find.
func (p *Postgres) find(ctx context.Context, q *pgSearch) ([]found, error) {
	if err := p.prepare(ctx, q); err != nil {
		return nil, err
	}
	again := slices.ContainsFunc(q.terms, lookAgain)
	if again {
		q.page = min(q.page, newest/4)
	}
	var all []found
	for {
		page, more, err := p.nextTitles(ctx, q)
		if err != nil || len(page) == 0 {
			return all, err
		}
		if !again {
			byTitle(page)
			page = page[:min(len(page), max(q.limit, 2*min(q.limit, newest)))]
		}
		if page, err = p.readTexts(ctx, page); err != nil {
			return nil, err
		}
		for _, f := range page {
			if !again || holds(q.terms, f.hit.Title, f.text) {
				all = append(all, f)
			}
		}
		if !again || !more || len(all) >= q.limit {
			return all, nil
		}
	}
}

// prepare finds out which articles alone can meet the conditions, where that is known.
func (p *Postgres) prepare(ctx context.Context, q *pgSearch) error {
	reader, err := p.reader(ctx)
	if err != nil {
		return err
	}
	q.where = Question{Where: q.where}.readBy(reader).Where
	only, few, err := p.narrow(ctx, q.where)
	if few {
		q.only = only
	}
	return err
}

// nextTitles looks up the next articles, the newest first; more tells whether there may be others. Where there are words
// and conditions it looks at those with the words, at ever more of them, until enough meet the conditions.
func (p *Postgres) nextTitles(ctx context.Context, q *pgSearch) (page []found, more bool, err error) {
	if q.asked == "" {
		page, err = p.titles(ctx, q, q.only)
		if len(page) > 0 {
			q.before = page[len(page)-1].n
		}
		return page, len(page) == q.page, err
	}
	for size := q.page; ; size = 4 * min(size, newest*newest) {
		numbers, err := p.newestWith(ctx, pgNewest{asked: q.asked, before: q.before, most: size, only: q.only})
		if err != nil || len(numbers) == 0 {
			return page, false, err
		}
		some, err := p.titles(ctx, q, numbers)
		if err != nil {
			return nil, false, err
		}
		page, more, q.before = append(page, some...), len(numbers) == size, numbers[len(numbers)-1]
		if !more || len(page) >= min(q.page, q.limit) {
			return page, more, nil
		}
	}
}

// titles looks up articles that meet the conditions: of those numbered, or where there are none of all.
func (p *Postgres) titles(ctx context.Context, q *pgSearch, numbers []int64) ([]found, error) {
	var args pgArgs
	conditions, err := pgWhere(q.where, &args)
	if err != nil {
		return nil, err
	}
	question := `SELECT a.n, a.id, a.title, a.published, story.id FROM article a JOIN story ON story.n = a.story
		JOIN source src ON src.n = a.source WHERE story.state < 4` + conditions
	if numbers != nil {
		question += " AND a.n = ANY(" + args.add(numbers) + ")"
	}
	question += " AND a.n < " + args.add(q.before) + " ORDER BY a.n DESC"
	if q.asked == "" {
		question += " LIMIT " + args.add(q.page)
	}
	var page []found
	err = p.each(ctx, question, args, func(scan scanner) error {
		var f found
		var published int64
		if err := scan(&f.n, &f.hit.Article, &f.hit.Title, &published, &f.hit.Story); err != nil {
			return err
		}
		f.hit.Published = fromMicros(published)
		f.title = inTitle(q.terms, f.hit.Title)
		page = append(page, f)
		return nil
	})
	return page, err
}

// pgNewest asks for the newest articles before one that have certain words, at most so many, and where only is not nil
// for none but those.
type pgNewest struct {
	asked  string
	before int64
	most   int
	only   []int64
}

// newestWith are the numbers of the articles asked for.
func (p *Postgres) newestWith(ctx context.Context, q pgNewest) ([]int64, error) {
	numbers := []int64{}
	args := []any{q.asked, q.before, q.most}
	question := "SELECT article FROM words WHERE text @@ $1::tsquery AND article < $2"
	if q.only != nil {
		question += " AND article = ANY($4)"
		args = append(args, q.only)
	}
	err := p.each(ctx, question+" ORDER BY article DESC LIMIT $3", args, func(scan scanner) error {
		var n int64
		err := scan(&n)
		numbers = append(numbers, n)
		return err
	})
	return numbers, err
}

// readTexts fills in what a hit shows.
func (p *Postgres) readTexts(ctx context.Context, page []found) ([]found, error) {
	at := make(map[int64]*found, len(page))
	numbers := make([]int64, len(page))
	for i := range page {
		at[page[i].n], numbers[i] = &page[i], page[i].n
	}
	question := `SELECT a.n, story.id, story.region, src.outlet, a.text FROM article a JOIN story ON story.n = a.story
		JOIN source src ON src.n = a.source WHERE a.n = ANY($1)`
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

// Find lists the stories that have an article which answers a question; see Store.Find.
func (p *Postgres) Find(ctx context.Context, question Question, limit int) ([]news.StoryRow, error) {
	q, ok := newPgSearch(question, limit)
	if !ok {
		return nil, nil
	}
	ids, err := p.storiesFound(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("find stories: %w", err)
	}
	return p.StoriesByID(ctx, ids)
}

// storiesFound are the stories of the articles found, the newest first.
func (p *Postgres) storiesFound(ctx context.Context, q pgSearch) ([]string, error) {
	q.limit, q.page = math.MaxInt, newest
	again := slices.ContainsFunc(q.terms, lookAgain)
	if err := p.prepare(ctx, &q); err != nil {
		return nil, err
	}
	var ids []string
	seen := map[string]bool{}
	for len(ids) < newest {
		page, more, err := p.nextTitles(ctx, &q)
		if err != nil || len(page) == 0 {
			return ids, err
		}
		if again {
			if page, err = p.readTexts(ctx, page); err != nil {
				return nil, err
			}
		}
		for _, f := range page {
			if !seen[f.hit.Story] && (!again || holds(q.terms, f.hit.Title, f.text)) {
				seen[f.hit.Story] = true
				ids = append(ids, f.hit.Story)
			}
		}
		if !more {
			break
		}
	}
	return ids, nil
}
