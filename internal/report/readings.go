package report

import (
	"fmt"
	"slices"
	"strings"

	"harmattan/internal/news"
)

// readings gathers what contradicts one statement: for each matter one line, in which each reading stands once with all
// who hold it: "12 (Le Puits, RFI) / 15 (The Sahel Post)".
type readings struct {
	lead  string // outlet of the statement
	lines []readingLine
}

type readingLine struct {
	words   []string
	outlets [][]string
	alone   string // a contradiction in which no two words stand against each other
}

// add takes in one statement that contradicts the lead.
func (r *readings) add(m news.Member, outlet string) {
	if m.Mine == "" || m.Theirs == "" {
		r.lines = append(r.lines, readingLine{alone: fmt.Sprintf("%s (%s, %s)", m.Why, r.lead, outlet)})
		return
	}
	i := slices.IndexFunc(r.lines, func(l readingLine) bool { return l.alone == "" && strings.EqualFold(l.words[0], m.Theirs) })
	if i < 0 {
		i = len(r.lines)
		r.lines = append(r.lines, readingLine{words: []string{m.Theirs}, outlets: [][]string{{r.lead}}})
	}
	l := &r.lines[i]
	k := slices.IndexFunc(l.words, func(w string) bool { return strings.EqualFold(w, m.Mine) })
	if k < 0 {
		k = len(l.words)
		l.words, l.outlets = append(l.words, m.Mine), append(l.outlets, nil)
	}
	if !slices.Contains(l.outlets[k], outlet) {
		l.outlets[k] = append(l.outlets[k], outlet)
	}
}

// texts writes the lines.
func (r *readings) texts() []string {
	var out []string
	for _, l := range r.lines {
		if l.alone != "" {
			out = append(out, l.alone)
			continue
		}
		var parts []string
		for i, w := range l.words {
			parts = append(parts, w+" ("+strings.Join(l.outlets[i], ", ")+")")
		}
		out = append(out, strings.Join(parts, " / "))
	}
	return out
}
