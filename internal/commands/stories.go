package commands

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// choice is which stories a command is about, as its flags say.
type choice struct {
	region, state, since, find string
	unread                     bool
}

func (c *choice) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.region, "region", "", "only this region, by its `id`")
	cmd.Flags().StringVar(&c.state, "state", "", "only stories in this `state`: new, watching, cited, dismissed")
	cmd.Flags().BoolVar(&c.unread, "unread", false, "only stories in which something is unread")
	cmd.Flags().StringVar(&c.find, "find", "", "only stories that answer this `search`: country:niger since:fri")
	cmd.Flags().StringVar(&c.since, "since", "", "only stories changed since this `time`: 24h, 3d or RFC 3339")
}

// query turns the flags into a question to the desk.
func (p *program) query(ctx context.Context, d *desk.Desk, c choice) (desk.Query, error) {
	region, err := regionOf(ctx, d, c.region)
	if err != nil {
		return desk.Query{}, err
	}
	state, err := stateOf(c.state)
	if err != nil {
		return desk.Query{}, err
	}
	since, err := p.since(c.since)
	if err != nil {
		return desk.Query{}, err
	}
	return desk.Query{Region: region, State: state, Since: since, Unread: c.unread, Find: c.find}, nil
}

func (p *program) storiesCommand() *cobra.Command {
	var c choice
	cmd := &cobra.Command{
		Use: "stories", Short: "List stories", Args: usage(cobra.NoArgs),
		Long: "List stories, unread and most independent origins first. Dismissed ones are listed with --state dismissed.",
		RunE: func(cmd *cobra.Command, _ []string) error { return p.stories(cmd.Context(), c) },
	}
	c.flags(cmd)
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	cmd.AddCommand(p.arrangeCommands()...)
	return cmd
}

func (p *program) stories(ctx context.Context, c choice) (err error) {
	d, conf, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	q, err := p.query(ctx, d, c)
	if err != nil {
		return err
	}
	rows, err := d.Stories(ctx, q)
	if err != nil {
		return err
	}
	if p.asJSON {
		list, err := withArticles(ctx, d, rows)
		if err != nil {
			return err
		}
		return report.StoriesJSON(p.out, list)
	}
	p.listStories(d, conf, rows)
	return nil
}

// withArticles adds to each row the articles of its story.
func withArticles(ctx context.Context, d *desk.Desk, rows []news.StoryRow) ([]report.Story, error) {
	list := make([]report.Story, 0, len(rows))
	for _, row := range rows {
		articles, err := d.StoryArticles(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		list = append(list, report.Story{Row: row, Articles: articles})
	}
	return list, nil
}

// listStories prints a line a story under each region, in the order of the regions.
func (p *program) listStories(d *desk.Desk, c config.Config, rows []news.StoryRow) {
	words := report.WordsIn(c.Lang)
	if len(rows) == 0 {
		fmt.Fprintln(p.out, words.Empty)
		return
	}
	for _, group := range byRegion(d, rows) {
		fmt.Fprintf(p.out, "%s\n", d.RegionName(group.region))
		for _, row := range group.rows {
			fmt.Fprintf(p.out, "  %s  %s\n", row.ID, storyLine(d, words, row))
		}
	}
}

type regionGroup struct {
	region string
	rows   []news.StoryRow
}

// byRegion groups rows by region in display order; the order within a region is kept.
func byRegion(d *desk.Desk, rows []news.StoryRow) []regionGroup {
	at := map[string]int{}
	groups := []regionGroup{}
	for _, id := range d.RegionOrder() {
		at[id] = len(groups)
		groups = append(groups, regionGroup{region: id})
	}
	for _, row := range rows {
		i, ok := at[row.Placement.Region]
		if !ok {
			i = at[news.Unplaced]
		}
		groups[i].rows = append(groups[i].rows, row)
	}
	full := groups[:0]
	for _, g := range groups {
		if len(g.rows) > 0 {
			full = append(full, g)
		}
	}
	return full
}

// storyLine is a story in one line: "NEW Mali: title. 6 outlets, 2 origins, differs 12 / 15".
func storyLine(d *desk.Desk, words report.Words, row news.StoryRow) string {
	var b strings.Builder
	b.WriteString(strings.ToUpper(words.Mark(row)))
	b.WriteByte(' ')
	if place := d.PlaceName(row.Placement); place != "" {
		b.WriteString(place + ": ")
	}
	fmt.Fprintf(&b, "%s. %s, %s", safe.Line(row.Title), words.Outlets(row.Outlets), words.Origins(row.Origins))
	if row.Differs > 0 {
		fmt.Fprintf(&b, ", %s %s", words.Differs, safe.Line(row.Readings))
	}
	return b.String()
}
