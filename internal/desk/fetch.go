package desk

import (
	"context"
	"fmt"
	"slices"

	"harmattan/feeds"
	"harmattan/internal/news"
	"harmattan/summarize"
)

// taker takes what a feed brought, part by part; answer, which may be nil, hears how that went.
type taker struct {
	parts  chan<- fetched
	answer chan<- handedOver
}

// fetch asks one feed and hands on what it brought, the oldest articles first.
func (r *refresh) fetch(ctx context.Context, f news.Feed, s news.FeedState, ask feeds.Ask, to taker) error {
	if s.URL == "" {
		s.URL = f.URL
	}
	got := r.desk.client.Fetch(ctx, f, s, ask)
	list := got.Articles
	slices.SortStableFunc(list, func(a, b news.Article) int { return a.Published.Compare(b.Published) })
	nameLanguage(list)
	part := fetched{feed: f, state: got.State, items: len(list), answer: to.answer}
	for {
		n := min(len(list), readTogether)
		if n > 0 && !r.begun.Swap(true) {
			n = min(n, readFirst)
		}
		if err := r.read(ctx, list[:n], &part); err != nil {
			part.state.Status, part.state.Error = news.FetchFailed, err.Error()
			list = nil
		} else {
			list = list[n:]
		}
		part.last = len(list) == 0
		select {
		case to.parts <- part:
		case <-ctx.Done():
			return ctx.Err()
		}
		if part.last {
			return nil
		}
	}
}

// nameLanguage gives articles whose feed names no language that of most of them: a title alone is often too little to tell.
func nameLanguage(list []news.Article) {
	if len(list) == 0 || list[0].Lang != news.Unknown {
		return
	}
	common := summarize.Common(list)
	for i := range list {
		list[i].Lang = common
	}
}

// read finds out what is new of a part of a feed's articles, and prepares it.
func (r *refresh) read(ctx context.Context, list []news.Article, part *fetched) error {
	part.ready, part.parcel, part.room = nil, nil, 0
	if len(list) == 0 {
		return nil
	}
	var stored map[string]known
	err := r.desk.behindBegun(func() (err error) {
		stored, err = r.desk.known(ctx, idsOf(list))
		return err
	})
	if err != nil {
		return err
	}
	if part.feed.FullText {
		r.desk.readPages(ctx, list, stored, &part.state)
	}
	list = changed(list, stored)
	if len(list) == 0 {
		return nil
	}
	if err := r.room.Acquire(ctx, int64(len(list))); err != nil {
		return err
	}
	part.room = int64(len(list))
	r.reading.Add(1)
	defer r.reading.Add(-1)
	err = r.desk.behindBegun(func() (err error) {
		part.ready, part.parcel, err = r.desk.prepare(ctx, list, stored, &r.waiting)
		return err
	})
	if err != nil {
		return err
	}
	r.waiting.take(part.parcel)
	return nil
}

// readPages takes the full text of new articles from their pages; where that fails the teaser stays, and the feed's state
// says of how many pages and why.
func (d *Desk) readPages(ctx context.Context, list []news.Article, stored map[string]known, state *news.FeedState) {
	unread, why := 0, ""
	for i, a := range list {
		if _, isStored := stored[a.ID]; isStored || !a.Teaser || a.URL == "" {
			continue
		}
		text, err := d.client.FullText(ctx, a)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			unread, why = unread+1, err.Error()
			continue
		}
		list[i].Text, list[i].Teaser = text, false
	}
	if unread > 0 {
		state.Error = fmt.Sprintf("%d pages are not read, their teasers stay: %s", unread, why)
	}
}
