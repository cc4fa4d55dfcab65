package ui

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"time"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/safe"
)

// errLink says that a link is none that may be handed to another program.
var errLink = errors.New("not a web address that can be opened safely")

// safeLink returns a link as it may leave the program.
func safeLink(link string) (string, bool) { return safe.Link(link) }

// openPatience is how long an opener may take to fail; one that is still running by then has opened the link.
const openPatience = 2 * time.Second

// openLink hands a link to the program that opens links on this machine, as an argument and never through a shell.
func openLink(ctx context.Context, link string) tea.Cmd {
	return func() tea.Msg {
		clean, ok := safeLink(link)
		if !ok {
			return linkOpened{link: link, err: errLink}
		}
		// What was opened outlives the reader.
		cmd := opener(context.WithoutCancel(ctx), clean)
		if err := cmd.Start(); err != nil {
			return linkOpened{link: clean, err: fmt.Errorf("open the link: %w", err)}
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		patience := time.NewTimer(openPatience)
		defer patience.Stop()
		select {
		case err := <-ended:
			if err != nil {
				err = fmt.Errorf("open the link with %s: %w", cmd.Path, err)
			}
			return linkOpened{link: clean, err: err}
		case <-patience.C:
			return linkOpened{link: clean}
		}
	}
}

// opener is the program that opens links here, with the link as its last argument. The link has passed safe.Link: it
// begins with http, so it is never read as an option.
func opener(ctx context.Context, link string) *exec.Cmd {
	command := []string{"xdg-open", link}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open", link}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler", link}
	}
	return exec.CommandContext(ctx, command[0], command[1:]...) //nolint:gosec // a fixed program and a checked link
}
