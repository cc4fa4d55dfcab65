package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"

	"harmattan/internal/find"
	"harmattan/internal/news"
)

// newest is how many of the articles that a search finds are ranked: those that came last. Who looks for a word that
// thousands have wants the news of it; the cost of a search does not grow with the archive.
const newest = 1000

// newestLooked is how many articles a search with conditions looks at for them, once it has as many as were asked for.
const newestLooked = 3 * newest

// Search finds the articles that have all that a question asks for in title or text, best first: those with more of the
// words in the title, then by how often the words stand in the text for its length, and among equals the newest. A
// question that asks for nothing finds nothing. A limit of 0 is no limit.
func (s *Store) Search(ctx context.Context, ask Question, limit int) (hits []news.Hit, err error) {
	err = steadily(func() error {
		hits, err = s.searchOnce(ctx, ask, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	return hits, nil
}

// steadily looks into the search index again where it was rearranged meanwhile.
func steadily(look func() error) error {
	for try := 1; ; try++ {
		if err := look(); try == 5 || !errors.Is(err, errMoved) {
			return err
		}
	}
}

func (s *Store) searchOnce(ctx context.Context, ask Question, limit int) ([]news.Hit, error) {
	q, ok, err := s.newSearch(ctx, ask, limit)
	if err != nil || !ok {
		return nil, err
	}
	return q.hits(ctx)
}

// searched is where a search looks up the articles that the index names.
type searched interface {
	shelves
	// titles looks up those of some articles for which the conditions hold, without their texts.
	titles(ctx context.Context, q *search, numbers []int64) ([]found, error)
	// readTexts fills in what a hit shows.
	readTexts(ctx context.Context, page []found) ([]found, error)
	// withPhrases are those of some articles that have what was asked for, word beside word.
	withPhrases(ctx context.Context, page []found, terms []find.Term) ([]found, error)
	// narrowStories lets candidates be the articles only of the stories that can meet conditions, where these are no more than few.
	narrowStories(ctx context.Context, c *candidates, list []Where, few int) error
	// sourcesWhere are the words in the index of the sources that a condition names.
	sourcesWhere(ctx context.Context, w Where) ([]wanted, error)
}

// search is one search under way.
type search struct {
	in     searched
	terms  []find.Term
	where  []Where
	limit  int
	page   int // how many articles are looked up at a time
	from   candidates
	left   []int64 // what from has named and is still to be looked at
	looked int     // how many were looked at
	passed int     // of how many of these the conditions hold
	hardly bool    // few passed, and it was looked whether those that can may be listed
}

// newSearch readies a search; ok is false where it asks for nothing.
func (s *Store) newSearch(ctx context.Context, question Question, limit int) (q *search, ok bool, err error) {
	if slices.ContainsFunc(question.Where, func(w Where) bool { return w.Field == StoryUnread }) {
		reader, err := s.reader(ctx)
		if err != nil {
			return nil, false, err
		}
		question = question.readBy(reader)
	}
	if q, ok = beginSearch(s, question, limit); !ok {
		return nil, false, nil
	}
	return q, true, s.narrow(ctx, &q.from, question.Where)
}

// beginSearch readies a search but for what conditions leave of the articles; ok is false where it asks for nothing.
func beginSearch(in searched, question Question, limit int) (q *search, ok bool) {
	words, asks := ask(question.Terms)
	q = &search{
		in: in, terms: question.Terms, where: question.Where, limit: limit, page: max(newest, 2*limit),
		from: candidates{in: in, beside: besideEachOther(question.Terms)},
	}
	if limit <= 0 {
		q.limit, q.page = math.MaxInt, math.MaxInt
	}
	if asks {
		q.from.ask = words
	}
	return q, asks || len(question.Where) > 0
}

// hits are the best of what the search finds, best first.
func (q *search) hits(ctx context.Context) ([]news.Hit, error) {
	found, err := q.find(ctx)
	if err != nil {
		return nil, err
	}
	rank(found, q.terms)
	hits := make([]news.Hit, 0, min(len(found), q.limit))
	for _, f := range found[:min(len(found), q.limit)] {
		f.hit.Snippet = snippet(f.text, q.terms)
		hits = append(hits, f.hit)
	}
	return hits, nil
}

// found is an article that a search found.
type found struct {
	n     int64
	story int64
	title int // how many of the terms stand in the title
	score float64
	hit   news.Hit
	text  string
}

// find returns what is worth ranking. Where every article found has to be looked at again it goes on, from the newest
// to the oldest, until there are enough.
func (q *search) find(ctx context.Context) ([]found, error) {
	again := slices.ContainsFunc(q.terms, lookAgain)
	if again {
		q.page = min(q.page, newest/4)
	}
	var all []found
	for {
		page, more, err := q.nextTitles(ctx)
		if err != nil || len(page) == 0 {
			return all, err
		}
		if !again { // the best titles are among the results whatever their texts are: only theirs are read
			byTitle(page)
			page = page[:min(len(page), max(q.limit, 2*min(q.limit, newest)))]
		}
		if again {
			page, err = q.in.withPhrases(ctx, page, q.terms)
		}
		if err == nil && len(page) > 0 {
			page, err = q.in.readTexts(ctx, page)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if !again || !more || len(all) >= q.limit {
			return all, nil
		}
	}
}

// lookedAtOnce is how many articles are asked for in one question at most.
const lookedAtOnce = newest

// nextTitles looks up the next articles, the newest first, without their texts; more tells whether there may be others.
func (q *search) nextTitles(ctx context.Context) (page []found, more bool, err error) {
	for len(page) < q.page {
		if len(page) >= q.limit && q.looked >= newestLooked {
			break
		}
		some, err := q.nextNumbers(ctx, q.together(len(page)))
		if err != nil || len(some) == 0 {
			return page, false, err
		}
		titles, err := q.in.titles(ctx, q, some)
		if err != nil {
			return nil, false, err
		}
		page, q.looked, q.passed = append(page, titles...), q.looked+len(some), q.passed+len(titles)
		if err := q.narrowLate(ctx); err != nil {
			return nil, false, err
		}
	}
	return page, true, nil
}

// narrowLate lists the articles that can meet the conditions where hardly one in fifty of the newest does: to go on would be to
// look at all that there are.
func (q *search) narrowLate(ctx context.Context) error {
	if q.hardly || q.from.only != nil || q.looked < 2*newestLooked || q.passed > q.looked/50 {
		return nil
	}
	q.hardly = true
	if err := q.in.narrowStories(ctx, &q.from, q.where, manyStories); err != nil || q.from.only == nil {
		return err
	}
	q.left = slices.DeleteFunc(q.left, func(n int64) bool { return !isIn(q.from.only, n) })
	return nil
}

// together is how many articles are looked at next: those that a page with so many lacks, and where conditions are to be looked
// at, as many as may have so many among them.
func (q *search) together(have int) int {
	missing, most := min(q.page-have, lookedAtOnce), lookedAtOnce
	if len(q.where) == 0 {
		return missing
	}
	if q.looked < newestLooked {
		most = min(most, newestLooked-q.looked)
	} else {
		missing = min(q.limit-have, lookedAtOnce)
	}
	likely := missing * max(q.looked, 1) / max(q.passed, 1)
	return min(max(missing, likely+likely/4), most) // a few more than likely: else a few are asked for again
}

// nextNumbers are so many of the next articles that the index names, fewer at the end.
func (q *search) nextNumbers(ctx context.Context, count int) ([]int64, error) {
	for len(q.left) < count {
		some, err := q.from.next(ctx)
		if err != nil {
			return nil, err
		}
		if len(some) == 0 {
			break
		}
		q.left = append(q.left, some...)
	}
	some := q.left[:min(len(q.left), count)]
	q.left = q.left[len(some):]
	return some, nil
}

func (s *Store) titles(ctx context.Context, q *search, numbers []int64) ([]found, error) {
	question := "SELECT a.n, a.story, a.id, a.title, a.published FROM json_each(?) wanted CROSS JOIN article a ON a.n = wanted.value"
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	args := []any{string(list)}
	if len(q.where) > 0 {
		conditions, more, err := where(q.where)
		if err != nil {
			return nil, err
		}
		question += ` CROSS JOIN story ON story.n = a.story CROSS JOIN source src ON src.n = a.source WHERE story.state < 4` + conditions
		args = append(args, more...)
	}
	var page []found
	err = s.each(ctx, question, args, func(rows *sql.Rows) error {
		var f found
		var key any
		var published int64
		if err := rows.Scan(&f.n, &f.story, &key, &f.hit.Title, &published); err != nil {
			return err
		}
		f.hit.Article, f.hit.Published = articleID(key), fromMicros(published)
		f.title = inTitle(q.terms, f.hit.Title)
		page = append(page, f)
		return nil
	})
	return page, err
}

func inTitle(terms []find.Term, title string) int {
	if !slices.ContainsFunc(terms, func(t find.Term) bool { return !t.Absent }) {
		return 0
	}
	count := 0
	text := find.NewText(title)
	for _, t := range terms {
		if !t.Absent && text.Count(t) > 0 {
			count++
		}
	}
	return count
}

func (s *Store) readTexts(ctx context.Context, page []found) ([]found, error) {
	question := `SELECT story.id, story.region, src.outlet, a.text FROM article a JOIN story ON story.n = a.story
		JOIN source src ON src.n = a.source WHERE a.n = ?`
	for i := range page {
		f := &page[i]
		var packed any
		err := s.one(ctx, question, []any{f.n}, []any{&f.hit.Story, &f.hit.Region, &f.hit.Outlet, &packed})
		if err != nil {
			return nil, err
		}
		if _, f.text, err = s.texts.unpackLinked(f.hit.Title, "", packed); err != nil {
			return nil, fmt.Errorf("article %s: %w", f.hit.Article, err)
		}
	}
	return page, nil
}

func (s *Store) withPhrases(ctx context.Context, page []found, terms []find.Term) ([]found, error) {
	numbers, at := make([]int64, len(page)), map[int64]int{}
	for i, f := range page {
		numbers[i], at[f.n] = f.n, i
	}
	list, err := json.Marshal(numbers)
	if err != nil {
		return nil, err
	}
	question := "SELECT a.n, a.text FROM json_each(?) wanted CROSS JOIN article a ON a.n = wanted.value"
	var those []found
	err = s.each(ctx, question, []any{string(list)}, func(rows *sql.Rows) error {
		var n int64
		var packed any
		if err := rows.Scan(&n, &packed); err != nil {
			return err
		}
		f := page[at[n]]
		_, text, err := s.texts.unpackLinked(f.hit.Title, "", packed)
		if err != nil {
			return fmt.Errorf("article %s: %w", f.hit.Article, err)
		}
		if holds(terms, f.hit.Title, text) {
			those = append(those, f)
		}
		return nil
	})
	return those, err
}

// holds tells whether an article has what was asked for, word beside word.
func holds(terms []find.Term, title, text string) bool {
	head, body := find.NewText(title), find.NewText(text)
	for _, t := range terms {
		if lookAgain(t) && (head.Count(t) > 0 || body.Count(t) > 0) == t.Absent {
			return false
		}
	}
	return true
}

// byTitle orders by the terms in the title, then the newest first.
func byTitle(all []found) {
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.title, a.title), b.hit.Published.Compare(a.hit.Published), cmp.Compare(b.n, a.n))
	})
}

// The constants of BM25 as they are commonly set (Robertson and Zaragoza 2009): how soon further mentions count for
// little, and how much the length of a text matters.
const (
	saturation   = 1.2
	lengthWeight = 0.75
	titleWeight  = 8 // a mention in the title counts for so many in the text
)

// rank orders by BM25. How rare a word is does not enter: every article found has all of them.
func rank(all []found, terms []find.Term) {
	total := 0.0
	for _, f := range all {
		total += float64(len(f.text))
	}
	mean := max(total/float64(max(len(all), 1)), 1)
	for i := range all {
		f := &all[i]
		head, body := find.NewText(f.hit.Title), find.NewText(f.text)
		long := 1 - lengthWeight + lengthWeight*float64(len(f.text))/mean
		for _, t := range terms {
			if !t.Absent {
				mentions := float64(titleWeight*head.Count(t) + body.Count(t))
				f.score += mentions * (saturation + 1) / (mentions + saturation*long)
			}
		}
	}
	byTitle(all)
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(b.score, a.score) })
}
