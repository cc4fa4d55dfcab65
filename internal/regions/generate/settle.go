package main

import (
	"cmp"
	"slices"
	"strings"
)

// settle decides between the meanings of each name. Within a country the higher stands: Kano the state, not the town. Between
// countries a country's own name stands over a division or town abroad, a large town over a small one; what stays
// undecided is in doubt.
func (b *book) settle(own overlay) {
	ordinary := make(map[string]bool, len(own.ordinary.Words))
	for _, w := range own.ordinary.Words {
		ordinary[fold(w)] = true
	}
	for name, list := range b.entries {
		list = settleName(list)
		for i, e := range list {
			small := e.kind == town || e.kind == part
			if ordinary[name] && (small || e.kind == area || e.kind == power) || small && len(name) <= 3 && !e.sure {
				list[i].doubt = true
			}
		}
		list = slices.DeleteFunc(list, func(e entry) bool { return far(e) && (ordinary[name] || e.doubt && e.kind != area) })
		if len(list) == 0 {
			delete(b.entries, name)
		} else {
			b.entries[name] = list
		}
	}
}

// far tells places abroad. Where their names are ordinary words, what they could tell is not worth what they would mislead.
func far(e entry) bool {
	return (e.local() || e.kind == power) && !slices.Contains(core(), e.country())
}

// settleName decides between the meanings of one name, the weightiest first.
func settleName(list []entry) []entry {
	slices.SortStableFunc(list, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.people, a.people), cmp.Compare(a.place, b.place))
	})
	top := list[0]
	if top.kind == nothing || top.kind == wide || top.kind == sport { // a region word is no town: "Sahel", "Africa"
		return list[:1]
	}
	var out []entry
	for _, e := range list {
		i := slices.IndexFunc(out, func(o entry) bool { return o.country() == e.country() })
		switch {
		case i >= 0 && out[i].kind == area && e.kind == area && len(out[i].place) > 2 && out[i].place != e.place:
			out = append(out, e) // "Sahel" was one region of Burkina Faso and is two
		case i >= 0:
			out[i] = out[i].merge(e)
		case top.outshines(e):
		case e.local() && len(out) > 0:
			e.doubt = true
			out[0].doubt = out[0].doubt || out[0].kind == e.kind
			out = append(out, e)
		default:
			out = append(out, e)
		}
	}
	return out
}

// merge is what two meanings within one country come to.
func (e entry) merge(o entry) entry {
	e.sure = e.sure || o.sure
	switch {
	case e.kind == countryName && o.kind == demonym: // "Argentine" is the country in French, "argentine" one of its women
		e.kind = demonym
	case e.kind == area && o.kind == area && len(e.place) == 2: // "Amhara" is a division, not only a word of ours
		e.place = o.place
	case e.shares(o): // "Bassa" is a district of Kogi and one of Plateau: it tells Nigeria and no more
		e.place = e.country()
	}
	return e
}

// shares tells whether two places of one kind in different divisions of a country are alike in size, so that their name does not
// tell which is meant.
func (e entry) shares(o entry) bool {
	const much = 3
	alike := e.kind == part || e.people < much*o.people || e.people == 0
	return e.local() && !e.sure && e.kind != area && e.kind == o.kind && e.division() != o.division() && alike
}

// division is the first-level division that a place lies in.
func (e entry) division() string {
	division, _, _ := strings.Cut(e.place, "/")
	return division
}

// outshines tells whether a name is so much better known as e that o is not worth a doubt: a country's name over a town abroad,
// a large town over a small one. Niger the state is the one division that must be kept beside a country.
func (e entry) outshines(o entry) bool {
	switch {
	case o.place == "NG:Niger" && o.kind == area:
		return false
	case o.local() && o.rank() > e.rank() && !e.doubt:
		return e.rank() < areaRank() || o.kind != area
	}
	return o.kind == town && o.people*10 < e.people
}

// local tells places inside a country.
func (e entry) local() bool { return e.rank() >= areaRank() }

func areaRank() int { return entry{kind: area}.rank() }
