package store

import (
	"strings"

	"harmattan/internal/find"
)

// How many words a snippet shows, and how many of them stand before the first match.
const (
	snippetWords  = 24
	snippetBefore = 5
)

// Marks around a match in a snippet.
const (
	matchBegins = "\x02"
	matchEnds   = "\x03"
)

// snippet is the stretch of the text that has most matches, the first of several, with the matches marked. A text
// without a match, as when only the title has it, shows its beginning.
func snippet(text string, terms []find.Term) string {
	t := find.NewText(text)
	t.Mark(terms)
	from := max(0, densest(t.Spots)-snippetBefore)
	to := min(from+snippetWords, len(t.Spots))
	from = max(0, to-snippetWords)
	if from >= to {
		return ""
	}
	var b strings.Builder
	at := 0
	if from > 0 {
		b.WriteString("… ")
		at = t.Spots[from].Start
	}
	for _, s := range t.Spots[from:to] {
		b.WriteString(text[at:s.Start])
		at = s.End
		if s.Match {
			b.WriteString(matchBegins + text[s.Start:s.End] + matchEnds)
		} else {
			b.WriteString(text[s.Start:s.End])
		}
	}
	if to < len(t.Spots) {
		b.WriteString(" …")
	} else {
		b.WriteString(text[at:])
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// densest is where the first stretch with most matches has its first match; 0 where there is none.
func densest(spots []find.Spot) int {
	best, most := 0, 0
	for i, s := range spots {
		if !s.Match {
			continue
		}
		have := 0
		for _, x := range spots[i:min(i+snippetWords-snippetBefore, len(spots))] {
			if x.Match {
				have++
			}
		}
		if have > most {
			best, most = i, have
		}
	}
	return best
}
