package commands

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/report"
	"harmattan/internal/safe"
)

func (p *program) logCommand() *cobra.Command {
	var since string
	cmd := &cobra.Command{
		Use: "log", Short: "List every decision: when, who, on which story, by which rules", Args: usage(cobra.NoArgs),
		Long: `List the log of decisions, oldest first, and who came on, handed over and took over. It is only ever added to: what was
taken back stands in it twice. With --json each line is one JSON document (JSON Lines).`,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.log(cmd.Context(), since) },
	}
	cmd.Flags().StringVar(&since, "since", "", "begin at this `time`: 24h, 3d or RFC 3339")
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print JSON Lines")
	return cmd
}

func (p *program) log(ctx context.Context, value string) (err error) {
	since := time.Time{}
	if value != "" {
		if since, err = p.since(value); err != nil {
			return err
		}
	}
	d, c, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	steps, err := d.Steps(ctx, since)
	if err != nil {
		return err
	}
	duties, err := d.Duties(ctx, since)
	if err != nil {
		return err
	}
	o := p.reportOptions(d, c)
	for _, e := range report.LogOf(steps, duties) {
		if p.asJSON {
			err = e.Line(p.out)
		} else {
			_, err = fmt.Fprintln(p.out, safe.Line(e.Text(o)))
		}
		if err != nil {
			return fmt.Errorf("write the log: %w", err)
		}
	}
	return nil
}
