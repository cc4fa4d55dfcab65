package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"harmattan/internal/find"
	"harmattan/internal/news"
	"harmattan/internal/store"
)

// ErrConfigured is what is said of a watch or search that stands in the configuration and is changed there.
var ErrConfigured = errors.New("it stands in the configuration file and is changed there")

// mostWatched is how many articles of the archive a watch is held against, the newest first.
const mostWatched = 4000

// watchList is the watches of the desk, ready to be held against articles.
type watchList struct {
	mu         sync.Mutex
	configured []news.Watch
	own        []news.Watch // made in the reader
	ready      bool         // own is read
	matchers   map[string]find.Matcher
}

// all lists the watches: those of the configuration, then those made in the reader.
func (l *watchList) all() []news.Watch {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Concat(l.configured, l.own)
}

func (l *watchList) names() []string {
	var out []string
	for _, w := range l.all() {
		out = append(out, w.Name)
	}
	return out
}

func (l *watchList) isConfigured(name string) bool {
	return slices.ContainsFunc(l.configured, func(w news.Watch) bool { return w.Name == name })
}

// readWatches reads the watches made in the reader, once.
func (d *Desk) readWatches(ctx context.Context) error {
	l := &d.watches
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ready {
		return nil
	}
	own, err := d.store.Watches(ctx)
	if err != nil {
		return err
	}
	l.own = slices.DeleteFunc(own, func(w news.Watch) bool { return l.isConfigured(w.Name) })
	l.ready, l.matchers = true, nil
	return nil
}

// forget lets the watches made in the reader be read again.
func (l *watchList) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ready = false
}

// matcher readies the terms of a watch, with the other names of the places and actors among them.
func (d *Desk) matcher(w news.Watch) find.Matcher {
	l := &d.watches
	l.mu.Lock()
	defer l.mu.Unlock()
	if m, ok := l.matchers[w.Name]; ok {
		return m
	}
	m := find.NewMatcher(w.Any, w.All, w.Not, d.placer.Namesakes)
	if l.matchers == nil {
		l.matchers = map[string]find.Matcher{}
	}
	l.matchers[w.Name] = m
	return m
}

// matching names the watches that an article in a region matches.
func (d *Desk) matching(title, text, region string) []string {
	list := d.watches.all()
	if len(list) == 0 {
		return nil
	}
	words := find.NewText(title + "\n" + text).Fold()
	var out []string
	for _, w := range list {
		if d.matches(w, words, region) {
			out = append(out, w.Name)
		}
	}
	return out
}

func (d *Desk) matches(w news.Watch, words find.Text, region string) bool {
	if w.Region != "" && !slices.Contains(d.regionsOf(w.Region), region) {
		return false
	}
	m := d.matcher(w)
	return m.Match(words) || m.Empty() && w.Region != "" && !m.Denies(words)
}

// Watches lists the watches with what they match.
func (d *Desk) Watches(ctx context.Context) ([]news.WatchRow, error) {
	if err := d.readWatches(ctx); err != nil {
		return nil, err
	}
	list := d.watches.all()
	if len(list) == 0 {
		return nil, nil
	}
	watched, err := d.store.WatchedStories(ctx)
	if err != nil {
		return nil, err
	}
	var out []news.WatchRow
	for _, w := range list {
		row := news.WatchRow{Watch: w, Own: !d.watches.isConfigured(w.Name)}
		stories, err := d.store.StoriesByID(ctx, watched[w.Name])
		if err != nil {
			return nil, err
		}
		for _, s := range stories {
			if s.Last.After(row.Last) {
				row.Last = s.Last
			}
			if s.State != news.Dismissed {
				row.Stories++
			}
			if s.State == news.New && s.Unread() {
				row.Left++
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// SaveWatch keeps a watch made in the reader and holds it against the archive.
func (d *Desk) SaveWatch(ctx context.Context, w news.Watch) error {
	if err := d.ownWatch(ctx, w.Name); err != nil {
		return fmt.Errorf("keep the watch %q: %w", w.Name, err)
	}
	if len(w.Any)+len(w.All) == 0 && w.Region == "" {
		return fmt.Errorf("keep the watch %q: it looks for nothing", w.Name)
	}
	if err := d.store.SaveWatch(ctx, w); err != nil {
		return err
	}
	d.watches.forget()
	return d.catchUp(ctx)
}

// DropWatch takes a watch made in the reader away.
func (d *Desk) DropWatch(ctx context.Context, name string) error {
	if err := d.ownWatch(ctx, name); err != nil {
		return fmt.Errorf("take the watch %q away: %w", name, err)
	}
	if err := d.store.DropWatch(ctx, name); err != nil {
		return err
	}
	d.watches.forget()
	d.broker.publish(Event{Kind: DeskChanged})
	return nil
}

func (d *Desk) ownWatch(ctx context.Context, name string) error {
	if err := d.writable(ctx, news.RoleEditor); err != nil {
		return err
	}
	if strings.TrimSpace(name) == "" {
		return errors.New("it has no name")
	}
	if d.watches.isConfigured(name) {
		return ErrConfigured
	}
	return nil
}

// catchUp holds watches that are new, or read otherwise than before, against the archive.
func (d *Desk) catchUp(ctx context.Context) error {
	if err := d.readWatches(ctx); err != nil {
		return err
	}
	changed := false
	for _, w := range d.watches.all() {
		body, err := json.Marshal(w)
		if err != nil {
			return fmt.Errorf("read the watch %q: %w", w.Name, err)
		}
		reading, err := d.store.WatchReading(ctx, w.Name)
		if err != nil {
			return err
		}
		if reading == string(body) {
			continue
		}
		stories, err := d.against(ctx, w, mostWatched)
		if err != nil {
			return err
		}
		if err := d.store.SetWatched(ctx, w.Name, string(body), stories, d.now()); err != nil {
			return err
		}
		changed = true
	}
	if changed {
		d.broker.publish(Event{Kind: DeskChanged})
	}
	return nil
}

// against lists the stories of the archive that a watch matches, the newest first.
func (d *Desk) against(ctx context.Context, w news.Watch, most int) ([]string, error) {
	m := find.NewMatcher(w.Any, w.All, w.Not, d.placer.Namesakes)
	regions := d.regionsOf(w.Region)
	var out []string
	seen := map[string]bool{}
	add := func(c store.Candidate) {
		if seen[c.Story] || regions != nil && !slices.Contains(regions, c.Region) {
			return
		}
		words := find.NewText(c.Title + "\n" + c.Text).Fold()
		if m.Match(words) {
			seen[c.Story] = true
			out = append(out, c.Story)
		}
	}
	if !m.Empty() {
		return out, d.store.EachWith(ctx, m.Choices(), most, add)
	}
	if w.Region == "" {
		return nil, nil
	}
	rows, err := d.store.Stories(ctx, store.Filter{Regions: regions, AnyState: true, Limit: most, Lean: true})
	for _, r := range rows {
		out = append(out, r.ID)
	}
	return out, err
}

// tried is how many articles a watch is tried against while it is typed.
const tried = 1000

// TryWatch lists the stories that a watch would match, as it is typed.
func (d *Desk) TryWatch(ctx context.Context, w news.Watch) ([]news.StoryRow, error) {
	ids, err := d.against(ctx, w, tried)
	if err != nil {
		return nil, err
	}
	return d.store.StoriesByID(ctx, ids)
}

// Wanted are the terms of the watches that match a story, to be marked in its text.
func (d *Desk) Wanted(row news.StoryRow) []find.Term {
	var out []find.Term
	for _, w := range d.watches.all() {
		if slices.Contains(row.Watches, w.Name) {
			out = append(out, d.matcher(w).Wanted()...)
		}
	}
	return out
}

// rewatch holds the watches against stories whose articles have moved.
func (d *Desk) rewatch(ctx context.Context, threads ...*thread) error {
	if err := d.readWatches(ctx); err != nil || len(d.watches.all()) == 0 {
		return err
	}
	for _, t := range threads {
		var names []string
		for _, a := range t.articles {
			names = append(names, d.matching(a.Title, a.Text, t.row.Placement.Region)...)
		}
		slices.Sort(names)
		if len(t.articles) == 0 {
			continue
		}
		if err := d.store.SetStoryWatches(ctx, t.row.ID, slices.Compact(names), d.now()); err != nil {
			return err
		}
	}
	return nil
}

// addWatches names the watches that match stories of a list.
func (d *Desk) addWatches(ctx context.Context, rows []news.StoryRow) error {
	if err := d.readWatches(ctx); err != nil || len(d.watches.all()) == 0 || len(rows) == 0 {
		return err
	}
	watched, err := d.store.WatchedStories(ctx)
	if err != nil {
		return err
	}
	at := make(map[string]int, len(rows))
	for i, r := range rows {
		at[r.ID] = i
	}
	for _, name := range d.watches.names() {
		for _, id := range watched[name] {
			if i, ok := at[id]; ok {
				rows[i].Watches = append(rows[i].Watches, name)
			}
		}
	}
	return nil
}
