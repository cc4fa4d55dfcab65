package report

import (
	"slices"
	"strings"

	"harmattan/internal/news"
)

// Reading is one of the figures, dates or names that stand against each other, with all who hold it.
type Reading struct {
	Words   string
	Outlets []string
}

// Split is one matter in which outlets differ: each reading once, that of the statement itself first. Where no two words
// stand against each other, as with a denial, it has one reading, which says what the matter is and who contradicts.
type Split []Reading

// AddSplit takes in one statement that contradicts another one, which own states.
func AddSplit(all []Split, m news.Member, outlet string, own []string) []Split {
	if m.Mine == "" || m.Theirs == "" {
		return append(all, Split{{Words: m.Why, Outlets: []string{outlet}}})
	}
	i := slices.IndexFunc(all, func(s Split) bool { return strings.EqualFold(s[0].Words, m.Theirs) })
	if i < 0 {
		i = len(all)
		all = append(all, Split{{Words: m.Theirs, Outlets: slices.Clip(own)}})
	}
	k := slices.IndexFunc(all[i], func(r Reading) bool { return strings.EqualFold(r.Words, m.Mine) })
	if k < 0 {
		k = len(all[i])
		all[i] = append(all[i], Reading{Words: m.Mine})
	}
	if r := &all[i][k]; outlet != "" && !slices.Contains(r.Outlets, outlet) {
		r.Outlets = append(slices.Clip(r.Outlets), outlet)
	}
	return all
}

// splitText writes who says which: "12 (Le Puits, RFI) / 15 (The Sahel Post)".
func splitText(s Split, lead string) string {
	if len(s) == 1 {
		return s[0].Words + " (" + strings.Join(append([]string{lead}, s[0].Outlets...), ", ") + ")"
	}
	var parts []string
	for _, r := range s {
		parts = append(parts, r.Words+" ("+strings.Join(r.Outlets, ", ")+")")
	}
	return strings.Join(parts, " / ")
}
