package regions

import (
	"slices"
	"strings"
)

// check finds what is wrong in a taxonomy without a look at the names of places; New finds areas that do not exist.
func (t Taxonomy) check() error {
	rest := 0
	for _, r := range t.Regions {
		if m := t.checkRegion(r); m != nil {
			return m
		}
		if r.When != None {
			continue
		}
		if rest++; rest > 1 {
			return mistake(r.ID, "when", "", `only one region can have when = "none"`)
		}
	}
	return nil
}

func (t Taxonomy) checkRegion(r Region) *RegionError {
	if strings.ContainsFunc(r.ID, func(c rune) bool { return !isIDRune(c) }) {
		return mistake(r.ID, "id", "", "an id has small letters, digits and hyphens only")
	}
	if r.When != Always && r.When != NoCountry && r.When != None {
		return mistake(r.ID, "when", "", `when = %q is not known: there are "no-country" and "none"`, r.When)
	}
	if r.When == Always && len(r.Countries)+len(r.Areas)+len(r.Terms)+len(r.M49) == 0 {
		return mistake(r.ID, "", "", "it has no countries, areas, terms or m49, so no story would come to it")
	}
	if m := r.checkLists(); m != nil {
		return m
	}
	return t.checkParent(r)
}

// checkLists holds that the values of a region's lists are written as they must be.
func (r Region) checkLists() *RegionError {
	for _, code := range r.Countries {
		if !isCode(code) {
			return mistake(r.ID, "countries", code, "%q is no country: write two capitals, as in ML", code)
		}
	}
	for _, area := range r.Areas {
		code, name, _ := strings.Cut(area, ":")
		if !isCode(code) || strings.TrimSpace(name) == "" {
			return mistake(r.ID, "areas", area, `%q is no area: write "ML:Gao" or "NE:Tahoua/Tillia"`, area)
		}
	}
	for _, code := range r.M49 {
		if len(code) != 3 || strings.ContainsFunc(code, func(c rune) bool { return c < '0' || c > '9' }) {
			return mistake(r.ID, "m49", code, "%q is no M49 code: write three digits, as in 150", code)
		}
	}
	for _, term := range r.Terms {
		if len(Fold(term)) == 0 {
			return mistake(r.ID, "terms", term, "the term %q has no letter", term)
		}
	}
	return nil
}

// checkParent holds that a region's parent exists and is itself at the top: names are indented once.
func (t Taxonomy) checkParent(r Region) *RegionError {
	if r.Parent == "" {
		return nil
	}
	if r.Parent == r.ID {
		return mistake(r.ID, "parent", "", "it is its own parent")
	}
	at := slices.IndexFunc(t.Regions, func(o Region) bool { return o.ID == r.Parent })
	if at < 0 {
		return mistake(r.ID, "parent", "", "parent = %q names no region", r.Parent)
	}
	if t.Regions[at].Parent != "" {
		return mistake(r.ID, "parent", "", "parent = %q has a parent itself; two levels are shown", r.Parent)
	}
	return nil
}

func isIDRune(c rune) bool { return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') }

func isCode(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}
