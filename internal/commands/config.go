package commands

import (
	"fmt"

	"github.com/spf13/cobra"

	"harmattan/internal/config"
	"harmattan/internal/desk"
	"harmattan/ui"
)

func (p *program) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "Say where the configuration is, check it, or write one to start from",
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withHint(usageError{fmt.Errorf("config needs to know what to do")}, "%s --help", cmd.CommandPath())
		},
	}
	cmd.AddCommand(
		&cobra.Command{
			Use: "path", Short: "Say where things are", Args: usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error { return p.configPaths() },
		},
		&cobra.Command{
			Use: "check", Short: "Read the configuration and say what is wrong with it", Args: usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error { return p.configCheck() },
		},
		&cobra.Command{
			Use: "init", Short: "Write the example configuration to start from", Args: usage(cobra.NoArgs),
			RunE: func(*cobra.Command, []string) error { return p.configInit() },
		},
	)
	return cmd
}

// ownPath is the configuration file the officer means.
func (p *program) ownPath() string {
	if p.configPath != "" {
		return p.configPath
	}
	return config.Path()
}

func (p *program) configPaths() error {
	c, err := p.load()
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "config  %s\n", p.ownPath())
	if c.Path == "" {
		fmt.Fprintf(p.out, "        not there: the built-in one is used (harmattan config init writes it)\n")
	}
	fmt.Fprintf(p.out, "data    %s\n", desk.Place(config.DataDir(c)))
	return nil
}

func (p *program) configCheck() error {
	c, err := p.load()
	if err != nil {
		return err
	}
	if _, err := taxonomyOf(c); err != nil {
		return err
	}
	if err := c.CheckKeys(ui.Actions()); err != nil {
		return err
	}
	if err := ui.CheckKeys(c.Keys); err != nil {
		return withHint(fmt.Errorf("%s: %w", c.Path, err), "docs/keys.md lists the keys")
	}
	name := c.Path
	if name == "" {
		name = "the built-in configuration"
	}
	fmt.Fprintf(p.out, "%s is right: %d feeds, %d own regions\n", name, len(c.Feeds), len(c.Regions))
	return nil
}

func (p *program) configInit() error {
	path := p.ownPath()
	if err := config.Init(path, p.Example); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "wrote %s\n", path)
	return nil
}
