package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"harmattan/feeds"
	"harmattan/internal/config"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/report"
	"harmattan/internal/safe"
	"harmattan/summarize"
)

// maxInput is the longest text read from a file or from standard input, in bytes.
const maxInput = 32 << 20

func (p *program) summarizeCommand() *cobra.Command {
	var l length
	cmd := &cobra.Command{
		Use: "summarize [FILE|URL|-]...", Short: "Collapse the repeats in any text or page",
		Long: `Read texts, files or pages and collapse what they repeat. Several are read as the articles of one story.
Without an argument, or with -, the text comes from standard input.`,
		Example: `  harmattan summarize article.txt
  harmattan summarize https://example.org/news/1 https://example.org/news/2
  pbpaste | harmattan summarize --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := l.check(); err != nil {
				return err
			}
			return p.summarize(cmd.Context(), args, l)
		},
	}
	l.flag(cmd)
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	return cmd
}

func (p *program) summarize(ctx context.Context, args []string, l length) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	if len(args) == 0 {
		if term.IsTerminal(int(p.Stdin.Fd())) {
			return withHint(usageError{errors.New("no text given")}, "name a file or an address, or pipe a text in")
		}
		args = []string{"-"}
	}
	client := feeds.NewClient(p.fetchOptions(c))
	var articles []news.Article
	for i, arg := range args {
		a, err := p.source(ctx, client, arg)
		if err != nil {
			return err
		}
		a.ID = fmt.Sprintf("a%d", i+1)
		a.Lang = summarize.Detect(a.Title+"\n"+a.Text, a.Lang)
		articles = append(articles, a)
	}
	for i, origin := range summarize.Origins(articles) {
		articles[i].Origin = origin
	}
	b := summarize.Brief(articles)
	if p.asJSON {
		return report.BriefingJSON(p.out, b)
	}
	return p.summaryText(c, l.shorten(b))
}

// source reads one argument as an article: a page, a file, or standard input.
func (p *program) source(ctx context.Context, client *feeds.Client, arg string) (news.Article, error) {
	if strings.Contains(arg, "://") {
		a, err := client.Page(ctx, arg)
		if err != nil {
			return a, withHint(fmt.Errorf("read %s: %w", safe.Line(arg), err), "is it a page of http or https that needs no sign-in?")
		}
		return a, nil
	}
	var in io.Reader = p.Stdin
	name := "standard input"
	if arg != "-" {
		f, err := os.Open(arg)
		if err != nil {
			return news.Article{}, withHint(fmt.Errorf("read a text: %w", err), "a file, an address that begins with https://, or -")
		}
		defer f.Close() //nolint:errcheck // only read
		in, name = f, arg
	}
	body, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	if err != nil {
		return news.Article{}, fmt.Errorf("read %s: %w", name, err)
	}
	if len(body) > maxInput {
		return news.Article{}, fmt.Errorf("read %s: it is longer than %d MiB", name, maxInput>>20)
	}
	if !utf8.Valid(body) {
		return news.Article{}, withHint(fmt.Errorf("read %s: it is no UTF-8 text", name), "iconv -f WINDOWS-1252 -t UTF-8 %s", name)
	}
	return news.Article{Outlet: name, Text: safe.Text(string(body))}, nil
}

// summaryText prints a briefing of texts as people read it, under where they belong.
func (p *program) summaryText(c config.Config, b news.Briefing) error {
	taxonomy, err := taxonomyOf(c)
	if err != nil {
		return err
	}
	placer, err := regions.New(taxonomy)
	if err != nil {
		return fmt.Errorf("build the regions: %w", err)
	}
	var placements []news.Placement
	outlets, origins := map[string]bool{}, map[string]bool{}
	for _, a := range b.Articles {
		placements = append(placements, placer.Place(regions.Text{Title: a.Title, Body: a.Text, Lang: a.Lang}))
		outlets[a.Outlet], origins[a.Origin] = true, true
	}
	row := news.StoryRow{
		Title: b.Title, Lang: b.Lang, Placement: placer.Vote(placements), State: news.New,
		Outlets: len(outlets), Origins: len(origins), Articles: len(b.Articles),
	}
	o := report.Options{
		Lang: c.Lang, Location: p.Now().Location(), Made: p.Now(),
		Place:  func(x news.Placement) string { return placer.CountryName(x.Country, news.Lang(c.Lang)) },
		Region: func(id string) string { return regionName(placer, id, news.Lang(c.Lang)) },
	}
	return report.Text(p.out, report.Build([]report.Story{{Row: row, Articles: b.Articles}}, []news.Briefing{b}, o))
}

func regionName(placer *regions.Placer, id string, lang news.Lang) string {
	for _, r := range placer.Regions(lang) {
		if r.ID == id {
			return r.Name
		}
	}
	return id
}
