package regions

import "harmattan/internal/news"

// lead is by how much another country or region must outweigh the one a story stands under before the story moves: it should
// not flicker between two panes while its articles arrive.
const lead = 1.25

// Vote is a story's placement from those of its articles, in the order they came. An article that could not be placed speaks
// for leaving the story unplaced, but more softly than one that could speaks for a country.
func (p *Placer) Vote(articles []news.Placement) news.Placement {
	country := p.leading(articles, votedCountry)
	there := of(articles, votedCountry, country)
	return p.surest(p.leading(there, votedRegion), there)
}

// Hold is Vote for a story that stands somewhere already: it stays there until its articles clearly speak for another place, in
// whatever order they are given. An article that comes late but was published first does not move it.
func (p *Placer) Hold(now news.Placement, articles []news.Placement) news.Placement {
	if now.Region == "" {
		return p.Vote(articles)
	}
	country := p.held(now.Country, articles, votedCountry)
	there := of(articles, votedCountry, country)
	region := p.leading(there, votedRegion)
	if now.Country == country {
		region = p.held(now.Region, there, votedRegion)
	}
	return p.surest(region, there)
}

func votedCountry(a news.Placement) string { return a.Country }
func votedRegion(a news.Placement) string  { return a.Region }

// of are the placements with a country or region.
func of(articles []news.Placement, key func(news.Placement) string, value string) []news.Placement {
	var out []news.Placement
	for _, a := range articles {
		if key(a) == value {
			out = append(out, a)
		}
	}
	return out
}

// Moved is the placement of a story that the officer moved to a region by hand: it is there for good, with the country and the
// words of its articles that belong there, and else with those that it has.
func (p *Placer) Moved(region string, articles []news.Placement) news.Placement {
	there := of(articles, votedRegion, region)
	out := p.Vote(articles)
	if len(there) > 0 {
		out = p.Vote(there)
	}
	out.Region = region
	return out
}

// surest is the placement of the surest article of a region.
func (p *Placer) surest(region string, articles []news.Placement) news.Placement {
	out := news.Placement{Region: p.fallback}
	for _, a := range articles {
		if a.Region == region && (a.Score > out.Score || out.Evidence == nil) {
			out = a
		}
	}
	return out
}

// leading sums up the articles one by one and keeps the leader until another is clearly ahead.
func (p *Placer) leading(articles []news.Placement, key func(news.Placement) string) string {
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

// held is the leader from before while articles speak for it and no other is clearly ahead.
func (p *Placer) held(leader string, articles []news.Placement, key func(news.Placement) string) string {
	sums := map[string]float64{}
	for _, a := range articles {
		sums[key(a)] += p.ballot(a)
	}
	if sums[leader] == 0 {
		return p.leading(articles, key)
	}
	return ahead(leader, sums)
}

// ahead is the key that is clearly ahead of the leader, the first in the alphabet of those equally far; else the leader.
func ahead(leader string, sums map[string]float64) string {
	best := leader
	most := lead * sums[leader]
	for key, sum := range sums {
		if key != leader && (sum > most || sum == most && best != leader && key < best) {
			best, most = key, sum
		}
	}
	return best
}

// ballot is what an article's voice weighs: more the surer its placement.
func (p *Placer) ballot(a news.Placement) float64 {
	if a.Country == "" && a.Region == p.fallback {
		return .3
	}
	return .5 + min(a.Score, 6)/6
}
