package desk

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
	"harmattan/internal/store"
	"harmattan/summarize"
)

// Regions lists the regions in display order with their counts. A region's counts include those of its children.
func (d *Desk) Regions(ctx context.Context) ([]news.RegionRow, error) {
	rows, at, err := d.countedRegions(ctx)
	if err != nil {
		return nil, err
	}
	days, err := d.store.StoriesByDay(ctx, daysFrom(d.now()), sparkDays)
	if err != nil {
		return nil, fmt.Errorf("count the regions' stories by day: %w", err)
	}
	for i := range rows {
		rows[i].Days = make([]int, sparkDays)
	}
	for id, list := range days {
		for i := range rowsOf(rows, at, id) {
			for day, n := range list {
				i.Days[day] += n
			}
		}
	}
	return rows, nil
}

// RegionsAtFirst is Regions without the days, which take longer than all else that a first screen needs.
func (d *Desk) RegionsAtFirst(ctx context.Context) ([]news.RegionRow, error) {
	rows, _, err := d.countedRegions(ctx)
	return rows, err
}

// countedRegions lists the regions with their counts, and where each stands.
func (d *Desk) countedRegions(ctx context.Context) ([]news.RegionRow, map[string]int, error) {
	counts, err := d.store.RegionCounts(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("count the regions' stories: %w", err)
	}
	rows := d.placer.Regions(d.lang)
	at := make(map[string]int, len(rows))
	for i, r := range rows {
		at[r.ID] = i
	}
	for id, c := range counts {
		for row := range rowsOf(rows, at, id) {
			row.Total += c.Total
			row.Left += c.Left
		}
	}
	return rows, at, nil
}

// sparkDays is for how many days, today the last, a region's stories are counted by day.
const sparkDays = 14

// daysFrom is the beginning of the first of these days, in the time of the place where now is told.
func daysFrom(now time.Time) time.Time {
	return time.Date(now.Year(), now.Month(), now.Day()-sparkDays+1, 0, 0, 0, 0, now.Location())
}

// rowsOf goes through a region's row and those that it rolls up to. Where a story was placed under a taxonomy that had
// another region, that is "unplaced": its stories must stay in reach.
func rowsOf(rows []news.RegionRow, at map[string]int, id string) iter.Seq[*news.RegionRow] {
	return func(yield func(*news.RegionRow) bool) {
		i, ok := at[id]
		if !ok {
			i, ok = at[news.Unplaced]
		}
		for ok && yield(&rows[i]) {
			i, ok = at[rows[i].Parent]
		}
	}
}

// Stories lists stories, unread and most independent origins first.
func (d *Desk) Stories(ctx context.Context, q Query) ([]news.StoryRow, error) {
	rows, err := d.listed(ctx, q)
	if err == nil {
		err = d.addWatches(ctx, rows)
	}
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	return rows, nil
}

func (d *Desk) listed(ctx context.Context, q Query) ([]news.StoryRow, error) {
	if q.Find != "" {
		return d.found(ctx, q)
	}
	var now time.Time
	if q.Awake || q.Asleep {
		now = d.now()
	}
	f := store.Filter{
		Now: now, Asleep: q.Asleep, Differs: q.Differs,
		Regions: d.regionsOf(q.Region), Country: q.Country, State: q.State, AnyState: q.AnyState, Unread: q.Unread, Since: q.Since,
		Limit: q.Limit, Lean: q.Lean,
	}
	if q.InOrder && q.Limit > 0 && q.Region == "" {
		return d.inOrder(ctx, f)
	}
	return d.store.Stories(ctx, f)
}

// inOrder lists stories region by region, and asks no further once it has as many as are wanted.
func (d *Desk) inOrder(ctx context.Context, f store.Filter) ([]news.StoryRow, error) {
	regions, err := d.store.RegionsWithStories(ctx)
	if err != nil {
		return nil, err
	}
	d.orderRegions(regions)
	var out []news.StoryRow
	for _, region := range regions {
		one := f
		one.Regions, one.Limit = []string{region}, f.Limit-len(out)
		rows, err := d.store.Stories(ctx, one)
		if err != nil {
			return nil, err
		}
		if out = append(out, rows...); len(out) >= f.Limit {
			break
		}
	}
	return out, nil
}

// orderRegions brings ids of regions into display order; those that the taxonomy no longer has stand last.
func (d *Desk) orderRegions(ids []string) {
	at := map[string]int{}
	for i, id := range d.RegionOrder() {
		at[id] = i + 1
	}
	place := func(id string) int {
		if i := at[id]; i > 0 {
			return i
		}
		return len(at) + 1
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Or(place(a)-place(b), strings.Compare(a, b)) })
}

// regionsOf lists a region with its children, nil for all. Stories of regions that the taxonomy no longer has are
// listed as unplaced.
func (d *Desk) regionsOf(id string) []string {
	if id == "" {
		return nil
	}
	out := []string{id}
	for _, r := range d.placer.Regions(d.lang) {
		if r.Parent == id {
			out = append(out, r.ID)
		}
	}
	return out
}

// Story opens one story for reading.
func (d *Desk) Story(ctx context.Context, id string) (View, error) {
	at := d.readingTime()
	row, err := d.store.Story(ctx, id)
	if err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	one := []news.StoryRow{row}
	if err := d.addWatches(ctx, one); err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	row = one[0]
	articles, err := d.store.StoryArticles(ctx, id)
	if err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	marks, err := d.store.ReadMarks(ctx, id)
	if err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	unseen, err := d.store.Unseen(ctx, id)
	if err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	if err := d.readHabits(ctx, articles...); err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	b, lengths, err := d.collapsed(ctx, row.ID, articles)
	if err != nil {
		return View{}, fmt.Errorf("open story %s: %w", id, err)
	}
	if row.Title != "" { // as in the lists, which were written while the story grew and not from its beginning
		b.Title, b.Lang = row.Title, row.Lang
	}
	newer, missed := fresh(b, readUntil(row, marks), unseen)
	return View{
		Row: row, Briefing: b, Fresh: newer, Missed: missed, At: at, Edits: edits(articles), Readings: readings(b, lengths),
	}, nil
}

// readingTime is the time as of which the officer reads: now, but before the articles of a batch that is on its way into
// the store, which this reading cannot show and must not count as read.
func (d *Desk) readingTime() time.Time {
	now := d.now()
	if at := d.arriving.Load(); at != 0 {
		if before := time.UnixMicro(at - 1); before.Before(now) {
			return before.In(now.Location())
		}
	}
	return now
}

// edits tells what outlets changed in their articles.
func edits(articles []news.Article) map[string][]news.Edit {
	out := map[string][]news.Edit{}
	for _, a := range articles {
		if e := summarize.Edits(a); len(e) > 0 {
			out[a.ID] = e
		}
	}
	return out
}

// Readings cuts a briefing into paragraphs in each of its lengths.
func Readings(b news.Briefing) [Lengths][]summarize.Paragraph {
	return readings(b, summarize.InLengths(b))
}

func readings(b news.Briefing, lengths [Lengths][]int) [Lengths][]summarize.Paragraph {
	return [Lengths][]summarize.Paragraph(summarize.ParagraphsOf(b, lengths[:]...))
}

// StoryArticles lists the articles of a story.
func (d *Desk) StoryArticles(ctx context.Context, id string) ([]news.Article, error) {
	articles, err := d.store.StoryArticles(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("list the articles of story %s: %w", id, err)
	}
	return articles, nil
}

// readUntil tells until when the officer has read of an article: as far as its present story, and where it came into that
// one since, as far as the one it came from.
func readUntil(row news.StoryRow, marks map[string]store.ReadMark) func(article string) time.Time {
	return func(article string) time.Time {
		if m, ok := marks[article]; ok && !row.Read.After(m.At) {
			return m.Read
		}
		return row.Read
	}
}

// fresh tells which statements state what the officer has not read, and which of them only because they were not on the
// screen. A fact is as old as the first statement of it, so a new article that only repeats makes nothing fresh.
func fresh(b news.Briefing, read func(article string) time.Time, unseen map[news.Mark]bool) (out, missed map[int]bool) {
	out, missed = make(map[int]bool), make(map[int]bool)
	for _, s := range b.Statements {
		if s.Seen.After(read(s.Article)) {
			out[s.ID] = true
		} else if len(unseen) > 0 && unseen[news.MarkOf(s)] {
			out[s.ID], missed[s.ID] = true, true
		}
	}
	for _, r := range b.Repeats {
		known, older := false, false
		for _, m := range r.Members {
			known = known || m.Kind != news.Differs && !out[m.ID]
			older = older || m.Kind != news.Differs && missed[m.ID]
		}
		for _, m := range r.Members {
			same := m.Kind == news.Same || m.Kind == news.Restates || m.Kind == news.Lead
			if known && same {
				delete(out, m.ID)
				delete(missed, m.ID)
			} else if older && same && out[m.ID] {
				missed[m.ID] = true
			}
		}
	}
	return out, missed
}

// PlaceName names where a story is for people: "Mali", "Mali, Gao", or "" when it is unplaced.
func (d *Desk) PlaceName(p news.Placement) string {
	if p.Country == "" {
		return ""
	}
	return d.placer.CountryName(p.Country, d.lang)
}

// RegionName names a region; an unknown id is its own name.
func (d *Desk) RegionName(id string) string {
	for _, r := range d.placer.Regions(d.lang) {
		if r.ID == id {
			return r.Name
		}
	}
	return id
}

// Counts tells how many articles, stories and unread stories there are.
func (d *Desk) Counts(ctx context.Context) (articles, stories, unread int, err error) {
	articles, stories, unread, err = d.store.Counts(ctx)
	if err != nil {
		err = fmt.Errorf("count articles and stories: %w", err)
	}
	return articles, stories, unread, err
}

// RegionOrder lists the ids of the regions in display order.
func (d *Desk) RegionOrder() []string {
	rows := d.placer.Regions(d.lang)
	ids := make([]string, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	return ids
}

// ByRegion brings stories into the order of their regions, and leaves those of one region in theirs. What is of a region
// that the taxonomy no longer has stands with the unplaced.
func (d *Desk) ByRegion(rows []news.StoryRow) {
	at := map[string]int{}
	for i, id := range d.RegionOrder() {
		at[id] = i
	}
	place := func(r news.StoryRow) int {
		if i, ok := at[r.Placement.Region]; ok {
			return i
		}
		return at[news.Unplaced]
	}
	slices.SortStableFunc(rows, func(a, b news.StoryRow) int { return place(a) - place(b) })
}

// Check looks whether the file of data is whole.
func (d *Desk) Check(ctx context.Context) error {
	if err := d.store.Check(ctx); err != nil {
		return fmt.Errorf("check the data: %w", err)
	}
	return nil
}
