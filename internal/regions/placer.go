package regions

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"harmattan/internal/news"
)

// Placer places texts in the regions of one taxonomy. It is safe for use by several goroutines.
type Placer struct {
	taxonomy  Taxonomy
	countries map[string]country
	byArea    map[string]int // area id: index of its region
	byCountry map[string]int // country code: index of its region
	fallback  string         // id of the region of what fits no other

	names string // the names of the gazetteer, as they are embedded

	// finder is built when the first text is placed: a reader that opens on stored stories does not wait for it.
	finder func() *finder
}

// New makes a placer. A region whose area or country does not exist is a *RegionError.
func New(t Taxonomy) (*Placer, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	byCode, areas, names, err := countries(gazetteer, t.areaNames())
	if err != nil {
		return nil, err
	}
	p := &Placer{
		taxonomy: t, countries: byCode, byArea: make(map[string]int), byCountry: make(map[string]int), fallback: news.Unplaced, names: names,
	}
	p.finder = sync.OnceValue(func() *finder { return p.build(names) })
	for _, i := range byPrecedence(t.Regions) {
		if m := p.claim(i, areas); m != nil {
			return nil, m
		}
	}
	return p, nil
}

// byPrecedence is the order in which regions claim their countries: the officer's own before those of the program.
func byPrecedence(list []Region) []int {
	var own, given []int
	for i, r := range list {
		if r.own {
			own = append(own, i)
		} else {
			given = append(given, i)
		}
	}
	return append(own, given...)
}

// claim notes which areas and countries are a region's, unless a region before it has them.
func (p *Placer) claim(i int, areas map[string][]string) *RegionError {
	r := p.taxonomy.Regions[i]
	if r.When == None {
		p.fallback = r.ID
	}
	for _, name := range r.Areas {
		ids := resolve(name, areas)
		if len(ids) == 0 {
			return mistake(r.ID, "areas", name, "no area is called %q", name)
		}
		for _, id := range ids {
			if _, taken := p.byArea[id]; !taken {
				p.byArea[id] = i
			}
		}
	}
	for _, code := range r.Countries {
		if _, known := p.countries[code]; !known {
			return mistake(r.ID, "countries", code, "%q is no country", code)
		}
		p.claimCountry(code, i)
	}
	for code, c := range p.countries {
		if slices.ContainsFunc(r.M49, func(part string) bool { return slices.Contains(c.m49, part) }) {
			p.claimCountry(code, i)
		}
	}
	return nil
}

func (p *Placer) claimCountry(code string, i int) {
	if _, taken := p.byCountry[code]; !taken {
		p.byCountry[code] = i
	}
}

// build makes the finder from the names of the gazetteer and the terms of the regions.
func (p *Placer) build(names string) *finder {
	f := newFinder(12_000)
	readNames(f, names)
	for _, r := range p.taxonomy.Regions {
		for _, t := range r.Terms {
			f.add(Fold(t), sense{place: r.ID, kind: term, exact: acronym(t)})
		}
	}
	return f
}

// acronym tells terms that ask for their capitals: "AES" is no "aes".
func acronym(term string) bool {
	const longest = 6
	return len(term) <= longest && term == strings.ToUpper(term) && term != strings.ToLower(term)
}

// Regions lists the regions in the order they are shown, with their names in a language; the counts are zero.
func (p *Placer) Regions(lang news.Lang) []news.RegionRow {
	rows := make([]news.RegionRow, 0, len(p.taxonomy.Regions)+1)
	for _, r := range p.taxonomy.Regions {
		row := news.RegionRow{ID: r.ID, Name: nameIn(r, lang), Parent: r.Parent}
		if r.Parent != "" {
			row.Depth = 1
		}
		rows = append(rows, row)
	}
	if !slices.ContainsFunc(rows, func(r news.RegionRow) bool { return r.ID == p.fallback }) {
		rows = append(rows, news.RegionRow{ID: p.fallback, Name: "Unplaced"})
	}
	return rows
}

// nameIn is a region's name in a language, else in English, else its id.
func nameIn(r Region, lang news.Lang) string {
	for _, l := range []news.Lang{lang, news.English} {
		if name := r.Name[string(l)]; name != "" {
			return name
		}
	}
	for _, l := range languages() {
		if name := r.Name[string(l)]; name != "" {
			return name
		}
	}
	return r.ID
}

// CountryName is a country's name in a language, else in English; "" for a code that is none.
func (p *Placer) CountryName(code string, lang news.Lang) string {
	names := p.countries[code].names
	for i, l := range languages() {
		if l == lang && names[i] != "" {
			return names[i]
		}
	}
	return names[0]
}

// CountryCodes lists the countries that are known, by code.
func (p *Placer) CountryCodes() []string { return slices.Sorted(maps.Keys(p.countries)) }
