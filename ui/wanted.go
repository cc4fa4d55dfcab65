package ui

import (
	"charm.land/lipgloss/v2"

	"harmattan/internal/find"
)

// wantedIn finds, in a text, the words that watches and searches look for.
func wantedIn(text string, terms []find.Term, style lipgloss.Style) []span {
	if len(terms) == 0 {
		return nil
	}
	words := find.NewText(text).Fold()
	words.Mark(terms)
	var out []span
	for _, s := range words.Spots {
		if s.Match {
			out = append(out, span{s.Start, s.End, style})
		}
	}
	return out
}
