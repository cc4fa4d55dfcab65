package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
	"harmattan/summarize"
)

// format is how a report is written.
type format string

const formatNames = "text, md, html, email, docx or json"

func (f *format) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar((*string)(f), "format", "text", formatNames)
}

func (f format) check() error {
	if report.Format(f).Known() {
		return nil
	}
	return withHint(usageError{fmt.Errorf("no such format: %q", string(f))}, formatNames)
}

// fits tells whether the format can go where it is to be written.
func (f format) fits(p *program, output string) error {
	if report.Format(f).Binary() && output == "" && p.onTerminal() {
		return withHint(usageError{fmt.Errorf("a terminal cannot show %s", f)}, "-o FILE writes it to a file")
	}
	return nil
}

// length is how much of each briefing a report holds.
type length string

func (l *length) flag(cmd *cobra.Command) {
	cmd.Flags().StringVar((*string)(l), "length", "", "line, brief or full; one story is full without it, many are brief; JSON is always full")
}

func (l length) check() error {
	if l == "" {
		return nil
	}
	if _, ok := desk.LengthNamed(string(l)); !ok {
		return withHint(usageError{fmt.Errorf("no such length: %q", string(l))}, "line, brief or full")
	}
	return nil
}

// shorten leaves the statements out of a briefing's order that its length does not hold.
func (l length) shorten(b news.Briefing) news.Briefing {
	if n, ok := desk.LengthNamed(string(l)); ok {
		b.Order = summarize.Shorten(b, n)
	}
	return b
}

func (p *program) briefCommand() *cobra.Command {
	var c choice
	var f format
	var l length
	var output string
	var again int64
	var list bool
	cmd := &cobra.Command{
		Use: "brief [STORY-ID]", Short: "Write one briefing, or the morning brief of many",
		Long: `Write the briefing of one story, or the brief of all stories that --region, --state, --since and --find choose, by region.
Without any of them the brief is of what changed in the last 24 hours. --find takes what the search of the reader takes:
"country:niger since:fri". A brief that was arranged in the reader is written again, as it was, by --again.`,
		Args: usage(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := errors.Join(f.check(), l.check(), f.fits(p, output)); err != nil {
				return err
			}
			s := shape{f, l, output}
			switch {
			case list:
				return p.listBriefs(cmd.Context())
			case again != 0:
				return p.briefAgain(cmd.Context(), again, s)
			}
			return p.brief(cmd.Context(), args, c, s)
		},
	}
	c.flags(cmd)
	f.flag(cmd)
	l.flag(cmd)
	p.outputFlag(cmd, &output)
	cmd.Flags().BoolVar(&list, "list", false, "list the briefs that were written in the reader")
	cmd.Flags().Int64Var(&again, "again", 0, "write the brief of this `number` again, as it was")
	return cmd
}

// shape is how a brief is written and where.
type shape struct {
	format format
	length length
	output string
}

func (p *program) brief(ctx context.Context, args []string, c choice, s shape) (err error) {
	d, conf, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	var rows []news.StoryRow
	title := ""
	if len(args) == 1 {
		view, err := d.Story(ctx, args[0])
		if err != nil {
			return unknownStory(err, args[0])
		}
		rows = []news.StoryRow{view.Row}
	} else {
		title = report.WordsIn(conf.Lang).Brief
		if rows, err = p.chosen(ctx, d, c); err != nil {
			return err
		}
	}
	o := p.reportOptions(d, conf)
	o.Title = title
	views, err := open(ctx, d, rows)
	if err != nil {
		return err
	}
	if s.length == "" && len(args) == 0 {
		s.length = "brief"
	}
	if s.format != "json" {
		for i := range views {
			views[i].Briefing = s.length.shorten(views[i].Briefing)
		}
	}
	return p.writeTo(s.output, func(out io.Writer) error { return writeBrief(out, views, s.format, o) })
}

// chosen lists the stories of a morning brief in the order of their regions.
func (p *program) chosen(ctx context.Context, d *desk.Desk, c choice) ([]news.StoryRow, error) {
	if c == (choice{}) {
		c.since = "24h"
	}
	q, err := p.query(ctx, d, c)
	if err != nil {
		return nil, err
	}
	rows, err := d.Stories(ctx, q)
	if err != nil {
		return nil, err
	}
	var ordered []news.StoryRow
	for _, g := range byRegion(d, rows) {
		ordered = append(ordered, g.rows...)
	}
	return ordered, nil
}

// open opens each story for reading.
func open(ctx context.Context, d *desk.Desk, rows []news.StoryRow) ([]desk.View, error) {
	views := make([]desk.View, 0, len(rows))
	for _, row := range rows {
		view, err := d.Story(ctx, row.ID)
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

// writeBrief writes the briefings of rows; one story's without a title is its own document.
func writeBrief(out io.Writer, views []desk.View, f format, o report.Options) error {
	stories := make([]report.Story, 0, len(views))
	briefings := make([]news.Briefing, 0, len(views))
	for _, view := range views {
		stories = append(stories, report.Story{Row: view.Row, Articles: view.Briefing.Articles})
		briefings = append(briefings, view.Briefing)
	}
	switch {
	case f == "json" && o.Title == "":
		return report.BriefingJSON(out, briefings[0])
	case f == "json":
		return report.BriefsJSON(out, stories, briefings)
	}
	if o.Title == "" {
		return writePage(out, report.Build(stories, briefings, o), f)
	}
	return writePage(out, report.BuildBrief(stories, briefings, o), f)
}

func (p *program) reportOptions(d *desk.Desk, c config.Config) report.Options {
	return report.Options{
		Lang: c.Lang, Location: time.Local, Made: p.Now(), Place: d.PlaceName, Region: d.RegionName,
	}
}

func writePage(out io.Writer, page report.Page, f format) error {
	return report.Write(out, page, report.Format(f))
}

func unknownStory(err error, id string) error {
	if errors.Is(err, desk.ErrNoStory) {
		return withHint(fmt.Errorf("no story has the id %q", id), "harmattan stories lists them")
	}
	return err
}

// listBriefs lists the briefs that were written and kept.
func (p *program) listBriefs(ctx context.Context) (err error) {
	d, c, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	list, err := d.Briefs(ctx, time.Time{})
	if err != nil {
		return err
	}
	words := report.WordsIn(c.Lang)
	for _, b := range list {
		fmt.Fprintln(p.out, safe.Line(fmt.Sprintf("%d · %s · %s · %s · %d", b.ID, words.Date(b.At.Local()), b.Who, b.Title, len(b.Stories))))
	}
	return nil
}

// briefAgain writes a brief as it was written before.
func (p *program) briefAgain(ctx context.Context, id int64, s shape) (err error) {
	d, _, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	content, err := d.WrittenBrief(ctx, id)
	if errors.Is(err, desk.ErrNoStory) {
		return withHint(fmt.Errorf("no brief has the number %d", id), "harmattan brief --list lists them")
	}
	if err != nil {
		return err
	}
	page, err := report.Restore(content)
	if err != nil {
		return err
	}
	return p.writeTo(s.output, func(out io.Writer) error { return writePage(out, page, s.format) })
}
