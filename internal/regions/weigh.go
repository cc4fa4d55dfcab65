package regions

import (
	"slices"
	"strings"

	"harmattan/internal/news"
)

// candidate is a country the text may be about.
type candidate struct {
	code    string
	score   float64
	scene   bool // some mention of it tells where something happens
	titled  bool
	order   int // of its first mention
	weights []weight
}

type weight struct {
	place, text string
	kind        kind
	points      float64
}

// points are what a name counts before its surroundings are looked at.
func points(k kind) float64 {
	switch k {
	case countryName:
		return 1
	case power, area, part:
		return .9
	case demonym, capitalised, town:
		return .8
	case group, person:
		return .7
	}
	return 0
}

// weigh sums up what the mentions say for each country.
func weigh(mentions []mention, home string) []candidate {
	support := supported(mentions, home)
	var list []candidate
	for n, m := range mentions {
		senses := m.plausible(support)
		for _, s := range senses {
			w := points(s.kind) * m.place() * m.role() / float64(len(senses))
			i := slices.IndexFunc(list, func(c candidate) bool { return c.code == s.country() })
			if i < 0 {
				i = len(list)
				list = append(list, candidate{code: s.country(), order: n})
			}
			list[i].add(weight{s.place, m.text, s.kind, w}, m)
		}
	}
	for i := range list {
		list[i].sum()
	}
	return list
}

func (c *candidate) add(w weight, m mention) {
	c.weights = append(c.weights, w)
	c.titled = c.titled || m.zone == inTitle
	c.scene = c.scene || scene(m.before) || m.colon
}

// sum adds the weights up so that the third repetition counts less than the first: what a text says once in its title is not
// outvoted by what it repeats.
func (c *candidate) sum() {
	slices.SortStableFunc(c.weights, func(a, b weight) int {
		switch {
		case a.points > b.points:
			return -1
		case a.points < b.points:
			return 1
		}
		return 0
	})
	share := 1.0
	seen := map[string]bool{}
	for _, w := range c.weights {
		key := strings.ToLower(w.text)
		if seen[key] {
			c.score += w.points * share * .5
		} else {
			c.score += w.points * share
		}
		seen[key] = true
		share *= .5
	}
}

// place weighs where in the text a mention stands.
func (m mention) place() float64 {
	switch {
	case m.zone == inTitle:
		return 3
	case m.zone == inLead && m.opens:
		return 1.8
	case m.zone == inLead:
		return 1.2
	case m.order < 4:
		return .5
	}
	return .25
}

// role weighs what a mention does in its sentence.
func (m mention) role() float64 {
	switch {
	case m.colon:
		return 1.5
	case scene(m.before):
		return 1.4
	case speech(m.after):
		return .7
	}
	return 1
}

// supported lists the countries that some name stands for beyond doubt.
func supported(mentions []mention, home string) map[string]bool {
	out := map[string]bool{}
	if home != "" {
		out[home] = true
	}
	for _, m := range mentions {
		for _, s := range m.senses {
			if !s.doubt && !m.surname && s.country() != "" {
				out[s.country()] = true
			}
		}
	}
	return out
}

// plausible are the senses of a mention that the rest of the text allows.
func (m mention) plausible(support map[string]bool) []sense {
	var out []sense
	for _, s := range m.senses {
		code := s.country()
		if code == "" {
			continue
		}
		local := s.kind == town || s.kind == part || s.kind == area
		sure := !s.doubt && !(local && m.surname)
		placed := scene(m.before) && m.before != "a" || qualifier(m.after) || m.colon || s.kind == countryName && m.opens
		if sure || support[code] || placed {
			out = append(out, s)
		}
	}
	if len(out) > 1 && !out[0].doubt && out[0].kind == countryName {
		return out[:1]
	}
	return out
}

// actor tells countries whose governments act everywhere: named beside another country they are rarely the scene.
func actor(code string) bool {
	switch code {
	case "US", "FR", "RU", "GB", "CN", "AE", "TR":
		return true
	}
	return false
}

func evidence(c candidate) []news.Evidence {
	var out []news.Evidence
	for _, w := range c.weights {
		e := news.Evidence{Text: w.text, Place: w.place, Weight: w.points}
		if !slices.ContainsFunc(out, func(o news.Evidence) bool { return o.Place == e.Place && strings.EqualFold(o.Text, e.Text) }) {
			out = append(out, e)
		}
	}
	return out
}
