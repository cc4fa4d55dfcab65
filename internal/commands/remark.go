package commands

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/news"
)

// remarkCommands are what an officer keeps beside a story. Each is a step of the log.
func (p *program) remarkCommands() []*cobra.Command {
	note := &cobra.Command{
		Use: "note STORY-ID [TEXT]...", Short: "Write a note beside a story; without text it is taken away", Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.remark(cmd.Context(), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
				return d.SetNote(ctx, args[:1], strings.Join(args[1:], " "))
			})
		},
	}
	own := &cobra.Command{
		Use: "own STORY-ID [NAME]...", Short: "Say whose a story is; without a name nobody's", Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.remark(cmd.Context(), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
				return d.SetOwner(ctx, args[:1], strings.Join(args[1:], " "))
			})
		},
	}
	var off bool
	flag := &cobra.Command{
		Use: "flag STORY-ID...", Short: "Mark stories for the next shift", Args: usage(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.remark(cmd.Context(), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) {
				if off {
					return d.UnmarkHandover(ctx, args)
				}
				return d.MarkHandover(ctx, args)
			})
		},
	}
	flag.Flags().BoolVar(&off, "off", false, "take the mark away")
	snooze := &cobra.Command{
		Use: "snooze STORY-ID [TIME]", Short: "Let a story sleep until a time; without one it wakes", Args: usage(cobra.RangeArgs(1, 3)),
		Long: "Let a story sleep until a time, such as 2h, 18:00, tomorrow, fri 07:00 or 2026-12-01 08:00. Lists of the reader leave it out.",
		RunE: func(cmd *cobra.Command, args []string) error {
			var until time.Time
			if len(args) > 1 {
				var err error
				if until, err = desk.ParseWhen(strings.Join(args[1:], " "), p.Now().Local()); err != nil {
					return usageError{err}
				}
			}
			return p.remark(cmd.Context(), func(ctx context.Context, d *desk.Desk) ([]news.Step, error) { return d.Snooze(ctx, args[:1], until) })
		},
	}
	return []*cobra.Command{note, own, flag, snooze}
}

// remark takes steps and says what they did, a line for each.
func (p *program) remark(ctx context.Context, do func(context.Context, *desk.Desk) ([]news.Step, error)) error {
	return p.arrange(ctx, func(ctx context.Context, d *desk.Desk) (news.Step, error) {
		steps, err := do(ctx, d)
		if err != nil || len(steps) == 0 {
			return news.Step{}, err
		}
		return steps[len(steps)-1], nil
	})
}
