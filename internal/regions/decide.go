package regions

import (
	"slices"

	"harmattan/internal/news"
)

// Text is what is placed.
type Text struct {
	Title, Body string
	Lang        news.Lang
	Home        string // home country of its feed, ISO 3166-1 alpha-2, or ""
}

// minScore is the least that the words must say for a country: a name in the title, or one that opens the first sentence.
const minScore = 1.2

// Place says where a text belongs, with the words that say so, strongest first. Where they do not decide, Region is the region
// of what is left over and Country is empty.
func (p *Placer) Place(t Text) news.Placement {
	mentions := p.finder().read(t.Title, t.Body)
	list := weigh(mentions, t.Home)
	outvote(list)
	slices.SortStableFunc(list, func(a, b candidate) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.order - b.order
	})
	out := news.Placement{Region: p.fallback}
	if len(list) > 0 && list[0].score >= minScore {
		best := list[0]
		out.Country, out.Score, out.Evidence = best.code, best.score, evidence(best)
		out.CountryName = p.CountryName(best.code, t.Lang)
		if i, ok := p.byCountry[best.code]; ok {
			out.Region = p.taxonomy.Regions[i].ID
		}
		for _, c := range list[1:] {
			if c.score >= minScore/2 {
				out.Also = append(out.Also, c.code)
			}
		}
		p.placeArea(&out, best)
		return out
	}
	return out
}

func (p *Placer) placeArea(out *news.Placement, best candidate) {
	for _, w := range best.weights {
		if len(w.place) > 3 {
			out.Area = w.place
			break
		}
	}
	if i, ok := p.byArea[out.Area]; ok {
		out.Region = p.taxonomy.Regions[i].ID
	}
}

// outvote takes weight from the countries that act everywhere where another country is named too.
func outvote(list []candidate) {
	others := slices.ContainsFunc(list, func(c candidate) bool { return !actor(c.code) && c.score >= minScore/2 })
	for i, c := range list {
		if actor(c.code) && (others || !c.titled) {
			list[i].score *= .35
		}
	}
}

// Vote is a story's placement from those of its articles: the country most of them name, strongest first.
func (p *Placer) Vote(articles []news.Placement) news.Placement {
	sum := map[string]float64{}
	for _, a := range articles {
		sum[a.Country+"\t"+a.Region] += 1 + min(a.Score, 6)/6
	}
	best, most := news.Placement{Region: p.fallback}, 0.0
	for _, a := range articles {
		if s := sum[a.Country+"\t"+a.Region]; s > most {
			best, most = a, s
		}
	}
	return best
}

// Places lists the codes of all places named in a text, for comparing stories.
func (p *Placer) Places(text string) []string {
	var out []string
	for _, f := range p.finder().find(text) {
		for _, s := range f.senses {
			if s.country() != "" && !s.doubt && !slices.Contains(out, s.place) {
				out = append(out, s.place)
			}
		}
	}
	return out
}
