package store

import (
	"context"
	"math"
	"slices"
)

// narrowStories lists the articles of the stories that can meet the conditions of a search, where these stories are no more than so
// many; see Store.narrowStories.
func (p *Postgres) narrowStories(ctx context.Context, c *candidates, list []Where, few int) (err error) {
	var counted, ofStories []Where // what the tally knows, and all that is about stories
	most := math.MaxInt
	for _, w := range list {
		switch w.Field {
		case ByRegion, ByCountry, ByState, StoryUnread:
			counted, ofStories = append(counted, w), append(ofStories, w)
		case StoryDiffer:
			ofStories = append(ofStories, w)
		case ByStory:
			ofStories = append(ofStories, w)
			if !w.Not {
				most = min(most, len(w.In))
			}
		default:
		}
	}
	if len(counted) > 0 && most > few {
		var in Where
		if most, in, err = p.counted(ctx, counted); err != nil {
			return err
		}
		ofStories = append(ofStories, in)
	}
	if most > few && slices.ContainsFunc(list, func(w Where) bool { return w.Field == StoryDiffer && !w.Not }) {
		question := "SELECT count(*) FROM (SELECT FROM story WHERE differs > 0 LIMIT $1) differing"
		if err := p.one(ctx, question, []any{few + 1}, []any{&most}); err != nil {
			return err
		}
	}
	if most > few {
		return nil
	}
	var args pgArgs
	conditions, err := pgWhere(ofStories, &args)
	if err != nil {
		return err
	}
	c.only = []int64{}
	question := `SELECT a.n FROM story CROSS JOIN LATERAL (SELECT n FROM article WHERE article.story = story.n OFFSET 0) a
		WHERE story.state < 4` + conditions
	err = p.each(ctx, question, args, func(scan scanner) error {
		var n int64
		err := scan(&n)
		c.only = append(c.only, n)
		return err
	})
	slices.Sort(c.only)
	return err
}

// counted is how many stories meet conditions that they are counted by, and the condition that they are in their regions,
// by which an index finds them.
func (p *Postgres) counted(ctx context.Context, list []Where) (most int, in Where, err error) {
	var args pgArgs
	from := pgCountsOf(&list, &args)
	conditions, err := pgWhere(list, &args)
	if err != nil {
		return 0, in, err
	}
	in = Where{Field: ByRegion, In: []string{}}
	question := "SELECT region, sum(stories)::bigint FROM " + from + " story WHERE state < 4" + conditions + " GROUP BY region HAVING sum(stories) > 0"
	err = p.each(ctx, question, args, func(scan scanner) error {
		var region string
		var stories int
		err := scan(&region, &stories)
		in.In = append(in.In, region)
		most += stories
		return err
	})
	return most, in, err
}

// pgCountsOf is the table of counts for conditions; see countsOf.
func pgCountsOf(list *[]Where, args *pgArgs) (from string) {
	var rest []Where
	from = "tally"
	for _, w := range *list {
		switch {
		case w.Field != StoryUnread || w.reader == deskReader:
			rest = append(rest, w)
		case w.Not:
			from = "(SELECT region, country, state, stories FROM reading_tally WHERE reader = " + args.add(w.reader) + ")"
		default:
			from = "(SELECT region, country, state, stories FROM tally UNION ALL SELECT region, country, state, -stories FROM reading_tally WHERE reader = " +
				args.add(w.reader) + ")"
		}
	}
	*list = rest
	return from
}
