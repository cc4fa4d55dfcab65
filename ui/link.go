package ui

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"

	tea "charm.land/bubbletea/v2"

	"harmattan/internal/safe"
)

// errLink says that a link is none that may be handed to another program.
var errLink = errors.New("not a web address that can be opened safely")

// safeLink returns a link as it may leave the program.
func safeLink(link string) (string, bool) { return safe.Link(link) }

// openLink hands a link to the program that opens links on this machine, as an argument and never through a shell.
func openLink(ctx context.Context, link string) tea.Cmd {
	return func() tea.Msg {
		clean, ok := safeLink(link)
		if !ok {
			return linkOpened{link: link, err: errLink}
		}
		name, args := opener()
		if err := exec.CommandContext(ctx, name, append(args, clean)...).Run(); err != nil {
			return linkOpened{link: clean, err: fmt.Errorf("open the link with %s: %w", name, err)}
		}
		return linkOpened{link: clean}
	}
}

// opener is the program that opens links here, and its arguments before the link.
func opener() (string, []string) {
	switch runtime.GOOS {
	case "darwin":
		return "open", nil
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler"}
	default:
		return "xdg-open", nil
	}
}
