package commands

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
)

func (p *program) dataCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "data", Short: "Move a desk between a folder and a server, and say who may do what there",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withHint(usageError{errors.New("data needs to know what to do")}, "%s --help", cmd.CommandPath())
		},
	}
	cmd.AddCommand(&cobra.Command{
		Use: "copy FROM TO", Short: "Copy a whole desk into a place where there is none, and compare the two",
		Long: `Copy a whole desk, as it stands now, into a place where there is none. FROM and TO are a folder, or an address of
PostgreSQL: postgres://officer@host/database. The desk that is copied stays as it is.

The copy is there as a whole in the end, or not at all. Each table is read again from the copy: its rows have to be as
many, and the same. What is printed is the table, its rows, and a sum over all of them that is the same wherever they are.

A password is best kept in a file that PGPASSFILE names: an address on the command line can be seen by others.`,
		Example: `  # an officer's desk becomes one that a team shares, and back
  harmattan data copy ~/desk postgres://officer@db.example/desk
  harmattan data copy postgres://officer@db.example/desk ~/copy`,
		Args: usage(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error { return p.copyData(cmd.Context(), args[0], args[1]) },
	})
	cmd.AddCommand(&cobra.Command{
		Use: "roles", Short: "Give those who work on a shared desk no more rights than they need",
		Long: `Make two roles in PostgreSQL, and give them their rights on the desk that --data names: one for workers, who ask feeds and
store what they bring, and one for officers, who read and decide, for serve and readers. Neither may change tables: that is
for the role that made the desk, which this command is for, and which brings it up to date. Neither can log in: make those
who do members of one. After an upgrade the command is to be run again.`,
		Example: `  harmattan data roles --data postgres://owner@db.example/desk
  psql -c "CREATE ROLE worker LOGIN PASSWORD '…' IN ROLE harmattan_worker"`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return p.dataRoles(cmd.Context()) },
	})
	return cmd
}

func (p *program) dataRoles(ctx context.Context) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	data := config.DataDir(c)
	if !desk.IsShared(data) {
		return withHint(fmt.Errorf("%s is a file: who may read it has all rights", desk.Place(data)), "--data postgres://… names a shared desk")
	}
	roles, err := desk.GrantRoles(ctx, data)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s may ask feeds and store what they bring\n%s may read and decide\n", roles.Worker, roles.Officer)
	return nil
}

func (p *program) copyData(ctx context.Context, from, to string) error {
	tables, rows := 0, 0
	err := desk.Copy(ctx, from, to, func(c desk.Copied) {
		tables, rows = tables+1, rows+c.Rows
		fmt.Fprintf(p.out, "%-16s %9d  %s\n", c.Table, c.Rows, c.Hash)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("copy the desk: %w", err), "FROM is a folder with a desk, or postgres://…")
	}
	if err != nil {
		return fmt.Errorf("copy the desk: %w", err)
	}
	fmt.Fprintf(p.out, "copied %d rows of %d tables into %s, the same on both sides\n", rows, tables, desk.Place(to))
	return nil
}
