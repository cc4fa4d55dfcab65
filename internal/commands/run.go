package commands

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"harmattan/internal/desk"
	"harmattan/internal/safe"
)

// Env is the world a run of the program sees.
type Env struct {
	Example []byte // the embedded example configuration
	Version string
	Args    []string // without the program's name
	Stdin   *os.File
	Stdout  *os.File
	Stderr  io.Writer
	Now     func() time.Time
}

// Exit statuses that scripts rely on.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// Run carries out one command line and returns its exit status.
func Run(ctx context.Context, env Env) int {
	p := &program{Env: env, out: newOutput(env.Stdout)}
	root := p.root()
	root.SetArgs(env.Args)
	root.SetOut(p.out)
	root.SetErr(env.Stderr)
	root.Version = env.Version
	if err := p.out.ended(root.ExecuteContext(ctx)); err != nil {
		return complain(env.Stderr, err)
	}
	return exitDone
}

// program is one run: the world it sees and the flags every command has.
type program struct {
	Env
	out        output // what is printed goes through it, not to Stdout
	configPath string
	dataDir    string
	lang       string
	demo       bool
	reading    bool // the command only reads the desk
	guide      bool
	plain      bool
	asJSON     bool // print JSON instead of text

	lent *desk.Desk // a desk that is open already, and stays so; nil where the command opens its own
}

// usageError is a command line that cannot be carried out as it is written.
type usageError struct{ error }

// hinted is an error that knows what to do next.
type hinted struct {
	error
	hint string
}

func (h hinted) Unwrap() error { return h.error }

// Hint says what to do about the error.
func (h hinted) Hint() string { return h.hint }

// withHint adds to an error what the officer can do about it.
func withHint(err error, format string, args ...any) error {
	return hinted{err, fmt.Sprintf(format, args...)}
}

// complain prints an error the way every command does: lower case, where it was, then a hint. It returns the exit
// status. An interrupted program says nothing: whoever pressed ctrl-c knows.
func complain(w io.Writer, err error) int {
	if errors.Is(err, context.Canceled) {
		return exitFailed
	}
	fmt.Fprintf(w, "harmattan: %s\n", safe.Text(err.Error()))
	var h interface{ Hint() string }
	if errors.As(err, &h) && h.Hint() != "" {
		fmt.Fprintf(w, "hint: %s\n", safe.Text(h.Hint()))
	}
	var u usageError
	if errors.As(err, &u) {
		return exitUsage
	}
	return exitFailed
}

// usage makes what is wrong with the arguments an error of usage.
func usage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return withHint(usageError{err}, "%s --help", cmd.CommandPath())
		}
		return nil
	}
}
