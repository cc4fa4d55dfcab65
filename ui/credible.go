package ui

import "harmattan/internal/news"

// credible suggests how credible a statement is, from 1 to 6 as the Admiralty scale numbers it, by counting alone: how many
// independent origins state it, whether as many or more state otherwise, and for a single origin how its source is graded.
// 5, improbable, is never suggested: that takes judgement.
func (j joiner) credible(s news.Statement, p point) int {
	for _, sp := range p.splits {
		for _, other := range sp[1:] {
			if len(other.Outlets) >= len(sp[0].Outlets) {
				return 4
			}
		}
	}
	origins := map[string]bool{}
	graded := false
	add := func(a news.Article) {
		origins[a.Origin] = true
		graded = graded || a.Grade >= "A" && a.Grade <= "C"
	}
	add(j.articles[s.Article])
	for _, m := range j.repeats[s.ID].Members {
		if m.Kind != news.Differs {
			add(j.articles[j.statements[m.ID].Article])
		}
	}
	switch {
	case len(origins) >= 3:
		return 1
	case len(origins) == 2:
		return 2
	case graded:
		return 3
	}
	return 6
}
