package commands

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/internal/safe"
)

func (p *program) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: "Copy all data into a new file, also while the reader is open",
		Long: `Copy all data, as it stands now, into a new file: articles, stories, decisions, notes, watches. Another program may
work on it meanwhile. The copy is checked before it gets its name, and never overwrites a file.`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return p.backup(cmd.Context(), args[0]) },
	}
}

func (p *program) backup(ctx context.Context, file string) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	folder := config.DataDir(c)
	err = desk.Backup(ctx, folder, file)
	if errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("back up %s into %s: %w", folder, file, err), "the first refresh makes the data; --data names another folder")
	}
	if err != nil {
		return fmt.Errorf("back up: %w", err)
	}
	fmt.Fprintf(p.out, "backed up into %s\n", safe.Line(file))
	return nil
}

func (p *program) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore FILE", Short: "Put a backup in the place of the data; what was there is kept beside it",
		Long: `Put a backup in the place of the data. It is checked first, and brought up to date where it is of an older version. What
was there is kept beside it under another name. A reader that is open makes way, and comes back with what was restored.`,
		Args: usage(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return p.restore(cmd.Context(), args[0]) },
	}
}

func (p *program) restore(ctx context.Context, file string) error {
	c, err := p.load()
	if err != nil {
		return err
	}
	former, err := desk.Restore(ctx, file, config.DataDir(c), p.Now())
	if errors.Is(err, fs.ErrNotExist) {
		return withHint(fmt.Errorf("restore: %w", err), "name a file that harmattan backup wrote")
	}
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintf(p.out, "restored from %s\n", safe.Line(file))
	if former != "" {
		fmt.Fprintf(p.out, "what was there is kept as %s\n", safe.Line(former))
	}
	return nil
}
