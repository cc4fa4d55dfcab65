package summarize

import "slices"

// titled is how many articles' headlines are weighed for a story's title, the latest.
const titled = 48

// title is the story's headline: the one that says most of what the other headlines in its language say too, the
// leading article's where they say equally much. A digest's headline ("Tuesday briefing: …") shares little with them.
func (c *Collapser) title(lead *held) string {
	late := c.articles[max(0, len(c.articles)-titled):]
	in := map[uint32]int{}
	for _, h := range late {
		if h.article.Lang == lead.article.Lang {
			for _, s := range h.title {
				in[s]++
			}
		}
	}
	best, most := lead.article.Title, titleWorth(lead.title, in)
	for _, h := range late {
		if h.article.Lang != lead.article.Lang {
			continue
		}
		if w := titleWorth(h.title, in); w > most*clearlyMore {
			best, most = h.article.Title, w
		}
	}
	return best
}

// clearlyMore is by how much another headline must outdo the leading one, so that a title does not flicker.
const clearlyMore = 1.15

// titleWorth is the share of a headline that others say too, more for one that says more.
func titleWorth(stems []uint32, in map[uint32]int) float64 {
	said := 0.
	for _, s := range stems {
		if in[s] > 1 {
			said += float64(min(in[s], 6))
		}
	}
	return said / (float64(len(stems)) + 3)
}

// titleStems lists the stems of the longer words of a headline, once each.
func titleStems(r *reading) []uint32 {
	out := make([]uint32, 0, len(r.words))
	for i := range r.words {
		if w := &r.words[i]; (len(w.fold) > 3 || w.digit) && !slices.Contains(out, w.stem) {
			out = append(out, w.stem)
		}
	}
	return out
}
