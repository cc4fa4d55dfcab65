package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// thread is one story while it changes.
type thread struct {
	row        news.StoryRow
	articles   []news.Article // in the order of publication, then ID
	placements map[string]news.Placement
	texts      map[string]*summarize.Text // of articles that are read
	collapser  *summarize.Collapser       // nil until the first article is collapsed
	habits     *summarize.Habits
	facts      int       // statements that say something of their own, and differences
	before     time.Time // when it had last gained something before the batch
}

func newThread(story string, habits *summarize.Habits) *thread {
	return &thread{
		row: news.StoryRow{ID: story, State: news.New}, placements: map[string]news.Placement{},
		texts: map[string]*summarize.Text{}, habits: habits,
	}
}

// thread reads a story from the store.
func (d *Desk) thread(ctx context.Context, story string) (*thread, error) {
	var w store.Whole
	var err error
	if w.Articles, err = d.store.StoryArticles(ctx, story); err != nil {
		return nil, fmt.Errorf("read its story: %w", err)
	}
	if w.Placements, err = d.store.StoryPlacements(ctx, story); err != nil {
		return nil, fmt.Errorf("read its story's places: %w", err)
	}
	if w.Row, err = d.store.Story(ctx, story); err != nil {
		return nil, fmt.Errorf("read its story: %w", err)
	}
	return d.threadOf(ctx, w)
}

// threadOf makes a story ready to change that is read already.
func (d *Desk) threadOf(ctx context.Context, w store.Whole) (*thread, error) {
	if err := d.readHabits(ctx, w.Articles...); err != nil {
		return nil, fmt.Errorf("read its story: %w", err)
	}
	t := newThread(w.Row.ID, d.habits)
	t.row, t.articles, t.placements = w.Row, w.Articles, w.Placements
	return t, nil
}

// threadOrNew reads a story; where its id leads to another one now, or to none, it begins anew.
func (d *Desk) threadOrNew(ctx context.Context, story string) (t *thread, begins bool, err error) {
	now, err := d.store.Present(ctx, story)
	if errors.Is(err, store.ErrNotFound) || err == nil && now != story {
		return newThread(story, d.habits), true, nil
	}
	if err != nil {
		return nil, false, err
	}
	t, err = d.thread(ctx, story)
	return t, false, err
}

// put adds those articles of another reading of a story that are to be kept.
func (t *thread) put(from *thread, keep func(article string) bool) {
	for _, a := range from.articles {
		if keep(a.ID) {
			t.articles = append(t.articles, a)
			t.placements[a.ID] = from.placements[a.ID]
		}
	}
	t.sort()
}

// collapse reads the articles that are not read yet and counts what they state.
func (t *thread) collapse(reader *summarize.Reader) news.Briefing {
	t.collapser = reader.NewCollapser(t.habits)
	for _, a := range t.articles {
		if t.texts[a.ID] == nil {
			t.texts[a.ID] = reader.Read(a)
		}
		t.collapser.AddRead(a, t.texts[a.ID])
	}
	b := t.collapser.Briefing()
	t.facts = facts(b)
	return b
}

// beginsFrom tells a story that begins with articles of another one when it changed last: when the last of them came.
// What was new there is as new here; see store.ReadMark.
func (t *thread) beginsFrom(other *thread) {
	for _, a := range t.articles {
		if a.Revised.After(t.row.Changed) {
			t.row.Changed = a.Revised
		}
	}
	if other.row.Changed.Before(t.row.Changed) {
		t.row.Changed = other.row.Changed
	}
}

// settle brings the row of a story that lost or gained stored articles up to date, and adds the origins that changed.
func (t *thread) settle(origins map[string]string, reader *summarize.Reader, placer *regions.Placer) {
	if len(t.articles) == 0 {
		t.row.Articles = 0
		return
	}
	b := t.collapse(reader)
	t.name(origins)
	t.describe(b, placer)
}

// begin is grow for a story that begins with one article of one statement: it can neither repeat nor contradict itself, so
// that collapsing it would tell nothing that its headline does not. A quarter of what a thousand feeds carry is such.
func (t *thread) begin(at time.Time, placer *regions.Placer) {
	a := t.articles[0]
	t.before, t.row.Changed = t.row.Changed, at
	t.describe(news.Briefing{Title: a.Title, Lang: a.Lang}, placer)
}

// grow takes what came into a story whose stored articles are collapsed, if it has any. The story counts as changed only when the
// arrivals state something that it did not: a copy or a restatement does not bring a read story back.
func (t *thread) grow(at time.Time, arrivals []arrival, reader *summarize.Reader, placer *regions.Placer) {
	if t.collapser == nil {
		t.collapser = reader.NewCollapser(t.habits)
	}
	t.before = t.row.Changed
	former := t.facts
	for _, r := range arrivals {
		t.collapser.AddRead(t.article(r.article.ID), t.texts[r.article.ID])
	}
	b := t.collapser.Briefing()
	t.describe(b, placer)
	revised := func(r arrival) bool { return r.article.Revision > 1 && revisedFact(b, r.article) }
	if t.row.Changed.IsZero() || t.facts > former || slices.ContainsFunc(arrivals, revised) {
		t.row.Changed = at
	}
}

// rest lets go of all but the row and the articles: a batch holds thousands of stories until they are stored.
func (t *thread) rest() {
	if t.collapser != nil {
		t.collapser.Rest()
	}
	t.collapser, t.texts = nil, nil
}

// article is one of the story's articles.
func (t *thread) article(id string) news.Article {
	return t.articles[slices.IndexFunc(t.articles, func(a news.Article) bool { return a.ID == id })]
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

// name brings the origins of the articles, which are read, up to date and adds those that changed.
func (t *thread) name(changed map[string]string) {
	finder := summarize.NewOriginFinder()
	for _, a := range t.articles {
		finder.AddRead(a, t.texts[a.ID])
	}
	for i, origin := range finder.Names() {
		if a := &t.articles[i]; a.Origin != origin {
			a.Origin = origin
			changed[a.ID] = origin
		}
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
