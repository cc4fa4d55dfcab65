package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// known is what the store says of an article that it has.
type known = store.Digest

// ready is an article with all that can be said of it alone: made on whatever core is free, before its story is found. Many
// wait for their stories at once: all but what finding a story takes is packed.
type ready struct {
	id        string
	feedURL   string
	published int64  // in microseconds since 1970
	former    *known // what is stored of it; nil for a new article
	feed      int32  // which of the batch's feeds brought it

	sent bool    // its story is on its way to the store
	in   *change // what its batch knows of the story that it was put into
	next *ready  // that was put there after it

	parcel                *parcel
	vector, skimmed, rest section
}

func (r *ready) isNew() bool { return r.former == nil || r.former.Story == "" }

// known looks up which of these articles are stored; one query for a whole feed, so that an unchanged feed costs little.
func (d *Desk) known(ctx context.Context, ids []string) (map[string]known, error) {
	stored, err := d.store.Known(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("look up stored articles: %w", err)
	}
	return stored, nil
}

func idsOf(articles []news.Article) []string {
	ids := make([]string, len(articles))
	for i, a := range articles {
		ids[i] = a.ID
	}
	return ids
}

// changed are the articles that are not stored as they are.
func changed(articles []news.Article, stored map[string]known) []news.Article {
	if len(stored) == 0 {
		return articles
	}
	out := make([]news.Article, 0, max(0, len(articles)-len(stored)))
	for _, a := range articles {
		if former, isOld := stored[a.ID]; !isOld || former.Hash != store.HashText(a.Title, a.Text) {
			out = append(out, a)
		}
	}
	return out
}

// prepare finds out about each article of a feed what needs no other, and packs it into a parcel of those that wait. It may
// run for several feeds at once.
func (d *Desk) prepare(ctx context.Context, articles []news.Article, stored map[string]known, w *waiting) ([]*ready, *parcel, error) {
	reader := d.readers.borrowLate()
	defer d.readers.giveBack(reader)
	texts, size := make([]*summarize.Text, len(articles)), 0
	for i := range articles { // what all of them carry is known before the first is compared
		d.Rest(ctx)
		a := &articles[i]
		if err := d.wakeHabit(ctx, a.FeedURL); err != nil {
			return nil, nil, err
		}
		a.Lang = summarize.Detect(a.Title+"\n"+a.Text, a.Lang)
		texts[i] = reader.Skim(*a)
		if stored[a.ID].Story == "" {
			d.habits.MeetRead(*a, texts[i])
		}
		size += len(a.Title) + len(a.Text) + packedBeside
	}
	out, parcel := make([]*ready, len(articles)), w.parcel(size)
	all := make([]ready, len(articles))
	for i, a := range articles {
		d.Rest(ctx)
		placement := d.placer.Place(regions.Text{Title: a.Title, Body: a.Text, Lang: a.Lang, Home: a.Home})
		about := d.habits.WithoutRead(a, texts[i])
		vector := reader.Vector(about, d.placer.Places(about.Title+"\n"+about.Text))
		all[i] = parcel.pack(a, texts[i], placement, vector)
		all[i].former = formerOf(stored, a.ID)
		out[i] = &all[i]
	}
	return out, parcel, nil
}

// formerOf is what is stored of an article, nil for a new one.
func formerOf(stored map[string]known, article string) *known {
	if former, ok := stored[article]; ok {
		return &former
	}
	return nil
}

// readTools reads what each article is read with, words, languages and the gazetteer, while the first feeds are asked. It takes
// as long as a feed's articles, and the first stories would wait for it.
func (d *Desk) readTools() error {
	return d.behind(func() error {
		reader := d.readers.borrowLate()
		defer d.readers.giveBack(reader)
		a := news.Article{Title: "The minister of Mali met the press", Home: "ML"}
		a.Lang = summarize.Detect(a.Title, news.Unknown)
		reader.Vector(a, d.placer.Places(a.Title))
		return nil
	})
}

// packedBeside is about how many bytes an article takes packed, beside its title and text.
const packedBeside = 900

// vector reads an article for grouping, without what its feed puts under many articles.
func (d *Desk) vector(a news.Article) summarize.Vector {
	reader := d.readers.borrowLate() // which may have met the words before
	defer d.readers.giveBack(reader)
	about := d.habits.Without(a)
	return reader.Vector(about, d.placer.Places(about.Title+"\n"+about.Text))
}

// byTime puts what several feeds brought into the order of publication.
func byTime(list []*ready) {
	slices.SortStableFunc(list, func(a, b *ready) int {
		return cmp.Or(cmp.Compare(a.published, b.published), cmp.Compare(a.id, b.id))
	})
}
