package plain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// read reads the story out. Of a story that was read before it says first what is new since, by number; "read new" reads
// that alone.
func (r *reader) read(ctx context.Context, what string) error {
	if r.at >= len(r.rows) {
		return errors.New(r.says.end)
	}
	onlyNew := what == "new"
	if what != "" && !onlyNew {
		return fmt.Errorf(r.says.unknown, what)
	}
	view, err := r.Desk.Story(ctx, r.rows[r.at].ID)
	if err != nil {
		return err
	}
	order := view.Shortened(r.length)
	if onlyNew {
		order = slices.DeleteFunc(view.Shortened(desk.Full), func(id int) bool { return !view.Fresh[id] })
	}
	if numbers, since := newIn(view, order), r.options().Clock(view.Row.Read); since != "" && len(numbers) > 0 {
		r.say(r.says.newSince, len(numbers), since, strings.Join(numbers, ", "))
	} else if since != "" {
		r.say(r.says.nothingNew, since)
	}
	o := r.options()
	o.Title = ""
	b := view.Briefing
	b.Order = order
	story := report.Story{Row: view.Row, Articles: b.Articles}
	if err := report.Text(r.Out, report.Build([]report.Story{story}, []news.Briefing{b}, o)); err != nil {
		return err
	}
	if r.Desk.ReadOnly() {
		return nil
	}
	r.rows[r.at].Read = view.At
	return r.Desk.MarkRead(ctx, view.Row.ID, view.At, leftOut(view, order)...)
}

// newIn lists the statements of an order that are new to the officer, by the numbers they are read out with.
func newIn(v desk.View, order []int) []string {
	var out []string
	for i, id := range order {
		if v.Fresh[id] {
			out = append(out, strconv.Itoa(i+1))
		}
	}
	return out
}

// looking answers the commands that look at the story, its articles and the feeds without changing anything.
func (r *reader) looking(ctx context.Context, word, _ string) (done bool, err error) {
	switch word {
	case "i", "evidence":
		return true, r.evidence(ctx)
	case "o", "y", "links":
		return true, r.links(ctx)
	case "F", "feeds":
		return true, r.feeds(ctx)
	}
	return false, nil
}

// evidence says which words placed the story.
func (r *reader) evidence(ctx context.Context) error {
	if r.at >= len(r.rows) {
		return errors.New(r.says.end)
	}
	view, err := r.Desk.Story(ctx, r.rows[r.at].ID)
	if err != nil {
		return err
	}
	place := view.Row.Placement
	r.say("%s", r.Desk.RegionName(place.Region))
	for _, e := range place.Evidence {
		r.say("“%s” → %s %.1f", safe.Line(e.Text), safe.Line(e.Place), e.Weight)
	}
	return nil
}

// links lists the articles of the story with their numbers, as they are split off, and their addresses.
func (r *reader) links(ctx context.Context) error {
	if r.at >= len(r.rows) {
		return errors.New(r.says.end)
	}
	articles, err := r.Desk.StoryArticles(ctx, r.rows[r.at].ID)
	if err != nil {
		return err
	}
	for i, a := range articles {
		r.say("%d %s: %s %s", i+1, safe.Line(a.Outlet), safe.Line(a.Title), safe.Line(a.URL))
	}
	return nil
}

// feeds lists the feeds with how they do.
func (r *reader) feeds(ctx context.Context) error {
	rows, err := r.Desk.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range rows {
		text := fmt.Sprintf(r.says.feed, safe.Line(f.Outlet), r.says.fetches[f.State.Status], f.Articles, r.options().Clock(f.State.Fetched))
		if f.Paused {
			text += ", " + r.says.paused
		}
		if f.State.Error != "" {
			text += ": " + safe.Line(f.State.Error)
		}
		r.say("%s", text)
	}
	return nil
}

// leftOut lists the statements that are not read out and that the officer has not read before.
func leftOut(v desk.View, order []int) []news.Mark {
	said, aside := map[int]bool{}, map[int]bool{}
	for _, a := range v.Briefing.Asides {
		aside[a.ID] = true
	}
	for _, id := range order {
		said[id] = true
	}
	for _, r := range v.Briefing.Repeats {
		for _, m := range r.Members {
			said[m.ID] = said[m.ID] || said[r.Lead] && m.Kind != news.Differs
		}
	}
	var out []news.Mark
	for _, s := range v.Briefing.Statements {
		if v.Fresh[s.ID] && !said[s.ID] && !aside[s.ID] {
			out = append(out, news.MarkOf(s))
		}
	}
	return out
}
