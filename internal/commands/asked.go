package commands

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// asked runs a command for an officer at another machine, on the desk that is open already: only such as read it, or are about
// shifts and officers. No flag names a file or a folder of this machine.
func (p *program) asked(ctx context.Context, args []string, out, problems io.Writer) int {
	own := *p
	own.out, own.Stdin, own.Stdout, own.Stderr, own.Args = newOutput(out), nil, nil, problems, args
	root := own.askedRoot()
	root.SetArgs(args)
	root.SetOut(own.out)
	root.SetErr(problems)
	err := permitted(root, args[0])
	if err == nil {
		err = root.ExecuteContext(ctx)
	}
	if err := own.out.ended(err); err != nil {
		return complain(problems, err)
	}
	return exitDone
}

// askedRoot is the commands that can be asked for over SSH.
func (p *program) askedRoot() *cobra.Command {
	root := &cobra.Command{
		Use: "desk", Annotations: map[string]string{cobra.CommandDisplayNameAnnotation: "ssh desk"},
		Short: "Read this desk: without a command in the reader, with one as text",
		Example: `  ssh desk brief --format md > brief.md
  ssh desk search '"fuel convoy" gao'`,
		SilenceUsage: true, SilenceErrors: true, CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return withHint(usageError{err}, "%s --help", cmd.CommandPath())
	})
	root.PersistentFlags().StringVar(&p.lang, "lang", p.lang, "language of the answer, `en or fr`")
	for _, cmd := range []*cobra.Command{p.storiesCommand(), p.briefCommand(), p.searchCommand(), p.handoverCommand(), p.logCommand(), p.shiftCommand()} {
		cmd.RemoveCommand(cmd.Commands()...) // those of stories change the desk
		root.AddCommand(cmd)
	}
	root.AddCommand(p.officerCommand()) // for editors, as the desk sees to
	return root
}

// permitted says what can be asked for where the first word is none of it. It is said before any flag is looked at: what
// follows another program's name are that one's.
func permitted(root *cobra.Command, word string) error {
	if strings.HasPrefix(word, "-") || word == "help" {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		if c.Name() == word {
			return nil
		}
		names = append(names, c.Name())
	}
	return withHint(usageError{fmt.Errorf("%q cannot be asked for here", word)}, "%s and help can; without a command comes the reader", strings.Join(names, ", "))
}
