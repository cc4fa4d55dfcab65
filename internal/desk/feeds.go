package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"harmattan/feeds"
	"harmattan/internal/news"
)

// Feeds lists the feeds of the configuration and those the officer added, with their state.
func (d *Desk) Feeds(ctx context.Context) ([]news.FeedRow, error) {
	list, err := d.allFeeds(ctx)
	if err != nil {
		return nil, err
	}
	states, err := d.store.FeedStates(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the feeds' states: %w", err)
	}
	stored, err := d.store.ArticlesPerFeed(ctx)
	if err != nil {
		return nil, fmt.Errorf("count the feeds' articles: %w", err)
	}
	paused, err := d.paused(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]news.FeedRow, 0, len(list))
	for _, f := range list {
		rows = append(rows, news.FeedRow{
			Feed: f, State: states[f.URL], Articles: stored[f.URL], Configured: d.Configured(f.URL), Paused: slices.Contains(paused, f.URL),
		})
	}
	return rows, nil
}

// allFeeds lists the feeds of the configuration, then those the officer added, each address once. What was edited in the
// reader stands as it was edited.
func (d *Desk) allFeeds(ctx context.Context) ([]news.Feed, error) {
	added, err := d.store.Feeds(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the added feeds: %w", err)
	}
	at := map[string]int{}
	var list []news.Feed
	for _, f := range slices.Concat(d.feeds, added) {
		i, known := at[f.URL]
		if known {
			list[i] = f
			continue
		}
		at[f.URL] = len(list)
		list = append(list, f)
	}
	return list, nil
}

// feedDays is over how many days the articles of a feed are counted to say how many a day it brings.
const feedDays = 7

// PerDay is how many articles a day the feeds brought in the last week, by address.
func (d *Desk) PerDay(ctx context.Context) (map[string]float64, error) {
	counts, err := d.store.ArticlesSince(ctx, d.now().Add(-feedDays*24*time.Hour))
	if err != nil {
		return nil, err
	}
	out := make(map[string]float64, len(counts))
	for url, n := range counts {
		out[url] = float64(n) / feedDays
	}
	return out, nil
}

// EditFeed changes what is known of a feed. A feed of the configuration keeps what stands there beside it: removing the
// edit brings that back.
func (d *Desk) EditFeed(ctx context.Context, f news.Feed) error {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return err
	}
	all, err := d.allFeeds(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(x news.Feed) bool { return x.URL == f.URL }) {
		return fmt.Errorf("%s: %w", f.URL, ErrNoFeed)
	}
	if err := d.store.AddFeed(ctx, f); err != nil {
		return err
	}
	if err := d.store.Regrade(ctx, f.URL, f.Grade); err != nil {
		return err
	}
	d.broker.publish(Event{Kind: DeskChanged})
	return nil
}

// paused lists the addresses of feeds that are not asked until the officer says so.
func (d *Desk) paused(ctx context.Context) ([]string, error) {
	text, err := d.store.Meta(ctx, "paused feeds")
	if err != nil || text == "" {
		return nil, err
	}
	var list []string
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, fmt.Errorf("read which feeds are paused: %w", err)
	}
	return list, nil
}

// TurnFeed pauses a feed, or lets a paused one go on, and tells whether it is paused now. What it brought stays.
func (d *Desk) TurnFeed(ctx context.Context, url string) (paused bool, err error) {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return false, err
	}
	list, err := d.paused(ctx)
	if err != nil {
		return false, err
	}
	if i := slices.Index(list, url); i >= 0 {
		list = slices.Delete(list, i, i+1)
	} else {
		list, paused = append(list, url), true
	}
	text, err := json.Marshal(list)
	if err != nil {
		return false, err
	}
	if err := d.store.SetMeta(ctx, "paused feeds", string(text)); err != nil {
		return false, err
	}
	d.broker.publish(Event{Kind: DeskChanged})
	return paused, nil
}

// Preview is what stands at an address before it is added: the feeds found there, and what the first one carries.
type Preview struct {
	Feeds  []news.Feed
	Report feeds.Report
}

// Preview looks for feeds at an address, a feed's or a page's, and reads the first one.
func (d *Desk) Preview(ctx context.Context, address string) (Preview, error) {
	if err := d.May(ctx, news.RoleEditor); err != nil {
		return Preview{}, err
	}
	found, err := d.client.Discover(ctx, address)
	if err != nil {
		return Preview{}, fmt.Errorf("look for a feed at %s: %w", address, err)
	}
	if len(found) == 0 {
		return Preview{}, fmt.Errorf("no feed at %s", address)
	}
	report, err := d.client.Check(ctx, found[0].URL)
	if err != nil {
		return Preview{}, fmt.Errorf("read %s: %w", found[0].URL, err)
	}
	return Preview{Feeds: found, Report: report}, nil
}

// ImportFeeds adds the feeds of an OPML list, and tells how many and what else it noted. name is what messages call it.
func (d *Desk) ImportFeeds(ctx context.Context, r io.Reader, name string) (added int, notes []string, err error) {
	list, notes, err := feeds.ReadOPMLNotes(r, name)
	if err != nil {
		return 0, nil, fmt.Errorf("import feeds: %w", err)
	}
	added, err = d.AddFeeds(ctx, list)
	return added, notes, err
}

// AddFeeds adds feeds that are not on the list yet, and tells how many those were.
func (d *Desk) AddFeeds(ctx context.Context, list []news.Feed) (added int, err error) {
	all, err := d.allFeeds(ctx)
	if err != nil {
		return 0, err
	}
	have := map[string]bool{}
	for _, f := range all {
		have[f.URL] = true
	}
	for _, f := range list {
		if have[f.URL] {
			continue
		}
		have[f.URL] = true
		if err := d.AddFeed(ctx, f); err != nil {
			return added, err
		}
		added++
	}
	d.broker.publish(Event{Kind: DeskChanged})
	return added, nil
}

// ExportFeeds writes the feeds as OPML.
func (d *Desk) ExportFeeds(ctx context.Context, w io.Writer) error {
	list, err := d.allFeeds(ctx)
	if err != nil {
		return err
	}
	return feeds.WriteOPML(w, list)
}
