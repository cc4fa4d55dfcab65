package regions

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed actors.txt
var actors string

// Namesakes lists the other names of the country, division, capital or actor that a name stands for, as one folded or
// unfolded text each; none where the name is not known. A name that is also an ordinary word is not among them.
func (p *Placer) Namesakes(name string) []string {
	folded := areaKey(name)
	if folded == "" {
		return nil
	}
	var out []string
	add := func(n string) {
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	for line := range strings.Lines(actors) {
		names := strings.Split(strings.TrimSpace(line), "\t")
		if line[0] != '#' && slices.ContainsFunc(names, func(n string) bool { return areaKey(n) == folded }) {
			for _, n := range names {
				add(n)
			}
		}
	}
	for line := range strings.Lines(p.names) {
		kindOf, rest, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || !ofOnePlace(kindOf) || !strings.Contains(rest, folded) {
			continue
		}
		names := strings.Split(rest, "\t")
		if !slices.ContainsFunc(names, func(n string) bool { return strings.TrimLeft(n, "?=") == folded }) {
			continue
		}
		for _, n := range names {
			if n = strings.TrimPrefix(n, "="); n != "" && n[0] != '?' {
				add(n)
			}
		}
	}
	return slices.DeleteFunc(out, func(n string) bool { return areaKey(n) == folded })
}

// ofOnePlace tells whether all names of such a line of the gazetteer are those of one place: a country, a division or a
// capital. Lines of towns and groups name many.
func ofOnePlace(kindOf string) bool {
	switch kind(kindOf[0]) {
	case countryName, area, part:
		return true
	case power:
		return strings.Contains(kindOf, ":")
	}
	return false
}
