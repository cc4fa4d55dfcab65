package commands

import (
	"github.com/spf13/cobra"
)

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "harmattan",
		Short: "Read many feeds as few briefings, each fact once, grouped by region",
		Long: `harmattan reads many news feeds as few briefings: one story once, each fact once, grouped by region,
triaged with single keys.

Without a command it opens the reader with what is stored and refreshes behind it. Where there is no terminal it
prints the digest.`,
		Example: `  # try it, without a network
  harmattan --demo

  # fetch what is due, then write the morning brief
  harmattan refresh
  harmattan brief --state cited --format md -o brief.md`,
		Args:          usage(cobra.NoArgs),
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE:          func(cmd *cobra.Command, _ []string) error { return p.read(cmd.Context()) },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return withHint(usageError{err}, "%s --help", cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.StringVar(&p.configPath, "config", "", "the configuration `file`")
	flags.StringVar(&p.dataDir, "data", "", "the `folder` where the one file of data lives, or postgres://… for a shared desk")
	flags.StringVar(&p.lang, "lang", "", "language of the program, `en or fr`")
	root.Flags().BoolVar(&p.demo, "demo", false, "open the bundled sample: no network, no set-up, nothing kept")
	root.Flags().BoolVar(&p.plain, "plain", false, "read line by line, for screen readers")
	root.AddCommand(
		p.refreshCommand(), p.storiesCommand(), p.briefCommand(), p.summarizeCommand(), p.placeCommand(),
		p.searchCommand(), p.feedsCommand(), p.handoverCommand(), p.logCommand(), p.shiftCommand(), p.officerCommand(), p.configCommand(), p.doctorCommand(), p.guideCommand(),
		p.backupCommand(), p.restoreCommand(), p.dataCommand(), p.serveCommand(), p.workCommand(), p.manCommand(),
	)
	return root
}
