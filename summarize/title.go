package summarize

import "harmattan/internal/news"

// titled is how many articles' headlines are weighed for a story's title, the latest.
const titled = 48

// title is the story's headline: the one that says most of what the other headlines in its language say too, the
// leading article's where they say equally much. A digest's headline ("Tuesday briefing: …") shares little with them.
func (c *Collapser) title(lead *held) string {
	from := max(0, len(c.articles)-titled)
	var stems [][]string
	in := map[string]int{}
	for _, h := range c.articles[from:] {
		var own []string
		if h.article.Lang == lead.article.Lang {
			own = c.titleStems(h.article.Title, h.article.Lang)
		}
		stems = append(stems, own)
		for _, s := range own {
			in[s]++
		}
	}
	best, most := lead.article.Title, titleWorth(c.titleStems(lead.article.Title, lead.article.Lang), in)
	for i, h := range c.articles[from:] {
		if w := titleWorth(stems[i], in); w > most*clearlyMore {
			best, most = h.article.Title, w
		}
	}
	return best
}

// clearlyMore is by how much another headline must outdo the leading one, so that a title does not flicker.
const clearlyMore = 1.15

// titleWorth is the share of a headline that others say too, more for one that says more.
func titleWorth(stems []string, in map[string]int) float64 {
	said := 0.
	for _, s := range stems {
		if in[s] > 1 {
			said += float64(min(in[s], 6))
		}
	}
	return said / (float64(len(stems)) + 3)
}

func (c *Collapser) titleStems(title string, lang news.Lang) []string {
	return contentStems(c.compare.reader.lex.words(title, lang))
}
