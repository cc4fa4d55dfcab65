package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

func (p *program) handoverCommand() *cobra.Command {
	var since, output, to string
	var acknowledge bool
	var f format
	cmd := &cobra.Command{
		Use: "handover", Short: "Write what changed, is open and is watched since the shift began",
		Long: `Write the hand-over by exception: watched stories that changed, stories cited and dismissed in this shift, and what is
still open. Shifts begin at 06:00, 14:00 and 22:00; --since names another time.

--to hands your shift over to a person, and ends it: the hand-over begins where your shift began. That person acknowledges it
with --acknowledge, which begins theirs. Both stand in the log.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := errors.Join(f.check(), f.fits(p, output)); err != nil {
				return err
			}
			s := shape{format: f, output: output}
			switch {
			case acknowledge && to != "":
				return usageError{errors.New("--to hands over and --acknowledge takes over: one of the two")}
			case acknowledge:
				return p.passOn(cmd, since, s, (*desk.Desk).TakeOver)
			case cmd.Flags().Changed("to"):
				return p.passOn(cmd, since, s, func(d *desk.Desk, ctx context.Context) (news.Duty, error) { return d.HandOver(ctx, to) })
			}
			return p.handover(cmd.Context(), since, s)
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "begin at this `time`: 24h, 3d or RFC 3339")
	cmd.Flags().StringVar(&to, "to", "", "hand your shift over to this `person`")
	cmd.Flags().BoolVar(&acknowledge, "acknowledge", false, "take over what was handed to you")
	f.flag(cmd)
	p.outputFlag(cmd, &output)
	return cmd
}

// passOn hands a shift over, or takes one over, and writes its hand-over.
func (p *program) passOn(cmd *cobra.Command, value string, s shape, pass func(*desk.Desk, context.Context) (news.Duty, error)) (err error) {
	ctx := cmd.Context()
	since, err := p.since(value)
	if err != nil {
		return err
	}
	d, c, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	entry, err := pass(d, ctx)
	if err != nil {
		return dutyHint(err)
	}
	o := p.reportOptions(d, c)
	if _, err := fmt.Fprintln(cmd.ErrOrStderr(), safe.Line(report.DutyText(entry, o))); err != nil {
		return err
	}
	if value == "" {
		since = entry.Since
	}
	return p.writeHandover(ctx, d, since, s, o)
}

// dutyHint says what to do about a shift that does not change hands.
func dutyHint(err error) error {
	switch {
	case errors.Is(err, desk.ErrNothingHanded):
		return withHint(err, "the command shift tells what waits, and for whom")
	case errors.Is(err, desk.ErrNobody):
		return withHint(err, "handover --to NAME")
	}
	return err
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
	return p.writeHandover(ctx, d, since, s, p.reportOptions(d, c))
}

func (p *program) writeHandover(ctx context.Context, d *desk.Desk, since time.Time, s shape, o report.Options) error {
	h, err := p.gather(ctx, d, since)
	if err != nil {
		return err
	}
	return p.writeTo(s.output, func(out io.Writer) error {
		if s.format == "json" {
			return report.HandoverJSON(out, h)
		}
		return writePage(out, report.BuildHandover(h, o), s.format)
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
