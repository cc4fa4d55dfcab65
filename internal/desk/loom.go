package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// maxThreads is how many stories are kept ready for further articles; the rest are read again when they grow.
const maxThreads = 256

// loom is the working memory of grouping: the index of recent articles, and the stories that grew last.
type loom struct {
	index   *summarize.Index
	habits  *summarize.Habits
	threads map[string]*thread
	order   []string // story ids, the longest unused first
	unsaved []store.Change
}

func newLoom(habits *summarize.Habits) *loom {
	return &loom{index: summarize.NewIndex(), habits: habits, threads: map[string]*thread{}}
}

// thread is one story being added to.
type thread struct {
	row        news.StoryRow
	articles   []news.Article // in the order of publication, then ID
	placements map[string]news.Placement
	collapser  *summarize.Collapser
	origins    *summarize.OriginFinder
	named      map[string]named // articles that origins knows
	facts      int              // statements that say something of their own, and differences
}

// thread returns a story ready to be added to, reading it from the store when it is not in memory.
func (l *loom) thread(ctx context.Context, s *store.Store, story string) (*thread, error) {
	if t, ok := l.threads[story]; ok {
		l.touch(story)
		return t, nil
	}
	articles, err := s.StoryArticles(ctx, story)
	if err != nil {
		return nil, fmt.Errorf("read its story: %w", err)
	}
	placements, err := s.StoryPlacements(ctx, story)
	if err != nil {
		return nil, fmt.Errorf("read its story's places: %w", err)
	}
	t := newThread(story, l.habits)
	t.articles, t.placements = articles, placements
	for _, a := range articles {
		t.collapser.Add(a)
	}
	if len(articles) > 0 {
		if t.row, err = s.Story(ctx, story); err != nil {
			return nil, fmt.Errorf("read its story: %w", err)
		}
		t.facts = facts(t.collapser.Briefing())
	}
	l.keep(story, t)
	return t, nil
}

func newThread(story string, habits *summarize.Habits) *thread {
	return &thread{
		row: news.StoryRow{ID: story, State: news.New}, placements: map[string]news.Placement{},
		collapser: summarize.NewCollapser(habits),
	}
}

// threadOrNew is a story ready to be added to; where its id leads to another one now, or to none, an empty one.
func (l *loom) threadOrNew(ctx context.Context, s *store.Store, story string) (*thread, error) {
	now, err := s.Present(ctx, story)
	if errors.Is(err, store.ErrNotFound) || err == nil && now != story {
		return newThread(story, l.habits), nil
	}
	if err != nil {
		return nil, err
	}
	return l.thread(ctx, s, story)
}

func (l *loom) keep(story string, t *thread) {
	if len(l.order) >= maxThreads {
		delete(l.threads, l.order[0])
		l.order = l.order[1:]
	}
	l.threads[story] = t
	l.order = append(l.order, story)
}

func (l *loom) touch(story string) {
	if i := slices.Index(l.order, story); i >= 0 {
		l.order = append(slices.Delete(l.order, i, i+1), story)
	}
}

func (l *loom) drop(story string) {
	delete(l.threads, story)
	if i := slices.Index(l.order, story); i >= 0 {
		l.order = slices.Delete(l.order, i, i+1)
	}
}

// add puts an article, or a new revision of one, into the story and returns what the store has to write.
func (t *thread) add(a news.Article, p news.Placement, placer *regions.Placer) store.Change {
	a = t.revise(a)
	t.placements[a.ID] = p
	origins := map[string]string{}
	t.name(origins)
	at := slices.IndexFunc(t.articles, func(x news.Article) bool { return x.ID == a.ID })
	a = t.articles[at]
	t.collapser.Add(a)
	b := t.collapser.Briefing()
	t.summarize(b, a, placer)
	return store.Change{Article: a, Placement: p, Story: t.row, Origins: origins}
}

// revise puts the article in its place; a former text of the same article becomes a revision.
func (t *thread) revise(a news.Article) news.Article {
	a.Revision, a.Revised = 1, a.Seen
	at := slices.IndexFunc(t.articles, func(x news.Article) bool { return x.ID == a.ID })
	if at >= 0 {
		old := t.articles[at]
		a.Revision, a.Revised, a.Seen = old.Revision+1, a.Seen, old.Seen
		a.Prior = append(slices.Clone(old.Prior), news.Revision{
			Number: old.Revision, Seen: old.Revised, Title: old.Title, Text: old.Text,
		})
		if a.Guessed { // an edit without a date does not make the article younger
			a.Published = old.Published
		}
		t.articles = slices.Delete(t.articles, at, at+1)
	}
	t.articles = append(t.articles, a)
	t.sort()
	return a
}

// sort puts the articles into the order of publication, then ID.
func (t *thread) sort() {
	slices.SortStableFunc(t.articles, func(x, y news.Article) int {
		if c := x.Published.Compare(y.Published); c != 0 {
			return c
		}
		return strings.Compare(x.ID, y.ID)
	})
}

// name brings the articles' origins up to date and adds those that changed.
func (t *thread) name(changed map[string]string) {
	if t.origins == nil || t.renamed() {
		t.origins, t.named = summarize.NewOriginFinder(), map[string]named{}
	}
	for _, a := range t.articles {
		if _, ok := t.named[a.ID]; !ok {
			t.named[a.ID] = named{place: len(t.named), revision: a.Revision}
			t.origins.Add(a)
		}
	}
	names := t.origins.Names()
	for i := range t.articles {
		a := &t.articles[i]
		if origin := names[t.named[a.ID].place]; a.Origin != origin {
			a.Origin = origin
			changed[a.ID] = origin
		}
	}
}

// named is an article that origins were found for.
type named struct{ place, revision int }

// renamed tells whether an article was edited since: what is a copy of what may be another matter then.
func (t *thread) renamed() bool {
	return slices.ContainsFunc(t.articles, func(a news.Article) bool {
		n, ok := t.named[a.ID]
		return ok && n.revision != a.Revision
	})
}

// summarize brings the story's row up to date with article a in it. The story counts as changed only when a states
// something that the story did not: a copy or a restatement does not bring a read story back.
func (t *thread) summarize(b news.Briefing, a news.Article, placer *regions.Placer) {
	former := t.facts
	t.describe(b, placer)
	if t.row.Changed.IsZero() || t.facts > former || a.Revision > 1 && revisedFact(b, a) {
		t.row.Changed = a.Revised
	}
}

// describe brings all of the story's row up to date that follows from its articles.
func (t *thread) describe(b news.Briefing, placer *regions.Placer) {
	row := &t.row
	row.Title, row.Lang = b.Title, b.Lang
	row.Articles = len(t.articles)
	outlets, origins := map[string]bool{}, map[string]bool{}
	var placements []news.Placement
	row.First, row.Last = t.articles[0].Published, t.articles[0].Published
	for _, x := range t.articles {
		outlets[x.Outlet], origins[x.Origin] = true, true
		placements = append(placements, t.placements[x.ID])
		if x.Published.After(row.Last) {
			row.Last = x.Published
		}
	}
	row.Outlets, row.Origins = len(outlets), len(origins)
	row.Placement = placer.Hold(row.Placement, placements)
	row.Differs, row.Readings = differences(b)
	t.facts = facts(b)
}

// facts counts what a briefing states: its lines and its differences.
func facts(b news.Briefing) int {
	differs, _ := differences(b)
	return len(b.Order) + differs
}

// revisedFact tells whether an edited article now leads a statement first seen with the edit.
func revisedFact(b news.Briefing, a news.Article) bool {
	for _, s := range b.Statements {
		if s.Article == a.ID && s.Seen.Equal(a.Revised) && slices.Contains(b.Order, s.ID) {
			return true
		}
	}
	return false
}

// differences counts the repeats in which something conflicts, and gives the first conflict as lists show it.
func differences(b news.Briefing) (n int, readings string) {
	for _, r := range b.Repeats {
		differs := false
		for _, m := range r.Members {
			if m.Kind != news.Differs {
				continue
			}
			differs = true
			if readings == "" {
				readings = m.Why
			}
		}
		if differs {
			n++
		}
	}
	return n, readings
}
