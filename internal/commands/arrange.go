package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/news"
	"harmattan/internal/report"
	"harmattan/internal/safe"
)

// arrangeCommands are what an officer does to stories by hand. The program never undoes it; undo does.
func (p *program) arrangeCommands() []*cobra.Command {
	split := &cobra.Command{
		Use: "split STORY-ID ARTICLE-ID...", Short: "Let articles begin a story of their own", Args: usage(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.arrange(cmd.Context(), func(ctx context.Context, d *desk.Desk) (news.Step, error) { return d.Split(ctx, args[0], args[1:]) })
		},
	}
	merge := &cobra.Command{
		Use: "merge STORY-ID OTHER-ID", Short: "Let a story go into another one", Args: usage(cobra.ExactArgs(2)),
		Long: "Let a story go into another one. The first id leads to the other story from then on.",
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.arrange(cmd.Context(), func(ctx context.Context, d *desk.Desk) (news.Step, error) { return d.Merge(ctx, args[0], args[1]) })
		},
	}
	move := &cobra.Command{
		Use: "move ID REGION|STORY-ID", Short: "Put a story into a region, or an article into another story", Args: usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.arrange(cmd.Context(), func(ctx context.Context, d *desk.Desk) (news.Step, error) {
				if isStory(ctx, d, args[1]) {
					return d.MoveArticle(ctx, args[0], args[1])
				}
				if _, err := regionOf(ctx, d, args[1]); err != nil {
					return news.Step{}, err
				}
				return d.MoveTo(ctx, args[0], args[1])
			})
		},
	}
	undo := &cobra.Command{
		Use: "undo", Short: "Take the last step of triage back, a split, merge or move too", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.arrange(cmd.Context(), func(ctx context.Context, d *desk.Desk) (news.Step, error) {
				step, ok, err := d.Undo(ctx)
				if err == nil && !ok {
					err = errors.New("nothing to undo")
				}
				return step, err
			})
		},
	}
	all := append([]*cobra.Command{split, merge, move, undo}, p.remarkCommands()...)
	for _, cmd := range all {
		cmd.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	}
	return all
}

func isStory(ctx context.Context, d *desk.Desk, id string) bool {
	_, err := d.Story(ctx, id)
	return err == nil
}

// arrange does one step on the desk and says what it did.
func (p *program) arrange(ctx context.Context, do func(context.Context, *desk.Desk) (news.Step, error)) (err error) {
	d, _, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer closing(d, &err)
	step, err := do(ctx, d)
	switch {
	case errors.Is(err, desk.ErrNoStory):
		return withHint(err, "harmattan stories --json lists stories and their articles")
	case errors.Is(err, desk.ErrWholeStory), errors.Is(err, desk.ErrNotInStory):
		return withHint(err, "harmattan brief STORY-ID --format json lists the articles of a story")
	case err != nil:
		return err
	}
	if p.asJSON {
		return report.StepJSON(p.out, step)
	}
	fmt.Fprintln(p.out, safe.Line(told(step)))
	return nil
}

// told says what a step did.
func told(s news.Step) string {
	if s.ID == 0 {
		return "nothing changed: it is so already"
	}
	var b strings.Builder
	if s.Undoes != 0 {
		b.WriteString("undone: ")
	}
	switch s.Deed {
	case news.DeedSplit:
		fmt.Fprintf(&b, "story %s begins, out of %s", s.Other, s.Story)
	case news.DeedMerge:
		fmt.Fprintf(&b, "story %s went into %s", s.Story, s.Other)
	case news.DeedMove:
		fmt.Fprintf(&b, "an article of story %s went into %s", s.Story, s.Other)
	case news.DeedRegion:
		fmt.Fprintf(&b, "story %s is in region %s", s.Story, orProgram(s.Other))
	case news.DeedNote, news.DeedOwner, news.DeedHandover, news.DeedSnooze:
		fmt.Fprintf(&b, "%s of story %s", s.Deed, s.Story)
	default:
		fmt.Fprintf(&b, "story %s is %s", s.Story, s.To)
	}
	return b.String()
}

// orProgram names a region, or who chooses it.
func orProgram(region string) string {
	if region == "" {
		return "of the program's choice"
	}
	return region
}
