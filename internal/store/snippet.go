package store

import (
	"strings"
	"unicode/utf8"
)

// snippetWords is how many words a snippet shows.
const snippetWords = 24

// Marks around a match in a snippet.
const (
	matchBegins = "\x02"
	matchEnds   = "\x03"
)

// spot is a word of a text.
type spot struct {
	start, end int // bytes
	match      bool
}

// snippet is the stretch of the text that has most matches, the first of several, with the matches marked. A text
// without a match, as when only the title has it, shows its beginning.
func snippet(text string, terms []term) string {
	spots := spotsOf(text)
	markMatches(text, spots, terms)
	from := densest(spots)
	to := min(from+snippetWords, len(spots))
	if from >= to {
		return ""
	}
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	at := spots[from].start
	for _, s := range spots[from:to] {
		b.WriteString(text[at:s.start])
		at = s.end
		if s.match {
			b.WriteString(matchBegins + text[s.start:s.end] + matchEnds)
		} else {
			b.WriteString(text[s.start:s.end])
		}
	}
	if to < len(spots) {
		b.WriteString(" …")
	} else {
		b.WriteString(text[at:])
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func spotsOf(text string) []spot {
	var spots []spot
	start := -1
	for i, r := range text {
		inside := isWordRune(r) || start >= 0 && fold(string(r)) == ""
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			spots = append(spots, spot{start: start, end: i})
			start = -1
		}
	}
	if start >= 0 {
		spots = append(spots, spot{start: start, end: len(text)})
	}
	return spots
}

// markMatches marks the words that the search asked for: a beginning of a word, or several words side by side.
func markMatches(text string, spots []spot, terms []term) {
	for i := range spots {
		for _, t := range terms {
			if t.absent || i+len(t.words) > len(spots) || !beginsAt(text, spots[i:], t) {
				continue
			}
			for k := range t.words {
				spots[i+k].match = true
			}
		}
	}
}

func beginsAt(text string, spots []spot, t term) bool {
	for k, want := range t.words {
		have := text[spots[k].start:spots[k].end]
		if utf8.RuneCountInString(have) > 64 {
			return false
		}
		have = strings.ToLower(fold(have))
		last := k == len(t.words)-1
		if last && !t.whole {
			return strings.HasPrefix(have, want)
		}
		if have != want {
			return false
		}
	}
	return true
}

// densest is the first of the stretches of snippetWords words that have most matches.
func densest(spots []spot) int {
	best, most, have := 0, 0, 0
	for i, s := range spots {
		if s.match {
			have++
		}
		if i >= snippetWords && spots[i-snippetWords].match {
			have--
		}
		if have > most {
			best, most = max(0, i-snippetWords+1), have
		}
	}
	return best
}
