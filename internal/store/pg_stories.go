package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"harmattan/internal/news"
)

// pgArgs gathers the values of a question.
type pgArgs []any

// add adds a value and names its place.
func (a *pgArgs) add(value any) string {
	*a = append(*a, value)
	return "$" + strconv.Itoa(len(*a))
}

// Stories lists stories; see Store.Stories.
func (p *Postgres) Stories(ctx context.Context, f Filter) ([]news.StoryRow, error) {
	if f.Country != "" && len(f.Regions) == 0 { // a country's stories are those of a few regions
		var err error
		question := "SELECT region FROM tally WHERE country = $1 GROUP BY region HAVING sum(stories) > 0"
		if f.Regions, err = p.strings(ctx, question, plain(f.Country)); err != nil {
			return nil, fmt.Errorf("list stories: %w", err)
		}
		if len(f.Regions) == 0 {
			return nil, nil
		}
	}
	reader, err := p.reader(ctx)
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	var list []news.StoryRow
	if reader != deskReader {
		list, err = p.storiesOf(ctx, f, reader)
	} else {
		list, err = p.listOf(ctx, f)
	}
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	return list, nil
}

func (p *Postgres) listOf(ctx context.Context, f Filter) ([]news.StoryRow, error) {
	question, args, err := f.pgQuestion()
	if err != nil {
		return nil, err
	}
	return p.storyRows(ctx, question, args)
}

func (p *Postgres) storyRows(ctx context.Context, question string, args []any) ([]news.StoryRow, error) {
	var list []news.StoryRow
	err := p.each(ctx, question, args, func(scan scanner) error {
		r, err := scanStory(scan)
		list = append(list, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, p.addRemarks(ctx, list)
}

// pgQuestion asks each state of each region for its first entries, which an index holds in order, and merges those; see
// Filter.question.
func (f Filter) pgQuestion() (string, []any, error) {
	var args pgArgs
	which, limit, err := f.pgStretches(&args)
	if err != nil {
		return "", nil, err
	}
	conditions := f.pgConditions(&args)
	var parts []string
	for _, w := range which {
		parts = append(parts, "SELECT * FROM (SELECT n, unread, unread AND state = 1 AS watched, origins, last FROM story WHERE "+
			w+conditions+listOrder+" LIMIT "+limit+") part")
	}
	question := "WITH shown AS (" + strings.Join(parts, " UNION ALL ") + fullOrder + " LIMIT " + limit + ") SELECT " + f.columns(storyColumns) +
		" FROM shown JOIN story ON story.n = shown.n" +
		" ORDER BY shown.unread DESC, shown.watched DESC, shown.origins DESC, shown.last DESC, shown.n"
	return question, args, nil
}

// pgStretches are conditions that an index answers, one for each state of each region, and the limit of a list.
func (f Filter) pgStretches(args *pgArgs) (which []string, limit string, err error) {
	states, err := f.states()
	if err != nil {
		return nil, "", err
	}
	limit = "ALL"
	if f.Limit > 0 {
		limit = args.add(f.Limit)
	}
	regions := []string{""}
	for _, region := range f.Regions {
		regions = append(regions, " AND region = "+args.add(plain(region)))
	}
	if len(f.Regions) > 0 {
		regions = regions[1:]
	}
	for _, region := range regions {
		for _, state := range states {
			which = append(which, "state = "+strconv.Itoa(state)+region)
		}
	}
	return which, limit, nil
}

func (f Filter) pgConditions(args *pgArgs) string {
	var b strings.Builder
	if f.Country != "" {
		b.WriteString(" AND country = " + args.add(plain(f.Country)))
	}
	if f.Unread {
		b.WriteString(" AND unread")
	}
	if !f.Since.IsZero() {
		b.WriteString(" AND changed >= " + args.add(micros(f.Since)))
	}
	if f.Differs {
		b.WriteString(" AND differs > 0")
	}
	if !f.Now.IsZero() {
		not := "NOT "
		if f.Asleep {
			not = ""
		}
		b.WriteString(" AND n " + not + "IN (SELECT story FROM remark WHERE kind = 'snooze' AND value::bigint > " + args.add(micros(f.Now)) + ")")
	}
	return b.String()
}

// Story is one story's row; see Store.Story.
func (p *Postgres) Story(ctx context.Context, id string) (news.StoryRow, error) {
	var list []news.StoryRow
	reader, err := p.reader(ctx)
	if err == nil {
		args := pgArgs{plain(id)}
		list, err = p.storyRows(ctx, "SELECT "+pgColumnsOf(reader, &args)+" FROM story WHERE n = "+pgPresent, args)
	}
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return news.StoryRow{}, fmt.Errorf("read story %s: %w", id, err)
	}
	return list[0], nil
}

// StoriesByID lists stories by their ids, in the order of lists.
func (p *Postgres) StoriesByID(ctx context.Context, ids []string) ([]news.StoryRow, error) {
	var list []news.StoryRow
	numbers := map[string]int64{} // which of two began first
	reader, err := p.reader(ctx)
	if err == nil {
		args := pgArgs{plains(ids)}
		question := "SELECT story.n, " + pgColumnsOf(reader, &args) + " FROM story WHERE (state < 4) IS TRUE AND id = ANY($1)" // by their ids, not by state
		err = p.each(ctx, question, args, func(scan scanner) error {
			var n int64
			r, err := scanStory(func(into ...any) error { return scan(append([]any{&n}, into...)...) })
			list = append(list, r)
			numbers[r.ID] = n
			return err
		})
	}
	if err == nil {
		err = p.addRemarks(ctx, list)
	}
	if err != nil {
		return nil, fmt.Errorf("list stories: %w", err)
	}
	slices.SortFunc(list, func(a, b news.StoryRow) int {
		return cmp.Or(inListOrder(a, b), cmp.Compare(numbers[a.ID], numbers[b.ID]))
	})
	return list, nil
}

// RegionCounts counts the stories of each region, by region id.
func (p *Postgres) RegionCounts(ctx context.Context) (map[string]Count, error) {
	counts, err := p.tally(ctx, "region")
	if err != nil {
		return nil, fmt.Errorf("count the regions' stories: %w", err)
	}
	return counts, nil
}

// RegionsWithStories lists the ids of the regions that have any story, dismissed ones too, in no order.
func (p *Postgres) RegionsWithStories(ctx context.Context) ([]string, error) {
	ids, err := p.strings(ctx, "SELECT region FROM tally GROUP BY region HAVING sum(stories) > 0")
	if err != nil {
		return nil, fmt.Errorf("list the stories' regions: %w", err)
	}
	return ids, nil
}

// CountryCounts counts the stories of each country, by its code; "" stands for the stories without one.
func (p *Postgres) CountryCounts(ctx context.Context) (map[string]Count, error) {
	counts, err := p.tally(ctx, "country")
	if err != nil {
		return nil, fmt.Errorf("count the countries' stories: %w", err)
	}
	return counts, nil
}

func (p *Postgres) tally(ctx context.Context, by string) (map[string]Count, error) {
	reader, err := p.reader(ctx)
	if err != nil {
		return nil, err
	}
	counts := map[string]Count{}
	question, args := "SELECT "+by+`, sum(stories)::bigint, coalesce(sum(stories) FILTER (WHERE state = 0 AND unread), 0)::bigint
		FROM tally WHERE state < 3 GROUP BY `+by+" HAVING sum(stories) > 0", []any(nil)
	if reader != deskReader {
		question, args = "SELECT "+by+`, sum(stories)::bigint, coalesce(sum(stories) FILTER (WHERE state = 0), 0)::bigint
			- coalesce((SELECT sum(r.stories) FROM reading_tally r WHERE r.reader = $1 AND r.`+by+" = tally."+by+` AND r.state = 0), 0)::bigint
			FROM tally WHERE state < 3 GROUP BY `+by+" HAVING sum(stories) > 0", []any{reader}
	}
	err = p.each(ctx, question, args, func(scan scanner) error {
		var of string
		var c Count
		err := scan(&of, &c.Total, &c.Left)
		counts[of] = c
		return err
	})
	return counts, err
}

// Counts tells how many articles and stories there are, and how many of the stories not dismissed are unread.
func (p *Postgres) Counts(ctx context.Context) (articles, stories, unread int, err error) {
	reader, err := p.reader(ctx)
	if err == nil {
		err = p.one(ctx, `SELECT (SELECT coalesce(sum(articles), 0) FROM source_tally)::bigint, coalesce(sum(stories), 0)::bigint,
			coalesce(sum(stories) FILTER (WHERE unread AND state < 3), 0)::bigint FROM tally WHERE state < 4`,
			nil, []any{&articles, &stories, &unread})
	}
	if err == nil && reader != deskReader {
		err = p.one(ctx, `SELECT (SELECT coalesce(sum(stories), 0) FROM tally WHERE state < 3)::bigint
			- (SELECT coalesce(sum(stories), 0) FROM reading_tally WHERE reader = $1 AND state < 3)::bigint`, []any{reader}, []any{&unread})
	}
	if err != nil {
		err = fmt.Errorf("count articles and stories: %w", err)
	}
	return articles, stories, unread, err
}

// StoriesByDay counts by region the stories that began on each of a number of days; see Store.StoriesByDay.
func (p *Postgres) StoriesByDay(ctx context.Context, from time.Time, days int) (map[string][]int, error) {
	out := map[string][]int{}
	const day = 24 * time.Hour
	const quarter = 15 * time.Minute
	question := `SELECT region, (quarter - $1) / $2, sum(stories)::bigint FROM began WHERE quarter >= $1 AND quarter < $1 + $2 * $3
		GROUP BY 1, 2 HAVING sum(stories) > 0`
	err := p.each(ctx, question, []any{micros(from) / quarter.Microseconds(), int64(day / quarter), days}, func(scan scanner) error {
		var region string
		var at, count int
		if err := scan(&region, &at, &count); err != nil {
			return err
		}
		if out[region] == nil {
			out[region] = make([]int, days)
		}
		out[region][at] = count
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("count the stories of each day: %w", err)
	}
	return out, nil
}
