package main

import "slices"

// settle decides between the meanings of each name. Within a country the higher stands: Kano the state, not the town. Between
// countries a country's own name stands over a division or town abroad, a large town over a small one; what stays
// undecided is in doubt.
func (b *book) settle(own overlay) {
	ordinary := make(map[string]bool, len(own.ordinary.Words))
	for _, w := range own.ordinary.Words {
		ordinary[fold(w)] = true
	}
	for name, list := range b.entries {
		list = b.settleName(list)
		for i, e := range list {
			small := e.kind == town || e.kind == part
			if ordinary[name] && (small || e.kind == area || e.kind == power) || small && len(name) <= 3 {
				list[i].doubt = true
			}
		}
		list = slices.DeleteFunc(list, farAndDoubtful)
		if len(list) == 0 {
			delete(b.entries, name)
		} else {
			b.entries[name] = list
		}
	}
}

// farAndDoubtful tells towns abroad that are ordinary words: what they could tell is not worth what they would
// mislead.
func farAndDoubtful(e entry) bool {
	return e.doubt && e.rank() > areaRank() && !slices.Contains(core(), e.country())
}

func (b *book) settleName(list []entry) []entry {
	slices.SortStableFunc(list, func(a, c entry) int {
		if a.rank() != c.rank() {
			return a.rank() - c.rank()
		}
		if a.people != c.people {
			return c.people - a.people
		}
		return compare(a.place, c.place)
	})
	top := list[0]
	var out []entry
	for _, e := range list {
		if top.kind == nothing || top.kind == wide || top.kind == sport { // a region word is no town: "Sahel", "Africa"
			out = append(out, top)
			break
		}
		if i := slices.IndexFunc(out, func(o entry) bool { return o.country() == e.country() }); i >= 0 {
			switch {
			case out[i].kind == countryName && e.kind == demonym: // "Argentine" is the country in French, "argentine" one of its women
				out[i].kind = demonym
			case out[i].kind == area && len(out[i].place) == 2 && len(e.place) > 2: // "Amhara" is a division, not only a word of ours
				out[i].place = e.place
			case out[i].kind == area && e.kind == area && out[i].place != e.place: // "Sahel" was one region of Burkina Faso and is two
				out = append(out, e)
			}
			continue
		}
		local := e.kind == area || e.kind == part || e.kind == town
		switch {
		case e.place == "NG:Niger" && top.place == "NE": // the one division that shares its name with a country
			e.doubt = true
		case local && e.rank() > top.rank() && !top.doubt && (top.rank() < areaRank() || e.kind != area):
			continue
		case e.kind == town && e.people*10 < top.people:
			continue
		case local && top.country() != e.country():
			e.doubt = true
			if top.kind == e.kind {
				out[0].doubt = true
			}
		}
		out = append(out, e)
	}
	return out
}

func areaRank() int { return entry{kind: area}.rank() }

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
