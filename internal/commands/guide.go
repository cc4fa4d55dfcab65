package commands

import "github.com/spf13/cobra"

func (p *program) guideCommand() *cobra.Command {
	return &cobra.Command{
		Use: "guide", Short: "Learn the reader in five minutes, on invented news",
		Long: `Open the reader on the bundled sample and be led through it, a key at a time. Nothing of it is kept. Where there is no
terminal the guide is printed.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			p.guide, p.demo = true, true
			return p.read(cmd.Context())
		},
	}
}
