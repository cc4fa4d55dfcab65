package serve

import (
	"strings"

	"charm.land/ssh"

	"harmattan/ui"
)

// sizeOf is a size that a terminal can have: a client may say anything.
func sizeOf(w ssh.Window) ui.Size {
	return ui.Size{Width: min(max(w.Width, 1), widest), Height: min(max(w.Height, 1), tallest)}
}

// follow hands on the sizes of a terminal for as long as the channel is open, whether anybody looks at them or not: its
// requests wait for that.
func (v *visit) follow(windows <-chan ssh.Window) {
	for w := range windows {
		select {
		case <-v.resizes: // only the last one counts
		default:
		}
		v.resizes <- sizeOf(w)
	}
	close(v.resizes)
}

// lang is the language that the officer's machine named.
func lang(environment []string) string {
	for _, variable := range environment {
		if value, ok := strings.CutPrefix(variable, "LANG="); ok {
			return value
		}
	}
	return ""
}
