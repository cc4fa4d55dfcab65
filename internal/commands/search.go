package commands

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// searchLimit is how many answers a search prints.
const searchLimit = 50

func (p *program) searchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "search QUERY", Short: "Search the archive",
		Long: `Find articles by the beginnings of their words, accents ignored, best first. "words in quotes" are found together,
-word leaves articles out.`,
		Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.search(cmd.Context(), strings.Join(args, " "))
		},
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	return cmd
}

func (p *program) search(ctx context.Context, query string) (err error) {
	d, c, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	hits, err := d.Search(ctx, query, searchLimit)
	if err != nil {
		return err
	}
	if p.asJSON {
		return p.searchJSON(hits)
	}
	if len(hits) == 0 {
		fmt.Fprintln(p.out, map[string]string{"en": "nothing found", "fr": "rien trouvé"}[c.Lang])
		return nil
	}
	for _, h := range hits {
		fmt.Fprintf(p.out, "%s  %s  %s: %s\n", h.Story, h.Published.Local().Format("2006-01-02 15:04"),
			safe.Line(h.Outlet), safe.Line(h.Title))
		fmt.Fprintf(p.out, "    %s\n", safe.Line(unmarked(h.Snippet)))
	}
	return nil
}

// unmarked takes the marks of a match out of a snippet.
func unmarked(s string) string { return strings.NewReplacer("\x02", "", "\x03", "").Replace(s) }

func (p *program) searchJSON(hits []news.Hit) error {
	type hit struct {
		Story     string `json:"story"`
		Article   string `json:"article"`
		Title     string `json:"title"`
		Outlet    string `json:"outlet"`
		Region    string `json:"region"`
		Published string `json:"published"`
		Snippet   string `json:"snippet"`
	}
	list := []hit{}
	for _, h := range hits {
		list = append(list, hit{
			h.Story, h.Article, h.Title, h.Outlet, h.Region, h.Published.UTC().Format(time.RFC3339), unmarked(h.Snippet),
		})
	}
	return report.WriteJSON(p.out, struct {
		Hits []hit `json:"hits"`
	}{list})
}
