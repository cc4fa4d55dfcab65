package commands

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"harmattan/internal/config"
	"harmattan/internal/news"
	"harmattan/internal/regions"
	"harmattan/internal/report"
	"harmattan/internal/safe"
	"harmattan/summarize"
)

func (p *program) placeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "place [TEXT|-]", Short: "Say which region a text belongs to, and which words say so",
		Long: `Place a text: its first line counts as the title, the rest as the body. Without an argument, or with -, the text comes
from standard input. Where the words do not decide, the text is unplaced rather than guessed at.`,
		Example: `  harmattan place "US says Niger must free its president"`,
		RunE:    func(_ *cobra.Command, args []string) error { return p.place(args) },
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	return cmd
}

func (p *program) place(args []string) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	text, err := p.textOf(args)
	if err != nil {
		return err
	}
	taxonomy, err := taxonomyOf(c)
	if err != nil {
		return err
	}
	placer, err := regions.New(taxonomy)
	if err != nil {
		return fmt.Errorf("build the regions: %w", err)
	}
	title, body, _ := strings.Cut(text, "\n")
	where := placer.Place(regions.Text{Title: title, Body: body, Lang: summarize.Detect(text, news.Unknown)})
	if p.asJSON {
		return report.PlacementJSON(p.out, where)
	}
	p.placeText(c, placer, where)
	return nil
}

func (p *program) placeText(c config.Config, placer *regions.Placer, where news.Placement) {
	lang := news.Lang(c.Lang)
	parts := []string{regionName(placer, where.Region, lang)}
	if where.Country != "" {
		parts = append(parts, placer.CountryName(where.Country, lang))
	}
	fmt.Fprintf(p.out, "%s (%.1f)\n", strings.Join(parts, ", "), where.Score)
	for _, e := range where.Evidence {
		fmt.Fprintf(p.out, "  %+5.1f  %s  %s\n", e.Weight, e.Place, safe.Line(e.Text))
	}
	if len(where.Also) > 0 {
		fmt.Fprintf(p.out, "  also: %s\n", strings.Join(where.Also, ", "))
	}
}

// textOf is the text a command was given, as arguments or on standard input.
func (p *program) textOf(args []string) (string, error) {
	text := strings.Join(args, " ")
	if len(args) == 0 && term.IsTerminal(int(p.Stdin.Fd())) {
		return "", withHint(usageError{errors.New("no text given")}, "give the text as an argument, or pipe it in")
	}
	if len(args) == 0 || text == "-" {
		body, err := io.ReadAll(io.LimitReader(p.Stdin, maxInput))
		if err != nil {
			return "", fmt.Errorf("read standard input: %w", err)
		}
		text = string(body)
	}
	if !utf8.ValidString(text) {
		return "", withHint(errors.New("the text is no UTF-8"), "convert it with iconv first")
	}
	return strings.TrimSpace(safe.Text(text)), nil
}
