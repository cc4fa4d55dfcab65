package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"harmattan/internal/news"
)

// Filter says which stories a list shows.
type Filter struct {
	Regions  []string   // ids; none for all
	Country  string     // ISO 3166-1 alpha-2; "" for all
	State    news.State // "" for all but dismissed
	AnyState bool       // dismissed ones too; State is not looked at
	Unread   bool       // only those with something unread
	Since    time.Time  // only those changed since; zero for all
	Now      time.Time  // stories that sleep beyond it are left out; zero for none
	Asleep   bool       // only stories that sleep beyond Now
	Differs  bool       // only stories in which something differs
	Limit    int        // 0 for all
	Lean     bool       // rows without the evidence of their place, which takes most of the time of a long list

	few string // the index that has the few stories of which it can be any; "" where they are many
}

// listOrder is the order of the stories of one state; the indexes story_in_order and story_by_region stand in it. Of
// several states the watched stories with news come first: the officer has said that they matter. Among stories alike in
// all of it the one that began first stands first.
const (
	listOrder = " ORDER BY unread DESC, origins DESC, last DESC, n"
	fullOrder = " ORDER BY unread DESC, watched DESC, origins DESC, last DESC, n"
)

const storyColumns = `story.id, story.title, story.lang, story.region, story.country, story.country_name, story.area,
	story.score, story.evidence, story.state, story.outlets, story.origins, story.articles, story.differs, story.readings,
	story.first, story.last, story.changed, story.read, story.decided, story.remarked`

// Stories lists stories: unread ones first, then those of most origins, then the newest. With a limit it costs as much
// as the list is long, however many stories there are.
func (s *Store) Stories(ctx context.Context, f Filter) ([]news.StoryRow, error) {
	if err := s.readyFor(ctx, &f); err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	reader, err := s.reader(ctx)
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	var list []news.StoryRow
	if reader == deskReader {
		list, err = s.listOf(ctx, f.question)
	} else {
		list, err = s.storiesOf(ctx, f, reader)
	}
	if err == nil {
		err = s.addRemarks(ctx, list)
	}
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	return list, nil
}

// listOf asks a question for rows of stories.
func (s *Store) listOf(ctx context.Context, ask func() (string, []any, error)) (list []news.StoryRow, err error) {
	question, args, err := ask()
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, question, args, func(rows *sql.Rows) error {
		r, err := scanStory(rows.Scan)
		list = append(list, r)
		return err
	})
	return list, err
}

// few is how many stories are gone through one by one for a list of what changed since a time, or of what differs.
const few = 5000

// readyFor finds out how a list is best asked for: a country's stories are those of a few regions, and where little has
// changed since a time, or differs, that is gone through.
func (s *Store) readyFor(ctx context.Context, f *Filter) error {
	if f.Country != "" && len(f.Regions) == 0 {
		err := s.each(
			ctx, "SELECT DISTINCT region FROM tally WHERE country = ? AND stories > 0", []any{f.Country}, func(rows *sql.Rows) error {
				var region string
				err := rows.Scan(&region)
				f.Regions = append(f.Regions, region)
				return err
			})
		if err != nil {
			return err
		}
	}
	var stories int
	if !f.Since.IsZero() {
		question := "SELECT count(*) FROM (SELECT 1 FROM story WHERE changed >= ? LIMIT ?)"
		if err := s.one(ctx, question, []any{micros(f.Since), few + 1}, []any{&stories}); err != nil {
			return err
		}
		if stories <= few {
			f.few = "story_by_change"
		}
	}
	if f.Differs && f.few == "" {
		question := "SELECT count(*) FROM (SELECT 1 FROM story INDEXED BY story_differing WHERE differs > 0 LIMIT ?)"
		if err := s.one(ctx, question, []any{few + 1}, []any{&stories}); err != nil {
			return err
		}
		if stories <= few {
			f.few = "story_differing"
		}
	}
	return nil
}

// question asks each state of each region for its first entries, which an index holds in order, and merges those. The
// rows themselves are read only for what is shown.
func (f Filter) question() (string, []any, error) {
	states, err := f.states()
	if err != nil {
		return "", nil, err
	}
	limit := f.Limit
	if limit <= 0 {
		limit = -1 // no limit
	}
	var parts []string
	var args []any
	conditions, more := f.conditions()
	for _, which := range f.stretches(states) {
		parts = append(parts, "SELECT * FROM (SELECT n, unread, unread AND state = 1 AS watched, origins, last FROM story "+
			which.text+conditions+which.order+" LIMIT ?)")
		args = append(slices.Concat(args, which.args, more), limit)
	}
	columns := f.columns(storyColumns)
	question := "WITH shown AS (" + strings.Join(parts, " UNION ALL ") + fullOrder + " LIMIT ?) SELECT " + columns +
		" FROM shown CROSS JOIN story ON story.n = shown.n" +
		" ORDER BY shown.unread DESC, shown.watched DESC, shown.origins DESC, shown.last DESC, shown.n"
	return question, append(args, limit), nil
}

// columns are those of a row, without what a lean one leaves out.
func (f Filter) columns(all string) string {
	if f.Lean {
		return strings.Replace(all, "story.evidence", "''", 1)
	}
	return all
}

// stretch is a condition that an index answers, with the order in which a list takes its first rows from it: that of the
// index, but where what changed of late is gone through.
type stretch struct {
	text  string
	args  []any
	order string
}

func (f Filter) stretches(states []int) []stretch {
	if f.few != "" {
		all := stretch{text: "INDEXED BY " + f.few + " WHERE state IN (" + marks(len(states)) + ")", order: fullOrder}
		for _, state := range states {
			all.args = append(all.args, state)
		}
		if len(f.Regions) > 0 {
			all.text += " AND region IN (" + marks(len(f.Regions)) + ")"
			for _, region := range f.Regions {
				all.args = append(all.args, region)
			}
		}
		return []stretch{all}
	}
	var list []stretch
	for _, state := range states {
		if len(f.Regions) == 0 {
			list = append(list, stretch{"INDEXED BY story_in_order WHERE state = ?", []any{state}, listOrder})
		}
		for _, region := range f.Regions {
			list = append(list, stretch{"INDEXED BY story_by_region WHERE region = ? AND state = ?", []any{region, state}, listOrder})
		}
	}
	return list
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func (f Filter) conditions() (text string, args []any) {
	if f.Country != "" {
		text += " AND country = ?"
		args = append(args, f.Country)
	}
	if f.Unread {
		text += " AND unread = 1"
	}
	if !f.Since.IsZero() {
		text += " AND changed >= ?"
		args = append(args, micros(f.Since))
	}
	if f.Differs {
		text += " AND differs > 0"
	}
	if !f.Now.IsZero() {
		text += f.asleep()
		args = append(args, micros(f.Now))
	}
	return text, args
}

// asleep is the condition that a story sleeps beyond a time, or that it does not. Few do.
func (f Filter) asleep() string {
	not := "NOT "
	if f.Asleep {
		not = ""
	}
	return " AND n " + not + "IN (SELECT story FROM remark WHERE kind = 'snooze' AND CAST(value AS INTEGER) > ?)"
}

func (f Filter) states() ([]int, error) {
	switch {
	case f.AnyState:
		return []int{0, 1, 2, 3}, nil
	case f.State == "":
		return []int{0, 1, 2}, nil
	}
	code, err := stateCode(f.State)
	return []int{code}, err
}

// Story is one story's row; an id of a story that went into another one leads to that. The error is ErrNotFound when there is none with this id.
func (s *Store) Story(ctx context.Context, id string) (news.StoryRow, error) {
	var list []news.StoryRow
	reader, err := s.reader(ctx)
	if err == nil {
		list, err = s.listOf(ctx, func() (string, []any, error) {
			columns, args := columnsOf(reader)
			return "SELECT " + columns + " FROM story WHERE n = " + presentStory, append(args, id), nil
		})
	}
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err == nil && list[0].Remarked {
		err = s.readRemarks(ctx, &list[0])
	}
	if err != nil {
		return news.StoryRow{}, fmt.Errorf("read story %s: %w", id, err)
	}
	return list[0], nil
}

func scanStory(scan scanner) (news.StoryRow, error) {
	var r news.StoryRow
	var evidence string
	var state int
	var first, last, changed, read, decided int64
	p := &r.Placement
	err := scan(
		&r.ID, &r.Title, &r.Lang, &p.Region, &p.Country, &p.CountryName, &p.Area, &p.Score, &evidence, &state, &r.Outlets,
		&r.Origins, &r.Articles, &r.Differs, &r.Readings, &first, &last, &changed, &read, &decided, &r.Remarked,
	)
	if err != nil {
		return r, err
	}
	r.State = stateOf(state)
	r.First, r.Last, r.Changed, r.Read = fromMicros(first), fromMicros(last), fromMicros(changed), fromMicros(read)
	if decided != 0 {
		r.Decided = fromMicros(decided)
	}
	return r, decodeEvidence(evidence, p)
}

// Count is how many stories a region has.
type Count struct {
	Total int // not dismissed
	Left  int // of them new and unread
}

// RegionCounts counts the stories of each region, by region id.
func (s *Store) RegionCounts(ctx context.Context) (map[string]Count, error) {
	counts, err := s.countsBy(ctx, "region")
	if err != nil {
		return nil, fmt.Errorf("count the regions' stories: %w", err)
	}
	return counts, nil
}

// countsBy counts stories by a column of the counts.
func (s *Store) countsBy(ctx context.Context, by string) (map[string]Count, error) {
	reader, err := s.reader(ctx)
	if err != nil {
		return nil, err
	}
	question, args := "SELECT "+by+", sum(stories), sum(iif(state = 0 AND unread, stories, 0)) FROM tally WHERE state < 3 GROUP BY "+
		by+" HAVING sum(stories) > 0", []any(nil)
	if reader != deskReader {
		question, args = readingCounts(by), []any{reader}
	}
	counts := map[string]Count{}
	err = s.each(ctx, question, args, func(rows *sql.Rows) error {
		var of string
		var c Count
		if err := rows.Scan(&of, &c.Total, &c.Left); err != nil {
			return err
		}
		counts[of] = c
		return nil
	})
	return counts, err
}

// RegionsWithStories lists the ids of the regions that have any story, dismissed ones too, in no order.
func (s *Store) RegionsWithStories(ctx context.Context) ([]string, error) {
	var ids []string
	err := s.each(ctx, "SELECT DISTINCT region FROM tally WHERE stories > 0", nil, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list the stories' regions: %w", err)
	}
	return ids, nil
}

// CountryCounts counts the stories of each country, by its code; "" stands for the stories without one.
func (s *Store) CountryCounts(ctx context.Context) (map[string]Count, error) {
	counts, err := s.countsBy(ctx, "country")
	if err != nil {
		return nil, fmt.Errorf("count the countries' stories: %w", err)
	}
	return counts, nil
}

// Counts tells how many articles and stories there are, and how many of the stories not dismissed are unread.
func (s *Store) Counts(ctx context.Context) (articles, stories, unread int, err error) {
	reader, err := s.reader(ctx)
	if err == nil {
		err = s.one(ctx, `SELECT (SELECT coalesce(sum(articles), 0) FROM source), coalesce(sum(stories), 0),
			coalesce(sum(iif(unread AND state < 3, stories, 0)), 0) FROM tally WHERE state < 4`, nil, []any{&articles, &stories, &unread})
	}
	if err == nil && reader != deskReader {
		err = s.one(ctx, `SELECT (SELECT coalesce(sum(stories), 0) FROM tally WHERE state < 3)
			- (SELECT coalesce(sum(stories), 0) FROM reading_tally WHERE reader = ? AND state < 3)`, []any{reader}, []any{&unread})
	}
	if err != nil {
		err = fmt.Errorf("count articles and stories: %w", err)
	}
	return articles, stories, unread, err
}
