package commands

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/report"
)

func (p *program) handoverCommand() *cobra.Command {
	var since, output string
	var f format
	cmd := &cobra.Command{
		Use: "handover", Short: "Write what changed, is open and is watched since the shift began",
		Long: `Write the hand-over by exception: watched stories that changed, stories cited and dismissed in this shift, and what is
still open. Shifts begin at 06:00, 14:00 and 22:00; --since names another time.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(f.check(), f.fits(p, output)); err != nil {
				return err
			}
			return p.handover(cmd.Context(), since, shape{format: f, output: output})
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "begin at this `time`: 24h, 3d or RFC 3339")
	f.flag(cmd)
	p.outputFlag(cmd, &output)
	return cmd
}

func (p *program) handover(ctx context.Context, value string, s shape) (err error) {
	since := desk.ShiftStart(p.Now().Local())
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
	h, err := p.gather(ctx, d, since)
	if err != nil {
		return err
	}
	return p.writeTo(s.output, func(out io.Writer) error {
		if s.format == "json" {
			return report.HandoverJSON(out, h)
		}
		return writePage(out, report.BuildHandover(h, p.reportOptions(d, c)), s.format)
	})
}

// gather reads what a hand-over tells: the stories in each state, and the steps of the shift.
func (p *program) gather(ctx context.Context, d *desk.Desk, since time.Time) (report.Handover, error) {
	rows, err := d.Stories(ctx, desk.Query{AnyState: true})
	if err != nil {
		return report.Handover{}, err
	}
	steps, err := d.Steps(ctx, since)
	if err != nil {
		return report.Handover{}, err
	}
	return report.NewHandover(rows, steps, since), nil
}
