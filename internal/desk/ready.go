package desk

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// known is what the store says of an article that it has.
type known = store.Digest

// ready is an article with all that can be said of it alone: made on whatever core is free, before its story is found.
type ready struct {
	article   news.Article
	former    known           // what is stored of it; zero for a new article
	text      *summarize.Text // skimmed: many wait for their stories at once
	placement news.Placement
	vector    summarize.Vector
	feed      int // which of the batch's feeds brought it
}

func (r *ready) isNew() bool { return r.former.Story == "" }

// known looks up which of these articles are stored; one query for a whole feed, so that an unchanged feed costs little.
func (d *Desk) known(ctx context.Context, articles []news.Article) (map[string]known, error) {
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	stored, err := d.store.Known(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("look up stored articles: %w", err)
	}
	return stored, nil
}

// changed are the articles that are not stored as they are.
func changed(articles []news.Article, stored map[string]known) []news.Article {
	var out []news.Article
	for _, a := range articles {
		if former, isOld := stored[a.ID]; !isOld || former.Hash != store.HashText(a.Title, a.Text) {
			out = append(out, a)
		}
	}
	return out
}

// prepare finds out about each article of a feed what needs no other. It may run for several feeds at once.
func (d *Desk) prepare(ctx context.Context, articles []news.Article, stored map[string]known) ([]*ready, error) {
	out := make([]*ready, len(articles))
	for i, a := range articles {
		out[i] = &ready{article: a, former: stored[a.ID]}
	}
	reader := d.readers.borrow()
	defer d.readers.giveBack(reader)
	for _, r := range out { // what all of them carry is known before the first is compared
		if err := d.readHabits(ctx, r.article); err != nil {
			return nil, err
		}
		r.article.Lang = summarize.Detect(r.article.Title+"\n"+r.article.Text, r.article.Lang)
		r.text = reader.Skim(r.article)
		if r.isNew() {
			d.habits.MeetRead(r.article, r.text)
		}
	}
	for _, r := range out {
		r.placement = d.placer.Place(regions.Text{Title: r.article.Title, Body: r.article.Text, Lang: r.article.Lang, Home: r.article.Home})
		about := d.habits.WithoutRead(r.article, r.text)
		r.vector = reader.Vector(about, d.placer.Places(about.Title+"\n"+about.Text))
	}
	return out, nil
}

// vector reads an article for grouping, without what its feed puts under many articles.
func (d *Desk) vector(a news.Article) summarize.Vector {
	about := d.habits.Without(a)
	return summarize.NewVector(about, d.placer.Places(about.Title+"\n"+about.Text))
}

// readers lends the readers of articles, one for each core. Each remembers the words it has met.
type readers struct{ free chan *summarize.Reader }

func newReaders() readers {
	r := readers{free: make(chan *summarize.Reader, runtime.GOMAXPROCS(0))}
	for range cap(r.free) {
		r.free <- nil // made when it is first needed
	}
	return r
}

func (r readers) borrow() *summarize.Reader {
	if one := <-r.free; one != nil {
		return one
	}
	return summarize.NewReader()
}

func (r readers) giveBack(one *summarize.Reader) { r.free <- one }

// byTime puts what several feeds brought into the order of publication.
func byTime(list []*ready) {
	slices.SortStableFunc(list, func(a, b *ready) int {
		return cmp.Or(a.article.Published.Compare(b.article.Published), cmp.Compare(a.article.ID, b.article.ID))
	})
}
