package main

import (
	"slices"
	"strings"
)

// divisions says to which division, in our own names, a town of the open data belongs.
type divisions struct {
	first  map[string]string // "BF.12": "BF:Liptako"
	second map[string]string // "BF.12.33": "BF:Liptako"
}

func (d divisions) of(c city) (string, bool) {
	if place, ok := d.second[c.admin2]; ok {
		return place, true
	}
	place, ok := d.first[c.admin1]
	return place, ok
}

// newDivisions enters the divisions into the book and keeps which code of the open data is which.
func newDivisions(b *book, w world, own overlay) divisions {
	d := divisions{first: map[string]string{}, second: map[string]string{}}
	for _, a := range own.sahel.Area {
		b.addOwnArea(a, own.tongues[a.ID])
		if a.From != "" {
			d.first[a.From] = a.ID
		}
	}
	for _, code := range sorted(w.admin1) {
		country := code[:2]
		_, ours := d.first[code]
		if ours || !slices.Contains(slices.Concat(core(), abroad()), country) {
			continue
		}
		name := plainDivision(w.admin1[code])
		id := country + ":" + name
		d.first[code] = id
		also := slices.Concat(own.areas[id], own.tongues[id])
		b.addArea(id, append([]string{name, w.admin1[code]}, also...)...)
		b.addDivision(id, append([]string{name}, also...))
		if country == "NG" { // "Niger State" is no country, "Rivers State" no river
			b.add(area, id, name+" State", 0)
			b.addStateOf(id, name)
			b.add(area, id, "?"+name, 0) // in Nigeria "Rivers" and "Plateau" need no "State" behind them
		}
	}
	for _, code := range sorted(w.admin2) {
		d.addSecond(b, w, own, code)
	}
	return d
}

// addStateOf enters a state of Nigeria as French, Portuguese and Arabic call it. "L'État du Niger" is the country's.
func (b *book) addStateOf(id, name string) {
	for _, form := range []string{"État de %", "État d'%", "État du %", "Estado de %", "Estado do %"} {
		if name != "Niger" || form == "État de %" {
			b.add(area, id, strings.ReplaceAll(form, "%", name), 0)
		}
	}
}

// addDivision enters a division. One that is named by a direction alone is entered together with its kind only, and in doubt: every
// country has a North.
func (b *book) addDivision(id string, names []string) {
	for _, name := range names {
		bare := strings.TrimLeft(name, "?")
		if !direction(bare) {
			b.add(area, id, name, 0)
			continue
		}
		for _, form := range []string{
			"% region", "% Region of", "région %", "région du %", "région de la %", "région de l'%", "région des %", "% province", "province du %", "% State",
		} {
			b.add(area, id, "?"+strings.ReplaceAll(form, "%", bare), 0)
		}
	}
}

// addSecond enters a second-level division of a core country under its first.
func (d divisions) addSecond(b *book, w world, own overlay, code string) {
	country := code[:2]
	if !slices.Contains(core(), country) {
		return
	}
	above := d.first[code[:strings.LastIndexByte(code, '.')]]
	name := plainDivision(w.admin2[code])
	for _, a := range own.sahel.Area {
		if strings.HasPrefix(a.ID, country) && hasPart(a, name) {
			above = a.ID
			d.second[code] = a.ID
		}
	}
	if above == "" || direction(name) {
		return
	}
	id := above + "/" + name
	b.addArea(id, name)
	b.add(part, id, name, 0)
}

func hasPart(a ownArea, name string) bool {
	for _, p := range a.Parts {
		for _, n := range strings.Split(p, " = ") {
			if fold(strings.TrimPrefix(n, "?")) == fold(name) || slices.Contains(strings.Split(n, ", "), name) {
				return true
			}
		}
	}
	return false
}

func (b *book) addOwnArea(a ownArea, tongues []string) {
	_, name, _ := strings.Cut(a.ID, ":")
	names := slices.Concat([]string{name}, a.Also, tongues)
	b.addArea(a.ID, names...)
	b.addDivision(a.ID, names)
	for _, p := range a.Parts {
		names := strings.FieldsFunc(p, func(r rune) bool { return r == '=' || r == ',' })
		id := a.ID + "/" + strings.TrimLeft(strings.TrimSpace(names[0]), "?")
		for _, n := range names {
			b.addArea(id, strings.TrimSpace(n))
			b.add(part, id, strings.TrimSpace(n), 0)
		}
	}
	b.addAll(town, a.ID, a.Towns)
}

// plainDivision takes the word for its kind off a division's name.
func plainDivision(name string) string {
	for _, before := range []string{
		"Département de la ", "Département des ", "Département du ", "Département de l'", "Département de ", "Département d’ ", "Département d' ",
		"Departement du ", "Province de la ", "Province des ", "Province du ", "Province de ", "Cercle de ", "Cercle d’ ", "Préfecture de ", "Commune of ",
		"Ville de ", "Mudīrīyat ", "Wilāyat ", "Region of ",
	} {
		name = strings.TrimPrefix(name, before)
	}
	for _, after := range []string{
		" Region", " State", " Province", " District", " Department", " Prefecture", " Cercle", " Division", " Governorate", " Municipality",
		" Autonomous", " Metropolitan", " Municipal", " Rural Council", " County", " Wilaya",
	} {
		name = strings.TrimSuffix(name, after)
	}
	return strings.TrimSpace(name)
}

// direction tells whether a division's name is made of words of direction alone, which say nothing without its country.
func direction(name string) bool {
	for _, w := range strings.Fields(fold(name)) {
		switch w {
		case "north", "south", "east", "west", "central", "centre", "northern", "southern", "eastern", "western", "nord", "sud", "est",
			"ouest", "centrale", "littoral", "upper", "lower", "northeast", "northwest", "southeast", "southwest", "capital", "coast",
			"region", "province", "state", "city", "metropolis", "highlands", "islands", "island", "lac", "lacs", "maritime", "plateau", "rivers", "delta",
			"plateaux", "savanes", "montagnes", "lagunes", "collines", "atlantique", "sahel", "cascades":
		default:
			return false
		}
	}
	return true
}
