package commands

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

func (p *program) shiftCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "shift [begin|end]", Short: "Tell who is on and what was handed over, or come on, or go off", Args: usage(cobra.MaximumNArgs(1)),
		Long: `Tell who is on and which hand-overs are not acknowledged yet. Officers of a shared desk come on when they open its reader;
a shift ends when it is handed over (harmattan handover --to NAME), with shift end, or after twelve hours.`,
		ValidArgs: []string{"begin", "end"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return p.tellShift(cmd.Context())
			}
			change, ok := map[string]func(context.Context, *desk.Desk) error{"begin": p.comeOn, "end": goOff}[args[0]]
			if !ok {
				return withHint(usageError{fmt.Errorf("no such word: %q", args[0])}, "shift, shift begin or shift end")
			}
			return p.changeShift(cmd.Context(), change)
		},
	}
	cmd.Flags().BoolVar(&p.asJSON, "json", false, "print JSON")
	return cmd
}

func (p *program) comeOn(ctx context.Context, d *desk.Desk) error { return d.ComeOn(ctx, p.Now()) }

func goOff(ctx context.Context, d *desk.Desk) error { return d.GoOff(ctx) }

func (p *program) tellShift(ctx context.Context) (err error) {
	d, c, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	s, err := d.Shift(ctx)
	if err != nil {
		return err
	}
	if p.asJSON {
		return report.ShiftJSON(p.out, s.On, s.Handed)
	}
	o := p.reportOptions(d, c)
	_, err = fmt.Fprintln(p.out, safe.Line(report.OnText(s.On, o)))
	for _, h := range s.Handed {
		_, e := fmt.Fprintln(p.out, safe.Line(report.HandedText(h, o)))
		err = errors.Join(err, e)
	}
	return err
}

func (p *program) changeShift(ctx context.Context, change func(context.Context, *desk.Desk) error) (err error) {
	d, _, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	return change(ctx, d)
}
