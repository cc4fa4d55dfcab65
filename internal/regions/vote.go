package regions

import "harmattan/internal/news"

// lead is by how much another country or region must outweigh the one a story stands under before the story moves: it should
// not flicker between two panes while its articles arrive.
const lead = 1.25

// Vote is a story's placement from those of its articles, in the order they came. An article that could not be placed speaks
// for leaving the story unplaced, but more softly than one that could speaks for a country.
func (p *Placer) Vote(articles []news.Placement) news.Placement {
	country := p.vote(articles, func(a news.Placement) string { return a.Country })
	var there []news.Placement
	for _, a := range articles {
		if a.Country == country {
			there = append(there, a)
		}
	}
	region := p.vote(there, func(a news.Placement) string { return a.Region })
	out := news.Placement{Region: p.fallback}
	for _, a := range there {
		if a.Region == region && (a.Score > out.Score || out.Evidence == nil) {
			out = a
		}
	}
	return out
}

// vote sums up the articles one by one and keeps the leader until another is clearly ahead.
func (p *Placer) vote(articles []news.Placement, key func(news.Placement) string) string {
	sums := map[string]float64{}
	leader := ""
	for i, a := range articles {
		k := key(a)
		sums[k] += p.ballot(a)
		if i == 0 || sums[k] > lead*sums[leader] {
			leader = k
		}
	}
	return leader
}

// ballot is what an article's voice weighs: more the surer its placement.
func (p *Placer) ballot(a news.Placement) float64 {
	if a.Country == "" && a.Region == p.fallback {
		return .3
	}
	return .5 + min(a.Score, 6)/6
}
