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

func (p *program) officerCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "officer", Short: "Give an officer of a shared desk another name", Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withHint(usageError{errors.New("officer needs to know what to do")}, "%s --help", cmd.CommandPath())
		},
	}
	rename := &cobra.Command{
		Use: "rename FROM TO", Short: "Give an officer another name, with all that is told by the old one", Args: usage(cobra.ExactArgs(2)),
		Long: `Give an officer another name. What they have read, what they were typing, the stories that are theirs, a shift that they are on
or that was handed to them, and the undo of their steps go with it, all or nothing. It is refused where somebody of the new
name has read or decided already: what two have done is never made one.

The log tells who gave which name to whom, and shows each step with the name that it was signed with beside the present one;
briefs stay as they were written. Steps that wait on a machine whose server is away are taken as they were written, under
the old name.

Run it first, then write the new name where the old one stands: in the file of officers, whose sessions under the old name
end within seconds, or as officer in the configuration. On a desk that is served from a file an editor asks for it by SSH.`,
		Example: `  harmattan officer rename "Aminata Diallo" "Aminata Sow" --data postgres://officer@db.example/desk
  ssh desk officer rename '"Aminata Diallo"' '"Aminata Sow"'`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.renameOfficer(cmd.Context(), args[0], args[1]) },
	}
	rename.Flags().BoolVar(&p.asJSON, "json", false, "print one JSON document")
	cmd.AddCommand(rename)
	return cmd
}

func (p *program) renameOfficer(ctx context.Context, from, to string) (err error) {
	d, _, err := p.open(ctx)
	if err != nil {
		return err
	}
	defer p.close(d, &err)
	done, err := d.RenameOfficer(ctx, from, to)
	if err != nil {
		return renameHint(err)
	}
	if p.asJSON {
		return report.WriteJSON(p.out, struct {
			From    string `json:"from"`
			To      string `json:"to"`
			By      string `json:"by"`
			Steps   int    `json:"steps"`
			Stories int    `json:"stories"`
		}{from, to, d.Officer(ctx), done.Steps, done.Stories})
	}
	_, err = fmt.Fprintln(p.out, renamedText(from, to, done))
	return err
}

func renamedText(from, to string, done desk.Renamed) string {
	return safe.Line(fmt.Sprintf("%s is %s now, with what they have read (steps of the log: %d, stories that are theirs: %d)", from, to, done.Steps, done.Stories)) +
		"\nwrite the new name where the old one stands: in the file of officers, or as officer in the configuration"
}

// renameHint says what to do about a name that is not given.
func renameHint(err error) error {
	switch {
	case errors.Is(err, desk.ErrNoName):
		return withHint(usageError{err}, "a name is one line of at most 64 characters, with no spaces around it")
	case errors.Is(err, desk.ErrSameName):
		return withHint(usageError{err}, "officer rename FROM TO")
	case errors.Is(err, desk.ErrRole):
		return withHint(err, "ask an editor of this desk")
	case errors.Is(err, desk.ErrStepsWait):
		return withHint(err, "wait until they are taken, then run the command again")
	}
	return err
}
