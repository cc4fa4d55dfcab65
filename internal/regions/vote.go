package regions

import "harmattan/internal/news"

// lead is by how much another country or region must outweigh the one a story stands under before the story moves: it should
// not flicker between two panes while its articles arrive.
const lead = 1.25

// Vote is a story's placement from those of its articles, in the order they came. An article that could not be placed speaks
// for leaving the story unplaced, but more softly than one that could speaks for a country.
func (p *Placer) Vote(articles []news.Placement) news.Placement {
	return p.Hold(news.Placement{}, articles)
}

// Hold is Vote for a story that stands somewhere already: it stays there until its articles clearly speak for another place, in
// whatever order they are given. An article that comes late but was published first does not move it.
func (p *Placer) Hold(now news.Placement, articles []news.Placement) news.Placement {
	country := p.vote(now.Country, now.Region != "", articles, func(a news.Placement) string { return a.Country })
	var there []news.Placement
	for _, a := range articles {
		if a.Country == country {
			there = append(there, a)
		}
	}
	region := p.vote(now.Region, now.Region != "" && now.Country == country, there, func(a news.Placement) string { return a.Region })
	return p.surest(region, there)
}

// Moved is the placement of a story that the officer moved to a region by hand: it is there for good, with the country and the
// words of its articles that belong there, and else with those that it has.
func (p *Placer) Moved(region string, articles []news.Placement) news.Placement {
	var there []news.Placement
	for _, a := range articles {
		if a.Region == region {
			there = append(there, a)
		}
	}
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

// vote sums up the articles one by one and keeps the leader until another is clearly ahead. Without a leader from before, the first
// article's is the one.
func (p *Placer) vote(leader string, known bool, articles []news.Placement, key func(news.Placement) string) string {
	sums := map[string]float64{}
	for _, a := range articles {
		sums[key(a)] += p.ballot(a)
	}
	if known && sums[leader] > 0 {
		return ahead(leader, sums)
	}
	clear(sums)
	for i, a := range articles {
		k := key(a)
		sums[k] += p.ballot(a)
		if i == 0 || sums[k] > lead*sums[leader] {
			leader = k
		}
	}
	return leader
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
