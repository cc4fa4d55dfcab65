package regions

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"harmattan/internal/news"
)

// Text is what is placed.
type Text struct {
	Title, Body string
	Lang        news.Lang
	Home        string // home country of its feed, ISO 3166-1 alpha-2, or ""
}

// minScore is the least that the words must say for a country: its name in the title, or opening the first sentence.
const minScore = 1.2

// minTerm is the least that a region's term must count for where no country is found: it stands in the title or the first
// sentence.
const minTerm = .8

// Place says where a text belongs, with the words that say so, strongest first. Where they do not decide, Region is the region
// of what is left over and Country is empty.
func (p *Placer) Place(t Text) news.Placement {
	out := p.decide(t)
	out.Score = rounded(out.Score)
	for i := range out.Evidence {
		out.Evidence[i].Weight = rounded(out.Evidence[i].Weight)
	}
	return out
}

// rounded leaves two places behind the point: weights are no finer than that.
func rounded(w float64) float64 { return math.Round(w*100) / 100 }

func (p *Placer) decide(t Text) news.Placement {
	r := p.finder().read(t.Title, t.Body)
	list := r.weigh(t.Home)
	switch {
	case len(list) > 0 && list[0].score >= needed(list) && !r.abroad(list) && !p.elsewhere(r, list[0]) && !p.lone(r, list[0], t.Home) && len(r.together(list[0])) < 3:
		return p.inCountry(r, list, t.Lang)
	case t.Home != "" && r.silent(list) && p.countries[t.Home].names[0] != "":
		return p.atHome(t)
	}
	return p.withoutCountry(r, list)
}

// silent tells texts that name no place at all. A name in doubt that nothing backs is most often a person's.
func (r reading) silent(list []candidate) bool {
	return len(list) == 0 && !slices.ContainsFunc(r.mentions, func(m mention) bool { return m.is(wide) || m.is(term) || m.is(nothing) })
}

// soleScore is enough for a country when no other is in sight: "an Argentine woman has …" in a first sentence.
const soleScore = .9

// needed is the score that the strongest country must reach.
func needed(list []candidate) float64 {
	if len(list) == 1 || list[1].score < list[0].score/3 {
		return soleScore
	}
	return minScore
}

// abroad tells texts about great powers alone: two of them on equal terms ("deal between the US and China"), or one that acts
// in a part of the world ("Russia in Africa").
func (r reading) abroad(list []candidate) bool {
	best := list[0]
	if !actor(best.code) || best.local {
		return false
	}
	if len(list) > 1 && actor(list[1].code) && list[1].titled && list[1].score > .75*best.score {
		return true
	}
	return slices.ContainsFunc(r.mentions, func(m mention) bool {
		return m.is(wide) && (m.zone == inTitle || m.zone == inLead && !best.titled)
	})
}

// elsewhere tells texts whose title puts them in a part of the world that does not hold the country which only their body names:
// a famine in West Africa is not about Ukraine.
func (p *Placer) elsewhere(r reading, best candidate) bool {
	return !best.titled && slices.ContainsFunc(r.mentions, func(m mention) bool {
		return m.zone == inTitle && slices.ContainsFunc(m.senses, func(s sense) bool {
			return s.kind == wide && !slices.Contains(p.countries[best.code].m49, s.place)
		})
	})
}

// africa is the code of Africa in the United Nations' M49, of whose countries the gazetteer has the small towns, too.
const africa = "002"

// lone tells an African country of which the text has one name only, of a place inside it, which is a part of a longer name, as
// "Jada Pinkett" or "San Vicente", and beside which nothing says that it is a place. The press of the country needs no such word.
func (p *Placer) lone(r reading, best candidate, home string) bool {
	if best.code == home || !slices.Contains(p.countries[best.code].m49, africa) {
		return false
	}
	name, longer := "", false
	for _, m := range r.mentions {
		for _, s := range m.stands {
			if s.country() != best.code {
				continue
			}
			if !s.inside() || name != "" && !strings.EqualFold(name, m.text) || m.beside(s) && !m.forename {
				return false
			}
			name, longer = m.text, longer || m.forename
		}
	}
	return longer
}

// together are the codes of the countries in the longest list that the text names the strongest country in, where its title or,
// if that names none, its body does so: in "Mali, Burkina Faso and Niger" none is the scene before the others.
func (r reading) together(best candidate) []string {
	var longest, run []string
	for _, m := range r.mentions {
		if !m.listed {
			run = nil
		}
		for _, s := range m.stands {
			if code := s.country(); !slices.Contains(run, code) {
				run = append(run, code)
			}
		}
		if len(run) > len(longest) && slices.Contains(run, best.code) && (m.zone == inTitle) == best.titled {
			longest = slices.Clone(run)
		}
	}
	return longest
}

func (p *Placer) inCountry(r reading, list []candidate, lang news.Lang) news.Placement {
	best := list[0]
	out := news.Placement{
		Country: best.code, CountryName: p.CountryName(best.code, lang), Score: best.score, Evidence: best.evidence(), Also: also(list[1:]),
		Area: best.area(),
	}
	out.Region = p.regionOf(r, best.code, out.Area)
	return out
}

// also are the other countries that the text is about.
func also(list []candidate) []string {
	const most = 5
	var out []string
	for _, c := range list {
		if c.score >= minScore/2 && len(out) < most {
			out = append(out, c.code)
		}
	}
	return out
}

// area is the division inside the country that the words name most strongly; further words for it count a tenth. A capital
// stands for its country as often as for itself, so it counts half, and nothing beside one who acts for the whole country:
// "President departs Abuja".
func (c candidate) area() string {
	sums := map[string]float64{}
	best := ""
	national := slices.ContainsFunc(c.words, func(w weight) bool { return w.kind == person && w.place == c.code })
	for _, w := range c.words {
		if !strings.Contains(w.place, ":") || w.kind == power && national {
			continue
		}
		points := w.points
		if w.kind == power {
			points /= 2
		}
		if sums[w.place] > 0 {
			points /= 10
		}
		sums[w.place] += points
		if sums[w.place] > sums[best] {
			best = w.place
		}
	}
	return best
}

// regionOf is the region of a country or of an area in it: regions that claim the area go first, then those whose terms the
// title or lead holds and that have areas in this country, then the one that claims the country.
func (p *Placer) regionOf(r reading, code, area string) string {
	for name := area; name != ""; name = above(name) {
		if i, ok := p.byArea[name]; ok {
			return p.taxonomy.Regions[i].ID
		}
	}
	for _, m := range r.mentions {
		for _, s := range m.senses {
			if s.kind == term && m.zone != inBody && p.reaches(s.place, code) {
				return s.place
			}
		}
	}
	if i, ok := p.byCountry[code]; ok {
		return p.taxonomy.Regions[i].ID
	}
	return p.fallback
}

// above is the division that holds a division: "ML:Gao" for "ML:Gao/Ansongo", "" for "ML:Gao".
func above(area string) string {
	i := strings.LastIndexByte(area, '/')
	if i < 0 {
		return ""
	}
	return area[:i]
}

// reaches tells whether a region has areas in a country.
func (p *Placer) reaches(region, code string) bool {
	i := slices.IndexFunc(p.taxonomy.Regions, func(r Region) bool { return r.ID == region })
	return i >= 0 && slices.ContainsFunc(p.taxonomy.Regions[i].Areas, func(a string) bool { return strings.HasPrefix(a, code+":") })
}

// atHome places a text that names no place at all in the home country of its feed.
func (p *Placer) atHome(t Text) news.Placement {
	out := news.Placement{Country: t.Home, CountryName: p.CountryName(t.Home, t.Lang), Score: minScore / 2, Region: p.fallback}
	out.Evidence = []news.Evidence{{Text: "", Place: t.Home, Weight: minScore / 2}}
	if i, ok := p.byCountry[t.Home]; ok {
		out.Region = p.taxonomy.Regions[i].ID
	}
	return out
}

// withoutCountry finds the region of a text without a country of its own: the one that all the countries share which it names
// on equal terms, else the one whose terms it holds.
func (p *Placer) withoutCountry(r reading, list []candidate) news.Placement {
	out := news.Placement{Region: p.fallback}
	if len(list) > 0 && list[0].score >= minScore/2 {
		out.Also = also(list)
		if region, ok := p.shared(r.together(list[0])); ok {
			out.Region, out.Score, out.Evidence = region, list[0].score, list[0].evidence()
			return out
		}
	}
	best := 0.0
	for _, m := range r.mentions {
		for _, s := range m.senses {
			if s.kind != term {
				continue
			}
			w := points(term) * r.place(m)
			out.Evidence = append(out.Evidence, news.Evidence{Text: m.text, Place: s.place, Weight: w})
			if w > best && w >= minTerm {
				best, out.Region, out.Score = w, s.place, w
			}
		}
	}
	slices.SortStableFunc(out.Evidence, func(a, b news.Evidence) int { return cmp.Compare(b.Weight, a.Weight) })
	return out
}

// shared is the region that all of at least three countries belong to.
func (p *Placer) shared(codes []string) (string, bool) {
	if len(codes) < 3 {
		return "", false
	}
	region, ok := p.byCountry[codes[0]]
	for _, code := range codes[1:] {
		if i, known := p.byCountry[code]; !known || i != region {
			return "", false
		}
	}
	if !ok {
		return "", false
	}
	return p.taxonomy.Regions[region].ID, true
}

// Places lists the places that a text names beyond doubt, for comparing stories: each country as often as its own name stands
// there, what else names a place once.
func (p *Placer) Places(text string) []news.Place {
	var out []news.Place
	finder := p.finder()
	for _, f := range finder.find(text) {
		for _, s := range finder.meanings(f.node) {
			if s.country() == "" || s.doubt {
				continue
			}
			place := news.Place{Code: s.place}
			if s.kind == countryName {
				place.Start, place.End = f.start, f.end
			}
			if place.End > 0 || !slices.Contains(out, place) {
				out = append(out, place)
			}
		}
	}
	return out
}
