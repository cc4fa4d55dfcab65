package commands

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"harmattan/feeds"
	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

func (p *program) feedsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "feeds", Short: "List, add, remove, import, export and check feeds",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withHint(usageError{errors.New("feeds needs to know what to do")}, "%s --help", cmd.CommandPath())
		},
	}
	cmd.AddCommand(
		p.feedsListCommand(), p.feedsAddCommand(), p.feedsRemoveCommand(), p.feedsImportCommand(),
		p.feedsExportCommand(), p.feedsCheckCommand(),
	)
	return cmd
}

func (p *program) feedsListCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "list", Short: "List the feeds and how they do", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			rows, err := p.feedRows(cmd.Context())
			if err != nil {
				return err
			}
			if p.asJSON {
				return p.feedsJSON(rows)
			}
			for _, f := range rows {
				fmt.Fprintln(p.out, feedLine(f))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	return cmd
}

// feedRows opens the desk only to list its feeds.
func (p *program) feedRows(ctx context.Context) (rows []news.FeedRow, err error) {
	d, _, err := p.openToRead(ctx)
	if err != nil {
		return nil, err
	}
	defer closing(d, &err)
	return d.Feeds(ctx)
}

// feedLine is a feed in one line: grade, outlet, language, country, how it does, address.
func feedLine(f news.FeedRow) string {
	status := string(f.State.Status)
	if status == "" {
		status = "not asked yet"
	}
	if f.State.Error != "" {
		status += ": " + safe.Line(f.State.Error)
	}
	return fmt.Sprintf("%-1s  %-24s %-2s %-2s  %5d articles  %s  %s",
		orDash(f.Grade), safe.Line(f.Outlet), orDash(string(f.Lang)), orDash(f.Country), f.Articles, safe.Line(f.URL), status)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return safe.Line(s)
}

func (p *program) feedsJSON(rows []news.FeedRow) error {
	type feed struct {
		URL      string           `json:"url"`
		Outlet   string           `json:"outlet"`
		Lang     news.Lang        `json:"lang"`
		Country  string           `json:"country"`
		Grade    string           `json:"grade"`
		FullText bool             `json:"full_text"`
		Status   news.FetchStatus `json:"status"`
		Error    string           `json:"error"`
		Fetched  string           `json:"fetched"`
		Next     string           `json:"next"`
		Articles int              `json:"articles"`
	}
	list := []feed{}
	for _, f := range rows {
		list = append(list, feed{
			f.URL, f.Outlet, f.Lang, f.Country, f.Grade, f.FullText, f.State.Status, f.State.Error,
			stamp(f.State.Fetched), stamp(f.State.Next), f.Articles,
		})
	}
	return report.WriteJSON(p.out, struct {
		Feeds []feed `json:"feeds"`
	}{list})
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func (p *program) feedsAddCommand() *cobra.Command {
	var f news.Feed
	var lang string
	cmd := &cobra.Command{
		Use: "add URL", Short: "Add a feed, or the feeds that a page names",
		Long: `Add the feed at an address. Where the address is a page, the feeds it names are looked for; one is added, several are
listed to choose from.`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.Lang = news.Lang(lang)
			return p.addFeed(cmd.Context(), args[0], f)
		},
	}
	cmd.Flags().StringVar(&f.Outlet, "outlet", "", "who publishes it")
	cmd.Flags().StringVar(&lang, "language", "", "language of its texts, as `en, fr, ar, …`")
	cmd.Flags().StringVar(&f.Country, "country", "", "its home country, as `ML`")
	cmd.Flags().StringVar(&f.Grade, "grade", "", "grade of the source, `A to F`")
	cmd.Flags().BoolVar(&f.FullText, "full-text", false, "read the pages where the feed has only teasers")
	return cmd
}

func (p *program) addFeed(ctx context.Context, address string, f news.Feed) (err error) {
	d, c, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	found, err := feeds.NewClient(p.fetchOptions(c)).Discover(ctx, address)
	if err != nil {
		return withHint(fmt.Errorf("look for a feed at %s: %w", safe.Line(address), err), "harmattan feeds check %s says more", safe.Line(address))
	}
	switch len(found) {
	case 0:
		return withHint(fmt.Errorf("no feed at %s", safe.Line(address)), "look for the address of its RSS or Atom feed")
	case 1:
	default:
		for _, x := range found {
			fmt.Fprintln(p.out, safe.Line(x.URL))
		}
		return withHint(fmt.Errorf("%s names %d feeds", safe.Line(address), len(found)), "add one of those listed")
	}
	f = merged(f, found[0])
	rows, err := d.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, x := range rows {
		if x.URL == f.URL {
			return withHint(fmt.Errorf("%s is on the list already", safe.Line(f.URL)), "harmattan feeds list")
		}
	}
	if err := d.AddFeed(ctx, f); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "added %s (%s)\n", safe.Line(f.URL), safe.Line(f.Outlet))
	return nil
}

// merged is the feed found at an address, with what the officer said of it on top.
func merged(said, found news.Feed) news.Feed {
	said.URL = found.URL
	if said.Outlet == "" {
		said.Outlet = found.Outlet
	}
	if said.Lang == "" {
		said.Lang = found.Lang
	}
	return said
}

func (p *program) feedsRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use: "remove URL", Short: "Remove an added feed; its articles stay", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			d, c, err := p.open(cmd.Context())
			if err != nil {
				return err
			}
			defer closing(d, &err)
			if d.Configured(args[0]) {
				return withHint(fmt.Errorf("%s stands in %s", safe.Line(args[0]), c.Path), "take its [[feed]] out there")
			}
			if err := d.RemoveFeed(cmd.Context(), args[0]); err != nil {
				if errors.Is(err, desk.ErrNoFeed) {
					return withHint(fmt.Errorf("no feed has the address %s", safe.Line(args[0])), "harmattan feeds list")
				}
				return err
			}
			fmt.Fprintf(p.out, "removed %s; its articles stay\n", safe.Line(args[0]))
			return nil
		},
	}
}

func (p *program) feedsImportCommand() *cobra.Command {
	return &cobra.Command{
		Use: "import OPML", Short: "Add the feeds of an OPML file", Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return p.importFeeds(cmd.Context(), args[0]) },
	}
}

func (p *program) importFeeds(ctx context.Context, path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("import feeds: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	list, err := feeds.ReadOPML(f, path)
	if err != nil {
		return withHint(fmt.Errorf("import feeds: %w", err), "nothing was added; OPML is XML with an outline element for each feed")
	}
	d, _, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	added, err := d.AddFeeds(ctx, list)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "added %d feeds; %d were on the list already\n", added, len(list)-added)
	return nil
}

func (p *program) feedsExportCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use: "export", Short: "Write the feeds as OPML", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			rows, err := p.feedRows(cmd.Context())
			if err != nil {
				return err
			}
			list := make([]news.Feed, 0, len(rows))
			for _, r := range rows {
				list = append(list, r.Feed)
			}
			return p.writeTo(output, func(out io.Writer) error { return feeds.WriteOPML(out, list) })
		},
	}
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this `file`")
	return cmd
}

func (p *program) feedsCheckCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "check [FILE|URL]...", Short: "Read feeds and say all that is odd about them",
		Long: "Read the feeds named, files or addresses, or without any the whole list, and say what was found, guessed, repaired and dropped.",
		RunE: func(cmd *cobra.Command, args []string) error { return p.checkFeeds(cmd.Context(), args) },
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one line of JSON a source")
	return cmd
}

func (p *program) checkFeeds(ctx context.Context, sources []string) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	if len(sources) == 0 {
		for _, f := range c.Feeds {
			sources = append(sources, f.URL)
		}
	}
	client := feeds.NewClient(p.fetchOptions(c))
	failed := 0
	for _, s := range sources {
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := client.Check(ctx, s)
		if err != nil {
			r.Error = err.Error()
		}
		if r.Error != "" {
			failed++
		}
		if err := p.printCheck(r); err != nil {
			return err
		}
	}
	if failed > 0 {
		return withHint(fmt.Errorf("%d of %d feeds could not be read", failed, len(sources)), "what is wrong stands with each of them")
	}
	return nil
}

// printCheck says what was found of one feed, before the next one is asked.
func (p *program) printCheck(r feeds.Report) error {
	if p.asJSON {
		if err := checkLine(p.out, r); err != nil {
			return err
		}
	} else {
		p.checkText(r)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("print what was found: %w", err)
	}
	return nil
}

func checkLine(out io.Writer, r feeds.Report) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

func (p *program) checkText(r feeds.Report) {
	fmt.Fprintf(p.out, "%s\n", safe.Line(r.Source))
	if r.Error != "" {
		fmt.Fprintf(p.out, "  error: %s\n", safe.Line(r.Error))
	}
	if r.Format != "" {
		fmt.Fprintf(p.out, "  %s, %q, %d items\n", r.Format, safe.Line(r.Title), len(r.Items))
	}
	for _, w := range r.Warnings {
		fmt.Fprintf(p.out, "  %s\n", safe.Line(w))
	}
}
