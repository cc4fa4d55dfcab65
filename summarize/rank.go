package summarize

import (
	"slices"

	"harmattan/internal/news"
)

// order lists the statements in the order of reading: leads and what nobody repeats, no asides.
func order(b news.Briefing, c *Collapser) []int {
	skip := map[int]bool{}
	for _, a := range b.Asides {
		skip[a.ID] = true
	}
	for _, r := range b.Repeats {
		for _, m := range r.Members {
			if m.Kind != news.Differs {
				skip[m.ID] = m.ID != r.Lead
			}
		}
	}
	var out []int
	for _, s := range b.Statements {
		if !skip[s.ID] {
			out = append(out, s.ID)
		}
	}
	slices.Sort(out)
	return out
}
